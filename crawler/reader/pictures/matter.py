"""What stands in one element of a page: its images, and its text piece by piece. Bounded: any element is asked."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from lxml.etree import _Element

from crawler.reader.pictures.roles import Role, is_unheard, role_of
from pipelines.text.pictures import is_ornament
from pipelines.text.tags import BLOCK_LEVEL, CONTROLS, HEADINGS, INVISIBLE, is_hidden
from pipelines.text.whitespace import tidy

# A picture's element holds its sources, its buttons and its caption; what holds more is no picture.
MOST_NODES = 160
MOST_LETTERS = 2000

# Emphasis within a caption begins no piece of its own.
EMPHASIS = frozenset("b strong i em a u q s sub sup abbr mark bdi time font wbr".split())
IMAGES = frozenset({"img", "amp-img", "amp-anim"})
PLAYERS = frozenset({"video", "iframe", "embed", "object", "audio", "amp-video", "amp-iframe", "amp-youtube", "svg"})
COPY_LIKE = frozenset({"blockquote", "pre", "table", "ul", "ol"})


@dataclass(slots=True)
class Piece:
    """A run of text of one element and one role.

    Attributes:
        text: Tidy.
        linked: Whether all of it is a link.
        is_block: Whether an element that sets a line of its own holds it.
    """

    text: str
    role: Role
    owner: _Element
    linked: bool
    is_block: bool


@dataclass(slots=True)
class Matter:
    """What one element holds.

    Attributes:
        images: Without ornaments; those of a ``noscript`` only where there is no other.
        headed: Whether there is a heading in it.
        signed: Whether there is a time or an author's address in it, as teasers and authors' boxes have.
        copied: Whether there is a quotation, a table or a list in it.
        plays: Whether there is a video, an embed or the like.
    """

    images: list[_Element] = field(default_factory=list)
    fallbacks: list[_Element] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    headed: bool = False
    copied: bool = False
    signed: bool = False
    plays: bool = False

    @property
    def pictures(self) -> list[_Element]:
        """The images, or what stands in for them without scripts."""
        return self.images or self.fallbacks[:1]

    @property
    def printed(self) -> str:
        """All the text as one line."""
        return " ".join(piece.text for piece in self.pieces)


@dataclass(slots=True)
class _Open:
    """What is open where the walk stands."""

    element: _Element
    role: Role
    owner: _Element
    linked: bool
    is_block: bool


def read_matter(top: _Element, *, alone: bool = False) -> Matter | None:
    """What stands in an element; None where that is more than a picture and its caption.

    Args:
        top: The element.
        alone: Whether one image is asked for, with a caption that is neither headed nor signed: no need to read on
            where there is more.
    """
    found = Matter()
    gathered: list[tuple[str, _Open]] = []
    nodes = letters = 0
    for text, place, element in _walk(top):
        if element is not None:
            nodes += 1
            _note(found, element, top)
        if text:
            letters += len(text) if not text.isspace() else 1
            gathered.append((text, place))
        if nodes > MOST_NODES or letters > MOST_LETTERS:
            return None
        if alone and (found.headed or found.signed or found.copied or len(found.images) > 1):
            return None
    found.pieces = _pieces(gathered)
    return found


def _walk(top: _Element) -> Iterator[tuple[str | None, _Open, _Element | None]]:
    """Elements entered and texts met, in reading order, without recursion."""
    place = _Open(top, role_of(top) or Role.PLAIN, top, top.tag == "a", top.tag in BLOCK_LEVEL)
    yield top.text, place, top
    stack = [place]
    node = top[0] if len(top) else None
    while node is not None:
        entered = _enter(node, stack[-1])
        yield (node.text if entered else None), entered or stack[-1], node
        if entered and len(node):
            stack.append(entered)
            node = node[0]
            continue
        while True:
            yield _tail(node), stack[-1], None
            following = node.getnext()
            if following is not None:
                node = following
                break
            node = cast("_Element", node.getparent())
            stack.pop()
            if node is top:
                return


def _tail(node: _Element) -> str | None:
    tail = node.tail
    if node.tag in BLOCK_LEVEL or node.tag == "br":
        return f"\n{tail or ''}"
    return tail


def _enter(node: _Element, around: _Open) -> _Open | None:
    """What opens with an element; None where nothing in it is seen."""
    tag = cast("str", node.tag)
    if tag == "source" and len(node):  # left open by the page, it holds what follows
        return _Open(node, around.role, around.owner, around.linked, around.is_block)
    if tag in INVISIBLE or is_hidden(node) or is_unheard(node):
        return None
    if tag in EMPHASIS:
        return _Open(node, around.role, around.owner, around.linked or tag == "a", around.is_block)
    role = Role.CONTROL if tag in CONTROLS else role_of(node)
    if around.role is Role.CONTROL or (around.role in (Role.CREDIT, Role.MAKER) and role is None):
        role = around.role
    return _Open(node, role or around.role, node, around.linked, tag in BLOCK_LEVEL)


def _note(found: Matter, element: _Element, top: _Element) -> None:
    tag = element.tag
    if tag in IMAGES:
        if not is_ornament(element):
            found.images.append(element)
    elif tag in HEADINGS:
        found.headed = True
    elif tag in ("time", "address") or (tag == "a" and element.get("rel") == "author"):
        found.signed = True
    elif tag in PLAYERS:
        found.plays = found.plays or tag != "svg"
    elif tag in COPY_LIKE:
        found.copied = found.copied or element is not top
    elif tag == "noscript":
        found.fallbacks += [image for image in element.iter("img") if not is_ornament(image)][:1]


def _pieces(gathered: list[tuple[str, _Open]]) -> list[Piece]:
    """Texts joined where one element and one role hold them."""
    pieces: list[Piece] = []
    run: list[str] = []
    linked, at = True, None
    for text, place in [*gathered, ("", None)]:
        if at is not None and (place is None or place.owner is not at.owner or place.role is not at.role):
            words = tidy("".join(run))
            if words:
                pieces.append(Piece(words, at.role, at.owner, linked, at.is_block))
            run, linked = [], True
        if place is not None:
            run.append(text)
            linked = linked and (place.linked or text.isspace())
        at = place
    return pieces
