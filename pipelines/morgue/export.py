"""Exporting to a folder: a file for each aggregator and day, in one of several forms.

    <folder>/aggregator=inkl/date=2026-11-22/copydesk.parquet

A file is written under another name and renamed when it is whole and safe, so that an export that is broken off leaves
no half file under a name that anybody reads, and one that is run again leaves the same as one that was not. A day that
has nothing (any more) has no file.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path

from filelock import FileLock, Timeout

from pipelines.errors import WrongSettings
from pipelines.morgue.copy import Copy
from pipelines.morgue.day_files import DAY_FILES, DayFile
from pipelines.morgue.days import Day
from pipelines.morgue.reading import Morgue
from pipelines.morgue.window import Window
from pipelines.storage.disk import forget, make_folder, sync_folder
from pipelines.storage.keys import safe_segment

# Articles that are held and written together: a row group of Parquet. About 20 MB of articles unpacked.
GROUP = 2_000

Choice = Callable[[Copy], bool]


@dataclass
class Exported:
    """What an export wrote."""

    articles: int = 0
    files: list[Path] = field(default_factory=list)
    removed: list[Path] = field(default_factory=list)
    """Files of an earlier export whose day has nothing any more."""


def export(
    morgue: Morgue,
    window: Window,
    folder: Path,
    form: str,
    *,
    all_revisions: bool = False,
    wanted: Choice = lambda copy: True,
) -> Exported:
    """Write the articles of a window, taken in whole days, to a folder.

    Args:
        morgue: Where they are read.
        window: Which days; a day that is touched is exported whole, or a later export of it would lose what this had.
        folder: Where to; made where it is missing.
        form: One of DAY_FILES.
        all_revisions: Every filing; otherwise the latest of each article.
        wanted: Which of the articles.

    Raises:
        WrongSettings: pyarrow is missing, or another export is writing to the folder.
        DamagedObject: Something that was filed can't be read; the files written so far are whole.
        DeliveryTrouble: The target can't be read.
        OSError: The folder can't be written.
    """
    kind, days = DAY_FILES[form], window.in_whole_days()
    kind.check()
    done = Exported()
    with _alone(folder):
        for day, copies in morgue.read_days(days, all_revisions=all_revisions):
            path = _path(folder, day, kind.name)
            if count := _write_day(kind, path, (copy for copy in copies if wanted(copy))):
                done.articles += count
                done.files.append(path)
        done.removed = _remove_others(folder, days, kind.name, set(done.files))
    return done


def _path(folder: Path, day: Day, name: str) -> Path:
    return folder / f"aggregator={safe_segment(day.aggregator)}" / f"date={day.day.isoformat()}" / name


def _write_day(kind: type[DayFile], path: Path, copies: Iterable[Copy]) -> int:
    """Write one day's file; how many articles it has. None at all leave no file."""
    waiting = iter(copies)
    group = list(islice(waiting, GROUP))
    if not group:
        return 0
    make_folder(path.parent)
    temporary, count = path.with_name(f".{path.name}.tmp"), 0
    try:
        with kind(temporary) as file:
            while group:
                file.write(group)
                count += len(group)
                group = list(islice(waiting, GROUP))
        temporary.rename(path)
        sync_folder(path.parent)
    finally:
        forget(temporary)
    return count


def _remove_others(folder: Path, window: Window, name: str, written: set[Path]) -> list[Path]:
    """Remove an earlier export's files of days of this window that have nothing now, and what one left half done."""
    gone = []
    for path in sorted(folder.glob(f"aggregator=*/date=*/{name}")):
        if path not in written and _is_within(path, window):
            forget(path)
            gone.append(path)
    for half in folder.glob(f"aggregator=*/date=*/.{name}.tmp"):
        forget(half)
    return gone


def _is_within(path: Path, window: Window) -> bool:
    aggregator = path.parent.parent.name.removeprefix("aggregator=")
    if window.aggregator is not None and aggregator != safe_segment(window.aggregator):
        return False
    try:
        return window.has_day(date.fromisoformat(path.parent.name.removeprefix("date=")))
    except ValueError:
        return False


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    make_folder(folder)
    try:
        with FileLock(folder / ".copydesk.lock", timeout=0):
            yield
    except Timeout as fault:
        raise WrongSettings(f"Another export is writing to {folder}: wait for it, or name another folder.") from fault
