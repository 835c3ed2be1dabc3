"""Scrapy's item pipeline for the whole desk: an Article as printed in, clean copy out."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Self

from scrapy.exceptions import DropItem

from pipelines.clock import Clock
from pipelines.errors import LayoutMismatch
from pipelines.stages import STAGES, Chain, Plan, Stage
from pipelines.stages.dispatch import Dispatch
from pipelines.stages.stories_seen import StoriesSeen
from pipelines.storage.ledger import Ledger, Likeness

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class NoStory(DropItem):
    """The desk found that the page is no story. ``fault`` says why."""

    def __init__(self, fault: LayoutMismatch):
        super().__init__(str(fault), log_level="DEBUG")  # told by who asked for the page
        self.fault = fault


class Desk:
    """Runs every item through the stages. What a stage fails on is raised, and set aside by the wire room."""

    stages: ClassVar[tuple[type[Stage], ...]] = STAGES
    """In their order; a subclass, named in ITEM_PIPELINES, may have others."""

    def __init__(self, plan: Plan, count: Callable[[str], object], *, aggregator: str):
        self.plan, self._count, self._aggregator = plan, count, aggregator
        self._ledger: Ledger | None = None
        self._seen: StoriesSeen | None = None
        self._likenesses: list[Likeness] = []  # found, and not yet in the ledger
        self.chain = Chain(self.stages, plan, self._count)

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Scrapy's way to make one."""
        spider = crawler.spidercls
        plan = Plan.from_settings(crawler.settings)
        anybodys = getattr(spider, "reads_anybodys", False)  # then a time's zone is told by its story's language
        zones = dict(plan.zones) if anybodys else {spider.name: getattr(spider, "timezone", "UTC"), **plan.zones}
        return cls(replace(plan, zones=zones), crawler.stats.inc_value, aggregator=spider.name)

    async def take_up(self, ledger: Ledger, clock: Clock) -> None:
        """Work by what the ledger has learned of the aggregator, and know the stories of the last days.

        The whole run works by the template as it is now; by none unless what is learned is to be struck.

        Args:
            ledger: What was learned.
            clock: What time it is.

        Raises:
            LedgerTrouble: It can't be read.
        """
        learned = {}
        if self.plan.learning == "strike":
            learned = {self._aggregator: await asyncio.to_thread(ledger.template, self._aggregator)}
        self._ledger, self._seen = ledger, await asyncio.to_thread(StoriesSeen.load, ledger, clock())
        self.plan = replace(self.plan, template=learned, stories=self._seen)
        self.chain = Chain(self.stages, self.plan, self._count)

    def process_item(self, item: Dispatch) -> Dispatch:
        """The dispatch with its article made clean.

        Raises:
            NoStory: There is no copy on it.
            InvalidArticle: What came out does not satisfy the schema.
            StageFailed: A stage raised something else.
        """
        try:
            clean = self.chain.run(item.article)
        except LayoutMismatch as fault:
            raise NoStory(fault) from fault
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
        self.chain = Chain(self.stages, self.plan, self._count)
