"""Scrapy's download slots, one a host: their pace, a pause for all that waits in one, and its end.

A slot is where every request of a host passes, robots.txt's and retries among them, so what is set here is kept by all.
Scrapy forgets the slot of a host that rests for a minute and makes it anew; a pace is kept over that.
"""

from collections.abc import Callable
from time import monotonic

from scrapy.crawler import Crawler
from scrapy.http import Request
from twisted.python.failure import Failure

# Seconds, and there must be some. A slot without a delay looks neither at its last request, so it could not be paused,
# nor, for requests that come in one turn of the event loop, at how many are under way (Scrapy 2.19 counts them one turn
# late): it would send them all at once.
LEAST_DELAY = 0.001


class Slots:
    """The download slots of a crawl, by host."""

    def __init__(self, crawler: Crawler):
        self._crawler = crawler

    def host(self, request: Request) -> str:
        """The slot's name: the host, whatever port and scheme."""
        return str(self._crawler.engine.downloader.get_slot_key(request))

    def open(self, host: str, delay: float) -> None:
        """Give a host that is met for the first time the delay to begin with."""
        settings = self._crawler.engine.downloader.per_slot_settings
        settings.setdefault(host, {"delay": max(delay, LEAST_DELAY)})

    def pace(self, host: str, delay: float) -> None:
        """One request at a time, and so many seconds from one to the next, no jitter."""
        downloader = self._crawler.engine.downloader
        downloader.per_slot_settings[host] = {"delay": delay, "jitter": 0.0, "concurrency": 1}
        slot = downloader.slots.get(host)
        if slot is not None:
            slot.delay, slot.jitter, slot.concurrency = delay, 0.0, 1

    def pause(self, host: str, seconds: float) -> None:
        """No request leaves for a host before so many seconds are over, and then its delay; a longer pause stays.

        Scrapy counts a slot's delay from its last request, so the last request is said to be in time to come.
        """
        slot = self._crawler.engine.downloader.slots.get(host)
        if slot is not None:
            slot.lastseen = max(slot.lastseen, monotonic() + seconds)

    def empty(self, host: str, why: Callable[[], Exception]) -> None:
        """End the requests that wait for their turn; those under way are not called back."""
        slot = self._crawler.engine.downloader.slots.get(host)
        while slot is not None and slot.queue:
            _, waiting = slot.queue.popleft()
            waiting.errback(Failure(why()))  # type: ignore[no-untyped-call]
