"""What the ledger is told of an article: by the run that files it, and by the one that finds it in the spool."""

from datetime import UTC, datetime, timedelta

from pipelines.items import Publisher, Timestamp
from pipelines.storage.filing import Filing
from pipelines.storage.ledger import Facts, Ledger
from tests.filing_samples import file_all, make_article, make_plan

NOON = datetime(2026, 8, 1, 12, tzinfo=UTC)
FACTS = Facts(
    etag='"1"',
    last_modified="Sat, 01 Aug 2026 09:00:00 GMT",
    page_hash="p",
    printed_hash="t",
    fingerprint=b"\0f",
    next_look=NOON + timedelta(hours=1),
)


def printed(**changes):
    facts = {"publisher": Publisher(name="The Lamp"), "published": Timestamp(printed="1 August", at=NOON)}
    return make_article(1, **(facts | changes))


def known(plan):
    """What a claim of the story tells."""
    ledger = Ledger(plan.ledger_url)
    (work,) = ledger.claim("inkl", run="r", now=NOON, limit=1, ids=["inkl/story-1"])
    ledger.release([work.id], "r")
    ledger.close()
    return work


def file_it(plan, article, facts):
    filing = Filing(plan, clock=lambda: NOON)
    filing.open()
    filing.file(article, facts)
    return filing


def told(facts):
    return {
        name: getattr(facts, name) for name in ("etag", "last_modified", "page_hash", "printed_hash", "fingerprint")
    }


def due(plan, at):
    ledger = Ledger(plan.ledger_url)
    works = ledger.claim("inkl", run="r", now=at, limit=9)
    ledger.release([work.id for work in works], "r")
    ledger.close()
    return [work.id for work in works]


def test_filing_tells_what_the_page_and_the_article_say(tmp_path):
    plan = make_plan(tmp_path)
    assert file_it(plan, printed(), FACTS).close().ok
    work = known(plan)
    assert told(work) == told(FACTS)
    assert (work.publisher, work.published, work.rules, work.revision) == ("The Lamp", NOON, "0a1b2c", 1)
    assert (work.content_hash, work.stored_at) == ("hash-1", NOON)
    assert (due(plan, NOON), due(plan, NOON + timedelta(hours=1))) == ([], ["inkl/story-1"])


def test_an_article_without_facts_is_not_looked_at_again(tmp_path):
    plan = make_plan(tmp_path)
    assert file_it(plan, printed(publisher=None, published=None), None).close().ok
    work = known(plan)
    assert (work.publisher, work.published, work.etag, work.rules) == (None, None, None, "0a1b2c")
    assert due(plan, NOON + timedelta(days=400)) == []


def test_rules_that_are_given_are_taken(tmp_path):
    plan = make_plan(tmp_path)
    assert file_it(plan, printed(), Facts(rules="other")).close().ok
    assert known(plan).rules == "other"


def test_what_a_killed_run_left_is_told_by_its_spool_and_looked_at_soon(tmp_path):
    filing = file_it(make_plan(tmp_path), printed(), FACTS)
    filing._spool.unlock()  # as a kill does: nothing was acknowledged
    after = make_plan(tmp_path)
    assert file_all(after, []).ok
    work = known(after)
    assert (work.publisher, work.published, work.rules, work.revision) == ("The Lamp", NOON, "0a1b2c", 1)
    assert set(told(work).values()) == {None}
    assert due(after, datetime.now(UTC)) == ["inkl/story-1"]


def test_what_a_killed_run_had_told_is_kept(tmp_path):
    filing = file_it(make_plan(tmp_path), printed(), FACTS)
    filing.tick()
    filing._spool.unlock()  # as a kill does: marked, and not delivered
    after = make_plan(tmp_path)
    assert file_all(after, []).ok
    assert told(known(after)) == told(FACTS)
    assert (due(after, NOON), due(after, NOON + timedelta(hours=1))) == ([], ["inkl/story-1"])


def test_a_revision_found_in_the_spool_brings_no_facts_of_the_one_before(tmp_path):
    assert file_it(make_plan(tmp_path), printed(), FACTS).close().ok
    filing = file_it(make_plan(tmp_path), printed(revision=2, publisher=None), FACTS)
    filing._spool.unlock()
    after = make_plan(tmp_path)
    assert file_all(after, []).ok
    work = known(after)
    assert (work.revision, work.publisher, work.etag, work.looks) == (2, "The Lamp", None, 1)
