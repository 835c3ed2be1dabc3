"""What is known of each line of a page, as numbers that the model weighs: a row a line, a column a feature.

``COLUMNS`` names them in their order. What the model was trained on is what it is asked: whoever changes a column
trains it anew (``python -m tests.training``).
"""

import re
from collections import Counter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from crawler.reader import hints
from crawler.reader.copy import cues
from crawler.reader.copy.boxes import Sums, add_up, main_of, wide_of
from crawler.reader.copy.prose import SENTENCE_END, beliefs, ends_story, extents, is_prose
from crawler.reader.lines import Box, Line, Lines

Rows = NDArray[np.float32]

# The hints that are features, of the line's own box, of inline elements in it, and of the boxes around it.
HINTS = (
    "COPY", "HEADLINE", "STANDFIRST", "BYLINE", "DATE", "CAPTION", "CREDIT", "SECTION", "RELATED", "COMMENTS", "SHARE",
    "ADVERT", "PROMPT", "BIO", "TAGS", "SIDE", "CHROME", "GALLERY", "CONSENT", "WALL", "NOTE", "UNSEEN", "LIVE",
    "QUOTE", "EMBED",
)  # fmt: skip
_BITS = np.array([getattr(hints, name) for name in HINTS], dtype=np.int64)
WITHIN = (
    "article",
    "main",
    "aside",
    "footer",
    "header",
    "ul",
    "ol",
    "table",
    "section",
    "blockquote",
    "form",
    "figure",
)
TAGS = {tag: number for number, tag in enumerate("p div li h1 h2 h3 h4 h5 h6 td blockquote section article".split(), 1)}

_OF_LINE = (
    "extent", "words", "linked", "strong", "ends", "colon", "capital", "commas", "digits", "upper", "bars", "stops",
    "broken", "table", "cut", "twins", "in_body", "headline", "prose", "addressed", "ended", "summary", "english",
)  # fmt: skip
_OF_BOX = (
    "tag", "inside", "up", "down", "up_wide", "depth", *(f"within_{tag}" for tag in WITHIN), "prose_box", "prose_parent",
    "prose_grand", "prose_branch", "links_box", "links_parent", "links_grand", "links_branch", "dense_box", "dense_parent",
    "dense_grand", "count_box", "count_parent", "shape", "path",
)  # fmt: skip
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
    *_OF_LINE,
    *_OF_BOX,
    *(f"{of}_{name}" for of in ("own", "line", "around", "branch") for name in HINTS),
    *(f"cue_{number}" for number in range(cues.NUMBER)),
    *_PLACE,
    *(f"{name}@{step}" for step in (-1, 1, -2, 2) for name in _NEAR),
    *(f"same_box@{step}" for step in (-1, 1)),
)

_CAPITAL = re.compile(r"""["'“‘«»„¿¡(\[]*[A-ZÀ-ÖØ-ÞА-ЯΑ-Ω0-9]""")
_WORD = re.compile(r"\w+")
_CUT = ("…", "...", "[…]", "[...]")
FAR = 999.0
# Letters of a summary by which the line that shows it is known: metadata cut it off somewhere.
SUMMARY = 60


class Told(NamedTuple):
    """What a page tells of its story outside the copy.

    Attributes:
        head: Index of the line that shows the headline; None where none does.
        headline: Its text.
        article_body: What the metadata say the copy is; None where they say nothing.
        description: Their summary of the story.
        english: Whether the page says that it is in English: there a summary set above the story is no part of it, where
            other languages' papers open their copy with it.
    """

    head: int | None = None
    headline: str | None = None
    article_body: str | None = None
    description: str | None = None
    english: bool = False


def describe(lines: Lines, told: Told) -> Rows:
    """The rows of a page's lines (at least one), in their order."""
    head = told.head
    found = lines.lines
    sizes = extents(found)
    ends = [SENTENCE_END.search(line.text) is not None for line in found]
    prose = [is_prose(line, size, end) for line, size, end in zip(found, sizes, ends, strict=True)]
    cued = [cues.cues(line.text) if size < 600 else 0 for line, size in zip(found, sizes, strict=True)]
    ended = _ended(found, cued, head or 0)
    sums = add_up(lines.boxes, found, sizes, prose, beliefs(found, sizes, prose, ended, head or 0))
    boxes = _Boxes(sums)
    texts = Counter(line.text for line in found)
    body = " ".join(_WORD.findall(told.article_body.casefold())) if told.article_body else ""
    title = told.headline.casefold() if told.headline else ""
    summary = told.description.casefold()[:SUMMARY] if told.description else ""
    own, around, branch, inline, of_line, of_box = [], [], [], [], [], []
    for line, size, end, running, over in zip(found, sizes, ends, prose, ended, strict=True):
        text = line.text
        length = len(text)
        of_line.append(
            (
                size, text.count(" ") + 1, line.linked / length, line.strong / length, end, text[-1] in ":：",
                _CAPITAL.match(text) is not None, text.count(",") + text.count("，") + text.count("、"),
                _digits(text), text.isupper(), "|" in text or "»" in text or "›" in text,
                text.count(". ") + text.count("。"), line.broken, line.kind == "table", text.endswith(_CUT), texts[text],
                _in_body(text, body), bool(title) and text.casefold() == title, running, "@" in text or "http" in text, over,
                bool(summary) and text.casefold().startswith(summary), told.english,
            )
        )  # fmt: skip
        known = boxes.of(line.box)
        of_box.append(known.row)
        own.append(line.box.own)
        around.append(line.box.hints)
        branch.append(known.branch_hints)
        inline.append(line.own)
    matrix = np.array(of_line, dtype=np.float32)
    box_matrix = np.array(of_box, dtype=np.float32)
    cue_matrix = (np.array(cued)[:, None] >> np.arange(cues.NUMBER)) & 1
    hint_matrix = (np.array([own, inline, around, branch], dtype=np.int64)[:, :, None] & _BITS) != 0
    near = np.column_stack(
        [matrix[:, [0, 2, 4, 18]], box_matrix[:, [1, 0]], (np.array(cued) != 0).astype(np.float32), matrix[:, [3, 5]]]
    )
    ids = np.array([id(line.box) for line in found])
    return np.column_stack(
        [
            matrix,
            box_matrix,
            *hint_matrix,
            cue_matrix,
            _places(matrix, box_matrix, near[:, 6], head),
            *(_shifted(near, step) for step in (-1, 1, -2, 2)),
            np.append(False, ids[1:] == ids[:-1]),
            np.append(ids[1:] == ids[:-1], False),
        ]
    ).astype(np.float32, copy=False)


