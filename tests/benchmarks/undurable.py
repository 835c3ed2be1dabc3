"""A filing that keeps nothing safe: what durability is measured against. Articles wait in memory and go out at the end.

As Scrapy's own S3 feed has it: no spool, no archive, nothing marked in the ledger. The ledger is still what tells the
crawl what to ask for; it should lie in memory (a file on /dev/shm), and what it takes is measured and left out.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Self

import msgspec

from pipelines.clock import clock_of
from pipelines.items import Article
from pipelines.stages.store import Store, filing_plan
from pipelines.storage.filing import Filing
from pipelines.storage.keys import part_key, part_stem
from pipelines.storage.ledger import Facts, Ledger
from pipelines.storage.parts import PACKED, pack
from pipelines.storage.plan import FilingPlan
from pipelines.storage.report import FilingReport, FilingStatus
from pipelines.storage.target import open_target

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class Undurable(Filing):
    """Filing by what it promises to the crawl, and nothing else."""

    def __init__(self, plan: FilingPlan, *, clock: Callable[[], datetime]):
        super().__init__(plan, clock=clock)
        self._target = open_target(plan)
        self._encoder = msgspec.json.Encoder()
        self._lines: list[bytes] = []

    def open(self) -> None:
        self._ledger = Ledger(self.plan.ledger_url)
        self._target.check()
        self._ledger.start_run(self.plan.run_id, spider=self.plan.spider, at=self._clock())
        self._is_open = True

    def file(self, article: Article, facts: Facts | None = None) -> None:
        self._lines.append(self._encoder.encode(article) + b"\n")

    def tick(self) -> None:
        pass

    def status(self) -> FilingStatus:
        filed = len(self._lines)
        return FilingStatus(
            filed=filed,
            spooled=0,
            repeats=0,
            archived=0,
            quarantined=0,
            parts_waiting=0,
            parts_uploaded=0,
            bytes_uploaded=0,
            trouble=None,
        )

    def close(self, *, ended: str = "finished") -> FilingReport:
        run, day, size = self.plan.run_id, self._clock().date(), 0
        starts = range(0, len(self._lines), self.plan.part_articles)
        for number, start in enumerate(starts, start=1):
            data = pack(b"".join(self._lines[start : start + self.plan.part_articles]), PACKED)
            self._target.put(part_key(part_stem("inkl", day, run, number)), data)
            size += len(data)
        self._ledger.close()
        return FilingReport(
            run=run, ended=ended, articles=len(self._lines), parts=len(starts), bytes=size, manifest=None
        )


class UndurableStore(Store):
    """The item pipeline over it."""

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        plan = filing_plan(crawler.settings, spider=crawler.spidercls.name)
        return cls(crawler, Undurable(plan, clock=clock_of(crawler.settings)))
