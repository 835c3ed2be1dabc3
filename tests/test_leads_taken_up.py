"""Leads become stories of the spider that takes them up: each once, and none is lost on the way. On both databases."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from crawler.discovery import Link
from crawler.frontier.leads import take_up
from crawler.spiders.physorg import PhysOrg
from pipelines.storage.ledger import Found, Lead
from tests.ledger_samples import NOON

STONES = "https://phys.org/news/2026-11-wet-stones.html"


def lead(url: str, **changes: Any) -> Lead:
    return Lead(**({"id": url, "url": url, "source": "techmeme", "at": NOON} | changes))


class Room:
    """As much of a wire room as taking up leads asks for."""

    def __init__(self, ledger: Any):
        self.frontier = SimpleNamespace(ledger=ledger)

    def stories(self, links: list[Link], on: str | None = None) -> list[Found]:
        named = [(PhysOrg.story_key(link.url), link) for link in links]
        return [
            Found(id=f"physorg/{key}", url=one.url, at=NOON, on=on, headline=one.headline, publisher=one.publisher)
            for key, one in named
            if key is not None
        ]

    async def news(self, found: list[Found]) -> list[Found]:
        known = self.frontier.ledger.states([one.id for one in found])
        return [one for one in found if one.id not in known]

    async def note(self, news: list[Found]) -> None:
        self.frontier.ledger.discover(news)


class KilledRoom(Room):
    """A run that ends as it notes what it found."""

    async def note(self, news: list[Found]) -> None:
        raise KeyboardInterrupt


def taken(room: Room, *, site: str | None = None) -> dict[str, int]:
    """What the spider counts."""
    counts: dict[str, int] = {}
    spider: Any = SimpleNamespace(
        arguments=SimpleNamespace(site=site), own_hosts=PhysOrg.own_hosts, count=counts.__setitem__
    )
    asyncio.run(take_up(spider, room))  # type: ignore[arg-type]
    return counts


def claimed(ledger: Any) -> list[tuple[str, str | None]]:
    return [(work.id, work.publisher) for work in ledger.claim("physorg", run="r", now=NOON, limit=9)]


def test_a_story_that_two_leads_point_to_is_found_once(ledger):
    sister = "https://techxplore.com/news/2026-11-wet-stones.html"
    ledger.add_leads([lead(STONES, publisher="Phys.org"), lead(sister), lead("https://post.example/x")])
    assert taken(Room(ledger)) == {"lead/taken": 2}
    assert [id for id, _ in claimed(ledger)] == ["physorg/2026-11-wet-stones"]
    assert [one.url for one in ledger.leads()] == ["https://post.example/x"]


def test_what_the_lead_says_is_kept(ledger):
    ledger.add_leads([lead(STONES, publisher="Phys.org", headline="Wet stones", found_on="https://techmeme.example/")])
    taken(Room(ledger))
    assert claimed(ledger) == [("physorg/2026-11-wet-stones", "Phys.org")]


def test_a_run_that_is_killed_takes_nothing(ledger):
    ledger.add_leads([lead(STONES)])
    with pytest.raises(KeyboardInterrupt):
        taken(KilledRoom(ledger))
    assert len(ledger.leads()) == 1
    assert taken(Room(ledger)) == {"lead/taken": 1}


def test_a_lead_to_a_story_that_is_known_is_taken_and_nothing_changes(ledger):
    ledger.discover([Found(id="physorg/2026-11-wet-stones", url=STONES, at=NOON, publisher="Its own")])
    ledger.add_leads([lead(STONES, publisher="Another")])
    assert taken(Room(ledger)) == {"lead/taken": 1}
    assert claimed(ledger) == [("physorg/2026-11-wet-stones", "Its own")]


def test_a_mirror_takes_up_what_leads_to_it_alone(ledger):
    ledger.add_leads([lead(STONES)])
    assert taken(Room(ledger), site="http://mirror.example:8000") == {}
    assert len(ledger.leads()) == 1
