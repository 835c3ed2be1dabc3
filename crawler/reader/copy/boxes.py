"""What the boxes of a page hold: sums over the lines within, and which box is the story's."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crawler.reader.copy.prose import HANDED_ON, MOST, trust
from crawler.reader.lines import Box

Ints = NDArray[np.intp]
Amounts = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Held:
    """What each box of a page holds, boxes within included; by the box's place, as all arrays here.

    Attributes:
        prose: Extent of its running text.
        extent, linked, count: Extent of all its lines, how much of them is links, and how many they are.
        parent: The place of the box around it; the body's own for the body.
        main: The tightest box that holds the most prose, as far as names let it be the story's.
        main_end: The place behind the last box within that.
        wide: The smallest box around the main one that holds most of the page's prose.
        wide_end: The place behind the last box within that.
        around_main: The main box and all around it, the innermost first.
    """

    prose: Amounts
    extent: Amounts
    linked: Amounts
    count: Amounts
    parent: Ints
    main: int
    main_end: int
    wide: int
    wide_end: int
    around_main: tuple[int, ...]


def add_up(boxes: Sequence[Box], places: Ints, amounts: Amounts, beliefs: Amounts) -> Held:
    """What every box holds.

    Args:
        boxes: The page's, each after the one around it and before the next that is not within it.
        places: Of each line, the place of its box.
        amounts: Of all lines the extent as far as it is running text, the extent, and the linked characters.
        beliefs: How far each line's running text is believed to be the story's.
    """
    number = len(boxes)
    parents = [box.parent.place if box.parent is not None else 0 for box in boxes]
    weights: list[float] = np.bincount(places, beliefs, number).tolist()
    held, ends = [0.0] * number, list(range(1, number + 1))
    for at in range(number - 1, -1, -1):
        up, weight = parents[at], weights[at]
        if weight:
            weights[at] = weight = weight * trust(boxes[at])
            held[at] += weight
            if at:
                weights[up] += weight * HANDED_ON
                held[up] += held[at]
        if ends[at] > ends[up]:
            ends[up] = ends[at]
    main = max(range(number), key=weights.__getitem__)
    around = [main]
    while around[-1]:
        around.append(parents[around[-1]])
    wide = next((at for at in around if held[at] >= MOST * held[0]), 0)
    own = np.array([np.bincount(places, one, number) for one in (*amounts, np.ones(len(places)))])
    prose, extent, linked, count = _within(own, np.array(ends))
    return Held(prose, extent, linked, count, np.array(parents), main, ends[main], wide, ends[wide], tuple(around))


def _within(own: Amounts, ends: Ints) -> Amounts:
    """What boxes and all within them hold, from what each holds itself: those within stand in a row behind it."""
    passed = np.zeros((len(own), len(ends) + 1))
    np.cumsum(own, axis=1, out=passed[:, 1:])
    return passed[:, ends] - passed[:, :-1]
