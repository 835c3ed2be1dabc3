"""Which stories a run is to file: none twice, none beyond the limit, none older than asked for."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime

from scrapy import signals
from scrapy.crawler import Crawler

from crawler.spiders.arguments import Arguments
from pipelines.items import Article
from pipelines.stages.store import Store
from pipelines.text.dates import resolve_date


class Scope:
    """The run's bounds, held against what the ledger knows and what was filed so far."""

    def __init__(self, arguments: Arguments, crawler: Crawler, *, timezone: str):
        self._arguments = arguments
        self._crawler = crawler
        self._timezone = timezone
        self._first_seen: dict[str, datetime] = {}  # article id: when its address was first seen by any run
        self._on_the_way = 0  # stories handed to the desk and not lost there
        self._filed = 0
        self._closing: asyncio.Future[None] | None = None
        crawler.signals.connect(self._one_filed, signals.item_scraped)
        crawler.signals.connect(self._one_lost, signals.item_dropped)
        crawler.signals.connect(self._one_lost, signals.item_error)

    @property
    def is_full(self) -> bool:
        """Whether as many stories as the run may file are filed or on their way."""
        return self._arguments.limit is not None and self._on_the_way >= self._arguments.limit

    def unseen(self, aggregator: str, urls: Mapping[str, str]) -> list[str]:
        """Of story keys with their addresses: those not stored by any run and not asked for by this one, in order.

        Raises:
            LedgerTrouble: The ledger can't be asked.
        """
        keys = {f"{aggregator}/{key}": key for key in urls}
        fresh = [one for one in keys if one not in self._first_seen]
        store = self._crawler.get_item_pipeline(Store)
        now = datetime.now(UTC)
        if store is None or not fresh:
            self._first_seen.update(dict.fromkeys(fresh, now))
            return [keys[one] for one in fresh]
        stored = store.filing.knows(fresh)
        self._count("story/already_stored", len(stored))
        self._first_seen.update(store.filing.ledger.discover([(one, urls[keys[one]], now) for one in fresh]))
        return [keys[one] for one in fresh if one not in stored]

    def wants(self, article: Article) -> bool:
        """Whether to file this story; True counts it towards the limit."""
        if self.is_full:
            return False
        if self._is_old(article):
            self._count("story/too_old", 1)
            return False
        self._on_the_way += 1
        return True

    def _is_old(self, article: Article) -> bool:
        """By when it was published; where the page does not say, by when its address was first seen."""
        since = self._arguments.since
        if since is None:
            return False
        moment = None
        if article.published is not None:
            printed, fetched = article.published.printed, article.source.fetched_at
            moment = resolve_date(printed, fetched_at=fetched, zone=self._timezone).at
        moment = moment or self._first_seen.get(article.id)
        return moment is not None and moment < since

    def _one_filed(self, item: object) -> None:
        self._filed += 1
        if self._filed == self._arguments.limit:
            self._closing = asyncio.ensure_future(self._crawler.engine.close_spider_async(reason="limit"))

    def _one_lost(self, item: object) -> None:
        self._on_the_way -= 1

    def _count(self, name: str, times: int) -> None:
        if times:
            self._crawler.stats.inc_value(name, times)
