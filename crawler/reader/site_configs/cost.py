"""What asking an expression of a page may cost at most, told before it is asked: libxml2 can't be interrupted.

A path that looks through the page once is linear, whatever the page. One that does so again for each thing found is
not, and libxml2 compares what it finds with all that it has found: ``//p/following::*`` on a page of 20,000 elements
takes many minutes. The unit is a visit of one element, some 5 ns.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from lxml.etree import _Element

from crawler.reader.site_configs.tokens import Token, is_operator

MOST = 300_000_000
"""Visits that all expressions of one config may take on one page, about 2 s. A page of 3,000 elements with sixty
expressions takes 300,000."""

LETTERS_A_VISIT = 20  # comparing so many letters takes as long as visiting an element
_DOWNWARDS = frozenset({"//", "descendant", "descendant-or-self"})
_TEXT_FUNCTIONS = frozenset("contains starts-with string normalize-space substring-before substring-after".split())


@dataclass(frozen=True, slots=True)
class Size:
    """How large a page is.

    Attributes:
        elements: How many it has.
        depth: How deep they nest.
        width: The most children that one of them has.
        letters: Of its text.
    """

    elements: int
    depth: int
    width: int
    letters: int


def measure(elements: Sequence[_Element], letters: int) -> Size:
    """A page's size. ``elements``: all of them, in page order."""
    depths: dict[_Element, int] = {}
    for element in elements:
        parent = element.getparent()
        depths[element] = depths.get(cast("_Element", parent), 0) + 1
    return Size(len(elements), max(depths.values(), default=1), max(map(len, elements), default=1), letters)


class Meter:
    """What may still be spent on one page."""

    def __init__(self, most: int = MOST):
        self.left = most

    def spend(self, visits: int) -> bool:
        """Take so many visits; False, and nothing taken, where there are not so many left."""
        if visits > self.left:
            return False
        self.left -= visits
        return True


def axis_cost(axis: str, size: Size, *, again: bool) -> int:
    """Visits that one step takes for each element it starts from.

    Args:
        axis: An axis's name; "//" for the step so written.
        size: The page's.
        again: Whether the path has looked through the page already, so that what it finds has to be compared.
    """
    if axis in _DOWNWARDS:
        return size.elements
    if axis in ("following", "preceding"):
        return size.elements * (size.elements if again else 1)
    if axis in ("following-sibling", "preceding-sibling"):
        return size.width
    if axis in ("ancestor", "ancestor-or-self"):
        return size.depth * max(1, size.depth // 8)  # they are put in order, and to compare two is to climb from both
    return 1


@dataclass(slots=True)
class _Frame:
    """One pair of brackets: how often what is in it is asked, and what its path has come to."""

    asked: int
    visits: int
    scanned: bool = False
    begun: bool = False


def most_visits(tokens: Sequence[Token], size: Size, asked: int = 1) -> int:
    """What an expression may take at most when libxml2 evaluates it whole.

    Args:
        tokens: The expression's.
        size: The page's.
        asked: How often it is asked, as a predicate is for each candidate.
    """
    total, frames = asked, [_Frame(asked, asked)]
    for place, token in enumerate(tokens):
        before, following = _neighbours(tokens, place)
        frame = frames[-1]
        if token.text in ("[", "(") and token.kind == "sign":
            frames.append(_Frame(frame.visits, frame.visits))
            total += _text_cost(before, following, frame, size, inside=len(frames) > 2)
        elif token.text in ("]", ")") and token.kind == "sign" and len(frames) > 1:
            inner = frames.pop()
            if token.text == ")":
                frames[-1].visits, frames[-1].scanned = max(frames[-1].visits, inner.visits), inner.scanned
            frames[-1].begun = True
        elif token.text == "," or is_operator(token, before):
            if token.text == "|":
                total += frame.asked * size.elements * size.elements // 16
            frame.visits, frame.scanned, frame.begun = frame.asked, False, False
        else:
            total += _step(token, before, following, frame, size)
    return total


def _step(token: Token, before: Token | None, following: Token | None, frame: _Frame, size: Size) -> int:
    """The visits that a token adds, where it is a step that looks further than to an element's children."""
    axis = token.text if following is not None and following.text == "::" else ""
    if token.kind == "sign" and token.text == "//":
        axis = "//"
    elif token.text == "..":
        axis = "parent"
    begun, frame.begun = frame.begun, True
    if not axis:
        return 0
    within = before is not None and before.text == "." if axis == "//" else not begun
    if frame.asked > 1 and within and not frame.scanned and axis in _DOWNWARDS:
        each = size.depth  # all subtrees of a page together are no more than its elements, each as often as it is deep
    else:
        each = axis_cost(axis, size, again=frame.scanned)
    frame.scanned = frame.scanned or axis in _DOWNWARDS or axis in ("following", "preceding")
    frame.visits = min(frame.visits * each, frame.visits * size.elements * size.elements)
    return frame.visits


def _text_cost(before: Token | None, following: Token | None, frame: _Frame, size: Size, *, inside: bool) -> int:
    """What comparing text adds: an element's text is that of all within it, and so counts once for each around it."""
    if not inside or before is None or before.text not in _TEXT_FUNCTIONS:
        return 0
    if following is not None and following.text == "@":
        return 0
    share = size.letters * size.depth // LETTERS_A_VISIT // max(1, size.elements)
    return frame.visits * share


def _neighbours(tokens: Sequence[Token], place: int) -> tuple[Token | None, Token | None]:
    before = tokens[place - 1] if place else None
    return before, tokens[place + 1] if place + 1 < len(tokens) else None
