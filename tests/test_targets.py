"""What a bucket and a folder have in common, tried on both: a real S3 and a real folder."""

from pathlib import Path

import pytest

from pipelines.errors import NotHeld
from pipelines.storage.folder import FolderTarget
from pipelines.storage.held import Held
from pipelines.storage.s3 import S3Target
from pipelines.storage.target import Target

KEYS = ("a.txt", "index/0/r-1.gz", "index/0/r-2.gz", "index/00/x", "index/0a", "index/1/r-1.gz", "manifests/r-1.json")


@pytest.fixture(params=["folder", "bucket"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Target:
    if request.param == "folder":
        return FolderTarget(tmp_path / "filed")
    bucket = request.getfixturevalue("bucket")
    return S3Target(bucket.client, bucket=bucket.name, prefix="copydesk/here")


@pytest.fixture
def filled(target: Target) -> Target:
    for key in KEYS:
        target.put(key, key.encode())
    return target


def test_everything_is_listed_in_the_order_of_its_key(filled):
    assert list(filled.list("")) == [Held(key, len(key)) for key in KEYS]


@pytest.mark.parametrize(
    ("prefix", "listed"),
    [
        ("index/0", KEYS[1:5]),
        ("index/0/", KEYS[1:3]),
        ("index/0/r-2", KEYS[2:3]),
        ("manifests/", KEYS[6:]),
        ("nothing/", ()),
        ("a.txt/", ()),
    ],
)
def test_a_prefix_is_of_the_key_and_not_of_whole_segments(filled, prefix, listed):
    assert [held.key for held in filled.list(prefix)] == list(listed)


@pytest.mark.parametrize("after", [*KEYS, "index/0/r-1", "index/0/r-1.gz0", "b", "zzz"])
def test_a_list_goes_on_behind_a_key(filled, after):
    assert [held.key for held in filled.list("", after=after)] == [key for key in KEYS if key > after]


def test_a_list_goes_on_over_more_objects_than_one_answer_holds(target):
    keys = [f"many/{number:04d}" for number in range(1005)]
    for key in keys:
        target.put(key, b"")
    assert [held.key for held in target.list("many/")] == keys


def test_a_part_of_an_object_is_read_by_its_bytes(target):
    target.put("warc", b"0123456789")
    assert target.get_range("warc", 3, 4) == b"3456"
    assert target.get_range("warc", 8, 100) == b"89"
    with pytest.raises(NotHeld):
        target.get_range("warc", 10, 1)


@pytest.mark.parametrize("read", [lambda target: target.get("no"), lambda target: target.get_range("no", 0, 1)])
def test_what_is_not_there_is_said_by_name(target, read):
    target.put("yes", b"")
    with pytest.raises(NotHeld, match="no"):
        read(target)


def test_an_object_is_replaced_and_removed(target):
    target.put("part", b"old")
    target.replace("part", b"new")
    assert target.get("part") == b"new"
    target.delete("part")
    target.delete("part")
    assert list(target.list("")) == []
