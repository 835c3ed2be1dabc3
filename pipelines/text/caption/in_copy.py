"""Captions that a flat page prints among its paragraphs: which lines are captions, which alternative text, which copy.

A flat page has no markup, so a caption shows by its credit, by the run of lines it stands in, and by its place.
In doubt a line is copy. What a caption says is the business of ``caption``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipelines.items import Block
from pipelines.text.caption import Caption, parse_caption
from pipelines.text.caption.by_credit import MOST_WORDS_PLAIN, QUOTES, has_mark, is_caption_by_credit
from pipelines.text.caption.repeats import are_alike, fold
from pipelines.text.caption.without_credit import captions_without_credit

LONGEST_CAPTION = 1200  # characters; the longest caption seen on a real page has about 900
# A line costs up to 50 µs here whatever it says, so that a megabyte of short lines would take ten seconds. A novel has
# some 5,000 paragraphs: a page of twice as many lines is no story, and "in doubt a line is copy".
MOST_LINES = 10_000
LONG_PARAGRAPH = 25  # words: the first paragraph that long ends the place where lead pictures stand
MOST_IN_RUN = 12  # lines: a longer run is a page without blank lines, and says nothing
ALIKE = 0.8  # share of common words that makes alternative text; captions of one series share about two thirds
DATELINE_REACH = 90  # characters: "STEPANAKERT, Nagorno-Karabakh, Nov. 13 (UPI) --" has about half


@dataclass(frozen=True, slots=True)
class CaptionBlock:
    """A block that is a caption."""

    index: int
    """Which of the blocks."""
    caption: Caption
    """Caption and credit, parted."""


@dataclass(frozen=True, slots=True)
class AlternativeText:
    """A block that is the alternative text of a picture whose caption follows or precedes it."""

    index: int
    """Which of the blocks."""
    caption_index: int
    """The block that is the picture's caption."""


@dataclass(frozen=True, slots=True)
class FoundCaptions:
    """What each block of a flat page is: every index stands in exactly one of the three."""

    captions: tuple[CaptionBlock, ...]
    """The captions, in page order."""
    alternatives: tuple[AlternativeText, ...]
    """Alternative texts printed on lines of their own."""
    copy: tuple[int, ...]
    """Everything else: the story's copy."""


def find_captions(lines: Sequence[Block], *, headline: str | None, publisher: str | None) -> FoundCaptions:
    """Find the captions among the blocks of a flat page's body.

    Args:
        lines: The body's blocks in page order; consecutive ``at`` means no blank line between.
        headline: The story's headline; a line that repeats it is no caption.
        publisher: The story's publisher, as evidence for credits.

    Returns:
        Every block's index, in exactly one of captions, alternatives and copy; of more than MOST_LINES all are copy.
        It never raises.

    Source: flat captures of aggregator pages; tests/cases/captions_in_copy.toml.
    """
    if len(lines) > MOST_LINES:
        return FoundCaptions(captions=(), alternatives=(), copy=tuple(range(len(lines))))
    parsed = tuple(_parse(block, headline, publisher) for block in lines)
    top = _end_of_top(lines, parsed)
    captions = {
        index: caption for index, caption in enumerate(parsed) if caption and _is_caption(lines, index, caption, top)
    }
    for run in _runs(lines):
        captions.update(_without_credit(lines, run, captions))
    for index in captions_without_credit(lines, captions, headline=headline, top=top):
        plain = parsed[index]
        if plain and plain.credit is None:
            captions[index] = plain
    alternatives = _alternatives(lines, captions)
    for alternative in alternatives:
        captions.pop(alternative.index, None)
    others = {alternative.index for alternative in alternatives} | captions.keys()
    return FoundCaptions(
        captions=tuple(CaptionBlock(index, captions[index]) for index in sorted(captions)),
        alternatives=alternatives,
        copy=tuple(index for index in range(len(lines)) if index not in others),
    )


def _parse(block: Block, headline: str | None, publisher: str | None) -> Caption | None:
    """The block as a caption; None for a subhead, the headline again, a dateline, a long paragraph."""
    if block.kind != "paragraph" or len(block.text) > LONGEST_CAPTION or block.text == headline:
        return None
    if _has_dateline(block.text):
        return None
    return parse_caption(block.text, publisher=publisher)


