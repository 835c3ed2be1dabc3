"""The one road from a page to an Article as printed. The spiders, ``clean`` and replay all take it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from urllib.parse import urlsplit

from crawler.layouts.base import Layout
from crawler.layouts.fields import Evidence
from crawler.page import Page
from crawler.reader.several_pages import join_pages, page_without_copy
from pipelines.errors import LayoutMismatch, UnreadablePage
from pipelines.items import Article, MadeBy, Source
from pipelines.text.whitespace import tidy_or_none

VERSION = version("copydesk")


@dataclass(frozen=True, slots=True)
class Aggregator:
    """What reading a page needs to know of its aggregator; every spider says it.

    Attributes:
        name: The spider's name.
        layouts: Newest first.
        story_key: What the aggregator calls the story at an address, whatever the host; None where it is no story.
    """

    name: str
    layouts: tuple[Layout, ...]
    story_key: Callable[[str], str | None]

    def also(self, *layouts: Layout) -> "Aggregator":
        """The same aggregator with more layouts, asked behind its own."""
        return replace(self, layouts=(*self.layouts, *layouts))


def read_page(page: Page, aggregator: Aggregator) -> Article:
    """Read one page by the first of the aggregator's layouts that fits.

    Args:
        page: HTML or flat; which it is shows of itself.
        aggregator: Its layouts are tried in their order, newest first.

    Returns:
        The Article as printed: ``byline.printed`` and its like are filled, people and times are not yet understood,
        and the body still holds boilerplate that stood among the copy.

    Raises:
        UnreadablePage: The bytes are no page.
        LayoutMismatch: No layout fits; it says what each one missed.
    """
    evidence = Evidence(page)
    missing: dict[str, tuple[str, ...]] = {}
    for layout in aggregator.layouts:
        lacking = layout.fit(evidence)
        if not lacking:
            return layout.read(evidence, blank(page, aggregator, layout.name))
        missing[layout.name] = lacking
    raise LayoutMismatch(page.where, missing)


def read_pages(pages: Sequence[Page], aggregator: Aggregator) -> Article:
    """Read a story that stands on one page or on several.

    Args:
        pages: Its pages, in order.
        aggregator: As ``read_page``.

    Returns:
        One Article as printed. A later page without copy gives its pictures, and all its text as edits.

    Raises:
        UnreadablePage: The first page is none.
        LayoutMismatch: No layout fits the first page.
    """
    first = read_page(pages[0], aggregator)
    return join_pages((first, *(_read_further(page, aggregator) for page in pages[1:])))


def _read_further(page: Page, aggregator: Aggregator) -> Article:
    try:
        return read_page(page, aggregator)
    except UnreadablePage:
        return page_without_copy(page, blank(page, aggregator, aggregator.name))


def blank(page: Page, aggregator: Aggregator, layout: str) -> Article:
    """The article before anything of the page is read: its id, its source, and who reads it."""
    key = aggregator.story_key(page.url) if page.url else None
    return Article(
        id=f"{aggregator.name}/{key or 'sha256-' + page.sha256[:16]}",
        aggregator=aggregator.name,
        url=page.url,
        slug=_slug(page.url),
        source=Source(sha256=page.sha256, fetched_at=page.fetched_at, status=page.status, archive=page.archive),
        made_by=MadeBy(version=VERSION, layout=layout),
    )


def _slug(url: str | None) -> str | None:
    """The last part of the address, where it reads as words: "harbour-bill-passes"; None for numbers and files."""
    last = urlsplit(url).path.rstrip("/").rsplit("/", 1)[-1].removesuffix(".html") if url else ""
    return tidy_or_none(last) if "-" in last and any(map(str.isalpha, last)) else None
