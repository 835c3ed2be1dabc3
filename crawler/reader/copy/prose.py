"""What of a page reads as sentences, and which boxes hold most of it."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from crawler.reader import hints
from crawler.reader.copy import cues
from crawler.reader.lines import Box, Line

Ints = NDArray[np.intp]
Flags = NDArray[np.bool_]
Amounts = NDArray[np.float64]

# How copy ends a sentence, in any script, and the quotes and brackets that may follow: as many as four.
ENDS = frozenset(".!?…。！？｡؟۔।॥։።")
CLOSING = "\"'”’»«›)]」』】"
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
# Running text that follows the headline this closely, in characters and lines, is the likeliest to be its story.
CLOSE = 1500
NEAR = 30
LONGEST_HEADING = 60
# Of a page's prose, what the widest box of interest holds.
MOST = 0.8


def extents(texts: Sequence[str]) -> list[int]:
    """How much each line says, whatever its script: characters, those of scripts without spaces counted three times."""
    if DENSE.search(" ".join(texts)) is None:
        return list(map(len, texts))
    return [len(text) if text.isascii() else len(text) + 2 * len(DENSE.findall(text)) for text in texts]


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does."""
    last = text[-1]
    if last in ENDS:
        return True
    if last not in CLOSING:
        return False
    bare = text.rstrip(CLOSING)
    return len(text) - len(bare) <= 4 and bare[-1:] in ENDS


def running(extent: Ints, ends: Flags, linked: Ints, length: Ints) -> Flags:
    """Whether each line is running text and no link.

    Args:
        extent: As ``extents``.
        ends: Whether it ends as a sentence does.
        linked: Characters of it that are links.
        length: Characters.
    """
    sentence = ends & (linked * 2 < length)
    paragraph = (extent >= LEAST_PARAGRAPH) & (linked * 3 < length)
    return (extent >= LEAST_SENTENCE) & (sentence | paragraph)


def ends_story(line: Line, cue: int) -> bool:
    """Whether a line is the heading of what comes after stories: related ones, comments."""
    named = line.box.own | line.own
    return len(line.text) < LONGEST_HEADING and (
        (line.level is not None and bool(cue & (cues.RELATED | cues.COMMENTS)))
        or bool(named & (hints.RELATED | hints.COMMENTS) and named & hints.HEADLINE)
    )


def beliefs(extent: Ints, plain: Amounts, prose: Flags, ended: Flags, head: int) -> Amounts:
    """How much each line of running text says for its boxes being the story's, before anything else is known.

    Args:
        extent: As ``extents``.
        plain: The share of each line that is no link.
        prose: Whether it is running text.
        ended: Whether the heading of what comes after stories stands above it, and below the headline.
        head: Index of the line that shows the headline; 0 where none does.

    Returns:
        Extents, more of what follows the headline closely, less of what stands above it or after the story's end.
    """
    place = np.arange(len(extent)) - head
    below = np.where(prose & (place >= -2), extent, 0)
    passed = np.cumsum(below) - below
    near = np.where((passed < CLOSE) & (place < NEAR), 2.0, 1.0)
    weight = np.minimum(extent, 1500) * plain * np.where(place < -2, 0.3, near)
    return np.where(prose, np.where(ended, weight * 0.4, weight), 0.0)


def trust(box: Box) -> float:
    """How far a box's names and tag let its own lines count as the story's: 1 for a box that says nothing."""
    share = 1.0
    if box.own & hints.COPY:
        share = 1.15
    elif box.own & DOUBTFUL:
        share = 0.5
    return share * 0.5 if box.tag in OUTER else share
