"""What became of a run: its counts, its exit status, and the summary an operator reads at its end."""

import asyncio
import os
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import FrameType
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler

from crawler.guards.refused import GUARDS
from crawler.monitor.drift import drift_lines
from crawler.monitor.logs import keep_secrets_out_of_logs
from pipelines.errors import CopydeskError, WrongSettings
from pipelines.stages.store import Store
from pipelines.storage.filing import FilingReport

# Counts that mean "something failed", and how the summary calls them.
FAILURES = {
    "story/failed": "stories that could not be fetched",
    "story/no_story": "addresses in urls that are no story",
    "listing/failed": "listing pages that could not be fetched",
    "listing/broken": "listings that could be read only in part",
    "listing/without_stories": "listing pages that link no story",
    "layout/mismatch": "pages that no layout fits",
    "page/unreadable": "pages that could not be read",
    "run/item_errors": "articles that a stage failed on",
    "run/spider_errors": "pages that the spider failed on",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended.

    Attributes:
        counts: Scrapy's stats.
        report: What was filed; None where filing never began.
        refused: Why filing could not start or had to stop; None where it did not.
        signalled: The signal that stopped the run; None where none did.
    """

    counts: Mapping[str, Any]
    report: FilingReport | None
    refused: CopydeskError | None
    signalled: int | None

    @property
    def failures(self) -> dict[str, int]:
        """What failed, by the words of the summary."""
        return {words: self.counts[name] for name, words in FAILURES.items() if self.counts.get(name)}

    @property
    def is_cut_short(self) -> bool:
        """Whether a signal ended the run before filing was closed: a second one, or one while filing was opened."""
        return self.signalled is not None and self.report is None and self.refused is None

    @property
    def exit_status(self) -> int:
        """0 done; 1 something failed or is unsent; 2 wrong settings; 3 could not start; 128 + signal stopped by it."""
        if isinstance(self.refused, WrongSettings):
            return 2
        if self.is_cut_short:
            return 128 + (self.signalled or 0)
        if self.report is None or (self.refused is not None and not self.counts.get("response_received_count")):
            return 3
        if not self.report.ok or self.refused is not None:
            return 1
        if self.signalled is not None:
            return 128 + self.signalled
        return 1 if self.failures else 0


class RecordOutcome:
    """Scrapy extension: counts what Scrapy only logs, and remembers the signal that stopped the run."""

    def __init__(self, crawler: Crawler):
        self._crawler = crawler
        self._signalled: int | None = None
        self._watch_soon()
        crawler.signals.connect(self._item_error, signals.item_error)
        crawler.signals.connect(self._spider_error, signals.spider_error)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        keep_secrets_out_of_logs(os.environ)  # here too, for who starts a crawl without our command
        return cls(crawler)

    def outcome(self) -> Outcome:
        """The outcome, once the crawl is over."""
        store = self._crawler.get_item_pipeline(Store) if self._crawler._engine else None  # none before it starts
        return Outcome(
            counts=self._crawler.stats.get_stats(),
            report=store.report if store else None,
            refused=store.refused if store else None,
            signalled=self._signalled,
        )

    def _watch_soon(self) -> None:
        """Watch from the reactor's first turn on, when Scrapy has its handlers in place: to open may take a while."""
        asyncio.get_event_loop().call_soon(self._watch_signals)

    def _watch_signals(self) -> None:
        """Note the first SIGINT or SIGTERM, then do what Scrapy does: finish what is under way, and close."""
        for number in (signal.SIGINT, signal.SIGTERM):
            then = signal.getsignal(number)
            if callable(then):
                signal.signal(number, partial(self._note, then))

    def _note(self, then: Callable[[int, FrameType | None], Any], number: int, frame: FrameType | None) -> None:
        self._signalled = self._signalled or number
        then(number, frame)

    def _item_error(self) -> None:
        self._crawler.stats.inc_value("run/item_errors")

    def _spider_error(self) -> None:
        self._crawler.stats.inc_value("run/spider_errors")


def summary(outcome: Outcome) -> list[str]:
    """The run in a few lines: what was filed and where, what failed, what is left and what to do."""
    filed = _filed(outcome.report) if outcome.report is not None else []
    return [*filed, *_told(outcome), *_left(outcome)]


def _filed(report: FilingReport) -> list[str]:
    """What was delivered, and where its manifest is."""
    lines = []
    parts = "1 part" if report.parts == 1 else f"{report.parts} parts"
    lines.append(
        f"{report.articles} article{'s' * (report.articles != 1)} filed in {parts} ({report.bytes / 1000:,.0f} kB)"
    )
    if report.pages:
        pages = "1 page" if report.pages == 1 else f"{report.pages} pages"
        lines.append(f"{pages} archived ({report.archived_bytes / 1000:,.0f} kB)")
    if report.manifest:
        lines.append(f"manifest: {report.manifest}")
    lines += [f"completed the earlier run {run}" for run in report.recovered]
    return lines


def _told(outcome: Outcome) -> list[str]:
    """What became of the stories and listings, by their counts."""
    counts, report = outcome.counts, outcome.report
    passed = {
        "lead/found": "leads to stories elsewhere, new (scrapy leads lists them)",
        "lead/taken": "leads taken up from other aggregators",
        "story/on_several_pages": "stories read from several pages",
        "story/page_missing": "stories of which a later page did not come (the log says which and why)",
        "story/too_many_pages": "stories of more pages than are read",
        "story/revised": "stories that changed, filed as new revisions",
        "story/unchanged": "stories looked at again and unchanged",
        "story/already_stored": "stories listed that are stored already",
        "story/moved": "stories whose address has changed",
        "story/left_alone": "stories left alone, as their site or the budget asks",
        "listing/left_alone": "listing pages left alone, as their site or the budget asks",
        "listing/unchanged": "listings that had not changed",
        "listing/not_due": "listings that are not due yet (-a again=yes looks at them now)",
        "story/withdrawn": "stories left alone, as they were withdrawn",
        "story/none": "pages that held no story",
        "story/gone": "stories gone (404 or 410)",
        "story/forbidden": "stories left alone as robots.txt asks",
        "listing/forbidden": "listing pages left alone as robots.txt asks",
        "story/too_old": "stories older than asked for",
        "edit/site-config/doubt": "pages whose site config may be out of date (their edits site-config/doubt say why)",
    }
    lines = [f"{words}: {counts[name]}" for name, words in passed.items() if counts.get(name)]
    stopped = {words: counts.get(f"guards/{guard}") for guard, words in GUARDS.items()}
    lines += [f"refused: {words}: {times}" for words, times in stopped.items() if times]
    lines += [f"FAILED: {words}: {times}" for words, times in outcome.failures.items()]
    if report is not None and report.quarantined:
        lines.append(f"QUARANTINED: {report.quarantined} stories (scrapy quarantine list says why)")
    lines += drift_lines(counts)
    return lines


def _left(outcome: Outcome) -> list[str]:
    """What is left, why, and what to do."""
    report = outcome.report
    lines = []
    if outcome.is_cut_short:
        lines.append(
            f"STOPPED at once by {signal.Signals(outcome.signalled or 0).name}. Nothing is lost: what was acknowledged "
            "is in the spool, and the next run on it, or `scrapy spool send`, files that."
        )
    if outcome.refused is not None:
        lines.append(f"STOPPED: {outcome.refused}")
    if report is not None:
        lines += [f"UNSENT: {left.path}: {left.reason}" for left in report.unsent]
        if report.unsent:
            lines.append("Nothing is lost: the next run on this spool, or `scrapy spool send`, sends what is unsent.")
        if report.crowded and not report.trouble:
            lines.append(f"SPOOL: it {report.crowded}; a run ends when it is full.")
        if report.unspooled:
            lines.append(f"NOT FILED: {report.unspooled} articles; they are read again by the next run.")
        if report.trouble and outcome.refused is None:
            lines.append(f"STOPPED: {report.trouble}")
    return lines
