"""What a page calls its story out of sight, in JSON-LD, meta elements and its title, freed of the site's own name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from crawler.layouts.fields import Evidence
from crawler.reader.choice import Candidate
from crawler.reader.headline.parts import PARTS, parts_of, story_part
from crawler.reader.headline.site import is_site
from crawler.reader.headline.words import fold, words
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
LONGEST = 1000  # characters of a title that are looked at; a trap's go on for millions
LINKED_WEIGHT = TITLE_WEIGHT = 3.0


# What WordPress set before a story's title by default for years: "The Courier » Blog Archive » Bridge closes".
_ARCHIVE = re.compile(r"^[^»]{1,80}»\s*blog archive\s*»\s*(?=\S)", re.IGNORECASE)


@dataclass(slots=True)
class Title:
    """One title that the page gives out of sight, and what is asked of it again and again.

    Attributes:
        candidate: The title, freed of the site's name, and the first place that gives it.
        weight: How far the places that give it are believed together.
        folded: As ``fold`` makes it.
        words: Its words, case aside.
        pieces: Its parts, folded; none where it is of one.
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
        value = tidy(value[:LONGEST])
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
    folded = fold(value)
    pieces = dict.fromkeys(map(fold, (*parts_of(value), story_part(value))))
    return Title(candidate, weight, folded, words(value), tuple(piece for piece in pieces if piece != folded))


def without_site(title: str, names: frozenset[str]) -> str:
    """The title without the parts at either end that are the site's name, or a section before it.

    ``Bridge closes | Harbour News | The Courier`` of The Courier gives ``Bridge closes``; a title that is nothing but
    the site's name stays.
    """
    title = _ARCHIVE.sub("", title, count=1)
    cuts = [(0, 0), *((found.start(), found.end()) for found in PARTS.finditer(title)), (len(title), len(title))]
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
