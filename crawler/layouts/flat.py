"""What all flat layouts do alike: take header lines into fields, leave every other line in the body."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Literal

from crawler.layouts.base import is_cut, with_fields
from crawler.layouts.fields import Evidence
from pipelines.items import Access, Article, Block, Edit


@dataclass(frozen=True, slots=True)
class Taken:
    """A header line that is no copy: the field it gives, and whether it gives it or only says it again.

    ``values``: what a line that is moved gives, field by field, where that is not its whole text to ``field`` alone.
    """

    line: Block
    field: str
    action: Literal["moved", "merged"] = "moved"
    values: tuple[tuple[str, str], ...] = ()


class FlatLayout(ABC):
    """A page captured as text, one line a block. A subclass reads the header in ``header``."""

    name: ClassVar[str]
    wall: ClassVar[str | None] = None
    """The line that a sign-up wall prints, folded by ``fold_quotes``; None where the aggregator has no wall."""

    @abstractmethod
    def header(self, lines: tuple[Block, ...]) -> tuple[Taken, ...]:
        """The header's lines, in page order; the headline is one of them when the layout fits."""

    def fit(self, evidence: Evidence) -> tuple[str, ...]:
        """What is missing: ``flat`` for a page of another kind, ``headline`` where the header can't be read."""
        if evidence.page.kind != "flat":
            return ("flat",)
        taken = self.header(evidence.lines)
        return () if any(line.field == "headline" for line in taken) else ("headline",)

    def read(self, evidence: Evidence, blank: Article) -> Article:
        """The article as printed: header lines moved to their fields, the other lines in the body."""
        lines = evidence.lines
        taken = self.header(lines)
        values = header_values(taken)
        numbers = {line.line.at for line in taken}
        body = tuple(line for line in lines if line.at not in numbers)
        return replace(
            with_fields(blank, values),
            access=self._access(body),
            body=body,
            edits=(*blank.edits, *(_edit(line, values) for line in taken)),
        )

    def _access(self, body: Sequence[Block]) -> Access:
        """Prompted when the wall's line is there; truncated when the copy before it ends in an ellipsis."""
        for index, line in enumerate(body):
            if self.wall is not None and fold_quotes(line.text) == self.wall:
                return "truncated" if index and is_cut(body[index - 1].text) else "prompted"
        return "open"


def header_values(taken: Iterable[Taken]) -> dict[str, str | None]:
    """Each field's value; lines that give the same field (two bylines) are joined by a comma."""
    values: dict[str, str | None] = {}
    for line in taken:
        if line.action == "moved":
            for field, value in line.values or ((line.field, line.line.text),):
                before = values.get(field)
                values[field] = f"{before}, {value}" if before else value
    return values


def fold_quotes(line: str) -> str:
    """A line for comparing: lower case, typographic apostrophes straight, no full stop at its end."""
    return line.replace("’", "'").replace("‘", "'").casefold().rstrip(". ")


def runs(lines: Sequence[Block]) -> list[list[Block]]:
    """Lines by runs: those with no blank line between them are together."""
    found: list[list[Block]] = []
    for line in lines:
        if found and line.at == (found[-1][-1].at or 0) + 1:
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _edit(taken: Taken, values: Mapping[str, str | None]) -> Edit:
    line = taken.line
    text = line.text
    return Edit(
        stage="layout",
        rule=f"layout/{taken.field}",
        action=taken.action,
        field=taken.field,
        before=text,
        after=values.get(taken.field),
        at=line.at,
    )
