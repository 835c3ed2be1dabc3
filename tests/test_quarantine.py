"""The quarantine, with real crawls: what fails is set aside and the rest is filed; mended, it is filed too, once."""

import json
import signal
from datetime import timedelta

import pytest

from pipelines.items import MadeBy
from pipelines.morgue.runs import Runs
from pipelines.morgue.verify.leftovers import check_leftovers
from pipelines.quarantine.entries import Entries
from pipelines.quarantine.resolved import Resolved, resolve
from pipelines.storage.filing import Filing
from pipelines.storage.keys import manifest_key
from pipelines.storage.quarantine import Quarantined, quarantine
from pipelines.storage.target import open_target
from pipelines.storage.withdrawn import Tombstone, write_tombstone
from tests.crawling import Run, Served, ids_of, in_bucket
from tests.faulty_desk import FAULTY
from tests.filing_samples import MORNING, bucket_plan, make_article, make_plan
from tests.wire_newsroom import HOUR, NOON, Wire, linking, newsroom, story

OTHERS = ("-s", "SPIDER_MODULES=tests.wire_spider")
DEFECTS = {"raises": "faulty", "mistyped": "validate", "unencodable": "store", "unfingerprintable": "revise"}


@pytest.fixture
def wire(tmp_path):
    with newsroom(tmp_path, {}) as wire:
        yield wire


def publish(wire: Wire, *slugs: str, **pages: Served) -> None:
    """A story each, by its headline, and a front page."""
    wire.pages |= {f"/news/{slug}": story(f"{slug.capitalize()} of late") for slug in slugs}
    wire.pages |= {f"/news/{slug}": page for slug, page in pages.items()}
    wire.pages["/"] = linking([*slugs, *pages])


def command(wire: Wire, *words: str, clock: str = "wire_clock", **settings: str) -> Run:
    """``scrapy quarantine`` at the moment of the crawl before."""
    words = ("quarantine", *words, "-s", f"CLOCK=tests.{clock}.now")
    return wire.desk.scrapy(*words, TEST_CLOCK=str(wire.clock), **settings)


def held(wire: Wire) -> dict[str, Quarantined]:
    """The newest entry of each story, by slug."""
    entries = Entries(open_target(make_plan(wire.desk.home)), wire.desk.spool)
    return {entry.id.removeprefix("inkl/"): entry for entry in entries.newest()}


def how_often_filed(wire: Wire) -> dict[str, int]:
    return {slug: len(filed) for slug, filed in wire.filed.items()}


def test_what_fails_is_set_aside_and_filed_once_it_is_mended(wire):
    publish(wire, "sound", *DEFECTS)
    run = wire.run("-s", FAULTY, at=NOON)
    assert (run.status, sorted(wire.filed)) == (1, ["sound"])
    assert run.failures == {"articles that a stage failed on": 4}
    assert "QUARANTINED: 4 stories (scrapy quarantine list says why)" in run.summary

    entries = held(wire)
    assert {slug: entry.stage for slug, entry in entries.items()} == DEFECTS
    for slug, entry in entries.items():
        assert entry.archive and entry.article and entry.article["headline"] == f"{slug.capitalize()} of late"
        assert str(wire.desk.home.parent) not in entry.traceback and ".py" not in entry.traceback
    listed = command(wire, "list").stdout
    assert listed.endswith("4 entries in quarantine\n") and all(f"inkl/{slug}" in listed for slug in DEFECTS)
    assert entries["raises"].archive.warc in listed
    shown = command(wire, "show", "inkl/raises").stdout
    assert "tests.faulty_desk, line " in shown and "ZeroDivisionError: a stage's defect" in shown
    assert '"headline": "Raises of late"' in shown and "at the stage faulty" in shown

    again = command(wire, "retry", "--all", "-s", FAULTY)
    assert again.status == 1
    assert "inkl/raises: failed again: StageFailed: inkl/raises: the stage faulty failed" in again.stdout
    mended = command(wire, "retry", "inkl/raises", "inkl/mistyped", "inkl/nothing")
    assert (mended.status, "inkl/nothing: nothing of it is in quarantine" in mended.stderr) == (1, True)
    assert how_often_filed(wire) == {"sound": 1, "raises": 1, "mistyped": 1}
    last = command(wire, "retry", "--all")
    assert (last.status, last.stderr) == (0, "")
    states = [json.loads(line)["state"] for line in command(wire, "list", "--all", "--json").stdout.splitlines()]
    assert states == ["resolved"] * 4
    assert how_often_filed(wire) == dict.fromkeys(["sound", *DEFECTS], 1)
    (filed,) = wire.filed["raises"]
    assert (filed["revision"], filed["headline"]) == (1, "Raises of late")
    assert filed["source"]["archive"]["offset"] == entries["raises"].archive.offset
    run = wire.run(at=NOON + HOUR / 4)
    assert (run.status, wire.stories_asked) == (0, [])


