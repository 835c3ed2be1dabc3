"""What sets a standfirst apart from the copy below it."""

import re

from crawler.reader.choice import Choice
from crawler.reader.headline.words import fold
from crawler.reader.lines import Line, Lines

PROSE = 120  # characters of a line that is copy for certain
BOLD = 0.9  # share of a paragraph in bold, from which it is set apart
SAME = 60  # characters that a line and a description have in common where one of them goes on
# What publishers name a paragraph that is the copy's own, and merely its first.
_FIRST = re.compile(r"first|initial|drop-?cap|para", re.IGNORECASE)

LOWEST = 3  # level of a heading that is a standfirst though nothing says so
_NO_SENTENCE = re.compile(r":$|\d:\d\d|\d ?/ ?\d")  # a label, a time of day, a picture of a gallery


def is_said(line: Line, said: set[str]) -> bool:
    """Whether a line says what a description does, or its beginning, or the same behind a place or label of its own."""
    folded = fold(line.text)
    is_marked = line.level is not None or line.strong >= BOLD * len(line.text)
    return any(
        one == folded or (len(one) > SAME and one[:SAME] in folded) or (is_marked and one.startswith(folded))
        for one in said
    )


def is_apart(line: Line, after: list[Line]) -> bool:
    """Whether a line is set apart from the copy ``after`` it: a heading, in bold, in a box or by a name of its own."""
    if line.level is not None or line.strong >= BOLD * len(line.text):
        return True
    prose = [other for other in after if len(other.text) > PROSE and other.link_share < 0.3][:2]
    if not prose:
        return False
    return prose[0].box.parent is not line.box.parent or _is_otherwise_named(line, prose)


def _is_otherwise_named(line: Line, prose: list[Line]) -> bool:
    """Whether a paragraph has a name that the two after it share another of; not that of a first paragraph."""
    names = {other.box.name for other in prose}
    is_first = _FIRST.search(line.box.name) is not None
    return len(prose) > 1 and len(names) == 1 and bool(line.box.name) and line.box.name not in names and not is_first


def is_under(line: Line, headline: Choice, lines: Lines) -> bool:
    """Whether a line is a heading right under the headline, and all of its kind in its box stand right behind it.

    A copy that begins with a heading has more of them further down.
    """
    if line.level is None or line.level > LOWEST or not headline.shown or _NO_SENTENCE.search(line.text):
        return False
    own = set(headline.shown)
    between = [other for other in lines.lines if place_of(headline) < other.at <= line.at and other.at not in own]
    if len(between) != 1:
        return False
    like = [other.at for other in lines.lines if other.level == line.level and other.box.parent is line.box.parent]
    return like[-1] - line.at == len(like) - 1 - like.index(line.at)


def place_of(headline: Choice) -> int:
    """Where the headline stands (``Line.at``); 0 where no line shows it."""
    if headline.chosen and headline.chosen.at is not None:
        return headline.chosen.at
    return headline.shown[0] if headline.shown else 0
