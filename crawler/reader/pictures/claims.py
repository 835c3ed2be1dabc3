"""Which elements of a page are pictures: figures, containers of one image and its caption, and images alone."""

import re
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import cast
from urllib.parse import urljoin

from lxml.etree import _Element

from crawler.layouts.fields import Evidence
from crawler.reader.hints import ADVERT, BIO, COPY, RELATED, STANDFIRST, hints
from crawler.reader.pictures.breadth import breadth
from crawler.reader.pictures.buttons import is_button
from crawler.reader.pictures.decoration import is_decoration, is_named_decoration, is_portrait
from crawler.reader.pictures.found import Found
from crawler.reader.pictures.matter import Matter, Piece, read_matter
from crawler.reader.pictures.parting import is_telling, part, tidy_alternatives
from crawler.reader.pictures.roles import Role
from crawler.reader.pictures.target import leads_to_a_page
from pipelines.items import Credit, Picture
from pipelines.text.caption.credit_line import is_labelled
from pipelines.text.pictures import is_ornament
from pipelines.text.tree import around

# Levels above an image at which the container that also holds its caption is looked for; pages seen need four.
HIGHEST = 6
STOPS = frozenset({"body", "html", "article", "main", "td"})
LONGEST = 900  # characters; an agency's caption has up to 900
LONGEST_BARE = 400  # of a caption that nothing but its container tells
LONGEST_PLAIN = 400  # of text in a figure outside its caption: more is copy set in a figure
MOST_TEXTS = 100  # in an element; one of more is no picture's
LONGEST_REST = 200  # characters beside a caption that the alternative text proves: a credit, and no copy
MOST_PIECES = 3  # of a caption and credit that nothing but their container, or a label, tells
LEAST_WORDS = 4  # of a caption that nothing but its container tells; fewer are a label

ALBUMS = ("Photos:", "Pictures:", "Fotos:", "Bilder:", "Video:", "Videos:", "Gallery:")  # before a link's text

ITALICS = frozenset({"em", "i", "small"})
AROUND_ITALICS = ITALICS | {"img", "picture", "a", "br", "noscript", "amp-img"}
MOST_CHILDREN = 8
# A container so named holds more than a picture: "teaser-image", "image-with-text".
NO_PICTURE = RELATED | BIO | ADVERT | STANDFIRST | COPY
# A box that floats in the copy, as wide as its picture.
_FLOATS = re.compile(r"float\s*:\s*(?:left|right)|^(?:left|right)$", re.I)
_PICTURE_NAMES = ("image", "img", "picture", "photo", "foto", "bild", "figure", "thumb", "illustration")


def picture_claims(evidence: Evidence) -> Mapping[_Element, tuple[Picture, ...]]:
    """Elements that are pictures of the page, whole, with what they show and say.

    Args:
        evidence: The page.

    Returns:
        By element the pictures in it (``Found``): the smallest element that holds a picture and its caption and no
        copy. Which of them are the story's is not asked yet.
    """
    declared = evidence.declared
    base = next(filter(None, (element.get("href") for element in declared["base"])), None)
    claims = _Claims(_joined(evidence.page.url, base))
    claims.add_figures(declared["figure"])
    claims.add_images(declared["img"])
    return claims.found


def _joined(url: str | None, base: str | None) -> str | None:
    """What the page's addresses are relative to: its ``base``, else its own address."""
    if base is None:
        return url
    try:
        return urljoin(url or "", base) or url
    except ValueError:  # "http://[", as broken pages print it
        return url


