"""Reading back: which copy of an article is read, which articles a window holds, and what is left out."""

from datetime import timedelta

import pytest

from pipelines.errors import DamagedObject
from pipelines.morgue.window import Window
from pipelines.storage.generation import settled_at
from pipelines.storage.keys import index_key, index_shelf, manifest_key
from pipelines.storage.withdrawn import Tombstone, load, tombstone, write_tombstone
from tests.morgue_samples import DAY, FIRST, HOUR, NOW, article_at, file_run, folder, morgue_of, run_at

FIRST_RUN, SECOND_RUN, REPLAY = run_at(FIRST), run_at(FIRST + HOUR), run_at(FIRST + 5 * DAY)


@pytest.fixture
def filed(tmp_path):
    """Two runs of one story, the second with changed copy; and a replay of its first page under other rules."""
    file_run(tmp_path, FIRST_RUN, [article_at(number) for number in range(10)])
    file_run(
        tmp_path,
        SECOND_RUN,
        [
            article_at(3, FIRST + HOUR, revision=2, supersedes="hash-3", headline="Ferry late again"),
            article_at(11, FIRST + HOUR),
            article_at(1, FIRST + 2 * DAY, aggregator="yahoo"),
        ],
    )
    file_run(tmp_path, REPLAY, [article_at(3, rules="new"), article_at(4, rules="new")])
    return folder(tmp_path)


def found(morgue, id, revision=None):
    copy = morgue.find(id, revision)
    return copy and (copy.card.revision, copy.article().made_by.rules)


@pytest.mark.parametrize(
    ("id", "revision", "expected"),
    [
        ("inkl/story-1", None, (1, "0a1b2c")),
        ("inkl/story-3", None, (2, "0a1b2c")),  # a replay of the first revision is no later one
        ("inkl/story-3", 2, (2, "0a1b2c")),
        ("inkl/story-3", 1, (1, "new")),  # of one revision the run that filed it last
        ("inkl/story-4", None, (1, "new")),
        ("inkl/story-3", 3, None),
        ("inkl/story-99", None, None),
        ("yahoo/story-1", None, (1, "0a1b2c")),
    ],
)
def test_an_article_is_found_by_its_id(filed, id, revision, expected):
    assert found(morgue_of(filed), id, revision) == expected


def test_each_article_is_read_once_in_its_latest_revision(filed):
    read = [(copy.id, copy.card.revision, copy.article().made_by.rules) for copy in morgue_of(filed).read(Window())]
    assert sorted(read) == sorted(
        [
            *((f"inkl/story-{number}", 1, "0a1b2c") for number in (0, 1, 2, 5, 6, 7, 8, 9, 11)),
            ("inkl/story-3", 2, "0a1b2c"),
            ("inkl/story-4", 1, "new"),
            ("yahoo/story-1", 1, "0a1b2c"),
        ]
    )


def test_every_filing_is_read_where_that_is_asked(filed):
    read = [copy.id for copy in morgue_of(filed).read(Window(), all_revisions=True)]
    assert len(read) == 15
    assert read.count("inkl/story-3") == 3


@pytest.mark.parametrize(
    ("window", "ids"),
    [
        (Window(aggregator="yahoo"), ["yahoo/story-1"]),
        (Window(since=FIRST + DAY), ["yahoo/story-1"]),
        (Window(since=FIRST + 3 * DAY), []),
        (Window(since=FIRST + timedelta(minutes=1), until=FIRST + DAY), ["inkl/story-11", "inkl/story-3"]),
        (Window(until=FIRST), []),
        (Window(aggregator="../inkl"), []),
    ],
)
def test_a_window_bounds_what_is_read(filed, window, ids):
    assert sorted(copy.id for copy in morgue_of(filed).read(window)) == ids


def test_the_newest_day_can_come_first(filed):
    read = [copy.id for copy in morgue_of(filed).read(Window(), newest_first=True)]
    assert read[0] == "yahoo/story-1"


def test_one_object_an_article_is_read_like_parts_of_many(tmp_path):
    target = file_run(tmp_path, FIRST_RUN, [article_at(number) for number in range(5)], articles_per_object=1)
    assert sorted(copy.id for copy in morgue_of(target).read(Window())) == [f"inkl/story-{n}" for n in range(5)]
    assert found(morgue_of(target), "inkl/story-4") == (1, "0a1b2c")


def test_what_no_manifest_names_is_not_read_and_said(filed):
    filed.delete(manifest_key(SECOND_RUN))  # as if that run were still going on
    morgue = morgue_of(filed)
    assert len(list(morgue.read(Window()))) == 10
    assert {key.rpartition("/")[2][:25] for key in morgue.passed_over} == {SECOND_RUN}
    assert found(morgue_of(filed), "inkl/story-3") == (1, "new")
    assert morgue_of(filed).find("inkl/story-11") is None


def test_what_was_withdrawn_is_left_out(filed):
    filed.put(*write_tombstone(Tombstone(id="inkl/story-3", reason="a minor is named", at=NOW)))
    assert "inkl/story-3" in load(filed)
    assert tombstone(filed, "inkl/story-3").reason == "a minor is named"
    assert tombstone(filed, "inkl/story-4") is None
    for all_revisions in (True, False):
        read = [copy.id for copy in morgue_of(filed).read(Window(), all_revisions=all_revisions)]
        assert "inkl/story-3" not in read
        assert "inkl/story-4" in read


def test_a_tombstone_that_cannot_be_read_still_withdraws(filed):
    key, _ = write_tombstone(Tombstone(id="inkl/story-3", reason="", at=NOW))
    filed.put(key, b"{")
    assert "inkl/story-3" in load(filed)
    with pytest.raises(DamagedObject, match="inkl/story-3"):
        tombstone(filed, "inkl/story-3")


def test_articles_that_the_index_lacks_are_read_all_the_same(filed):
    filed.delete(index_key(index_shelf("inkl/story-5"), FIRST_RUN))
    assert "inkl/story-5" in {copy.id for copy in morgue_of(filed).read(Window())}


@pytest.mark.parametrize("spoil", [lambda data: data[: len(data) // 2], lambda data: b"\x1f\x8bno", lambda data: b"{}"])
def test_a_damaged_part_is_named(filed, spoil):
    part = next(held.key for held in filed.list("articles/aggregator=yahoo/"))
    filed.replace(part, spoil(filed.get(part)))
    with pytest.raises(DamagedObject, match="aggregator=yahoo"):
        list(morgue_of(filed).read(Window()))


def test_the_line_of_the_index_is_a_hint(filed):
    part = next(held.key for held in filed.list("articles/aggregator=inkl/"))
    import gzip

    lines = gzip.decompress(filed.get(part)).splitlines(keepends=True)
    filed.replace(part, gzip.compress(b"".join(lines[1:])))
    (second,) = [copy.id for copy in morgue_of(filed).read(Window(), all_revisions=True) if copy.key == part][:1]
    copy = morgue_of(filed).find(second)
    assert (copy.id, copy.line) == (second, 1)


def test_settled_is_a_week_back():
    assert settled_at(NOW) == "20260802T090000Z"
