import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.storage.folder import FolderTarget
from pipelines.storage.keys import (
    LONGEST_SEGMENT,
    article_key,
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
)

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


def test_different_names_never_share_a_segment():
    names = [*ATTACKS, "a%2Cb", "a%00b", "%2E%2E", "a" * 299 + "b", "%252e%252e%252f"]
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
        ("20260801T090000Z-0a1b2c3d\n", False),
        ("", False),
    ],
)
def test_run_ids_are_checked(run, good):
    assert is_run_id(run) is good
