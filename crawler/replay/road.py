"""The road of a replay: file after file is opened, its pages go to the workers, and what comes of them to its unit.

Files follow one another without a pause between them, so that many small ones keep as many workers busy as a large one
does. What becomes of the articles is the unit's matter: they are filed (``refiling``) or compared (``comparing``).
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Protocol

from crawler.replay.copies import local_copy
from crawler.replay.earlier import Earlier
from crawler.replay.pages import Pages
from crawler.replay.plan import ReplayPlan
from crawler.replay.records import PassedOver
from crawler.replay.slices import Answers, Task, in_slices
from crawler.replay.sources import Warc
from crawler.replay.tally import Tally
from crawler.replay.workers import Work, in_order
from pipelines.errors import CopydeskError, KeyTaken
from pipelines.storage.target import Target, open_target

logger = logging.getLogger(__name__)


class Unit(Protocol):
    """What one WARC file's pages come to."""

    where: str
    """The file's address."""
    failed: Exception | None
    """Why the file can't be finished; None while it can."""

    def take(self, passed: list[PassedOver], answers: Answers) -> None:
        """What came of some of the pages."""

    def close(self) -> None:
        """All pages have been taken."""


class Purpose(Protocol):
    """What a replay is for."""

    def begin(self, warc: Warc, sha256: str, earlier: Earlier | None) -> tuple[Unit, Pages] | None:
        """Take up a file.

        Args:
            warc: The file.
            sha256: Of its bytes, in hexadecimal.
            earlier: The run that archived its pages; None where that is nobody's that is known.

        Returns:
            Its unit, and its pages; None where there is nothing to do.
        """


@dataclass(frozen=True, slots=True)
class Piece:
    """What goes with a slice: its unit, what was passed over before it, and whether it is the last."""

    unit: Unit
    passed: list[PassedOver] = field(default_factory=list)
    is_last: bool = False


@dataclass(slots=True)
class Road:
    """One replay.

    Args:
        plan: What it works by.
        purpose: What it is for.
        tally: Its figures, to be watched meanwhile.
    """

    plan: ReplayPlan
    purpose: Purpose
    tally: Tally
    _earlier: Earlier | None = None
    _earlier_at: str | None = None

    def run(self, warcs: Iterable[Warc], work: Work, ahead: int, watch: Callable[[], object]) -> None:
        """Replay the files.

        Args:
            warcs: Those that the operator named.
            work: The workers.
            ahead: Slices that are given out before the first is back.
            watch: Called after every slice.

        Raises:
            DeliveryTrouble: The target can't be reached or does not take what is filed; what was done is done.
            WorkerLost: A worker was killed.
        """
        for piece, answers in in_order(self._pieces(warcs), work, ahead):
            unit = piece.unit
            if unit.failed is None:
                try:
                    unit.take(piece.passed, answers)
                    if piece.is_last:
                        unit.close()
                        self.tally.files += 1
                except KeyTaken as fault:
                    unit.failed = fault
                    self._failed(unit.where, fault)
            watch()

    def _pieces(self, warcs: Iterable[Warc]) -> Iterator[tuple[Piece, list[Task]]]:
        for warc in warcs:
            try:
                yield from self._of(warc)
            except (CopydeskError, OSError) as fault:
                self._failed(warc.where, fault)

    def _of(self, warc: Warc) -> Iterator[tuple[Piece, list[Task]]]:
        """One file's slices; none of a file that is done, or whose run goes on."""
        earlier = self._run_of(warc)
        if earlier is None and warc.own_key is not None:
            self.tally.by_why["open"] += 1
            logger.error("%s: the run that archived it has not ended, so nobody knows yet what it filed", warc.where)
            return
        with local_copy(warc) as copy:
            begun = self.purpose.begin(warc, copy.sha256, earlier)
            if begun is None:
                return
            unit, pages = begun
            try:
                for tasks, passed in in_slices(pages.tasks(copy.path)):
                    yield Piece(unit, passed), tasks
            except (CopydeskError, OSError) as fault:
                unit.failed = fault
                raise
        yield Piece(unit, is_last=True), []

    def _run_of(self, warc: Warc) -> Earlier | None:
        """What the run filed that archived a file's pages; the last run is kept, since its files follow one another."""
        if self._earlier is None or self._earlier.manifest.run != warc.run or self._earlier_at != warc.root:
            self._earlier, self._earlier_at = Earlier.of(warc, self._places(warc)), warc.root
        return self._earlier

    def _places(self, warc: Warc) -> list[Target]:
        """Where the run of a file may have filed: under the file's own root, else where this replay files."""
        if warc.root in (None, self.plan.root):
            return [self.plan.target]
        return [open_target(replace(self.plan.filing, file_to=warc.root)), self.plan.target]

    def _failed(self, where: str, fault: object) -> None:
        self.tally.by_why["unit"] += 1
        logger.error("%s: %s", where, fault)
