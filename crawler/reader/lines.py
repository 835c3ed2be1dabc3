"""A page's visible matter as lines and boxes, in one walk over the tree.

A line is what a browser would set as one block of text; a box is a block-level element that is open where it stands.
Nothing is judged here: what is copy, a field or furniture is for others to say, who have the whole page before them.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from lxml.etree import _Element

from crawler.reader.boxes import Box, Line, Lines, Mark
from crawler.reader.element_roles import BLOCK, CONTROL, EMPHASES, ENDS, INLINE, NOTHING, ROLES
from crawler.reader.element_texts import control_text, page_without_scripts, table_text, wraps_page
from crawler.reader.hints import BYLINE, UNSEEN, hints, hints_in
from pipelines.items import Kind, Picture
from pipelines.text.inline import MEANING, MOST_REOPENED, visible_text
from pipelines.text.tags import BLOCK_LEVEL, CONTAINERS, HEADINGS, INLINE_KEPT, KINDS, is_hidden
from pipelines.text.tree import around
from pipelines.text.whitespace import tidy

__all__ = ["Box", "Line", "Lines", "read_lines"]

# The longest of real stories have some thousand. What is known of one takes 3 kB: a trap of a million takes gigabytes.
MOST_LINES = 20_000


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
    if not walk.found.lines:
        walk.read_without_scripts()
    return walk.found


class _Walk:
    """The state of one walk: the open boxes, the text and markup of the line so far, the open inline elements."""

    def __init__(
        self,
        top: _Element,
        claims: Mapping[_Element, tuple[Picture, ...]],
        struck: Mapping[_Element, str],
        story: frozenset[_Element],
    ):
        self.top, self.claims, self.struck = top, claims, struck
        self.on_the_way = around(story) | story if story else story
        self.nodes: list[tuple[_Element, str]] = [(top, "body")]  # block-level elements that are open
        self.boxes = [Box(top, "body", None, 0)]  # theirs, as far as lines were met: most boxes of a page hold none
        self.found = Lines([], [], [], [*self.boxes])
        self.at = 0
        self.special = {*claims, *struck, *self.on_the_way}
        self.text: list[str] = []
        self.markup: list[str | Mark] | None = None  # begun with the first mark of a line
        self.open: list[Mark] = []  # start tags
        self.links = self.marks = 0  # how many links, and other emphases, are open
        self.linked = self.strong = self.own = 0
        self.broken = False
        self.reopened = 0

    def read(self) -> None:
        """All of the page below the top, without recursion: pages nest thousands deep.

        Every element comes by here, and a call costs more than what it does: most of them are asked in place.
        """
        node, tag = self.top, "body"
        children: Iterator[Any] = iter(node)  # whose tags are strings: the parser leaves comments out
        above: list[tuple[_Element, str, Iterator[Any]]] = []
        pieces, nodes, special, text = self.text, self.nodes, self.special, self.top.text
        while True:
            if text and (pieces or not text.isspace()):  # most of a page's text is blank space between blocks
                self._add(text)
            child = next(children, None)
            if child is None:
                if not above:
                    break
                self._leave(node, tag)
                text = node.tail
                node, tag, children = above.pop()
                continue
            child_tag: str = child.tag
            role = ROLES.get(child_tag, INLINE)
            if child in special:
                is_open = self._open_special(child, child_tag)
            elif role is NOTHING or child.get("hidden") is not None or (child.get("style") and is_hidden(child)):
                is_open = False
            elif role is BLOCK:
                if pieces or self.own or self.markup:
                    self._flush()
                is_open = child_tag != "table" or self._is_layout(child)
                if is_open and len(child):
                    self.at += child_tag in CONTAINERS
                    nodes.append((child, child_tag))
                elif is_open:
                    is_open = self._open_leaf(child, child_tag)
            elif role is INLINE:
                is_open = self._open_inline(child, child_tag)
            elif role is CONTROL:
                is_open = self._control(child, child_tag)
            else:
                self._flush()
                self.broken, is_open = child_tag == "br", False
            if not is_open:
                text = child.tail
            elif len(child):
                above.append((node, tag, children))
                node, tag, children, text = child, child_tag, iter(child), child.text
            else:  # half of all: begun and ended at one go
                text = child.text
                if text and (pieces or not text.isspace()):
                    self._add(text)
                self._leave(child, child_tag)
                text = child.tail
        self._flush()

    def read_without_scripts(self) -> None:
        """What is shown where no script runs: a page that has nothing else forgot to close its ``noscript``."""
        page = page_without_scripts(self.top)
        if page is not None:
            self.top, self.nodes[0] = page, (page, "noscript")
            self.read()

    def _open_special(self, node: _Element, tag: str) -> bool:
        """What somebody has said something about: that it is no copy, is the story, or is a picture."""
        if node in self.struck:
            self._strike(node)
            return False
        if node in self.on_the_way:
            return self._open_box(node, tag)
        self._place(self.claims[node])
        return False

    def _strike(self, node: _Element) -> None:
        """Set an element aside. Where it stands within a line, the line goes on behind it."""
        text = visible_text(node)
        if node.tag in BLOCK_LEVEL:
            self._flush()
        if text:
            self.at += 1
            self.found.struck.append((self.at, self.struck[node], text))

    def _open_box(self, node: _Element, tag: str) -> bool:
        self._flush()
        if tag in CONTAINERS:
            self.at += 1
        self.nodes.append((node, tag))
        return True

    def _open_leaf(self, node: _Element, tag: str) -> bool:
        """Begin a block-level element that holds no other; True when it is shown."""
        if tag != "h1" and hints(node.get("class"), node.get("id")) & UNSEEN:
            return False  # "fig-pagination__hidden" is hidden on other pages
        return self._open_box(node, tag)

    def _is_layout(self, table: _Element) -> bool:
        """Whether a table merely lays out the page; one of figures is a line."""
        text = table_text(table)
        if text:
            self._take(text, "table")
        return text is None

    def _control(self, node: _Element, tag: str) -> bool:
        if wraps_page(node, tag):
            return self._open_box(node, tag)
        self._flush()
        text = control_text(node, tag)
        if text:
            self.at += 1
            self.found.controls.append((self.at, text))
        return False

    def _open_inline(self, node: _Element, tag: str) -> bool:
        name = node.get("class")
        if name:
            said = hints_in(name)
            if said & UNSEEN:
                return False
            self.own |= said
        if tag in INLINE_KEPT:
            if tag == "a":
                self.links += 1
                if node.get("rel") == "author":
                    self.own |= BYLINE
            elif tag in EMPHASES:
                self.marks += 1
            self._mark(node, tag)
        return True

    def _mark(self, node: _Element, tag: str) -> None:
        name = MEANING.get(tag)
        start = (tag, name, node.get(name) or "") if name else (tag, "", "")
        if self.markup is None:
            self.markup = [*self.text]
        self.markup.append(start)
        self.open.append(start)

    def _leave(self, node: _Element, tag: str) -> None:
        if node is self.nodes[-1][0]:
            if self.text or self.own or self.markup:
                self._flush()
            if tag in CONTAINERS:
                self.at += 1
            if len(self.boxes) == len(self.nodes):
                self.boxes.pop()
            self.nodes.pop()
        elif tag in INLINE_KEPT:
            if tag == "a":
                self.links -= 1
            elif tag in EMPHASES:
                self.marks -= 1
            if self.open:
                self.open.pop()
                if self.markup is not None:
                    self.markup.append(ENDS[tag])

    def _add(self, text: str) -> None:
        self.text.append(text)
        if self.markup is not None:
            self.markup.append(text)
        if self.links:
            self.linked += len(text.strip())
        if self.marks:
            self.strong += len(text.strip())

    def _flush(self) -> None:
        """End the line."""
        if self.text:
            text = tidy("".join(self.text) if len(self.text) > 1 else self.text[0])
            if text:
                self._take(text, None)
                self.broken = False
            self.text.clear()
            self.linked = self.strong = 0
        self.own = 0
        if self.markup is not None and len(self.markup) != len(self.open):
            self._reopen()

    def _reopen(self) -> None:
        """Begin the next line with what is open, unless a page does so without end."""
        if not self.open:
            self.markup = None
            return
        self.markup = [*self.open]
        self.reopened += sum(len(tag) + len(value) for tag, _, value in self.open)
        if self.reopened > MOST_REOPENED:
            self.open, self.markup = [], None

    def _take(self, text: str, kind: Kind | None) -> None:
        self.at += 1
        if len(self.found.lines) >= MOST_LINES:
            self.found.controls.append((self.at, text))
            return
        box, markup = self._box(), None
        if kind is None:
            markup = self.markup
            if markup is not None:
                markup += [ENDS[tag] for tag, _, _ in reversed(self.open)]
            kind, level = KINDS.get(box.kind, "paragraph"), HEADINGS.get(box.kind)
        else:
            level = None
        self.found.lines.append(
            Line(self.at, text, box, kind, level, self.linked, self.strong, markup, self.own, self.broken)
        )

    def _box(self) -> Box:
        """The innermost box, made with all around it."""
        boxes, nodes, found = self.boxes, self.nodes, self.found.boxes
        box = boxes[-1]
        for node, tag in nodes[len(boxes) :]:
            box = Box(node, tag, box, len(found))
            boxes.append(box)
            found.append(box)
        return box

    def _place(self, pictures: tuple[Picture, ...]) -> None:
        self._flush()
        self.found.pictures += (replace(picture, at=self.at + number) for number, picture in enumerate(pictures, 1))
        self.at += len(pictures)
