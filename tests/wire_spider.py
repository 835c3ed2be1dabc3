"""inkl with listings of several kinds and with defects, for crawls whose listings are in trouble.

``-s SPIDER_MODULES=tests.wire_spider``
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from scrapy.http import Response

from crawler.discovery import Reading, Source
from crawler.discovery.feed import Feed
from crawler.discovery.listing_page import ListingPage
from crawler.discovery.sitemap import Sitemap
from crawler.layouts.base import Layout
from crawler.layouts.inkl import InklHtml
from crawler.page import Page
from crawler.spiders.inkl import Inkl


@dataclass(frozen=True, slots=True)
class Defective:
    """A source whose reader has a defect."""

    path: str

    def urls(self, site: str, sections: tuple[str, ...]) -> tuple[str, ...]:
        return (site + self.path,)

    def read(self, page: Page) -> Reading:
        raise ZeroDivisionError("a reader's defect")


class DefectiveLayout(InklHtml):
    """A layout that has a defect with one page."""

    def read(self, evidence, blank):
        if b"a layout's defect" in evidence.page.body:
            raise ZeroDivisionError("a layout's defect")
        return super().read(evidence, blank)


class Wire(Inkl):
    """The same stories, listed in four ways."""

    sources: ClassVar[tuple[Source, ...]] = (
        ListingPage("/"),
        Feed("/feed.xml"),
        Sitemap("/sitemap.xml"),
        Defective("/defective"),
    )
    layouts: ClassVar[tuple[Layout, ...]] = (DefectiveLayout(),)

    def related(self, response: Response) -> Iterator[str]:
        return iter(())
