"""RSS 0.9 to 2.0, Atom and RDF (RSS 1.0 and 1.1): their entries as links."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from crawler.discovery.addresses import absolute_address, plain_address
from crawler.discovery.entries import Entries
from crawler.discovery.entry_target import Entry
from crawler.discovery.headlines import headline, name_or_none
from crawler.discovery.moments import Moments
from crawler.discovery.reading import Further, Link, Reading, listing_urls
from crawler.discovery.unpack import GZIP, cut, joined, unpacked
from crawler.page import LARGEST_PAGE, Page
from pipelines.errors import UnreadablePage

# Feeds hold ten to five hundred entries, archives some thousands.
MOST_ENTRIES = 5000

KINDS = {"rss": "rss", "feed": "atom", "RDF": "rdf", "rdf:RDF": "rdf", "Channel": "rdf", "channel": "rss"}

PUBLISHED = ("pubDate", "pubdate", "published", "issued", "created", "dc:date", "dc:issued", "dc:created", "date")
UPDATED = ("updated", "modified", "dc:modified")


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed of any kind.

    Attributes:
        path: As ``listing_urls``: "/feed.xml", "/tools/headlines/rdf/{section}/headlines.rdf".
        sections: Sections to read where none is asked for, for a path with ``{section}``.
        publisher: Elements that name the publisher, in the order of belief. Add "dc:creator" or "author" where an
            aggregator names publishers there; elsewhere they name people.
        zone: IANA name of the zone of stamps that name none.
    """

    path: str = "/feed"
    sections: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ("source/title", "source", "dc:publisher", "dc:source")
    zone: str = "UTC"

    def urls(self, site: str, sections: tuple[str, ...]) -> tuple[str, ...]:
        """See ``Source``."""
        return listing_urls(self.path, site, sections, self.sections)

    def read(self, page: Page) -> Reading:
        """See ``Source``. Half a feed gives its whole entries."""
        try:
            text, unzipping = _text(page)
        except UnreadablePage as fault:
            return Reading(trouble=str(fault), kind="rss")
        if not text.lstrip("\ufeff \t\r\n").startswith("<"):
            return Reading(trouble=f"{page.where}: no feed: it does not begin with a tag", kind="text")
        entries = Entries(cut(text.encode("utf-8", "replace")), decoded=True, trouble=unzipping)
        kind = KINDS.get((entries.root or "").removeprefix("?:"))
        if kind is None:
            return Reading(trouble=_no_feed(page, entries), kind="html" if _is_html(entries) else "xml")
        return self.read_entries(entries, kind, page)

    def read_entries(self, entries: Entries, kind: str, page: Page) -> Reading:
        """The reading of a feed whose root element has been seen."""
        moments = Moments(page.fetched_at, self.zone)
        whole = list(islice(entries, MOST_ENTRIES))
        links = [link for entry in whole if (link := self.link(entry, kind, page.url, moments))]
        trouble = entries.trouble
        if len(whole) == MOST_ENTRIES and next(iter(entries), None) is not None:
            trouble = f"more than {MOST_ENTRIES} entries; the rest was not read"
        elif trouble is None and len(links) < len(whole):
            trouble = f"{len(whole) - len(links)} of its entries have no address"
        following = absolute_address(entries.next, page.url) if entries.next else None
        further = (Further(following, self),) if following and following != page.url else ()
        told = f"{page.where}: {trouble}; {len(links)} links could be read" if trouble else None
        return Reading(links, further, told, kind)

    def link(self, entry: Entry, kind: str, where: str | None, moments: Moments) -> Link | None:
        """One entry as a link; None where it has no address."""
        base = absolute_address(entry.base, where) if entry.base else where
        urls = (absolute_address(one, base or where) for one in _addresses(entry))
        url = next((one for one in urls if one), None)
        if url is None:
            return None
        is_text = kind == "atom" and all(value.get("type", "text") == "text" for _, value in entry.all("title"))
        publishers = (name_or_none(entry.text(path)) for path in self.publisher)
        return Link(
            url=plain_address(url),
            headline=headline(entry.text("title", "dc:title", "media:title"), escaped=not is_text),
            publisher=next((one for one in publishers if one), None),
            published=moments.read(entry.text(*PUBLISHED)),
            updated=moments.read(entry.text(*UPDATED)),
            section=name_or_none(entry.text("category", "dc:subject")) or _term(entry),
            key=_key(entry),
        )


def _text(page: Page) -> tuple[str, str | None]:
    """The feed decoded, unzipped where it is gzip; and what went wrong with unzipping.

    Raises:
        UnreadablePage: No text, or more than a page may have.
    """
    if not page.body.startswith(GZIP):
        return page.text, None
    plain, trouble = joined(unpacked(page.body), LARGEST_PAGE)
    if trouble and not plain:
        raise UnreadablePage(f"{page.where}: {trouble}")
    return replace(page, body=plain).text, trouble


def _addresses(entry: Entry) -> Iterator[str]:
    """What may be the story's address, likeliest first."""
    if original := entry.text("feedburner:origLink"):
        yield original
    for text, attributes in entry.all("link"):
        if "href" not in attributes:
            yield text
        elif attributes.get("rel", "alternate") == "alternate":
            yield attributes["href"]
    for text, attributes in entry.all("guid"):
        if attributes.get("isPermaLink", "true").strip().lower() != "false" and _is_address(text):
            yield text
    if about := entry.attributes.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"):
        yield about
    if (name := entry.text("id")) and _is_address(name):
        yield name


def _key(entry: Entry) -> str | None:
    """The entry's guid or id where that is no address."""
    key = entry.text("guid", "id", "dc:identifier")
    return key if key and not _is_address(key) and len(key) <= 500 else None


def _is_address(text: str) -> bool:
    return text.strip().lower().startswith(("http://", "https://"))


def _term(entry: Entry) -> str | None:
    """An Atom category's name."""
    for _, attributes in entry.all("category"):
        return name_or_none(attributes.get("label") or attributes.get("term"))
    return None


def _is_html(entries: Entries) -> bool:
    return (entries.root or "").lower().removeprefix("?:") == "html"


def _no_feed(page: Page, entries: Entries) -> str:
    """What it is in place of a feed."""
    if _is_html(entries):
        feeds = _feeds_named(page)
        named = f"; it names feeds of its own: {', '.join(feeds)}" if feeds else ""
        return f"{page.where}: no feed but an HTML page{named}"
    if entries.root in ("urlset", "sitemapindex"):
        return f"{page.where}: no feed but a sitemap; declare it as one"
    if entries.root is None:
        return f"{page.where}: no feed: {entries.trouble or 'there is no element in it'}"
    return f"{page.where}: no feed: its root element is <{entries.root}>"


def _feeds_named(page: Page) -> tuple[str, ...]:
    """The feeds that an HTML page names in its head, at most three."""
    try:
        links = page.root.iterfind(".//link[@rel='alternate']")
    except UnreadablePage:
        return ()
    urls = (
        absolute_address(link.get("href") or "", page.url)
        for link in links
        if (link.get("type") or "").lower() in ("application/rss+xml", "application/atom+xml", "application/rdf+xml")
    )
    return tuple(islice((url for url in urls if url), 3))
