"""The section."""

import re
from collections.abc import Iterator
from dataclasses import replace

from crawler.layouts.fields import Evidence
from crawler.layouts.linked_data import text_of
from crawler.reader.choice import Candidate, Choice
from crawler.reader.evidence import Told
from crawler.reader.headline.words import fold
from crawler.reader.hints import CHROME, SECTION
from crawler.reader.lines import Line, Lines
from pipelines.text.whitespace import tidy_or_none

LONGEST = 60  # characters; the longest sections are of two or three words
ABOVE, BELOW = 12, 4  # lines round the headline among which the section is printed

_NO_WORDS = re.compile(r"\d|[>›»|/]")  # a date, or a whole trail

# What publishing systems write where no section was chosen, and what a page calls its first step; folded.
NONE = frozenset(
    map(
        fold,
        "all/tag/tags/uncategorized/uncategorised/unkategorisiert/non classé/sin categoría/sem categoria/"
        "senza categoria/"
        "article/articles/artikel/beitrag/story/post/home/homepage/start/startseite/accueil/inicio/início/"
        "página inicial/главная/none/null/undefined".split("/"),
    )
)


def choose_section(evidence: Evidence, lines: Lines, headline: Choice, publisher: str | None) -> Choice:
    """The section as the page tells or shows it.

    What the story's data say comes before the page's trail of sections, whose last step before the story counts, and
    that before a short line by the headline that is named a section.
    """
    taken = {fold(value) for value in (headline.value, publisher) if value}
    found = [one for one in _candidates(evidence, lines, headline) if _may_be(one.value, taken)]
    if not found:
        return Choice()
    chosen, same = found[0], fold(found[0].value)
    lost = tuple({fold(one.value): one for one in reversed(found) if fold(one.value) != same}.values())
    return Choice(chosen, lost[::-1], tuple(line.at for line in _near(lines, headline) if fold(line.text) == same))


def _candidates(evidence: Evidence, lines: Lines, headline: Choice) -> Iterator[Candidate]:
    for one in evidence.once(Told).of("articleSection"):
        first, *more = one.value.split(", ")
        yield replace(one, value=first) if len(more) > 1 else one  # keywords, written as a section
    yield from reversed(_trail(evidence, headline))
    for line in _near(lines, headline):
        if (line.own | line.box.own) & SECTION and not line.box.own & CHROME and _NO_WORDS.search(line.text) is None:
            yield Candidate(line.text, f"page {line.box.tag}", line.at)


def _trail(evidence: Evidence, headline: Choice) -> list[Candidate]:
    """The steps of the page's first breadcrumb trail, the story's own left out."""
    trail = next(evidence.linked.of_kind("BreadcrumbList"), None)
    steps = evidence.linked.values("itemListElement", trail)[:20] if trail else []
    names = [tidy_or_none(text_of(step.get("name") or step.get("item"))) for step in steps if isinstance(step, dict)]
    own = fold(headline.value or "")
    return [
        Candidate(name, "json-ld BreadcrumbList")
        for n, name in enumerate(names)
        if name and not name.startswith("http") and not (n == len(names) - 1 and n and _is_story(fold(name), own))
    ]


def _is_story(name: str, headline: str) -> bool:
    return name[:20] == headline[:20] or len(name) > LONGEST / 2


def _near(lines: Lines, headline: Choice) -> list[Line]:
    at = headline.chosen.at if headline.chosen else None
    if at is None:
        return []
    return [line for line in lines.lines if at - ABOVE <= line.at <= at + BELOW and len(line.text) <= LONGEST]


def _may_be(value: str, taken: set[str]) -> bool:
    folded = fold(value)
    is_host = "." in value and " " not in value
    return (
        bool(folded) and len(value) <= LONGEST and folded not in NONE | taken and not folded.isdecimal() and not is_host
    )
