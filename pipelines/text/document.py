"""An HTML page into Blocks, Pictures and what stands outside the story: one walk over the tree, no recursion.

Everything visible on the page comes out once, in reading order: that is what conservation rests on. Which element
holds the story, which a field, which is furniture, is for the layout to say (``Claim``); here is only how markup
becomes blocks. Flat pages are read in ``flat``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, cast

from lxml.etree import XPath, _Element

from pipelines.items import Block, Picture
from pipelines.text.inline import InlineText, plain_text, visible_text
from pipelines.text.pictures import read_figure, read_image
from pipelines.text.tags import (
    BLOCK_LEVEL,
    CONTAINERS,
    CONTROLS,
    HEADINGS,
    INVISIBLE,
    KINDS,
    SECRETIVE,
    is_data_table,
    is_hidden,
)
from pipelines.text.tree import around, is_within_unseen
from pipelines.text.whitespace import tidy


@dataclass(frozen=True, slots=True)
class Claim:
    """What a layout says an element is.

    ``story``: its content is copy; a figure so claimed is a picture of the story that stands outside its copy.
    ``field``: its text is the field ``name``. ``furniture``: its text is no copy, and ``name`` is the id of the rule
    that says so.
    """

    role: Literal["story", "field", "furniture"]
    name: str


@dataclass(frozen=True, slots=True)
class Aside:
    """A run of visible text that is no copy: one container outside the story, or a claimed element."""

    at: int
    claim: Claim
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """A page's visible matter. Each ``at`` is given out once, rising in reading order over all three."""

    blocks: tuple[Block, ...]
    pictures: tuple[Picture, ...]
    asides: tuple[Aside, ...]


OUTSIDE = Claim("furniture", "layout/outside-the-story")
CONTROL = Claim("furniture", "layout/control")


def read_html(root: _Element, claims: Mapping[_Element, Claim], *, base: str | None) -> Document:
    """Walk a page once.

    Args:
        root: The page's tree, comments and processing instructions left out by the parser.
        claims: What the layout found. A claim inside a field, furniture or something invisible has no effect.
        base: The page's address, against which picture addresses are made absolute; None leaves them as they are.

    Returns:
        The document. What no claim names and no story holds is an aside, one an outermost container.
    """
    walk = _Walk(root, claims, base)
    body = root.find("body")
    walk.read(root if body is None else body)
    return Document(tuple(walk.blocks), tuple(walk.pictures), tuple(walk.joined_asides()))


