"""Phys.org and its sister sites: universities' releases and agency copy on science, some 150 stories a day."""

import re
from typing import ClassVar
from urllib.parse import urlsplit

from crawler.discovery import Source
from crawler.discovery.feed import Feed
from crawler.discovery.listing_page import ListingPage
from crawler.layouts.base import Layout
from crawler.layouts.flat_forms import PhysOrgFlat
from crawler.layouts.physorg import PhysOrg2013, PhysOrgHtml
from crawler.spiders.base import AggregatorSpider

STORY = re.compile(r"/news/([0-9]{4}-[0-9]{2}-[a-z0-9-]+)\.(?:html|amp)", re.IGNORECASE | re.ASCII)
SISTERS = ("medicalxpress.com", "techxplore.com")


class PhysOrg(AggregatorSpider):
    """Stories at /news/2026-11-slug.html; asked for a sister's story, each of the three sends on to her."""

    name = "physorg"
    site = "https://phys.org"
    hosts = SISTERS
    also = (
        *("phys_org", "phys", "physorg_com", "sciencex", "science_x"),
        *("medicalxpress", "medical_xpress", "medicalxpress_com", "techxplore", "tech_xplore", "techxplore_com"),
    )
    sources: ClassVar[tuple[Source, ...]] = (
        Feed("/rss-feed/"),
        Feed("/rss-feed/{section}/"),
        ListingPage(
            "/", links="a.news-link", card="article.sorted-article", section="figcaption", published=".article__info p"
        ),
        *(Feed(f"https://{host}/rss-feed/") for host in SISTERS),
    )
    layouts: ClassVar[tuple[Layout, ...]] = (PhysOrgHtml(), PhysOrg2013(), PhysOrgFlat())

    @classmethod
    def story_key(cls, url: str) -> str | None:
        """Month and slug ("2026-11-slug"), the same for the page made for telephones."""
        story = STORY.fullmatch(urlsplit(url).path)
        return story[1].lower() if story else None

    @classmethod
    def page_address(cls, url: str, site: str) -> str:
        """The page for telephones has half the fields: the other is asked for."""
        parts = urlsplit(url)
        return (
            parts._replace(path=parts.path.removesuffix(".amp") + ".html").geturl()
            if parts.path.endswith(".amp")
            else url
        )
