"""What the pages of one story print more than once: copy at their beginnings and ends, and pictures. Pure."""

from collections.abc import Sequence

from pipelines.items import Article, Block, Picture
from pipelines.text.whitespace import tidy

# Letters; a shorter line may well stand twice in a story: "Ms. Lee:", "* * *". One that is printed again is copy only
# where it is not the page's head, which repeats at the same place.
LONG = 25


def repeated_blocks(pages: Sequence[Article]) -> list[frozenset[int]]:
    """The blocks that are printed again, by their index in ``body``, page by page.

    Of copy with which a page begins, the pages before have it already: a standfirst, a lead, the last paragraph for
    who turns the page. Of lines with which two pages in a row end, such as a biography, the last counts.
    """
    again: list[set[int]] = []
    first = pages[0]
    heads = {_folded(text) for text in (first.headline, first.standfirst, first.byline.printed) if text}
    known: set[str] = set()
    for number, page in enumerate(pages):
        before = pages[number - 1].body if number else ()
        again.append(set(range(_again_at_the_beginning(page.body, before, heads, known))) if number else set())
        known |= {text for block in page.body if len(text := _folded(block.text)) >= LONG}
    for number in range(len(pages) - 1):
        again[number] |= _again_at_the_end(pages[number].body, pages[number + 1].body, again[number + 1])
    return [frozenset(some) for some in again]


def _again_at_the_beginning(blocks: Sequence[Block], before: Sequence[Block], heads: set[str], known: set[str]) -> int:
    """How many blocks in a row were printed before."""
    for index, block in enumerate(blocks):
        text = _folded(block.text)
        at_the_same_place = index < len(before) and _folded(before[index].text) == text
        if not at_the_same_place and text not in heads and text not in known:
            return index
    return len(blocks)


def _again_at_the_end(blocks: Sequence[Block], after: Sequence[Block], gone: set[int]) -> set[int]:
    """The blocks with which the page ends, and the next one too; not of what that has given up itself."""
    found: set[int] = set()
    for back in range(1, min(len(blocks), len(after)) + 1):
        there = len(after) - back
        if there in gone or _folded(blocks[-back].text) != _folded(after[there].text):
            break
        found.add(len(blocks) - back)
    return found


def repeated_pictures(pages: Sequence[Article]) -> frozenset[tuple[int, int]]:
    """The pictures that stand there again, by the number of the page and their index there.

    The same address is the same picture, unless each has a caption of its own. The one with more text stays, else
    the first.
    """
    kept: dict[str, tuple[int, int]] = {}
    lost: set[tuple[int, int]] = set()
    for number, page in enumerate(pages):
        for index, picture in enumerate(page.pictures):
            place = (number, index)
            key = picture.url or f"caption {_folded(picture.caption or '')}"
            former = kept.get(key)
            if former is None or former[0] == number:  # what a page prints twice, its reader has told apart
                kept[key] = place
                continue
            there = pages[former[0]].pictures[former[1]]
            if not _says(there) and _says(picture):
                lost.add(former)
                kept[key] = place
            elif not _says(picture) or _says(picture) == _says(there):
                lost.add(place)
            else:
                kept[key] = place
    return frozenset(lost)


def _says(picture: Picture) -> str:
    printed = picture.credit.printed if picture.credit else None
    return _folded(f"{picture.caption or ''} {printed or ''}")


def _folded(text: str) -> str:
    return tidy(text).casefold()
