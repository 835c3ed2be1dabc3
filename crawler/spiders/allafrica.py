"""allAfrica: a hundred African papers and as many institutions, in English and French; some 500 stories a day."""

import re
from typing import ClassVar
from urllib.parse import urlsplit

from crawler.discovery import Source
from crawler.discovery.allafrica import AllAfricaFeed
from crawler.discovery.listing_page import ListingPage
from crawler.layouts.allafrica import AllAfricaHtml
from crawler.layouts.base import Layout
from crawler.layouts.flat_forms import AllAfricaFlat
from crawler.spiders.base import AggregatorSpider

# Day and number: 202611020123. The page made for printing has the same, a level down.
STORY = re.compile(r"/stories/(?:printable/)?((?:19|20)[0-9]{6}[0-9]{4,5})\.html", re.ASCII)


class AllAfrica(AggregatorSpider):
    """Stories at /stories/YYYYMMDDNNNN.html, numbered in one row for both languages (fr.allafrica.com)."""

    name = "allafrica"
    site = "https://allafrica.com"
    also = ("all_africa", "allafrica_com")
    sources: ClassVar[tuple[Source, ...]] = (
        AllAfricaFeed("/tools/headlines/rdf/{section}/headlines.rdf", sections=("latest",)),
        ListingPage("/latest/", links="ul.stories a", card="ul.stories li", headline=".headline", publisher=".source"),
    )
    layouts: ClassVar[tuple[Layout, ...]] = (AllAfricaHtml(), AllAfricaFlat())

    @classmethod
    def story_key(cls, url: str) -> str | None:
        """The story's number, which begins with its day."""
        story = STORY.fullmatch(urlsplit(url).path)
        return story[1] if story else None

    @classmethod
    def page_address(cls, url: str, site: str) -> str:
        """The page made for printing lacks the byline: the other is asked for."""
        return url.replace("/stories/printable/", "/stories/", 1)
