"""What a page calls its story out of sight, in JSON-LD, meta elements and its title, freed of the site's own name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from urllib.parse import urlsplit

from crawler.layouts.fields import Evidence
from crawler.reader.choice import Candidate
from pipelines.text.whitespace import tidy

# Meta elements that give one, the most believed first, and how far each is believed when a heading says the same.
METAS = {
    "og:title": 3.0,
    "twitter:title": 1.0,
    "dc.title": 1.0,
    "parsely-title": 1.0,
    "sailthru.title": 1.0,
    "title": 1.0,
}
LINKED_WEIGHT = TITLE_WEIGHT = 3.0

LONGEST_ARTICLE = 4  # letters before a site's name in its title: "The Courier" at courier.example

# What parts a story's title from a site's or section's name. A hyphen, colon or arrow does so with a space on both
# sides.
_PARTS = re.compile(r"\s*[|｜«»•·]\s*|\s+(?:[-–—*:/~>›]|::|--)\s+|\s*(?:：|--|_)\s*")
_NO_LETTERS = re.compile(r"\W+")
_WORDS = re.compile(r"\w+")


@dataclass(slots=True)
class Title:
    """One title that the page gives out of sight, and what is asked of it again and again.

    Attributes:
        candidate: The title, freed of the site's name, and the first place that gives it.
        weight: How far the places that give it are believed together.
        folded: As ``fold`` makes it.
        words: Its words, case aside.
        pieces: Its parts, folded.
    """

    candidate: Candidate
    weight: float
    folded: str
    words: frozenset[str]
    pieces: tuple[str, ...]


def machine_titles(evidence: Evidence, names: frozenset[str]) -> tuple[Title, ...]:
    """Every title that the page gives out of sight, each once; the most believed place first.

    Args:
        evidence: The page.
        names: What ``site_names`` says of it.
    """
    found: dict[str, Title] = {}
    for value, source, weight in _given(evidence):
        value = tidy(value)
        if value in found:
            found[value].weight += weight
        elif value:
            found[value] = _title(Candidate(without_site(value, names), source), weight)
    return tuple(found.values())


def _given(evidence: Evidence) -> Iterator[tuple[str, str, float]]:
    linked = evidence.linked.text("headline") or evidence.linked.text("name")
    if linked:
        yield unescape(linked), "json-ld headline", LINKED_WEIGHT
    for name, weight in METAS.items():
        value = evidence.meta.get(name)
        if value:
            yield unescape(value), f"meta {name}", weight
    if evidence.title:
        yield evidence.title, "page title", TITLE_WEIGHT


def _title(candidate: Candidate, weight: float) -> Title:
    value = candidate.value
    return Title(candidate, weight, fold(value), words(value), tuple(map(fold, filter(None, _PARTS.split(value)))))


def site_names(evidence: Evidence) -> frozenset[str]:
    """What the site calls itself, folded: by its metadata, and its host with and without the ending."""
    host = (urlsplit(evidence.page.url).hostname or "") if evidence.page.url else ""
    host = host.removeprefix("www.")
    given = (
        evidence.meta.get("og:site_name"),
        evidence.meta.get("application-name"),
        evidence.linked.text("publisher.name"),
        host,
        host.partition(".")[0],
        max(host.split(".")[:-1], key=len, default=""),
    )
    return frozenset(folded for name in given if name and len(folded := fold(name)) > 1)


def without_site(title: str, names: frozenset[str]) -> str:
    """The title without the parts at either end that are the site's name, or a section before it.

    ``Bridge closes | Harbour News | The Courier`` of The Courier gives ``Bridge closes``; a title that is nothing but
    the site's name stays.
    """
    cuts = [(0, 0), *((found.start(), found.end()) for found in _PARTS.finditer(title)), (len(title), len(title))]
    last = len(cuts) - 1
    for at in range(1, len(cuts) - 1):
        if is_site(title[cuts[at][1] : cuts[at + 1][0]], names):
            last = at
            break
    first = 0
    if last == len(cuts) - 1:
        while first < last - 1 and is_site(title[cuts[first][1] : cuts[first + 1][0]], names):
            first += 1
    return title[cuts[first][1] : cuts[last][0]].strip() or title


def is_site(text: str, names: frozenset[str]) -> bool:
    """Whether words are the site's name, give or take an ending or a word: "Metro News" for "Metro"."""
    folded = fold(text)
    if not folded or len(text) > 60:
        return False
    if folded in names:
        return True
    return any(
        len(name) > 3
        and (
            folded.startswith(name)
            or (len(folded) > 3 and folded in name)
            or (folded.endswith(name) and len(folded) <= len(name) + LONGEST_ARTICLE)
        )
        for name in names
    )


@lru_cache(maxsize=512)  # a page's headings and titles are asked for several times
def fold(text: str) -> str:
    """Letters and figures alone, case aside: what two printings of one title share."""
    return _NO_LETTERS.sub("", text.casefold())


def words(text: str) -> frozenset[str]:
    """The words of a title, case aside."""
    return frozenset(_WORDS.findall(text.casefold()))
