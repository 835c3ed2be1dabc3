"""RealClearPolitics and its sister sites: commentary elsewhere, "Ann Lee, The Harbour Post" under each link."""

from dataclasses import dataclass, replace

from crawler.discovery.listing_page import ListingPage
from crawler.discovery.reading import Link, Reading
from crawler.page import Page


@dataclass(frozen=True, slots=True)
class RealClearPage(ListingPage):
    """The front page, a section, or a day ("/2026/11/02/"): one post a story."""

    path: str = "/"
    links: str = ".post .title a"
    card: str | None = ".post"
    publisher: str | None = ".byline"

    def read(self, page: Page) -> Reading:
        """See ``Source``. Publishers are the bylines' last parts."""
        reading = ListingPage.read(self, page)
        links = [replace(link, publisher=_publisher(link)) for link in reading.found]
        return Reading(links, reading.further, reading.trouble, reading.kind)


FRONT_PAGE = RealClearPage()
SECTION = RealClearPage(path="/{section}/")


def _publisher(link: Link) -> str | None:
    """The last part of a byline: after it stands nothing, before it the author, or "Editorial"."""
    return (link.publisher or "").rpartition(",")[2].strip() or None
