"""The wire room of one run: the operator's bounds, the frontier and the listings, open while the spider is."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Self

from scrapy import signals
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.archiving.exchange import story_exchange
from crawler.discovery import Link, plain_address
from crawler.frontier.conditional import Validators
from crawler.frontier.finds import Finds, Sorted
from crawler.frontier.frontier import Frontier
from crawler.frontier.listings import Listings
from crawler.frontier.moves import Moves
from crawler.frontier.scope import Scope
from crawler.frontier.spider import WireSpider
from crawler.frontier.unreadable import note_unreadable
from crawler.guards.refused import tell_refused
from crawler.middlewares.archive import archive_what
from crawler.page import Page
from crawler.read_page import blank
from crawler.reader.several_pages import join_pages
from pipelines.errors import StorageTrouble
from pipelines.items import Article, Rights
from pipelines.stages.desk import Desk, NoStory
from pipelines.stages.dispatch import Dispatch
from pipelines.stages.revise import Unchanged
from pipelines.stages.store import Store, TakenBack
from pipelines.storage.archive.exchange import Earlier
from pipelines.storage.ledger import Found, Work
from pipelines.storage.quarantine import quarantine, stage_of


class WireRoom:
    """What a spider asks for its work, and tells what came of it. Made by ``open``."""

    def __init__(self, spider: WireSpider, store: Store):
        self.spider, self._store = spider, store
        ledger = store.filing.ledger
        self.scope = Scope(spider.arguments, timezone=spider.timezone)
        self.frontier = Frontier(
            ledger,
            aggregator=spider.name,
            run=store.filing.plan.run_id,
            clock=spider.clock,
            scope=self.scope,
            is_busy=self._is_busy,
        )
        self.finds = Finds(ledger, clock=spider.clock, count=spider.count, stir=self.frontier.stir)
        self.moves = Moves(self.frontier)
        self.listings = Listings(
            ledger,
            aggregator=spider.listing_scope,
            sources=spider.where_listed(),
            clock=spider.clock,
            is_here=spider.is_listing_here,
            trapped=partial(tell_refused, spider.crawler, "spider_trap"),
        )
        self._archives = archive_what(spider.crawler.settings) != "off"
        self._closing: asyncio.Future[None] | None = None
        self._lead_pages: dict[str, str] = {}

    @classmethod
    async def open(cls, spider: WireSpider) -> Self:
        """Open it, once the run can file.

        Raises:
            CloseSpider: The run has no Store, and so no ledger to work from.
        """
        store = spider.crawler.get_item_pipeline(Store)
        if store is None:
            raise CloseSpider("ITEM_PIPELINES has no pipelines.stages.store.Store: there is no ledger to work from")
        room = cls(spider, store)
        store.beside(room.frontier.flush, room.frontier.close)
        for handler, signal in (
            (room._filed, signals.item_scraped),
            (room._dropped, signals.item_dropped),
            (room._item_failed, signals.item_error),
            (room._page_failed, signals.spider_error),
        ):
            spider.crawler.signals.connect(handler, signal)
        await room.frontier.learn()
        await room.learn_leads()
        desk = spider.crawler.get_item_pipeline(Desk)
        if desk is not None:
            await desk.take_up(store.filing.ledger, spider.clock)
            store.beside(desk.flush, desk.close)
        return room

    # --- what listings and pages lead to ---

    def stories(self, urls: Iterable[str | Link], on: str | None = None) -> list[Found]:
        """Of addresses those that are stories, each once, as the ledger takes them.

        Args:
            urls: Absolute addresses, or links with what their listing says of them.
            on: The page that they stand on.
        """
        found: dict[str, Found] = {}
        now = self.spider.clock()
        for one in urls:
            link = one if isinstance(one, Link) else Link(url=one)
            key = self.spider.story_key(link.url)
            if key is not None and self.spider.is_here(link.url):
                id = f"{self.spider.name}/{key}"
                found.setdefault(
                    id,
                    Found(
                        id=id,
                        url=plain_address(link.url),
                        at=now,
                        on=on,
                        headline=link.headline,
                        publisher=link.publisher,
                        published=link.published,
                    ),
                )
        return list(found.values())

    async def news(self, found: Sequence[Found]) -> list[Found]:
        """Of stories those that no run knew before; not yet noted."""
        return (await self.sort(found)).news

    async def sort(self, found: Sequence[Found], *, since: datetime | None = None) -> Sorted:
        """Tell a listing's stories apart; ``since``: when it was read last."""
        return await self.finds.sort(found, since=since)

    async def note(self, news: Sequence[Found]) -> None:
        """Note new stories; from then on they are the frontier's."""
        await self.finds.note(news)

    async def learn_leads(self) -> None:
        """Take up what the ledger knows of the pages on which leads were found."""
        self._lead_pages = await asyncio.to_thread(self.frontier.ledger.lead_pages)

    def led_by(self, found_on: str | None) -> str | None:
        """The link-only aggregator that led to a story which was first seen there; None where none did."""
        return self._lead_pages.get(found_on) if found_on else None

    # --- what was withdrawn ---

    def is_withdrawn(self, id: str) -> bool:
        """Whether an article was taken back: its story is not asked for, and nothing of it is kept."""
        return id in self._store.filing.withdrawn

    def take_back(self, id: str) -> None:
        """Leave a claimed story alone, since it was withdrawn."""
        self.spider.count("story/withdrawn")
        self.spider.logger.info("%s: withdrawn, and left alone", id)
        self.frontier.refused(id, "withdrawn")

    # --- what is kept of what came ---

    def archive(self, response: Response, page: Page, *, page_of: str | None = None) -> Page:
        """Keep a story's page before it is read; the page with where it lies.

        Args:
            response: The answer.
            page: The same as a page.
            page_of: Where the story's first page was read, where this is a later one.

        Raises:
            StorageTrouble: It can't be kept.
        """
        if not self._archives:
            return page
        exchange = story_exchange(response, page, page_of=page_of)
        return page.archived_at(self._store.filing.archive(exchange, aggregator=self.spider.name))

    def archive_again(self, response: Response, page: Page, work: Work) -> None:
        """Keep it that a story's page was the same as when it was filed.

        Raises:
            StorageTrouble: It can't be kept.
        """
        if self._archives:
            exchange = story_exchange(response, page, Earlier(work.url))
            self._store.filing.archive(exchange, aggregator=self.spider.name)

    def quarantine(self, pages: Sequence[Page], work: Work, fault: Exception, rights: Rights) -> None:
        """Keep a story whose page, or pages, could not be read by a defect of ours, for who mends it.

        Raises:
            StorageTrouble: It can't be kept.
        """
        reader = self.spider.reader()
        article = join_pages([blank(page, reader, "unknown") for page in pages])
        article = replace(article, id=work.id, rights=rights)
        entry = quarantine(article, fault, stage=None, at=self.spider.clock())
        self._store.filing.quarantine(replace(entry, article=None))

    def _set_aside(self, article: Article, fault: BaseException) -> None:
        """Keep a story that the desk, or what comes behind it, failed on: as printed, as its spider gave it."""
        entry = quarantine(article, fault, stage=stage_of(fault), at=self.spider.clock())
        self._store.filing.quarantine(entry)

    # --- what became of what was handed to the desk ---

    def _filed(self, item: Dispatch) -> None:
        self.frontier.filed(item.article.id)
        self.scope.one_filed()
        if self.scope.is_full and self._closing is None:
            self._closing = asyncio.ensure_future(self.spider.crawler.engine.close_spider_async(reason="limit"))

    def _dropped(self, item: Dispatch, exception: BaseException) -> None:
        if isinstance(exception, Unchanged):
            self.spider.count("story/unchanged")
            validators = Validators(item.etag, item.last_modified)
            article = item.article
            self.frontier.unchanged(
                self.moves.filed_as(article.id),
                validators,
                url=article.url,
                page_hash=item.page_hash or article.source.sha256,
            )
        elif isinstance(exception, TakenBack):
            self.take_back(self.moves.filed_as(item.article.id))
        elif isinstance(exception, NoStory):
            id = self.moves.filed_as(item.article.id)
            note_unreadable(self.spider, self.frontier, id, item.article.url or id, exception.fault)
        else:
            self.frontier.failed(self.moves.filed_as(item.article.id), str(exception))

    def _item_failed(self, item: Dispatch, failure: Failure) -> None:
        fault = failure.value
        assert fault is not None
        try:
            if isinstance(fault, StorageTrouble):
                raise fault  # no fault of the story: it is given back
            self._set_aside(item.article, fault)
        except StorageTrouble as trouble:
            self.stop(trouble)
        else:
            self.frontier.failed(self.moves.filed_as(item.article.id), failure.getErrorMessage())

    def _page_failed(self, failure: Failure) -> None:
        if isinstance(failure.value, StorageTrouble):
            self.stop(failure.value)

    def stop(self, fault: StorageTrouble) -> None:
        """End the run: what it finds could not be kept."""
        self._store.stop(fault)

    def _is_busy(self) -> bool:
        """Whether anything is under way that may find more: a page being fetched, waiting, or read."""
        engine = self.spider.crawler.engine
        slot, reading = engine._slot, engine.scraper.slot
        if slot is None or reading is None:
            return False
        return bool(slot.inprogress) or slot.scheduler.has_pending_requests() or not reading.is_idle()
