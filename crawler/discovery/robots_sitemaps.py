"""robots.txt as a listing: the sitemaps that a site names there, those of news before all others."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from crawler.discovery.addresses import absolute_address
from crawler.discovery.reading import Further, Reading, Source
from crawler.discovery.recent_sitemap import RecentSitemap, is_of_news
from crawler.page import Page
from pipelines.errors import UnreadablePage

MOST_SITEMAPS = 10
# Where news sitemaps stand when robots.txt names none at all.
USUAL = ("/news-sitemap.xml", "/sitemap-news.xml", "/sitemap_news.xml", "/sitemap.xml")


@dataclass(frozen=True, slots=True)
class RobotsSitemaps:
    """The sitemaps of a site.

    Attributes:
        sitemaps: Reads those.
    """

    sitemaps: Source = field(default_factory=RecentSitemap)

    def urls(self, site: str, sections: tuple[str, ...]) -> tuple[str, ...]:
        """See ``Source``."""
        return (f"{site}/robots.txt",)

    def read(self, page: Page) -> Reading:
        """See ``Source``. All that are named count only where none is called by the news."""
        try:
            named = list(dict.fromkeys(_named(page.text, page.url)))
        except UnreadablePage as fault:
            return Reading(trouble=str(fault), kind="text")
        news = [url for url in named if is_of_news(url)]
        usual = [url for path in USUAL if (url := absolute_address(path, page.url))]
        urls = (news or named or usual)[:MOST_SITEMAPS]
        return Reading((), tuple(Further(url, self.sitemaps, "part") for url in urls), kind="text")


def _named(text: str, where: str | None) -> Iterator[str]:
    for line in text.splitlines():
        name, colon, value = line.partition(":")
        if colon and name.strip().lower() == "sitemap":
            url = absolute_address(value.partition("#")[0], where)
            if url and urlsplit(url).path != "/":
                yield url
