"""The law of the house: every piece of a page has exactly one destination, and nothing is invented.

A piece's destination is the body, a picture, or an edit that removed, moved or merged it. An edit that changed a
piece is no destination of its own: it tells what the piece was before.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.items import Article, Block, Edit, Picture


@dataclass(frozen=True, slots=True)
class Destination:
    """Where one piece of the page went.

    Attributes:
        at: Its place on the page.
        printed: Its text as it was printed.
        went_to: The block or picture that holds it, or the edit that took it out.
        changes: The edits that rewrote it, in their order.
    """

    at: int
    printed: str
    went_to: Block | Picture | Edit
    changes: tuple[Edit, ...] = ()


def destinations(article: Article) -> tuple[Destination, ...]:
    """Every piece's destination, in page order.

    Joined, the ``printed`` texts are the visible page; each ``at`` occurs once. A picture without a printed line has
    ``printed`` "". Matter that stood nowhere on the visible page (``at`` None) is left out.
    """
    changed: dict[int, tuple[Edit, ...]] = {}
    for edit in article.edits:
        if edit.action == "changed" and edit.at is not None:
            changed[edit.at] = (*changed.get(edit.at, ()), edit)
    return tuple(sorted(_destinations(article, changed), key=lambda one: one.at))


def _destinations(article: Article, changed: dict[int, tuple[Edit, ...]]) -> Iterator[Destination]:
    kept: tuple[Block | Picture, ...] = (*article.body, *article.pictures)
    for piece in kept:
        if piece.at is not None:
            now = piece.text if isinstance(piece, Block) else piece.caption
            changes = changed.get(piece.at, ())
            printed = changes[0].before if changes else now
            yield Destination(piece.at, printed or "", piece, changes)
    for edit in article.edits:
        if edit.action != "changed" and edit.at is not None:
            yield Destination(edit.at, edit.before or "", edit)
