"""What looks at stories leave in the ledger, stories that move, and how often publishers revise. On both databases."""

from datetime import timedelta

import pytest

from pipelines.storage.ledger import Rate
from tests.ledger_samples import HOUR, NOON, OTHER_RUN, RUN, claim, claimed, found, looked, rows, stored

DAY = timedelta(days=1)


def one(ledger, id, **changes):
    (work,) = claim(ledger, ids=[id], **changes)
    ledger.release([work.id], RUN)
    return work


def test_an_unchanged_story_keeps_what_the_look_did_not_tell(ledger):
    facts = {"etag": '"1"', "last_modified": "Sat", "page_hash": "p1", "url": "https://news.example/a"}
    ledger.mark_stored([stored("inkl/a", **facts, next_look=NOON)])
    ledger.mark_looked([looked("inkl/a", "unchanged", next_look=NOON + HOUR)])
    work = one(ledger, "inkl/a")
    assert {name: getattr(work, name) for name in facts} == facts
    assert (work.state, work.looks, work.revision, work.tries) == ("stored", 1, 1, 0)
    told = {"etag": '"2"', "last_modified": "Sun", "page_hash": "p2", "url": "https://news.example/b"}
    ledger.mark_looked([looked("inkl/a", "unchanged", **told)])
    work = one(ledger, "inkl/a")
    assert {name: getattr(work, name) for name in told} == told
    assert (work.looks, claimed(ledger, now=NOON + 9 * DAY)) == (2, [])


def test_a_story_that_fails_is_tried_again_and_forgets_it_when_it_is_stored(ledger, ledger_url):
    ledger.discover(found("inkl/a"))
    for tries in (1, 2, 3):
        ledger.mark_looked([looked("inkl/a", "failed", next_look=NOON, reason="503")])
        assert ledger.states(["inkl/a"]) == {"inkl/a": "failed"}
        assert one(ledger, "inkl/a").tries == tries
    assert rows(ledger_url, "select reason from stories") == [("503",)]
    ledger.mark_stored([stored("inkl/a")])
    assert one(ledger, "inkl/a").tries == 0
    assert rows(ledger_url, "select state, reason from stories") == [("stored", None)]


def test_a_stored_story_that_fails_is_stored_all_the_same(ledger):
    ledger.mark_stored([stored("inkl/a", next_look=NOON)])
    ledger.mark_looked([looked("inkl/a", "failed", next_look=NOON + HOUR)])
    work = one(ledger, "inkl/a")
    assert (work.state, work.tries, work.looks) == ("stored", 1, 0)
    ledger.mark_looked([looked("inkl/a", "unchanged")])
    assert one(ledger, "inkl/a").tries == 0


def test_what_is_gone_was_filed_all_the_same(ledger, ledger_url):
    ledger.mark_stored([stored("inkl/a", next_look=NOON)])
    ledger.discover(found("inkl/b"))
    ledger.mark_looked([looked("inkl/a", "gone", reason="410"), looked("inkl/b", "gone", next_look=NOON)])
    assert ledger.states(["inkl/a", "inkl/b"]) == {"inkl/a": "gone", "inkl/b": "gone"}
    assert ledger.knows(["inkl/a", "inkl/b"]) == {"inkl/a"}
    assert rows(ledger_url, "select revision, part, reason from stories where id = 'inkl/a'") == [
        (1, "articles/x", "410")
    ]
    assert claimed(ledger, now=NOON + DAY) == []
    ledger.discover(found("inkl/a", "inkl/b"))
    assert claimed(ledger, now=NOON + DAY) == []


def test_a_gone_story_that_is_back_is_stored_again(ledger):
    ledger.mark_stored([stored("inkl/a")])
    ledger.mark_looked([looked("inkl/a", "gone")])
    ledger.mark_looked([looked("inkl/a", "unchanged")])
    assert ledger.states(["inkl/a"]) == {"inkl/a": "stored"}
    ledger.mark_looked([looked("inkl/a", "gone")])
    ledger.mark_stored([stored("inkl/a", revision=2)])
    assert ledger.states(["inkl/a"]) == {"inkl/a": "stored"}


def test_what_was_refused_is_asked_for_when_its_time_comes(ledger, ledger_url):
    ledger.discover(found("inkl/a", "inkl/b"))
    ledger.mark_looked([looked("inkl/a", "refused", reason="robots.txt", next_look=NOON + DAY)])
    ledger.mark_looked([looked("inkl/b", "refused", reason="tdm-reservation")])
    assert ledger.states(["inkl/a"]) == {"inkl/a": "refused"}
    assert claimed(ledger, now=NOON) == []
    assert [work.state for work in claim(ledger, now=NOON + DAY)] == ["failed"]
    reasons = rows(ledger_url, "select reason from stories order by id")
    assert reasons == [("robots.txt",), ("tdm-reservation",)]


