"""Verifying: a sound bucket has no fault, and whatever is done to one is named for what it is."""

import gzip
import json
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import msgspec
import pytest

from crawler.commands.articles import Command
from pipelines.morgue.fold import fold
from pipelines.morgue.strike_record import struck
from pipelines.morgue.takedown.purge import purge
from pipelines.morgue.takedown.withdraw import withdraw
from pipelines.morgue.verify.fault import Tally
from pipelines.morgue.verify.verify import verify
from pipelines.storage.folder import FolderTarget
from pipelines.storage.keys import index_key, index_shelf, manifest_key, withdrawn_key
from pipelines.storage.manifest import encode_manifest, read_manifest
from pipelines.storage.withdrawn import Tombstone, Trace, write_tombstone
from tests.commanding import run_command
from tests.filing_samples import bucket_plan, make_plan
from tests.morgue_samples import DAY, FIRST, NOW, file_pages, run_at

RUN, LATER = run_at(FIRST), run_at(FIRST + DAY)


def fill(target_plan):
    file_pages(target_plan(run_id=RUN), range(6))
    target = file_pages(target_plan(run_id=LATER), range(6, 9), at=FIRST + DAY)
    fold(target, NOW)
    return target


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A sound bucket as a folder; each test has a copy."""
    home = tmp_path_factory.mktemp("sound")
    return fill(lambda **changes: make_plan(home, **changes))


@pytest.fixture
def filed(sound, tmp_path):
    target = FolderTarget(tmp_path / "filed")
    for held in sound.list(""):
        target.put(held.key, sound.get(held.key))
    return target


def faults(target, now=NOW, **bounds):
    return [str(fault) for fault in verify(target, now, Tally(), **bounds)]


def test_a_sound_bucket_has_no_fault(tmp_path, bucket):
    target, tally = fill(lambda **changes: bucket_plan(tmp_path, bucket, **changes)), Tally()
    assert list(verify(target, NOW, tally)) == []
    assert str(tally) == ("2 manifests, 9 articles in 3 parts, 9 pages in 2 archive files, 2 quarantined, 0 withdrawn")


def first(target, prefix, ending=""):
    return next(held.key for held in target.list(prefix) if held.key.endswith(ending))


PART, WARC, CDXJ, FAILED = ("articles/", ""), ("archive/", ".warc.gz"), ("archive/", ".cdxj"), ("quarantine/", "")


def removed(*place):
    return lambda target: target.delete(first(target, *place))


def changed(place, change):
    def damage(target):
        key = first(target, *place)
        target.replace(key, change(target.get(key)))

    return damage


def lines_changed(place, change):
    """The lines of an object, changed; its manifest is made to fit, so that the lines alone are at fault."""

    def damage(target):
        key = first(target, *place)
        lines = gzip.decompress(target.get(key)).splitlines()
        data = gzip.compress(b"".join(line + b"\n" for line in change(lines)), mtime=0)
        target.replace(key, data)
        fit_manifest(target, key, data)

    return damage


def fit_manifest(target, key, data, **changes):
    manifest = read_manifest(target.get(manifest_key(RUN)))
    facts = {"sha256": sha256(data).hexdigest(), "bytes": len(data), **changes}
    kind = {"articles": "parts", "archive": "archives", "quarantine": "quarantine"}[key.partition("/")[0]]
    parts = tuple(replace(part, **facts) if part.key == key else part for part in getattr(manifest, kind))
    target.replace(manifest_key(RUN), encode_manifest(replace(manifest, **{kind: parts})))


def flipped(data):
    """The same with one bit turned, in the middle."""
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


def without_manifest_of(run):
    return lambda target: target.delete(manifest_key(run))


def manifest_changed(**changes):
    def damage(target):
        manifest = read_manifest(target.get(manifest_key(RUN)))
        target.replace(manifest_key(RUN), encode_manifest(replace(manifest, **changes)))

    return damage


def index_changed(change):
    def damage(target):
        key = index_key(index_shelf("inkl/story-1"), RUN)
        target.replace(key, change(target.get(key)))

    return damage


def line_moved(data):
    entries = [json.loads(line) for line in gzip.decompress(data).splitlines()]
    return gzip.compress(
        b"".join(msgspec.json.encode(entry | {"line": entry["line"] + 7}) + b"\n" for entry in entries)
    )


def struck_page(target):
    """A page struck out of its file, and nothing else told."""
    key = first(target, *WARC)
    data = target.get(key)
    page = json.loads(target.get(first(target, *CDXJ)).splitlines()[0].split(b" ", 2)[2])
    start, length = int(page["offset"]), int(page["length"])
    data = data[:start] + struck(length, NOW) + data[start + length :]
    target.replace(key, data)
    fit_manifest(target, key, data)


def pointing_elsewhere(lines):
    article = json.loads(lines[0])
    article["source"]["archive"]["offset"] += 1
    return [json.dumps(article).encode(), *lines[1:]]


def of_another(lines):
    article = json.loads(lines[0])
    return [json.dumps(article | {"aggregator": "yahoo"}).encode(), *lines[1:]]


def other_payload(target):
    """A page's bytes changed, in a member that is sound by itself."""
    key = first(target, *WARC)
    data = target.get(key)
    line = min(
        target.get(first(target, *CDXJ)).splitlines(), key=lambda one: int(json.loads(one.split(b" ", 2)[2])["offset"])
    )
    page = json.loads(line.split(b" ", 2)[2])
    start, length = int(page["offset"]), int(page["length"])
    record = gzip.decompress(data[start : start + length]).replace(b"More of the same", b"Less of the same")
    target.replace(key, data[:start] + gzip.compress(record) + data[start + length :])


