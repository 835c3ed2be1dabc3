"""The journal of a run: what it has delivered, so that its manifest can be written by whoever survives it.

One line says when the run began and by which release, then one line for each object delivered. A part is forgotten
only after its line is safe here.
"""

import os
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Lock

import msgspec

from pipelines.storage.disk import FILE_OURS_ALONE, append_all, write_whole
from pipelines.storage.keys import run_moment
from pipelines.storage.parts import FiledObject


@dataclass(frozen=True, slots=True, kw_only=True)
class RunStart:
    """The first line of a journal."""

    run: str
    started: datetime
    version: str

    @classmethod
    def of(cls, run: str) -> "RunStart":
        """The little that a run's id alone says, for a run whose journal is lost."""
        return cls(run=run, started=run_moment(run), version="unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """A run's journal. Threads may append at the same time."""

    path: Path
    _one_at_a_time: Lock = field(default_factory=Lock, repr=False)

    def begin(self, start: RunStart) -> None:
        """Write the first line; the file is there whole or not at all."""
        write_whole(self.path, msgspec.json.encode(start) + b"\n")

    def append(self, delivered: list[FiledObject]) -> None:
        """Note objects as delivered; safe when this returns."""
        lines = b"".join(msgspec.json.encode(entry) + b"\n" for entry in delivered)
        with self._one_at_a_time:
            handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, FILE_OURS_ALONE)
            size = os.fstat(handle).st_size
            try:
                append_all(handle, lines)
                os.fsync(handle)
            except OSError:
                with suppress(OSError):  # or another thread's line would be glued to half of this one
                    os.ftruncate(handle, size)
                raise
            finally:
                os.close(handle)

    def read(self) -> tuple[RunStart | None, list[FiledObject]]:
        """The run's beginning, and what it delivered, by key: each once, though a crash may have noted it twice.

        A torn line is passed over: what it would have named is still in the spool.
        """
        start: RunStart | None = None
        delivered: dict[str, FiledObject] = {}
        for line in self.path.read_bytes().splitlines() if self.path.exists() else ():
            try:
                entry = msgspec.json.decode(line, type=dict[str, msgspec.Raw])
                if "run" in entry:
                    start = msgspec.json.decode(line, type=RunStart)
                else:
                    filed = msgspec.json.decode(line, type=FiledObject)
                    delivered[filed.key] = filed
            except (msgspec.DecodeError, UnicodeDecodeError):
                continue
        return start, [delivered[key] for key in sorted(delivered)]
