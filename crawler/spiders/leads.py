"""Link-only aggregators: they print headlines and link to the publishers. What they give is leads, not stories."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from crawler.discovery import Link, plain_address
from crawler.frontier.finds import Sorted
from crawler.layouts.base import Layout
from crawler.spiders.base import AggregatorSpider
from pipelines.storage.ledger import Found, Lead


class LeadSpider(AggregatorSpider):
    """A subclass says where it is served and where it lists its links. Leads go to the ledger, each once.

    Whichever spider can read a lead takes it up at its next run: the aggregator whose address it is.
    """

    layouts: ClassVar[tuple[Layout, ...]] = ()

    @classmethod
    def story_key(cls, url: str) -> str | None:
        """None: no story is the aggregator's own."""
        return None

    @classmethod
    def is_lead(cls, link: Link) -> bool:
        """Whether a link is a story elsewhere; a subclass with links of other kinds says which."""
        return not cls.owns(link.url)

    async def sort(self, links: Sequence[Link], on: str, since: datetime | None) -> Sorted:
        """Of a listing's links the leads. Each listing has its own, so those are recent that nobody knew."""
        now = self.clock()
        found: dict[str, Found] = {}
        for link in links:
            if self.is_lead(link):
                id = plain_address(link.url)
                story = Found(id=id, url=link.url, at=now, on=on, headline=link.headline, publisher=link.publisher)
                found.setdefault(id, story)
        known = await asyncio.to_thread(self.room.frontier.ledger.known_leads, list(found))
        news = [story for id, story in found.items() if id not in known]
        return Sorted(list(found), news, frozenset(story.id for story in news))

    async def note(self, news: list[Found]) -> None:
        """Note new leads in the ledger, where they wait for whoever can read them."""
        leads = [
            Lead(
                id=one.id,
                url=one.url,
                source=self.name,
                at=one.at,
                headline=one.headline,
                publisher=one.publisher,
                found_on=one.on,
            )
            for one in news
        ]
        self.count("lead/found", await asyncio.to_thread(self.room.frontier.ledger.add_leads, leads))
