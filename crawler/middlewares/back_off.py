"""A host that says "not now" is left alone: Retry-After kept, 429 and 503 answered by longer and longer pauses.

What was refused is asked for again by Scrapy's RetryMiddleware, and waits with the rest of its host. A pause that is
too long to wait for ends the host's work in this run; the ledger remembers it for the next.
"""

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from crawler.middlewares.host_books import HostBooks
from crawler.middlewares.left_alone import leave_alone
from crawler.middlewares.retry_after import read_retry_after
from crawler.middlewares.slots import Slots
from pipelines.clock import clock_of

logger = logging.getLogger(__name__)

NOT_NOW = frozenset({429, 503})

LOOK_AGAIN = 0.5
"""Seconds, during a pause, between two looks at whether the run is to stop."""


@dataclass(slots=True)
class Refusals:
    """A host's refusals in a row.

    Attributes:
        times: How many, those of one pause counted once.
        until: When the pause that they led to ends, by the monotonic clock.
    """

    times: int = 0
    until: float = 0.0


class BackOff:
    """Pauses a host for as long as it asks, or as it has refused in a row."""

    def __init__(self, crawler: Crawler):
        self._crawler = crawler
        self._slots = Slots(crawler)
        self._clock = clock_of(crawler.settings)
        self._first = crawler.settings.getfloat("BACK_OFF")
        self._longest = crawler.settings.getfloat("BACK_OFF_MAX")
        self._refusals: dict[str, Refusals] = {}
        self._ended: dict[str, str] = {}
        self._watches: set[asyncio.Future[None]] = set()
        self._met: dict[str, asyncio.Future[None]] = {}
        crawler.signals.connect(self._answered, signals.response_downloaded)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let a request pass whose host may be asked.

        Raises:
            LeftAlone: The host wants to be left alone for longer than this run waits.
            LedgerTrouble: The ledger can't say what the host wanted of earlier runs.
        """
        host = self._slots.host(request)
        if host not in self._met:
            self._met[host] = asyncio.ensure_future(self._remember(host))
        await asyncio.shield(self._met[host])
        if host in self._ended:
            raise leave_alone(self._crawler, "held", self._ended[host])

    async def _remember(self, host: str) -> None:
        """Keep what an earlier run promised."""
        books = self._crawler.get_item_pipeline(HostBooks)
        held = books.held_until(host) if books is not None else None
        wait = (held[0] - self._clock()).total_seconds() if held else 0.0
        if held is None or wait <= 0:
            return
        if wait > self._longest:
            self._end(host, _words(host, *held))
        else:
            await asyncio.sleep(wait)

    def _answered(self, response: Response, request: Request) -> None:
        """An answer came, and Scrapy has not yet looked for the next request of its host."""
        host = self._slots.host(request)
        told = self._told(response)
        if response.status in NOT_NOW:
            self._refused(host, response.status, told)
        elif told:
            self._pause(host, told, f"answered {response.status} with Retry-After")
        else:
            self._refusals.pop(host, None)

    def _refused(self, host: str, status: int, told: float | None) -> None:
        refusals = self._refusals.setdefault(host, Refusals())
        if refusals.until <= monotonic():  # else it was sent before the host first said so
            refusals.times += 1
        own = self._first * 2 ** (refusals.times - 1)
        # The host's own word is kept as it is; once it has not held true, it is not enough.
        wait = told if told is not None and refusals.times == 1 else max(told or 0.0, own)
        refusals.until = max(refusals.until, monotonic() + wait)
        self._crawler.stats.inc_value("politeness/refused")
        self._pause(host, wait, f"answered {status}")

    def _pause(self, host: str, seconds: float, reason: str) -> None:
        """Hold a host; for longer than a run waits, end its work."""
        until = self._clock() + timedelta(seconds=seconds)
        books = self._crawler.get_item_pipeline(HostBooks)
        if books is not None and seconds >= 1.0:
            books.hold(host, until, reason)
        if seconds <= self._longest:
            logger.info("%s %s: no request to it for %g s", host, reason, seconds)
            self._slots.pause(host, seconds)
            self._watches.add(asyncio.ensure_future(self._watch(host, seconds)))
            return
        self._end(host, _words(host, until, reason))

    def _end(self, host: str, why: str) -> None:
        """Leave a host alone for the rest of the run, and what waits for it."""
        self._ended[host] = why
        logger.warning("%s", why)
        self._slots.empty(host, lambda: leave_alone(self._crawler, "held", why))

    async def _watch(self, host: str, seconds: float) -> None:
        """A run that is told to stop does not sit out a pause first."""
        over = monotonic() + seconds
        while monotonic() < over:
            await asyncio.sleep(LOOK_AGAIN)
            if not self._crawler.engine.running:
                self._end(host, f"{host} was to be left alone for a while when the run was told to stop")
                return

    def _told(self, response: Response) -> float | None:
        value, date = (response.headers.get(name) for name in ("Retry-After", "Date"))
        return read_retry_after(
            value.decode("latin-1") if value else None,
            now=self._clock(),
            date=date.decode("latin-1") if date else None,
        )


def _words(host: str, until: datetime, reason: str) -> str:
    return f"{host} {reason} and is left alone until {until:%Y-%m-%d %H:%M} UTC"
