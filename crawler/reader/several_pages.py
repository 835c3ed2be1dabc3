"""A story that its site prints on several pages: each page as it was read -> one Article as printed. Pure.

Nothing of a page is dropped: what a later page prints again is an edit, and the places of its matter (``at``) go on
where those of the page before end.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final, Protocol, TypeVar

from crawler.discovery.addresses import plain_address
from crawler.layouts.fields import Evidence
from crawler.page import Page
from crawler.reader.outside import set_aside
from crawler.reader.read import article_of, choose_fields, lines_of
from crawler.reader.repeated import repeated_blocks, repeated_pictures
from pipelines.errors import UnreadablePage
from pipelines.items import Access, Article, Block, Byline, Edit, FurtherPage, Picture

GOES_ON: Final = "site-config/goes-on"
AGAIN: Final = "site-config/page-again"
WITHOUT_COPY: Final = "site-config/page-without-copy"
PICTURE_AGAIN: Final = "reader/picture-again"

APART = 2  # between the last place of a page and the first of the next, so that no run of lines goes over both
FIELDS = ("headline", "standfirst", "section", "publisher", "language", "published", "updated", "byline")
WALLS: tuple[Access, ...] = ("open", "prompted", "truncated")
_OF_A_PICTURE = re.compile(r"pictures\[(\d+)\](.*)")


class _Placed(Protocol):
    @property
    def at(self) -> int | None: ...


P = TypeVar("P", Block, Picture, Edit)


def join_pages(pages: Sequence[Article]) -> Article:
    """One article of a story's pages.

    Args:
        pages: Each as it was read, in the story's order; one page alone comes back as it is.

    Returns:
        The first page's article, with the copy and the pictures of all of them in their order. A field that the first
        page does not give is the next's that does; a wall on any page is the story's. A page that begins with copy of
        the pages before it, or ends as the next one does, gives that copy once: the rest are edits
        (``site-config/page-again``).
    """
    first = pages[0]
    if len(pages) == 1:
        return first
    placed = _placed(pages)
    given = {name: _giver(placed, name) for name in FIELDS}
    repeats = repeated_blocks(placed)
    kept = [
        [at for at in range(len(page.body)) if at not in again] for page, again in zip(placed, repeats, strict=True)
    ]
    lost = repeated_pictures(placed)
    pictures = list(_pictures(placed, kept, lost))
    edits: list[Edit] = []
    new = iter(range(len(pictures)))
    for number, page in enumerate(placed):
        numbers = {index: None if (number, index) in lost else next(new) for index in range(len(page.pictures))}
        edits += _without_links(_edits(page, number, given, numbers), pages, is_last=page is placed[-1])
        edits += (_again(page.body[index]) for index in sorted(repeats[number]))
    return replace(
        first,
        **{name: getattr(placed[number], name) for name, number in given.items()},
        access=max((page.access for page in pages), key=WALLS.index),
        body=tuple(page.body[index] for page, some in zip(placed, kept, strict=True) for index in some),
        pictures=tuple(pictures),
        edits=tuple(edits),
        source=replace(first.source, further=tuple(map(_further, pages[1:]))),
    )


def page_without_copy(page: Page, blank: Article) -> Article:
    """A story's later page on which no copy was found, as a slide show's with a picture alone: that, and all its text.

    Args:
        page: The page.
        blank: The article before anything of it is read.
    """
    note = Edit(stage="reader", rule=WITHOUT_COPY, action="merged", field="body", after=page.where)
    blank = replace(blank, edits=(note,))
    try:
        if not page.is_html:
            return blank
        evidence = Evidence(page)
        lines = lines_of(evidence)
    except UnreadablePage:
        return blank
    article = article_of(blank, evidence, lines, choose_fields(evidence, lines), frozenset())
    return replace(article, edits=(*article.edits, *set_aside(lines)))


def _placed(pages: Sequence[Article]) -> list[Article]:
    """The pages with places that rise over all of them."""
    placed, behind = [], 0
    for page in pages:
        placed.append(_moved(page, behind))
        pieces: tuple[_Placed, ...] = (*page.body, *page.pictures, *page.edits)
        behind += APART + max((piece.at for piece in pieces if piece.at is not None), default=-1)
    return placed


def _moved(page: Article, by: int) -> Article:
    def moved(pieces: tuple[P, ...]) -> tuple[P, ...]:
        return tuple(piece if piece.at is None else replace(piece, at=piece.at + by) for piece in pieces)

    return replace(page, body=moved(page.body), pictures=moved(page.pictures), edits=moved(page.edits)) if by else page


def _giver(pages: Sequence[Article], field: str) -> int:
    """The number of the page that a field is taken from."""
    nothing: tuple[Any, ...] = (None, Byline())
    return next((number for number, page in enumerate(pages) if getattr(page, field) not in nothing), 0)


def _pictures(
    pages: Sequence[Article], kept: Sequence[Sequence[int]], lost: frozenset[tuple[int, int]]
) -> Iterator[Picture]:
    before = 0  # blocks of the pages before
    for number, (page, blocks) in enumerate(zip(pages, kept, strict=True)):
        for index, picture in enumerate(page.pictures):
            if (number, index) not in lost:
                above = bisect_right(blocks, picture.after_block) if picture.after_block is not None else 0
                place = before + above - 1
                yield replace(picture, after_block=place if place >= 0 else None)
        before += len(blocks)


def _edits(page: Article, number: int, given: dict[str, int], numbers: dict[int, int | None]) -> Iterator[Edit]:
    """A page's edits, what they say of pictures by their new numbers."""
    told: set[int] = set()
    for edit in page.edits:
        if edit.at is None and edit.rule == f"reader/{edit.field}" and given.get(edit.field or "", 0) != number:
            continue  # what was weighed there for a field that is another page's
        about = _OF_A_PICTURE.fullmatch(edit.field or "")
        if about is None:
            yield edit
            continue
        now = numbers.get(int(about[1]))
        if now is not None:
            yield replace(edit, field=f"pictures[{now}]{about[2]}")
        elif edit.action == "changed":  # the caption as it was printed
            told.add(int(about[1]))
            yield replace(edit, rule=PICTURE_AGAIN, action="merged", field="pictures", after=None)
        else:
            yield replace(edit, field="pictures")
    for index in sorted(numbers.keys() - told):
        picture = page.pictures[index]
        if numbers[index] is None and picture.caption:
            yield Edit(
                stage="reader",
                rule=PICTURE_AGAIN,
                action="merged",
                field="pictures",
                before=picture.caption,
                at=picture.at,
            )


def _without_links(edits: Iterator[Edit], pages: Sequence[Article], *, is_last: bool) -> Iterator[Edit]:
    """Without what tells that the story goes on, where it does so on a page that is here."""
    here = {plain_address(page.url) for page in pages if page.url}
    for edit in edits:
        if edit.rule != GOES_ON or (is_last and plain_address(edit.after or "") not in here):
            yield edit


def _again(block: Block) -> Edit:
    return Edit(stage="reader", rule=AGAIN, action="merged", field="body", before=block.text, at=block.at)


def _further(page: Article) -> FurtherPage:
    source = page.source
    return FurtherPage(
        url=page.url,
        sha256=source.sha256,
        fetched_at=source.fetched_at,
        status=source.status,
        archive=source.archive,
    )
