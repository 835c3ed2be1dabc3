"""What an expression finds on a page, within bounds: what may take too long is not asked, and that is told."""

from collections.abc import Container, Sequence
from functools import cached_property
from typing import Any, cast

from lxml.etree import XPath, XPathError, _Element

from crawler.layouts.fields import Evidence
from crawler.reader.site_configs.cost import Meter, Size, axis_cost, measure, most_visits
from crawler.reader.site_configs.expressions import Expression, Piece

Found = list[Any]
"""Elements, and for attributes and text lxml's strings, which know their owner; in page order, nothing twice."""

DOWNWARDS = frozenset({"//", "descendant-or-self"})
JOINING = 20  # times as long as a visit takes it to hand an element to Python and to join it with what was found


class Asked:
    """One page that is asked: what was spent on it, and what was not asked of it.

    Attributes:
        evidence: The page.
        too_costly: The expressions that were not evaluated, since that may take too long on this page.
    """

    def __init__(self, evidence: Evidence, meter: Meter | None = None):
        self.evidence = evidence
        self.too_costly: list[Expression] = []
        self._meter = meter or Meter()

    def nodes(self, expression: Expression) -> Found:
        """What the expression finds; empty where it finds nothing or gives a value that is no part of the page."""
        found = self.value(expression)
        return found if isinstance(found, list) else []

    def elements(self, expression: Expression) -> list[_Element]:
        """The elements among what it finds."""
        return [one for one in self.nodes(expression) if isinstance(one, _Element)]

    def value(self, expression: Expression) -> Found | str | float | bool | None:
        """What the expression gives: parts of the page, or a value of its own; None where it was not evaluated."""
        try:
            return self._along(expression) if expression.paths else self._whole(expression)
        except _TooCostly:
            self.too_costly.append(expression)
            return None
        except XPathError:  # one that no check foresees; libxml2's own limits among them
            return None

    def holds(self, expression: Expression) -> bool:
        """Whether the page has what the expression looks for, or the value it gives is true."""
        return bool(self.value(expression))

    @cached_property
    def size(self) -> Size:
        """The page's size, measured once some expression may be costly."""
        return measure(self.evidence.elements, len(self.evidence.page.text))

    @cached_property
    def _places(self) -> dict[_Element, int]:
        return {element: place for place, element in enumerate(self.evidence.elements)}

    def _whole(self, expression: Expression) -> Found | str | float | bool:
        self._spend(most_visits(expression.tokens, self.size))
        return cast("Found | str | float | bool", _called(expression.whole, self.evidence.root))

    def _along(self, expression: Expression) -> Found:
        found: Found = []
        for pieces in expression.paths:
            found += self._path(pieces)
        return self._sorted(found) if len(expression.paths) > 1 else found

    def _path(self, pieces: Sequence[Piece]) -> Found:
        self._spend(self._candidates(pieces[0], 1))
        found = cast("Found", _called(pieces[0].find, self.evidence.root))
        for piece in pieces[1:]:
            if not found:
                break
            found = self._step(piece, found)
        return found

    def _step(self, piece: Piece, starts: Found) -> Found:
        if piece.axis in DOWNWARDS:
            starts = list[Any](outermost(starts))
        self._spend(self._candidates(piece, len(starts)))
        found: Found = []
        for start in starts:
            if isinstance(start, _Element):
                found += _called(piece.find, start)
            elif piece.rest is not None and (owner := _owner(start)) is not None:
                found += _called(piece.rest, owner)
        return found if len(starts) == 1 else self._sorted(found)

    def _candidates(self, piece: Piece, starts: int) -> int:
        """The visits that a piece takes at most, its predicates included."""
        all_of_them = len(self.evidence.elements)
        if piece.axis in ("start", *DOWNWARDS):
            visits = all_of_them + starts
        else:
            joined = JOINING if starts > 1 else 1
            visits = starts * axis_cost(piece.axis, self.size, again=False) * joined
        if not piece.predicates or _is_plain(piece):
            return visits
        return visits + most_visits(piece.predicates, self.size, asked=min(visits, all_of_them * starts))

    def _spend(self, visits: int) -> None:
        if not self._meter.spend(visits):
            raise _TooCostly

    def _sorted(self, found: Found) -> Found:
        """In page order, nothing twice."""
        once = {_identity(one): one for one in found}
        return sorted(once.values(), key=lambda one: self._places.get(_element_of(one), 0))


class _TooCostly(Exception):
    """An expression may take more than what is left to spend on the page."""


def _called(find: XPath, start: _Element) -> Any:
    return find(start)


def _is_plain(piece: Piece) -> bool:
    """Whether its predicates look at attributes and children alone, as nearly all do."""
    return not any(token.text in _FAR for token in piece.predicates)


_FAR = frozenset(
    "// .. . ancestor ancestor-or-self descendant descendant-or-self following following-sibling preceding "
    "preceding-sibling |".split()
)


def outermost(found: Found) -> list[_Element]:
    """The elements that stand in no other of them: what is below those is all that is below any."""
    elements = [one for one in found if isinstance(one, _Element)]
    among, known = set(elements), dict[_Element, bool]()
    return [one for one in elements if not is_within(one, among, known)]


def is_within(element: _Element, others: Container[_Element], known: dict[_Element, bool]) -> bool:
    """Whether an element stands in one of the others. ``known`` grows: no element of the way is asked twice."""
    way: list[_Element] = []
    within = False
    for above in element.iterancestors():
        if above in others or above in known:
            within = above in others or known[above]
            break
        way.append(above)
    known.update(dict.fromkeys(way, within))
    return within


def _owner(found: Any) -> _Element | None:
    """The element around an attribute or a text."""
    parent = cast("_Element | None", found.getparent()) if hasattr(found, "getparent") else None
    return parent.getparent() if parent is not None and found.is_tail else parent


def _element_of(found: Any) -> _Element:
    return found if isinstance(found, _Element) else cast("_Element", found.getparent())


def _identity(found: Any) -> object:
    if isinstance(found, _Element):
        return found
    return found.getparent(), found.attrname, found.is_tail, str(found)
