"""The publisher, and its own address."""

import re
from urllib.parse import SplitResult, urlsplit

from crawler.layouts.fields import Evidence
from crawler.reader.choice import Candidate, Choice
from crawler.reader.evidence import Told
from crawler.reader.headline.words import fold

LONGEST = 80  # characters
MOTTO = 4  # spaces: names have fewer words
_ADDRESS = re.compile(r"^(?:https?:)?//|^@|\.(?:com|net|org)/", re.IGNORECASE)
_RIGHTS = re.compile(r"^(?:©|\(c\)|copyright\b)[\s\d–-]*", re.IGNORECASE)
_PARTS = re.compile(r"\s+[|»•·–—-]\s+|\s*\|\s*")
ELSEWHERE = ("facebook.com", "twitter.com", "x.com", "instagram.com", "youtube.com", "linkedin.com", "t.me")


def choose_publisher(evidence: Evidence) -> Choice:
    """Whose page this is, as it says itself: its data, else the name at the end of its title.

    A person is no publisher, though blogs' systems name their owner so; nor is an address, or a motto where another
    place gives a name that the host's name confirms.
    """
    told = evidence.once(Told)
    people = {one.name for one in told.authors if one.kind == "person"}
    host = _host(evidence)
    found = []
    for one in told.of("publisher"):
        name = _without_motto(_RIGHTS.sub("", one.value).strip(), host)
        if name and len(name) <= LONGEST and name not in people and not _ADDRESS.search(name):
            found.append(Candidate(name, one.source))
    found += _at_title_s_end(evidence, host)
    if not found:
        return Choice()
    hosts = [one for one in found if _is_of(host, one.value)]
    chosen = hosts[0] if hosts and found[0].value.count(" ") >= MOTTO else found[0]
    lost = {fold(one.value): one for one in reversed(found) if fold(one.value) != fold(chosen.value)}
    return Choice(chosen, tuple(lost.values())[::-1])


def publisher_url(evidence: Evidence) -> str | None:
    """The publisher's own site, where the page's data give its address."""
    for one in evidence.once(Told).of("publisher.url"):
        parts = _split(one.value)
        if parts and parts.scheme in {"http", "https"} and parts.hostname:
            host = parts.hostname.removeprefix("www.")
            if not host.endswith(ELSEWHERE):
                return one.value
    return None


def _at_title_s_end(evidence: Evidence, host: tuple[str, ...]) -> list[Candidate]:
    """The last part of the page's title, where the host's name says that it is the site's."""
    last = _PARTS.split(evidence.title or "")[1:]
    found = (part for part in reversed(last) if part.count(" ") < MOTTO - 1 and _is_of(host, part))
    return [Candidate(part, "page title") for part in found][:1]


def _without_motto(name: str, host: tuple[str, ...]) -> str:
    """A name without what follows it: "The Courier | News from the harbour"."""
    first = _PARTS.split(name, maxsplit=1)[0]
    return first if first != name and _is_of(host, first) else name


def _is_of(host: tuple[str, ...], name: str) -> bool:
    folded = fold(name)
    return len(folded) > 2 and any(label in folded or folded in label for label in host)


def _host(evidence: Evidence) -> tuple[str, ...]:
    """The parts of the host's name, folded, its ending and short ones left out."""
    parts = _split(evidence.page.url or "")
    labels = (parts.hostname or "").removeprefix("www.").split(".")[:-1] if parts else []
    return tuple(fold(label) for label in labels if len(label) > 2)


def _split(url: str) -> SplitResult | None:
    try:
        return urlsplit(url)
    except ValueError:  # a stranger's address may be none
        return None
