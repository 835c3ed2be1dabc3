"""The watch over the spool's room: a word once it grows scarce, and the run's end before nothing can be written."""

import logging
from collections.abc import Callable
from datetime import datetime

from pipelines.errors import SpoolFull
from pipelines.storage.kept import KeptCopies
from pipelines.storage.plan import FilingPlan
from pipelines.storage.room import Room
from pipelines.storage.spool import Spool

log = logging.getLogger(__name__)


class Watch:
    """One run's. ``look`` is asked about once a second: it costs a look at the spool's folders."""

    def __init__(self, plan: FilingPlan, spool: Spool, kept: KeptCopies, clock: Callable[[], datetime]):
        self._plan, self._spool, self._kept, self._clock = plan, spool, kept, clock
        self.crowded: str | None = None
        """How full the spool is, or was when that was last worth a word; None where it never was."""
        self.out: SpoolFull | None = None
        """Why nothing more is taken; None while there is room."""

    def look(self) -> None:
        """See how much room there is. Copies that are kept go before the run does.

        Raises:
            SpoolFull: There is none; so again at each further look.
            SpoolUnwritable: The spool can't be looked at.
        """
        if self.out is not None:
            raise self.out
        room = self._room()
        if room.is_out and self.prune(all_of_them=True):
            room = self._room()
        if room.is_crowded:
            self._tell(room)
        if room.is_out:
            self.out = SpoolFull(
                f"The spool {self._spool.folder} {room}: nothing more is taken. What was filed is safe and is sent "
                "where the target takes it. Look at why delivery is slow, make room, or raise SPOOL_BYTES."
            )
            raise self.out

    def prune(self, *, all_of_them: bool = False) -> bool:
        """Remove copies that are not to be kept any longer; whether there were any.

        Raises:
            SpoolUnwritable: They can't be removed.
        """
        with self._spool.writing(self._kept.folder):
            gone = self._kept.prune(self._clock(), all_of_them=all_of_them)
        if gone:
            why = "the spool's room is needed" if all_of_them else "ARCHIVE_KEEP_DAYS, ARCHIVE_KEEP_BYTES"
            log.info("Removed %d kept WARC files (%s); the target has them", len(gone), why)
        return bool(gone)

    def _room(self) -> Room:
        return self._spool.room(quota=self._plan.spool_bytes, free_bytes=self._plan.spool_free_bytes)

    def _tell(self, room: Room) -> None:
        """Once a run in the log; always in what ``crowded`` says."""
        if self.crowded is None:
            log.warning("The spool %s %s: the run ends when it is full", self._spool.folder, room)
        self.crowded = str(room)
