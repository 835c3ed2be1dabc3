"""Captions that a page keeps folded away until a button is pressed, or until their slide of a gallery is shown."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from lxml.etree import _Element

from crawler.reader.pictures.found import Found
from crawler.reader.pictures.matter import read_matter
from crawler.reader.pictures.parting import is_telling, part, tidy_alternatives
from pipelines.items import Credit
from pipelines.text.tags import is_hidden
from pipelines.text.whitespace import tidy

LEVELS = 6  # containers from an image to what hides its caption
MOST_BESIDE = 6  # elements behind each
LONGEST = 900  # characters
MOST_TEXTS = 60


def with_folded_caption(picture: Found) -> Found:
    """The picture with the hidden text beside it that repeats its alternative text, which proves it the caption.

    What no reader sees until she presses a button is not among what was printed: ``printed`` stays as it was.

    Args:
        picture: One of the story's; with a caption, or without an alternative text that tells, it comes back as it is.
    """
    image = picture.image
    alternatives = tidy_alternatives(image.get("alt"), image.get("title")) if image is not None else ()
    if image is None or picture.caption or picture.credit or not any(map(is_telling, alternatives)):
        return picture
    for hidden in _hidden_beside(image):
        text = _text(hidden)
        if not any(is_telling(one) and text.startswith(one) for one in alternatives):
            continue
        matter = read_matter(hidden)
        if matter is None or not matter.pieces:
            continue
        parts = part(matter.pieces, alternatives)
        credit = Credit(printed=parts.credit) if parts.credit else None
        return replace(picture, caption=parts.caption, credit=credit)
    return picture


def _hidden_beside(image: _Element) -> Iterator[_Element]:
    """The hidden elements that follow an image, or one of the containers around it."""
    node: _Element | None = image
    for _ in range(LEVELS):
        if node is None or node.tag in ("article", "main", "body"):
            return
        yield from (one for one in islice(node.itersiblings(), MOST_BESIDE) if one.get("style") and is_hidden(one))
        node = node.getparent()


def _text(element: _Element) -> str:
    """An element's text; "" where it is more than a caption."""
    pieces = list(islice(element.itertext(), MOST_TEXTS + 1))
    text = tidy(" ".join(pieces)) if len(pieces) <= MOST_TEXTS else ""
    return text if len(text) <= LONGEST else ""
