"""Hacker News: links that readers sent in, with the site in brackets. Front page, feeds, and the API on Firebase.

Posts that link to nothing (Ask HN, job notices on the site itself) are no leads, and are left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from lxml.etree import _Element

from crawler.discovery.addresses import absolute_address, plain_address
from crawler.discovery.feed import Feed
from crawler.discovery.headlines import headline
from crawler.discovery.json_text import decoded, search_text
from crawler.discovery.listing_page import MOST_LINKS
from crawler.discovery.moments import Moments
from crawler.discovery.reading import Further, Link, Reading, listing_urls
from crawler.discovery.selecting import first_text, select, shown_text
from crawler.page import Page
from pipelines.errors import UnreadablePage

SITE = "news.ycombinator.com"


@dataclass(frozen=True, slots=True)
class HackerNewsPage:
    """The front page and its like (/newest, /front): a row a link, and below it a row that says when."""

    path: str = "/"

    def urls(self, site: str, sections: tuple[str, ...]) -> tuple[str, ...]:
        """See ``Source``."""
        return listing_urls(self.path, site, sections)

    def read(self, page: Page) -> Reading:
        """See ``Source``."""
        try:
            root = page.root
        except UnreadablePage as fault:
            return Reading(trouble=str(fault))
        moments = Moments(page.fetched_at)
        rows = select("tr.athing", root)[:MOST_LINKS]
        links = [link for row in rows if (link := _from_row(row, page.url, moments))]
        trouble = None if rows else f"{page.where}: no row 'tr.athing'; was the site redesigned?"
        more = (absolute_address(one.get("href") or "", page.url) for one in select("a.morelink", root)[:1])
        return Reading(links, tuple(Further(url, self) for url in more if url and url != page.url), trouble, "html")


@dataclass(frozen=True, slots=True)
class HackerNewsFeed(Feed):
    """Its own feed and hnrss.org's."""

    path: str = "/rss"

    def read(self, page: Page) -> Reading:
        """See ``Source``. The publisher is the site that is linked to."""
        reading = Feed.read(self, page)
        links = [replace(link, publisher=_site(link.url)) for link in reading.found if not _is_own(link.url, page.url)]
        return Reading(links, reading.further, reading.trouble, reading.kind)


@dataclass(frozen=True, slots=True)
class HackerNewsItems:
    """The API: a list of numbers, then a request an item. The feed costs one request where this costs thirty.

    Attributes:
        path: The list's address, on the API's own host.
        item: The address of an item, with ``{id}``.
        first: How many of the list to ask for; it has 500.
    """

    path: str = "https://hacker-news.firebaseio.com/v0/topstories.json"
    item: str = "item/{id}.json"
    first: int = 30

    def urls(self, site: str, sections: tuple[str, ...]) -> tuple[str, ...]:
        """See ``Source``."""
        return listing_urls(self.path, site, sections)

    def read(self, page: Page) -> Reading:
        """See ``Source``. A list of numbers leads to items; an item is a link, unless it links to nothing."""
        try:
            answer = decoded(page.text)
        except (UnreadablePage, ValueError) as fault:
            return Reading(trouble=f"{page.where}: no answer of the API: {fault}", kind="json")
        if isinstance(answer, list):
            numbers = [one for one in answer if isinstance(one, int) and not isinstance(one, bool)][: self.first]
            return Reading((), tuple(self._items(numbers, page.url)), kind="json")
        link = _from_item(answer, Moments(page.fetched_at)) if isinstance(answer, dict) else None
        return Reading((link,) if link else (), kind="json")

    def _items(self, numbers: list[int], where: str | None) -> Iterator[Further]:
        for number in numbers:
            url = absolute_address(self.item.replace("{id}", str(number)), where)
            if url is not None:
                yield Further(url, self, "part")


def _from_row(row: _Element, where: str | None, moments: Moments) -> Link | None:
    element = next(iter(select(".titleline > a, a.storylink", row)), None)
    url = absolute_address(element.get("href") or "", where) if element is not None else None
    if element is None or url is None or _is_own(url, where):
        return None
    below = row.getnext()
    age = next(iter(select(".age", below)), None) if below is not None else None
    printed = (age.get("title") or "").partition(" ")[0] or shown_text(age) if age is not None else None
    return Link(
        url=plain_address(url),
        headline=headline(shown_text(element), escaped=False),
        publisher=first_text(".sitestr", row) or _site(url),
        published=moments.read(printed),
        key=row.get("id"),
    )


def _from_item(item: dict[str, object], moments: Moments) -> Link | None:
    printed = search_text("url", item)
    url = absolute_address(printed, None) if printed else None
    if url is None or item.get("type") not in ("story", None) or item.get("dead") or item.get("deleted"):
        return None
    return Link(
        url=plain_address(url),
        headline=headline(search_text("title", item), escaped=False),
        publisher=_site(url),
        published=moments.read(search_text("time", item)),
        key=search_text("id", item),
    )


def _is_own(url: str, where: str | None) -> bool:
    """Whether an address is of the site itself, wherever it is served."""
    return urlsplit(url).hostname in (SITE, urlsplit(where or "").hostname)


def _site(url: str) -> str | None:
    """The site that brackets name: the host without "www."."""
    return (urlsplit(url).hostname or "").removeprefix("www.") or None
