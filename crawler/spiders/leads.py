"""Link-only aggregators: they print headlines and link to the publishers. What they give is leads, not stories."""

import asyncio
from collections.abc import Sequence
from typing import ClassVar

from crawler.discovery import Link, plain_address
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

    async def sort(self, links: Sequence[Link], on: str) -> tuple[int, list[Found]]:
        """Note a listing's leads in the ledger. Returns how many there are, and no story."""
        now = self.clock()
        leads = [
            Lead(
                id=plain_address(link.url),
                url=link.url,
                source=self.name,
                at=now,
                headline=link.headline,
                publisher=link.publisher,
                found_on=on,
            )
            for link in links
            if self.is_lead(link)
        ]
        new = await asyncio.to_thread(self.room.frontier.ledger.add_leads, leads)
        self.count("lead/found", new)
        return len(leads), []
