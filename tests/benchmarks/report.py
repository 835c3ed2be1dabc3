"""What was measured: one row a measure, as a table for people and as JSON."""

import platform
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import msgspec
from rich.table import Table

from tests.benchmarks.rendering import Corpus

NAMED = ("copydesk", "scrapy", "lxml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One measure, by medians.

    Attributes:
        measure: What is measured, with its unit.
        ours: copydesk's figure.
        peer: Whom it is held against; None where nobody is.
        theirs: The peer's figure; None where it was not measured.
        ratio: Ours by theirs: the median of the rounds' ratios, so not quite the ratio of the medians.
        target: The least ratio wanted; None where none is set.
        counts: Whether the conditions of the measure were met; ``note`` says which was not.
        note: What has to be known to read the row.
        rounds: The figures of each round.
    """

    measure: str
    ours: float
    peer: str | None = None
    theirs: float | None = None
    ratio: float | None = None
    target: float | None = None
    counts: bool = True
    note: str = ""
    rounds: dict[str, list[float]] = field(default_factory=dict)

    @property
    def verdict(self) -> str:
        """The target, and whether it is reached; what was not measured or does not count reaches none."""
        if self.target is None:
            return ""
        if self.ratio is None:
            return f"{self.target:g}: not measured"
        if not self.counts:
            return f"{self.target:g}: does not count"
        return f"{self.target:g}: {'reached' if self.ratio >= self.target else 'MISSED'}"


def as_table(rows: list[Row]) -> Table:
    """The rows side by side."""
    table = Table(title="copydesk and its peers, medians of interleaved rounds")
    table.add_column("measure", overflow="fold")
    for heading in ("copydesk", "peer"):
        table.add_column(heading, justify="right")
    table.add_column("the peer", overflow="fold")
    table.add_column("ratio", justify="right")
    for heading in ("target", "note"):
        table.add_column(heading, overflow="fold")
    for row in rows:
        figures = (_figure(row.ours), _figure(row.theirs) if row.peer else "")
        table.add_row(row.measure, *figures, row.peer or "", _ratio(row.ratio), row.verdict, row.note)
    return table


def save(rows: list[Row], corpus: Corpus | None, path: Path) -> None:
    """The rows with every round, what they were measured on and with, as JSON. ``pages`` is null where none were."""
    pages = corpus and {
        "count": len(corpus.slugs),
        "digest": corpus.digest,
        "smallest": min(corpus.sizes),
        "largest": max(corpus.sizes),
    }
    record = {
        "measured_at": datetime.now(UTC),
        "versions": {"python": platform.python_version(), **{name: version(name) for name in NAMED}},
        "pages": pages,
        "rows": [{**msgspec.to_builtins(row), "verdict": row.verdict} for row in rows],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(msgspec.json.format(msgspec.json.encode(record), indent=2) + b"\n")


def _figure(value: float | None) -> str:
    if value is None:
        return "not measured"
    return f"{value:,.0f}" if value >= 100 else f"{value:,.3g}"


def _ratio(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"
