"""What of a page reads as sentences, and which boxes hold most of it."""

import re
from collections.abc import Sequence

from crawler.reader import hints
from crawler.reader.lines import Box, Line

# How copy ends a sentence, in any script, with the quotes and brackets that may follow.
SENTENCE_END = re.compile(r"""[.!?…。！？｡؟۔।॥։።]["'”’»«›)\]」』】]{0,4}$""")
# Scripts that set no space between words: a letter of theirs says about as much as three of Latin.
DENSE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")

LEAST_SENTENCE = 40
LEAST_PARAGRAPH = 80

# What stands in such boxes is seldom the story; it counts for little until nothing else is there.
DOUBTFUL = (
    hints.COMMENTS | hints.RELATED | hints.CONSENT | hints.PROMPT | hints.CHROME | hints.SIDE | hints.ADVERT | hints.BIO
)
OUTER = frozenset({"footer", "aside", "nav", "header", "form"})

# What of a box's weight the box around it has: the tightest box that holds nearly all of the copy wins.
HANDED_ON = 0.66
# Of a page's prose, what the widest box of interest holds.
MOST = 0.8


def extents(lines: Sequence[Line]) -> list[int]:
    """How much each line says, whatever its script: characters, those of scripts without spaces counted three times."""
    texts = [line.text for line in lines]
    if DENSE.search(" ".join(texts)) is None:
        return list(map(len, texts))
    return [len(text) if text.isascii() else len(text) + 2 * len(DENSE.findall(text)) for text in texts]


def is_prose(line: Line, extent: int, ends: bool) -> bool:
    """Whether a line of this extent, that ends as a sentence does or not, is running text and no link."""
    if extent < LEAST_SENTENCE:
        return False
    return (ends and line.linked * 2 < len(line.text)) or (
        extent >= LEAST_PARAGRAPH and line.linked * 3 < len(line.text)
    )


def trust(box: Box) -> float:
    """How far a box's names and tag let its own lines count as the story's: 1 for a box that says nothing."""
    share = 1.0
    if box.own & hints.COPY:
        share = 1.15
    elif box.own & DOUBTFUL:
        share = 0.5
    return share * 0.5 if box.tag in OUTER else share
