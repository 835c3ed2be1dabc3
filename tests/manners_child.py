"""A crawl of the addresses given, with the project's settings and nothing of a spider but its requests.

``python -m tests.manners_child ADDRESS …`` writes one JSON object: what became of each address, and the stats.
"""

import json
import os
import sys
from datetime import UTC, datetime

import scrapy
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Request
from scrapy.utils.project import get_project_settings

from crawler.middlewares.left_alone import LeftAlone
from crawler.middlewares.reservations import FOR_A_STORY, rights_said
from crawler.page import Page


def just_before_midnight():
    """A clock for CLOCK."""
    return datetime(2026, 5, 31, 23, 59, 50, tzinfo=UTC)


def just_after_midnight():
    """Another."""
    return datetime(2026, 6, 1, 0, 0, 10, tzinfo=UTC)


def asked_first(way):
    """The address that was asked for before any redirect."""
    return way.meta.get("redirect_urls", [way.url])[0]


class Asking(scrapy.Spider):
    """Asks for each address once."""

    name = "asking"

    def __init__(self, urls, became, **given):
        super().__init__(**given)
        self.urls, self.became = urls, became

    async def start(self):
        stories = "ASKING_STORIES" in os.environ
        headers = {"User-Agent": "somebody else"}
        for url in self.urls:
            yield Request(url, self.came, headers=headers, meta={FOR_A_STORY: stories}, errback=self.failed)

    def came(self, response):
        said = rights_said(response, Page(body=response.body, url=response.url))
        rights = {"robots": said.robots, "tdm_reservation": said.tdm_reservation, "notice": said.notice}
        self.became[asked_first(response)] = {"status": response.status, "rights": rights}

    def failed(self, failure):
        kind = failure.value.kind if isinstance(failure.value, LeftAlone) else None
        self.became[asked_first(failure.request)] = {"kind": kind, "why": failure.getErrorMessage()}


def main(urls):
    became = {}
    settings = get_project_settings()
    # Nothing is filed here; Store is the ledger's door.
    settings["ITEM_PIPELINES"] = {"pipelines.stages.store.Store": 900, "crawler.middlewares.host_books.HostBooks": 950}
    settings["SPIDER_MODULES"] = []
    settings.setdict(json.loads(os.environ.get("ASKING_SETTINGS", "{}")), priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(Asking)
    process.crawl(crawler, urls=urls, became=became)
    process.start()
    stats = {name: value for name, value in crawler.stats.get_stats().items() if isinstance(value, int | float | str)}
    json.dump({"became": became, "stats": stats}, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1:])