class _Walk:
    """The state of one walk; ``at`` is the last number given out, ``kinds`` the open elements that name a kind."""

    def __init__(self, root: _Element, claims: Mapping[_Element, Claim], base: str | None):
        self.claims = claims
        self.base = base
        self.root = root
        self.on_the_way = _on_the_way(claims)
        self.holds_unseen = around([*cast("list[_Element]", _HIDDEN(root)), *root.iter(*SECRETIVE)])
        self.at = 0
        self.inline = InlineText()
        self.kinds: list[str] = []
        self.blocks: list[Block] = []
        self.pictures: list[Picture] = []
        self.asides: list[Aside] = []
        self.side_by_side: dict[int, list[str]] = {}

    def read(self, top: _Element) -> None:
        """Outside the stories: go down only where a claim lies below, take the rest a container at a time."""
        node: _Element | None = top
        while node is not None:
            if self._descends(node):
                self._outside(node.text)
                node = node[0]
                self.at += 1  # a container's edge: what stands inside it is no run with what stands before
                continue
            self._take_whole(node)
            while node is not None and node is not top:
                self._outside(node.tail)
                following = node.getnext()
                if following is not None:
                    node = following
                    break
                node = node.getparent()
            if node is top:
                return

    def _descends(self, node: _Element) -> bool:
        return node in self.on_the_way and node not in self.claims

    def _take_whole(self, node: _Element) -> None:
        claim = self.claims.get(node)
        if claim is not None and claim.role == "story":
            if node.tag == "figure":
                self._place(read_figure(node, base=self.base))
            else:
                self._story(node)
        elif node.tag in INVISIBLE or is_hidden(node):
            return
        elif claim is not None:
            self._aside(claim, visible_text(node))
        else:
            self._outside(visible_text(node) if node in self.holds_unseen else plain_text(node))

    def _outside(self, text: str | None) -> None:
        """Matter outside the story: what stands side by side is one aside, as it stands in one container."""
        words = tidy(text) if text else ""
        if words and self.at in self.side_by_side:
            self.side_by_side[self.at].append(words)
        elif words:
            self._aside(OUTSIDE, words)
            self.side_by_side[self.at] = [words]

    def joined_asides(self) -> Iterator[Aside]:
        """The asides, each run joined at last: joined piece by piece, a page of nothing else takes quadratic time."""
        for aside in self.asides:
            pieces = self.side_by_side.get(aside.at)
            yield Aside(aside.at, aside.claim, " ".join(pieces)) if pieces else aside

    def _aside(self, claim: Claim, text: str) -> None:
        if text:
            self.at += 1
            self.asides.append(Aside(self.at, claim, text))

    def _story(self, story: _Element) -> None:
        """The copy: every block-level element ends one block and begins another."""
        self.at += 1
        self.inline.add(story.text or "")
        node: _Element | None = story[0] if len(story) else None
        while node is not None:
            if self._enter(node):
                node = node[0]
                continue
            while node is not None:
                if node.tail:
                    self.inline.add(node.tail)
                following = node.getnext()
                if following is not None:
                    node = following
                    break
                node = node.getparent()
                if node is story:
                    node = None
                elif node is not None:
                    self._leave(node)
        self._flush()
        self.at += 1

    def _enter(self, node: _Element) -> bool:
        """Begin an element of the copy; True when the walk is to go on with its children."""
        tag = cast("str", node.tag)  # the parser leaves comments and instructions out
        if tag == "p" or tag not in SPECIAL:
            claim = self.claims.get(node)
            if claim is None or claim.role == "story":
                return self._open(node, tag)
            self._flush()
            self._aside(claim, visible_text(node))
        elif tag in INVISIBLE or is_hidden(node):
            return False
        elif tag in CONTROLS:
            self._flush()
            self._aside(CONTROL, visible_text(node))
        elif tag == "img":
            self._place(read_image(node, base=self.base))
        else:
            return self._enter_special(node, tag)
        return False

    @cached_property
    def _quoting(self) -> set[_Element]:
        """What holds a quotation or a table. Asked of the page once: figures nest, and each would be searched again."""
        return around(self.root.iter("blockquote", "pre", "table"))

    @cached_property
    def _pictured(self) -> set[_Element]:
        """What holds a picture that has an address."""
        images = self.root.iter("img")
        return around(image for image in images if any(one.url for one in read_image(image, base=self.base)))

    def _enter_special(self, node: _Element, tag: str) -> bool:
        """A line break, a figure or a table."""
        self._flush()
        if tag == "figure":
            if node in self._quoting and node not in self._pictured:
                return self._open(node, tag)  # a quotation or a table set as a figure is copy
            self._place(read_figure(node, base=self.base))
        elif tag == "table":
            if not is_data_table(node):
                return self._open(node, tag)
            self._append(visible_text(node), None, kind="table")
        return False

    def _open(self, node: _Element, tag: str) -> bool:
        if is_hidden(node):
            return False
        if tag in BLOCK_LEVEL:
            self._flush()
            if tag in CONTAINERS:
                self.at += 1
            if tag in KINDS:
                self.kinds.append(tag)
        else:
            self.inline.open(node)
        if node.text:
            self.inline.add(node.text)
        if len(node):
            return True
        self._leave(node)
        return False

    def _leave(self, node: _Element) -> None:
        tag = cast("str", node.tag)
        if tag not in BLOCK_LEVEL:
            self.inline.close(node)
            return
        self._flush()
        if tag in CONTAINERS:
            self.at += 1
        if tag in KINDS:
            self.kinds.pop()

    def _flush(self) -> None:
        text, html = self.inline.take()
        if text:
            self._append(text, html)

    def _append(self, text: str, html: str | None, *, kind: Literal["table"] | None = None) -> None:
        if not text:
            return
        self.at += 1
        innermost = self.kinds[-1] if self.kinds else "p"
        self.blocks.append(
            Block(
                kind=kind or KINDS.get(innermost, "paragraph"),
                text=text,
                html=html,
                level=HEADINGS.get(innermost),
                at=self.at,
            )
        )

    def _place(self, pictures: tuple[Picture, ...]) -> None:
        for picture in pictures:
            self.at += 1
            self.pictures.append(replace(picture, at=self.at))


def _on_the_way(claims: Mapping[_Element, Claim]) -> set[_Element]:
    """The elements around claims, but for those around which something is not shown: what nobody sees stays unseen.

    A story is read all the same: pages hide their whole body until their scripts have run.
    """
    unseen: dict[_Element, bool] = {}
    return around(one for one, claim in claims.items() if claim.role == "story" or not is_within_unseen(one, unseen))


# What a page may hide by attribute. What holds none of these, and nothing secretive, can be read at one go.
_HIDDEN = XPath("//*[@hidden or contains(@style, 'none')]")

SPECIAL = INVISIBLE | CONTROLS | {"br", "hr", "img", "figure", "table"}
