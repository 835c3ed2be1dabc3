"""What waits in a spool, by run and stream; who holds it; what else lies there; and how much room there is."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from pipelines.storage.holder import Holder, is_held, read_holder
from pipelines.storage.stocktaking.files import SpoolFile, files_of, items_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What of one run and stream waits."""

    run: str
    stream: str
    files: int
    items: int
    """Articles, entries of quarantine, or pages."""
    bytes: int
    since: datetime
    """When the oldest of these files was written to last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """Files that lie in the spool and are not to be delivered."""

    files: int = 0
    bytes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SpoolStatus:
    """A spool at one moment."""

    folder: str
    is_there: bool
    is_held: bool
    holder: Holder | None
    """The run that has it; null where none has, or it left no note."""
    waiting: tuple[Waiting, ...]
    unclosed: tuple[str, ...]
    """Runs without a manifest that have nothing else waiting: whoever takes the spool next writes it."""
    damaged: Aside
    kept: Aside
    """Local copies of what was delivered."""
    disk_free: int | None
    """Bytes; null where there is no such folder."""
    disk_size: int | None


def take_stock(spool: Path) -> SpoolStatus:
    """Look at a spool.

    Raises:
        OSError: It can't be read.
    """
    held = is_held(spool)
    waiting = _waiting(list(files_of(spool)))
    runs = {path.stem for path in (spool / "runs").glob("*.jsonl")} - {one.run for one in waiting}
    holder = read_holder(spool) if held else None
    disk = shutil.disk_usage(spool) if spool.is_dir() else None
    return SpoolStatus(
        folder=str(spool),
        is_there=spool.is_dir(),
        is_held=held,
        holder=holder,
        waiting=waiting,
        unclosed=tuple(sorted(runs - ({holder.run} if holder else set()))),
        damaged=_aside(spool / "damaged"),
        kept=_aside(spool / "kept"),
        disk_free=disk.free if disk else None,
        disk_size=disk.total if disk else None,
    )


def _waiting(files: list[SpoolFile]) -> tuple[Waiting, ...]:
    def place(file: SpoolFile) -> tuple[str, str]:
        return file.run, file.stream

    found = []
    for (run, stream), some in groupby(sorted(files, key=place), key=place):
        group = list(some)
        found.append(
            Waiting(
                run=run,
                stream=stream,
                files=len(group),
                items=sum(map(items_of, group)),
                bytes=sum(file.size for file in group),
                since=datetime.fromtimestamp(min(file.changed for file in group), UTC),
            )
        )
    return tuple(found)


def _aside(folder: Path) -> Aside:
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return Aside(files=len(sizes), bytes=sum(sizes))
