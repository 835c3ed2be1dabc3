"""A process and all that it started: the memory they hold at their peak, and the processor they took."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from typing import Self

EVERY = 0.05  # seconds between two looks
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass
class ProcessTree:
    """Watches a process and its descendants while the ``with`` lasts. Linux alone: it reads /proc.

    Attributes:
        pid: The process.
        most: Bytes of resident memory, of all of them together at one moment. Pages that they share count for each.
        most_of_one: The same of the largest alone.
        taken: Seconds of processor by process, as of the last look.
    """

    pid: int
    most: int = 0
    most_of_one: int = 0
    taken: dict[int, float] = field(default_factory=dict)
    _over: Event = field(default_factory=Event)

    def __enter__(self) -> Self:
        self._thread = Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_how: object) -> None:
        self._over.set()
        self._thread.join()

    @property
    def cpu(self) -> float:
        """Seconds of processor, of all of them."""
        return sum(self.taken.values())

    def _watch(self) -> None:
        while not self._over.wait(EVERY):
            sizes = [self._look(pid) for pid in descendants(self.pid)]
            self.most = max(self.most, sum(sizes))
            self.most_of_one = max(self.most_of_one, *sizes, 0)

    def _look(self, pid: int) -> int:
        try:
            numbers = _stat(pid)
            resident = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        except (OSError, IndexError):  # it is gone
            return 0
        self.taken[pid] = (int(numbers[11]) + int(numbers[12])) / TICKS
        return resident * PAGE


def descendants(pid: int) -> Iterator[int]:
    """A process and all that it started, and those started."""
    parents: dict[int, list[int]] = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                parents.setdefault(int(_stat(int(entry))[1]), []).append(int(entry))
            except (OSError, IndexError):
                continue
    waiting = [pid]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += parents.get(one, ())


def _stat(pid: int) -> list[str]:
    """The fields of /proc/<pid>/stat behind the name, which may hold anything: state, parent, …"""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
