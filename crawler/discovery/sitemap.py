"""Sitemaps: urlset, index, news; XML or plain text, zipped or not. Read as gone through, in constant memory."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from crawler.discovery.addresses import absolute_address, plain_address
from crawler.discovery.entries import Entries
from crawler.discovery.entry_target import Entry
from crawler.discovery.feed import KINDS, Feed
from crawler.discovery.headlines import headline, name_or_none
from crawler.discovery.moments import Moments
from crawler.discovery.reading import Found, Further, Link, Reading, listing_urls
from crawler.discovery.unpack import Pieces, begun, unpacked
from crawler.page import Page

# The protocol allows 50,000 in a sitemap, and sites put more into one; this is forty times as many.
MOST_ADDRESSES = 2_000_000
MOST_PARTS = 50_000  # sitemaps in an index; the protocol's own limit
DEEPEST_INDEX = 3  # an index of indexes is against the protocol and is met; deeper is a maze
LONGEST_LINE = 8192  # bytes of a text sitemap's line; an address has hundreds

_NEWS = "news:news/"


@dataclass(frozen=True, slots=True)
class Sitemap:
    """A sitemap, or an index of them.

    Attributes:
        path: As ``listing_urls``.
        news: Only entries that a news sitemap's own elements describe; what stands beside them is no story.
        zone: IANA name of the zone of stamps that name none.
        depth: How many indexes led here.
    """

    path: str = "/sitemap.xml"
    news: bool = False
    zone: str = "UTC"
    depth: int = 0

    def urls(self, site: str, sections: tuple[str, ...]) -> tuple[str, ...]:
        """See ``Source``."""
        return listing_urls(self.path, site, sections)

    def read(self, page: Page) -> Reading:
        """See ``Source``. ``found`` is read as it is gone through; ``Reading.trouble`` is complete only then."""
        head, pieces, trouble = begun(unpacked(page.body))
        start = head.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
        if start[:4].lower() == b"http":
            return Reading(_from_lines(pieces, page), kind="text")
        if not start.startswith(b"<"):
            trouble = trouble or ("it begins with neither a tag nor an address" if start else "it is empty")
            return Reading(trouble=f"{page.where}: no sitemap: {trouble}", kind="text")
        return self._read_xml(Entries(pieces), page)

    def _read_xml(self, entries: Entries, page: Page) -> Reading:
        root = (entries.root or "").removeprefix("?:")
        if root == "urlset":
            return Reading(self._from_entries(entries, page), kind=root)
        if root == "sitemapindex":
            return self._read_index(entries, page)
        if root in KINDS:  # the protocol allows feeds for sitemaps
            return Feed(self.path, zone=self.zone).read_entries(entries, KINDS[root], page)
        if not root:
            return Reading(trouble=f"{page.where}: no sitemap: {entries.trouble or 'it has no element'}", kind="xml")
        what = "an HTML page" if root.lower() == "html" else f"a document of <{root}>"
        return Reading(trouble=f"{page.where}: no sitemap but {what}", kind="html" if root.lower() == "html" else "xml")

    def _read_index(self, entries: Entries, page: Page) -> Reading:
        """The sitemaps of an index. One that is too deep, or names itself, leads nowhere."""
        if self.depth >= DEEPEST_INDEX:
            return Reading(
                trouble=f"{page.where}: an index within {self.depth} others; not followed", kind=entries.root or ""
            )
        moments = Moments(page.fetched_at, self.zone)
        below = replace(self, depth=self.depth + 1)
        parts: dict[str, Further] = {}
        for entry in entries:
            url = absolute_address(entry.text("loc") or "", page.url)
            if url and url != page.url:
                parts.setdefault(url, Further(url, below, "part", moments.read(entry.text("lastmod"))))
            if len(parts) >= MOST_PARTS:
                break
        trouble = f"{page.where}: {entries.trouble}; {len(parts)} sitemaps could be read" if entries.trouble else None
        if not parts and trouble is None:
            trouble = f"{page.where}: an index of no sitemaps"
        return Reading((), tuple(parts.values()), trouble, "sitemapindex")

    def _from_entries(self, entries: Entries, page: Page) -> Found:
        moments = Moments(page.fetched_at, self.zone)
        count = 0
        for entry in entries:
            link = self._link(entry, page.url, moments)
            if link is None:
                continue
            if count >= MOST_ADDRESSES:
                return f"{page.where}: more than {count} addresses; the rest was not read"
            count += 1
            yield link
        return f"{page.where}: {entries.trouble}; {count} addresses could be read" if entries.trouble else None

    def _link(self, entry: Entry, where: str | None, moments: Moments) -> Link | None:
        url = absolute_address(entry.text("loc") or "", where)
        if url is None or (self.news and "news:news" not in entry.values):
            return None
        return Link(
            url=plain_address(url),
            headline=headline(entry.text(_NEWS + "news:title")),
            publisher=name_or_none(entry.text(_NEWS + "news:publication/news:name")),
            published=moments.read(entry.text(_NEWS + "news:publication_date")),
            updated=moments.read(entry.text("lastmod")),
        )


def _from_lines(pieces: Pieces, page: Page) -> Found:
    """A text sitemap: an address a line."""
    count = wrong = 0
    lines = _Lines(pieces)
    for line in lines:
        url = absolute_address(line, None)
        if url is None:
            wrong += bool(line.strip())
            continue
        if count >= MOST_ADDRESSES:
            return f"{page.where}: more than {count} addresses; the rest was not read"
        count += 1
        yield Link(plain_address(url))
    trouble = lines.trouble or (f"{wrong} lines are no addresses" if wrong else None)
    return f"{page.where}: {trouble}; {count} addresses could be read" if trouble else None


class _Lines:
    """The lines of a text; what went wrong with it in ``trouble``, once they are through."""

    def __init__(self, pieces: Pieces):
        self._pieces = pieces
        self.trouble: str | None = None

    def __iter__(self) -> Iterator[str]:
        rest = b""
        while True:
            try:
                piece = next(self._pieces)
            except StopIteration as end:
                self.trouble = end.value
                break
            *lines, rest = (rest + piece).splitlines(keepends=True) or [b""]
            yield from (line.decode("utf-8-sig", "replace") for line in lines)
            if rest.endswith(b"\n") or len(rest) > LONGEST_LINE:
                yield rest.decode("utf-8", "replace")
                rest = b""
        if self.trouble is None:  # a text that breaks off ends in half an address
            yield rest.decode("utf-8", "replace")
