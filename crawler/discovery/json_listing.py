"""Listings in JSON: an API's answer, or the data that a page built by script carries in itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from crawler.discovery.addresses import absolute_address, plain_address
from crawler.discovery.headlines import headline, name_or_none
from crawler.discovery.json_text import broad_text, decoded, search, search_text
from crawler.discovery.moments import Moments
from crawler.discovery.reading import Further, Link, Reading, listing_urls
from crawler.discovery.selecting import select, selector
from crawler.page import Page
from pipelines.errors import UnreadablePage

MOST_ITEMS = 5000  # an answer has ten to a few hundred

_PLACE = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class JsonListing:
    """A listing in JSON. Where things stand is said in JMESPath, of which "data.stories" is the simplest kind.

    Attributes:
        path: As ``listing_urls``.
        items: Where the list of items stands: "data.stories", "sections[].cards[]"; "@" is the whole answer. The
            other paths begin at an item.
        url: The story's address; or a template with paths in braces: "/stories/{id}".
        headline: The headline; None: there is none. So with the rest.
        publisher: The publisher's name.
        published: ISO 8601, RFC 2822, or seconds or milliseconds since 1970.
        updated: Likewise.
        section: The section's name.
        key: What the listing calls the story.
        cursor: From the top: where the listing goes on. An address, unless ``next_page`` says what to make of it.
        next_page: A template with ``{cursor}``: "/api/stories?after={cursor}".
        script: CSS selector of the script element that holds the JSON, in an HTML page; None: the page is JSON.
        sections: Sections to read where none is asked for, for a path with ``{section}``.
        zone: IANA name of the zone of times that name none.
    """

    path: str
    items: str = "@"
    url: str = "url"
    headline: str | None = "title"
    publisher: str | None = None
    published: str | None = None
    updated: str | None = None
    section: str | None = None
    key: str | None = None
    cursor: str | None = None
    next_page: str | None = None
    script: str | None = None
    sections: tuple[str, ...] = ()
    zone: str = "UTC"

    def __post_init__(self) -> None:
        """Try every path and selector, so that a wrong one shows when the spider is loaded.

        Raises:
            jmespath.exceptions.JMESPathError: A path is none.
            cssselect.SelectorError: ``script`` is no selector.
        """
        given = (self.headline, self.publisher, self.published, self.updated, self.section, self.key, self.cursor)
        for path in (self.items, *_paths(self.url), *filter(None, given)):
            search(path, None)
        if self.script is not None:
            selector(self.script)

    def urls(self, site: str, sections: tuple[str, ...]) -> tuple[str, ...]:
        """See ``Source``."""
        return listing_urls(self.path, site, sections, self.sections)

    def read(self, page: Page) -> Reading:
        """See ``Source``. Half an answer can't be read."""
        try:
            answer = decoded(self._source(page))
        except (UnreadablePage, ValueError) as fault:
            return Reading(trouble=f"{page.where}: no JSON listing: {fault}", kind="json")
        items = search(self.items, answer)
        if not isinstance(items, list):
            holds = f"; the answer holds {broad_text(answer)}"
            return Reading(trouble=f"{page.where}: no list at {self.items!r}{holds}", kind="json")
        moments = Moments(page.fetched_at, self.zone)
        links = [link for item in items[:MOST_ITEMS] if (link := self._link(item, page.url, moments))]
        trouble = None
        if len(items) > MOST_ITEMS:
            trouble = f"{page.where}: more than {MOST_ITEMS} items; the rest was not read"
        elif len(links) < len(items):
            trouble = f"{page.where}: {len(items) - len(links)} of {len(items)} items have no address at {self.url!r}"
        return Reading(links, tuple(self._further(answer, page.url)), trouble, "json")

    def _source(self, page: Page) -> str:
        """The JSON as text.

        Raises:
            UnreadablePage: No text, no page.
            ValueError: No such script.
        """
        if self.script is None:
            return page.text
        scripts = select(self.script, page.root)
        if not scripts:
            raise ValueError(f"the page has no {self.script!r}; was the site redesigned?")
        return scripts[0].text or ""

    def _link(self, item: Any, where: str | None, moments: Moments) -> Link | None:
        printed = _filled(self.url, item) if "{" in self.url else search_text(self.url, item)
        url = absolute_address(printed, where) if printed else None
        if url is None:
            return None
        return Link(
            url=plain_address(url),
            headline=headline(search_text(self.headline, item)),
            publisher=name_or_none(search_text(self.publisher, item)),
            published=moments.read(search_text(self.published, item)),
            updated=moments.read(search_text(self.updated, item)),
            section=name_or_none(search_text(self.section, item)),
            key=search_text(self.key, item),
        )

    def _further(self, answer: Any, where: str | None) -> Iterator[Further]:
        cursor = search_text(self.cursor, answer)
        if cursor is None:
            return
        if self.next_page is not None:
            cursor = self.next_page.replace("{cursor}", quote(cursor, safe=""))
        url = absolute_address(cursor, where)
        if url is not None and url != where:
            yield Further(url, self, "next")


def _paths(template: str) -> list[str]:
    """The paths of a template, or the one path that it is."""
    return _PLACE.findall(template) if "{" in template else [template]


def _filled(template: str, item: Any) -> str | None:
    """A template with the values of its paths; None where one is missing."""
    values = {path: search_text(path, item) for path in _paths(template)}
    if None in values.values():
        return None
    return _PLACE.sub(lambda place: quote(values[place[1]] or "", safe="/"), template)