def test_an_old_story_waits_for_a_run_that_asks_for_older_ones(ledger):
    ledger.discover(found("inkl/a"))
    claim(ledger)
    ledger.mark_looked([looked("inkl/a", "old", published=NOON - 9 * DAY)])
    assert claimed(ledger, since=NOON - DAY) == []
    (work,) = claim(ledger)
    assert (work.state, work.published) == ("discovered", NOON - 9 * DAY)


def test_looks_at_nothing_known_change_nothing(ledger, ledger_url):
    ledger.mark_looked([])
    ledger.mark_looked([looked("inkl/a", "unchanged"), looked("inkl/a", "gone"), looked("inkl/a", "failed")])
    assert rows(ledger_url, "select count(*) from stories") == [(0,)]
    assert ledger.revising("inkl") == {}


# What a mark takes up


def test_a_new_revision_brings_its_own_facts_and_keeps_the_storys(ledger):
    facts = {"etag": '"1"', "page_hash": "p1", "publisher": "Echo", "published": NOON - HOUR}
    ledger.mark_stored([stored("inkl/a", **facts)])
    ledger.mark_stored([stored("inkl/a", revision=2, page_hash="p2")])
    work = one(ledger, "inkl/a")
    assert (work.etag, work.page_hash, work.publisher, work.published) == (None, "p2", "Echo", NOON - HOUR)


def test_what_is_recovered_does_not_touch_what_the_ledger_has(ledger, ledger_url):
    ledger.mark_stored([stored("inkl/a", etag='"1"', next_look=NOON + DAY), stored("inkl/b", etag='"1"')])
    before = rows(ledger_url, "select * from stories where id = 'inkl/a'")
    found_in_spool = [stored("inkl/a", next_look=NOON), stored("inkl/b", revision=2, next_look=NOON), stored("inkl/c")]
    ledger.mark_stored(found_in_spool, recovered=True)
    assert rows(ledger_url, "select * from stories where id = 'inkl/a'") == before
    work = one(ledger, "inkl/b")
    assert (work.revision, work.etag) == (2, None)
    assert ledger.knows(["inkl/c"]) == {"inkl/c"}
    assert claimed(ledger) == ["b"]


def test_strangers_strings_are_kept_less_what_no_database_takes(ledger):
    ledger.discover(found("inkl/a", headline="A\0 \ud800 Ł", publisher="E\0cho", on="https://news.example/\0"))
    ledger.mark_looked([looked("inkl/a", "failed", reason="no\0t \udfff", next_look=NOON)])
    assert one(ledger, "inkl/a").publisher == "Echo"
    ledger.mark_stored([stored("inkl/a", etag='"\0\ud800"', publisher="\0Ech\udc00o")])
    ledger.mark_looked([looked("inkl/a", "unchanged")])
    assert one(ledger, "inkl/a").etag == '"?"'
    assert ledger.revising("inkl") == {"Ech?o": (Rate(step=0, looks=1, changes=0),)}


# How often publishers revise


def test_looks_and_changes_are_counted_by_publisher_and_step(ledger):
    ledger.mark_stored([stored(f"inkl/{name}", publisher="Echo") for name in "abc"])
    ledger.mark_stored([stored("inkl/d"), stored("msn/e", publisher="Echo")])
    ledger.mark_looked([looked(f"inkl/{name}", "unchanged") for name in "abd"])
    ledger.mark_stored([stored("inkl/c", revision=2, publisher="Echo")])
    ledger.mark_stored([stored("inkl/a", revision=2), stored("msn/e", revision=2)])
    ledger.mark_looked([looked("inkl/b", "failed"), looked("inkl/c", "gone"), looked("inkl/b", "unchanged")])
    assert ledger.revising("inkl") == {
        "": (Rate(step=0, looks=1, changes=0),),
        "Echo": (Rate(step=0, looks=3, changes=1), Rate(step=1, looks=2, changes=1)),
    }
    assert ledger.revising("msn") == {"Echo": (Rate(step=0, looks=1, changes=1),)}


def test_the_step_is_the_schedules_where_it_is_given(ledger):
    ledger.mark_stored([stored("inkl/a", publisher="Echo")])
    ledger.mark_looked([looked("inkl/a", "unchanged", step=2)])
    ledger.mark_stored([stored("inkl/a", revision=2, publisher="Echo", step=3)])
    assert ledger.revising("inkl")["Echo"] == (
        Rate(step=2, looks=1, changes=0),
        Rate(step=3, looks=1, changes=1),
    )


def test_marking_a_revision_twice_counts_one_look(ledger):
    ledger.mark_stored([stored("inkl/a")])
    for _ in range(2):
        ledger.mark_stored([stored("inkl/a", revision=2)])
    assert ledger.revising("inkl") == {"": (Rate(step=0, looks=1, changes=1),)}
    assert one(ledger, "inkl/a").looks == 1


