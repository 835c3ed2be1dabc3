"""The front page of a site that nobody has looked at: the links that look like stories, and the feeds that it names."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from lxml.etree import _Element

from crawler.discovery.addresses import absolute_address
from crawler.discovery.any_feed import AnyFeed
from crawler.discovery.listing_page import ListingPage
from crawler.discovery.reading import Further, Link, Reading, Source
from crawler.discovery.story_links import looks_like_story
from crawler.page import Page

FEEDS = frozenset({
    "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json",
})  # fmt: skip
MOST_FEEDS = 10  # a paper names one for all, and perhaps one a section
# Where feeds stand when a page names none: WordPress and its like, then hand-made ones.
USUAL = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml")


@dataclass(frozen=True, slots=True)
class FrontPage:
    """A front page; what is behind it is found by its feeds.

    Attributes:
        feeds: Reads those.
    """

    feeds: Source = field(default_factory=AnyFeed)

    def urls(self, site: str, sections: tuple[str, ...]) -> tuple[str, ...]:
        """See ``Source``."""
        return (f"{site}/",)

    def read(self, page: Page) -> Reading:
        """See ``Source``. Where no feed is named, those of the usual places are tried."""
        found = ListingPage("/").read(page)
        if found.trouble and not page.is_html:
            return found
        named = list(islice(_named(page.root, page.url), MOST_FEEDS))
        usual = (absolute_address(path, page.url) for path in USUAL)
        urls = named or [url for url in usual if url]
        return Reading(_stories(found), tuple(Further(url, self.feeds, "more") for url in urls))


def _stories(found: Reading) -> Iterator[Link]:
    return (link for link in found.found if looks_like_story(link))


def _named(root: _Element, where: str | None) -> Iterator[str]:
    """The feeds that the page's head names, less those of comments."""
    seen: set[str] = set()
    for link in root.iterfind(".//link[@href]"):
        if "alternate" not in (link.get("rel") or "").lower().split():
            continue
        url = absolute_address(link.get("href") or "", where)
        told = f"{link.get('title') or ''} {url or ''}".lower()
        if url and (link.get("type") or "").lower() in FEEDS and "comment" not in told and url not in seen:
            seen.add(url)
            yield url
