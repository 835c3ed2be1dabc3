"""Figures and images of an HTML page into Pictures as printed: address, alternative text, caption with its credit."""

from collections.abc import Iterator
from urllib.parse import urljoin

from lxml.etree import _Element

from pipelines.items import Picture
from pipelines.text.inline import visible_text
from pipelines.text.whitespace import tidy_or_none

# Where lazy loaders put the address, most telling first; ``src`` is then a stand-in.
ADDRESS_ATTRIBUTES = ("data-src", "data-original", "data-lazy-src", "data-image", "src")

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
    pictures = [_picture(image, caption=None, base=base) for image in figure.iter("img") if not _is_ornament(image)]
    if not pictures:
        return (Picture(caption=caption),) if caption else ()
    first = pictures[0]
    return (Picture(url=first.url, alt=first.alt, caption=caption), *pictures[1:])


def read_image(image: _Element, *, base: str | None) -> tuple[Picture, ...]:
    """An image that stands in no figure: one Picture without caption, or none for trackers and icons."""
    return () if _is_ornament(image) else (_picture(image, caption=None, base=base),)


def _picture(image: _Element, *, caption: str | None, base: str | None) -> Picture:
    address = next((a for a in _addresses(image) if not a.startswith("data:")), None)
    return Picture(url=_absolute(address, base), alt=tidy_or_none(image.get("alt")), caption=caption)


def _addresses(image: _Element) -> Iterator[str]:
    for name in ADDRESS_ATTRIBUTES:
        value = (image.get(name) or "").strip()
        if value:
            yield value
    for name in ("srcset", "data-srcset"):
        first = (image.get(name) or "").strip().split(" ", 1)[0].rstrip(",")
        if first:
            yield first


def _absolute(address: str | None, base: str | None) -> str | None:
    if address is None:
        return None
    try:
        return urljoin(base, address) if base else address
    except ValueError:  # "http://[", as broken pages print it
        return None


def _is_ornament(image: _Element) -> bool:
    sides = (image.get("width"), image.get("height"))
    return any(side is not None and side.isascii() and side.isdigit() and int(side[:6]) < LEAST_SIDE for side in sides)
