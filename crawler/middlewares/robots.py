"""robots.txt (RFC 9309), in place of Scrapy's reader: one that can't be had forbids everything, for this run.

Scrapy's takes an error page for a robots.txt without rules, and a host that does not answer for one that allows all.
"""

import asyncio
import logging
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Request, Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import ProtegoRobotParser

from crawler.middlewares.left_alone import FORBIDDEN, LeftAlone, leave_alone
from crawler.rights.usage import LARGEST_FILE, NOTHING_SAID, Usage, read_robots_usage

logger = logging.getLogger(__name__)

TOO_MANY = 429
"""The one 4xx that does not mean "there is no robots.txt": the host is there, and wants to be left alone."""


@dataclass(frozen=True, slots=True)
class SiteRobots:
    """What a site's robots.txt came to.

    Attributes:
        parser: Its rules; None where there is none.
        usage: What it says of use.
        closed: Why nothing may be asked for; None where rules say what may.
    """

    parser: ProtegoRobotParser | None = None
    usage: Usage = NOTHING_SAID
    closed: str | None = None


class Robots:
    """Asks for a site's robots.txt before its first page, and holds every request against it.

    What came is sent about as Scrapy's signal ``robots_parsed``.
    """

    def __init__(self, crawler: Crawler):
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        self._crawler = crawler
        self._name = crawler.settings["ROBOTSTXT_USER_AGENT"]
        self._longest = crawler.settings.getfloat("CRAWL_DELAY_MAX")
        self._sites: dict[str, asyncio.Future[SiteRobots]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let a request pass that robots.txt allows.

        Raises:
            LeftAlone: It does not.
        """
        if request.meta.get("dont_obey_robotstxt") or not request.url.startswith(("http://", "https://")):
            return
        site = await self.site(request)
        if site.closed:
            raise leave_alone(self._crawler, "robots", site.closed)
        if site.parser is not None and not site.parser.allowed(request.url, self._name):
            raise leave_alone(self._crawler, "robots", FORBIDDEN)

    async def site(self, request: Request) -> SiteRobots:
        """The robots.txt that governs a request, fetched once a run.

        Raises:
            LeftAlone: Its host is not to be asked now, not even for this.
        """
        parts = urlsplit(request.url)
        place = f"{parts.scheme}://{parts.netloc}"
        if place not in self._sites:
            self._sites[place] = asyncio.ensure_future(self._fetch(f"{place}/robots.txt", request))
        try:
            return await asyncio.shield(self._sites[place])
        except LeftAlone:
            self._sites.pop(place, None)  # there may be another day
            raise

    async def _fetch(self, url: str, first: Request) -> SiteRobots:
        asked = Request(url, callback=NO_CALLBACK, priority=1000, meta={"dont_obey_robotstxt": True})
        try:
            response = await self._crawler.engine.download_async(asked)
        except LeftAlone:
            raise
        except Exception as fault:
            return self._closed(url, str(fault) or type(fault).__name__)
        if 400 <= response.status < 500 and response.status != TOO_MANY:
            return SiteRobots()
        if not 200 <= response.status < 300:
            return self._closed(url, f"the site answered {response.status}")
        return self._read(response, first)

    def _read(self, response: Response, first: Request) -> SiteRobots:
        body = response.body[:LARGEST_FILE]
        parser = ProtegoRobotParser(body, self._crawler.spider)
        delay = parser.crawl_delay(self._name) or 0.0
        if delay > self._longest:
            return self._closed(response.url, f"it asks for {delay:g} s between requests, which is a way to say no")
        self._crawler.signals.send_catch_log(signals.robots_parsed, robotparser=parser, request=first)
        return SiteRobots(parser, read_robots_usage(body.decode("utf-8-sig", "replace")))

    def _closed(self, url: str, why: str) -> SiteRobots:
        """A site of which nothing is asked for in this run (RFC 9309, 2.3.1.4)."""
        self._crawler.stats.inc_value("politeness/robots_closed")
        logger.warning("%s: %s; the site is left alone in this run", url, why)
        return SiteRobots(closed=f"{FORBIDDEN}: {url}: {why}")
