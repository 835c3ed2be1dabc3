"""A feed of a kind that nobody knows beforehand: RSS, Atom, RDF or JSON Feed."""

from dataclasses import dataclass

from crawler.discovery.feed import Feed
from crawler.discovery.json_listing import JsonListing
from crawler.discovery.reading import Reading
from crawler.page import Page
from pipelines.errors import UnreadablePage

# JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). ``external_url`` is what a link blog speaks of.
JSON_FEED = JsonListing(
    "",
    items="items",
    url="url || external_url",
    headline="title",
    published="date_published",
    updated="date_modified",
    key="id",
    cursor="next_url",
)


@dataclass(frozen=True, slots=True)
class AnyFeed:
    """A feed.

    Attributes:
        addresses: Of those to begin with, absolute; empty where feeds are found on the way.
    """

    addresses: tuple[str, ...] = ()

    def urls(self, site: str, sections: tuple[str, ...]) -> tuple[str, ...]:
        """See ``Source``."""
        return self.addresses

    def read(self, page: Page) -> Reading:
        """See ``Source``."""
        try:
            is_json = page.data is not None
        except UnreadablePage:
            is_json = False  # packed, or nothing: the feed's reader says which
        return JSON_FEED.read(page) if is_json else Feed("").read(page)
