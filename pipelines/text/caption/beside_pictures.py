"""Captions that an HTML page sets as a paragraph under a picture, and not in a figure."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from pipelines.items import Article, Block, Picture
from pipelines.text.caption import parse_caption

# Characters: a caption of an agency has up to 900, but beside a picture it is a paragraph of copy that runs long.
LONGEST = 600

# Places between a picture and what stands under it: the edge of a container or two.
NEAR = 3


def take_captions_beside(article: Article, publisher: str | None) -> Article:
    """Give each picture without a caption the paragraph under it, where that ends or begins in a credit.

    Args:
        article: HTML, its boilerplate struck. The picture takes the paragraph's place, its caption still as printed.
        publisher: Evidence for a credit.

    A paragraph without a credit stays copy, however short: under a picture the story goes on.
    """
    pictures, taken = [], set()
    pieces: list[Block | Picture] = [*article.body, *article.pictures]
    pieces.sort(key=_place)
    for picture in article.pictures:
        under = _under(picture, pieces) if picture.caption is None else None
        if under is None or id(under) in taken or parse_caption(under.text, publisher=publisher).credit is None:
            pictures.append(picture)
        else:
            taken.add(id(under))
            pictures.append(replace(picture, caption=under.text, at=under.at))
    if not taken:
        return article
    body = tuple(block for block in article.body if id(block) not in taken)
    return replace(article, pictures=tuple(pictures), body=body)


def _place(piece: Block | Picture) -> int:
    return piece.at or 0


def _under(picture: Picture, pieces: Sequence[Block | Picture]) -> Block | None:
    """The paragraph that follows a picture with no other block or picture between; None where there is none."""
    if picture.at is None:
        return None
    after = bisect_right(pieces, picture.at, key=_place)
    nearest = pieces[after] if after < len(pieces) else None
    if not isinstance(nearest, Block) or nearest.kind != "paragraph" or len(nearest.text) > LONGEST:
        return None
    return nearest if (nearest.at or 0) - picture.at <= NEAR else None