# Stories that move


def test_a_moved_story_is_known_by_both_ids(ledger):
    ledger.mark_stored([stored("inkl/old", url="https://news.example/old", etag='"1"', next_look=NOON)])
    assert ledger.alias("inkl/old", "inkl/new", NOON + HOUR) == "inkl/new"
    assert ledger.knows(["inkl/old", "inkl/new"]) == {"inkl/old", "inkl/new"}
    assert ledger.states(["inkl/old", "inkl/new"]) == {"inkl/old": "stored", "inkl/new": "stored"}
    assert set(ledger.discover(found("inkl/old", "inkl/new", at=NOON + DAY))) == {"inkl/old", "inkl/new"}
    (work,) = claim(ledger)
    assert (work.id, work.etag, work.revision, work.url) == ("inkl/new", '"1"', 1, "https://news.example/inkl/new")


def test_a_new_slug_leads_to_the_id_that_was_filed(ledger):
    ledger.mark_stored([stored("inkl/filed", url="https://news.example/filed", next_look=NOON)])
    assert ledger.alias("inkl/new-slug", "inkl/filed", NOON) == "inkl/filed"
    assert ledger.states(["inkl/new-slug"]) == {"inkl/new-slug": "stored"}
    assert claimed(ledger) == ["filed"]
    ledger.release(["inkl/filed"], RUN)
    assert claimed(ledger, ids=["inkl/new-slug"]) == ["filed"]


def test_a_moved_story_was_first_seen_when_either_was(ledger):
    ledger.discover(found("inkl/old", at=NOON - DAY) + found("inkl/new"))
    ledger.alias("inkl/old", "inkl/new", NOON)
    assert ledger.discover(found("inkl/old", "inkl/new", at=NOON + DAY)) == {
        "inkl/old": NOON - DAY,
        "inkl/new": NOON - DAY,
    }


def test_a_chain_of_slugs_leads_to_the_last(ledger, ledger_url):
    ledger.discover(found("inkl/a"))
    ledger.alias("inkl/a", "inkl/b", NOON)
    ledger.alias("inkl/b", "inkl/c", NOON)
    assert claimed(ledger) == ["c"]
    leads = rows(ledger_url, "select id, leads_to from stories order by id")
    assert leads == [("inkl/a", "inkl/c"), ("inkl/b", "inkl/c"), ("inkl/c", None)]
    assert ledger.alias("inkl/d", "inkl/a", NOON) == "inkl/c"


@pytest.mark.parametrize("again", [("inkl/a", "inkl/b"), ("inkl/b", "inkl/a"), ("inkl/a", "inkl/a")])
def test_two_that_are_one_stay_one(ledger, ledger_url, again):
    ledger.mark_stored([stored("inkl/a", next_look=NOON)])
    ledger.alias("inkl/a", "inkl/b", NOON)
    before = rows(ledger_url, "select * from stories order by id")
    assert ledger.alias(*again, NOON + DAY) in ("inkl/b", again[1])
    assert rows(ledger_url, "select * from stories order by id") == before


def test_a_claim_goes_with_the_story(ledger):
    ledger.discover(found("inkl/old", "inkl/new"))
    claim(ledger, ids=["inkl/old"])
    ledger.alias("inkl/old", "inkl/new", NOON)
    assert claimed(ledger, run=OTHER_RUN) == []
    ledger.release(["inkl/new"], RUN)
    assert claimed(ledger, run=OTHER_RUN) == ["new"]


def test_what_was_filed_under_the_former_id_meanwhile_counts_for_the_new(ledger, ledger_url):
    """The move was noted between a story's filing and the tick that marks it."""
    ledger.discover(found("inkl/old"))
    ledger.alias("inkl/old", "inkl/new", NOON)
    ledger.mark_stored([stored("inkl/old")])
    assert ledger.knows(["inkl/old", "inkl/new"]) == {"inkl/old", "inkl/new"}
    assert rows(ledger_url, "select id, state from stories order by id") == [
        ("inkl/new", "stored"),
        ("inkl/old", "moved"),
    ]
    ledger.mark_looked([looked("inkl/old", "gone")])
    assert ledger.states(["inkl/old"]) == {"inkl/old": "stored"}


def test_two_stored_stories_that_turn_out_one_keep_what_each_filed(ledger, ledger_url):
    ledger.mark_stored([stored("inkl/a", content_hash="ha"), stored("inkl/b", content_hash="hb", revision=3)])
    ledger.alias("inkl/a", "inkl/b", NOON)
    kept = rows(ledger_url, "select id, content_hash, revision from stories order by id")
    assert kept == [("inkl/a", "ha", 1), ("inkl/b", "hb", 3)]
