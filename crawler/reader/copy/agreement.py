"""Lines of one container are copy together, or none of them is: the model's word on each, weighed against its company.

The labels (copy or not) of all lines and boxes that together cost least: a line costs what the model holds against its
label, and each edge of the page's tree whose two ends differ costs a little. On a tree that is found exactly, in one
pass up and one down.
"""

from collections.abc import Sequence

from crawler.reader.lines import Box, Line

# Log odds. Found on pages with gold: twice as much joins adverts to the copy, half does not hold a list together.
EDGE = 0.3
# Lines that a line break alone parts, within one paragraph: an address list, a verse.
BREAK = 0.9
# No line is so sure that ten others around it can't be right; and a long one has more to say than a short one.
SUREST = 3.5


def agree(boxes: Sequence[Box], lines: Sequence[Line], odds: Sequence[float]) -> list[bool]:
    """Whether each line is copy.

    Args:
        boxes: The page's, each after the one around it.
        lines: The page's.
        odds: The model's log odds for each line.
    """
    against = {box: [0.0, 0.0] for box in boxes}  # what it costs to call the box no copy, and copy
    costs = [_cost(line, odd) for line, odd in zip(lines, odds, strict=True)]
    edges = [BREAK if line.broken else EDGE for line in lines]
    for line, (no, yes), edge in zip(lines, costs, edges, strict=True):
        _add(against[line.box], no, yes, edge)
    for box in reversed(boxes):
        if box.parent is not None:
            no, yes = against[box]
            _add(against[box.parent], no, yes, EDGE)
    is_copy: dict[Box, bool] = {}
    for box in boxes:
        no, yes = against[box]
        is_copy[box] = yes < no if box.parent is None else _is_yes(no, yes, EDGE, around=is_copy[box.parent])
    return [
        _is_yes(no, yes, edge, around=is_copy[line.box])
        for line, (no, yes), edge in zip(lines, costs, edges, strict=True)
    ]


def _cost(line: Line, odds: float) -> tuple[float, float]:
    sure = max(-SUREST, min(SUREST, odds)) * min(2.5, (max(len(line.text), 8) / 100) ** 0.5)
    return max(sure, 0.0), max(-sure, 0.0)


def _add(costs: list[float], no: float, yes: float, edge: float) -> None:
    costs[0] += min(no, yes + edge)
    costs[1] += min(yes, no + edge)


def _is_yes(no: float, yes: float, edge: float, *, around: bool) -> bool:
    return yes + edge * (not around) < no + edge * around
