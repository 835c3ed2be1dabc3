"""Yahoo News: whole copy of agencies, papers and Yahoo's own desks; feeds, a news sitemap, sections."""

import re
from typing import ClassVar
from urllib.parse import urlsplit

from crawler.discovery import Source
from crawler.discovery.feed import Feed
from crawler.discovery.listing_page import ListingPage, SectionPages
from crawler.discovery.sitemap import Sitemap
from crawler.layouts.base import Layout
from crawler.layouts.flat_forms import YahooFlat
from crawler.layouts.yahoo import YahooAtoms, YahooCaas, YahooCanvas
from crawler.spiders.base import AggregatorSpider

# "ferry-returns-104512345.html". The number is a time of day, so the words before it belong to the name.
STORY = re.compile(r"/(?:[^/]+/)*([^/]*-[0-9]{6,12})\.html", re.ASCII)
NO_STORY = ("/video/", "/videos/", "/photos/", "/slideshow/")


class Yahoo(AggregatorSpider):
    """Stories end in "-<number>.html", the same on every host and under every section."""

    name = "yahoo"
    site = "https://www.yahoo.com"
    timezone = "America/New_York"
    also = (
        "yahoo_news",
        "yahoo_com",
        "news_yahoo_com",
        "finance_yahoo_com",
        "sports_yahoo_com",
        "yahoo_finance",
        "yahoo_sports",
        "yahoonews",
        "yahoo_us",
    )
    sources: ClassVar[tuple[Source, ...]] = (
        Feed("/news/rss"),
        Feed("/news/rss/{section}"),
        Sitemap("/news/sitemaps/news-sitemap_googlenewsindex_US_en-US.xml.gz", news=True),
        ListingPage("/news/"),
        SectionPages("/news/{section}/"),
    )
    layouts: ClassVar[tuple[Layout, ...]] = (YahooAtoms(), YahooCaas(), YahooCanvas(), YahooFlat())

    @classmethod
    def story_key(cls, url: str) -> str | None:
        """The last part of the path without ".html", in lower case; films and picture shows are no stories."""
        path = urlsplit(url).path.lower()
        story = STORY.fullmatch(path)
        return story[1] if story and not any(part in path for part in NO_STORY) else None

    @classmethod
    def page_address(cls, url: str, site: str) -> str:
        """A page made for telephones is asked for in its full form."""
        return url.replace("/amphtml/", "/", 1)
