"""What a line of a flat page shows apart from any credit: its neighbours, a dateline, whether it may be a caption."""

from collections.abc import Sequence
from itertools import pairwise

from pipelines.items import Block
from pipelines.text.caption.by_credit import MOST_WORDS_PLAIN, QUOTES

MOST_IN_RUN = 12  # lines: a longer run is a page without blank lines, and says nothing
DATELINE_REACH = 90  # characters: "STEPANAKERT, Nagorno-Karabakh, Nov. 13 (UPI) --" has about half


def are_joined(one: Block, other: Block) -> bool:
    """Whether no blank line stands between two lines."""
    return one.at is not None and other.at is not None and other.at == one.at + 1


def runs_of(lines: Sequence[Block]) -> list[range]:
    """The runs of two lines and more with no blank line between."""
    runs, start = [], 0
    for index, (one, other) in enumerate(pairwise(lines), start=1):
        if not are_joined(one, other):
            runs.append(range(start, index))
            start = index
    runs.append(range(start, len(lines)))
    return [run for run in runs if 1 < len(run) <= MOST_IN_RUN]


def may_be_caption(block: Block) -> bool:
    """Whether a line without a credit may be a caption: no quotation, no dateline, not long."""
    return (
        block.kind == "paragraph"
        and len(block.text.split()) <= MOST_WORDS_PLAIN
        and not block.text.startswith(tuple(QUOTES))
        and not has_dateline(block.text)
    )


def has_dateline(text: str) -> bool:
    """Whether the text opens as a report does: "CHICAGO (AP) —", "Cabo Roque, 12 mar (EFE).-", "(Reuters) -"."""
    opening = text[:DATELINE_REACH]
    at = opening.find(")")
    return at > 0 and "(" in opening[:at] and opening[at + 1 :].lstrip(" .:").startswith(("-", "–", "—"))
