"""What a page does with its credits: where several captions end in one in brackets, so does the next."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.items import Credit, Picture
from pipelines.text.caption.credit_line import bare_credit

BRACKET = re.compile(r"\s*[(（]([^()（）]{2,60})[)）]\.?$")
ENOUGH = 2  # captions of a page that agree
MOST_WORDS = 6


def agree_on_brackets(pictures: Sequence[Picture]) -> list[Picture]:
    """Read the bracket that ends a caption as its credit where at least two others of the page hold theirs so.

    Args:
        pictures: A page's pictures (``Found``), caption and credit parted.

    "(left)" and "(file photo)" begin small, and stay.
    """
    agreed = sum(_held_in_bracket(picture) for picture in pictures)
    return [_parted(picture) if agreed >= ENOUGH else picture for picture in pictures]


def _held_in_bracket(picture: Picture) -> bool:
    if not (picture.credit and picture.caption):
        return False
    found = BRACKET.search(getattr(picture, "printed", ""))
    return found is not None and bare_credit(found[1]) == picture.credit.printed


def _parted(picture: Picture) -> Picture:
    found = BRACKET.search(picture.caption or "") if picture.credit is None else None
    if found is None or found.start() == 0 or len(found[1].split()) > MOST_WORDS or not found[1][0].isupper():
        return picture
    credit = bare_credit(found[1])
    if credit is None:
        return picture
    return replace(picture, caption=(picture.caption or "")[: found.start()], credit=Credit(printed=credit))
