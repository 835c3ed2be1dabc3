"""A flat page, one line of text a block, into Blocks. HTML is read in ``document``."""

from pipelines.items import Block
from pipelines.text.whitespace import tidy

# A bullet goes, a number stays: RULES of clean copy, "a leading bullet (•, -, *) goes". A dash counts only with a
# space behind it, since "-5 °C" and "–Anon" begin with one too.
BULLETS = ("• ", "· ", "* ", "- ", "‣ ", "▪ ", "● ", "◦ ")


def read_flat(text: str) -> tuple[Block, ...]:
    r"""Read a flat page: every line that is not blank is one block, nothing joined, nothing split.

    Args:
        text: The capture. Only line feeds (and CR LF) end a line; U+2028 and form feed do not.

    Returns:
        Blocks whose ``at`` is the line's number, counted from 1 with the blank lines: lines of one run have
        consecutive numbers. ``html`` and ``level`` are None. Bullets are taken off and the block is a
        ``list_item``.

    >>> [(b.at, b.kind, b.text) for b in read_flat("One\n\n• Two\n")]
    [(1, 'paragraph', 'One'), (3, 'list_item', 'Two')]
    """
    blocks = []
    for number, line in enumerate(text.split("\n"), start=1):
        words = tidy(line)
        if words:
            blocks.append(_block(number, words))
    return tuple(blocks)


def _block(number: int, words: str) -> Block:
    if words.startswith(BULLETS) and len(words) > 2:
        return Block(kind="list_item", text=words[2:], at=number)
    return Block(kind="paragraph", text=words, at=number)


def is_flat(body: tuple[Block, ...]) -> bool:
    """Whether these blocks came from a flat page: none carries markup."""
    return all(block.html is None for block in body)
