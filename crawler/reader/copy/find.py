"""The copy of a page."""

from collections.abc import Sequence

from crawler.layouts.fields import Evidence
from crawler.reader.choice import Choice
from crawler.reader.copy.agreement import agree
from crawler.reader.copy.features import Rows, describe
from crawler.reader.copy.model import shipped
from crawler.reader.lines import Line, Lines


FEW_WORDS = 3
"""Spaces. Shorter lines are names and places as often as headlines."""


def find_copy(evidence: Evidence, lines: Lines, choices: dict[str, Choice]) -> frozenset[int]:
    """The lines (``Line.at``) that are copy; empty where there is none."""
    if not lines.lines:
        return frozenset()
    return settle(lines, shipped().weigh(known_of(evidence, lines, choices)).tolist(), choices)


def known_of(evidence: Evidence, lines: Lines, choices: dict[str, Choice]) -> Rows:
    """What is known of each line, for the model to weigh."""
    headline = choices["headline"]
    shown = headline.shown[0] if headline.shown else None
    head = next((index for index, line in enumerate(lines.lines) if line.at == shown), None)
    return describe(lines, head, headline.value, evidence.linked.text("articleBody"))


def settle(lines: Lines, odds: Sequence[float], choices: dict[str, Choice]) -> frozenset[int]:
    """The lines that are copy, by the model's log odds for each, in agreement with their neighbours."""
    fields = {at for choice in choices.values() for at in choice.shown}
    kept = agree(lines.boxes, lines.lines, odds)
    return frozenset(
        line.at
        for line, is_copy in zip(lines.lines, kept, strict=True)
        if is_copy and line.at not in fields and not is_link(line)
    )


def is_link(line: Line) -> bool:
    """Whether a line is one link that stands among paragraphs: another story's headline, not a word of this one.

    What stands in a list or a table may be linked throughout and be copy: a list of films, each with its page.
    """
    return (
        line.linked * 10 >= 9 * len(line.text)
        and line.text.count(" ") >= FEW_WORDS
        and line.box.kind not in ("li", "dt", "dd")
        and line.kind != "table"
    )
