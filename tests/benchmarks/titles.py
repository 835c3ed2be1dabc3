"""The plain Scrapy spider that the crawl is measured against: every page's title, nothing cleaned, nothing filed."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import scrapy
from scrapy.http import Request, Response, TextResponse


class Titles(scrapy.Spider):
    """The listing pages and stories of a site; how many titles it saw goes to the file that ``count_to`` names."""

    name = "titles"
    site: str
    count_to: str
    count = 0

    async def start(self) -> AsyncIterator[Request]:
        """The front page."""
        yield Request(f"{self.site}/", self.parse_listing)

    def parse_listing(self, response: Response) -> Iterator[Request]:
        """Its stories, and the page that follows it."""
        assert isinstance(response, TextResponse)
        yield from response.follow_all(css="a.article-card", callback=self.parse_story)
        yield from response.follow_all(css="a[rel=next]", callback=self.parse_listing)

    def parse_story(self, response: Response) -> Iterator[dict[str, Any]]:
        """One story's title."""
        title = response.css("title::text").get()
        self.count += title is not None
        yield {"url": response.url, "title": title}

    def closed(self, reason: str) -> None:
        """Leave the count."""
        Path(self.count_to).write_text(str(self.count), encoding="utf-8")
