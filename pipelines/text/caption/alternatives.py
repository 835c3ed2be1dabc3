"""Alternative text that a flat page prints on a line of its own beside a picture's caption."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipelines.items import Block
from pipelines.text.caption import Caption
from pipelines.text.caption.by_credit import has_mark
from pipelines.text.caption.plain_lines import are_joined, may_be_caption
from pipelines.text.caption.repeats import are_alike, fold

ALIKE = 0.8  # share of common words that makes alternative text; captions of one series share about two thirds
LEAST_DESCRIPTION = 5  # words: a shorter line above a caption may be a subhead
LONGEST_SMALL_WORD = 4  # letters: shared words no longer, "with", "from", say little


@dataclass(frozen=True, slots=True)
class AlternativeText:
    """A block that is the alternative text of a picture whose caption follows or precedes it."""

    index: int
    """Which of the blocks."""
    caption_index: int
    """The block that is the picture's caption."""


def find_alternatives(
    lines: Sequence[Block], captions: Mapping[int, Caption], *, top: int, publisher: str | None
) -> tuple[AlternativeText, ...]:
    """Lines that repeat the caption beside them, or describe the picture right above its caption or its credit.

    Args:
        lines: The body's blocks in page order.
        captions: The captions among them by index, those that turn out to be alternative text included.
        top: The index of the first long paragraph: lead pictures stand before it.
        publisher: The story's publisher; some print alternative text in words of its own.
    """
    sure = _always_describes(publisher)
    mates: dict[int, int] = {}
    for index, block in enumerate(lines):
        mate = next(
            (m for m in (index + 1, index - 1) if m in captions and _is_alternative(lines, index, m, captions)), None
        )
        if mate is None and (sure or index < top) and _describes_next(lines, index, captions, sure=sure):
            mate = index + 1
        if mate is not None and block.kind == "paragraph":
            mates[index] = mate
    return tuple(AlternativeText(index, _end_of(mates, mate)) for index, mate in mates.items())


def _end_of(mates: dict[int, int], mate: int) -> int:
    """The caption at the end of a chain: alternative text, the same without a credit, the same with it."""
    while mate in mates:
        mate = mates[mate]
    return mate


def _is_alternative(lines: Sequence[Block], index: int, mate: int, captions: Mapping[int, Caption]) -> bool:
    """Whether the line is the alternative text of the picture whose caption stands at ``mate``."""
    own, other = captions.get(index), captions[mate]
    if own is not None and own.credit is not None:
        return False
    text, joined = lines[index].text, are_joined(lines[min(index, mate)], lines[max(index, mate)])
    if other.caption is None:
        marked = own is not None and has_mark(text)  # "image: A bee. view more" is a caption itself
        return mate > index and joined and not marked and may_be_caption(lines[index])
    if other.credit is None:
        return mate > index and joined and own is None and _folded(text) == _folded(other.caption)
    if _folded(text) == _folded(other.caption):
        return True
    return mate > index and joined and are_alike(text, other.caption, ALIKE) and _alike_in_length(text, other.caption)


def _always_describes(publisher: str | None) -> bool:
    """Whether the publisher credits every picture and prints its alternative text too: "The Guardian - US"."""
    return publisher is not None and publisher.casefold().startswith(("the guardian", "the observer"))


def _describes_next(lines: Sequence[Block], index: int, captions: Mapping[int, Caption], *, sure: bool) -> bool:
    """Whether the line is alternative text in words of its own, in a run of two above a captioned line.

    It says what is seen, the caption tells the story: "A dam across a river." above "A dam on the Wey. (AP)".

    Args:
        lines: The body's blocks.
        index: The line.
        captions: The captions by index.
        sure: Whether the publisher sets pictures so; otherwise the two lines must share a word that says something.
    """
    mate = index + 1
    other = captions.get(mate)
    own = captions.get(index)
    if own is not None and not (sure and own.credit is None and not has_mark(lines[index].text)):
        return False
    if other is None or other.caption is None or other.credit is None:
        return False
    if not (_are_two(lines, index) and may_be_caption(lines[index])):
        return False
    described = _folded(lines[index].text)
    shared = any(len(word) > LONGEST_SMALL_WORD for word in set(described) & set(_folded(other.caption)))
    return len(described) >= LEAST_DESCRIPTION and (sure or shared)


def _are_two(lines: Sequence[Block], index: int) -> bool:
    """Whether a line and the next are a run by themselves."""
    return (
        are_joined(lines[index], lines[index + 1])
        and (index == 0 or not are_joined(lines[index - 1], lines[index]))
        and (index + 2 == len(lines) or not are_joined(lines[index + 1], lines[index + 2]))
    )


def _folded(text: str) -> list[str]:
    return [word for word in map(fold, text.split()) if word]


def _alike_in_length(one: str, other: str) -> bool:
    """Whether neither is more than twice as long: two captions of one series share words too, but no more than that."""
    return len(one) <= 2 * len(other) and len(other) <= 2 * len(one)
