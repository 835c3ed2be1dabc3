"""HTML pages that list stories: a front page, a section, a publisher's page."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml.etree import _Element

from crawler.discovery.addresses import absolute_address, plain_address
from crawler.discovery.cards import Told
from crawler.discovery.moments import Moments
from crawler.discovery.paging import is_page, page_after
from crawler.discovery.reading import Further, Link, Reading, listing_urls
from crawler.discovery.selecting import select, selector
from crawler.page import Page
from pipelines.errors import UnreadablePage

# A front page has a few hundred links, its menus included; an index of everything some thousands.
MOST_LINKS = 5000
MOST_LISTINGS = 500  # sections and publishers named on one page


@dataclass(frozen=True, slots=True)
class ListingPage:
    """A page that lists stories.

    Every link that ``links`` finds is found, menus and all: which lead to stories is for ``story_key`` to say. Links
    to one address are one, where the first of them stands, with the best of their texts.

    Attributes:
        path: As ``listing_urls``.
        next_page: CSS selector of the link to the page that follows; the first counts. Where it finds none, a link
            to this page's own address with the next number ("?page=3", "/page/3") does.
        more: CSS selector of links to other listings, read by the same source; None: there are none.
        links: CSS selector of links.
        card: CSS selector of what encloses a link and all that is said of its story. The selectors below look there;
            None: within the link.
        headline: CSS selector of the headline; None: a heading in the link, else the link's own text.
        publisher: CSS selector of the publisher's name; None: it is not printed.
        published: CSS selector of the time; its ``datetime`` attribute, else ``content``, ``title``, else its text.
        section: CSS selector of the section's name.
        sections: Sections to read where none is asked for, for a path with ``{section}``.
        zone: IANA name of the zone of times that name none.
    """

    path: str = "/"
    next_page: str = "a[rel~=next], link[rel~=next]"
    more: str | None = None
    links: str = "a"
    card: str | None = None
    headline: str | None = None
    publisher: str | None = None
    published: str | None = None
    section: str | None = None
    sections: tuple[str, ...] = ()
    zone: str = "UTC"

    def __post_init__(self) -> None:
        """Compile every selector, so that a wrong one shows when the spider is loaded.

        Raises:
            cssselect.SelectorError: A selector is none.
        """
        given = (self.more, self.card, self.headline, self.publisher, self.published, self.section)
        for css in (self.next_page, self.links, *filter(None, given)):
            selector(css)

    def urls(self, site: str, sections: tuple[str, ...]) -> tuple[str, ...]:
        """See ``Source``."""
        return listing_urls(self.path, site, sections, self.sections)

    def read(self, page: Page) -> Reading:
        """See ``Source``."""
        try:
            root = page.root
        except UnreadablePage as fault:
            return Reading(trouble=str(fault))
        base = _base(root, page.url)
        elements = [element for element in select(self.links, root) if element.get("href")]
        links = self._links(elements[:MOST_LINKS], root, base, Moments(page.fetched_at, self.zone))
        trouble = None
        if not links:
            trouble = (
                f"{page.where}: no link found by {self.links!r}; was the site redesigned, or is it built by script?"
            )
        elif len(elements) > MOST_LINKS:
            trouble = f"{page.where}: more than {MOST_LINKS} links; the rest was not read"
        return Reading(links, tuple(self._further(root, base, page.url)), trouble, "html")

    def _links(self, elements: list[_Element], root: _Element, base: str | None, moments: Moments) -> list[Link]:
        cards = frozenset(select(self.card, root) if self.card else elements)
        told = Told(self, root, cards, moments)
        best: dict[str, tuple[int, Link]] = {}
        for element in elements:
            url = absolute_address(element.get("href") or "", base)
            if url is None:
                continue
            rank, link = told.link(element, plain_address(url))
            known, other = best.get(link.url, (-1, link))
            best[link.url] = (rank, _filled(link, other)) if rank > known else (known, _filled(other, link))
        return [link for _, link in best.values()]

    def _further(self, root: _Element, base: str | None, here: str | None) -> Iterator[Further]:
        given = (absolute_address(one.get("href") or "", base) for one in select(self.next_page, root)[:1])
        following = next((url for url in given if url), None)
        if following is None and here is not None:
            hrefs = (one.get("href") or "" for one in root.iter("a"))
            following = page_after(here, (url for href in hrefs if (url := absolute_address(href, base))))
        if following is not None and _bare(following) != _bare(here):
            yield Further(_bare(following), self, "next")
        if self.more is not None:
            hrefs = (one.get("href") or "" for one in select(self.more, root)[:MOST_LISTINGS])
            urls = dict.fromkeys(_bare(url) for href in hrefs if (url := absolute_address(href, base)))
            skipped = {_bare(here), _bare(following)}
            yield from (Further(url, self, "more") for url in urls if url not in skipped and not is_page(url))


@dataclass(frozen=True, slots=True)
class SectionPages(ListingPage):
    """The listing pages of the sections that are asked for."""

    path: str = "/{section}"


def _base(root: _Element, where: str | None) -> str | None:
    """What the page's relative links build on."""
    element = root.find(".//base[@href]")
    return where if element is None else absolute_address(element.get("href") or "", where) or where


def _bare(url: str | None) -> str:
    """An address without its fragment; a listing's parameters are its own and stay."""
    return (url or "").partition("#")[0]


def _filled(link: Link, other: Link) -> Link:
    """A link with what it lacks from another to the same address."""
    return replace(
        link,
        headline=link.headline or other.headline,
        publisher=link.publisher or other.publisher,
        published=link.published or other.published,
        section=link.section or other.section,
    )