def test_a_story_without_an_archived_page_is_tried_as_it_was_printed(wire):
    publish(wire, *DEFECTS)
    assert wire.run("-s", FAULTY, at=NOON, ARCHIVE="off").status == 1
    assert {entry.archive for entry in held(wire).values()} == {None}
    assert command(wire, "retry", "--all").status == 0
    assert how_often_filed(wire) == dict.fromkeys(DEFECTS, 1)
    assert wire.filed["raises"][0]["body"] and wire.ledger("state, revision", "raises") == ("stored", 1)


def test_a_page_that_a_layout_failed_on_is_read_by_the_mended_one(wire):
    publish(wire, "sound", broken=Served(story("Broken").body + b"<!-- a layout's defect -->"))
    wire.pages |= dict.fromkeys(("/feed.xml", "/sitemap.xml", "/defective"), Served(b"", status=404))
    assert wire.run(*OTHERS, at=NOON).status == 1
    (entry,) = held(wire).values()
    assert (entry.id, entry.stage, entry.article) == ("inkl/broken", None, None)
    assert "tests.wire_spider, line " in entry.traceback
    again = command(wire, "retry", "--all", *OTHERS)
    assert (again.status, "a layout's defect" in again.stdout) == (1, True)
    assert command(wire, "retry", "--all").status == 0
    assert how_often_filed(wire) == {"sound": 1, "broken": 1}


def test_a_revision_that_failed_is_filed_as_the_revision_it_is(wire):
    publish(wire, changes=story("Early"))
    assert wire.run(at=NOON).status == 0
    publish(wire, changes=story("Raises no more"))
    assert wire.run("-s", FAULTY, at=NOON + 2 * HOUR).status == 1
    assert command(wire, "retry", "inkl/changes").status == 0
    first, second = wire.filed["changes"]
    assert (second["revision"], second["supersedes"]) == (2, first["content_hash"])


@pytest.mark.parametrize(
    "death",
    ["spool/open/articles,*:1", "filed/manifests/*:2"],
    ids=["filed, not acknowledged", "delivered, not noted"],
)
def test_a_retry_that_is_killed_files_nothing_twice(wire, death):
    publish(wire, "sound", "raises", "mistyped")
    assert wire.run("-s", FAULTY, at=NOON).status == 1
    killed = command(wire, "retry", "--all", clock="dying_clock", TEST_DEATH=str(wire.desk.home / death))
    assert killed.status == -signal.SIGKILL
    assert command(wire, "retry", "--all").status == 0
    assert how_often_filed(wire) == {"sound": 1, "raises": 1, "mistyped": 1}
    assert command(wire, "list").stdout == "0 entries in quarantine\n"


