"""A story's pages as far as they have come, and the mark by which the ledger knows them again. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from scrapy.http import Response

from crawler.discovery import plain_address
from crawler.frontier.troubles import Trouble
from crawler.page import Page
from pipelines.items import Article
from pipelines.storage.ledger import Work


@dataclass(frozen=True, slots=True)
class Came:
    """One page: the answer, and the same as a page."""

    response: Response
    page: Page


@dataclass(frozen=True, slots=True)
class Missing:
    """A page that the story leads to and that did not come.

    Attributes:
        url: Its address.
        trouble: Why.
        is_for_good: Whether to ask again would bring the same: it is not there, or not for us.
    """

    url: str
    trouble: Trouble
    is_for_good: bool


@dataclass(frozen=True, slots=True)
class SoFar:
    """The pages of one story.

    Attributes:
        work: The story.
        came: Its pages, in order; the first at least.
        leads_on: Whether the first leads to others, so that it alone does not tell whether the story has changed.
        asked: The addresses that were asked for, plain.
        missing: The page that it stops at; None where it stops at none.
        begins: The first page as it reads by itself; None where it was not read.
    """

    work: Work
    came: tuple[Came, ...]
    leads_on: bool = False
    asked: frozenset[str] = frozenset()
    missing: Missing | None = None
    begins: Article | None = None

    @classmethod
    def begin(cls, work: Work, response: Response, page: Page, *, leads_on: bool = False) -> "SoFar":
        """A story of which the first page has come."""
        asked = frozenset({plain_address(work.url), plain_address(response.url)})
        return cls(work, (Came(response, page),), leads_on, asked)

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages alone."""
        return tuple(one.page for one in self.came)

    @property
    def mark(self) -> str:
        """What the ledger knows the pages by."""
        return mark_of([page.sha256 for page in self.pages], leads_on=self.leads_on)

    def asking(self, url: str) -> "SoFar":
        """The same, with one address more that is asked for."""
        return replace(self, asked=self.asked | {plain_address(url)})

    def with_page(self, response: Response, page: Page) -> "SoFar":
        """The same with the page that came next."""
        asked = self.asked | {plain_address(response.url)}
        return replace(self, came=(*self.came, Came(response, page)), asked=asked)


def mark_of(digests: Sequence[str], *, leads_on: bool) -> str:
    """The mark of pages with these SHA-256: of a page that is all of its story, its own; else their number first.

    >>> mark_of(["ab"], leads_on=False), mark_of(["ab", "cd"], leads_on=True)[:8]
    ('ab', '2 pages ')
    """
    if len(digests) == 1 and not leads_on:
        return digests[0]
    return f"{len(digests)} pages {sha256(' '.join(digests).encode()).hexdigest()}"


def pages_in(mark: str | None) -> int | None:
    """How many pages a mark is of; None where there is no mark."""
    if mark is None:
        return None
    number, several, _ = mark.partition(" pages ")
    return int(number) if several else 1


def would_lose(so_far: SoFar) -> bool:
    """Whether, since a page is missing, the pages that came may hold less than is filed of the story.

    A page that may come another time is waited for, unless there are more pages than before already.
    """
    filed, came = pages_in(so_far.work.page_hash), len(so_far.came)
    if so_far.missing is None:
        return False
    if so_far.missing.is_for_good:
        return filed is not None and came < filed
    return filed is None or came <= filed