class _Claims:
    """The claims of one page as they grow; every element is read once, however many images ask for it."""

    def __init__(self, base: str | None):
        self.base = base
        self.found: dict[_Element, tuple[Picture, ...]] = {}
        self.taken: set[_Element] = set()
        self._lengths: dict[_Element, int] = {}
        self._read: dict[_Element, Matter | None] = {}

    def add_figures(self, figures: list[_Element]) -> None:
        """Figures that hold no other figure and no copy."""
        outer = around(figures)
        for figure in figures:
            matter = None if figure in outer else read_matter(figure)
            if matter is not None and _is_picture(matter):
                self._claim(figure, matter)

    def add_images(self, images: Iterable[_Element]) -> None:
        """Images that stand in no claimed figure, with their container where that holds a caption too."""
        for image in images:
            if image in self.taken or is_ornament(image):
                continue
            if is_named_decoration(image):
                self.found[image] = (Found(element=image, image=image, base=self.base, is_decoration=True),)
                continue
            start = _outermost(image)
            if start is None:
                continue
            holder, is_teaser = self._holder(start)
            if holder is not None and not is_portrait(image):
                self._claim(holder, cast("Matter", self._read[holder]))
            else:
                self.found[start] = (Found(element=start, image=image, base=self.base, is_teaser=is_teaser),)

    def _claim(self, element: _Element, matter: Matter) -> None:
        self.taken.update(matter.images)
        self.taken.update(matter.fallbacks)
        self.found[element] = tuple(found_in(element, matter, self.base))

    def _matter(self, element: _Element) -> Matter | None:
        if element not in self._read:
            self._read[element] = read_matter(element, alone=True)
        return self._read[element]

    def _holder(self, start: _Element) -> tuple[_Element | None, bool]:
        """The largest near container of the image that holds a caption and nothing else; whether it is a teaser's."""
        holder, node = None, start
        for _ in range(HIGHEST):
            parent = node.getparent()
            if parent is None or parent.tag in STOPS:
                break
            if parent.tag == "a" and leads_to_a_page(parent.get("href"), self.base):
                return holder, True
            length = self._length(parent)
            if length > LONGEST + LONGEST_PLAIN:
                break
            if length:
                matter = self._matter(parent)
                if matter is None or len(matter.pictures) != 1:
                    break
                if matter.pieces:
                    if parent.tag == "a" and all(is_button(piece.text) for piece in matter.pieces):
                        node = parent  # "Enlarge"
                        continue
                    if not _is_captioned(parent, matter):
                        break
                    holder = parent
                    if parent.tag == "a":
                        break
            node = parent
        return holder, False

    def _length(self, element: _Element) -> int:
        """Characters of text in an element, as far as a caption reaches: a quick look before it is read."""
        length = self._lengths.get(element)
        if length is None:
            length = sum(map(len, map(str.strip, islice(element.itertext(), MOST_TEXTS))))
            self._lengths[element] = length
        return length


def found_in(element: _Element, matter: Matter, base: str | None) -> Iterable[Found]:
    """The pictures of an element; its text goes with the first."""
    images = _shown(matter.pictures)
    alternatives = [image.get(name) for image in images for name in ("alt", "title", "data-caption")]
    parts = part(matter.pieces, tidy_alternatives(*alternatives))
    yield Found(
        caption=parts.caption,
        credit=Credit(printed=parts.credit) if parts.credit else None,
        printed=matter.printed,
        element=element,
        image=images[0] if images else None,
        base=base,
    )
    for image in images[1:]:
        yield Found(element=element, image=image, base=base)


def _shown(images: list[_Element]) -> list[_Element]:
    """Without the watermark or the magnifying glass laid over a picture."""
    if len(images) < 2:
        return images
    return [image for image in images if not is_decoration(image, image.get("src") or "")] or images


def _outermost(image: _Element) -> _Element | None:
    """The image with the ``picture`` around it; None for a stand-in for readers without scripts beside another."""
    node = image
    while True:
        parent = node.getparent()
        if parent is None or parent.tag not in ("picture", "source", "noscript"):
            return node
        if parent.tag == "noscript" and _stands_beside_image(parent):
            return None
        node = parent


def _stands_beside_image(fallback: _Element) -> bool:
    near = (fallback.getprevious(), fallback.getnext())
    return any(one is not None and next(one.iter("img", "amp-img", "picture"), None) is not None for one in near)


