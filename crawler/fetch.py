"""One page fetched with a crawl's manners: robots.txt, identity, limits, certificates. For ``scrapy clean URL``."""

from collections.abc import AsyncIterator
from typing import Any

import scrapy
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Request, Response
from scrapy.settings import Settings
from twisted.python.failure import Failure

from crawler.page import Page
from crawler.spiders.base import page_of
from pipelines.clock import wall
from pipelines.errors import UnreadablePage

# Nothing of the crawl but its manners.
ALONE = {"ITEM_PIPELINES": {}, "EXTENSIONS": {}, "LOG_LEVEL": "ERROR", "LOGSTATS_INTERVAL": 0.0}


class OnePage(scrapy.Spider):
    """Fetches ``url`` and keeps what came."""

    name = "one_page"

    def __init__(self, *args: Any, url: str, kept: list[Page | str], **given: Any):
        super().__init__(*args, **given)
        self.url = url
        self.kept = kept

    async def start(self) -> AsyncIterator[Request]:
        """The one request."""
        yield Request(self.url, self.keep, errback=self.fail)

    def keep(self, response: Response) -> None:
        """The page came."""
        self.kept.append(page_of(response, wall))

    def fail(self, failure: Failure) -> None:
        """It did not."""
        self.kept.append(failure.getErrorMessage() or str(failure.type))


def fetch_page(url: str, settings: Settings) -> Page:
    """Fetch one page.

    Raises:
        UnreadablePage: It could not be had; the message says why (robots.txt, the network, the certificate, …).
    """
    settings = settings.copy()
    settings.setdict(ALONE, priority="cmdline")
    kept: list[Page | str] = []
    process = AsyncCrawlerProcess(settings)
    process.crawl(OnePage, url=url, kept=kept)
    process.start()
    page = kept[0] if kept else "no answer"
    if isinstance(page, str):
        raise UnreadablePage(f"{url}: could not be fetched: {page}")
    if page.status != 200:
        raise UnreadablePage(f"{url}: the site answered {page.status}")
    return page
