"""Links to other stories, which stand as bare headlines under "Read More" or "Related stories"."""

from collections.abc import Container, Sequence

from pipelines.items import Block
from pipelines.text.boilerplate.rulebook import Reach
from pipelines.text.levelling import level

# Headlines run to some 110 letters; the longest seen under a related-stories mark were near 150.
_LONGEST_LINK = 160
# Under this many words a line that stands by itself is as likely a subhead ("What happens next").
_FEWEST_WORDS = 4
# A subhead is seldom longer; links seldom shorter.
_MOST_SUBHEAD_WORDS = 6
# More links than this under one mark are a list of the copy's own.
_MOST_LINKS = 30
# Where words are not spaced (Japanese, Chinese, Thai) letters are counted instead.
_FEWEST_LETTERS = 10
_NO_HEADLINE_ENDS_SO = (".", ",", ":", ";", "。", "、", '."', ".'", ',"', '?"', '!"', ")", "」", "…")
_NO_HEADLINE_OPENS_SO = ("Q:", "A:", "Q.", "A.", "Q ", "#", "(", "©")


def links_after(blocks: Sequence[Block], mark: int, reach: Reach, furniture: Container[int] = ()) -> int:
    """How many blocks after a mark such as "Read More" are links that belong to it.

    Args:
        blocks: The page's blocks, in order.
        mark: Index of the block that the links stand under.
        reach: A number: that many at most. "run": the rest of the mark's own run of lines, or where it stands alone,
            the next run's. "links": until prose resumes; a last line that might be the next subhead
            stays. "rest": all.
        furniture: Indices of blocks that some rule speaks of: what follows a list of links there is not prose.

    Returns:
        The number of blocks, 0 where the next line is prose.
    """
    if reach == "rest":
        return len(blocks) - mark - 1
    if reach == "links":
        return _until_prose(blocks, mark, furniture)
    if isinstance(reach, int):
        return _at_most(blocks, mark, reach)
    in_run = _rest_of_run(blocks, mark)
    if in_run is not None:
        return in_run
    # A mark alone: the next line, and with it the rest of a run that is links from end to end.
    first = _at_most(blocks, mark, 1)
    return first + (_rest_of_run(blocks, mark + 1) or 0) if first else 0


def looks_like_link(block: Block, *, alone: bool = True) -> bool:
    """Whether a block reads as another story's headline.

    Args:
        block: Any block.
        alone: Whether the line stands by itself, so that its words must be enough to tell it from a subhead.
    """
    text = block.text
    if block.kind not in ("paragraph", "list_item") or len(text) > _LONGEST_LINK or not _reads_as_headline(text):
        return False
    if block.html is not None and "<a " not in block.html:
        return False
    return not alone or _says_enough(text)


def _reads_as_headline(text: str) -> bool:
    levelled = level(text)
    if levelled.startswith(_NO_HEADLINE_OPENS_SO):
        return False
    if levelled.endswith(_NO_HEADLINE_ENDS_SO) and not levelled.endswith(
        ("(video)", "(photos)", "U.S.", "U.K.", "...")
    ):
        return False
    quoted = levelled.startswith('"') and levelled.endswith('"')
    first = levelled.lstrip("\"'[¿¡-•·* ")[:1]
    return not quoted and bool(first) and not first.islower()


def _says_enough(text: str) -> bool:
    if text.isupper() and text.isascii():
        return False
    words = len(text.split())
    return words >= _FEWEST_WORDS or (
        not text.isascii() and words <= 2 and len(text) >= _FEWEST_LETTERS and _unspaced(text)
    )


def _unspaced(text: str) -> bool:
    return any("\u3040" <= letter <= "\u9fff" or "\u0e00" <= letter <= "\u0e7f" for letter in text)


def _same_run(blocks: Sequence[Block], one: int) -> bool:
    """Whether block ``one`` and the next stand on adjoining lines."""
    here, there = blocks[one].at, blocks[one + 1].at
    return here is not None and there is not None and there == here + 1


def _is_next_link(blocks: Sequence[Block], one: int) -> bool:
    return looks_like_link(blocks[one + 1], alone=not _same_run(blocks, one))


def _rest_of_run(blocks: Sequence[Block], mark: int) -> int | None:
    """Links in the mark's own run; None where the mark ends its run, or its run is a column of prose."""
    last = mark
    while last + 1 < len(blocks) and last <= mark + _MOST_LINKS and _same_run(blocks, last):
        last += 1
    rest = blocks[mark + 1 : last + 1]
    if not rest or not all(looks_like_link(block, alone=False) for block in rest):
        return None
    return len(rest)


def _at_most(blocks: Sequence[Block], mark: int, number: int) -> int:
    taken = 0
    for block in blocks[mark + 1 : mark + 1 + number]:
        if not looks_like_link(block):
            break
        taken += 1
    return taken


def _until_prose(blocks: Sequence[Block], mark: int, furniture: Container[int]) -> int:
    taken = 0
    while mark + taken + 1 < len(blocks) and taken < _MOST_LINKS and _is_next_link(blocks, mark + taken):
        taken += 1
    last = mark + taken
    prose_follows = last + 1 < len(blocks) and last + 1 not in furniture
    if taken > 1 and prose_follows and not _same_run(blocks, last - 1) and not _too_long_for_subhead(blocks[last].text):
        # The last lone line before prose is the next subhead as often as a link, so it stays.
        return taken - 1
    return taken


def _too_long_for_subhead(text: str) -> bool:
    return len(text.split()) > _MOST_SUBHEAD_WORDS or (_unspaced(text) and len(text) > 3 * _MOST_SUBHEAD_WORDS)
