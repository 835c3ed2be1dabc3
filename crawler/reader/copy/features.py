"""What is known of each line of a page, as numbers that the model weighs: a row a line, a column a feature.

``COLUMNS`` names them in their order. What the model was trained on is what it is asked: whoever changes a column
trains it anew (``python -m tests.training``).
"""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crawler.reader import hints
from crawler.reader.copy import cues
from crawler.reader.copy.box_rows import OF_BOX, box_columns
from crawler.reader.copy.boxes import add_up
from crawler.reader.copy.line_rows import OF_LINE, Column, Seen, Texts, line_columns
from crawler.reader.copy.prose import Flags, Ints, beliefs, ends_sentence, ends_story, extents, running
from crawler.reader.copy.told import Told
from crawler.reader.lines import Line, Lines

__all__ = ["COLUMNS", "Rows", "Told", "describe"]

Rows = NDArray[np.float32]

# The hints that are features, of the line's own box, of inline elements in it, and of the boxes around it.
HINTS = (
    "COPY", "HEADLINE", "STANDFIRST", "BYLINE", "DATE", "CAPTION", "CREDIT", "SECTION", "RELATED", "COMMENTS", "SHARE",
    "ADVERT", "PROMPT", "BIO", "TAGS", "SIDE", "CHROME", "GALLERY", "CONSENT", "WALL", "NOTE", "UNSEEN", "LIVE",
    "QUOTE", "EMBED",
)  # fmt: skip
_BITS = np.array([getattr(hints, name) for name in HINTS], dtype=np.int64)
_NEAR = ("extent", "linked", "ends", "prose", "inside", "tag", "cued", "strong", "colon")
_PLACE = (
    "from_first",
    "to_last",
    "before",
    "after",
    "from_head",
    "window",
    "cued_since",
    "heads_since",
    "run",
    "head_linked",
)
COLUMNS = (
    *OF_LINE,
    *OF_BOX,
    *(f"{of}_{name}" for of in ("own", "line", "around", "branch") for name in HINTS),
    *(f"cue_{number}" for number in range(cues.NUMBER)),
    *_PLACE,
    *(f"{name}@{step}" for step in (-1, 1, -2, 2) for name in _NEAR),
    *(f"same_box@{step}" for step in (-1, 1)),
)

FAR = 999.0
# Extent of a line that may say so much that its words tell nothing of what it is.
MOST_CUED = 600
_CUE_BITS = np.arange(cues.NUMBER)


def describe(lines: Lines, told: Told) -> Rows:
    """The rows of a page's lines (at least one), in their order."""
    found, head = lines.lines, told.head or 0
    texts = Texts.of(found)
    size = np.array(extents(texts.lines)) if texts.may_be_dense else texts.length
    linked = np.array([line.linked for line in found])
    ends = np.array(list(map(ends_sentence, texts.lines)))
    prose = running(size, ends, linked, texts.length)
    cued = np.where(size < MOST_CUED, cues.cues(texts.lines), 0)
    ended = _ended(found, cued.tolist(), head)
    belief = beliefs(size, 1.0 - np.minimum(1.0, linked / texts.length), prose, ended, head)
    places = np.array([line.box.place for line in found])
    held = add_up(lines.boxes, places, np.array([size * prose, size, linked], dtype=np.float64), belief)
    of_boxes, branch = box_columns(lines.boxes, held)
    rows = _Rows(len(found))
    matrix = rows.put(line_columns(found, texts, Seen(size, ends, prose, ended, linked), told))
    box_matrix = rows.put_all(of_boxes[places])
    said = np.array([(line.box.own, line.own, line.box.hints, branch[line.box.place]) for line in found])
    rows.put_all(((said[:, :, None] & _BITS) != 0).reshape(len(found), -1))
    rows.put_all((cued[:, None] >> _CUE_BITS) & 1)
    rows.put(_places(matrix, box_matrix, cued, told.head))
    near = np.column_stack([matrix[:, [0, 2, 4, 18]], box_matrix[:, [1, 0]], cued != 0, matrix[:, [3, 5]]])
    for step in (-1, 1, -2, 2):
        rows.put_all(_shifted(near, step))
    same = places[1:] == places[:-1]
    rows.put([np.append(False, same), np.append(same, False)])
    return rows.matrix


class _Rows:
    """The rows as they are filled, columns from left to right."""

    def __init__(self, number: int):
        self.matrix: Rows = np.empty((len(COLUMNS), number), dtype=np.float32).T  # a column is written at one go
        self.filled = 0

    def put(self, columns: Iterable[Column]) -> Rows:
        """The next columns; what was made of them."""
        begun = self.filled
        for column in columns:
            self.matrix[:, self.filled] = column
            self.filled += 1
        return self.matrix[:, begun : self.filled]

    def put_all(self, block: NDArray[Any]) -> Rows:
        """The same of columns that stand together already."""
        begun, self.filled = self.filled, self.filled + block.shape[1]
        self.matrix[:, begun : self.filled] = block
        return self.matrix[:, begun : self.filled]


def _ended(found: list[Line], cued: list[int], head: int) -> Flags:
    """Whether the heading of what comes after stories stands between the headline and each line."""
    after = ((at, found[at], cued[at]) for at in range(head + 1, len(found)))
    first = next((at for at, line, cue in after if ends_story(line, cue)), len(found))
    return np.arange(len(found)) >= first


def _shifted(near: Rows, step: int) -> Rows:
    """The rows of the lines that stand ``step`` further on; -1 where there is none."""
    moved = np.full_like(near, -1.0)
    if abs(step) < len(near):
        if step < 0:
            moved[-step:] = near[:step]
        else:
            moved[:-step] = near[step:]
    return moved


def _places(matrix: Rows, box_matrix: Rows, cued: Ints, head: int | None) -> list[Column]:
    """Where on the page each line stands, by running text and by what may end a story."""
    number = len(matrix)
    places = np.arange(number, dtype=np.float32)
    prose, extent, inside = matrix[:, 18], matrix[:, 0], box_matrix[:, 1]
    running = extent * prose
    total = float(running.sum()) or 1.0
    passed = np.cumsum(running)
    core = np.flatnonzero((prose > 0) & (inside > 0))
    first, last = (float(core[0]), float(core[-1])) if len(core) else (0.0, -1.0)
    padded = np.concatenate(([0.0], passed))
    low, high = np.maximum(0, np.arange(number) - 4), np.minimum(number, np.arange(number) + 5)
    since = passed - np.maximum.accumulate(np.where((cued > 0) & (prose == 0), passed, -1.0))
    is_head = (box_matrix[:, 0] >= 4) & (box_matrix[:, 0] <= 9)
    heads = places - np.maximum.accumulate(np.where(is_head, places, -FAR))
    breaks = np.maximum.accumulate(np.where(prose == 0, places, -1.0))
    return [
        places - first,
        last - places,
        (passed - running) / total,
        (total - passed) / total,
        places - head if head is not None else FAR,
        padded[high] - padded[low],
        since,
        heads,
        places - breaks,
        np.where(heads <= 3, matrix[np.maximum(0, places - heads).astype(np.intp), 2], -1.0),
    ]
