"""Stories that moved, on a ledger of their own: which id goes on, who has its claim, and that no run passes it over."""

import asyncio

import pytest

from crawler.frontier.arguments import Arguments
from crawler.frontier.frontier import Frontier
from crawler.frontier.moves import Moves
from crawler.frontier.scope import Scope
from pipelines.storage.ledger import Found, Within, Work
from tests.ledger_samples import HOUR, NOON, OTHER_RUN, RUN, claimed, found, looked, rows, stored

(NEW,) = found("inkl/new")


@pytest.fixture
def frontier(ledger):
    scope = Scope(Arguments(), timezone="UTC")
    return Frontier(ledger, aggregator="inkl", run=RUN, clock=lambda: NOON, scope=scope, is_busy=lambda: False)


def led(frontier: Frontier, came: Found = NEW) -> Work | None:
    """What a run goes on with that has claimed the old address, where the answer leads to another."""

    async def ask() -> Work | None:
        assert await frontier.take("inkl/old") is not None
        return await Moves(frontier).led_to("inkl/old", came)

    return asyncio.run(ask())


@pytest.fixture
def claims(ledger_url):
    """Who is at what, whenever it is asked."""
    return lambda: rows(ledger_url, "select id, claimed_by from stories where claimed_by is not null")


def test_a_new_id_that_is_known_and_not_yet_asked_for_is_gone_on_with(ledger, frontier):
    """An earlier run found it on another listing, and was stopped before it came to it."""
    ledger.discover(found("inkl/new", at=NOON - HOUR) + found("inkl/old"))
    work = led(frontier)
    assert work is not None
    assert (work.id, work.url, work.revision) == ("inkl/new", NEW.url, None)
    assert frontier.is_out("inkl/new") and not frontier.is_out("inkl/old")
    frontier.close()
    assert claimed(ledger, run=OTHER_RUN) == ["new"]


def test_a_new_id_that_another_run_is_at_stays_its(ledger, frontier, claims):
    ledger.discover(found("inkl/new", "inkl/old"))
    assert claimed(ledger, run=OTHER_RUN, ids=["inkl/new"]) == ["new"]
    assert led(frontier) is None
    frontier.close()
    assert claims() == [("inkl/new", OTHER_RUN)]


@pytest.mark.parametrize(
    ("before", "due"),
    [
        (lambda ledger: ledger.mark_looked([looked("inkl/new", "failed", next_look=NOON + HOUR)]), []),
        (lambda ledger: ledger.mark_looked([looked("inkl/new", "failed", next_look=NOON - HOUR)]), ["new"]),
        (lambda ledger: ledger.mark_looked([looked("inkl/new", "gone")]), []),
        (lambda ledger: ledger.mark_stored([stored("inkl/new", next_look=NOON + HOUR)]), []),
        (lambda ledger: ledger.mark_stored([stored("inkl/new", next_look=NOON - HOUR)]), ["new"]),
    ],
    ids=["failed", "failed, and due", "gone", "stored", "stored, and due"],
)
def test_a_new_id_that_was_answered_is_as_due_as_it_was_in_this_very_run(ledger, frontier, claims, before, due):
    ledger.discover(found("inkl/new", "inkl/old"))
    before(ledger)
    assert led(frontier) is None
    assert claims() == []
    assert claimed(ledger) == due


def test_a_new_id_that_was_answered_a_moment_ago_is_not_asked_for_again(ledger, frontier, claims):
    """It is in the spool, and not yet marked."""
    ledger.discover(found("inkl/new", "inkl/old"))
    assert asyncio.run(frontier.take("inkl/new")) is not None
    frontier.filed("inkl/new")
    assert led(frontier) is None
    assert claims() == [("inkl/new", RUN)]
    frontier.close()
    assert claims() == []


def test_a_new_id_that_nobody_knew_can_be_asked_for_by_whoever_comes_next(ledger, frontier):
    """The move is all that is written before a run is killed: the next one has the address, and its bounds."""
    ledger.discover(found("inkl/old", on="https://news.example/rss"))
    assert led(frontier) is not None
    ledger.release_run(RUN)
    (work,) = ledger.claim(
        "inkl", run=OTHER_RUN, now=NOON, limit=9, within=Within(found_on=("https://news.example/rss",))
    )
    assert (work.id, work.url) == ("inkl/new", NEW.url)


def test_a_new_id_that_has_moved_itself_leads_to_the_last(ledger, frontier, claims):
    ledger.discover(found("inkl/old", "inkl/new", "inkl/newest"))
    ledger.alias("inkl/new", "inkl/newest", NOON)
    work = led(frontier)
    assert work is not None and work.id == "inkl/newest"
    frontier.close()
    assert claims() == []
