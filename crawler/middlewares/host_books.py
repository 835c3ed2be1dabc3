"""What the ledger knows of hosts: requests of the day, and until when one wants to be left alone.

Scrapy opens and closes it as an item pipeline, since it must be closed before the ledger is; items never pass it.
"""

import logging
from collections import Counter
from datetime import date, datetime
from time import monotonic
from typing import Self

from scrapy.crawler import Crawler

from pipelines.clock import clock_of
from pipelines.errors import LedgerTrouble
from pipelines.stages.store import Store
from pipelines.storage.ledger import HostState, Ledger

logger = logging.getLogger(__name__)

# Seconds between two entries in the ledger: what a kill can make it forget to count, against a write a request.
TICK = 5.0


class HostBooks:
    """Counts by host and UTC day, entered in the ledger in batches; holds, entered at once."""

    def __init__(self, crawler: Crawler):
        self._crawler = crawler
        self._clock = clock_of(crawler.settings)
        self._known: dict[tuple[str, date], HostState] = {}
        self._requests: Counter[tuple[str, date]] = Counter()
        self._bytes: Counter[tuple[str, date]] = Counter()
        self._entered = monotonic()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        return cls(crawler)

    def close_spider(self) -> None:
        """Enter what is left. Not a coroutine: Scrapy starts those only after this, the ledger's end among them."""
        try:
            self.enter()
        except LedgerTrouble as trouble:  # what is filed must be delivered all the same
            logger.error("%s; the last %g s of requests to hosts were not counted", trouble, TICK)

    def now(self) -> datetime:
        """The moment of the run."""
        return self._clock()

    def requests_today(self, host: str) -> int:
        """Requests to a host on this UTC day, by all runs that have entered theirs, and by this one.

        Raises:
            LedgerTrouble: The ledger can't be asked.
        """
        page = host, self.now().date()
        return self._state(page).requests + self._requests[page]

    def held_until(self, host: str) -> tuple[datetime, str] | None:
        """Until when a host was found to want to be left alone, by this or an earlier run, and why; None: it was not.

        Raises:
            LedgerTrouble: The ledger can't be asked.
        """
        state = self._state((host, self.now().date()))
        return (state.not_before, state.reason or "") if state.not_before else None

    def count(self, host: str, requests: int = 0, bytes_: int = 0) -> None:
        """Count requests sent and bytes received."""
        page = host, self.now().date()
        self._requests[page] += requests
        self._bytes[page] += bytes_
        if monotonic() - self._entered >= TICK:
            self.enter()

    def hold(self, host: str, until: datetime, reason: str) -> None:
        """Remember that a host is to be left alone.

        Raises:
            LedgerTrouble: The ledger can't be written.
        """
        ledger = self._ledger()
        if ledger is not None:
            ledger.hold_host(host, until, reason)
        self._known.clear()

    def enter(self) -> None:
        """Enter all counts in the ledger, and forget what it said of hosts: other runs enter theirs too.

        Raises:
            LedgerTrouble: The ledger can't be written.
        """
        self._entered = monotonic()
        ledger = self._ledger() if self._requests or self._bytes else None
        if ledger is None:
            return
        for host, day in self._requests.keys() | self._bytes.keys():
            ledger.count_host(host, day, self._requests[host, day], self._bytes[host, day])
        self._requests.clear()
        self._bytes.clear()
        self._known.clear()

    def _state(self, page: tuple[str, date]) -> HostState:
        """What the ledger says of a host and a day, asked once between two entries."""
        if page not in self._known:
            ledger = self._ledger()
            nothing = HostState(host=page[0], day=page[1], requests=0, bytes=0, not_before=None, reason=None)
            self._known[page] = ledger.host(*page) if ledger is not None else nothing
        return self._known[page]

    def _ledger(self) -> Ledger | None:
        """None where the run files nothing, or could not begin to."""
        store = self._crawler.get_item_pipeline(Store)
        return store.filing.ledger if store is not None and store.refused is None else None
