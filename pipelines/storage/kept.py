"""Kept: copies of delivered WARC files that stay on this machine for a while, in the spool's folder ``kept``.

They are copies: nothing here is needed by anything, and whoever needs the room may delete them. A WARC file lies beside
its index (``….cdxj``), as in the target; ``scrapy replay spool/kept`` reads them without fetching a byte.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self

from pipelines.storage.disk import OURS_ALONE, TEMPORARY, forget, make_folder, move, write_whole
from pipelines.storage.keys import cdxj_key, spool_name
from pipelines.storage.plan import FilingPlan

WARC = ".warc.gz"


@dataclass(frozen=True, slots=True)
class Retention:
    """How long copies stay, and how many bytes of them; 0 leaves that one out. With both 0 nothing is kept.

    Age is counted from delivery, by this machine's clock.
    """

    days: float = 0
    bytes: int = 0

    @property
    def keeps(self) -> bool:
        """Whether anything is kept at all."""
        return self.days > 0 or self.bytes > 0


@dataclass(frozen=True, slots=True)
class KeptCopies:
    """The folder. Every method raises OSError as the system gave it."""

    folder: Path
    retention: Retention

    @classmethod
    def of(cls, plan: FilingPlan, folder: Path) -> Self:
        """The copies that a plan wants kept in a folder."""
        return cls(folder, Retention(plan.archive_keep_days, plan.archive_keep_bytes))

    def keep(self, sealed: Path, index: bytes) -> None:
        """Take a delivered WARC file from the spool, with its index; or let it go where nothing is kept.

        The index first: a run killed between the two leaves the WARC file in the spool, to be delivered and kept again.
        """
        if not self.retention.keeps:
            forget(sealed)
            return
        make_folder(self.folder, OURS_ALONE)
        write_whole(self.folder / cdxj_key(sealed.name), index)
        kept = self.folder / sealed.name
        move(sealed, kept)
        kept.touch()  # its age is counted from now

    def prune(self, now: datetime, *, all_of_them: bool = False) -> list[str]:
        """Remove what is too old, then the oldest until the rest is small enough; and what has no WARC file beside it.

        Args:
            now: The moment that age is counted to.
            all_of_them: Keep nothing: the disk has no room left.

        Returns:
            The names of the WARC files that went.
        """
        if not self.folder.is_dir():
            return []
        gone = list(self._surplus(now, all_of_them or not self.retention.keeps))
        for path in gone:
            forget(path)
            forget(path.with_name(cdxj_key(path.name)))
        for path in self.folder.iterdir():
            if path.suffix == TEMPORARY or (not path.with_name(path.stem + WARC).exists() and path.suffix == ".cdxj"):
                forget(path)
        return [path.name for path in gone]

    def _surplus(self, now: datetime, everything: bool) -> Iterator[Path]:
        """The WARC files that are to go, the oldest first."""
        copies = sorted((path.stat().st_mtime, path) for path in self.folder.glob(f"*{WARC}"))
        total = sum(_size(path) for _, path in copies)
        oldest = (now - timedelta(days=self.retention.days)).timestamp() if self.retention.days > 0 else 0.0
        for delivered, path in copies:
            if everything or delivered < oldest or 0 < self.retention.bytes < total:
                total -= _size(path)
                yield path


def forget_kept(spool: Path, keys: Iterable[str]) -> list[str]:
    """Remove the copies of objects that were written anew in the target, as a purge does.

    Returns:
        The names of the copies that were there.

    Raises:
        OSError: As the system gave it.
    """
    copies = [spool / "kept" / spool_name(key) for key in keys if key.endswith(WARC)]
    there = [path for path in copies if path.exists()]
    for path in there:
        forget(path)
        forget(path.with_name(cdxj_key(path.name)))
    return [path.name for path in there]


def _size(warc: Path) -> int:
    """Bytes of a WARC file and its index."""
    index = warc.with_name(cdxj_key(warc.name))
    return warc.stat().st_size + (index.stat().st_size if index.exists() else 0)
