"""Dates that elements by the headline carry in their attributes, under names that each system makes up for itself.

``data-unix``, ``data-published-date``, an ``abbr``'s title, a ``content`` that microdata left behind: the text beside
them may be "5 months ago", or nothing until a script has run.
"""

import re
from collections.abc import Iterator

from lxml.etree import _Element

from crawler.reader.lines import Box, Line, Lines
from crawler.reader.times.score import Home
from pipelines.text.dates.find import find_stamps

ABOVE = 12  # lines before the headline
BELOW = 30  # and after it, where the copy does not begin before
STANDFIRST = 6  # lines below the first long one, which may be a standfirst or a caption
MOST_WITHIN = 30  # elements of a box that are looked at
LONGEST_LINE = 200  # characters; a longer line is copy
LONGEST_VALUE = 60  # characters of an attribute; no stamp has more
AROUND = 3  # boxes around a line that may carry its date

_PLAIN = frozenset({"content", "title", "datetime", "aria-label"})
_NAME = re.compile(r"date|time|publi|unix|epoch|second|utc|creat")
# "data-timezone", "data-date-format", "data-event-start", "data-server-time", "data-timeout" tell of something else.
_OTHER_NAME = re.compile(r"zone|format|event|start|end|expir|server|now|today|current|out\b|type|read|duration")
_MACHINE = re.compile(r"\d{4}-\d\d-\d\d(?:$|[T ]\d)|\d{10}(?:\d{3})?$")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")  # a date whatever its attribute is called
_FIRST = "19"  # of seconds since 1970: those of 1998 to 2033
_WHOLE = frozenset({"body", "main", "article", "html"})


def attribute_dates(lines: Lines, home: Home) -> dict[int, list[tuple[_Element, str, str]]]:
    """The dates in attributes by the line that they stand in or beside: element, attribute and value.

    Args:
        lines: The page.
        home: Where its story begins; a page without a headline gives none.
    """
    found: dict[int, list[tuple[_Element, str, str]]] = {}
    if home.at is None:
        return found
    last = min(home.at + BELOW, home.prose + STANDFIRST)
    seen: set[_Element] = set()
    for line in lines.lines:
        if home.at - ABOVE <= line.at <= last and len(line.text) < LONGEST_LINE:
            for element in _beside(line):
                if element not in seen:
                    seen.add(element)
                    said = _said(element)
                    if said is not None:
                        found.setdefault(line.at, []).append((element, *said))
    return found


def _beside(line: Line) -> Iterator[_Element]:
    """The elements that may carry a line's date: its box, what is in it, and the empty ones next to it."""
    box = line.box
    if box.tag not in _WHOLE:
        yield box.element
    for seen, element in enumerate(box.element.iterdescendants()):
        if seen > MOST_WITHIN:
            break
        yield element
    around: Box | None = box.parent
    for _ in range(AROUND):
        if around is None or around.tag in _WHOLE:
            break
        yield around.element
        yield from (child for child in around.element[:MOST_WITHIN] if not len(child) and not _text(child))
        around = around.parent


def _text(element: _Element) -> str:
    return (element.text or "").strip()


def _said(element: _Element) -> tuple[str, str] | None:
    """The attribute of an element that is a date, and its value; None where none is."""
    for name, value in element.items():
        if name in _PLAIN:
            if name == "datetime" and element.tag == "time":
                continue  # read with its text
        elif not name.startswith("data-") or _OTHER_NAME.search(name):
            continue
        value = value.strip()
        if name not in _PLAIN and not _NAME.search(name) and not _INSTANT.match(value):
            continue
        if 8 <= len(value) <= LONGEST_VALUE and _is_date(value):
            return name, value
    return None


def _is_date(value: str) -> bool:
    if value.isdecimal():
        return _MACHINE.match(value) is not None and value[0] in _FIRST
    if _MACHINE.match(value):
        return True
    stamps = find_stamps(value)
    return len(stamps) == 1 and stamps[0].has_year and len(stamps[0].text) * 2 > len(value)
