"""Filing: the one door to the spool, the target and the ledger.

    filing = Filing(plan)
    filing.open()                    # recovers what a killed run left; refuses to start where it could not file
    place = filing.archive(exchange, aggregator="inkl")   # the page, before it is read
    filing.file(article)             # quick: one small write
    filing.tick()                    # about once a second: everything filed before is now acknowledged
    report = filing.close()          # the manifest last

``archive``, ``file`` and ``quarantine`` may be called from another thread than ``tick``.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from importlib.metadata import version
from threading import Lock

from pipelines.errors import StorageTrouble
from pipelines.items import ArchivedAt, Article
from pipelines.storage.archive.exchange import Exchange
from pipelines.storage.books import close_run
from pipelines.storage.delivery import Delivered, Delivery
from pipelines.storage.intake import Intake
from pipelines.storage.journal import RunStart
from pipelines.storage.kept import KeptCopies
from pipelines.storage.keys import manifest_key, run_of
from pipelines.storage.ledger import Facts, Ledger
from pipelines.storage.plan import FilingPlan
from pipelines.storage.quarantine import Quarantined
from pipelines.storage.recovery import still_here, take_up, waiting_parts
from pipelines.storage.report import FilingReport, FilingStatus
from pipelines.storage.spool import Spool
from pipelines.storage.target import open_target
from pipelines.storage.uploader import Unsent, Uploader
from pipelines.storage.watch import Watch
from pipelines.storage.withdrawn import Withdrawn, load

__all__ = ["Filing", "FilingPlan", "FilingReport", "FilingStatus", "Unsent"]


class Filing:
    """Files articles so that what is acknowledged is never lost and never filed twice.

    An article is acknowledged when a ``tick`` or ``close`` after its ``file`` has returned.

    Raises:
        WrongSettings: FILE_TO is neither a bucket's address nor a folder's.
        BucketRefused: the S3 client can't be made: the endpoint is no address, there is no such AWS profile.
    """

    def __init__(self, plan: FilingPlan, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)):
        self.plan = plan
        self._clock = clock
        self._spool = Spool(plan.spool, plan.run_id)
        self._intake = Intake(plan, self._spool, clock=clock)
        self._delivery = Delivery(self._spool, open_target(plan), KeptCopies.of(plan, self._spool.kept))
        self._watch = Watch(plan, self._spool, self._delivery.kept, clock)
        self._uploader = Uploader(self._delivery.deliver, plan.uploads_at_once)
        self._flushing = Lock()  # one flush at a time; held while the disk syncs
        self._spooled = 0
        self._failure: StorageTrouble | None = None
        self._flush_failed = False
        self._report: FilingReport | None = None
        self._is_open = False

    def open(self) -> None:
        """Take the spool, complete what an earlier run left in it, and make sure that this one can file.

        Raises:
            SpoolLocked: another run holds the spool.
            StorageTrouble: the spool or the ledger can't be used.
            BucketRefused: the target will not take anything until a person changes something.
            DeliveryTrouble: the target can't be reached.
            SpoolFull: the spool has no room left, though what could be delivered was.
            WrongSettings: the ledger's URL is none, or the run id was used before.
        """
        now = self._clock()
        with ExitStack() as undo:
            self._spool.lock()
            undo.callback(self._spool.unlock)
            self._ledger = Ledger(self.plan.ledger_url)
            undo.callback(self._ledger.close)
            plan = self.plan
            self._former = take_up(
                self._delivery, self._ledger, learns=plan.learns, at_once=plan.uploads_at_once, now=now
            )
            self._intake.withdrawn = load(self._delivery.target)
            self._watch.prune()
            self._watch.look()
            self._ledger.start_run(self.plan.run_id, spider=self.plan.spider, at=now)
            with self._spool.writing(self._spool.runs):
                start = RunStart(run=self.plan.run_id, started=now, version=version("copydesk"))
                self._delivery.journal(self.plan.run_id).begin(start)
            undo.pop_all()
        self._uploader.start()
        self._is_open = True

    @property
    def is_open(self) -> bool:
        """Whether ``open`` went well and the ledger is there; still so after ``close``."""
        return self._is_open

    @property
    def ledger(self) -> Ledger:
        """The ledger, while filing is open."""
        return self._ledger

    @property
    def withdrawn(self) -> Withdrawn:
        """What was withdrawn, as of when filing was opened: none of it is filed again."""
        return self._intake.withdrawn

    def knows(self, ids: Iterable[str]) -> set[str]:
        """Which article ids are stored already, by any run, or were filed by this one."""
        wanted = set(ids)
        mine = self._intake.filed_of(wanted)
        return mine | self._ledger.knows(wanted - mine)

    def file(self, article: Article, facts: Facts | None = None) -> None:
        """Append an article to the spool: see ``Intake.file``."""
        self._intake.file(article, facts or Facts())

    def archive(self, exchange: Exchange, *, aggregator: str) -> ArchivedAt:
        """Append a page to the archive, before anybody reads it: see ``Intake.archive``."""
        return self._intake.archive(exchange, aggregator=aggregator)

    def quarantine(self, entry: Quarantined) -> None:
        """Append what could not be filed as it was: see ``Intake.quarantine``."""
        self._intake.quarantine(entry)

    def tick(self) -> None:
        """Acknowledge what was filed: sync the spool, then mark the ledger. Hand parts that are due to the uploader.

        Raises:
            SpoolFull: the spool has no more room; all that was filed is acknowledged. Stop the run.
            StorageTrouble: the spool or the ledger failed: stop the run.
        """
        failure = self._failure or self._intake.failure or self._uploader.failure
        if failure:
            raise failure
        self._flush()
        self._watch.look()

    def status(self) -> FilingStatus:
        """How far the run has got."""
        totals = self._totals
        return FilingStatus(
            filed=self._intake.filed,
            spooled=self._spooled,
            repeats=self._intake.repeats,
            archived=self._intake.archived,
            quarantined=self._intake.quarantined,
            parts_waiting=self._uploader.waiting,
            parts_uploaded=totals.parts,
            bytes_uploaded=totals.bytes,
            trouble=self._uploader.trouble,
            crowded=self._watch.crowded,
        )

    def close(self, *, ended: str = "finished") -> FilingReport:
        """Acknowledge and deliver all that is left, with a bounded number of tries; the manifest last.

        Never raises for trouble with spool, ledger or target: the report says what is left where. A second call
        returns the same report; so does one after ``open`` failed, and says that nothing was filed.

        Args:
            ended: What the manifest says of the run's end: "finished", "stopped", …
        """
        if self._report is None:
            self._report = self._close(ended) if self._is_open else self._nothing(ended)
        return self._report

    @property
    def _totals(self) -> Delivered:
        return self._delivery.totals.get(self.plan.run_id, Delivered())

    def _flush(self, *, everything: bool = False) -> None:
        with self._flushing:
            pending, due, parts = self._intake.take(everything=everything)
            try:
                self._spool.sync(parts)
                self._ledger.mark_stored(pending)
            except StorageTrouble as trouble:
                # Never tried again: after a failed fsync the system may call the next one a success all the same.
                self._failure, self._flush_failed = trouble, True
                raise
            self._spooled += len(pending)
            self._uploader.add([self._spool.finish(part) for part in due])

    def _close(self, ended: str) -> FilingReport:
        with suppress(StorageTrouble):  # kept in self._failure
            if not self._flush_failed:
                self._flush(everything=True)
        left = [*self._former.unsent, *self._uploader.finish()]
        self._failure = self._failure or self._intake.failure or self._uploader.failure
        manifest = None
        try:
            if not self._failure and not self._has_waiting_parts():
                manifest, unsent = self._close_books(ended)
                left += unsent
            report = self._make_report(ended, manifest, left)
            self._watch.prune()
            self._ledger.end_run(
                self.plan.run_id,
                at=self._clock(),
                outcome=ended if report.ok else "unsent",
                counts={**self._intake.counts, "unsent": len(report.unsent)},
            )
        except StorageTrouble as failure:
            self._failure = self._failure or failure
            report = self._make_report(ended, manifest, left)
        finally:
            self._ledger.close()
            self._spool.unlock()
        return report

    def _close_books(self, ended: str) -> tuple[str | None, tuple[Unsent, ...]]:
        run, at_once = self.plan.run_id, self.plan.uploads_at_once
        unsent = close_run(self._delivery, run, ended=ended, now=self._clock(), at_once=at_once)
        return (None if unsent else self._delivery.target.where(manifest_key(run))), unsent

    def _has_waiting_parts(self) -> bool:
        return any(run_of(path.name) == self.plan.run_id for path in waiting_parts(self._spool))

    def _make_report(self, ended: str, manifest: str | None, left: Sequence[Unsent]) -> FilingReport:
        totals = self._totals
        return FilingReport(
            run=self.plan.run_id,
            ended=ended,
            articles=totals.articles,
            parts=totals.parts,
            bytes=totals.bytes,
            pages=totals.pages,
            archived_bytes=totals.archived_bytes,
            quarantined=self._intake.quarantined,
            manifest=manifest,
            unsent=still_here(self._spool, left),
            unspooled=self._intake.filed - self._spooled,
            recovered=tuple(self._former.recovered),
            damaged=self._former.damaged,
            crowded=self._watch.crowded,
            trouble=str(self._failure or self._watch.out or "") or None,
        )

    def _nothing(self, ended: str) -> FilingReport:
        return FilingReport(run=self.plan.run_id, ended=ended, articles=0, parts=0, bytes=0, manifest=None)