def _is_picture(matter: Matter) -> bool:
    """Whether a figure is a picture, or a video, with its caption, and no copy set as a figure."""
    if matter.headed or matter.signed or (matter.copied and not matter.pictures):
        return False
    if _is_portrait(matter) or _is_gallery(matter):
        return False
    plain = sum(len(piece.text) for piece in matter.pieces if piece.role is Role.PLAIN)
    if plain > LONGEST_PLAIN:
        return False
    return bool(matter.pictures) or any(piece.role is Role.CAPTION for piece in matter.pieces)


def _is_gallery(matter: Matter) -> bool:
    """Whether a figure holds several pictures, each with a caption of its own."""
    owners = {piece.owner for piece in matter.pieces if piece.role is Role.CAPTION and piece.is_block}
    return len(matter.images) > 1 and len(owners) >= len(matter.images)


def _is_portrait(matter: Matter) -> bool:
    """Whether it is an author's portrait: whom the image shows is whom the text names as its maker."""
    alternatives = [image.get("alt") for image in matter.pictures]
    if len(alternatives) == 1 and is_portrait(matter.pictures[0]):
        return True
    return any(piece.role is Role.MAKER and piece.text in alternatives for piece in matter.pieces)


def _is_captioned(element: _Element, matter: Matter) -> bool:
    """Whether the text beside an image in its container is its caption, or credit, and nothing else."""
    pieces = [piece for piece in matter.pieces if piece.role is not Role.CONTROL]
    length = sum(breadth(piece.text) for piece in pieces)
    if _is_portrait(matter):
        return False
    if not pieces or length > LONGEST:
        return False
    if element.tag == "a":
        return all(
            piece.role is Role.CREDIT or (is_labelled(piece.text) and not piece.text.startswith(ALBUMS))
            for piece in pieces
        )
    if sum(breadth(piece.text) for piece in pieces if piece.linked) * 2 > length:
        return False
    if any(piece.role in (Role.CAPTION, Role.CREDIT) for piece in pieces):
        return all(piece.role is not Role.PLAIN or len(piece.text) < LONGEST_BARE for piece in pieces)
    return (
        (is_telling(matter.printed) and _is_emphasised(element))
        or (len(pieces) <= MOST_PIECES and _repeats_alternative(matter, pieces))
        or (len(pieces) <= MOST_PIECES and any(is_labelled(piece.text) for piece in pieces))
        or _is_named(element, pieces, length)
    )


def _is_emphasised(element: _Element) -> bool:
    """Whether all the text beside the image stands in italics or small type, as blogs set captions."""
    if (element.text or "").strip():
        return False
    emphasised = False
    for child in islice(element, MOST_CHILDREN):
        if (child.tail or "").strip() or child.tag not in AROUND_ITALICS:
            return False
        emphasised = emphasised or child.tag in ITALICS
    return emphasised


def _repeats_alternative(matter: Matter, pieces: list[Piece]) -> bool:
    image = matter.pictures[0]
    alternatives = tidy_alternatives(image.get("alt"), image.get("title"))
    for one in alternatives:
        rest = [piece.text for piece in pieces if not piece.text.startswith(one)]
        if is_telling(one) and len(rest) < len(pieces):
            return sum(map(breadth, rest)) <= LONGEST_REST
    return False


def _is_named(element: _Element, pieces: list[Piece], length: int) -> bool:
    """Whether the container's name says that it holds a picture; a table and a ``dl`` of one image need none."""
    name = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    named = element.tag in ("table", "tbody", "dl") or any(word in name for word in _PICTURE_NAMES)
    if not named and _FLOATS.search(element.get("style") or element.get("align") or "") is None:
        return False
    if (
        hints(name) & NO_PICTURE
        or len(pieces) > MOST_PIECES
        or length > LONGEST_BARE
        or any(piece.linked for piece in pieces)
    ):
        return False
    return sum(len(piece.text.split()) for piece in pieces) >= LEAST_WORDS
