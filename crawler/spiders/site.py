"""Any site's stories, read by the general reader: some by address, a host's, a feed's, or what leads point to."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, ClassVar, Self
from urllib.parse import urlsplit

from scrapy.crawler import Crawler

from crawler.aggregators import Aggregators
from crawler.discovery import Link, Source, plain_address
from crawler.discovery.any_feed import AnyFeed
from crawler.discovery.front_page import FrontPage
from crawler.discovery.recent_sitemap import RecentSitemap
from crawler.discovery.robots_sitemaps import RobotsSitemaps
from crawler.discovery.story_links import is_page
from crawler.frontier.arguments import SITE
from crawler.frontier.finds import Sorted
from crawler.frontier.leads import MOST_LEADS, take
from crawler.layouts.base import Layout
from crawler.read_page import Aggregator
from crawler.spiders.base import AggregatorSpider
from pipelines.storage.ledger import Within

# Letters of a story key. PostgreSQL indexes no more than some 2,700 bytes, and no paper's addresses come near this.
LONGEST_KEY = 500
ANY = "all"


class Site(AggregatorSpider):
    """Nobody's own: a story is called by host and path, ``site/paper.example/2026/11/ferry``, whoever leads there."""

    name = SITE
    site = ""
    sources: ClassVar[tuple[Source, ...]] = ()
    layouts: ClassVar[tuple[Layout, ...]] = ()  # of its own; site configs and the general reader read for it
    reads_anybodys: ClassVar[bool] = True
    # Over all hosts; each by itself is asked no more often than any other. With the project's 4, one host that wants
    # half a minute between requests would hold up the rest.
    custom_settings = {"CONCURRENT_REQUESTS": 16}  # noqa: RUF012  # Scrapy's stubs have it so

    _aggregators: Aggregators

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **given: str) -> Self:
        """As ``AggregatorSpider.from_crawler``."""
        spider = super().from_crawler(crawler, *args, **given)
        spider._aggregators = Aggregators(crawler.settings)
        spider.asks_one_site = bool(spider.arguments.site)
        return spider

    @classmethod
    def owns(cls, url: str) -> bool:
        """No address is its own: a page that nobody owns is not thereby this spider's."""
        return False

    @classmethod
    def own_hosts(cls) -> tuple[str, ...]:
        """None."""
        return ()

    @classmethod
    def story_key(cls, url: str) -> str | None:
        """Host, path, and what of the query is no tracking; the scheme, "www." and a slash at the end play no part.

        >>> Site.story_key("http://www.paper.example/2026/11/ferry/?utm_source=x")
        'paper.example/2026/11/ferry'
        """
        plain = plain_address(url)
        parts = urlsplit(plain)
        if parts.scheme not in ("http", "https") or not (is_page(plain) or (parts.query and parts.hostname)):
            return None
        key = f"{place_of(plain)}{parts.path.rstrip('/')}{'?' if parts.query else ''}{parts.query}"
        if len(key) > LONGEST_KEY:
            key = f"{key[: LONGEST_KEY - 17]}~{sha256(key.encode()).hexdigest()[:16]}"
        return key

    def reader(self) -> Aggregator:
        """As ``clean`` and replay read a page that they are told is this spider's."""
        return self._aggregators.named(self.name)

    # --- where this run finds its stories ---

    def where_listed(self) -> tuple[Source, ...]:
        """A host's front page, sitemaps and feeds; or the feeds that the operator named."""
        if self.arguments.site:
            return (FrontPage(), RobotsSitemaps(), AnyFeed(), RecentSitemap())
        return (AnyFeed(self.arguments.feeds),) if self.arguments.feeds else ()

    @property
    def listing_scope(self) -> str:
        """Each host's and each feed's listings are kept apart, so that a run asks for no other's."""
        return "/".join((self.name, *(place_of(url) + urlsplit(url).path for url in self.arguments.named)))

    def is_here(self, url: str) -> bool:
        """For a host's run that host's addresses alone; else anybody's."""
        home = self.arguments.site
        return place_of(url) == place_of(home) if home else url.startswith(("http://", "https://"))

    def is_listing_here(self, url: str) -> bool:
        """Feeds and sitemaps may lie elsewhere: the site itself names them."""
        return url.startswith(("http://", "https://"))

    def is_needed(self, listing: str) -> bool:
        """Of a host its front page; else the feeds that the operator named."""
        return listing in self.arguments.feeds or listing == f"{self.arguments.site}/"

    def is_surely_story(self, url: str) -> bool:
        """Only what the operator named: a feed has other pages too, and a front page's links are guessed at."""
        return bool(self.arguments.urls)

    async def take_leads(self) -> None:
        """Bound the run to the stories that it was asked for, and take up leads to them."""
        frontier = self.room.frontier
        if self.arguments.site:
            frontier.within = Within(under=f"{self.name}/{place_of(self.arguments.site)}/")
            await super().take_leads()
        elif self.arguments.feeds:
            frontier.within = Within(found_on=self.arguments.feeds)
        elif self.arguments.leads:
            await self._take_leads_of(None if ANY in self.arguments.leads else self.arguments.leads)

    async def _take_leads_of(self, sources: Sequence[str] | None) -> None:
        """Take up the leads of link-only aggregators, but for those that another spider will."""
        ledger = self.room.frontier.ledger
        found = await asyncio.to_thread(ledger.leads, sources=sources, limit=MOST_LEADS)
        pages = await asyncio.to_thread(ledger.lead_pages)
        if unknown := set(sources or ()) - set(pages.values()):
            self.logger.warning("no lead of %s is known: crawl it first", ", ".join(sorted(unknown)))
        await take([lead for lead in found if not self._is_anothers(lead.url)], self, self.room)
        self.room.frontier.within = Within(
            found_on=tuple(page for page, source in pages.items() if sources is None or source in sources)
        )

    def _is_anothers(self, url: str) -> bool:
        owner = self._aggregators.owner(url)
        return owner is not None and owner.story_key(url) is not None

    async def sort(self, links: Sequence[Link], on: str, since: datetime | None) -> Sorted:
        """As ``AggregatorSpider.sort``; what stands on a feed's later pages is found on the feed."""
        feeds = self.arguments.feeds
        found = await super().sort(links, feeds[0] if feeds and on not in feeds else on, since)
        self.count("listing/links", len(found.ids))
        return found

    # --- what did not come ---

    def lost(self, what: str, url: str, why: str) -> None:
        """As ``AggregatorSpider.lost``; that a feed is not in one of the usual places is no failure."""
        if what == "listing" and not self.is_needed(url):
            self.logger.info("%s: no listing: %s", url, why)
        else:
            super().lost(what, url, why)

    def closed(self, reason: str) -> None:
        """Scrapy's word that the run is over: that nothing at all was listed is a failure."""
        looked = self.crawler.stats.get_value("listing/read", 0)
        if looked and not self.crawler.stats.get_value("listing/links", 0) and reason == "finished":
            self.count("listing/without_stories")
            self.logger.error("%s: no feed, news sitemap or link to a story was found there", self.arguments.named[0])


def place_of(url: str | None) -> str:
    """A host and its port, without "www.", as ids have it."""
    return urlsplit(plain_address(url)).netloc.removeprefix("www.") if url else ""
