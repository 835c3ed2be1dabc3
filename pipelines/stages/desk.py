"""Scrapy's item pipeline for the whole desk: an Article as printed in, clean copy out."""

from typing import TYPE_CHECKING, Self

from pipelines.items import Article
from pipelines.stages import STAGES, Chain, Plan

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class Desk:
    """Runs every item through the stages. A stage that fails loses that article alone: Scrapy counts and names it."""

    def __init__(self, chain: Chain):
        self.chain = chain

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Scrapy's way to make one."""
        return cls(Chain(STAGES, Plan.from_settings(crawler.settings), crawler.stats.inc_value))

    def process_item(self, item: Article) -> Article:
        """The article, made clean."""
        return self.chain.run(item)
