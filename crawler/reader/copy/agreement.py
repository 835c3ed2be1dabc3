"""Lines of one container are copy together, or none of them is: the model's word on each, against its company's.

The labels (copy or not) of all lines and boxes that together cost least: a line costs what the model holds against its
label, and each edge of the page's tree whose two ends differ costs a little. On a tree that is found exactly, in one
pass up and one down.
"""

from collections.abc import Sequence

import numpy as np

from crawler.reader.copy.boxes import Amounts
from crawler.reader.lines import Box, Line

# Log odds. Found on pages with gold: twice as much joins adverts to the copy, half does not hold a list together.
EDGE = 0.3
# Lines that a line break alone parts, within one paragraph: an address list, a verse.
BREAK = 0.9
# No line is so sure that ten others around it can't be right; and a long one has more to say than a short one.
SUREST = 3.5
# Sums that are equal but for the rounding of their parts decide nothing.
TIE = 1e-9


def agree(boxes: Sequence[Box], lines: Sequence[Line], odds: Sequence[float]) -> list[bool]:
    """Whether each line is copy.

    Args:
        boxes: The page's, each after the one around it.
        lines: The page's.
        odds: The model's log odds for each line.
    """
    length = np.array([len(line.text) for line in lines])
    sure = np.clip(odds, -SUREST, SUREST) * np.minimum(2.5, (np.maximum(length, 8) / 100) ** 0.5)
    edge = np.where([line.broken for line in lines], BREAK, EDGE)
    places = [line.box.place for line in lines]
    is_copy = np.array(_boxes_that_are_copy(boxes, _dearer(sure, edge, places, len(boxes))))[places]
    kept: list[bool] = ((is_copy & (sure > -edge)) | (sure > edge)).tolist()
    return kept


def _dearer(sure: Amounts, edge: Amounts, places: Sequence[int], boxes: int) -> list[float]:
    """By how much a box's own lines make it dearer to call it no copy than to call it copy.

    A line never adds more than its edge to that: from there on it is labelled as the model says, against its box.
    """
    own: list[float] = np.bincount(places, np.clip(sure, -edge, edge), boxes).tolist()
    return own


def _boxes_that_are_copy(boxes: Sequence[Box], dearer: list[float]) -> list[bool]:
    """Whether each box is called copy: up, each tells the one around it what it holds; down, each hears that one's."""
    for box in reversed(boxes):
        more = dearer[box.place]
        if more and box.parent is not None:
            dearer[box.parent.place] += more if -EDGE < more < EDGE else EDGE if more > 0 else -EDGE
    is_copy: list[bool] = []
    for box, more in zip(boxes, dearer, strict=True):
        around = 0.0 if box.parent is None else EDGE if is_copy[box.parent.place] else -EDGE
        is_copy.append(more + around > TIE)
    return is_copy
