"""What a spider is to its wire room: what it declares, what it was told, and where it says what came of it."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Protocol

from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.discovery import Link, Source
from crawler.frontier.arguments import Arguments
from crawler.frontier.finds import Sorted
from crawler.frontier.troubles import Trouble
from crawler.page import Page
from crawler.read_page import Aggregator
from crawler.reader.site_configs.further_pages import FurtherPages
from pipelines.clock import Clock
from pipelines.storage.ledger import Found


class WireSpider(Protocol):
    """``crawler.spiders.base.AggregatorSpider``, which says what each of these is."""

    name: str
    crawler: Crawler
    arguments: Arguments
    clock: Clock
    rights_policy: str

    def where_listed(self) -> tuple[Source, ...]:
        """Where it lists its stories, as far as this run goes."""
        ...

    @property
    def listing_scope(self) -> str:
        """Under which name the ledger keeps the listings of this run."""
        ...

    @property
    def asks_one_site(self) -> bool:
        """Whether all that it asks is one aggregator's."""
        ...

    @property
    def timezone(self) -> str:
        """IANA zone of its times that carry no offset."""
        ...

    @property
    def home(self) -> str:
        """Where this run finds the aggregator."""
        ...

    @property
    def logger(self) -> Any:
        """Where it says what happened."""
        ...

    def own_hosts(self) -> tuple[str, ...]:
        """The hosts that are its own."""
        ...

    def story_key(self, url: str) -> str | None:
        """What it calls the story at an address; None where that is no story."""
        ...

    def page_address(self, url: str, site: str) -> str:
        """Where a story's page is asked for."""
        ...

    def goes_on_at(self, page: Page) -> FurtherPages:
        """Where the story goes on of which this is a page."""
        ...

    def reader(self) -> Aggregator:
        """What reading one of its pages needs to know."""
        ...

    def is_listing_here(self, url: str) -> bool:
        """Whether a listing may be asked for at an address."""
        ...

    def is_needed(self, listing: str) -> bool:
        """Whether it is a failure that a listing is not there, or lists nothing."""
        ...

    def is_surely_story(self, url: str) -> bool:
        """Whether it is a failure that no story can be read on a page."""
        ...

    def is_here(self, url: str) -> bool:
        """Whether an address is the aggregator's."""
        ...

    def related(self, response: Response) -> Iterator[str]:
        """Addresses of stories that a story's page leads to."""
        ...

    def page_of(self, response: Response) -> Page:
        """The page that a response brought."""
        ...

    async def sort(self, links: Sequence[Link], on: str, since: datetime | None) -> Sorted:
        """Of a listing's links those that it takes."""
        ...

    async def note(self, news: list[Found]) -> None:
        """Note what is new."""
        ...

    def left_alone(self, what: str, url: str, trouble: Trouble) -> None:
        """Say what was left alone, and why."""
        ...

    def lost(self, what: str, url: str, why: str) -> None:
        """Say what was asked for and did not come."""
        ...

    def count(self, name: str, times: int = 1) -> None:
        """Count in the run's stats."""
        ...
