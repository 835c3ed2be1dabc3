"""Headings that head no copy: those at the end, over a list of links, and in a box of other matter."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from math import inf

from crawler.reader.copy.prose import ENDS, LEAST_PARAGRAPH, ends_sentence
from crawler.reader.copy.second_look import TEASER_DEPTH, boxes_around
from crawler.reader.lines import Box, Line, Lines
from crawler.reader.link_lists import RULE as LIST_OF_LINKS

LEAST_HEADED, NEXT_LINES = 25, 5
"""Characters of a line that a heading may head, and how many lines after it are looked at."""


def strike_headings(page: Lines, kept: Sequence[bool]) -> list[bool]:
    """What is kept of a page's lines, without headings of what is not."""
    return strike_orphans(page.lines, strike_heads_of_boxes(page.lines, strike_over_lists(page, kept)))


def strike_orphans(lines: Sequence[Line], kept: Sequence[bool]) -> list[bool]:
    """What is kept, without headings at the end: what they head is no copy, so they are none.

    A whole paragraph is no heading, though it stand in one that a page forgot to close.
    """
    trimmed = list(kept)
    for index in range(len(lines) - 1, -1, -1):
        if trimmed[index]:
            if lines[index].level is None or _is_paragraph(lines[index].text):
                break
            trimmed[index] = False
    return trimmed


def _is_paragraph(text: str) -> bool:
    return len(text) >= LEAST_PARAGRAPH and ends_sentence(text)


def strike_over_lists(page: Lines, kept: Sequence[bool]) -> list[bool]:
    """What is kept, without headings right over a list of links that was set aside: they head that list."""
    lists = [at for at, rule, _ in page.struck if rule == LIST_OF_LINKS]
    if not lists:
        return list(kept)
    trimmed = list(kept)
    for index, line in enumerate(page.lines):
        if trimmed[index] and line.level is not None and line.text[-1] not in ENDS:
            place = bisect_right(lists, line.at)
            below = page.lines[index + 1].at if index + 1 < len(page.lines) else inf
            trimmed[index] = place == len(lists) or lists[place] > below
    return trimmed


def strike_heads_of_boxes(lines: Sequence[Line], kept: Sequence[bool]) -> list[bool]:
    """What is kept, without headings whose box has no copy but other matter below them: they head that matter.

    So does the heading of a box that asks for subscribers, and a summary that stands with the byline above the story. A
    heading in a box of its own, or with a time alone, heads what comes after the box.
    """
    holding = _all_around(line.box for line, is_kept in zip(lines, kept, strict=True) if is_kept and not line.level)
    trimmed = list(kept)
    for index, line in enumerate(lines):
        if trimmed[index] and line.level is not None and line.box not in holding:
            widest = [box for box in boxes_around(line.box, TEASER_DEPTH) if box not in holding][-1]
            below = range(index + 1, min(index + 1 + NEXT_LINES, len(lines)))
            trimmed[index] = not any(
                not kept[at] and len(lines[at].text) >= LEAST_HEADED and _is_within(lines[at].box, widest)
                for at in below
            )
    return trimmed


def _all_around(boxes: Iterable[Box]) -> set[Box]:
    """Some boxes, and all around them."""
    found: set[Box] = set()
    for box in boxes:
        around: Box | None = box
        while around is not None and around not in found:
            found.add(around)
            around = around.parent
    return found


def _is_within(box: Box, outer: Box) -> bool:
    around: Box | None = box
    while around is not None and around.place > outer.place:
        around = around.parent
    return around is outer
