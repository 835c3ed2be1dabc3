"""A replay from its sources to its summary: archived pages read again and filed, one WARC file a unit.

Files follow one another through the workers without a pause between them, so that many small ones keep as many workers
busy as a large one does. Each is filed by a run of its own, which a replay that was killed takes up when it is started
again: ``pipelines.storage.replays`` and ``pipelines.storage.batch`` say how that files nothing twice.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from crawler.replay.copies import local_copy
from crawler.replay.earlier import Earlier
from crawler.replay.plan import ReplayPlan
from crawler.replay.records import PassedOver
from crawler.replay.slices import Reading, Task, Unread, in_slices
from crawler.replay.sources import Warc
from crawler.replay.tally import Tally
from crawler.replay.unit import Pages, Unit
from crawler.replay.workers import Work, in_order
from pipelines.errors import CopydeskError, KeyTaken
from pipelines.storage.batch import Batch
from pipelines.storage.journal import RunStart
from pipelines.storage.replays import Claim, Claimed, claim_unit
from pipelines.storage.target import Target, open_target
from pipelines.storage.withdrawn import Withdrawn, load

logger = logging.getLogger(__name__)

ENDED = "replayed"
"""What the manifest of a replay says of its end."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What goes with a slice: its unit, what was passed over before it, and whether it is the last."""

    unit: Unit
    passed: list[PassedOver] = field(default_factory=list)
    is_last: bool = False


@dataclass(slots=True)
class Replay:
    """One replay.

    Args:
        plan: What it works by.
        tally: Its figures, to be watched meanwhile.
    """

    plan: ReplayPlan
    tally: Tally = field(default_factory=Tally)
    _runs: set[str] = field(default_factory=set)  # of this replay's units
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
        self.plan.target.check()
        withdrawn = load(self.plan.target)
        for piece, readings in in_order(self._pieces(warcs, withdrawn), work, ahead):
            self._take(piece, readings)
            watch()

    def _take(self, piece: Piece, readings: list[Reading | Unread]) -> None:
        unit = piece.unit
        if unit.failed is not None:
            return
        try:
            unit.take(piece.passed, readings)
            if piece.is_last:
                unit.batch.close(ended=ENDED, now=self.plan.clock)
                self.tally.files += 1
        except KeyTaken as fault:
            unit.failed = fault
            self._failed(
                unit.where,
                f"{fault} Run {unit.batch.run} was begun when fewer stories were withdrawn; --again begins anew.",
            )

    # --- from the files to the workers ---

    def _pieces(self, warcs: Iterable[Warc], withdrawn: Withdrawn) -> Iterator[tuple[Piece, list[Task]]]:
        for warc in warcs:
            try:
                yield from self._of(warc, withdrawn)
            except (CopydeskError, OSError) as fault:
                self._failed(warc.where, fault)

    def _of(self, warc: Warc, withdrawn: Withdrawn) -> Iterator[tuple[Piece, list[Task]]]:
        """One file's slices; none of a file that is done, or whose run goes on."""
        earlier = self._run_of(warc)
        if earlier is None and warc.own_key is not None:
            self.tally.by_why["open"] += 1
            logger.error("%s: the run that archived it has not ended, so nobody knows yet what it filed", warc.where)
            return
        with local_copy(warc) as copy:
            claimed = self._claim(warc, copy.sha256, earlier)
            if claimed.is_done or claimed.claim.run in self._runs:  # the same bytes may lie there under two names
                self.tally.done += 1
                logger.info("%s: was replayed by the same rules, by run %s", warc.where, claimed.claim.run)
                return
            self._runs.add(claimed.claim.run)
            filed = earlier.filed(warc.name) if earlier else None
            unit = Unit(warc.where, self._batch(claimed.claim), self.tally, withdrawn, numbers=filed is None)
            try:
                for tasks, passed in in_slices(Pages(warc, self.plan, filed).tasks(copy.path)):
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

    def _claim(self, warc: Warc, sha256: str, earlier: Earlier | None) -> Claimed:
        aggregator = unquote(warc.segment) if warc.segment else self.plan.selection.aggregator
        found = {"filed_by": earlier.manifest.run if earlier else None, "archived_here": warc.root == self.plan.root}
        return claim_unit(
            self.plan.target,
            source=warc.where,
            source_sha256=sha256,
            made_by=self.plan.made_by(aggregator),
            selection={**self.plan.in_words(), **found},
            now=self.plan.clock(),
            again=self.plan.again,
        )

    def _batch(self, claim: Claim) -> Batch:
        filing = self.plan.filing
        return Batch(
            self.plan.target,
            RunStart(run=claim.run, started=claim.started, version=claim.made_by.version),
            part_articles=filing.part_articles,
            each=filing.articles_per_object == 1,
            at_once=filing.uploads_at_once,
        )

    def _failed(self, where: str, fault: object) -> None:
        self.tally.by_why["unit"] += 1
        logger.error("%s: %s", where, fault)
