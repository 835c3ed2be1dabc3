"""A page's visible matter as lines and boxes, in one walk over the tree.

A line is what a browser would set as one block of text; a box is a block-level element that is open where it stands.
Nothing is judged here: what is copy, a field or furniture is for others to say, who have the whole page before them.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from html import escape
from typing import cast

from lxml.etree import _Element

from crawler.reader.boxes import Box, Line, Lines
from crawler.reader.hints import BYLINE, UNSEEN, hints
from pipelines.items import Kind, Picture
from pipelines.text.inline import MEANING, MOST_REOPENED, plain_text, visible_text
from pipelines.text.tags import (
    BLOCK_LEVEL,
    CONTAINERS,
    CONTROLS,
    HEADINGS,
    INLINE_KEPT,
    INVISIBLE,
    KINDS,
    is_data_table,
    is_hidden,
)
from pipelines.text.tree import around
from pipelines.text.whitespace import tidy

__all__ = ["Box", "Line", "Lines", "read_lines"]

# A form or dialog of this many characters is the page itself, as some publishing systems wrap it.
PAGE_IN_A_FORM = 2000


def read_lines(
    root: _Element,
    claims: Mapping[_Element, tuple[Picture, ...]],
    *,
    struck: Mapping[_Element, str] | None = None,
    story: Collection[_Element] = (),
) -> Lines:
    """Walk a page once.

    Args:
        root: The page's tree, comments and processing instructions left out by the parser.
        claims: Elements that are pictures with their captions, whole; they give no lines.
        struck: Elements that are no copy, whole, with the id of the rule that says so; they give no lines either.
        story: Elements that hold the copy where somebody has said so: each is a box, whatever its tag, and is read
            though it be hidden, since pages hide their copy until their scripts have run.
    """
    body = root.find("body")
    walk = _Walk(root if body is None else body, claims, struck or {}, frozenset(story))
    walk.read()
    return walk.found


class _Walk:
    """The state of one walk: the open box, the text and markup of the line so far, the open inline elements."""

    def __init__(
        self,
        top: _Element,
        claims: Mapping[_Element, tuple[Picture, ...]],
        struck: Mapping[_Element, str],
        story: frozenset[_Element],
    ):
        self.top, self.claims, self.struck, self.story = top, claims, struck, story
        self.on_the_way = around(story) if story else set()
        self.box = Box(top, "body", None)
        self.found = Lines([], [], [], [self.box])
        self.at = 0
        self.text: list[str] = []
        self.html: list[str] | None = None  # begun with the first mark of a line
        self.open: list[str] = []  # start tags
        self.links = self.marks = 0  # how many links, and other emphases, are open
        self.linked = self.strong = self.own = 0
        self.broken = False
        self.reopened = 0

    def read(self) -> None:
        """All of the page below the top, without recursion: pages nest thousands deep."""
        top = self.top
        if top.text:
            self._add(top.text)
        node: _Element | None = top[0] if len(top) else None
        while node is not None:
            if self._enter(node):
                node = node[0]
                continue
            while node is not None:
                if node.tail:
                    self._add(node.tail)
                following = node.getnext()
                if following is not None:
                    node = following
                    break
                node = node.getparent()
                if node is top:
                    node = None
                elif node is not None:
                    self._leave(node)
        self._flush()

    def _enter(self, node: _Element) -> bool:
        """Begin an element; True when the walk is to go on with its children."""
        tag = cast("str", node.tag)
        if node in self.struck:
            self._strike(node)
            return False
        if node in self.story or node in self.on_the_way:
            return self._open_box(node, tag)
        if node in self.claims:
            self._place(self.claims[node])
            return False
        if tag in INVISIBLE or is_hidden(node):
            return False
        if tag in BLOCK_LEVEL:
            return self._open_box(node, tag)
        if tag in CONTROLS:
            return self._control(node, tag)
        if tag == "br" or tag == "hr":
            self._flush()
            self.broken = tag == "br"
            return False
        return self._open_inline(node, tag)

    def _strike(self, node: _Element) -> None:
        """Set an element aside. Where it stands within a line, the line goes on behind it."""
        text = "" if node.tag in INVISIBLE or is_hidden(node) else visible_text(node)
        if node.tag in BLOCK_LEVEL:
            self._flush()
        if text:
            self.at += 1
            self.found.struck.append((self.at, self.struck[node], text))

    def _open_box(self, node: _Element, tag: str) -> bool:
        self._flush()
        if tag == "table" and node not in self.on_the_way and is_data_table(node):
            self._take(visible_text(node), "table")
            return False
        box = Box(node, tag, self.box)
        if box.own & UNSEEN and not len(node) and tag != "h1":  # "fig-pagination__hidden" is hidden on other pages
            return False
        if tag in CONTAINERS:
            self.at += 1
        self.box = box
        self.found.boxes.append(box)
        if node.text:
            self._add(node.text)
        if len(node):
            return True
        self._leave(node)
        return False

    def _control(self, node: _Element, tag: str) -> bool:
        if tag in WRAPPERS and len(plain_text(node)) > PAGE_IN_A_FORM and next(node.iter("p"), None) is not None:
            return self._open_box(node, tag)
        self._flush()
        text = visible_text(node)
        if text:
            self.at += 1
            self.found.controls.append((self.at, text))
        return False

    def _open_inline(self, node: _Element, tag: str) -> bool:
        name = node.get("class")
        if name:
            said = hints(name)
            if said & UNSEEN:
                return False
            self.own |= said
        if tag == "a":
            self.links += 1
            if node.get("rel") == "author":
                self.own |= BYLINE
        elif tag in EMPHASES:
            self.marks += 1
        if tag in INLINE_KEPT:
            self._mark(node, tag)
        if node.text:
            self._add(node.text)
        if len(node):
            return True
        self._leave(node)
        return False

    def _mark(self, node: _Element, tag: str) -> None:
        meaning = MEANING.get(tag)
        value = node.get(meaning) if meaning else None
        start = f'<{tag} {meaning}="{escape(value)}">' if value else f"<{tag}>"
        if self.html is None:
            self.html = [escape(piece, quote=False) for piece in self.text]
        self.html.append(start)
        self.open.append(start)

    def _leave(self, node: _Element) -> None:
        tag = cast("str", node.tag)
        if node is self.box.element:
            self._flush()
            if tag in CONTAINERS:
                self.at += 1
            self.box = cast("Box", self.box.parent)
            return
        if tag == "a":
            self.links -= 1
        elif tag in EMPHASES:
            self.marks -= 1
        if tag in INLINE_KEPT and self.open:
            self.open.pop()
            if self.html is not None:
                self.html.append(f"</{tag}>")

    def _add(self, text: str) -> None:
        self.text.append(text)
        if self.html is not None:
            self.html.append(escape(text, quote=False))
        if self.links:
            self.linked += len(text.strip())
        if self.marks:
            self.strong += len(text.strip())

    def _flush(self) -> None:
        """End the line."""
        if not self.text:
            if not self.open:
                self.html = None
            self.own = 0
            return
        text = tidy("".join(self.text))
        if text:
            self._take(text, None)
            self.broken = False
        self.text = []
        self.linked = self.strong = self.own = 0
        self._reopen()

    def _reopen(self) -> None:
        """Begin the next line with what is open, unless a page does so without end."""
        self.html = list(self.open) if self.open else None
        self.reopened += sum(map(len, self.open))
        if self.reopened > MOST_REOPENED:
            self.open, self.html = [], None

    def _take(self, text: str, kind: Kind | None) -> None:
        if not text:
            return
        self.at += 1
        box, html = self.box, None
        if self.html is not None and kind is None:
            closing = "".join(f"</{start[1:].split(' ', 1)[0].rstrip('>')}>" for start in reversed(self.open))
            html = tidy("".join(self.html) + closing)
        innermost = box.kind
        line = Line(
            at=self.at,
            text=text,
            box=box,
            kind=kind or KINDS.get(innermost, "paragraph"),
            level=None if kind else HEADINGS.get(innermost),
            linked=self.linked,
            strong=self.strong,
            html=html,
            own=self.own,
            broken=self.broken,
        )
        self.found.lines.append(line)

    def _place(self, pictures: tuple[Picture, ...]) -> None:
        self._flush()
        for picture in pictures:
            self.at += 1
            self.found.pictures.append(replace(picture, at=self.at))


WRAPPERS = frozenset({"form", "dialog", "menu", "label", "nav"})
EMPHASES = frozenset({"b", "strong", "em", "i", "u", "mark"})
