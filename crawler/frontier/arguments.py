"""What an operator may tell a spider with ``-a``: read once, wrong ones refused by name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from pipelines.errors import WrongSettings
from pipelines.redaction import has_user_info

BOUNDS = ("limit", "again", "since")  # what every spider takes
KNOWN = {
    "urls": "story addresses with spaces between, or @FILE with one a line",
    "sections": "section names with commas between",
    "limit": "how many stories to file, at most",
    "again": "yes: look at every listing, and try what failed, now, whether due or not",
    "since": "how far back: 90m, 6h, 3d, 2w, or a day such as 2026-11-01 (UTC)",
    "site": "where the aggregator is served, if not at its own address (a mirror, the demo)",
}

KNOWN_TO_SITE = {
    "url": "stories of any site, by address, with commas between",
    "urls": "the same with spaces between, or @FILE with one a line",
    "domain": "a site's host: the stories of that host, by its feeds, news sitemaps and front page",
    "feed": "the address of an RSS, Atom or JSON feed: its stories, whatever their hosts; with commas between",
    "leads": "a link-only aggregator, with commas between, or all: the stories that it pointed to (scrapy leads)",
    **{name: KNOWN[name] for name in BOUNDS},
}
SITE = "site"  # the spider of any site

UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


@dataclass(frozen=True, slots=True)
class Arguments:
    """One run's arguments. Absent is None, or an empty tuple."""

    urls: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    again: bool = False
    limit: int | None = None
    since: datetime | None = None
    site: str | None = None
    feeds: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()

    @property
    def named(self) -> tuple[str, ...]:
        """The addresses that the operator named."""
        return (*filter(None, (self.site,)), *self.urls, *self.feeds)


def known_to(spider: str) -> Mapping[str, str]:
    """The arguments that a spider takes, and what each is."""
    return KNOWN_TO_SITE if spider == SITE else KNOWN


def read_arguments(given: Mapping[str, str], *, now: datetime, spider: str) -> Arguments:
    """Read a spider's ``-a`` arguments.

    Args:
        given: As Scrapy hands them over, all strings.
        now: The moment that ``since=6h`` counts back from.
        spider: The spider's name, for the messages.

    Raises:
        WrongSettings: An argument that is not known (it lists those that are) or can't be meant.
    """
    takes = known_to(spider)
    unknown = sorted(set(given) - set(takes))
    if unknown:
        raise WrongSettings(f"{spider} knows no argument {', '.join(map(repr, unknown))}. It takes:\n{_told(takes)}")
    if spider == SITE and sum(bool(given.get(name)) for name in takes if name not in BOUNDS) != 1:
        raise WrongSettings(f"{spider} takes one of url, urls, domain, feed and leads:\n{_told(takes)}")
    return Arguments(
        urls=(*_urls(given.get("urls", "")), *_addresses("url", given.get("url"))),
        sections=tuple(name.strip() for name in given.get("sections", "").split(",") if name.strip()),
        again=_again(given.get("again")),
        limit=_limit(given.get("limit")),
        since=read_moment("since=", given.get("since"), now),
        site=_site(given.get("site")) or _domain(given.get("domain")),
        feeds=_addresses("feed", given.get("feed")),
        leads=tuple(name.strip() for name in given.get("leads", "").split(",") if name.strip()),
    )


def _told(takes: Mapping[str, str]) -> str:
    return "\n".join(f"  {name:<9} {what}" for name, what in takes.items())


def _addresses(name: str, value: str | None) -> tuple[str, ...]:
    """Addresses with commas between; a comma that no address follows belongs to the address before."""
    parts = re.split(r",\s*(?=https?://)", value.strip()) if value else []
    for url in parts:
        _refuse_no_address(name, url)
    return tuple(parts)


def _domain(value: str | None) -> str | None:
    """A host, with its port or scheme where those are not the usual, as the address that it is served at."""
    if value is None:
        return None
    url = (value if value.startswith(("http://", "https://")) else f"https://{value}").rstrip("/")
    try:
        parts = urlsplit(url)
        is_host = parts.hostname and (parts.port or True) and url == f"{parts.scheme}://{parts.netloc}"
    except ValueError:
        is_host = False
    if not is_host or " " in url:
        raise WrongSettings(f"domain={value}: expected a host such as www.paper.example; a page of it goes into url=")
    refuse_user_info("domain", url)
    return url


def _urls(value: str) -> tuple[str, ...]:
    if value.startswith("@"):
        try:
            value = Path(value[1:]).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as fault:
            raise WrongSettings(f"urls=@{value[1:]}: the list can't be read: {fault}") from fault
    urls = tuple(value.split())
    for url in urls:
        _refuse_no_address("urls", url)
    return urls


def _refuse_no_address(name: str, url: str) -> None:
    if not url.startswith(("http://", "https://")):
        raise WrongSettings(f"{name}: {url!r} is no address; each begins with http:// or https://")
    refuse_user_info(name, url)


def refuse_user_info(name: str, url: str) -> None:
    """Refuse an address with a name or password in it: it would be written down wherever the story's address is.

    Raises:
        WrongSettings: It has one.
    """
    if has_user_info(url):
        raise WrongSettings(f"{name}: {url} carries a name or password; copydesk signs in nowhere. Leave it out.")


def _again(value: str | None) -> bool:
    if value not in (None, "yes", "no"):
        raise WrongSettings(f"again={value}: expected yes or no")
    return value == "yes"


def _limit(value: str | None) -> int | None:
    if value is None:
        return None
    if not (value.isascii() and value.isdigit() and int(value[:9])):
        raise WrongSettings(f"limit={value}: expected how many stories, 1 or more")
    return int(value[:9])


def read_moment(name: str, value: str | None, now: datetime) -> datetime | None:
    """A moment as an operator says it: "6h" back from now, or a day or moment, UTC where it names no offset.

    Raises:
        WrongSettings: It is none; the message begins with the name.
    """
    if value is None:
        return None
    back = re.fullmatch(r"([0-9]{1,4})([mhdw])", value)
    if back:
        return now - timedelta(**{UNITS[back[2]]: int(back[1])})
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise WrongSettings(f"{name}{value}: expected {KNOWN['since']}") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _site(value: str | None) -> str | None:
    if value is not None and not value.startswith(("http://", "https://")):
        raise WrongSettings(f"site={value}: expected an address such as https://www.inkl.com")
    if value is not None:
        refuse_user_info("site", value)
    return value.rstrip("/") if value else None
