"""Captions that a flat page prints among its paragraphs: which lines are captions, which alternative text, which copy.

A flat page has no markup, so a caption shows by its credit, by the run of lines it stands in, and by its place.
In doubt a line is copy. What a caption says is the business of ``caption``.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.items import Block
from pipelines.text.caption import Caption, parse_caption
from pipelines.text.caption.alternatives import AlternativeText, find_alternatives
from pipelines.text.caption.by_credit import is_caption_by_credit
from pipelines.text.caption.plain_lines import are_joined, has_dateline, may_be_caption, runs_of
from pipelines.text.caption.without_credit import captions_without_credit

LONGEST_CAPTION = 1200  # characters; the longest caption seen on a real page has about 900
# A line costs up to 50 µs here whatever it says, so that a megabyte of short lines would take ten seconds. A novel has
# some 5,000 paragraphs: a page of twice as many lines is no story, and "in doubt a line is copy".
MOST_LINES = 10_000
LONG_PARAGRAPH = 25  # words: the first paragraph that long ends the place where lead pictures stand


@dataclass(frozen=True, slots=True)
class CaptionBlock:
    """A block that is a caption."""

    index: int
    """Which of the blocks."""
    caption: Caption
    """Caption and credit, parted."""


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
    for run in runs_of(lines):
        captions.update(_without_credit(lines, run, captions))
    for index in captions_without_credit(lines, captions, headline=headline, top=top):
        plain = parsed[index]
        if plain and plain.credit is None:
            captions[index] = plain
    alternatives = find_alternatives(lines, captions, top=top, publisher=publisher)
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
    if has_dateline(block.text):
        return None
    return parse_caption(block.text, publisher=publisher)


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
        0 <= other < len(lines) and are_joined(lines[min(index, other)], lines[max(index, other)])
        for other in (index - 1, index + 1)
    )


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
        if index not in captions and may_be_caption(lines[index])
    }