def _has_dateline(text: str) -> bool:
    """Whether the text opens as a report does: "CHICAGO (AP) —", "Cabo Roque, 12 mar (EFE).-", "(Reuters) -"."""
    opening = text[:DATELINE_REACH]
    at = opening.find(")")
    return at > 0 and "(" in opening[:at] and opening[at + 1 :].lstrip(" .:").startswith(("-", "–", "—"))


def _end_of_top(lines: Sequence[Block], parsed: tuple[Caption | None, ...]) -> int:
    """The index of the first long paragraph without a credit: lead pictures stand before it."""
    for index, block in enumerate(lines):
        caption = parsed[index]
        if len(block.text.split()) >= LONG_PARAGRAPH and (caption is None or caption.credit is None):
            return index
    return len(lines)


def _is_caption(lines: Sequence[Block], index: int, caption: Caption, top: int) -> bool:
    placed = index < top or _has_neighbour(lines, index) or index < len(lines) - 1
    return is_caption_by_credit(lines[index].text, caption, at_top=index < top, placed=placed)


def _has_neighbour(lines: Sequence[Block], index: int) -> bool:
    """Whether a line stands in a run with another."""
    return any(
        0 <= other < len(lines) and _are_joined(lines[min(index, other)], lines[max(index, other)])
        for other in (index - 1, index + 1)
    )


def _are_joined(one: Block, other: Block) -> bool:
    return one.at is not None and other.at is not None and other.at == one.at + 1


def _runs(lines: Sequence[Block]) -> list[range]:
    """The runs of two lines and more with no blank line between."""
    runs, start = [], 0
    for index, (one, other) in enumerate(pairwise(lines), start=1):
        if not _are_joined(one, other):
            runs.append(range(start, index))
            start = index
    runs.append(range(start, len(lines)))
    return [run for run in runs if 1 < len(run) <= MOST_IN_RUN]


def _without_credit(lines: Sequence[Block], run: range, captions: dict[int, Caption]) -> dict[int, Caption]:
    """The lines of a run of stacked captions that carry no credit themselves.

    At least half the run must be captions with words, so that a paragraph set close to one caption stays copy.
    """
    credited = [index for index in run if index in captions and captions[index].caption]
    if 2 * len(credited) < len(run) or len(credited) < 2:
        return {}
    return {
        index: parse_caption(lines[index].text)
        for index in run
        if index not in captions and _may_be_caption(lines[index])
    }


def _may_be_caption(block: Block) -> bool:
    return (
        block.kind == "paragraph"
        and len(block.text.split()) <= MOST_WORDS_PLAIN
        and not block.text.startswith(tuple(QUOTES))
        and not _has_dateline(block.text)
    )


def _alternatives(lines: Sequence[Block], captions: dict[int, Caption]) -> tuple[AlternativeText, ...]:
    """Lines that repeat the caption beside them, or stand in one run before a line of credit alone."""
    mates: dict[int, int] = {}
    for index, block in enumerate(lines):
        mate = next(
            (m for m in (index + 1, index - 1) if m in captions and _is_alternative(lines, index, m, captions)), None
        )
        if mate is not None and block.kind == "paragraph":
            mates[index] = mate
    return tuple(AlternativeText(index, _end_of(mates, mate)) for index, mate in mates.items())


def _end_of(mates: dict[int, int], mate: int) -> int:
    """The caption at the end of a chain: alternative text, the same without a credit, the same with it."""
    while mate in mates:
        mate = mates[mate]
    return mate


def _is_alternative(lines: Sequence[Block], index: int, mate: int, captions: dict[int, Caption]) -> bool:
    """Whether the line is the alternative text of the picture whose caption stands at ``mate``."""
    own, other = captions.get(index), captions[mate]
    if own is not None and own.credit is not None:
        return False
    text, joined = lines[index].text, _are_joined(lines[min(index, mate)], lines[max(index, mate)])
    if other.caption is None:
        marked = own is not None and has_mark(text)  # "image: A bee. view more" is a caption itself
        return mate > index and joined and not marked and _may_be_caption(lines[index])
    if other.credit is None:
        return mate > index and joined and own is None and _folded(text) == _folded(other.caption)
    if _folded(text) == _folded(other.caption):
        return True
    return mate > index and joined and are_alike(text, other.caption, ALIKE) and _alike_in_length(text, other.caption)


def _folded(text: str) -> list[str]:
    return [word for word in map(fold, text.split()) if word]


def _alike_in_length(one: str, other: str) -> bool:
    """Whether neither is more than twice as long: two captions of one series share words too, but no more than that."""
    return len(one) <= 2 * len(other) and len(other) <= 2 * len(one)
