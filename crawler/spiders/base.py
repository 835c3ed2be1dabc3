"""What all aggregator spiders do alike: listings to stories, stories to Articles, each story once."""

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, ClassVar, Self
from urllib.parse import urlsplit

import scrapy
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response, TextResponse
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.layouts.base import Layout
from crawler.page import Page
from crawler.read_page import Aggregator, read_page
from crawler.spiders.arguments import Arguments, read_arguments
from crawler.spiders.scope import Scope
from pipelines.errors import LayoutMismatch, UnreadablePage
from pipelines.items import Article


class AggregatorSpider(ABC, scrapy.Spider):
    """One aggregator: a subclass says where it is served, which addresses are stories, and which layouts read them."""

    name: str
    site: ClassVar[str]
    """Where it is served, without a slash at the end."""
    listings: ClassVar[tuple[str, ...]] = ("/",)
    """Paths of the pages that list stories, when no section is asked for."""
    section_path: ClassVar[str] = "/{section}"
    """Path of a section's listing page."""
    next_page: ClassVar[str] = "a[rel~=next], link[rel~=next]"
    """CSS selector of the link from one listing page to the next."""
    more_listings: ClassVar[str | None] = None
    """CSS selector of links from one listing to others, followed when no section is asked for; None: there are none."""
    layouts: ClassVar[tuple[Layout, ...]]
    """Newest first."""
    timezone: ClassVar[str] = "UTC"
    """IANA zone of its times that carry no offset."""

    arguments: Arguments
    scope: Scope

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **given: str) -> Self:
        """Scrapy's way to make one.

        Raises:
            WrongSettings: An argument that is unknown or can't be meant.
        """
        arguments = read_arguments(given, now=datetime.now(UTC), spider=cls.name)
        spider = super().from_crawler(crawler, *args)
        spider.arguments = arguments
        spider.scope = Scope(arguments, crawler, timezone=cls.timezone)
        crawler.signals.connect(spider._dropped, signals.request_dropped)
        return spider

    @classmethod
    def owns(cls, url: str) -> bool:
        """Whether this address is one of the aggregator's."""
        host = urlsplit(url).hostname or ""
        home = (urlsplit(cls.site).hostname or "").removeprefix("www.")
        return host == home or host.endswith("." + home)

    @classmethod
    @abstractmethod
    def story_key(cls, url: str) -> str | None:
        """What the aggregator calls the story at this address, whatever the host; None where it is no story."""

    @classmethod
    def aggregator(cls) -> Aggregator:
        """What reading one of its pages needs to know."""
        return Aggregator(cls.name, cls.layouts, cls.story_key)

    # --- from the start to the stories ---

    async def start(self) -> AsyncIterator[Request]:
        """The stories named in ``urls``, else the listing pages."""
        if self.arguments.urls:
            for url in self.arguments.urls:
                if self.story_key(url) is None:
                    self._count("story/no_story")
                    self.logger.error("%s: not the address of a story of %s; it was left out", url, self.name)
            for request in self._stories(self.arguments.urls):
                yield request
            return
        for url in self._listing_urls():
            yield Request(url, self.parse_listing, errback=self.listing_failed)

    def parse_listing(self, response: Response) -> Iterator[Request]:
        """A listing page: its stories, the page that follows it, and nothing once the run has what it may file."""
        if response.status != 200 or not isinstance(response, TextResponse):
            self._count("listing/failed")
            self.logger.error(
                "%s: no listing page (status %d); is the section's name right?", response.url, response.status
            )
            return
        self._count("listing/read")
        links = [response.urljoin(link) for link in response.css("a::attr(href)").getall()]
        links = [link for link in links if self._is_here(link)]
        if response.meta.get("depth", 0) == 0 and not any(map(self.story_key, links)):
            self._count("listing/without_stories")
            self.logger.error(
                "%s: this page links no story; was the site redesigned, or is it built by script?", response.url
            )
        yield from self._stories(links)
        if not self.scope.is_full:
            for link in self._further(response):
                yield response.follow(link, self.parse_listing, errback=self.listing_failed)

    def _further(self, response: TextResponse) -> Iterator[str]:
        """Links to the next page of a listing and, from a front page, to the other listings."""
        yield from response.css(self.next_page).css("::attr(href)").getall()[:1]
        if self.more_listings and not self.arguments.sections:
            yield from response.css(self.more_listings).css("::attr(href)").getall()

    def _listing_urls(self) -> list[str]:
        sections = self.arguments.sections
        paths = [self.section_path.format(section=name) for name in sections] if sections else self.listings
        return [self._site + path for path in paths]

    def _stories(self, urls: Iterable[str]) -> Iterator[Request]:
        """A request for each address that is a story not yet stored."""
        found = {key: url for url in urls if (key := self.story_key(url))}
        for key in self.scope.unseen(self.name, found):
            yield Request(found[key], self.parse_story, errback=self.story_failed)

    @property
    def _site(self) -> str:
        return self.arguments.site or self.site

    def _is_here(self, url: str) -> bool:
        """Whether a link stays with the aggregator: on one of its hosts, or where ``site`` says that it is served."""
        return self.owns(url) or urlsplit(url).netloc == urlsplit(self._site).netloc

    # --- from a story to its Article ---

    def parse_story(self, response: Response) -> Iterator[Article | Request]:
        """One story's page. One that no layout fits is counted and named, and the run goes on."""
        if response.status in (404, 410):
            self._count("story/gone")
            self.logger.info("%s: gone (%d)", response.url, response.status)
            return
        if self.story_key(response.url) is None:
            asked = response.meta["redirect_urls"][0]
            self._lost("story", asked, f"the site sends it on to {response.url}, which is no other story")
            return
        if self._was_moved_to_known(response):
            return
        try:
            article = read_page(page_of(response), self.aggregator())
        except UnreadablePage as fault:
            self._count("layout/mismatch" if isinstance(fault, LayoutMismatch) else "page/unreadable")
            self.logger.error("%s", fault)
            return
        if self.scope.wants(article):
            yield article
        yield from self.related(response)

    def _was_moved_to_known(self, response: Response) -> bool:
        """Whether a redirect led to another story's address, which is stored or asked for already."""
        asked = response.meta.get("redirect_urls")
        key = self.story_key(response.url)
        if not asked or key is None or key == self.story_key(asked[0]):
            return False
        return not self.scope.unseen(self.name, {key: response.url})

    def related(self, response: Response) -> Iterator[Request]:
        """Stories that a story's page leads to; none unless a subclass says where they stand."""
        return iter(())

    def story_failed(self, failure: Failure) -> None:
        """A story that could not be fetched, after every try."""
        self._failed("story", failure)

    def listing_failed(self, failure: Failure) -> None:
        """A listing page that could not be fetched, after every try."""
        self._failed("listing", failure)

    def _failed(self, what: str, failure: Failure) -> None:
        url = failure.request.url  # type: ignore[attr-defined]  # Scrapy sets it on every errback's failure
        if isinstance(failure.value, IgnoreRequest) and str(failure.value) == "Forbidden by robots.txt":
            self._left_alone(what, failure.request)  # type: ignore[attr-defined]
            return
        if isinstance(failure.value, HttpError):
            self._lost(what, url, f"the site answered {failure.value.response.status}")
            return
        self._lost(what, url, failure.getErrorMessage() or str(failure.type))

    def _left_alone(self, what: str, request: Request) -> None:
        """robots.txt forbids it: no failure, unless it is where the run was to begin."""
        if what == "listing" and not request.meta.get("depth"):
            self._lost(what, request.url, "robots.txt forbids it, so there is nothing to begin from")
            return
        self._count(f"{what}/forbidden")
        self.logger.info("%s: left alone, as robots.txt asks", request.url)

    def _dropped(self, request: Request) -> None:
        """Scrapy asks for no address twice. Where a redirect led to one, the story would be lost without a word."""
        asked: list[str] = request.meta.get("redirect_urls", [])
        if not asked:
            return
        story, target = self.story_key(asked[0]), self.story_key(request.url)
        if story is not None and target in (None, story):
            self._lost("story", asked[0], f"the site sends it on to {request.url}, which is no other story")
        elif story is None and request.url in asked:
            self._lost("listing", asked[0], "the site sends it on to itself; does it want a cookie?")

    def _lost(self, what: str, url: str, why: str) -> None:
        """Something that was asked for and did not come."""
        self._count(f"{what}/failed")
        self.logger.error("%s: %s could not be fetched: %s", url, what, why)

    def _count(self, name: str) -> None:
        self.crawler.stats.inc_value(name)


def page_of(response: Response) -> Page:
    """The page that a response brought."""
    content_type = response.headers.get("Content-Type")
    return Page(
        body=response.body,
        url=response.url,
        content_type=content_type.decode("latin-1") if content_type else None,
        status=response.status,
        fetched_at=datetime.now(UTC),
    )
