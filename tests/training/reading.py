"""A page of the gold as the reader has it before it knows the copy."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from crawler.layouts.fields import Evidence
from crawler.page import Page
from crawler.reader.copy.features import COLUMNS, Rows, describe
from crawler.reader.copy.find import settle, told_of
from crawler.reader.copy.model import Model
from crawler.reader.lines import Lines
from crawler.reader.read import choose_fields, lines_of
from pipelines.errors import UnreadablePage
from tests.training.gold import GoldPage
from tests.training.labels import Labels, labels_of


@dataclass(frozen=True, slots=True)
class Reading:
    """One page.

    Attributes:
        page: Its gold.
        lines: Its lines and boxes, without the tree; none for a page that can't be read.
        head: The index of the line that shows the headline; None where none does.
        fields: The lines (``Line.at``) that show another field, and so are no copy.
        rows: What is known of each line.
        labels: What the gold says of each line.
    """

    page: GoldPage
    lines: Lines
    head: int | None
    fields: frozenset[int]
    rows: Rows
    labels: Labels

    def copy_by(self, model: Model) -> str:
        """The copy as the reader has it with a model, a line a line."""
        return self.copy(model.weigh(self.rows).tolist()) if self.lines.lines else ""

    def copy(self, odds: Sequence[float]) -> str:
        """The copy as ``crawler.reader.copy`` settles it, a line a line, where the model says this of its lines."""
        if not self.lines.lines:
            return ""
        kept = settle(self.lines, self.rows, odds, self.head)
        return "\n".join(
            line.text
            for line, is_copy in zip(self.lines.lines, kept, strict=True)
            if is_copy and line.at not in self.fields
        )


def read(page: GoldPage) -> Reading:
    """Read one page as ``crawler.reader.read`` does."""
    try:
        evidence = Evidence(Page(body=page.body(), url=page.url, form="html"))
        lines = lines_of(evidence)
    except UnreadablePage:
        lines = Lines([], [], [], [])
    if not lines.lines:
        return Reading(page, lines, None, frozenset(), np.empty((0, len(COLUMNS)), dtype=np.float32), [])
    choices = choose_fields(evidence, lines)
    told = told_of(evidence, lines, choices)
    rows = describe(lines, told)
    fields = frozenset(at for choice in choices.values() for at in choice.shown)
    for box in lines.boxes:
        # Hundreds of pages are held at a time, so the tree is let go; all that is asked of it from here on is a name.
        box.element = dict(box.element.attrib)
    return Reading(page, lines, told.head, fields, rows, labels_of(page, [line.text for line in lines.lines]))
