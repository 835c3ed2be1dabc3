"""Scrapy's item pipeline for the whole desk: an Article as printed in, clean copy out."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Self

from pipelines.stages import STAGES, Chain, Plan
from pipelines.stages.dispatch import Dispatch
from pipelines.stages.stories_seen import StoriesSeen
from pipelines.storage.ledger import Ledger, Likeness

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class Desk:
    """Runs every item through the stages. A stage that fails loses that article alone: Scrapy counts and names it."""

    def __init__(self, plan: Plan, count: Callable[[str], object], *, aggregator: str):
        self.plan, self._count, self._aggregator = plan, count, aggregator
        self._ledger: Ledger | None = None
        self._seen: StoriesSeen | None = None
        self._likenesses: list[Likeness] = []  # found, and not yet in the ledger
        self.chain = Chain(STAGES, plan, self._count)

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Scrapy's way to make one."""
        spider = crawler.spidercls
        plan = Plan.from_settings(crawler.settings)
        zones = {spider.name: getattr(spider, "timezone", "UTC"), **plan.zones}
        return cls(replace(plan, zones=zones), crawler.stats.inc_value, aggregator=spider.name)

    async def take_up(self, ledger: Ledger, now: datetime) -> None:
        """Work by what the ledger has learned of the aggregator, and know the stories of the last days.

        The whole run works by the template as it is now; by none unless what is learned is to be struck.

        Raises:
            LedgerTrouble: It can't be read.
        """
        learned = {}
        if self.plan.learning == "strike":
            learned = {self._aggregator: await asyncio.to_thread(ledger.template, self._aggregator)}
        self._ledger, self._seen = ledger, await asyncio.to_thread(StoriesSeen.load, ledger, now)
        self.plan = replace(self.plan, template=learned, stories=self._seen)
        self.chain = Chain(STAGES, self.plan, self._count)

    def process_item(self, item: Dispatch) -> Dispatch:
        """The dispatch with its article made clean."""
        clean = self.chain.run(item.article)
        if self._seen is not None:
            self._likenesses.extend(self._seen.take_new())
        return replace(item, article=clean)

    def flush(self) -> None:
        """Write what was found of the same stories elsewhere. Called with each acknowledgement, from its thread."""
        found, self._likenesses = self._likenesses, []
        if found and self._ledger is not None:
            self._ledger.mark_likenesses(found)

    def close(self) -> None:
        """The run is over: write what is left, and let the stories of the last days go, which are many."""
        self.flush()
        self._seen = None
        self.plan = replace(self.plan, stories=None)
        self.chain = Chain(STAGES, self.plan, self._count)
