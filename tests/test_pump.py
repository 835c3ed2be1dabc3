"""The frontier of a run on a ledger of its own: what is handed out, what is given back, and when it ends."""

import asyncio
from datetime import timedelta

import pytest

from crawler.frontier import frontier as subject
from crawler.frontier.arguments import Arguments
from crawler.frontier.conditional import Validators
from crawler.frontier.frontier import AHEAD, Frontier
from crawler.frontier.scope import Scope
from pipelines.storage.ledger import Ledger
from tests.ledger_samples import NOON, OTHER_RUN, RUN, claimed, found, stored

NOTHING = Validators()


@pytest.fixture
def ledger(tmp_path):
    ledger = Ledger(f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    yield ledger
    ledger.close()


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(subject, "PATIENCE", 0.001)


def frontier_of(ledger, *, clock=lambda: NOON, is_busy=lambda: False, run=RUN, **bounds) -> Frontier:
    scope = Scope(Arguments(**bounds), timezone="UTC")
    return Frontier(ledger, aggregator="inkl", run=run, clock=clock, scope=scope, is_busy=is_busy)


def keys(numbers) -> list[str]:
    return [f"inkl/{number}" for number in numbers]


async def drain(frontier, only=None, answer=lambda frontier, work: frontier.failed(work.id, "it was not there")):
    asked = []
    async for work in frontier.due(only):
        asked.append(work.id)
        answer(frontier, work)
    return asked


def silent(frontier, work):
    """Nobody answers."""


def test_more_stories_may_be_named_than_are_claimed_at_once(ledger):
    ids = keys(range(5 * AHEAD))
    ledger.discover(found(*ids))
    assert asyncio.run(drain(frontier_of(ledger), ids)) == ids


def test_named_stories_wait_for_those_ahead_of_them(ledger):
    """While 32 are under way nothing more is claimed, and whoever waits lets others work."""
    ids = keys(range(2 * AHEAD))
    ledger.discover(found(*ids))
    frontier = frontier_of(ledger, is_busy=lambda: len(asked) < 2 * AHEAD)
    asked: list[str] = []

    async def answer_late() -> None:
        while len(asked) < 2 * AHEAD:
            await asyncio.sleep(0.01)
            for id in asked:
                frontier.filed(id)

    async def run() -> None:
        answering = asyncio.ensure_future(answer_late())
        async for work in frontier.due(ids):
            asked.append(work.id)
        await answering

    asyncio.run(run())
    assert asked == ids


def test_a_run_whose_stories_nobody_answers_ends_and_gives_them_back(ledger):
    ids = keys(range(2 * AHEAD))
    ledger.discover(found(*ids))
    for only in (None, ids):
        frontier = frontier_of(ledger)
        assert len(asyncio.run(drain(frontier, only, silent))) == AHEAD
        assert len(claimed(ledger, run=OTHER_RUN, limit=1000)) == AHEAD
        ledger.release(ids, OTHER_RUN)
        frontier.close()
        assert len(claimed(ledger, run=OTHER_RUN, limit=1000)) == 2 * AHEAD
        ledger.release(ids, OTHER_RUN)


def test_a_limit_is_kept_and_reached_though_some_fail(ledger):
    ledger.discover(found(*keys(range(100))))
    frontier = frontier_of(ledger, limit=20)
    filed = []

    def answer(frontier, work):
        if int(work.id[5:]) % 2:
            frontier.failed(work.id, "it was not there")
            return
        filed.append(work.id)
        frontier.filed(work.id)
        frontier._scope.one_filed()

    asyncio.run(drain(frontier, answer=answer))
    assert len(filed) == 20


def test_a_claim_that_comes_when_the_run_is_closed_is_none(ledger):
    ledger.discover(found(*keys(range(3))))
    frontier = frontier_of(ledger)
    frontier.close()
    assert asyncio.run(drain(frontier)) == []
    assert asyncio.run(frontier.take("inkl/1")) is None
    assert len(claimed(ledger, run=OTHER_RUN)) == 3


def test_a_story_whose_lease_is_over_is_not_asked_for_twice_by_the_run_that_has_it(ledger):
    ledger.discover(found(*keys(range(3))))
    now = NOON
    frontier = frontier_of(ledger, clock=lambda: now)

    async def run() -> list[str]:
        nonlocal now
        asked = []
        async for work in frontier.due():
            asked.append(work.id)
            now = NOON + timedelta(days=len(asked))
        return asked

    assert len(asyncio.run(run())) == 3


def test_what_a_flush_could_not_write_is_written_by_the_next(ledger, monkeypatch):
    ledger.discover(found("inkl/a"))
    frontier = frontier_of(ledger)
    asyncio.run(drain(frontier))
    whole = ledger.mark_looked

    def refuse(looked):
        raise OSError("no room")

    monkeypatch.setattr(ledger, "mark_looked", refuse)
    with pytest.raises(OSError, match="no room"):
        frontier.flush()
    monkeypatch.setattr(ledger, "mark_looked", whole)
    frontier.close()
    assert ledger.states(["inkl/a"]) == {"inkl/a": "failed"}


def test_an_unchanged_story_comes_back_by_its_schedule(ledger):
    ledger.mark_stored([stored("inkl/a", published=NOON, next_look=NOON, etag='"1"')])
    frontier = frontier_of(ledger, clock=lambda: NOON + timedelta(hours=1))
    asyncio.run(drain(frontier, answer=lambda frontier, work: frontier.unchanged(work.id, NOTHING)))
    frontier.close()
    assert claimed(ledger, now=NOON + timedelta(hours=5)) == []
    assert claimed(ledger, now=NOON + timedelta(hours=6)) == ["a"]
