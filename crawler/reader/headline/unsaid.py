"""The heading that is the story's though nothing out of sight repeats it: by its place, its form and its name."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from crawler.reader.headline.headings import LOWEST, Heading
from crawler.reader.headline.site import is_site
from crawler.reader.lines import Lines

LONGEST_WORD = 16  # letters; a run of more without a space is a language that sets none
SENTENCE = 5  # spaces
PHRASE = 3  # spaces
PROSE = 80  # characters of a line that is copy for certain


def unsaid_heading(seen: tuple[Heading, ...], lines: Lines, names: frozenset[str], *, told: bool) -> Heading | None:
    """The one h1 that may be a headline; of several, the first that is called one or is a sentence.

    Without an h1 the first h2 that is called a headline and is a phrase, or the only h3; failing those, and where the
    metadata tell no title either (``told``), the first h2 that is a sentence: beside a title that no heading repeats
    it is another story's. Names around the page's only h1 that speak of other stories are mistaken. One word is a
    section's or a site's name, a heading with a colon at its end one of the copy's own, and one with most of the copy
    above it another story's or the footer's.
    """
    highest = [heading for heading in seen if heading.level == 1 and not heading.front]
    copy = [line.at for line in lines.lines if len(line.text) > PROSE and line.link_share < 0.3]
    found = [
        heading
        for heading in seen
        if _may_be(heading, names) and (not heading.outside or highest == [heading]) and _has_copy(heading, copy)
    ]
    first = [heading for heading in found if heading.level == 1]
    if len(first) == 1:
        return first[0]
    named = [heading for heading in found if heading.named and heading.text.count(" ") >= PHRASE]
    second = [heading for heading in named if heading.level == 2]
    best = _first(_likeliest(first)) or _first(second) or (named[0] if len(named) == 1 else None)
    if best is None and not told:
        return _first(heading for heading in found if heading.level == 2 and heading.text.count(" ") >= SENTENCE)
    return best


def only_heading(seen: tuple[Heading, ...], names: frozenset[str]) -> Heading | None:
    """The page's only h1, one word though it be: for a page of which nothing else tells."""
    highest = [heading for heading in seen if heading.level == 1 and not heading.front]
    return highest[0] if len(highest) == 1 and not is_site(highest[0].text, names) else None


def _may_be(heading: Heading, names: frozenset[str]) -> bool:
    if heading.front or heading.level > LOWEST or is_site(heading.text, names):
        return False
    if heading.text.endswith((":", "：")) or (heading.chrome and not heading.named and heading.level > 1):
        return False
    return " " in heading.text or (len(heading.text) > LONGEST_WORD and heading.linked < 0.5)


def _has_copy(heading: Heading, copy: list[int]) -> bool:
    """Whether half of what may be copy stands below. ``copy``: its places, rising."""
    return bisect_right(copy, heading.lines[-1]) * 2 <= len(copy) and bool(copy)


def _likeliest(found: list[Heading]) -> Iterator[Heading]:
    """Of several h1: sentences that are named a headline, other sentences, what else is named one."""
    found = [heading for heading in found if heading.linked < 0.5]
    sentences = [heading for heading in found if heading.text.count(" ") >= SENTENCE]
    yield from (heading for heading in sentences if heading.named)
    yield from sentences
    yield from (heading for heading in found if heading.named)


def _first(found: Iterable[Heading]) -> Heading | None:
    return next(iter(found), None)
