"""The pace that a host's robots.txt asks for, kept: Crawl-delay and Request-rate. Scrapy reads the one and keeps none.

A host that asks for a pace gets one request at a time, and the pause is counted from the answer, not from the question:
so it is kept as the host sees it, whatever the network does between. AutoThrottle has no say there: what it aims at,
fewer requests for a host that answers slowly, comes by itself. Hosts that ask for nothing are left to it.
"""

import logging
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from scrapy.robotstxt import ProtegoRobotParser

from crawler.middlewares.slots import Slots

logger = logging.getLogger(__name__)


class Pace:
    """Sets a host's delay to what its robots.txt asks of us, never to less than our own."""

    def __init__(self, crawler: Crawler):
        self._crawler = crawler
        self._slots = Slots(crawler)
        self._name = crawler.settings["ROBOTSTXT_USER_AGENT"]
        self._own = crawler.settings.getfloat("DOWNLOAD_DELAY")
        self._asked: dict[str, float] = {}
        crawler.signals.connect(self._heard, signals.robots_parsed)
        crawler.signals.connect(self._answered, signals.response_downloaded)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Begin with our own delay; keep AutoThrottle's hands off a host that has said what it wants."""
        host = self._slots.host(request)
        self._slots.open(host, self._own)
        request.meta["autothrottle_dont_adjust_delay"] = host in self._asked

    def _heard(self, robotparser: ProtegoRobotParser, request: Request) -> None:
        """A site's robots.txt was read; ``request`` is the first one that waited for it."""
        asked = delay_asked(robotparser, self._name)
        if asked is None:
            return
        host = self._slots.host(request)
        delay = max(asked, self._own, self._asked.get(host, 0.0))  # one host may have sites on several ports
        self._asked[host] = delay
        self._slots.pace(host, delay)
        self._slots.pause(host, 0.0)  # robots.txt was itself a request, and has just been answered
        self._crawler.stats.set_value(f"politeness/crawl_delay/{host}", delay)
        logger.info("%s asks for %g s between requests; keeping %g s", host, asked, delay)

    def _answered(self, response: Response, request: Request) -> None:
        """An answer came, and Scrapy has not yet looked for the next request of its host."""
        host = self._slots.host(request)
        if host in self._asked:
            self._slots.pause(host, 0.0)


def delay_asked(robots: ProtegoRobotParser, name: str) -> float | None:
    """Seconds between two requests that a robots.txt asks of us; None where it asks for nothing.

    Request-rate, so many documents in so many seconds, is kept by even steps. One with a time of day is kept all day:
    the site finds us slower than it asked, at other hours.
    """
    rate = robots.rp.request_rate(name)
    asked = max(robots.crawl_delay(name) or 0.0, rate.seconds / rate.requests if rate else 0.0)
    return asked if asked > 0 else None
