"""What an operator may tell a spider with ``-a``: read once, wrong ones refused by name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipelines.errors import WrongSettings
from pipelines.redaction import has_user_info

KNOWN = {
    "urls": "story addresses with spaces between, or @FILE with one a line",
    "sections": "section names with commas between",
    "limit": "how many stories to file, at most",
    "again": "yes: look at every listing, and try what failed, now, whether due or not",
    "since": "how far back: 90m, 6h, 3d, 2w, or a day such as 2026-11-01 (UTC)",
    "site": "where the aggregator is served, if not at its own address (a mirror, the demo)",
}

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


def read_arguments(given: Mapping[str, str], *, now: datetime, spider: str) -> Arguments:
    """Read a spider's ``-a`` arguments.

    Args:
        given: As Scrapy hands them over, all strings.
        now: The moment that ``since=6h`` counts back from.
        spider: The spider's name, for the messages.

    Raises:
        WrongSettings: An argument that is not known (it lists those that are) or can't be meant.
    """
    unknown = sorted(set(given) - set(KNOWN))
    if unknown:
        known = "\n".join(f"  {name:<9} {what}" for name, what in KNOWN.items())
        raise WrongSettings(f"{spider} knows no argument {', '.join(map(repr, unknown))}. It takes:\n{known}")
    return Arguments(
        urls=_urls(given.get("urls", "")),
        sections=tuple(name.strip() for name in given.get("sections", "").split(",") if name.strip()),
        again=_again(given.get("again")),
        limit=_limit(given.get("limit")),
        since=read_moment("since=", given.get("since"), now),
        site=_site(given.get("site")),
    )


def _urls(value: str) -> tuple[str, ...]:
    if value.startswith("@"):
        try:
            value = Path(value[1:]).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as fault:
            raise WrongSettings(f"urls=@{value[1:]}: the list can't be read: {fault}") from fault
    urls = tuple(value.split())
    wrong = [url for url in urls if not url.startswith(("http://", "https://"))]
    if wrong:
        raise WrongSettings(f"urls: {wrong[0]!r} is no address; each begins with http:// or https://")
    for url in urls:
        refuse_user_info("urls", url)
    return urls


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
