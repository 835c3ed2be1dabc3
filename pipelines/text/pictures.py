"""Figures and images of an HTML page into Pictures as printed: address, alternative text, caption with its credit."""

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urljoin

from lxml.etree import _Element

from pipelines.items import Picture
from pipelines.text.inline import visible_text
from pipelines.text.whitespace import tidy_or_none

# Where lazy loaders put the address, most telling first; ``src`` is then a stand-in. Source: the loaders' own manuals
# (lazysizes, lozad, WordPress' Jetpack and a3, Yahoo's, Kommersant's) and pages seen.
ADDRESS_ATTRIBUTES = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazyload",
    "data-lazyimage-src",
    "data-original-src",
    "data-orig-file",
    "data-large-file",
    "data-full-src",
    "data-hi-res-src",
    "data-image",
    "src",
)
SETS = ("srcset", "data-srcset", "data-lazy-srcset", "data-lazyimage-srcset")

# What other loaders' attributes hold: an address that ends as an image's does ("data-src-large", Discuz' "file").
_IMAGE_ADDRESS = re.compile(r"[^\s\"'<>{},]+\.(?:jpe?g|png|webp|avif|gif)(?:[?#!@/][^\s\"'<>{}]*)?", re.IGNORECASE)
_NO_ADDRESSES = frozenset({"alt", "title", "class", "id", "style", "longdesc", "src", "srcset", "data-srcset"})
_LARGE = ("full", "large", "big", "orig", "high", "desktop", "max", "zoom")
_SMALL = ("mini", "small", "thumb", "low", "mobile", "placeholder", "preview", "fallback")
MOST_BESIDE = 12  # elements beside an image whose address they hold for it

# Stand-ins by the names that sites give them.
STAND_INS = (
    "blank.gif",
    "spacer.",
    "1x1.",
    "transparent.",
    "placeholder",
    "pixel.gif",
    "grey.gif",
    "lazyload.",
    "lazy.",
)

# A picture narrower or lower than this, in CSS pixels, is a tracker, a spacer or an icon.
LEAST_SIDE = 50


def read_figure(figure: _Element, *, base: str | None) -> tuple[Picture, ...]:
    """A figure's pictures; its visible text is the caption of the first.

    Args:
        figure: A ``figure`` element (or whatever a layout says is one).
        base: The page's address; None leaves picture addresses as they are.

    Returns:
        One Picture an image, ``caption`` the whole text as printed, credit still inside it. A figure with text but
        no image (a video, an embed) gives one Picture without ``url``. Without either, none.
    """
    caption = visible_text(figure) or None
    pictures = [_picture(image, caption=None, base=base) for image in figure.iter("img") if not is_ornament(image)]
    if not pictures:
        return (Picture(caption=caption),) if caption else ()
    first = pictures[0]
    return (Picture(url=first.url, alt=first.alt, caption=caption), *pictures[1:])


def read_image(image: _Element, *, base: str | None) -> tuple[Picture, ...]:
    """An image that stands in no figure: one Picture without caption, or none for trackers and icons."""
    return () if is_ornament(image) else (_picture(image, caption=None, base=base),)


def is_ornament(image: _Element) -> bool:
    """Whether an image says by its sides that it is a tracker, a spacer or an icon."""
    sides = (image.get("width"), image.get("height"))
    return any(side is not None and side.isascii() and side.isdigit() and int(side[:6]) < LEAST_SIDE for side in sides)


def _picture(image: _Element, *, caption: str | None, base: str | None) -> Picture:
    address = _best(_addresses(image))
    return Picture(url=_absolute(address, base), alt=tidy_or_none(image.get("alt")), caption=caption)


def _best(addresses: Iterator[str]) -> str | None:
    """The first address that is no stand-in; else the first at all."""
    stand_in = None
    for address in addresses:
        if address.startswith(("data:", "{", "[", "javascript:", "blob:", "about:")):
            continue
        if not any(name in address.lower() for name in STAND_INS):
            return address
        stand_in = stand_in or address
    return stand_in


def _addresses(image: _Element) -> Iterator[str]:
    for name in SETS:
        yield from _largest(image.get(name))
    for name in ADDRESS_ATTRIBUTES:
        value = (image.get(name) or "").strip()
        if value:
            yield value
    parent = image.getparent()
    if parent is not None and parent.tag in ("picture", "source"):
        yield from _of_sources(parent)
    yield from _unnamed_addresses(image)
    if parent is not None:
        yield from _addresses_beside(image, parent)


def _unnamed_addresses(image: _Element) -> list[str]:
    """Addresses in attributes that no list of loaders knows, the largest picture's first as their names tell it."""
    found = [
        (_rank(str(name)), str(value))
        for name, value in image.attrib.items()
        if name not in _NO_ADDRESSES and len(value) < 2000 and _IMAGE_ADDRESS.fullmatch(value)
    ]
    return [address for _, address in sorted(found, key=lambda one: one[0])]


def _rank(name: str) -> int:
    return 0 if any(word in name for word in _LARGE) else 2 if any(word in name for word in _SMALL) else 1


def _addresses_beside(image: _Element, parent: _Element) -> Iterator[str]:
    """What stands beside an image without an address: the same for readers without scripts, or what a script reads."""
    for beside in islice(parent, MOST_BESIDE):
        if beside.tag == "noscript":
            for copy in islice(beside.iter("img"), 1):
                if copy is not image:
                    yield from filter(None, (*_largest(copy.get("srcset")), copy.get("src")))
        elif beside.tag == "span" and not len(beside):
            yield from filter(None, (*_largest(beside.get("data-srcset")), beside.get("data-src")))


def _of_sources(picture: _Element) -> Iterator[str]:
    """Addresses of the ``source`` elements around an image, which nest as the parser leaves them open."""
    node: _Element | None = picture
    while node is not None and node.tag in ("picture", "source"):
        sources = [node] if node.tag == "source" else list(node.iterchildren("source"))[:20]
        for source in sources:
            for name in SETS:
                yield from _largest(source.get(name))
        node = node.getparent()


def _largest(sizes: str | None) -> Iterator[str]:
    """The widest, or densest, address of a ``srcset``; of one without sizes the first.

    Source: HTML Living Standard, 4.8.4.3.10 (parsing a srcset attribute): addresses may hold commas, not at their end.
    """
    best, widest, address = None, -1.0, None
    for word in (sizes or "").split():
        if address is None:
            address = word.rstrip(",")
            if word[-1] == "," and widest < 0:
                best, widest, address = address, 0.0, None
            elif word[-1] == ",":
                address = None
            continue
        size = _size(word.rstrip(","))
        if size > widest:
            best, widest = address, size
        if word[-1] == "," or size >= 0:
            address = None
    if best is None:
        best = address
    if best:
        yield best


def _size(word: str) -> float:
    number = word[:-1]
    if word[-1:] in ("w", "x") and number.replace(".", "", 1).isdigit() and number.isascii():
        return float(number[:12])
    return -1.0


def _absolute(address: str | None, base: str | None) -> str | None:
    if address is None or address.startswith(("https://", "http://")):
        return address
    try:
        return urljoin(base, address) if base else address
    except ValueError:  # "http://[", as broken pages print it
        return None
