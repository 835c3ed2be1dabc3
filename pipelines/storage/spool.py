"""The spool: a local folder that holds every article and page from the moment it is filed until its part is delivered.

    lock, holder.json  one run at a time, and which (holder.py)
    open/              parts that are being written: plain JSON lines, or WARC records, appended
    sealed/            finished objects, under their keys with "," for "/"
    runs/<run>.jsonl   one journal a run: what has been delivered (journal.py)
    kept/              copies of delivered WARC files, where any are kept (kept.py)
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
from pipelines.storage.holder import LOCK, forget_holder, read_holder, told, write_holder
from pipelines.storage.keys import ARCHIVE
from pipelines.storage.parts import part_name
from pipelines.storage.room import Room, measure
from pipelines.storage.streams import Stream

# Pages handed in may be of any day; each open part is an open file, and systems allow 1,024.
OPEN_PARTS = 64
# Seconds; whoever only looks whether the spool is held has the lock for a moment (holder.py).
PATIENCE = 0.3


@dataclass(slots=True, kw_only=True)
class OpenPart:
    """One part that is being written."""

    name: str
    stream: Stream
    handle: int
    since: datetime
    count: int = 0
    size: int = 0
    synced: int = 0

    @property
    def is_full(self) -> bool:
        """Whether it gets no more."""
        most = self.stream.most_items
        return (most is not None and self.count >= most) or self.size >= self.stream.most_bytes


@dataclass(frozen=True, slots=True)
class Appended:
    """Where in its part something went."""

    part: str
    """The open part's name."""
    number: int
    """The how manieth it is in the part, from 1."""
    offset: int
    """Bytes of the part before it."""
    """How much of ``size`` is safe."""


class Spool:
    """The folder and the parts that one run has open in it. The caller sees to it that one thread writes at a time.

    Raises:
        SpoolUnwritable: from every method, where the disk refuses.
    """

    def __init__(self, folder: Path, run: str):
        self.folder = folder
        self.open, self.sealed, self.runs, self.damaged, self.kept = (
            folder / name for name in ("open", "sealed", "runs", "damaged", "kept")
        )
        self._run = run
        self._lock = FileLock(
            folder / LOCK, timeout=PATIENCE, poll_interval=0.05, mode=FILE_OURS_ALONE, thread_local=False
        )
        self._parts: dict[tuple[str, str, date], OpenPart] = {}  # by stream, aggregator, day
        self._full: list[OpenPart] = []
        self._numbers: dict[str, int] = {}  # parts begun, by stream

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
                    f"{told(read_holder(self.folder))} holds the spool {self.folder}: wait for it, or give this run a "
                    "SPOOL of its own. `scrapy spool status` tells what is in it."
                ) from error
        with suppress(OSError):  # a full disk is no reason not to send what is on it
            write_holder(self.folder, self._run)

    def unlock(self) -> None:
        """Let the next run have the spool, and let go of what is open."""
        for part in (*self._parts.values(), *self._full):
            with suppress(OSError):
                os.close(part.handle)
        self._parts.clear()
        self._full.clear()
        if self._lock.is_locked:
            with suppress(OSError):
                forget_holder(self.folder)
        self._lock.release()

    def append(self, stream: Stream, aggregator: str, day: date, data: bytes, now: datetime) -> Appended:
        """Write a line, or a page's records, at the end of its part; it is not yet safe.

        Returns:
            Where it went.
        """
        place = (stream.name, aggregator, day)
        part = self._parts.get(place) or self._begin(stream, aggregator, day, now)
        before = part.size
        self._write(part, data)
        part.count += 1
        if part.is_full:
            self._full.append(self._parts.pop(place))
        return Appended(part.name, part.count, before)

    def _write(self, part: OpenPart, data: bytes) -> None:
        with self.writing(self.open / part.name):
            try:
                append_all(part.handle, data)
            except OSError:
                with suppress(OSError):  # what is half written at the end is cut at recovery anyway
                    os.ftruncate(part.handle, part.size)
                raise
        part.size += len(data)

    def take_due(self, now: datetime, *, all_of_them: bool = False) -> list[OpenPart]:
        """The parts that get no more lines: full, old enough, or all. They are still to be synced and closed."""
        due, self._full = self._full, []
        for place, part in list(self._parts.items()):
            # A clock that is set back would else leave a part open until it has caught up.
            if all_of_them or abs(now - part.since) >= timedelta(seconds=part.stream.most_seconds):
                due.append(self._parts.pop(place))
        return due

    def still_open(self) -> list[OpenPart]:
        """The parts that are being written."""
        return list(self._parts.values())

    def sync(self, parts: list[OpenPart]) -> None:
        """Make all that was written to these parts safe, their names included; pages before articles read from them."""
        with self.writing(self.open):
            unsafe = [part for part in parts if part.size > part.synced]
            unsafe.sort(key=lambda part: part.stream.name != ARCHIVE)
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

    def _begin(self, stream: Stream, aggregator: str, day: date, now: datetime) -> OpenPart:
        if len(self._parts) >= OPEN_PARTS:
            oldest = min(self._parts, key=lambda place: self._parts[place].since)
            self._full.append(self._parts.pop(oldest))
        number = self._numbers[stream.name] = self._numbers.get(stream.name, 0) + 1
        name = part_name(aggregator, day, self._run, number, kind=stream.name, ending=stream.ending)
        with self.writing(self.open / name):
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND
            handle = os.open(self.open / name, flags, FILE_OURS_ALONE)
        part = self._parts[stream.name, aggregator, day] = OpenPart(name=name, stream=stream, handle=handle, since=now)
        if opening := stream.opening(name):
            self._write(part, opening)
        return part

    def room(self, *, quota: int, free_bytes: int) -> Room:
        """How full it is: see ``room.measure``. Copies that are kept don't count."""
        with self.writing(self.folder):
            return measure((self.open, self.sealed, self.runs, self.damaged), quota=quota, free_bytes=free_bytes)

    @contextmanager
    def writing(self, path: Path) -> Iterator[None]:
        """Say of an OSError that it is the spool's disk that refuses."""
        try:
            yield
        except OSError as error:
            raise SpoolUnwritable(
                f"The spool can't be written at {error.filename or path}: {error.strerror or error}. Make room or give "
                "this user the right to write there; what was acknowledged is safe, and the next run on this spool, "
                "or `scrapy spool send`, delivers it."
            ) from error
