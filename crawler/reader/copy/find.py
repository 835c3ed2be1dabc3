"""The copy of a page."""

from collections.abc import Sequence

from crawler.layouts.fields import Evidence
from crawler.reader.choice import Choice
from crawler.reader.copy.agreement import agree
from crawler.reader.copy.features import COLUMNS, Rows, Told, describe
from crawler.reader.copy.headings import strike_headings
from crawler.reader.copy.model import shipped
from crawler.reader.copy.second_look import (
    is_link,
    keep_quoted_posts,
    learn_from_twins,
    strike_above,
    strike_teasers,
)
from crawler.reader.lines import Lines

EXTENT, PROSE, INSIDE = (COLUMNS.index(name) for name in ("extent", "prose", "inside"))

# Characters. What a page that is no story has left over is less, a story in brief more: a sentence.
LEAST_COPY = 40


def find_copy(evidence: Evidence, lines: Lines, choices: dict[str, Choice]) -> frozenset[int]:
    """The lines (``Line.at``) that are copy; empty where there is none."""
    if not lines.lines:
        return frozenset()
    told = told_of(evidence, lines, choices)
    rows = describe(lines, told)
    kept = settle(lines, rows, shipped().weigh(rows).tolist(), told.head)
    if sum(extent for extent, is_copy in zip(rows[:, EXTENT].tolist(), kept, strict=True) if is_copy) < LEAST_COPY:
        return frozenset()
    fields = {at for choice in choices.values() for at in choice.shown}
    return frozenset(
        line.at for line, is_copy in zip(lines.lines, kept, strict=True) if is_copy and line.at not in fields
    )


def told_of(evidence: Evidence, lines: Lines, choices: dict[str, Choice]) -> Told:
    """What the page tells of its story outside the copy."""
    headline = choices["headline"]
    shown = headline.shown[0] if headline.shown else None
    language = evidence.root.get("lang") or evidence.meta.get("og:locale") or ""
    return Told(
        head=next((index for index, line in enumerate(lines.lines) if line.at == shown), None),
        headline=headline.value,
        article_body=evidence.linked.text("articleBody"),
        description=evidence.meta.get("og:description") or evidence.meta.get("description"),
        english=language[:2].lower() == "en",
    )


def settle(lines: Lines, rows: Rows, odds: Sequence[float], head: int | None) -> list[bool]:
    """Whether each line is copy: the model's word on it, in agreement with its twins, its container, and the rules.

    Args:
        lines: The page's.
        rows: What is known of each.
        odds: The model's log odds for each.
        head: The index of the line that shows the headline; None where none does.
    """
    found = lines.lines
    odds = learn_from_twins(found, odds, rows[:, PROSE].tolist())
    inside = (rows[:, INSIDE] > 0).tolist()
    odds = keep_quoted_posts(found, odds, inside)
    kept = agree(lines.boxes, found, odds)
    kept = [is_copy and not is_link(line) for line, is_copy in zip(found, kept, strict=True)]
    return strike_headings(lines, strike_above(found, strike_teasers(found, kept), inside, head))
