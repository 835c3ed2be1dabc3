"""Taking a story back for good: what is removed, what stays as it was, and a purge that was broken off."""

import gzip
from dataclasses import replace
from io import BytesIO

import fastwarc
import pytest
from warcio.archiveiterator import ArchiveIterator

from pipelines.errors import DamagedObject, DeliveryTrouble, StillGoingOn
from pipelines.items import Block
from pipelines.morgue.fold import fold
from pipelines.morgue.reading import Morgue
from pipelines.morgue.takedown import purge as purging
from pipelines.morgue.takedown.purge import purge
from pipelines.morgue.takedown.withdraw import withdraw
from pipelines.morgue.verify.fault import Tally
from pipelines.morgue.verify.verify import verify
from pipelines.morgue.window import Window
from pipelines.storage.archive.reading import read_archived
from pipelines.storage.filing import Filing
from pipelines.storage.folder import FolderTarget
from pipelines.storage.keys import cdxj_key, manifest_key, withdrawn_key
from pipelines.storage.target import open_target
from pipelines.storage.withdrawn import tombstone
from tests.filing_samples import bucket_plan, check_books, make_plan
from tests.morgue_samples import DAY, FIRST, NOW, file_pages, page_of, run_at, sentence, story_of

GONE = "inkl/story-3"
RUNS = (run_at(FIRST), run_at(FIRST + DAY))


def fill(target_plan):
    """Two runs: six stories; the next day the third again, changed, and looked at once more without change."""
    target = file_pages(target_plan(run_id=RUNS[0]), range(6))
    plan = target_plan(run_id=RUNS[1])
    filing = Filing(plan)
    filing.open()
    changed = page_of(3, FIRST + DAY, text=sentence(3) + " It has sailed since.")
    filing.file(story_of(changed, 3, filing.archive(changed, aggregator="inkl"), revision=2))
    same = page_of(3, FIRST + DAY)
    filing.archive(same, aggregator="inkl")
    other = page_of(8, FIRST + DAY)
    filing.file(story_of(other, 8, filing.archive(other, aggregator="inkl")))
    assert filing.close().ok
    return target


@pytest.fixture(params=["folder", "bucket"])
def filed(request, tmp_path):
    if request.param == "folder":
        return fill(lambda **changes: make_plan(tmp_path, **changes))
    bucket = request.getfixturevalue("bucket")
    return fill(lambda **changes: bucket_plan(tmp_path, bucket, **changes))


@pytest.fixture
def in_folder(tmp_path):
    return fill(lambda **changes: make_plan(tmp_path, **changes))


def take_back(target, id=GONE, now=NOW):
    return purge(target, withdraw(target, id, "a court's order", now), now, forget=lambda: None)


def everything(target):
    """All that is held, unpacked."""
    held = {one.key: target.get(one.key) for one in target.list("")}
    return {key: gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data for key, data in held.items()}


def records(data):
    found, some = [], ArchiveIterator(BytesIO(data), check_digests="raise")
    for record in some:
        found.append((some.get_record_offset(), record.rec_type, record.content_stream().read()))
    return found


def holding(target, *words):
    held = {word: [key for key, data in everything(target).items() if word.encode() in data] for word in words}
    return {word: keys for word, keys in held.items() if keys}


