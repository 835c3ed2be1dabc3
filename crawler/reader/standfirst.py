"""The standfirst: what stands between headline and copy and sums the story up."""

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
from pipelines.text.names import is_east_asian

SHORTEST, LONGEST = 25, 700  # characters
ABOVE = 4  # lines over the headline among which a standfirst may stand
FAR = 25  # places below the headline after which nothing is one
PROSE = 120  # characters of a line that is copy for certain
FEWEST_SPACES = 5  # in a language that has them
BOLD = 0.9  # share of a paragraph in bold, from which it is set apart

# What a place is called that holds something else, whatever else it is called.
ELSE = ADVERT | BIO | BYLINE | CAPTION | COMMENTS | CONSENT | CREDIT | DATE | PROMPT | RELATED | SHARE | TAGS


def choose_standfirst(evidence: Evidence, lines: Lines, headline: Choice) -> Choice:
    """The standfirst as the page shows it; a description that only machines are told is none, and loses.

    It is a line near the headline that is named a standfirst, or one that says what the description says and is set
    apart from the copy: as a heading, in bold, or in a box of its own. The copy's first paragraph is no standfirst,
    though many pages tell machines that it describes the story.
    """
    told = evidence.once(Told).of("description")
    at = _at(headline)
    near = [line for line in lines.lines if at - ABOVE <= line.at <= at + FAR and line.at not in headline.shown]
    said = {folded for one in told if len(folded := fold(one.value)) >= SHORTEST}
    for n, line in enumerate(near):
        if _may_be(line, headline) and (_is_named(line) or (_is_said(line, said) and _is_apart(line, near[n + 1 :]))):
            chosen = Candidate(_whole(line, near[n:]), f"page {line.box.tag}", line.at)
            return Choice(chosen, tuple(one for one in told if fold(one.value) != fold(chosen.value)))
    return Choice(None, told)


def _at(headline: Choice) -> int:
    if headline.chosen and headline.chosen.at is not None:
        return headline.chosen.at
    return headline.shown[0] if headline.shown else 0


def _may_be(line: Line, headline: Choice) -> bool:
    if not SHORTEST <= len(line.text) <= LONGEST or line.link_share > 0.5 or line.kind in {"list_item", "table"}:
        return False
    if line.text.count(" ") < FEWEST_SPACES and not any(map(is_east_asian, line.text[:20])):
        return False  # a date with its place, a rating, a list's heading
    own = line.own | line.box.own | (line.box.parent.own if line.box.parent else 0)
    return not own & ELSE and (headline.value is None or fold(line.text) != fold(headline.value))


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


def _is_said(line: Line, said: set[str]) -> bool:
    folded = fold(line.text)
    return any(one == folded or (len(one) > 60 and folded.startswith(one[:60])) for one in said)


def _is_apart(line: Line, after: list[Line]) -> bool:
    if line.level is not None or line.strong >= BOLD * len(line.text):
        return True
    prose = next((other for other in after if len(other.text) > PROSE and other.link_share < 0.3), None)
    return prose is not None and prose.box.parent is not line.box.parent


def _whole(line: Line, rest: list[Line]) -> str:
    """The line with those that follow it in its box."""
    return " ".join(other.text for other in rest if other.box is line.box)[:LONGEST]