def test_a_retry_files_to_a_bucket(wire, bucket):
    wire.desk.settings = {
        **wire.desk.settings,
        **bucket.store.environment,
        "FILE_TO": f"s3://{bucket.name}/desk",
        "S3_ENDPOINT": bucket.store.endpoint,
    }
    publish(wire, "sound", "raises")
    assert wire.run("-s", FAULTY, at=NOON).status == 1
    assert command(wire, "retry", "--all").status == 0
    assert ids_of(in_bucket(bucket)) == ["inkl/raises", "inkl/sound"]
    assert "desk/quarantine-resolved/" in " ".join(bucket.keys())
    assert command(wire, "retry", "--all").stdout == "nothing to retry\n"


def test_wrong_use_is_told(wire):
    wire.clock.write_text(NOON.isoformat())
    for words in ("show",), ("retry", "inkl/a", "--all"), ("list", "--since", "soon"):
        assert command(wire, *words).status == 2


# Entries, wherever they are held


def entry(number: int, *, at=MORNING, **changes) -> Quarantined:
    facts = {"id": f"inkl/story-{number}", "aggregator": "inkl", "at": at, "error": "E: x", "traceback": "", **changes}
    return Quarantined(made_by=MadeBy(version="0.1.0", layout="inkl/html"), **facts)


@pytest.mark.parametrize("held_in", ["folder", "bucket"])
def test_entries_are_found_in_the_spool_in_unfinished_runs_and_in_complete_ones(tmp_path, request, held_in):
    plan = make_plan(tmp_path) if held_in == "folder" else bucket_plan(tmp_path, request.getfixturevalue("bucket"))
    filing = Filing(plan)
    entries = Entries(open_target(plan), plan.spool)
    filing.open()
    filing.quarantine(entry(1))
    filing.quarantine(entry(1, at=MORNING + timedelta(minutes=1), error="E: newer"))
    filing.quarantine(entry(2, at=MORNING + timedelta(days=1)))
    assert [one.error for one in entries.newest()] == ["E: x", "E: newer"]
    (part,) = plan.spool.glob("open/quarantine,*date=2026-08-01*")
    lines = part.read_bytes()
    part.write_bytes(lines + b'{"id": "inkl/to')
    assert [one.id for one in entries.newest(MORNING + timedelta(days=1))] == ["inkl/story-2"]
    assert len(list(entries.read())) == 3
    part.write_bytes(lines)
    filing.close()
    assert not list(plan.spool.glob("*/quarantine,*"))
    open_target(plan).delete(manifest_key(plan.run_id))
    assert ([one.error for one in entries.newest()], entries.unreadable) == (["E: x", "E: newer"], [])


def test_what_became_of_an_entry_is_told_by_notes_tombstones_and_the_ledger(tmp_path):
    plan = make_plan(tmp_path)
    target, filing = open_target(plan), Filing(plan)
    filing.open()
    for number in (1, 3):
        filing.file(make_article(number))
    filing.tick()
    target.put(*write_tombstone(Tombstone(id="inkl/story-2", reason="asked", at=MORNING)))
    later = entry(3, at=MORNING + timedelta(days=36500))
    for _ in range(2):
        resolve(target, entry(4), run=plan.run_id, now=MORNING)
    resolved = Resolved.load(target, filing.ledger, ["inkl/story-1", "inkl/story-3"])
    some = [entry(1), entry(2), later, entry(4), entry(4, at=MORNING + timedelta(seconds=1))]
    assert [resolved.state(one) for one in some] == ["filed since", "withdrawn", "open", "resolved", "open"]
    filing.close()
    assert list(check_leftovers(target, Runs(target), set(), "", MORNING)) == []


def test_what_cannot_be_written_is_written_escaped(tmp_path):
    plan = make_plan(tmp_path)
    filing = Filing(plan)
    filing.open()
    article = make_article(1, headline="half \ud800 a pair", section=object())
    filing.quarantine(quarantine(article, ValueError("\udfff"), stage="store", at=MORNING))
    filing.close()
    (one,) = Entries(open_target(plan), plan.spool).newest()
    assert (one.error, one.article["headline"]) == ("ValueError: \\udfff", "half \\ud800 a pair")
    assert one.article["section"].startswith("<object object")