def test_nothing_of_the_copy_is_left_and_the_rest_is_as_it_was(filed):
    fold(filed, NOW)
    words = (sentence(3), "Ferry 3 late", "Ferry 3 is late again today", "news.example/inkl/story-3")
    assert set(holding(filed, *words)) == set(words)
    before = everything(filed)
    pages = {copy.id: copy.article().source.archive for copy in Morgue(filed, NOW).read(Window()) if copy.id != GONE}
    done = take_back(filed)
    assert (done.is_complete, done.proof.remains, done.proof.elsewhere) == (True, (), ())
    assert holding(filed, *words) == {}
    stone = tombstone(filed, GONE)
    assert list(holding(filed, '"inkl/story-3"')['"inkl/story-3"']) == [withdrawn_key(GONE)]
    assert (stone.purged, stone.purging, stone.reason) == (NOW, None, "a court's order")
    assert len(pages) == 6
    for id, place in pages.items():
        article = Morgue(filed, NOW).find(id).article()
        assert article.source.archive == place
        assert read_archived(filed, place).payload_digest == article.source.sha256
    after = everything(filed)
    kept = [line for key in before if key.startswith("articles/") for line in before[key].splitlines()]
    left = [line for key in after if key.startswith("articles/") for line in after[key].splitlines()]
    assert sorted(left) == sorted(line for line in kept if b'"id":"inkl/story-3"' not in line)
    check_books([key for key in after if not key.startswith("index/folded")], filed.get)
    assert list(verify(filed, NOW, Tally())) == []


def test_every_page_of_it_is_struck_and_the_archive_still_reads(in_folder):
    warcs = [one.key for one in in_folder.list("archive/") if one.key.endswith(".warc.gz")]
    before = {key: records(in_folder.get(key)) for key in warcs}
    take_back(in_folder)
    for key in warcs:
        data = in_folder.get(key)
        struck = [offset for offset, kind, _ in records(data) if kind == "metadata"]
        assert len(struck) == (1 if RUNS[0] in key else 2)
        rest = [one for one in records(data) if one[1] != "metadata"]
        assert rest == [one for one in before[key] if one[0] in {offset for offset, _, _ in rest}]
        assert len(rest) + 2 * len(struck) == len(before[key])  # with each page went its request
        assert len(list(fastwarc.ArchiveIterator(BytesIO(data)))) == len(rest) + len(struck)
        lines = in_folder.get(cdxj_key(key)).splitlines()
        assert len(lines) == len([one for one in rest if one[1] == "response"])


def test_a_page_that_others_were_read_from_is_struck_for_them_too(tmp_path):
    """An identical page under another address: the archive keeps it once, and what is struck there is gone for both."""
    plan = make_plan(tmp_path, run_id=RUNS[0])
    filing = Filing(plan)
    filing.open()
    for number, url in ((3, None), (4, "https://news.example/inkl/story-3-again")):
        page = page_of(3, url=url)
        filing.file(story_of(page, number, filing.archive(page, aggregator="inkl")))
    assert filing.close().ok
    target = open_target(plan)
    done = take_back(target)
    assert done.is_complete
    assert holding(target, "Ferry 3 late") == {}


def test_words_that_stand_elsewhere_are_named_and_left(in_folder, tmp_path):
    plan = make_plan(tmp_path, run_id=run_at(FIRST + 2 * DAY))
    filing = Filing(plan)
    filing.open()
    filing.file(replace(story_of(page_of(20), 20, None), body=(Block(kind="paragraph", text=sentence(3)),)))
    assert filing.close().ok
    done = take_back(in_folder)
    assert done.is_complete
    assert [place.split(" ")[0] for place in done.proof.elsewhere] == ["inkl/story-20"]


def test_a_story_that_is_not_filed_is_withdrawn_all_the_same(in_folder):
    before = everything(in_folder)
    done = take_back(in_folder, "inkl/never-seen")
    assert (done.is_complete, done.written) == (True, [])
    after = everything(in_folder)
    assert {key: after[key] for key in before} == before
    assert len(after) == len(before) + 1


def test_a_part_with_nothing_else_goes(tmp_path):
    target = file_pages(make_plan(tmp_path, run_id=RUNS[0], articles_per_object=1), [3])
    assert take_back(target).is_complete
    assert [one.key for one in target.list("articles/")] == []
    assert [one.key for one in target.list("quarantine/")] == []
    assert [one.key for one in target.list("index/")] == []
    assert b'"articles": 0' in target.get(manifest_key(RUNS[0]))