def shard_changed(change):
    def damage(target):
        shards = [held.key for held in target.list("index/folded/")]
        change(target, next(key for key in shards if gzip.decompress(target.get(key))))

    return damage


def purged_copy_back(target):
    key = first(target, *PART)
    before, books = target.get(key), target.get(manifest_key(RUN))
    stone = withdraw(target, "inkl/story-1", "a court's order", NOW)
    assert purge(target, stone, NOW, forget=lambda: None).is_complete
    target.replace(key, before)
    target.replace(manifest_key(RUN), books)


DAMAGES = {
    "a part is gone": (removed(*PART), "is not there, though its run's manifest names it"),
    "a part is shorter": (changed(PART, lambda data: data[:-9]), "bytes; its manifest says"),
    "a part is torn": (changed(PART, lambda data: data[:-9]), "can't be unpacked"),
    "a bit of a part is turned": (changed(PART, flipped), "has the SHA-256"),
    "a line of a part is gone": (lines_changed(PART, lambda lines: lines[1:]), "has 3 lines; its manifest says 4"),
    "a line fits no schema": (
        lines_changed(PART, lambda lines: [lines[0].replace(b'"revision":1', b'"revision":0'), *lines[1:]]),
        "line 1 does not fit the schema",
    ),
    "a line is no JSON": (lines_changed(PART, lambda lines: [*lines[:-1], b"{"]), "line 4 does not fit the schema"),
    "an article lies with another aggregator's": (lines_changed(PART, of_another), "an article of yahoo"),
    "an article points beside its page": (lines_changed(PART, pointing_elsewhere), "where its page is not"),
    "quarantine is gone": (removed(*FAILED), "quarantine/"),
    "quarantine fits no schema": (lines_changed(FAILED, lambda lines: [b"{}"]), "line 1 does not fit the schema"),
    "an archive file is gone": (removed(*WARC), ".warc.gz: is not there"),
    "an archive file is torn": (changed(WARC, lambda data: data[:-30]), ".warc.gz: can't be read"),
    "a bit of an archive file is turned": (changed(WARC, flipped), ".warc.gz: has the SHA-256"),
    "a page has other bytes": (other_payload, "has other bytes than its digest says"),
    "an archive's index is gone": (removed(*CDXJ), ".cdxj: "),
    "an archive's index lacks a page": (
        changed(CDXJ, lambda data: b"".join(data.splitlines(keepends=True)[1:])),
        ".cdxj: lacks the page at byte",
    ),
    "an archive's index says another length": (
        changed(
            CDXJ, lambda data: data.replace(b'"length": "', b'"length": "1').replace(b'"length":"', b'"length":"1')
        ),
        ".cdxj: says another length, digest or address",
    ),
    "an archive's index is none": (changed(CDXJ, lambda data: b"\0\n"), ".cdxj: "),
    "a page was struck by another hand": (struck_page, ".cdxj: names a page at byte"),
    "a manifest is none": (lambda target: target.replace(manifest_key(RUN), b"{}"), "is no manifest"),
    "a manifest counts wrong": (manifest_changed(articles=7), "says 7 articles; its parts have 6"),
    "a manifest is another run's": (manifest_changed(run=LATER), f"is the manifest of run {LATER}"),
    "a manifest does not name a part": (
        manifest_changed(parts=(), articles=0),
        "is left over: the manifest of its run does not name it",
    ),
    "a manifest is gone": (without_manifest_of(RUN), "has no manifest a day after it began"),
    "the index is gone": (
        lambda target: target.delete(index_key(index_shelf("inkl/story-1"), RUN)),
        "index rebuild",
    ),
    "the index is damaged": (index_changed(lambda data: data[:10]), "is no part of an index"),
    "the index points at another line": (index_changed(line_moved), "where it is not"),
    "a folded shard is gone": (shard_changed(lambda target, key: target.delete(key)), "Fold anew"),
    "a folded shard is empty": (
        shard_changed(lambda target, key: target.replace(key, gzip.compress(b""))),
        "fold anew",
    ),
    "a fold's description is none": (
        lambda target: target.replace(first(target, "index/generations/"), b"x"),
        "describes no index",
    ),
    "a stranger's object": (lambda target: target.put("notes/todo.txt", b"x"), "is no object of copydesk's"),
    "a tombstone is none": (lambda target: target.put(withdrawn_key("inkl/x"), b"{"), "can't be read"),
    "a tombstone lies elsewhere": (
        lambda target: target.put(
            withdrawn_key("inkl/x"), write_tombstone(Tombstone(id="inkl/y", reason="", at=NOW))[1]
        ),
        "lies where another article's would",
    ),
    "a purge is half done": (
        lambda target: target.put(*write_tombstone(Tombstone(id="inkl/story-1", reason="", at=NOW, purging=Trace()))),
        "is not complete",
    ),
    "a purged copy is back": (purged_copy_back, "inkl/story-1, which was withdrawn and purged"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damage_is_named(filed, name):
    damage, said = DAMAGES[name]
    damage(filed)
    found = faults(filed)
    assert any(said in fault for fault in found), found


def test_a_run_that_is_going_on_is_no_fault(filed):
    filed.delete(manifest_key(LATER))
    filed.delete(first(filed, "index/generations/"))
    assert faults(filed, FIRST + DAY + timedelta(hours=20)) == []
    left = faults(filed, FIRST + DAY + timedelta(hours=25))
    assert {fault.partition("/")[0] for fault in left} == {"articles", "archive", "quarantine", "index"}


def test_runs_before_a_moment_are_passed_over(filed):
    filed.delete(first(filed, *PART))
    assert faults(filed)
    assert faults(filed, since=FIRST + timedelta(hours=1)) == []


def test_a_bucket_out_of_which_stories_were_taken_is_sound(filed):
    stone = withdraw(filed, "inkl/story-1", "a court's order", NOW)
    assert purge(filed, stone, NOW, forget=lambda: None).is_complete
    withdraw(filed, "inkl/story-2", "a minor is named", NOW)
    assert faults(filed) == []


def test_the_command_names_faults_and_its_status_tells(filed, tmp_path):
    done = run_command(Command(), tmp_path, "verify")
    assert (done.status, done.stderr) == (0, "")
    assert done.stdout.endswith("withdrawn: no faults\n")
    removed(*PART)(filed)
    done = run_command(Command(), tmp_path, "verify")
    assert done.status == 1
    assert "is not there" in done.stdout
    assert done.stdout.endswith("faults\n")
