"""The spool: a local folder that holds every article from the moment it is filed until its part is delivered.

    lock               one run at a time
    open/              parts that are being written: plain JSON lines, appended
    sealed/            finished objects, under their keys with "," for "/"
    runs/<run>.jsonl   one journal a run: what has been delivered (journal.py)
    damaged/           bytes that a recovery could not read, for a person to look at

Articles are private until somebody files them where others may read: folders are 0700, files 0600.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from filelock import FileLock, Timeout

from pipelines.errors import SpoolLocked, SpoolUnwritable
from pipelines.storage.disk import FILE_OURS_ALONE, OURS_ALONE, append_all, make_folder, sync_folder
from pipelines.storage.parts import key_of_line, part_name

# Bounds the memory that packing and sending a part takes, whatever PART_ARTICLES says.
PART_BYTES = 64 * 2**20
# A replay over years meets a new day every few articles; each open part is an open file, and systems allow 1,024.
OPEN_PARTS = 64


@dataclass(slots=True, kw_only=True)
class OpenPart:
    """One part that is being written."""

    name: str
    handle: int
    since: datetime
    count: int = 0
    size: int = 0
    synced: int = 0
    """How much of ``size`` is safe."""


class Spool:
    """The folder and the parts that one run has open in it. The caller sees to it that one thread writes at a time.

    Raises:
        SpoolUnwritable: from every method, where the disk refuses.
    """

    def __init__(self, folder: Path, run: str, *, part_articles: int, part_seconds: float, each: bool):
        self.folder = folder
        self.open, self.sealed, self.runs, self.damaged = (
            folder / name for name in ("open", "sealed", "runs", "damaged")
        )
        self._run, self._each = run, each
        self._part_articles, self._part_seconds = part_articles, timedelta(seconds=part_seconds)
        self._lock = FileLock(folder / "lock", timeout=0, mode=FILE_OURS_ALONE, thread_local=False)
        self._parts: dict[tuple[str, date], OpenPart] = {}
        self._full: list[OpenPart] = []
        self._number = 0

    def lock(self) -> None:
        """Take the spool for this run alone, making its folders where they are missing.

        Raises:
            SpoolLocked: another run has it.
        """
        with self.writing(self.folder):
            for folder in (self.folder, self.open, self.sealed, self.runs):
                make_folder(folder, OURS_ALONE)
            try:
                self._lock.acquire()
            except Timeout as error:
                raise SpoolLocked(
                    f"Another run holds the spool {self.folder}: wait for it, or give this run a SPOOL of its own."
                ) from error

    def unlock(self) -> None:
        """Let the next run have the spool, and let go of what is open."""
        for part in (*self._parts.values(), *self._full):
            with suppress(OSError):
                os.close(part.handle)
        self._parts.clear()
        self._full.clear()
        self._lock.release()

    def append(self, aggregator: str, day: date, line: bytes, now: datetime) -> str:
        """Write one article's line at the end of its part; it is not yet safe.

        Returns:
            The key under which the article will be found.
        """
        part = self._parts.get((aggregator, day)) or self._begin(aggregator, day, now)
        with self.writing(self.open / part.name):
            try:
                append_all(part.handle, line)
            except OSError:
                with suppress(OSError):  # half a line at the end is cut at recovery anyway
                    os.ftruncate(part.handle, part.size)
                raise
        part.count += 1
        part.size += len(line)
        if part.count >= self._part_articles or part.size >= PART_BYTES:
            self._full.append(self._parts.pop((aggregator, day)))
        return key_of_line(part.name, part.count)

    def take_due(self, now: datetime, *, all_of_them: bool = False) -> list[OpenPart]:
        """The parts that get no more lines: full, old enough, or all. They are still to be synced and closed."""
        due, self._full = self._full, []
        for place, part in list(self._parts.items()):
            if all_of_them or now - part.since >= self._part_seconds:
                due.append(self._parts.pop(place))
        return due

    def still_open(self) -> list[OpenPart]:
        """The parts that are being written."""
        return list(self._parts.values())

    def sync(self, parts: list[OpenPart]) -> None:
        """Make all that was written to these parts safe, their names included."""
        with self.writing(self.open):
            unsafe = [part for part in parts if part.size > part.synced]
            if any(not part.synced for part in unsafe):  # a part that is new: its name too
                sync_folder(self.open)
            for part in unsafe:
                size = part.size  # before the fsync: another thread may append meanwhile
                os.fsync(part.handle)
                part.synced = size

    def finish(self, part: OpenPart) -> Path:
        """Close a part that was synced; its path, for whoever seals and delivers it."""
        os.close(part.handle)
        return self.open / part.name

    def _begin(self, aggregator: str, day: date, now: datetime) -> OpenPart:
        if len(self._parts) >= OPEN_PARTS:
            oldest = min(self._parts, key=lambda place: self._parts[place].since)
            self._full.append(self._parts.pop(oldest))
        self._number += 1
        name = part_name(aggregator, day, self._run, self._number, each=self._each)
        with self.writing(self.open / name):
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND
            handle = os.open(self.open / name, flags, FILE_OURS_ALONE)
        part = self._parts[aggregator, day] = OpenPart(name=name, handle=handle, since=now)
        return part

    @contextmanager
    def writing(self, path: Path) -> Iterator[None]:
        """Say of an OSError that it is the spool's disk that refuses."""
        try:
            yield
        except OSError as error:
            raise SpoolUnwritable(
                f"The spool can't be written at {error.filename or path}: {error.strerror or error}. Make room or give "
                "this user the right to write there; what was acknowledged is safe, and the next run on this spool "
                "delivers it."
            ) from error
