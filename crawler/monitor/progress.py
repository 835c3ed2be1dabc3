"""How far a run has got: one line that rewrites itself on a terminal, a line in the log now and then elsewhere."""

import asyncio
import contextlib
import logging
import sys
from time import monotonic
from typing import Self

from rich.console import Console
from rich.live import Live
from rich.text import Text
from scrapy import signals
from scrapy.crawler import Crawler

from pipelines.stages.store import Store

logger = logging.getLogger(__name__)

REDRAW = 0.5  # seconds; a terminal
WORDS = (
    "{pages} pages · {filed} filed · {a_minute} a minute · {errors} errors · {acknowledged} safe · "
    "{parts_waiting} parts waiting"
)
LOG_EVERY = 60.0  # seconds; a log that somebody pays for by the line


class Progress:
    """Scrapy extension: pages, stories filed, rate, errors, and what waits in the spool."""

    def __init__(self, crawler: Crawler):
        self._crawler = crawler
        self._started = monotonic()
        self._task: asyncio.Task[None] | None = None
        crawler.signals.connect(self._begin, signals.spider_opened)
        crawler.signals.connect(self._end, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        return cls(crawler)

    def figures(self) -> dict[str, int | float | str]:
        """The run's figures by name: pages, filed, a_minute, errors, spooled, parts_waiting, trouble."""
        counts = self._crawler.stats.get_stats()
        store = self._crawler.get_item_pipeline(Store)
        filing = store.filing.status() if store else None
        minutes = max(monotonic() - self._started, 1.0) / 60
        filed = filing.filed if filing else 0
        return {
            "pages": counts.get("response_received_count", 0),
            "filed": filed,
            "a_minute": round(filed / minutes),
            "errors": counts.get("log_count/ERROR", 0),
            "acknowledged": filing.spooled if filing else 0,
            "parts_waiting": filing.parts_waiting if filing else 0,
            "trouble": " · ".join(filter(None, (filing.trouble, _crowded(filing.crowded)))) if filing else "",
        }

    def _begin(self) -> None:
        self._started = monotonic()
        watch = self._redraw if sys.stderr.isatty() else self._log
        self._task = asyncio.ensure_future(watch())

    async def _end(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _log(self) -> None:
        while True:
            await asyncio.sleep(LOG_EVERY)
            figures = self.figures()
            logger.info("progress: %s", _words(figures), extra={"progress": figures})

    async def _redraw(self) -> None:
        with Live(console=Console(stderr=True), auto_refresh=False, transient=True) as live:
            while True:
                live.update(Text(_words(self.figures())), refresh=True)
                await asyncio.sleep(REDRAW)


def _crowded(words: str | None) -> str | None:
    return f"the spool {words}" if words else None


def _words(figures: dict[str, int | float | str]) -> str:
    return WORDS.format(**figures) + (f" · {figures['trouble']}" if figures["trouble"] else "")
