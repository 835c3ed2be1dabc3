import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.errors import BucketRefused
from pipelines.storage.folder import FolderTarget
from pipelines.storage.keys import (
    ARCHIVE,
    LONGEST_SEGMENT,
    QUARANTINE,
    article_key,
    cdxj_key,
    checked,
    index_key,
    index_shelf,
    is_run_id,
    manifest_key,
    new_run_id,
    part_key,
    part_stem,
    run_moment,
    run_of,
    safe_segment,
    spool_name,
    spooled_key,
    withdrawn_key,
)
from pipelines.storage.s3 import S3Target

RUN = "20260801T090000Z-0a1b2c3d"
DAY = date(2026, 8, 1)
ATTACKS = [
    "..",
    ".",
    "../../manifests",
    "/etc/passwd",
    "inkl/date=1999-01-01",
    "a\\b",
    "a\x00b",
    "a\nb",
    "a,b",
    "a b",
    "a?b#c",
    "%2e%2e%2f",
    "~",
    "ｉｎｋｌ",
    "..\u2215..",
    "..\\..\\windows",
    "%2e%2e/%2e%2e",
    "%252e%252e%252f",
    "..;/..;/x",
    "inkl/../../manifests",
    "inkl%00.json",
    "inkl\r\nX-Amz-Acl: public-read",
    "x" * 99 + "/" * 99,
    "../" * 400,
    "\u202egro",
    "\U0001f600" * 90,
    "CON",
    "-rf",
    "*",
    "$(id)",
    "s3://other/bucket",
    "//host/share",
    "é" * 300,
    "." * 300,
    "a" * 300,
]


def test_keys_are_laid_out_as_documented():
    stem = part_stem("inkl", DAY, RUN, 7)
    assert part_key(stem) == f"articles/aggregator=inkl/date=2026-08-01/{RUN}-00007.jsonl.gz"
    assert article_key(stem, 12) == f"articles/aggregator=inkl/date=2026-08-01/{RUN}-00007-00012.json"
    assert manifest_key(RUN) == f"manifests/{RUN}.json"
    assert index_key("a", RUN) == f"index/a/{RUN}.jsonl.gz"
    assert re.fullmatch("[0-9a-f]", index_shelf("inkl/story"))


@pytest.mark.parametrize("name", ATTACKS, ids=ascii)
def test_an_attack_stays_one_segment(name):
    key = part_key(part_stem(name, DAY, RUN, 1))
    top, aggregator, day, file = key.split("/")
    assert (top, day, file) == ("articles", "date=2026-08-01", f"{RUN}-00001.jsonl.gz")
    assert re.fullmatch(r"aggregator=[A-Za-z0-9_%~-][A-Za-z0-9._%~-]*", aggregator)
    assert len(spool_name(key).encode()) <= 255


@pytest.mark.parametrize("name", ATTACKS, ids=ascii)
def test_an_attack_stays_in_the_folder(name, tmp_path):
    root = tmp_path / "filed"
    FolderTarget(root).put(part_key(part_stem(name, DAY, RUN, 1)), b"copy")
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(written) == 1
    assert written[0].resolve().is_relative_to(root.resolve())
    assert written[0].relative_to(root).parts[0] == "articles"


# What an article, an archived page, a failed article and a tombstone are filed under, given a hostile aggregator and a
# hostile story of it.
KEYS = {
    "articles": lambda name: part_key(part_stem(name, DAY, RUN, 1)),
    "one article": lambda name: article_key(part_stem(name, DAY, RUN, 1), 1),
    "quarantine": lambda name: part_key(part_stem(name, DAY, RUN, 1, kind=QUARANTINE)),
    "archive": lambda name: part_stem(name, DAY, RUN, 1, kind=ARCHIVE) + ".warc.gz",
    "cdxj": lambda name: cdxj_key(part_stem(name, DAY, RUN, 1, kind=ARCHIVE) + ".warc.gz"),
    "withdrawn": lambda name: withdrawn_key(f"inkl/{name}"),
    "index": lambda name: index_key(index_shelf(f"inkl/{name}"), RUN),
}
PREFIXES = {"one article": "articles", "cdxj": "archive"}
each_key = pytest.mark.parametrize("kind", KEYS)


@each_key
@pytest.mark.parametrize("name", ATTACKS, ids=ascii)
def test_no_key_leaves_its_prefix(kind, name):
    key = KEYS[kind](name)
    assert checked(key).split("/")[0] == PREFIXES.get(kind, kind)
    assert re.fullmatch(r"[A-Za-z0-9._%~=/-]+", key)
    assert len(spool_name(key).encode()) <= 255
    assert spooled_key(spool_name(key)) == key


def test_hostile_keys_stay_in_a_folder(tmp_path):
    root = tmp_path / "deep" / "filed"
    keys = {make(name) for make in KEYS.values() for name in ATTACKS}
    target = FolderTarget(root)
    for key in keys:
        target.put(key, key.encode())
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {str(path.relative_to(root)) for path in written} == keys  # ValueError for one outside
    assert {held.key for prefix in ("articles/", "archive/", "quarantine/") for held in target.list(prefix)} == {
        key for key in keys if key.startswith(("articles/", "archive/", "quarantine/"))
    }


