"""What comes, to the archive: by ARCHIVE nothing, the pages of stories, or all.

A story's page is archived by whoever reads it (``crawler.frontier.story_pages``), once it is known that its site lets
it be kept, and before it is read. Everything else, under ARCHIVE "all", is archived here: a redirect that is followed
as it came, what is handed on when it is unpacked.
"""

from typing import Final, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from scrapy.settings import BaseSettings

from crawler.archiving.exchange import WIRE, exchange_of, wire_of
from crawler.middlewares.reservations import FOR_A_STORY
from pipelines.clock import clock_of
from pipelines.errors import StorageTrouble, WrongSettings
from pipelines.stages.store import Store
from pipelines.storage.archive.exchange import Exchange

WHAT: Final = ("off", "stories", "all")
FOLLOWED = (301, 302, 303, 307, 308)


class Archive:
    """Notes what the wire said of each answer, and archives what is no story's page where that is wanted."""

    def __init__(self, crawler: Crawler):
        self._crawler = crawler
        self._clock = clock_of(crawler.settings)
        self._all = archive_what(crawler.settings) == "all"
        if self._all:
            crawler.signals.connect(self._received, signals.response_received)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one.

        Raises:
            WrongSettings: ARCHIVE is none of ``WHAT``.
        """
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Note the wire's headers, before the body is unpacked; archive a redirect, before it is followed."""
        request.meta[WIRE] = wire_of(response)
        if self._all and response.status in FOLLOWED and not request.meta.get("dont_redirect"):
            self._keep(exchange_of(request, response, at=self._clock(), is_unpacked=False))
        return response

    def _received(self, response: Response, request: Request) -> None:
        """An answer that is handed on. A story's page that may be read is archived by its reader."""
        if not (request.meta.get(FOR_A_STORY) and response.status == 200):
            self._keep(exchange_of(request, response, at=self._clock()))

    def _keep(self, exchange: Exchange) -> None:
        store = self._crawler.get_item_pipeline(Store)
        if store is None or not store.filing.is_open or self._crawler.spider is None:
            return
        try:
            store.filing.archive(exchange, aggregator=self._crawler.spider.name)
        except StorageTrouble as fault:
            store.stop(fault)


def archive_what(settings: BaseSettings) -> str:
    """ARCHIVE, checked.

    Raises:
        WrongSettings: It is none of ``WHAT``.
    """
    what = settings.get("ARCHIVE", "stories")
    if what not in WHAT:
        raise WrongSettings(f"ARCHIVE is {what!r}; it must be one of: {', '.join(WHAT)}")
    return str(what)
