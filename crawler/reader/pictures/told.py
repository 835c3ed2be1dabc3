"""What the page's JSON-LD says of pictures that it shows: evidence for a credit, or a caption, that it doesn't print.

What is printed leads. The data's captions are alternative texts as often as captions, so that only one that ends in a
credit, as no alternative text does, is believed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from crawler.layouts.fields import Evidence
from crawler.layouts.linked_data import text_of
from crawler.layouts.which_story import kinds
from crawler.reader.pictures.sizes import without_size
from pipelines.items import Credit, Edit, Picture
from pipelines.text.caption import parse_caption
from pipelines.text.caption.credit_line import bare_credit
from pipelines.text.whitespace import tidy_or_none

MOST_IMAGES = 100
LEAST_NAME = 8  # letters of a file's name that are enough to know it by: "image.jpg" is many pictures
LONGEST = 900
MOST_CREDIT = 160
# In the order of what they say of who made the picture.
CREDITS = ("creditText", "creator", "author", "copyrightHolder")
CAPTIONS = ("caption", "description")


def with_told(
    pictures: Sequence[Picture], evidence: Evidence, publisher: str | None
) -> tuple[tuple[Picture, ...], tuple[Edit, ...]]:
    """The story's pictures with the credits, and captions with a credit, that the page's data give them.

    Args:
        pictures: The story's, with what is printed.
        evidence: The page.
        publisher: Whose page it is: its name in the data as the maker of every picture says nothing.

    Returns:
        The pictures, and an edit for each that says more now.
    """
    if all(picture.credit for picture in pictures):
        return tuple(pictures), ()
    things = {name: thing for thing in _images(evidence) if (name := _name(text_of(thing.get("url"))))}
    things |= {name: thing for thing in _images(evidence) if (name := _name(text_of(thing.get("contentUrl"))))}
    told: list[Picture] = []
    edits: list[Edit] = []
    for index, picture in enumerate(pictures):
        thing = things.get(_name(picture.url) or "") if picture.credit is None and picture.url else None
        better = _with_data(picture, thing, publisher) if thing else picture
        told.append(better)
        edits += _edits(picture, better, index)
    return tuple(told), tuple(edits)


def _images(evidence: Evidence) -> Iterator[dict[str, Any]]:
    """The images of the page's story, and those that stand by themselves."""
    linked = evidence.linked
    found = [*linked.values("image"), *linked.of_kind("ImageObject")][:MOST_IMAGES]
    return (thing for thing in found if isinstance(thing, dict) and "ImageObject" in kinds(thing))


def _name(address: str | None) -> str | None:
    """The last part of an address without the picture's size; None where it is no name of one picture."""
    name = without_size(address).partition("?")[0].rstrip("/").rpartition("/")[2] if address else ""
    return name.lower() if len(name.rpartition(".")[0] or name) >= LEAST_NAME else None


def _with_data(picture: Picture, thing: dict[str, Any], publisher: str | None) -> Picture:
    if picture.caption is None:
        for key in CAPTIONS:
            read = parse_caption((tidy_or_none(text_of(thing.get(key))) or "")[:LONGEST])
            if read.caption and read.credit and read.credit.printed:
                credit = Credit(printed=bare_credit(read.credit.printed))
                return replace(picture, caption=read.caption, credit=credit)
    house = (publisher or "").casefold()
    for key in CREDITS:
        named = bare_credit(tidy_or_none(text_of(thing.get(key))) or "")
        if named and len(named) <= MOST_CREDIT and "://" not in named and named.casefold() != house:
            return replace(picture, credit=Credit(printed=named))
    return picture


def _edits(printed: Picture, told: Picture, index: int) -> Iterator[Edit]:
    """A caption's stands at the picture's place, where nothing was printed; a credit's stands nowhere on the page."""
    if told.caption != printed.caption:
        yield _edit(f"pictures[{index}].caption", told.caption, printed.at)
    if told.credit and not printed.credit:
        yield _edit(f"pictures[{index}].credit", told.credit.printed, None)


def _edit(field: str, after: str | None, at: int | None) -> Edit:
    return Edit(stage="reader", rule="reader/told-of-the-picture", action="changed", field=field, after=after, at=at)
