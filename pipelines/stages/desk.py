"""Scrapy's item pipeline for the whole desk: an Article as printed in, clean copy out."""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Self

from pipelines.errors import CopydeskError
from pipelines.stages import STAGES, Chain, Plan
from pipelines.stages.dispatch import Dispatch
from pipelines.storage.ledger import Ledger
from pipelines.text.template.judgement import Template

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class Desk:
    """Runs every item through the stages. A stage that fails loses that article alone: Scrapy counts and names it."""

    def __init__(self, plan: Plan, count: Callable[[str], object], *, aggregator: str, ledger_url: str):
        self.plan, self._count = plan, count
        self._aggregator, self._ledger_url = aggregator, ledger_url
        self.chain = Chain(STAGES, plan, count)

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Scrapy's way to make one."""
        settings = crawler.settings
        return cls(
            Plan.from_settings(settings),
            crawler.stats.inc_value,
            aggregator=crawler.spidercls.name,
            ledger_url=settings["LEDGER_URL"],
        )

    async def open_spider(self) -> None:
        """Take up what the ledger has learned of the aggregator; the whole run works by it as it is now."""
        # A ledger that fails here fails for Store too, which says so and does not start the run.
        with contextlib.suppress(CopydeskError):
            template = await asyncio.to_thread(_read_template, self._ledger_url, self._aggregator)
            self.plan = replace(self.plan, template={self._aggregator: template})
            self.chain = Chain(STAGES, self.plan, self._count)

    def process_item(self, item: Dispatch) -> Dispatch:
        """The dispatch with its article made clean."""
        return replace(item, article=self.chain.run(item.article))


def _read_template(ledger_url: str, aggregator: str) -> Template:
    ledger = Ledger(ledger_url)
    try:
        return ledger.template(aggregator)
    finally:
        ledger.close()
