"""The index: folded and not, lost and made again; and how many objects a look-up opens."""

import pytest

from pipelines.errors import DamagedObject, DeliveryTrouble
from pipelines.morgue.fold import fold
from pipelines.morgue.places import Index
from pipelines.morgue.rebuild import rebuild
from pipelines.morgue.runs import Runs
from pipelines.morgue.window import Window
from pipelines.storage.folder import FolderTarget
from pipelines.storage.generation import digits_for, shards, write_generation
from pipelines.storage.keys import folded_key, generation_key, index_key, index_shelf, manifest_key
from pipelines.storage.s3 import S3Target
from tests import morgue_bucket
from tests.morgue_bucket import BEGIN, HOUR, look_up, run_id
from tests.morgue_samples import morgue_of

RUNS, EACH = 6, 40
NOW = BEGIN + RUNS * HOUR
STORIES = RUNS * EACH


@pytest.fixture
def filed(tmp_path):
    target = FolderTarget(tmp_path / "filed")
    morgue_bucket.fill(target, STORIES, RUNS)
    return target


def indexed(target, now=NOW):
    """Every place of the index, found id by id."""
    index = Index.open(target, now)
    return {id: tuple(index.find(id)) for id in (f"inkl/story-{number}" for number in range(STORIES))}


def test_a_fold_changes_nothing_of_what_is_found(filed):
    before = indexed(filed)
    assert all(before.values())
    done = fold(filed, NOW)
    assert (done.added, done.incomplete) == (RUNS, ())
    assert done.generation.entries == STORIES + (RUNS - 1) * EACH // morgue_bucket.REVISED
    assert indexed(filed) == before


def test_a_fold_has_nothing_to_do_until_a_run_ends(filed):
    assert fold(filed, NOW)
    assert fold(filed, NOW + HOUR) is None
    morgue_bucket.file_run(filed, RUNS, EACH)
    assert morgue_of(filed, NOW).find(f"inkl/story-{STORIES}").card.revision == 1  # found before it is folded
    again = fold(filed, NOW + HOUR)
    assert (again.added, len(again.generation.runs)) == (1, RUNS + 1)
    assert Index.open(filed, NOW).fresh == frozenset()
    assert morgue_of(filed, NOW).find(f"inkl/story-{STORIES - EACH}").card.revision == 2


def test_two_folds_at_once_are_both_whole_and_the_newest_holds(filed):
    first, second = fold(filed, NOW), None
    for held in list(filed.list(generation_key(first.generation.generation))):
        filed.delete(held.key)  # the second begins before the first has described itself
        second = fold(filed, NOW + HOUR)
        filed.put(*write_generation(first.generation))
    assert Index.open(filed, NOW).generation == second.generation
    assert all(indexed(filed).values())


def test_a_fold_that_was_broken_off_changes_nothing(filed):
    class Full(FolderTarget):
        left = 10

        def put(self, key, data):
            self.left -= 1
            if self.left < 0:
                raise DeliveryTrouble("full")
            super().put(key, data)

    before = indexed(filed)
    fold(filed, NOW)
    morgue_bucket.file_run(filed, RUNS, EACH)
    with pytest.raises(DeliveryTrouble):
        fold(Full(filed.root), NOW + HOUR)
    after = indexed(filed)
    assert {id: set(places) for id, places in before.items()} == {
        id: {place for place in places if place.run != run_id(RUNS)} for id, places in after.items()
    }


def test_a_run_whose_index_lacks_something_is_not_folded_and_named(filed):
    lost = index_key(index_shelf("inkl/story-0"), run_id(0))
    filed.delete(lost)
    done = fold(filed, NOW)
    assert done.incomplete == (run_id(0),)
    assert run_id(0) not in done.generation.runs
    assert [(one.key, one.was) for one in rebuild(filed, Runs(filed))] == [(lost, "missing")]
    assert morgue_of(filed, NOW).find("inkl/story-0") is not None
    assert fold(filed, NOW + HOUR).incomplete == ()
    assert all(indexed(filed).values())


