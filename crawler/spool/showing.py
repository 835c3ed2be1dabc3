"""What a spool holds, in words."""

from collections.abc import Iterator

from rich.console import Console
from rich.table import Column, Table

from pipelines.storage.holder import told
from pipelines.storage.sending import Sent
from pipelines.storage.stocktaking.damaged import DamagedFile
from pipelines.storage.stocktaking.status import Aside, SpoolStatus

UNITS = {"articles": "articles", "archive": "pages", "quarantine": "entries", "books": "-"}


def print_status(status: SpoolStatus, console: Console) -> None:
    """A spool's state: who holds it, what waits, what else lies there."""

    def say(words: str) -> None:
        console.print(words, markup=False, highlight=False)

    if not status.is_there:
        say(f"there is no spool at {status.folder}: no run has used it yet, or SPOOL names another")
        return
    say(f"spool {status.folder}: {f'{told(status.holder)} holds it' if status.is_held else 'no run holds it'}")
    right = {name: Column(name, justify="right") for name in ("files", "items", "kB")}
    table = Table("run", "stream", *right.values(), "", "since (UTC)", box=None, pad_edge=False)
    for one in status.waiting:
        size, since = f"{one.bytes / 1000:,.0f}", f"{one.since:%Y-%m-%d %H:%M:%S}"
        table.add_row(one.run, one.stream, str(one.files), str(one.items), size, UNITS[one.stream], since)
    if status.waiting:
        console.print(table, markup=False, highlight=False)
    else:
        say("nothing waits")
    for run in status.unclosed:
        say(f"run {run} has no manifest yet: whoever takes the spool next writes it")
    for name, aside in ("damaged", status.damaged), ("kept", status.kept):
        if aside.files:
            say(f"{name}: {_files(aside)}{' (scrapy spool quarantine)' if name == 'damaged' else ''}")
    if status.disk_free is not None and status.disk_size is not None:
        say(f"disk: {status.disk_free / 1e9:,.1f} GB free of {status.disk_size / 1e9:,.1f} GB")


def _files(aside: Aside) -> str:
    return f"{aside.files} file{'s' * (aside.files != 1)}, {aside.bytes / 1000:,.0f} kB"


def sent_lines(sent: Sent) -> Iterator[str]:
    """What went, and what stays and why."""
    for run, went in sorted(sent.delivered.items()):
        what = f"{went.articles} articles, {went.pages} pages, {went.quarantined} entries of quarantine"
        yield f"run {run}: sent {what} ({(went.bytes + went.archived_bytes) / 1000:,.0f} kB)"
    yield from (f"run {run}: complete, its manifest is written" for run in sent.completed)
    yield from (f"UNSENT: {left.path}: {left.reason}" for left in sent.unsent)
    if sent.damaged:
        yield f"DAMAGED: {sent.damaged} files held something unreadable: see `scrapy spool quarantine`"
    if not (sent.delivered or sent.completed or sent.unsent):
        yield "nothing waits"


def damaged_line(file: DamagedFile, missing: int | None) -> str:
    """One damaged file; ``missing``: how many of its articles are nowhere else, None where that is not known."""
    told = f"{file.path.name}: {file.what}, {file.bytes} bytes"
    if file.what == "archive":
        return f"{told}; the pages before the damage stayed in the spool"
    told += f", {file.readable} lines can be read, {file.unreadable} can't"
    if missing:
        return f"{told}; {missing} articles are nowhere else: --back files them"
    return told if missing is None else f"{told}; nothing that can be read is missing elsewhere"