def _ended(found: list[Line], cued: list[int], head: int) -> list[bool]:
    """Whether the heading of what comes after stories stands between the headline and each line."""
    over, ended = False, []
    for index, (line, cue) in enumerate(zip(found, cued, strict=True)):
        over = over or (index > head and ends_story(line, cue))
        ended.append(over)
    return ended


def _digits(text: str) -> float:
    return sum(map(text.count, "0123456789")) / len(text)


def _in_body(text: str, body: str) -> float:
    """1 where the metadata's copy has the line, 0 where it has not, 2 where there is none to compare."""
    return 2.0 if not body else float(" ".join(_WORD.findall(text.casefold())) in body)


def _shifted(near: Rows, step: int) -> Rows:
    """The rows of the lines that stand ``step`` further on; -1 where there is none."""
    moved = np.full_like(near, -1.0)
    if abs(step) < len(near):
        if step < 0:
            moved[-step:] = near[:step]
        else:
            moved[:-step] = near[step:]
    return moved


def _places(matrix: Rows, box_matrix: Rows, cued: Rows, head: int | None) -> Rows:
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
    return np.column_stack(
        [
            places - first,
            last - places,
            (passed - running) / total,
            (total - passed) / total,
            places - head if head is not None else np.full(number, FAR),
            padded[high] - padded[low],
            since,
            heads,
            places - breaks,
            np.where(heads <= 3, matrix[np.maximum(0, places - heads).astype(np.intp), 2], -1.0),
        ]
    )


class _Known:
    """A box's row and the hints of the branch it stands on, up to the boxes around the main one."""

    __slots__ = ("branch_hints", "row")

    def __init__(self, row: tuple[float, ...], branch_hints: int):
        self.row, self.branch_hints = row, branch_hints


class _Boxes:
    """The rows of boxes, each made once."""

    def __init__(self, sums: dict[Box, Sums]):
        self.sums = sums
        self.main = main_of(sums)
        self.wide = wide_of(self.main)
        self.total = next(iter(sums.values())).prose or 1
        self.around_main = set()
        own: Sums | None = self.main
        while own is not None:
            self.around_main.add(own)
            own = own.up
        self.shapes: Counter[tuple[str, str, int]] = Counter()
        self.paths: Counter[tuple[str, ...]] = Counter()
        for own in sums.values():
            alone = own.prose
            self.shapes[(*own.shape, id(own.up))] += alone
            self.paths[own.path] += alone
        self.known: dict[Box, _Known] = {}

    def of(self, box: Box) -> _Known:
        """What is known of a box."""
        known = self.known.get(box)
        if known is None:
            known = self.known[box] = self._make(self.sums[box])
        return known

    def _make(self, own: Sums) -> _Known:
        up, wide, seen, branch = 0, 99, 0, own
        tags = set()
        at: Sums | None = own
        met: Sums | None = None
        steps = 0
        while at is not None:
            tags.add(at.box.tag)
            if at is self.wide:
                wide = steps
            if met is None:
                if at in self.around_main:
                    met = at
                else:
                    seen |= at.box.own
                    up, branch = up + 1, at
            at, steps = at.up, steps + 1
        parent = own.up or own
        grand = parent.up or parent
        total = self.total
        down = self.main.box.depth - met.box.depth if met else 0
        row = (
            TAGS.get(own.box.tag, 0), met is self.main, up, down, wide, own.box.depth, *(tag in tags for tag in WITHIN),
            own.prose / total, parent.prose / total, grand.prose / total, branch.prose / total,
            own.linked / (own.extent or 1), parent.linked / (parent.extent or 1), grand.linked / (grand.extent or 1),
            branch.linked / (branch.extent or 1), own.prose / (own.extent or 1), parent.prose / (parent.extent or 1),
            grand.prose / (grand.extent or 1), own.count, parent.count, self.shapes[(*own.shape, id(own.up))] / total,
            self.paths[own.path] / total,
        )  # fmt: skip
        return _Known(row, seen)