def test_a_lost_shard_is_made_up_for_by_the_runs_own_indexes(filed, caplog):
    before = indexed(filed)
    generation = fold(filed, NOW).generation
    filed.delete(folded_key(generation.generation, generation.shard("inkl/story-3")))
    assert indexed(filed) == before
    assert "Fold anew" in caplog.text


@pytest.mark.parametrize("spoil", [b"", b"no gzip", b"\x1f\x8b\x08"])
def test_a_damaged_index_is_named_and_made_anew(filed, spoil):
    key = index_key(index_shelf("inkl/story-0"), run_id(0))
    sound = filed.get(key)
    filed.replace(key, spoil)
    with pytest.raises(DamagedObject, match=run_id(0)):
        morgue_of(filed, NOW).find("inkl/story-0")
    assert [(one.key, one.was) for one in rebuild(filed, Runs(filed))] == [(key, "wrong")]
    assert filed.get(key) == sound


def test_a_rebuild_of_a_sound_index_reads_no_part_and_writes_nothing(filed):
    counted = morgue_bucket.Counted(filed)
    assert list(rebuild(counted, Runs(counted))) == []
    assert not [key for what, key in counted.requests if what == "put" or "articles/" in key]
    assert list(rebuild(filed, Runs(filed), thorough=True)) == []


def test_a_run_recovered_weeks_late_is_found_before_and_after_the_next_fold(filed):
    late = manifest_key(run_id(2))
    manifest = filed.get(late)
    filed.delete(late)
    now = NOW + 24 * 30 * HOUR
    fold(filed, now)
    assert morgue_of(filed, now).find(f"inkl/story-{2 * EACH + 1}") is None  # its run is still going on
    filed.put(late, manifest)
    assert morgue_of(filed, now).find(f"inkl/story-{2 * EACH + 1}") is not None
    read = [copy.id for copy in morgue_of(filed, now).read(Window())]
    assert len(read) == len(set(read)) == STORIES
    assert fold(filed, now).added == 1


@pytest.mark.parametrize(
    ("entries", "digits"), [(0, 1), (4096, 1), (4097, 2), (65_536, 2), (65_537, 3), (1_000_000, 3), (10**9, 3)]
)
def test_a_shard_has_at_most_a_few_hundred_entries(entries, digits):
    assert digits_for(entries) == digits


def test_the_shards_of_a_shelf():
    assert shards("a", 1) == ["a"]
    assert shards("a", 2)[:2] == ["a0", "a1"]
    assert (len(shards("a", 3)), shards("a", 3)[-1]) == (256, "aff")


@pytest.mark.parametrize("kind", ["folder", "bucket"])
def test_a_look_up_opens_three_objects_at_most(kind, tmp_path, request):
    """In a bucket of 200 runs; `python -m tests.morgue_bucket` does the same with a million articles."""
    if kind == "folder":
        target, runs, each = FolderTarget(tmp_path / "filed"), 200, 100  # 20,000 articles
    else:
        bucket = request.getfixturevalue("bucket")
        target, runs, each = S3Target(bucket.client, bucket=bucket.name, prefix="here"), 40, 20
    morgue_bucket.fill(target, runs * each, runs)
    now = BEGIN + runs * HOUR
    fold(target, now)
    opened = {
        label: (came_to, len(counted.objects()), counted.by_kind()["list"])
        for label, id, revision in morgue_bucket.questions(target, runs * each, runs)
        for counted, came_to in [look_up(target, now, id, revision)]
    }
    lists = 2
    assert opened == {
        "the latest of one revision": ("revision 1", 3, lists),
        "the latest of two": ("revision 2", 3, lists),
        "an old revision": ("revision 1", 3, lists),
        "no such article": ("none", 2, lists + 1),
        "a withdrawn article": ("withdrawn: a court's order", 1, 0),
    }
