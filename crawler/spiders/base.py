"""What all aggregator spiders do alike: listings to stories, stories to Articles; once each, and again when due."""

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, ClassVar, Self
from urllib.parse import urlsplit

import scrapy
from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from crawler.discovery import Link, Source
from crawler.frontier.arguments import Arguments, read_arguments
from crawler.frontier.finds import Sorted
from crawler.frontier.leads import take_up
from crawler.frontier.listing_pages import ListingPages
from crawler.frontier.story_pages import StoryPages
from crawler.frontier.troubles import Trouble
from crawler.frontier.wire_room import WireRoom
from crawler.layouts.base import Layout
from crawler.layouts.fields import Evidence
from crawler.middlewares.reservations import rights_policy
from crawler.page import Page
from crawler.read_page import Aggregator
from crawler.reader.read import GeneralReader
from crawler.reader.site_configs.further_pages import FurtherPages
from crawler.reader.site_configs.reading import SiteConfigReader
from crawler.site_configs.folder import config_readers
from pipelines.clock import Clock, clock_of
from pipelines.errors import StorageTrouble
from pipelines.stages.store import Store
from pipelines.storage.ledger import Found


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
    reads_anybodys: ClassVar[bool] = False
    """Whether its stories are anybody's, so that neither an address nor a layout tells them for its own."""
    also: ClassVar[tuple[str, ...]] = ()
    """Other spellings of its name, and its hosts, as ``crawler.aggregators.fold_name`` gives them."""

    arguments: Arguments
    clock: Clock
    rights_policy: str
    site_configs: tuple[SiteConfigReader, ...] = ()
    """What reads a page that none of ``layouts`` fits: SITE_CONFIGS."""
    room: WireRoom
    """The run's wire room: open from ``start`` on."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **given: str) -> Self:
        """Scrapy's way to make one.

        Raises:
            WrongSettings: An argument that is unknown or can't be meant; a CLOCK that is none; SITE_CONFIGS that can't
                be read.
        """
        clock = clock_of(crawler.settings)
        arguments = read_arguments(given, now=clock(), spider=cls.name)
        spider = super().from_crawler(crawler, *args)
        spider.arguments, spider.clock = arguments, clock
        spider.rights_policy = rights_policy(crawler.settings)
        spider.site_configs = config_readers(crawler.settings)
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

    def reader(self) -> Aggregator:
        """The same, for this run: behind its own layouts, the site configs."""
        return self.aggregator().also(*self.site_configs)

    def goes_on_at(self, page: Page) -> FurtherPages:
        """Where the story goes on of which this is a page, by its site's config; nowhere where this is all.

        A page that one of the spider's own layouts reads is whole.

        Raises:
            UnreadablePage: It is no page.
        """
        if not self.site_configs:
            return FurtherPages()
        evidence = Evidence(page)
        own = (layout for layout in self.aggregator().layouts if not isinstance(layout, GeneralReader))
        if any(not layout.fit(evidence) for layout in own):
            return FurtherPages()
        led = (one.further(evidence) for one in self.site_configs)
        return next((further for further in led if further.single or further.next), FurtherPages())

    # --- where this run finds its stories ---

    asks_one_site: bool = True
    """Whether all that a run asks is one aggregator's: where that is not to be asked any more, the run ends."""

    def where_listed(self) -> tuple[Source, ...]:
        """Where it lists its stories, as far as this run goes."""
        return self.sources

    @property
    def listing_scope(self) -> str:
        """Under which name the ledger keeps the listings of this run."""
        return self.name

    def is_listing_here(self, url: str) -> bool:
        """Whether a listing may be asked for at an address."""
        return self.is_here(url)

    def is_needed(self, listing: str) -> bool:
        """Whether it is a failure that a listing is not there, or lists nothing: of those it declares it is."""
        return True

    def is_surely_story(self, url: str) -> bool:
        """Whether it is a failure that no layout reads a page: of what has a story's address it is."""
        return True

    async def take_leads(self) -> None:
        """Take up what link-only aggregators found of its stories."""
        if not self.arguments.sections:
            await take_up(self, self.room)

    # --- from the start to the stories ---

    async def start(self) -> AsyncIterator[Request]:
        """The listings that are due, or the stories named in ``urls``; then every story as it falls due or is found."""
        try:
            async for request in self._ask():
                yield request
        except StorageTrouble as fault:
            store = self.crawler.get_item_pipeline(Store)
            if store is None:
                raise
            store.stop(fault)

    async def _ask(self) -> AsyncIterator[Request]:
        self.room = await WireRoom.open(self)
        only = None
        if self.arguments.urls:
            only = await self._named(self.arguments.urls)
        else:
            if self.arguments.again:
                await self.room.frontier.hurry()
            await self.take_leads()
            async for request in ListingPages(self, self.room).begin():
                yield request
        pages = StoryPages(self, self.room)
        async for work in self.room.frontier.due(only):
            page = pages.begin(work)
            if page is not None:
                yield page

    async def _named(self, urls: Iterable[str]) -> list[str]:
        """The ids of stories that the operator named, noted in the ledger."""
        for url in urls:
            if self.story_key(url) is None:
                self.count("story/no_story")
                self.logger.error("%s: not the address of a story of %s; it was left out", url, self.name)
        found = self.room.stories(urls)
        await self.room.note(await self.room.news(found))
        return [story.id for story in found]

    async def sort(self, links: Sequence[Link], on: str, since: datetime | None) -> Sorted:
        """Of a listing's links the stories; ``since``: when it was read last, None for never."""
        return await self.room.sort(self.room.stories(links, on), since=since)

    async def note(self, news: list[Found]) -> None:
        """Note new stories in the ledger."""
        await self.room.note(news)

    @property
    def home(self) -> str:
        """Where this run finds the aggregator: ``site``, or where the operator says that it is served."""
        return self.arguments.site or self.site

    def is_here(self, url: str) -> bool:
        """Whether an address is the aggregator's: on one of its hosts, or on one that the operator named."""
        named = (self.home, *self.arguments.urls)
        return self.owns(url) or urlsplit(url).netloc in {urlsplit(one).netloc for one in named}

    # --- pages ---

    def related(self, response: Response) -> Iterator[str]:
        """Addresses of stories that a story's page leads to; none unless a subclass says where they stand."""
        return iter(())

    def page_of(self, response: Response) -> Page:
        """The page that a response brought."""
        return page_of(response, self.clock)

    # --- what did not come ---

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
