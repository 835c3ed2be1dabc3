"""A local server that gives out an aggregator's recorded pages at their own paths, with its hosts made its own."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from crawler.recording.folder import all_pages
from crawler.spiders.base import AggregatorSpider
from tests.crawling import Served, Site, serve

PAGES = Path(__file__).parent / "pages"
HOST = re.compile(r"https?://[a-z0-9.-]+", re.IGNORECASE)


@contextmanager
def serve_aggregator(spider: type[AggregatorSpider], others: Mapping[str, Served] | None = None) -> Iterator[Site]:
    """Serve every recorded page of a spider that has an address.

    Args:
        spider: Whose pages; every address on its hosts leads to this server instead.
        others: Pages by path and query that no folder holds, or that take a recorded one's place.
    """
    pages: dict[str, Served] = {}
    with serve(pages) as site:
        for recorded in all_pages(PAGES):
            if recorded.spider == spider.name and recorded.page.url:
                body = HOST.sub(
                    lambda found: site.address if spider.owns(found[0]) else found[0], recorded.page.body.decode()
                )
                kind = recorded.page.content_type or "text/html; charset=utf-8"
                pages[target_of(recorded.page.url)] = Served(body.encode(), kind)
        pages.update(others or {})
        yield site


def target_of(url: str) -> str:
    """Path and query."""
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
