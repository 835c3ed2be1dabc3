"""Crawl-delay of robots.txt, applied: Scrapy reads it and leaves it at that."""

import logging
from typing import Self
from urllib.parse import urlsplit

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Request
from scrapy.robotstxt import RobotParser

logger = logging.getLogger(__name__)

# Seconds. A longer delay than this is a site's way to say no; a minute a page still files a section a day.
LONGEST = 60.0


class CrawlDelay:
    """Sets a host's delay to what its robots.txt asks of us, never to less than our own."""

    def __init__(self, crawler: Crawler):
        self._crawler = crawler
        self._user_agent = crawler.settings["ROBOTSTXT_USER_AGENT"]
        crawler.signals.connect(self._heard, signals.robots_parsed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        return cls(crawler)

    def _heard(self, robotparser: RobotParser, request: Request) -> None:
        """A host's robots.txt was read; ``request`` is the first one that waited for it."""
        asked = robotparser.crawl_delay(self._user_agent)
        if not asked or asked <= 0:
            return
        downloader = self._crawler.engine.downloader
        delay = max(self._crawler.settings.getfloat("DOWNLOAD_DELAY"), min(asked, LONGEST))
        key = downloader.get_slot_key(request)
        # No jitter, since "seconds between requests" means at least so many. Scrapy forgets the slot of a host that
        # rests for a minute and makes it anew from its settings, so both are set.
        downloader.per_slot_settings[key] = {"delay": delay, "jitter": 0.0}
        slot = downloader.slots.get(key)
        if slot is not None:
            slot.delay, slot.jitter = delay, 0.0
        self._crawler.stats.set_value(f"politeness/crawl_delay/{key}", delay)
        logger.info("%s asks for %g s between requests; keeping %g s", urlsplit(request.url).netloc, asked, delay)
