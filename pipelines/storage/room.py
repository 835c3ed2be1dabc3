"""Room: how full the spool is, against its quota and its disk; a word before it is full, an end before nothing goes."""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import disk_usage

MB = 2**20
# Share of the quota at which a word is due: at a gigabyte, of which a run fills some tens of megabytes a minute, there
# are minutes left to look at what holds up delivery.
CROWDED = 0.8
# A floor that is set for real disks is too much of a small one: there it is a tenth of it.
SHARE_OF_DISK = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What a spool holds and could hold, in bytes, at one moment."""

    used: int
    quota: int
    """What it may hold (SPOOL_BYTES); 0: as much as there is room for."""
    free: int
    """What its disk has left for this user."""
    floor: int
    """What the disk shall keep free."""

    @property
    def is_out(self) -> bool:
        """Whether nothing more is to be taken."""
        return self._is_over_quota or self.free < self.floor

    @property
    def is_crowded(self) -> bool:
        """Whether it soon will be."""
        return self.is_out or (self.quota > 0 and self.used >= CROWDED * self.quota) or self.free < 2 * self.floor

    @property
    def _is_over_quota(self) -> bool:
        return 0 < self.quota <= self.used

    def __str__(self) -> str:
        """How full it is, by what is scarcer: "holds 834 MB, 83 % of SPOOL_BYTES"."""
        held = f"holds {_megabytes(self.used)}"
        if self.quota and (self._is_over_quota or self.free >= 2 * self.floor):
            return f"{held}, {100 * self.used // self.quota} % of SPOOL_BYTES ({_megabytes(self.quota)})"
        floor = f"; SPOOL_FREE_BYTES keeps {_megabytes(self.floor)} free" if self.floor else ""
        return f"{held}, and its disk has {_megabytes(self.free)} left{floor}"


def measure(folders: tuple[Path, ...], *, quota: int, free_bytes: int) -> Room:
    """The room that a spool has now.

    Args:
        folders: Where it holds what is not delivered; the first is on the disk that counts.
        quota: SPOOL_BYTES; 0: none.
        free_bytes: SPOOL_FREE_BYTES; 0: none.

    Raises:
        OSError: As the system gave it.
    """
    disk = disk_usage(folders[0])
    floor = min(free_bytes, disk.total // SHARE_OF_DISK)
    used = sum(size for folder in folders for size in _sizes(folder))
    return Room(used=used, quota=quota, free=disk.free, floor=floor)


def _sizes(folder: Path) -> Iterator[int]:
    """The size of each file in a folder; what is delivered meanwhile is not there."""
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            with suppress(FileNotFoundError):
                yield entry.stat().st_size


def _megabytes(size: int) -> str:
    return f"{size / MB:.0f} MB" if size >= 10 * MB else f"{size / MB:.1f} MB"
