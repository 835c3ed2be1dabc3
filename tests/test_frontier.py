"""Claims: who gets which story, in what order, and how it comes back. On both databases."""

from datetime import timedelta

import pytest

from pipelines.storage.ledger import IDS_A_QUESTION, MAX_AHEAD
from tests.ledger_samples import HOUR, NOON, OTHER_RUN, RUN, claim, claimed, found, looked, stored

DAY = timedelta(days=1)


def test_what_was_found_is_claimed_the_newest_first(ledger):
    ledger.discover(found("inkl/old", at=NOON - DAY))
    ledger.discover(found("inkl/published", at=NOON - 2 * DAY, published=NOON - HOUR))
    ledger.discover(found("inkl/new", at=NOON))
    assert claimed(ledger) == ["new", "published", "old"]


def test_a_claim_tells_what_is_known(ledger):
    ledger.discover(found("inkl/a", publisher="Echo", published=NOON - HOUR))
    (work,) = claim(ledger)
    assert (work.id, work.url, work.state, work.tries, work.looks) == (
        "inkl/a",
        "https://news.example/inkl/a",
        "discovered",
        0,
        0,
    )
    assert (work.publisher, work.published, work.discovered_at) == ("Echo", NOON - HOUR, NOON)
    assert (work.revision, work.stored_at, work.etag) == (None, None, None)
    facts = {"etag": '"e"', "last_modified": "Sat", "page_hash": "p", "printed_hash": "t", "fingerprint": b"\0f"}
    facts |= {"rules": "r1", "revision": 2, "content_hash": "c", "publisher": "The Lamp"}
    ledger.mark_stored([stored("inkl/a", **facts, next_look=NOON)])
    (work,) = claim(ledger)
    assert {name: getattr(work, name) for name in facts} == facts
    assert (work.state, work.stored_at, work.published) == ("stored", NOON, NOON - HOUR)


def test_new_ones_come_before_failed_ones_and_those_before_looks(ledger):
    ledger.mark_stored([stored(f"inkl/look{hours}", next_look=NOON - hours * HOUR) for hours in (1, 3, 2)])
    ledger.discover(found("inkl/failed1", "inkl/failed2", "inkl/refused"))
    ledger.mark_looked([looked("inkl/failed1", "failed", next_look=NOON - HOUR)])
    ledger.mark_looked([looked("inkl/failed2", "failed", next_look=NOON - 2 * HOUR)])
    ledger.mark_looked([looked("inkl/refused", "refused", next_look=NOON - 9 * HOUR)])
    ledger.discover(found("inkl/new"))
    assert claimed(ledger) == ["new", "failed2", "failed1", "refused", "look3", "look2", "look1"]


def test_a_limit_is_kept_and_the_rest_stays(ledger):
    ledger.discover(found("inkl/a", "inkl/b"))
    ledger.mark_stored([stored("inkl/c", next_look=NOON), stored("inkl/d", next_look=NOON - HOUR)])
    assert len(claimed(ledger, limit=1)) == 1
    assert claimed(ledger, limit=2)[1:] == ["d"]
    assert claimed(ledger, limit=2) == ["c"]
    assert claimed(ledger) == []


def test_what_is_not_due_waits(ledger):
    later = NOON + HOUR
    ledger.mark_stored([stored("inkl/look", next_look=later), stored("inkl/never")])
    ledger.discover(found("inkl/failed", "inkl/given-up"))
    ledger.mark_looked([looked("inkl/failed", "failed", next_look=later), looked("inkl/given-up", "failed")])
    assert claimed(ledger) == []
    assert claimed(ledger, now=later) == ["failed", "look"]
    assert claimed(ledger, now=later + 29 * DAY, lease=HOUR) == ["failed", "look"]  # only the leases had ended


def test_stories_are_claimed_for_their_aggregator_alone(ledger):
    ledger.discover(found("inkl/a", "inkl2/b", "ink/c"))
    assert claimed(ledger) == ["a"]


def test_looks_can_be_left_out(ledger):
    ledger.mark_stored([stored("inkl/look", next_look=NOON), stored("inkl/shut", next_look=NOON)])
    ledger.mark_looked([looked("inkl/shut", "refused", next_look=NOON)])
    ledger.discover(found("inkl/new"))
    assert claimed(ledger, looks=False) == ["new"]
    assert claimed(ledger) == ["shut", "look"]


def test_since_passes_over_what_is_older(ledger):
    ledger.discover(found("inkl/old", published=NOON - 3 * DAY))
    ledger.discover(found("inkl/undated-old", at=NOON - 3 * DAY))
    ledger.discover(found("inkl/new", published=NOON - HOUR) + found("inkl/undated"))
    ledger.mark_stored(
        [
            stored("inkl/old-look", published=NOON - 3 * DAY, next_look=NOON),
            stored("inkl/new-look", published=NOON - HOUR, next_look=NOON),
        ]
    )
    assert claimed(ledger, since=NOON - DAY) == ["undated", "new", "new-look"]
    assert sorted(claimed(ledger)) == ["old", "old-look", "undated-old"]


# By id


