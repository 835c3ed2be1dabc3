"""Filing: the one door to the spool, the target and the ledger.

    filing = Filing(plan)
    filing.open()                    # recovers what a killed run left; refuses to start where it could not file
    filing.file(article)             # quick: one small write
    filing.tick()                    # about once a second: everything filed before is now acknowledged
    report = filing.close()          # the manifest last

``file`` and ``tick`` may be called from different threads.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib.metadata import version
from threading import Lock

import msgspec

from pipelines.errors import InvalidArticle, StorageTrouble
from pipelines.items import Article
from pipelines.storage.books import close_run
from pipelines.storage.delivery import Delivered, Delivery
from pipelines.storage.journal import RunStart
from pipelines.storage.keys import manifest_key, run_moment, run_of
from pipelines.storage.ledger import Facts, Ledger, StoredStory
from pipelines.storage.plan import FilingPlan
from pipelines.storage.recovery import deliver_former, put_in_order, still_here, unfinished_runs, waiting_parts
from pipelines.storage.report import FilingReport, FilingStatus
from pipelines.storage.spool import Spool
from pipelines.storage.stored_story import stored_story
from pipelines.storage.target import open_target
from pipelines.storage.uploader import Unsent, Uploader

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
        self._encode = msgspec.json.Encoder().encode
        self._spool = Spool(
            plan.spool,
            plan.run_id,
            part_articles=plan.part_articles,
            part_seconds=plan.part_seconds,
            each=plan.articles_per_object == 1,
        )
        self._delivery = Delivery(self._spool, open_target(plan))
        self._uploader = Uploader(self._delivery.deliver, plan.uploads_at_once)
        self._run_day = run_moment(plan.run_id).date()
        self._writing = Lock()  # a part's lines and the lists beside it; held for a small write
        self._flushing = Lock()  # one flush at a time; held while the disk syncs
        self._seen: dict[str, tuple[int, ...]] = {}  # article id: the revisions filed
        self._pending: list[StoredStory] = []
        self._filed = self._spooled = self._repeats = 0
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
            WrongSettings: the ledger's URL is none, or the run id was used before.
        """
        now = self._clock()
        with ExitStack() as undo:
            self._spool.lock()
            undo.callback(self._spool.unlock)
            self._ledger = Ledger(self.plan.ledger_url)
            undo.callback(self._ledger.close)
            self._damaged = put_in_order(self._spool, self._ledger, now, learns=self.plan.learns)
            for run in unfinished_runs(self._spool):  # the spool is ours alone, so whoever had it is over
                self._ledger.release_run(run)
            self._delivery.target.check()
            self._recovered, self._unsent_before = deliver_former(
                self._delivery, self._ledger, at_once=self.plan.uploads_at_once, now=now
            )
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

    def knows(self, ids: Iterable[str]) -> set[str]:
        """Which article ids are stored already, by any run, or were filed by this one."""
        wanted = set(ids)
        with self._writing:
            mine = wanted & self._seen.keys()
        return mine | self._ledger.knows(wanted - mine)

    def file(self, article: Article, facts: Facts | None = None) -> None:
        """Append an article to the spool. The same revision of the same article twice in a run is filed once.

        Args:
            article: The finished article.
            facts: What else the look at its page told, for the ledger alone; None where there is nothing to tell.

        Raises:
            InvalidArticle: it can't be written as JSON, or has no aggregator or id.
            StorageTrouble: the spool refuses, now or before: stop the run.
        """
        line, day = self._line(article), self._day(article)
        now = self._clock()
        story = stored_story(
            article, run=self.plan.run_id, part="", at=now, facts=facts or Facts(), learns=self.plan.learns
        )
        with self._writing:
            if self._failure:
                raise self._failure
            revisions = self._seen.get(article.id, ())
            if article.revision in revisions:
                self._repeats += 1
                return
            try:
                key = self._spool.append(article.aggregator, day, line, now)
            except StorageTrouble as trouble:
                self._failure = trouble
                raise
            self._seen[article.id] = (*revisions, article.revision)
            self._filed += 1
            self._pending.append(replace(story, part=key))

    def tick(self) -> None:
        """Acknowledge what was filed: sync the spool, then mark the ledger. Hand parts that are due to the uploader.

        Raises:
            StorageTrouble: the spool or the ledger failed: stop the run.
        """
        failure = self._failure or self._uploader.failure
        if failure:
            raise failure
        self._flush()

    def status(self) -> FilingStatus:
        """How far the run has got."""
        totals = self._totals
        return FilingStatus(
            filed=self._filed,
            spooled=self._spooled,
            repeats=self._repeats,
            parts_waiting=self._uploader.waiting,
            parts_uploaded=totals.parts,
            bytes_uploaded=totals.bytes,
            trouble=self._uploader.trouble,
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

    def _line(self, article: Article) -> bytes:
        if not (article.id and article.aggregator):
            raise InvalidArticle(f"Article {article.id or article.url!r} has no id or no aggregator; it was not filed.")
        try:
            return self._encode(article) + b"\n"
        except (UnicodeEncodeError, TypeError) as error:
            raise InvalidArticle(
                f"Article {article.id!r} can't be written as JSON: {error}. It was not filed."
            ) from error

    def _day(self, article: Article) -> date:
        """The UTC day of the fetch; for a page handed in without a moment, the day the run began."""
        fetched = article.source.fetched_at
        return fetched.astimezone(UTC).date() if fetched else self._run_day

    def _flush(self, *, everything: bool = False) -> None:
        with self._flushing:
            with self._writing:
                pending, self._pending = self._pending, []
                due = self._spool.take_due(self._clock(), all_of_them=everything)
                parts = [*due, *self._spool.still_open()]
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
        left = [*self._unsent_before, *self._uploader.finish()]
        self._failure = self._failure or self._uploader.failure
        manifest = None
        try:
            if not self._failure and not self._has_waiting_parts():
                manifest, unsent = self._close_books(ended)
                left += unsent
            report = self._make_report(ended, manifest, left)
            self._ledger.end_run(
                self.plan.run_id,
                at=self._clock(),
                outcome=ended if report.ok else "unsent",
                counts={"articles": self._filed, "repeats": self._repeats, "unsent": len(report.unsent)},
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
            manifest=manifest,
            unsent=still_here(self._spool, left),
            unspooled=self._filed - self._spooled,
            recovered=tuple(self._recovered),
            damaged=self._damaged,
            trouble=str(self._failure) if self._failure else None,
        )

    def _nothing(self, ended: str) -> FilingReport:
        return FilingReport(run=self.plan.run_id, ended=ended, articles=0, parts=0, bytes=0, manifest=None)
