"""Scrapy's item pipeline behind the desk for stories that came back under another address.

A site that gives a story a new address lists it there as if it were new. Its words tell: where a new story's copy is
that of one filed from the same publisher, the address of that one is asked, and if it leads here the two are one.
"""

import logging
from dataclasses import replace
from typing import Self

from scrapy.crawler import Crawler
from scrapy.http import Request
from scrapy.http.request import NO_CALLBACK

from crawler.frontier.frontier import filed_of
from crawler.frontier.wire_room import WireRoom
from pipelines.items import Article
from pipelines.stages.dispatch import Dispatch
from pipelines.storage.ledger import Work

logger = logging.getLogger(__name__)

MOVED = (301, 302, 303, 307, 308)


class Reslugged:
    """Gives a story that has moved the id that it was filed under, and what is known of it."""

    def __init__(self, crawler: Crawler):
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        return cls(crawler)

    async def process_item(self, item: Dispatch) -> Dispatch:
        """The dispatch, as a revision of what was filed where it is one."""
        if item.before is not None:
            return item
        room, article = self._room, item.article
        for former in self._formers(article):
            work = await room.moves.came_back(article.id, former)
            if work is not None:
                return await self._join(item, work)
            if former and not room.frontier.is_out(former) and (work := await room.frontier.take(former)) is not None:
                return await self._settle(item, work)
        room.moves.passes(article.id)
        return item

    @staticmethod
    def _formers(article: Article) -> list[str | None]:
        """The ids that a new story may have been filed under before, as its words tell; None: unknown."""
        told = (article.story.cluster, article.story.canonical_id) if article.story else ()
        ours = [id for id in dict.fromkeys(told) if id != article.id and id.startswith(f"{article.aggregator}/")]
        return [None, *ours]

    @property
    def _room(self) -> WireRoom:
        room: WireRoom = self._crawler.spider.room  # type: ignore[union-attr]  # whoever yields a Dispatch has one
        return room

    async def _settle(self, item: Dispatch, work: Work) -> Dispatch:
        frontier, article = self._room.frontier, item.article
        if work.revision is None or not _may_be(work, article) or not await self._leads_to(work.url, article):
            await frontier.give_back(work.id)
            self._room.moves.passes(article.id)
            return item
        return await self._join(item, work)

    async def _join(self, item: Dispatch, work: Work) -> Dispatch:
        """The new page as a look at the story that was filed."""
        self._room.spider.count("story/moved")
        logger.info("%s: is %s at a new address", item.article.url, work.id)
        await self._room.moves.same(work.id, item.article.id)
        return replace(
            item, article=replace(item.article, id=work.id), before=filed_of(work, self._room.spider.clock())
        )

    async def _leads_to(self, url: str, article: Article) -> bool:
        """Whether an address is redirected to where the article was read. One that can't be asked is not."""
        spider = self._room.spider
        request = Request(
            spider.page_address(url, spider.home),
            callback=NO_CALLBACK,
            method="HEAD",
            meta={"dont_redirect": True, "handle_httpstatus_list": list(MOVED)},
            dont_filter=True,
        )
        try:
            response = await self._crawler.engine.download_async(request)
        except Exception as fault:
            logger.info("%s: could not be asked whether it has moved: %s", url, str(fault) or type(fault).__name__)
            return False
        location = response.headers.get("Location")
        if response.status not in MOVED or location is None:
            return False
        return spider.story_key(response.urljoin(location.decode("latin-1"))) == article.id.partition("/")[2]


def _may_be(work: Work, article: Article) -> bool:
    """Whether a filed story can be the one that came: another publisher's is a reprint, and another story."""
    return work.publisher == (article.publisher.name if article.publisher else None)
