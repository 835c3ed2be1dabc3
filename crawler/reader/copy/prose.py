"""What of a page reads as sentences, and which boxes hold most of it."""

import re
from collections.abc import Sequence

from crawler.reader import hints
from crawler.reader.copy import cues
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
# Running text that follows the headline this closely, in characters and lines, is the likeliest to be its story.
CLOSE = 1500
NEAR = 30
LONGEST_HEADING = 60
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


def ends_story(line: Line, cue: int) -> bool:
    """Whether a line is the heading of what comes after stories: related ones, comments."""
    named = line.box.own | line.own
    return len(line.text) < LONGEST_HEADING and (
        (line.level is not None and bool(cue & (cues.RELATED | cues.COMMENTS)))
        or bool(named & (hints.RELATED | hints.COMMENTS) and named & hints.HEADLINE)
    )


def beliefs(
    lines: Sequence[Line], extents: Sequence[int], prose: Sequence[bool], ended: Sequence[bool], head: int
) -> list[float]:
    """How much each line of running text says for its boxes being the story's, before anything else is known.

    Args:
        lines: The page's.
        extents: How much each says.
        prose: Whether each is running text.
        ended: Whether the heading of what comes after stories stands above it, and below the headline.
        head: Index of the line that shows the headline; 0 where none does.

    Returns:
        Extents, more of what follows the headline closely, less of what stands above it or after the story's end.
    """
    found, passed = [], 0
    for index, (line, extent, running, over) in enumerate(zip(lines, extents, prose, ended, strict=True)):
        if not running:
            found.append(0.0)
            continue
        weight = min(extent, 1500) * (1.0 - min(1.0, line.linked / len(line.text)))
        if index < head - 2:
            weight *= 0.3
        else:
            weight *= 2.0 if passed < CLOSE and index - head < NEAR else 1.0
            passed += extent
        found.append(weight * 0.4 if over else weight)
    return found


def trust(box: Box) -> float:
    """How far a box's names and tag let its own lines count as the story's: 1 for a box that says nothing."""
    share = 1.0
    if box.own & hints.COPY:
        share = 1.15
    elif box.own & DOUBTFUL:
        share = 0.5
    return share * 0.5 if box.tag in OUTER else share
