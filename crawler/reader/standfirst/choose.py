"""Which line near the headline is the standfirst, if any."""

import re

from crawler.layouts.fields import Evidence
from crawler.reader.choice import Candidate, Choice
from crawler.reader.evidence import Told
from crawler.reader.headline.words import fold
from crawler.reader.hints import (
    ADVERT,
    BIO,
    BYLINE,
    CAPTION,
    COMMENTS,
    CONSENT,
    CREDIT,
    DATE,
    PROMPT,
    RELATED,
    SHARE,
    STANDFIRST,
    TAGS,
)
from crawler.reader.lines import Box, Line, Lines
from crawler.reader.standfirst.apart import is_apart, is_said, is_under, place_of
from pipelines.text.names import is_east_asian

SHORTEST, LONGEST = 25, 700  # characters
NEXT = 3  # places below the headline in which a few words may be a standfirst
SHORTEST_NAMED = 12  # characters of a heading that is called a standfirst
ABOVE = 4  # lines over the headline among which a standfirst may stand
FAR = 25  # places below the headline after which nothing is one
FEWEST_SPACES = 5  # in a language that has them
FEWEST_NAMED = 2  # the same of a heading that is called a standfirst
MOST_AROUND = 6  # boxes round a line, inside the one that holds the headline as well, that are asked for their names

# "CHICAGO (AP) —": with it the copy begins, however its first paragraph is set.
_DATELINE = re.compile(r"^.{2,60}\([A-Z][\w./ ]{1,15}\)\s*[-–—]")

# What a place is called that holds something else, whatever else it is called.
ELSE = ADVERT | BIO | BYLINE | CAPTION | COMMENTS | CONSENT | CREDIT | DATE | PROMPT | RELATED | SHARE | TAGS


def choose_standfirst(evidence: Evidence, lines: Lines, headline: Choice) -> Choice:
    """The standfirst as the page shows it; a description that only machines are told is none, and loses.

    It is a line near the headline that is named a standfirst, or one that says what the description says and is set
    apart from the copy: as a heading, in bold, by a name or in a box of its own; or a heading right under the headline
    whose like the copy does not have. The copy's first paragraph is no standfirst, though many pages tell machines
    that it describes the story.
    """
    told = evidence.once(Told).of("description")
    at = place_of(headline)
    near = [line for line in lines.lines if at - ABOVE <= line.at <= at + FAR and line.at not in headline.shown]
    held = _boxes(next((line.box for line in lines.lines if line.at == at), None))
    said = {folded for one in told if len(folded := fold(one.value)) >= SHORTEST}
    may = [(n, line) for n, line in enumerate(near) if _may_be(line, headline, held)]
    found = next(
        (n for n, line in may if _is_named(line) or (is_said(line, said) and is_apart(line, near[n + 1 :]))), None
    )
    if found is None:
        found = next((n for n, line in may if is_under(line, headline, lines)), None)
    if found is None:
        return Choice(None, told)
    chosen = Candidate(_whole(near[found], near[found:]), f"page {near[found].box.tag}", near[found].at)
    return Choice(chosen, tuple(one for one in told if fold(one.value) != fold(chosen.value)))


def _boxes(box: Box | None) -> frozenset[int]:
    """The places of a box and of all around it."""
    found = set()
    while box is not None:
        found.add(box.place)
        box = box.parent
    return frozenset(found)


def _may_be(line: Line, headline: Choice, held: frozenset[int]) -> bool:
    is_named_heading = line.level is not None and line.at - place_of(headline) <= NEXT and _is_named(line)
    shortest, fewest = (SHORTEST_NAMED, FEWEST_NAMED) if is_named_heading else (SHORTEST, FEWEST_SPACES)
    if not shortest <= len(line.text) <= LONGEST or line.link_share > 0.5 or line.kind in {"list_item", "table"}:
        return False
    if line.text.count(" ") < fewest and not any(map(is_east_asian, line.text[:20])):
        return False  # a date with its place, a rating, a list's heading
    if _DATELINE.match(line.text):
        return False
    return not _called(line, held) & ELSE and (headline.value is None or fold(line.text) != fold(headline.value))


def _called(line: Line, held: frozenset[int]) -> int:
    """What the boxes around a line say, but for those that hold the headline as well: they say nothing of it.

    Of the farther ones only that they are about the author, whose life is often a "description".
    """
    found, box, asked = line.own | line.box.own, line.box.parent, ~0
    for _ in range(MOST_AROUND):
        if box is None or box.place in held:
            break
        found |= box.own & asked
        box, asked = box.parent, BIO | BYLINE
    return found


def _is_named(line: Line) -> bool:
    """Whether its box, or one that holds little else, is called a standfirst."""
    box: Box | None = line.box
    for _ in range(2):
        if box is None:
            return False
        if box.own & STANDFIRST and len(box.element) <= 4:
            return True
        box = box.parent
    return False


def _whole(line: Line, rest: list[Line]) -> str:
    """The line with those that follow it in its box."""
    return " ".join(other.text for other in rest if other.box is line.box)[:LONGEST]