def test_hostile_keys_stay_under_a_prefix_of_a_bucket(bucket):
    keys = {make(name) for make in KEYS.values() for name in ATTACKS}
    target = S3Target(bucket.client, bucket=bucket.name, prefix="desk/of/ours")
    for key in keys:
        target.put(key, key.encode())
    assert set(bucket.keys()) == {f"desk/of/ours/{key}" for key in keys}
    assert all(target.get(key) == key.encode() for key in list(keys)[::20])


@pytest.mark.parametrize(
    "key", ["", "/", "/etc/passwd", "../x", "a/../../x", "a//b", "a/./b", "a/..", "a/", "a\0b", ".."]
)
def test_a_key_that_a_store_names_cannot_lead_out(key, tmp_path, bucket):
    """An index or a manifest changed by another hand."""
    (tmp_path / "x").write_bytes(b"not filed")
    (tmp_path / "file").write_bytes(b"filed from")
    for target in (FolderTarget(tmp_path / "filed"), S3Target(bucket.client, bucket=bucket.name, prefix="desk")):
        for deed in (
            lambda one=target: one.put(key, b"x"),
            lambda one=target: one.put_file(key, tmp_path / "file"),
            lambda one=target: one.get(key),
            lambda one=target: one.get_range(key, 0, 1),
            lambda one=target: one.replace(key, b"x"),
            lambda one=target: one.delete(key),
        ):
            with pytest.raises(BucketRefused, match="no key of copydesk's"):
                deed()
    assert (tmp_path / "x").read_bytes() == b"not filed"
    assert bucket.keys() == []


def test_a_folder_outside_is_not_listed(tmp_path):
    with pytest.raises(BucketRefused):
        list(FolderTarget(tmp_path / "filed").list("../"))


def test_a_story_names_no_path():
    """The story's key is part of the article's id alone: what a site calls a story makes no part's key."""
    for name in ATTACKS:
        assert not any(piece in withdrawn_key(f"inkl/{name}") for piece in ("..", "\\", "%", "\0"))


def test_different_names_never_share_a_segment():
    names = {*ATTACKS, "a%2Cb", "a%00b", "%2E%2E", "a" * 299 + "b", "%252e%252e%252f"}
    assert len({safe_segment(name) for name in names}) == len(names)


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_any_text_becomes_a_safe_segment(name):
    segment = safe_segment(name)
    assert re.fullmatch(r"[A-Za-z0-9_%~-][A-Za-z0-9._%~-]*", segment)
    assert len(segment) <= LONGEST_SEGMENT


@pytest.mark.parametrize("name", ["", "\ud800"], ids=ascii)
def test_what_is_no_name_is_refused(name):
    with pytest.raises(ValueError):
        safe_segment(name)


def test_spool_names_and_keys_map_one_to_one():
    key = part_key(part_stem("a,b/c", DAY, RUN, 1))
    assert "/" not in spool_name(key)
    assert spooled_key(spool_name(key)) == key
    assert run_of(spool_name(key)) == RUN
    assert run_of("notes.txt") is None


def test_run_ids_sort_by_time_and_differ():
    # Of the same second, and of the very same moment too: a random tail does not rise a thousand times.
    ids = [new_run_id(datetime.now(UTC)) for _ in range(1000)]
    assert ids == sorted(set(ids))
    ids = [new_run_id(datetime(2026, 8, 1, 9, 0, 0, 999_990, tzinfo=UTC)) for _ in range(1000)]
    assert ids == sorted(set(ids))
    assert all(map(is_run_id, ids)) and ids[-1] < "20260801T090001Z-001"


def test_a_run_id_holds_the_moment_that_was_given():
    assert new_run_id(datetime(2026, 8, 2, 9, 0, 0, 4_321, tzinfo=UTC)).startswith("20260802T090000Z-004321")
    paris = timezone(timedelta(hours=2))
    assert new_run_id(datetime(2026, 8, 2, 11, 0, 0, 54_321, tzinfo=paris)).startswith("20260802T090000Z-054321")


@pytest.mark.parametrize("tail", ["0a1b2c3d", "12345678", "0043210a1b2c3d", "00432112345678"])
def test_both_forms_of_run_ids_are_read(tail):
    run = f"20260801T090000Z-{tail}"
    assert is_run_id(run) and run_moment(run) == datetime(2026, 8, 1, 9, tzinfo=UTC)
    keys = [part_key(part_stem("inkl", DAY, run, 123456)), article_key(part_stem("inkl", DAY, run, 1), 2)]
    assert {run_of(key) for key in [*keys, manifest_key(run), index_key("a", run)]} == {run}
    assert "20260801T085959Z-ffffffff" < run < "20260801T090001Z-00000000"


def test_run_ids_of_two_hours_sort_by_time_and_differ():
    early, late = datetime(2026, 8, 1, 9, tzinfo=UTC), datetime(2026, 8, 1, 10, tzinfo=UTC)
    assert new_run_id(early) < new_run_id(late)
    assert new_run_id(early) != new_run_id(early)
    assert run_moment(new_run_id(early)) == early


@pytest.mark.parametrize(
    ("run", "good"),
    [
        (RUN, True),
        ("20260801T090000Z-0A1B2C3D", False),
        ("20261301T090000Z-0a1b2c3d", False),
        ("../20260801T090000Z-0a1b2c3d", False),
        ("20260801T090000Z-00432a0a1b2c3d", False),
        ("20260801T090000Z-0a1b2c3d00", False),
        ("20260801T090000Z-0a1b2c3d\n", False),
        ("", False),
    ],
)
def test_run_ids_are_checked(run, good):
    assert is_run_id(run) is good
