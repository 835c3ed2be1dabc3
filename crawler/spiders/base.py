"""What all aggregator spiders do alike: listings to stories, stories to Articles; once each, and again when due."""

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, ClassVar, Self
from urllib.parse import urlsplit

import scrapy
from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from crawler.clock import Clock, clock_of
from crawler.discovery import Link, Source
from crawler.frontier.arguments import Arguments, read_arguments
from crawler.frontier.conditional import Validators, validators_of
from crawler.frontier.frontier import anchor_of
from crawler.frontier.leads import take_up
from crawler.frontier.listing_pages import ListingPages
from crawler.frontier.troubles import Trouble, trouble_of
from crawler.frontier.wire_room import WireRoom
from crawler.layouts.base import Layout
from crawler.page import Page
from crawler.read_page import Aggregator, read_page
from pipelines.errors import LayoutMismatch, UnreadablePage
from pipelines.stages.dispatch import Dispatch, Filed
from pipelines.storage.ledger import Found, Work
from pipelines.text.revision import printed_hash


class AggregatorSpider(ABC, scrapy.Spider):
    """One aggregator: a subclass says where it is served, where it lists stories, and which layouts read them."""

    name: str
    site: ClassVar[str]
    """Where it is served, without a slash at the end."""
    sources: ClassVar[tuple[Source, ...]]
    """Where it lists its stories."""
    layouts: ClassVar[tuple[Layout, ...]]
    """Newest first."""
    timezone: ClassVar[str] = "UTC"
    """IANA zone of its times that carry no offset."""
    hosts: ClassVar[tuple[str, ...]] = ()
    """Hosts that are its own beside that of ``site``, as sister sites are; their subdomains too."""
    also: ClassVar[tuple[str, ...]] = ()
    """Other spellings of its name, and its hosts, as ``crawler.aggregators.fold_name`` gives them."""

    arguments: Arguments
    clock: Clock
    room: WireRoom
    """The run's wire room: open from ``start`` on."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **given: str) -> Self:
        """Scrapy's way to make one.

        Raises:
            WrongSettings: An argument that is unknown or can't be meant; a CLOCK that is none.
        """
        clock = clock_of(crawler.settings)
        arguments = read_arguments(given, now=clock(), spider=cls.name)
        spider = super().from_crawler(crawler, *args)
        spider.arguments, spider.clock = arguments, clock
        return spider

    @classmethod
    def owns(cls, url: str) -> bool:
        """Whether this address is one of the aggregator's."""
        host = urlsplit(url).hostname or ""
        return any(host == one or host.endswith("." + one) for one in cls.own_hosts())

    @classmethod
    def own_hosts(cls) -> tuple[str, ...]:
        """The hosts that are its own, without "www."; their subdomains are too."""
        return ((urlsplit(cls.site).hostname or "").removeprefix("www."), *cls.hosts)

    @classmethod
    @abstractmethod
    def story_key(cls, url: str) -> str | None:
        """What the aggregator calls the story at this address, whatever the host; None where it is no story."""

    @classmethod
    def page_address(cls, url: str, site: str) -> str:
        """Where the page of the story at an address is asked for; a subclass whose pages lie elsewhere says so."""
        return url

    @classmethod
    def aggregator(cls) -> Aggregator:
        """What reading one of its pages needs to know."""
        return Aggregator(cls.name, cls.layouts, cls.story_key)

    # --- from the start to the stories ---

    async def start(self) -> AsyncIterator[Request]:
        """The listings that are due, or the stories named in ``urls``; then every story as it falls due or is found."""
        self.room = await WireRoom.open(self)
        only = None
        if self.arguments.urls:
            only = await self._named(self.arguments.urls)
        else:
            if not self.arguments.sections:
                await take_up(self, self.room)
            self._pages = ListingPages(self, self.room)
            async for request in self._pages.begin():
                yield request
        async for work in self.room.frontier.due(only):
            yield self._story_request(work)

    async def _named(self, urls: Iterable[str]) -> list[str]:
        """The ids of stories that the operator named, noted in the ledger."""
        for url in urls:
            if self.story_key(url) is None:
                self.count("story/no_story")
                self.logger.error("%s: not the address of a story of %s; it was left out", url, self.name)
        found = self.room.stories(urls)
        await self.room.note(await self.room.news(found))
        return [story.id for story in found]

    async def sort(self, links: Sequence[Link], on: str) -> tuple[int, list[Found]]:
        """Of a listing's links how many are stories that are known, and those that nobody knew; not yet noted."""
        stories = self.room.stories(links, on)
        news = await self.room.news(stories)
        return len(stories) - len(news), news

    async def note(self, news: list[Found]) -> None:
        """Note new stories in the ledger."""
        await self.room.note(news)

    def _story_request(self, work: Work) -> Request:
        known = Validators(work.etag, work.last_modified) if work.state == "stored" else Validators()
        return Request(
            self.page_address(work.url, self.home),
            self.parse_story,
            errback=partial(self._story_failed, work.id),
            headers=known.headers,
            cb_kwargs={"work": work},
            dont_filter=True,  # the ledger sees to it that nothing is asked for twice
        )

    @property
    def home(self) -> str:
        """Where this run finds the aggregator: ``site``, or where the operator says that it is served."""
        return self.arguments.site or self.site

    def is_here(self, url: str) -> bool:
        """Whether an address is the aggregator's: on one of its hosts, or where ``site`` says that it is served."""
        return self.owns(url) or urlsplit(url).netloc == urlsplit(self.home).netloc

    # --- from a story to its Article ---

    async def parse_story(self, response: Response, work: Work) -> AsyncIterator[Dispatch]:
        """One story's page. One that no layout fits is counted and named, and the run goes on."""
        if self._is_settled(response, work):
            return
        id = await self._id_after_redirects(response, work)
        if id is None:
            return
        page = self.page_of(response)
        validators = validators_of(response)
        if page.sha256 == work.page_hash:
            self.count("story/unchanged")
            self.room.frontier.unchanged(id, validators, url=page.url)
            return
        dispatch = self._read(page, id, work, validators)
        if dispatch is not None:
            yield dispatch
            if not self.arguments.urls:
                related = self.room.stories(self.related(response), on=response.url)
                await self.room.note(await self.room.news(related))

    def _is_settled(self, response: Response, work: Work) -> bool:
        """Whether the answer's status says all: not modified, or gone."""
        if response.status == 304:
            self.count("story/unchanged")
            self.room.frontier.unchanged(work.id, validators_of(response))
        elif response.status in (404, 410):
            self.count("story/gone")
            self.logger.info("%s: gone (%d)", response.url, response.status)
            self.room.frontier.gone(work.id, f"the site answered {response.status}")
        return response.status in (304, 404, 410)

    async def _id_after_redirects(self, response: Response, work: Work) -> str | None:
        """The id of the story that came: what was asked for, or the one that its address has moved to.

        None where that is known already, or where a redirect led to no story.
        """
        if not response.meta.get("redirect_urls"):
            return work.id
        found = self.room.stories([response.url])
        if not found:
            why = f"the site sends it on to {response.url}, which is no other story"
            self.lost("story", work.url, why)
            self.room.frontier.failed(work.id, why)
            return None
        if found[0].id == work.id:
            return work.id
        self.count("story/moved")
        return await self.room.frontier.moved(work.id, found[0])

    def _read(self, page: Page, id: str, work: Work, validators: Validators) -> Dispatch | None:
        """The page as the desk gets it; None where no layout fits or the operator does not want it."""
        frontier = self.room.frontier
        try:
            article = read_page(page, self.aggregator())
        except UnreadablePage as fault:
            self.count("layout/mismatch" if isinstance(fault, LayoutMismatch) else "page/unreadable")
            self.logger.error("%s", fault)
            frontier.failed(id, str(fault))
            return None
        published = self.room.scope.published(article)
        if self.room.scope.is_old(published, work.discovered_at) and work.state != "stored":
            self.count("story/too_old")
            frontier.old(id, published)
            return None
        return Dispatch(
            article=replace(article, id=id),  # a story that moved keeps its id
            printed_hash=printed_hash(article),
            before=_filed(work, self.clock()),
            etag=validators.etag,
            last_modified=validators.last_modified,
            rates=frontier.rates(article.publisher.name if article.publisher else None),
        )

    def related(self, response: Response) -> Iterator[str]:
        """Addresses of stories that a story's page leads to; none unless a subclass says where they stand."""
        return iter(())

    def page_of(self, response: Response) -> Page:
        """The page that a response brought."""
        return page_of(response, self.clock)

    # --- what did not come ---

    def _story_failed(self, id: str, failure: Failure) -> None:
        """A story that could not be fetched, after every try."""
        trouble = trouble_of(failure)
        url = failure.request.url  # type: ignore[attr-defined]  # Scrapy sets it on every errback's failure
        if trouble.left_alone:
            self.left_alone("story", url, trouble)
            self.room.frontier.refused(id, trouble.words)
        else:
            self.lost("story", url, trouble.words)
            self.room.frontier.failed(id, trouble.words)

    def left_alone(self, what: str, url: str, trouble: Trouble) -> None:
        """Something that we did not ask for, or did not take, since we were asked not to: no failure."""
        self.count(f"{what}/forbidden" if trouble.left_alone == "robots" else f"{what}/left_alone")
        self.logger.info("%s: left alone: %s", url, trouble.words)

    def lost(self, what: str, url: str, why: str) -> None:
        """Something that was asked for and did not come."""
        self.count(f"{what}/failed")
        self.logger.error("%s: %s could not be fetched: %s", url, what, why)

    def count(self, name: str, times: int = 1) -> None:
        """Count something in the run's stats."""
        if times:
            self.crawler.stats.inc_value(name, times)


def page_of(response: Response, clock: Clock) -> Page:
    """The page that a response brought, at the moment it is."""
    content_type = response.headers.get("Content-Type")
    return Page(
        body=response.body,
        url=response.url,
        content_type=content_type.decode("latin-1") if content_type else None,
        status=response.status,
        fetched_at=clock(),
    )


def _filed(work: Work, now: datetime) -> Filed | None:
    if work.revision is None:
        return None
    return Filed(
        revision=work.revision,
        stored_at=work.stored_at,
        anchor=anchor_of(work, now),
        content_hash=work.content_hash,
        printed_hash=work.printed_hash,
        fingerprint=work.fingerprint,
    )
