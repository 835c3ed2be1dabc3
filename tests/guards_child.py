"""A crawl of addresses with the project's settings: see guards_crawl.

``python -m tests.guards_child`` reads one JSON object from standard input and writes one: what became of each
address, the stats, and how many megabytes the process grew.
"""

import json
import sys
from pathlib import Path

import scrapy
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Request
from scrapy.utils.project import get_project_settings
from twisted.internet.defer import fail, succeed
from twisted.internet.error import DNSLookupError

from crawler.frontier.arguments import Arguments
from crawler.guards.resolver import GuardedResolver

TOLD: dict[str, list[str]] = {}


class ToldNames(GuardedResolver):
    """Knows the names that a test tells it; of several addresses one after the other, the last of them for ever."""

    def getHostByName(self, name, timeout=()):
        if name not in TOLD:
            return super().getHostByName(name, timeout) if name[0].isdigit() else fail(DNSLookupError(name))
        return succeed(TOLD[name].pop(0) if len(TOLD[name]) > 1 else TOLD[name][0])


class Asking(scrapy.Spider):
    """Asks for each address once, as a spider does that was told where its site is."""

    name = "asking"

    def __init__(self, asked, became, **given):
        super().__init__(**given)
        self.asked, self.became = asked, became
        if asked["spider"] == "aggregator":
            self.arguments = Arguments(site=asked["site"])

    async def start(self):
        for url in self.asked["urls"]:
            yield Request(url, self.came, errback=self.failed, cb_kwargs={"url": url}, dont_filter=True)

    def came(self, response, url):
        self.became[url] = {"status": response.status, "at": response.url, "size": len(response.body)}

    def failed(self, failure):
        url = failure.request.cb_kwargs["url"]
        kind = getattr(failure.value, "kind", None)
        self.became[url] = {"kind": kind, "why": failure.getErrorMessage(), "fault": type(failure.value).__name__}


def most_memory():
    """Megabytes that the process has had at most. (What getrusage says is at least what the parent had.)"""
    (line,) = (line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) // 1024


def main(asked):
    became = {}
    TOLD.update(asked["names"])
    settings = get_project_settings()
    own = {"ITEM_PIPELINES": {}, "SPIDER_MODULES": [], "EXTENSIONS": {}, "AUTOTHROTTLE_ENABLED": False}
    own |= {"DOWNLOAD_DELAY": 0, "TWISTED_DNS_RESOLVER": "tests.guards_child.ToldNames", "CONTACT": "test"}
    settings.setdict(own | asked["settings"], priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(Asking)
    before = most_memory()
    process.crawl(crawler, asked=asked, became=became)
    process.start()
    stats = {name: value for name, value in crawler.stats.get_stats().items() if isinstance(value, int | float | str)}
    json.dump({"became": became, "stats": stats, "megabytes": most_memory() - before}, sys.stdout)


if __name__ == "__main__":
    # Under its own name, so that the resolver that Scrapy loads is the one whose names are told.
    from tests.guards_child import main as run

    run(json.load(sys.stdin))
