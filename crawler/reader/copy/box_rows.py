"""What is known of each box of a page, as columns of numbers: its part of the features of its lines."""

from collections.abc import Sequence

import numpy as np

from crawler.reader.copy.boxes import Amounts, Held
from crawler.reader.lines import Box

WITHIN = "article main aside footer header ul ol table section blockquote form figure".split()
"""The tags that are features of all lines within."""
TAGS = {tag: number for number, tag in enumerate("p div li h1 h2 h3 h4 h5 h6 td blockquote section article".split(), 1)}

OF_BOX = (
    "tag", "inside", "up", "down", "up_wide", "depth", *(f"within_{tag}" for tag in WITHIN),
    "prose_box", "prose_parent", "prose_grand", "prose_branch", "links_box", "links_parent", "links_grand",
    "links_branch", "dense_box", "dense_parent", "dense_grand", "count_box", "count_parent", "shape", "path",
    "kin",
)  # fmt: skip

_WITHIN = {tag: 1 << bit for bit, tag in enumerate(WITHIN)}
_SHIFTS = np.arange(len(WITHIN))
NOWHERE = 99  # boxes up to the wide one, of what is not within it


def box_columns(boxes: Sequence[Box], held: Held) -> tuple[Amounts, list[int]]:
    """A row a box, a column each of ``OF_BOX``; and what the boxes from each up to those around the main one say."""
    ways = _ways(boxes, held)
    tags, met, branch = (np.array(way) for way in ways[:3])
    depth = np.array([box.depth for box in boxes])
    parent = held.parent
    grand = parent[parent]
    place = np.arange(len(boxes))
    prose = held.prose / (held.prose[0] or 1.0)
    extent = np.where(held.extent == 0.0, 1.0, held.extent)
    linked, dense = held.linked / extent, held.prose / extent
    is_wide = (place >= held.wide) & (place < held.wide_end)
    tag = np.array([TAGS.get(box.tag, 0) for box in boxes])
    up_wide = np.where(is_wide, depth - depth[held.wide], NOWHERE)
    columns = [
        tag, met == held.main, depth - depth[met], depth[held.main] - depth[met], up_wide, depth,
        *((tags[:, None] >> _SHIFTS) & 1).T, prose, prose[parent], prose[grand], prose[branch],
        linked, linked[parent], linked[grand], linked[branch], dense, dense[parent], dense[grand],
        held.count, held.count[parent], *_twins(boxes, held),
    ]  # fmt: skip
    return np.array(columns, dtype=np.float64).T, ways[3]


def _ways(boxes: Sequence[Box], held: Held) -> tuple[list[int], list[int], list[int], list[int]]:
    """Of each box: the tags around it, as bits; where its branch leaves those around the main one.

    Then the outermost box of the branch, and what all of the branch are named.
    """
    around = set(held.around_main)
    tags: list[int] = []
    met: list[int] = []
    branch: list[int] = []
    seen: list[int] = []
    for at, (box, up) in enumerate(zip(boxes, held.parent.tolist(), strict=True)):
        tags.append(_WITHIN.get(box.tag, 0) | (tags[up] if at else 0))
        if at in around:
            met.append(at)
            branch.append(at)
            seen.append(0)
        else:
            met.append(met[up])
            branch.append(at if up in around else branch[up])
            seen.append(seen[up] | box.own)
    return tags, met, branch, seen


def _twins(boxes: Sequence[Box], held: Held) -> tuple[Amounts, ...]:
    """What share of prose stands in boxes of the same tag and class.

    Of the page's prose: that in boxes of one parent; that in boxes whose parents are alike too; and what share the
    latter have of the main box's. A story may be set in several boxes: one is the main one, the others are its kin.
    """
    shapes = [(box.tag, box.name) for box in boxes]
    parents, prose = held.parent.tolist(), held.prose.tolist()
    beside = list(zip(shapes, parents, strict=True))
    alike = [(shape, shapes[up]) for shape, up in beside]
    alike[0] = (shapes[0], None)
    of_main = [0.0] * len(boxes)
    of_main[held.main : held.main_end] = prose[held.main : held.main_end]
    for at in range(held.main + 1, held.main_end):
        of_main[parents[at]] -= prose[at]
    whole, main = prose[0], prose[held.main]
    return _shares(beside, prose, whole), _shares(alike, prose, whole), _shares(alike, of_main, main)


def _shares(keys: Sequence[object], prose: Sequence[float], whole: float) -> Amounts:
    """Of each box, what share all of its key hold of some prose. Few are summed sooner in a dict than by numpy."""
    sums = dict.fromkeys(keys, 0.0)
    for key, amount in zip(keys, prose, strict=True):
        sums[key] += amount
    return np.array([sums[key] for key in keys]) / (whole or 1.0)