def test_named_stories_are_claimed_due_or_not(ledger):
    ledger.discover(found("inkl/new", "inkl/gone", "inkl/refused", "inkl/failed", "inkl/other"))
    ledger.mark_stored([stored("inkl/stored", next_look=NOON + DAY), stored("inkl/was-stored")])
    ledger.mark_looked([looked("inkl/gone", "gone"), looked("inkl/was-stored", "gone")])
    ledger.mark_looked([looked("inkl/refused", "refused"), looked("inkl/failed", "failed", next_look=NOON + DAY)])
    names = ["failed", "was-stored", "gone", "new", "stored", "refused"]
    works = claim(ledger, ids=[f"inkl/{name}" for name in (*names, "unknown", "new")])
    assert [work.id for work in works] == [f"inkl/{name}" for name in names]
    states = ["failed", "stored", "failed", "discovered", "stored", "failed"]
    assert [work.state for work in works] == states
    assert claimed(ledger, ids=["inkl/new"]) == []


def test_a_living_claim_holds_for_named_stories_too(ledger):
    ledger.discover(found("inkl/a"))
    assert claimed(ledger, lease=HOUR) == ["a"]
    assert claimed(ledger, ids=["inkl/a"], run=OTHER_RUN) == []
    assert claimed(ledger, ids=["inkl/a"], run=OTHER_RUN, now=NOON + HOUR) == ["a"]


def test_named_stories_are_limited_and_may_be_many(ledger):
    ids = [f"inkl/{number}" for number in range(2 * IDS_A_QUESTION + 10)]
    ledger.discover(found(*ids))
    assert [work.id for work in claim(ledger, ids=ids, limit=5)] == ids[:5]
    assert len(claim(ledger, ids=ids, limit=5000)) == len(ids) - 5
    assert claim(ledger, ids=[]) == []


# Leases


def test_nobody_gets_what_another_has(ledger):
    ledger.discover(found("inkl/a", "inkl/b"))
    assert sorted(claimed(ledger)) == ["a", "b"]
    assert claimed(ledger) == []
    assert claimed(ledger, run=OTHER_RUN) == []


def test_a_lease_ends(ledger):
    ledger.discover(found("inkl/a"))
    ledger.mark_stored([stored("inkl/look", next_look=NOON)])
    assert claimed(ledger, lease=HOUR) == ["a", "look"]
    assert claimed(ledger, run=OTHER_RUN, now=NOON + HOUR - timedelta(seconds=1)) == []
    assert claimed(ledger, run=OTHER_RUN, now=NOON + HOUR) == ["a", "look"]


def test_what_is_given_back_is_as_due_as_it_was(ledger):
    ledger.discover(found("inkl/new", at=NOON) + found("inkl/older", at=NOON - HOUR))
    ledger.mark_stored([stored("inkl/look", next_look=NOON)])
    before = claim(ledger)
    ledger.release(["inkl/new", "inkl/older", "inkl/look", "inkl/unknown"], RUN)
    assert claim(ledger, run=OTHER_RUN) == before


def test_only_the_claimant_gives_back(ledger):
    ledger.discover(found("inkl/a"))
    claim(ledger)
    ledger.release(["inkl/a"], OTHER_RUN)
    ledger.release([], RUN)
    assert claimed(ledger, run=OTHER_RUN) == []


@pytest.mark.parametrize("outcome", ["unchanged", "failed", "gone", "refused", "old"])
def test_a_mark_ends_the_claim(ledger, outcome):
    ledger.mark_stored([stored("inkl/a", next_look=NOON)])
    claim(ledger)
    ledger.mark_looked([looked("inkl/a", outcome, next_look=NOON + HOUR)])
    assert claimed(ledger, ids=["inkl/a"], run=OTHER_RUN) == ["a"]


def test_storing_ends_the_claim(ledger):
    ledger.discover(found("inkl/a"))
    claim(ledger)
    ledger.mark_stored([stored("inkl/a", next_look=NOON + HOUR)])
    assert claimed(ledger, run=OTHER_RUN) == []
    assert claimed(ledger, run=OTHER_RUN, now=NOON + HOUR) == ["a"]


# A clock that jumps


def test_what_was_put_off_for_ever_is_due(ledger):
    far = NOON + MAX_AHEAD + HOUR
    ledger.mark_stored([stored("inkl/look", next_look=far), stored("inkl/waits", next_look=NOON + MAX_AHEAD)])
    ledger.discover(found("inkl/failed", "inkl/refused"))
    ledger.mark_looked(
        [looked("inkl/failed", "failed", next_look=far), looked("inkl/refused", "refused", next_look=far)]
    )
    assert claimed(ledger) == ["failed", "refused", "look"]
    assert claimed(ledger) == []


def test_a_lease_of_years_does_not_hold(ledger):
    ledger.discover(found("inkl/a", "inkl/b"))
    assert len(claimed(ledger, now=NOON + 365 * DAY)) == 2
    assert sorted(claimed(ledger, run=OTHER_RUN)) == ["a", "b"]
    assert len(claimed(ledger, now=NOON + 365 * DAY)) == 2
    assert claimed(ledger, run=OTHER_RUN, ids=["inkl/b"]) == ["b"]


def test_a_clock_set_back_asks_for_nothing_twice(ledger):
    ledger.discover(found("inkl/a"))
    assert claimed(ledger, lease=HOUR) == ["a"]
    assert claimed(ledger, now=NOON - DAY) == []
    ledger.mark_stored([stored("inkl/a", next_look=NOON + HOUR)])
    assert claimed(ledger, now=NOON - DAY) == []


def test_more_than_one_claim_takes_was_put_off_for_ever(ledger):
    ids = [f"inkl/{number}" for number in range(25)]
    ledger.mark_stored([stored(id, next_look=NOON + 400 * DAY) for id in ids])
    taken = [work.id for _ in range(4) for work in claim(ledger, limit=10)]
    assert sorted(taken) == sorted(ids)
