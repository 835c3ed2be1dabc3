"""inkl: several hundred publishers' stories; whole copy, no feed, a sign-up wall on most stories."""

import re
from collections.abc import Iterator
from typing import ClassVar
from urllib.parse import urlsplit

from scrapy.http import Response

from crawler.discovery import Source
from crawler.discovery.listing_page import ListingPage, SectionPages
from crawler.layouts.base import Layout
from crawler.layouts.inkl import InklFlat, InklHtml
from crawler.spiders.base import AggregatorSpider

STORY = re.compile(r"/news/([a-z0-9][a-z0-9_.~%-]*)/?", re.IGNORECASE | re.ASCII)
SHOWN = re.compile(r"showArticle\(\s*['\"]([A-Za-z0-9_.~%-]+)['\"]")


class Inkl(AggregatorSpider):
    """Stories at /news/<slug>, the same on inkl.com, www.inkl.com and its CDN."""

    name = "inkl"
    site = "https://www.inkl.com"
    sources: ClassVar[tuple[Source, ...]] = (
        ListingPage("/", more="a[href^='/sections/']"),
        SectionPages("/sections/{section}"),
    )
    layouts: ClassVar[tuple[Layout, ...]] = (InklHtml(), InklFlat())

    @classmethod
    def owns(cls, url: str) -> bool:
        """inkl.com and its subdomains, and a CDN's host that carries the name: "inkl.cdn.example"."""
        host = urlsplit(url).hostname or ""
        return super().owns(url) or "inkl" in re.split(r"[.-]", host)

    @classmethod
    def story_key(cls, url: str) -> str | None:
        """The slug of /news/<slug>, in lower case; tracking parameters and fragment play no part."""
        story = STORY.fullmatch(urlsplit(url).path)
        return story[1].lower() if story else None

    def related(self, response: Response) -> Iterator[str]:
        """The stories of the "dive deeper" boxes, which carry slugs in place of links."""
        if b"showArticle(" not in response.body:  # most pages: not worth another tree
            return
        slugs = SHOWN.findall(" ".join(response.css("[ng-click*=showArticle]::attr(ng-click)").getall()))
        yield from (f"{self.home}/news/{slug}" for slug in slugs)
