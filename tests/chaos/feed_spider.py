"""The plain Scrapy spider that files by Scrapy's own S3 feed: each story's address, title and copy."""

import os
from collections.abc import AsyncIterator, Iterator
from typing import Any

import scrapy
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Request, Response, TextResponse


class Feed(scrapy.Spider):
    """The stories of a site; the name of each that Scrapy says it has scraped goes to the file ``told``."""

    name = "feed"
    site: str
    told: str

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "Feed":
        spider: Feed = super().from_crawler(crawler, *args, **kwargs)
        spider.handle = os.open(spider.told, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        crawler.signals.connect(spider.tell, signals.item_scraped)
        return spider

    def tell(self, item: dict[str, Any]) -> None:
        """Scrapy has taken the item, and its feed has it by now."""
        os.write(self.handle, f"{item['id']}\n".encode())

    async def start(self) -> AsyncIterator[Request]:
        yield Request(f"{self.site}/", self.parse_listing)

    def parse_listing(self, response: Response) -> Iterator[Request]:
        assert isinstance(response, TextResponse)
        yield from response.follow_all(css="a.article-card", callback=self.parse_story)
        yield from response.follow_all(css="a[href*='/sections/'], a[rel=next]", callback=self.parse_listing)

    def parse_story(self, response: Response) -> Iterator[dict[str, Any]]:
        assert isinstance(response, TextResponse)
        copy = " ".join(response.css("div.article-content-container p ::text").getall())
        name = response.url.partition("?")[0].rpartition("/news/")[2]
        yield {"id": f"inkl/{name}", "title": response.css("title::text").get(), "copy": copy}
