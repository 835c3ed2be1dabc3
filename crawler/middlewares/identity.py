"""Who asks: one name with a way to reach whoever runs it, on every request."""

from importlib.metadata import version
from typing import Self

from scrapy.crawler import Crawler
from scrapy.http import Request


class Identity:
    """Sets User-Agent from CONTACT, whichever way that was given, and whatever a request says of itself."""

    def __init__(self, contact: str | None):
        self._name = f"copydesk/{version('copydesk')} (+{contact or 'no contact given'})".encode("latin-1", "replace")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        return cls(crawler.settings.get("CONTACT"))

    def process_request(self, request: Request) -> None:
        """Name ourselves."""
        request.headers[b"User-Agent"] = self._name
