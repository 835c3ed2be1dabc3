"""How many requests a host gets from us on one UTC day, over all runs that share a ledger."""

import logging
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from crawler.middlewares.host_books import HostBooks
from crawler.middlewares.left_alone import leave_alone
from crawler.middlewares.slots import Slots
from pipelines.errors import WrongSettings

logger = logging.getLogger(__name__)


class Budget:
    """Counts every request that leaves, robots.txt's and retries among them, and stops at HOST_BUDGET.

    It stands last, next to the network, so that what others refuse is not counted.
    """

    def __init__(self, crawler: Crawler):
        self._crawler = crawler
        self._slots = Slots(crawler)
        self._budget = _read(crawler.settings.get("HOST_BUDGET"))
        self._told: set[str] = set()
        crawler.signals.connect(self._answered, signals.response_downloaded)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one.

        Raises:
            WrongSettings: HOST_BUDGET is no number.
        """
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Let a request pass while its host has requests left.

        Raises:
            LeftAlone: It has none left today.
            LedgerTrouble: The ledger can't say how many there were.
        """
        books = self._crawler.get_item_pipeline(HostBooks)
        if books is None:
            return
        host = self._slots.host(request)
        if self._budget and books.requests_today(host) >= self._budget:
            why = f"{host} had its {self._budget} requests of today (HOST_BUDGET)"
            if host not in self._told:
                self._told.add(host)
                logger.warning("%s; it is left alone until the next UTC day", why)
            raise leave_alone(self._crawler, "budget", why)
        books.count(host, requests=1)

    def _answered(self, response: Response, request: Request) -> None:
        books = self._crawler.get_item_pipeline(HostBooks)
        if books is not None:
            books.count(self._slots.host(request), bytes_=len(response.body))


def _read(value: object) -> int:
    text = str(value or "0")
    if not (text.isascii() and text.isdigit()):
        raise WrongSettings(f"HOST_BUDGET={text}: expected how many requests a host gets on a day, 0 for no limit")
    return int(text)
