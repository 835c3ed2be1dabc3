"""How the demo's copy is written down, and how it is read.

One line is one block; lines with no blank line between them are one run. A line's opening says what it is:

    ``## `` ``### ``  a subhead            ``- ``   an item of a list        ``> ``  a paragraph of a quotation
    ``| a | b``       a row of a table     ``/ ``   a line of verse          ``@``   the next picture
    ``!! ``           not copy: struck     ``!- ``  not copy, in a list      else    a paragraph

The text is HTML with inline tags only, so an ampersand is ``&amp;``.
"""

import re
from dataclasses import dataclass
from html import unescape
from typing import Literal

from pipelines.text.whitespace import tidy

PartKind = Literal[
    "paragraph", "heading", "list_item", "quote", "row", "verse", "picture", "furniture", "furniture_item"
]
COPY: tuple[PartKind, ...] = ("paragraph", "heading", "list_item", "quote", "row", "verse")
"""The kinds that are copy."""

# Longest first: ``### `` before ``## ``.
_MARKS: tuple[tuple[str, PartKind, int | None], ...] = (
    ("### ", "heading", 3),
    ("## ", "heading", 2),
    ("- ", "list_item", None),
    ("> ", "quote", None),
    ("| ", "row", None),
    ("/ ", "verse", None),
    ("!! ", "furniture", None),
    ("!- ", "furniture_item", None),
    ("@", "picture", None),
)
_SCRIPT = re.compile(r"<script\b[^>]*>[^<]*</script>")
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One block of a story, or one thing that is printed among its blocks."""

    kind: PartKind
    markup: str
    """Its inline HTML; the cells of a row are parted by ``" | "``."""
    run: int
    """Which run of lines it stands in."""
    level: int | None = None
    """A heading's level."""

    @property
    def text(self) -> str:
        """The clean text."""
        return tidy(plain(self.markup.replace(" | ", " ") if self.kind == "row" else self.markup))


def plain(markup: str) -> str:
    """Inline HTML without its tags and entities; spaces as they stand.

    >>> plain('Salt &amp; <em>oars</em>')
    'Salt & oars'
    """
    return unescape(_TAG.sub("", _SCRIPT.sub("", markup)))


def read_notation(copy: str) -> tuple[Part, ...]:
    r"""The parts of a story's copy, in order.

    >>> [part.kind for part in read_notation("## Tides\n\nHigh at noon.")]
    ['heading', 'paragraph']
    """
    runs = [run.splitlines() for run in copy.strip().split("\n\n")]
    return tuple(_read_line(line.strip(), number) for number, run in enumerate(runs) for line in run if line.strip())


def _read_line(line: str, run: int) -> Part:
    """The part that one line writes down."""
    for mark, kind, level in _MARKS:
        if line.startswith(mark):
            return Part(kind=kind, markup=line.removeprefix(mark), run=run, level=level)
    return Part(kind="paragraph", markup=line, run=run)
