"""Leads: stories that link-only aggregators pointed to, taken up by the spider whose they are."""

import asyncio
from collections.abc import Iterable
from urllib.parse import urlsplit

from crawler.discovery import Link
from crawler.frontier.spider import WireSpider
from crawler.frontier.wire_room import WireRoom
from pipelines.storage.ledger import Found, Lead

# A day of Techmeme, RealClear and Hacker News together gives some five hundred.
MOST_LEADS = 1000


async def take_up(spider: WireSpider, room: WireRoom) -> None:
    """Take up what leads to the spider's own hosts.

    Leads to its hosts that are no story of it stay open, for an operator to see.
    """
    ledger = room.frontier.ledger
    if hosts := _hosts(spider):
        await take(await asyncio.to_thread(ledger.leads, hosts=hosts, limit=MOST_LEADS), spider, room)


async def take(found: Iterable[Lead], spider: WireSpider, room: WireRoom) -> None:
    """Note the open leads that are the spider's stories as found, and take them.

    In this order: a run that is killed between the two leaves them open, and finds them known the next time.
    """
    leads = {lead.id: stories[0] for lead in found if (stories := _story(lead, room))}
    if not leads:
        return
    await room.note(await room.news(list(_each_once(leads.values()))))
    taken = await asyncio.to_thread(room.frontier.ledger.take_leads, list(leads))
    spider.count("lead/taken", len(taken))


def _hosts(spider: WireSpider) -> tuple[str, ...]:
    """Where its stories lie in this run: a mirror's stories are the mirror's, and nobody else is asked for them."""
    if spider.arguments.site is not None:
        return (urlsplit(spider.arguments.site).hostname or "",)
    return spider.own_hosts()


def _story(lead: Lead, room: WireRoom) -> list[Found]:
    return room.stories([Link(lead.url, headline=lead.headline, publisher=lead.publisher)], on=lead.found_on)


def _each_once(found: Iterable[Found]) -> Iterable[Found]:
    return {one.id: one for one in found}.values()
