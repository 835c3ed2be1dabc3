"""Techmeme: the day's technology stories, each a headline of its own that links out. Front page and feed."""

from dataclasses import dataclass, replace

from lxml.etree import HTMLParser, ParserError, XMLSyntaxError, _Element, fromstring

from crawler.discovery.addresses import absolute_address, plain_address
from crawler.discovery.entry_target import Entry
from crawler.discovery.feed import Feed
from crawler.discovery.headlines import signed
from crawler.discovery.listing_page import ListingPage
from crawler.discovery.moments import Moments
from crawler.discovery.reading import Link
from crawler.discovery.selecting import select

# A cluster is led by one item: "Author / Publisher:" in a cite element, then the headline. What else was written of it
# stands below without headlines, and is left.
FRONT_PAGE = ListingPage(path="/", links="a.ourh", card=".item", publisher="cite a:last-of-type")

SITE = "techmeme.com"


@dataclass(frozen=True, slots=True)
class TechmemeFeed(Feed):
    """Its feed. An item's link is Techmeme's own page; the story's stands in the description, its headline in bold."""

    path: str = "/feed.xml"

    def link(self, entry: Entry, kind: str, where: str | None, moments: Moments) -> Link | None:
        """See ``Feed``. None where the description links to nothing outside."""
        link = Feed.link(self, entry, kind, where, moments)
        url = _link_out(entry.text("description", "content:encoded", "content") or "")
        if link is None or url is None:
            return None
        headline, publisher = signed(link.headline)
        return replace(link, url=url, headline=headline, publisher=publisher or link.publisher)


def _link_out(description: str) -> str | None:
    """The story's address in a description: of the headline in bold, else the last that leads elsewhere."""
    root = _tree(description)
    if root is None:
        return None
    for css in ("b a[href], strong a[href]", "a[href]"):
        urls = (absolute_address(element.get("href") or "", None) for element in reversed(select(css, root)))
        out = next((url for url in urls if url and SITE not in url.split("/")[2]), None)
        if out is not None:
            return plain_address(out)
    return None


def _tree(markup: str) -> _Element | None:
    try:
        return fromstring(f"<div>{markup}</div>", HTMLParser())
    except (ParserError, XMLSyntaxError, ValueError):  # nothing in it, or letters that no markup has
        return None
