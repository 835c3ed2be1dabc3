"""What all stages do alike: a dozen lines over one pure function, driven by Scrapy or by ``Chain``."""

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar, Self

from pipelines.items import Article
from pipelines.stages.plan import Plan

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.statscollectors import StatsCollector


class Stage(ABC):
    """One step of the desk: an Article in, an Article out, an Edit for whatever was struck or changed.

    Scrapy makes a stage by ``from_crawler`` and calls ``process_item``; counted as ``stage/<name>/changed``.
    """

    name: ClassVar[str]

    def __init__(self, plan: Plan, stats: "StatsCollector | None" = None):
        self.plan = plan
        self.stats = stats

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Scrapy's way to make one."""
        return cls(Plan.from_settings(crawler.settings), crawler.stats)

    @abstractmethod
    def apply(self, article: Article) -> Article:
        """The article after this stage; the same object where nothing changed."""

    def process_item(self, item: Article) -> Article:
        """Scrapy's call: ``apply``, counted."""
        done = self.apply(item)
        if done is not item and self.stats is not None:
            self.stats.inc_value(f"stage/{self.name}/changed")
        return done
