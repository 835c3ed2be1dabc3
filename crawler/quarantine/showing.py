"""Entries of the quarantine for people and for machines."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec
from rich.console import Console
from rich.table import Column, Table

from pipelines.items import ArchivedAt
from pipelines.quarantine.resolved import Case
from pipelines.storage.quarantine import Quarantined

Where = Callable[[str], str]
"""The full address of a key."""


def as_json(cases: Iterable[Case]) -> Iterator[bytes]:
    """Each case as a JSON object a line; the traceback and the article are left to ``show``."""
    for case in cases:
        entry: dict[str, Any] = msgspec.to_builtins(case.entry)
        yield msgspec.json.encode({**entry, "state": case.state, "article": None, "traceback": None}) + b"\n"


def print_cases(cases: list[Case], console: Console, where: Where) -> None:
    """The cases as a table, and how many there are."""
    table = Table("failed", "state", "id", "stage", Column("error", overflow="fold"), box=None, pad_edge=False)
    for case in cases:
        entry = case.entry
        first = printable(entry.error).partition("\n")[0]
        table.add_row(f"{entry.at:%Y-%m-%d %H:%M}", case.state, printable(entry.id), entry.stage or "layout", first)
    if cases:
        console.print(table, markup=False, highlight=False)
    for case in cases:
        console.print(f"{printable(case.entry.id)}: {place(case.entry.archive, where)}", markup=False, highlight=False)
    entries = "1 entry" if len(cases) == 1 else f"{len(cases)} entries"
    console.print(f"{entries} in quarantine", highlight=False)


def place(archive: ArchivedAt | None, where: Where) -> str:
    """Where a page is kept, in words."""
    if archive is None:
        return "its page is not archived"
    return f"page in {where(archive.warc)}, byte {archive.offset}, {archive.length} bytes"


def whole(case: Case, where: Where) -> str:
    """One entry with all that is known of it."""
    entry = case.entry
    made = entry.made_by
    facts = {
        "failed": f"{entry.at:%Y-%m-%d %H:%M:%S} UTC, {f'at the stage {entry.stage}' if entry.stage else 'in reading'}",
        "state": case.state,
        "url": entry.url or "none",
        "archive": place(entry.archive, where),
        **{f"page {n}": place(page.archive, where) for n, page in enumerate(entry.further, start=2)},
        "made by": f"copydesk {made.version}, layout {made.layout}, rules {made.rules or 'not reached'}",
        "error": entry.error,
    }
    lines = [entry.id, *(f"  {name:<8} {value}" for name, value in facts.items()), "", entry.traceback, ""]
    return printable("\n".join([*lines, *_article(entry)]))


def _article(entry: Quarantined) -> Iterator[str]:
    if entry.article is None:
        yield "The article as printed is not kept."
        return
    yield "The article as printed:"
    yield msgspec.json.format(msgspec.json.encode(entry.article), indent=2).decode()


def printable(text: str) -> str:
    """Text that commands no terminal: what is no letter, mark or line's end is escaped."""
    return "".join(
        one if one.isprintable() or one == "\n" else one.encode("unicode_escape").decode("ascii") for one in text
    )
