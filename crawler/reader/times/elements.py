"""Time elements, by the line that they stand in or, where a script is to write their text, beside."""

from collections.abc import Iterator

from lxml.etree import _Element

from crawler.layouts.fields import Evidence
from crawler.reader.boxes import Box, Line, Lines

MOST_TIMES = 60  # time elements
WHOLE = frozenset({"body", "main", "article"})


def time_elements(evidence: Evidence, lines: Lines) -> dict[int, list[_Element]]:
    """Time elements by the line that they stand in."""
    elements = evidence.declared["time"][:MOST_TIMES]
    if not elements:
        return {}
    by_box: dict[_Element, list[Line]] = {}
    for line in lines.lines:
        by_box.setdefault(line.box.element, []).append(line)
    found: dict[int, list[_Element]] = {}
    unseen = []
    for element in elements:
        shown = _line_of(element, by_box)
        if shown is not None:
            found.setdefault(shown.at, []).append(element)
        elif element.get("datetime"):
            unseen.append(element)
    for at, element in _beside(unseen, lines) if unseen else ():
        found.setdefault(at, []).append(element)
    return found


def _line_of(element: _Element, by_box: dict[_Element, list[Line]]) -> Line | None:
    text = shown_text(element)
    around: _Element | None = element
    for _ in range(6):
        if around is None:
            return None
        inside = by_box.get(around)
        if inside:
            return next((line for line in inside if text and text in line.text), None)
        around = around.getparent()
    return None


def _beside(unseen: list[_Element], lines: Lines) -> Iterator[tuple[int, _Element]]:
    """Time elements that no line shows, for a script writes their text, each with the line that it stands by."""
    first: dict[_Element, int] = {}
    for line in lines.lines:
        box: Box | None = line.box
        while box is not None and box.element not in first:
            first[box.element] = line.at
            box = box.parent
    for element in unseen:
        at = _nearest(element, first)
        if at is not None:
            yield at, element


def _nearest(element: _Element, first: dict[_Element, int]) -> int | None:
    """The line of the element before this one, or of the box around it; None where neither is near."""
    here: _Element | None = element
    for _ in range(4):
        if here is None or here.tag in WHOLE:
            return None
        if here in first:
            return first[here]
        before = here.getprevious()
        for _ in range(3):
            if before is None:
                break
            if before in first:
                return first[before]
            before = before.getprevious()
        here = here.getparent()
    return None


def shown_text(element: _Element) -> str:
    """What a reader sees of an element, cut where no date is that long."""
    return " ".join("".join(element.itertext()).split())[:100]
