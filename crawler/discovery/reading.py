"""What a listing tells: links to stories, further listings, and what was wrong with it."""

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol
from urllib.parse import quote

from crawler.page import Page


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a listing. Whether it leads to a story is for the aggregator's ``story_key`` to say.

    Attributes:
        url: Absolute and plain (``addresses.plain_address``).
        headline: As the listing prints it, tidy; None where it prints none.
        publisher: Whose story it is, as the listing says; None where it does not.
        published: When, with its offset; None where the listing does not say or can't be meant. A bare day counts as
            its last minute (but not as later than the fetch), so that a story is never taken for older than it is.
        updated: When it was last changed, likewise.
        section: The part of the paper, as the listing names it; None where it does not.
        key: What the listing itself calls the story (a guid that is no address, an id); None where it has none.
    """

    url: str
    headline: str | None = None
    publisher: str | None = None
    published: datetime | None = None
    updated: datetime | None = None
    section: str | None = None
    key: str | None = None

    @property
    def at(self) -> datetime | None:
        """When the listing has it from: ``published``, else ``updated``; what ``since`` is held against."""
        return self.published or self.updated


@dataclass(frozen=True, slots=True)
class Further:
    """Another listing that this one leads to.

    Attributes:
        url: Absolute.
        source: What reads it.
        why: "next": the same listing goes on there, older. "more": another listing, such as a section named on the
            front page. "part": a piece of this one, such as a sitemap of an index.
        updated: When it was last changed, where this listing says so; one that did not change need not be asked for.
    """

    url: str
    source: "Source"
    why: Literal["next", "more", "part"] = "next"
    updated: datetime | None = None


class Reading:
    """What one listing gave.

    Attributes:
        found: The links, in the listing's order. It can be gone through once: a long listing is read as it is gone
            through, and need not be to its end.
        further: Other listings. Complete from the start.
        trouble: What was wrong with the listing, for a person to read; None where nothing was. Of a long listing what
            comes late is known only when ``found`` has been gone through.
        kind: What it was: "html", "rss", "atom", "rdf", "urlset", "sitemapindex", "text" or "json".
        count: How many links ``found`` gave so far.
        oldest: The earliest ``at`` of those; None where none had one. With ``since`` later than this, what
            follows is older still, as far as the listing is in order.
    """

    def __init__(
        self,
        found: Iterable[Link] = (),
        further: tuple[Further, ...] = (),
        trouble: str | None = None,
        kind: str = "html",
    ):
        self.further = further
        self.trouble = trouble
        self.kind = kind
        self.count = 0
        self.oldest: datetime | None = None
        self.found: Iterator[Link] = self._counted(iter(found))

    def _counted(self, found: Iterator[Link]) -> Iterator[Link]:
        """The links as they come. A generator may return what went wrong on the way."""
        while True:
            try:
                link = next(found)
            except StopIteration as end:
                self.trouble = self.trouble or end.value
                return
            self.count += 1
            at = link.at
            if at is not None and (self.oldest is None or at < self.oldest):
                self.oldest = at
            yield link


Found = Generator[Link, None, str | None]
"""Links as they are read; returns what went wrong, or None."""


class Source(Protocol):
    """One way in which an aggregator lists its stories."""

    def urls(self, site: str, sections: tuple[str, ...]) -> tuple[str, ...]:
        """Where to begin.

        Args:
            site: Where the aggregator is served, without a slash at the end.
            sections: The sections a run asks for; empty where it asks for none in particular.

        Returns:
            Absolute addresses; empty where this source has nothing for what is asked.
        """

    def read(self, page: Page) -> Reading:
        """Read one listing. Never raises: what can't be read is told in ``Reading.trouble``."""


def listing_urls(path: str, site: str, sections: tuple[str, ...], usual: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The addresses that a source begins with.

    Args:
        path: Begins with a slash, or is a whole address on a host of its own; may hold ``{section}``.
        site: As ``Source.urls``.
        sections: As ``Source.urls``.
        usual: The sections to read where none is asked for.

    Returns:
        An address a section; without ``{section}`` the one address, and none at all where sections are asked for.

    >>> listing_urls("/topics/{section}", "https://wire.example", ("world", "arts"))
    ('https://wire.example/topics/world', 'https://wire.example/topics/arts')
    """
    url = path if path.startswith(("http://", "https://")) else site + path
    if "{section}" in path:
        return tuple(url.replace("{section}", quote(name, safe="/~")) for name in sections or usual)
    return () if sections else (url,)
