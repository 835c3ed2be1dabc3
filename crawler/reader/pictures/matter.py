"""What stands in one element of a page: its images, and its text piece by piece. Bounded: any element is asked."""

from dataclasses import dataclass, field
from itertools import islice
from typing import cast

from lxml.etree import _Element

from crawler.reader.pictures.decoration import is_overlay
from crawler.reader.pictures.roles import Role, is_unheard, role_of
from pipelines.text.pictures import is_ornament
from pipelines.text.tags import BLOCK_LEVEL, CONTROLS, HEADINGS, INVISIBLE, is_hidden
from pipelines.text.whitespace import tidy

# A picture's element holds its sources, its buttons and its caption; what holds more is no picture.
MOST_NODES = 160
MOST_LETTERS = 2000
LONGEST_BUTTON = 40  # characters: "Bild in höchster Auflösung herunterladen"
MOST_OF_A_BUTTON = 12  # elements, an icon's strokes with them

# Emphasis within a caption begins no piece of its own.
EMPHASIS = frozenset("b strong i em a u q s sub sup abbr mark bdi time font wbr".split())
IMAGES = frozenset({"img", "amp-img", "amp-anim"})
PLAYERS = frozenset({"video", "iframe", "embed", "object", "audio", "amp-video", "amp-iframe", "amp-youtube"})
COPY_LIKE = frozenset({"blockquote", "pre", "table", "ul", "ol"})
NOTED = frozenset({*HEADINGS, *PLAYERS, *COPY_LIKE, "time", "address", "a", "noscript"})


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


# What is open where the walk stands: role, owner, whether it is a link, whether a block.
_Place = tuple[Role, _Element, bool, bool]


def read_matter(top: _Element, *, alone: bool = False) -> Matter | None:
    """What stands in an element; None where that is more than a picture and its caption.

    Args:
        top: The element.
        alone: Whether one image is asked for, with a caption that is neither headed nor signed: no need to read on
            where there is more.
    """
    found = Matter()
    role = role_of(top)
    place: _Place = (role if role and role is not Role.CONTROL else Role.PLAIN, top, False, top.tag in BLOCK_LEVEL)
    texts: list[tuple[str, _Place]] = [(top.text, place)] if top.text else []
    stack = [place]
    node, nodes, letters = (top[0] if len(top) else None), 0, 0
    while node is not None:
        nodes += 1
        _note(found, node)
        if nodes > MOST_NODES or letters > MOST_LETTERS or (alone and _is_more(found)):
            return None
        # An image, a source, a line break: nothing is in it.
        entered = _enter(node, stack[-1]) if node.text or len(node) else None
        if entered is not None:
            if node.text:
                letters += len(node.text)
                texts.append((node.text, entered))
            if len(node):
                stack.append(entered)
                node = node[0]
                continue
        while True:
            tail = node.tail
            if node.tag in BLOCK_LEVEL or node.tag == "br":
                tail = f"\n{tail or ''}"
            if tail:
                letters += len(tail)
                texts.append((tail, stack[-1]))
            following = node.getnext()
            if following is not None:
                node = following
                break
            node = cast("_Element", node.getparent())
            stack.pop()
            if node is top:
                found.pieces = _pieces(texts)
                return found if letters <= MOST_LETTERS else None
    found.pieces = _pieces(texts)
    return found


def _is_more(found: Matter) -> bool:
    return found.headed or found.signed or found.copied or len(found.images) > 1


def _enter(node: _Element, around: _Place) -> _Place | None:
    """What opens with an element; None where nothing in it is seen."""
    tag = cast("str", node.tag)
    role, owner, linked, is_block = around
    if tag == "source" and len(node):  # left open by the page, it holds what follows
        return around
    if tag in INVISIBLE or is_hidden(node) or is_unheard(node):
        return None
    if tag in EMPHASIS and (node.get("class") is None or role_of(node) is None):
        return (role, owner, linked or tag == "a", is_block)
    own = Role.CONTROL if tag in CONTROLS else role_of(node)
    if own is Role.CONTROL and tag not in CONTROLS and _holds_more(node):
        own = None
    if own is None or role is Role.CONTROL:
        own = role
    return (own, node, linked, tag in BLOCK_LEVEL)


def _holds_more(named: _Element) -> bool:
    """Whether an element named a button holds more than one: a picture ("zoom-button"), or a caption."""
    length = 0
    for one in islice(named.iter(), MOST_OF_A_BUTTON):
        length += len((one.text or "").strip()) + (len((one.tail or "").strip()) if one is not named else 0)
        if length > LONGEST_BUTTON or one.tag in IMAGES:
            return True
    return False


def _note(found: Matter, element: _Element) -> None:
    tag = element.tag
    if tag in IMAGES:
        if not is_ornament(element) and not is_overlay(element):
            found.images.append(element)
    elif tag in NOTED:
        if tag in HEADINGS:
            found.headed = True
        elif tag in ("time", "address") or (tag == "a" and element.get("rel") == "author"):
            found.signed = True
        elif tag in PLAYERS:
            found.plays = True
        elif tag in COPY_LIKE:
            found.copied = True
        elif tag == "noscript":
            found.fallbacks += [image for image in element.iter("img") if not is_ornament(image)][:1]


def _pieces(texts: list[tuple[str, _Place]]) -> list[Piece]:
    """Texts joined where one element and one role hold them."""
    pieces: list[Piece] = []
    run: list[str] = []
    linked = True
    at: _Place | None = None
    for text, place in texts:
        if at is not None and (place[1] is not at[1] or place[0] is not at[0]):
            _close(pieces, run, at, linked)
            run, linked = [], True
        run.append(text)
        linked = linked and (place[2] or text.isspace())
        at = place
    if at is not None:
        _close(pieces, run, at, linked)
    return pieces


def _close(pieces: list[Piece], run: list[str], at: _Place, linked: bool) -> None:
    words = tidy("".join(run))
    if words:
        pieces.append(Piece(words, at[0], at[1], linked, at[3]))
