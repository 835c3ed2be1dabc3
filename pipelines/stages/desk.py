"""Scrapy's item pipeline for the whole desk: an Article as printed in, clean copy out."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Self

from pipelines.clock import Clock, wall
from pipelines.errors import InvalidArticle, StageFailed
from pipelines.items import Article
from pipelines.stages import STAGES, Chain, Plan
from pipelines.stages.dispatch import Dispatch
from pipelines.stages.stories_seen import StoriesSeen
from pipelines.stages.validate import Validate
from pipelines.storage.ledger import Ledger, Likeness
from pipelines.storage.quarantine import Quarantined, quarantine

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class Desk:
    """Runs every item through the stages. What a stage fails on goes to quarantine, and the run goes on."""

    def __init__(self, plan: Plan, count: Callable[[str], object], *, aggregator: str):
        self.plan, self._count, self._aggregator = plan, count, aggregator
        self._quarantine: Callable[[Quarantined], None] | None = None
        self._clock: Clock = wall
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

    async def take_up(
        self, ledger: Ledger, clock: Clock, quarantine: Callable[[Quarantined], None] | None = None
    ) -> None:
        """Work by what the ledger has learned of the aggregator, and know the stories of the last days.

        The whole run works by the template as it is now; by none unless what is learned is to be struck.

        Args:
            ledger: What was learned.
            clock: What time it is.
            quarantine: Where what a stage fails on goes; None: nowhere.

        Raises:
            LedgerTrouble: It can't be read.
        """
        self._quarantine, self._clock = quarantine, clock
        learned = {}
        if self.plan.learning == "strike":
            learned = {self._aggregator: await asyncio.to_thread(ledger.template, self._aggregator)}
        self._ledger, self._seen = ledger, await asyncio.to_thread(StoriesSeen.load, ledger, clock())
        self.plan = replace(self.plan, template=learned, stories=self._seen)
        self.chain = Chain(STAGES, self.plan, self._count)

    def process_item(self, item: Dispatch) -> Dispatch:
        """The dispatch with its article made clean.

        Raises:
            InvalidArticle, StageFailed: It is in quarantine.
            StorageTrouble: It could not be put there.
        """
        try:
            clean = self.chain.run(item.article)
        except (InvalidArticle, StageFailed) as fault:
            self._set_aside(item.article, fault)
            raise
        if self._seen is not None:
            self._likenesses.extend(self._seen.take_new())
        return replace(item, article=clean)

    def _set_aside(self, article: Article, fault: InvalidArticle | StageFailed) -> None:
        if self._quarantine is not None:
            stage = fault.stage if isinstance(fault, StageFailed) else Validate.name
            self._quarantine(quarantine(article, fault, stage=stage, at=self._clock()))

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