@pytest.mark.parametrize("kind", ["articles", "archive", "quarantine"])
def test_a_run_that_is_not_over_is_not_reached_into(in_folder, kind):
    in_folder.put(f"{kind}/aggregator=inkl/date=2026-08-09/{run_at(NOW)}-00001.jsonl.gz", b"on its way")
    before = everything(in_folder)
    with pytest.raises(StillGoingOn, match=run_at(NOW)):
        take_back(in_folder)
    after = everything(in_folder)
    assert {key: after[key] for key in before} == before
    assert tombstone(in_folder, GONE).purged is None


class Dying(FolderTarget):
    """A folder that takes so many more writes, and then no more."""

    left = 0

    def _spend(self):
        self.left -= 1
        if self.left < 0:
            raise DeliveryTrouble("killed")

    def replace(self, key, data):
        self._spend()
        super().replace(key, data)

    def delete(self, key):
        self._spend()
        super().delete(key)


def test_a_purge_that_was_broken_off_anywhere_is_completed_by_the_next(tmp_path):
    for writes in range(40):
        home = tmp_path / str(writes)
        target = fill(lambda home=home, **changes: make_plan(home, **changes))
        fold(target, NOW)
        dying = Dying(target.root)
        dying.left = writes
        try:
            done = take_back(dying)
        except DeliveryTrouble:
            done = take_back(target)
        else:
            assert writes > 8
            break
        assert done.is_complete, writes
        assert holding(target, sentence(3), "Ferry 3 late", "news.example/inkl/story-3") == {}, writes
        assert list(verify(target, NOW, Tally())) == [], writes
        assert Morgue(target, NOW).find("inkl/story-4") is not None
    else:
        raise AssertionError("it was never completed at once")


def test_a_second_purge_changes_nothing(in_folder):
    take_back(in_folder)
    before = {one.key: in_folder.get(one.key) for one in in_folder.list("")}
    done = take_back(in_folder)
    assert (done.is_complete, done.written) == (True, [])
    assert {one.key: in_folder.get(one.key) for one in in_folder.list("")} == before


def test_the_proof_sees_what_is_left(in_folder, monkeypatch):
    monkeypatch.setattr(purging, "_remove", lambda *_: [])
    done = take_back(in_folder)
    assert not done.is_complete
    said = "\n".join(done.proof.remains)
    for kind in ("articles/", "quarantine/", "archive/", "index/"):
        assert (kind in said) == (kind != "quarantine/"), kind  # the sixth story alone went to quarantine
    assert tombstone(in_folder, GONE).purged is None


@pytest.mark.parametrize("kind", ["articles/", "archive/"])
def test_what_cannot_be_read_cannot_be_proved_and_is_said(in_folder, kind):
    key = next(
        one.key for one in in_folder.list(kind) if one.key.endswith(".jsonl.gz" if kind == "articles/" else ".cdxj")
    )
    in_folder.replace(key, b"\0")
    with pytest.raises(DamagedObject, match=kind):
        take_back(in_folder)


def test_a_fold_that_had_begun_before_brings_nothing_back(in_folder):
    fold(in_folder, NOW)
    shards = {one.key: in_folder.get(one.key) for one in in_folder.list("index/folded/")}
    take_back(in_folder)
    for key, data in shards.items():  # as a fold writes them that read the index before
        in_folder.replace(key, data)
    assert "index/folded/" in "".join(holding(in_folder, '"id":"inkl/story-3"')['"id":"inkl/story-3"'])
    file_pages_again = make_plan(in_folder.root.parent, run_id=run_at(FIRST + 3 * DAY))
    file_pages(file_pages_again, [30])
    generation = fold(in_folder, NOW + DAY).generation
    newest = [one.key for one in in_folder.list(f"index/folded/{generation.generation}/")]
    assert not any(b'inkl/story-3"' in gzip.decompress(in_folder.get(key)) for key in newest)
