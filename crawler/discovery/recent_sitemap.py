"""Sitemaps of which the last days alone are wanted: a paper's lists all that it ever printed."""

from collections.abc import Generator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from crawler.discovery.reading import Further, Link, Reading
from crawler.discovery.sitemap import Sitemap
from crawler.page import Page

# A news sitemap holds two days (Google's rule for them); one more for who is slow.
RECENT = timedelta(days=3)
MOST_PARTS = 20  # of an index; papers have one a month, a day or a section


@dataclass(frozen=True, slots=True)
class RecentSitemap:
    """A sitemap, or an index of them.

    Attributes:
        depth: How many indexes led here.
    """

    depth: int = 0

    def urls(self, site: str, sections: tuple[str, ...]) -> tuple[str, ...]:
        """See ``Source``: sitemaps are found on the way."""
        return ()

    def read(self, page: Page) -> Reading:
        """See ``Source``. Entries: those of the news, and those that changed lately. Of an index likewise."""
        whole = Sitemap("", depth=self.depth).read(page)
        parts = [one for one in whole.further if one.why == "part"]
        wanted = (
            [one for one in parts if is_of_news(one.url)]
            or [one for one in parts if _is_recent(one.updated, page.fetched_at)]
            or (parts if page.url and is_of_news(page.url) else [])
        )
        below = replace(self, depth=self.depth + 1)
        further = tuple(Further(one.url, below, "part", one.updated) for one in wanted[:MOST_PARTS])
        return Reading(_recent(whole, page.fetched_at), further, whole.trouble, whole.kind)


def is_of_news(url: str) -> bool:
    """Whether a sitemap is called by the news, its host aside: many a paper's host is."""
    parts = urlsplit(url)
    return "news" in f"{parts.path}?{parts.query}".lower()


def _recent(whole: Reading, now: datetime | None) -> Generator[Link, None, str | None]:
    for link in whole.found:
        if link.published is not None or _is_recent(link.updated, now):
            yield link
    return whole.trouble


def _is_recent(at: datetime | None, now: datetime | None) -> bool:
    return at is not None and (now is None or now - at <= RECENT)
