"""Exports to a folder: every form read back by somebody else; and one that was broken off, or is run again."""

import gzip
import json
import sys
from dataclasses import fields
from datetime import date

import duckdb
import jsonschema
import msgspec
import pyarrow.parquet
import pytest

from pipelines.errors import WrongSettings
from pipelines.exports.parquet import article_batch, article_schema
from pipelines.items import Article
from pipelines.morgue import export as exporting
from pipelines.morgue.day_files import DAY_FILES
from pipelines.morgue.export import export
from pipelines.morgue.window import Window
from pipelines.storage.withdrawn import Tombstone, write_tombstone
from tests.article_samples import BARE, FULL
from tests.morgue_samples import DAY, FIRST, HOUR, NOW, article_at, file_run, folder, morgue_of, run_at
from tests.ninjs_schema import NINJS
from tests.schema_org_vocabulary import faults


@pytest.fixture
def filed(tmp_path):
    """Two aggregators, three days; one story in two revisions."""
    file_run(
        tmp_path,
        run_at(FIRST),
        [FULL, BARE, *(article_at(number) for number in range(5)), article_at(1, FIRST + DAY, aggregator="yahoo")],
    )
    file_run(tmp_path, run_at(FIRST + DAY), [article_at(3, FIRST + DAY, revision=2), article_at(9, FIRST + 2 * DAY)])
    return folder(tmp_path)


def files_in(place):
    return sorted(str(path.relative_to(place)) for path in place.rglob("*") if path.is_file() and path.name[0] != ".")


def everything_in(place):
    return {path.relative_to(place): path.read_bytes() for path in place.rglob("*.parquet")}


def query(place, sql):
    source = f"read_parquet('{place}/*/*/*.parquet', hive_partitioning = true)"
    return duckdb.sql(sql.replace("ARTICLES", source)).fetchall()


def test_duckdb_reads_the_parquet_with_all_that_is_nested_in_it(filed, tmp_path):
    done = export(morgue_of(filed), Window(), tmp_path / "out", "parquet")
    assert done.articles == 9
    days = query(tmp_path / "out", "SELECT aggregator, date, count(*) FROM ARTICLES GROUP BY ALL ORDER BY ALL")
    assert days == [
        ("inkl", date(2026, 8, 1), 6),
        ("inkl", date(2026, 8, 2), 1),
        ("inkl", date(2026, 8, 3), 1),
        ("yahoo", date(2026, 8, 2), 1),
    ]
    wanted = f"WHERE id = '{FULL.id}'"
    (row,) = query(
        tmp_path / "out",
        "SELECT headline, byline.people[2].name, byline.people[2].location, "
        "list_transform(pictures, lambda p: p.caption), "
        "pictures[1].credit.photographer, epoch(published.at), published.printed, body[2].html, revision, "
        f"edits[1].rule, source.archive, updated.precision FROM ARTICLES {wanted}",
    )
    assert row == (
        FULL.headline,
        "Tomás Ó Sé",
        "Cork",
        ["The quay at dawn", None],
        "Dana Whitlock",
        FULL.published.at.timestamp(),
        "1 Aug 2026, 4:00",
        FULL.body[1].html,
        2,
        "wall/x",
        None,
        "day",
    )
    assert query(tmp_path / "out", "SELECT unnest(byline.people).name AS name FROM ARTICLES ORDER BY name") == [
        ("Ann Lee",),
        ("Tomás Ó Sé",),
    ]


def test_rows_come_back_as_the_articles_they_were():
    batch = article_batch([FULL, BARE], article_schema())
    for row, article in zip(batch.to_pylist(), (FULL, BARE), strict=True):
        back = msgspec.convert(row | {"aggregator": article.aggregator}, Article)
        assert back == article


def test_the_schema_has_the_articles_fields():
    assert list(article_schema().names) == [field.name for field in fields(Article) if field.name != "aggregator"]
    assert article_schema().field("id").nullable is False
    assert article_schema().field("headline").nullable is True


def test_row_groups_are_bounded(filed, tmp_path, monkeypatch):
    monkeypatch.setattr(exporting, "GROUP", 2)
    done = export(morgue_of(filed), Window(), tmp_path / "out", "parquet")
    groups = [pyarrow.parquet.ParquetFile(path).metadata.num_row_groups for path in done.files]
    assert groups == [3, 1, 1, 1]


def test_lines_are_as_they_were_filed(filed, tmp_path):
    done = export(morgue_of(filed), Window(), tmp_path / "out", "jsonl", all_revisions=True)
    lines = [line for path in done.files for line in gzip.decompress(path.read_bytes()).splitlines()]
    assert len(lines) == done.articles == 10
    assert msgspec.json.encode(FULL) in lines


def test_ninjs_satisfies_its_schema(filed, tmp_path):
    done = export(morgue_of(filed), Window(), tmp_path / "out", "ninjs")
    items = [json.loads(line) for path in done.files for line in gzip.decompress(path.read_bytes()).splitlines()]
    assert len(items) == 9
    for item in items:
        jsonschema.validate(item, NINJS)


def test_schema_org_says_what_its_vocabulary_knows(filed, tmp_path):
    done = export(morgue_of(filed), Window(), tmp_path / "out", "schema.org")
    items = [json.loads(line) for path in done.files for line in gzip.decompress(path.read_bytes()).splitlines()]
    assert len(items) == 9
    assert [fault for item in items for fault in faults(item)] == []


@pytest.mark.parametrize("form", DAY_FILES)
def test_a_second_export_leaves_the_same(filed, tmp_path, form):
    place = tmp_path / "out"
    export(morgue_of(filed), Window(), place, form)
    first = {name: (place / name).read_bytes() for name in files_in(place)}
    export(morgue_of(filed), Window(), place, form)
    assert {name: (place / name).read_bytes() for name in files_in(place)} == first


@pytest.mark.parametrize("form", DAY_FILES)
def test_an_export_that_breaks_off_leaves_no_half_file(filed, tmp_path, form, monkeypatch):
    monkeypatch.setattr(exporting, "GROUP", 2)
    place, taken = tmp_path / "out", []

    def wanted(copy):
        taken.append(copy)
        if len(taken) == 5:  # in the midst of the first day's file
            raise KeyboardInterrupt
        return True

    with pytest.raises(KeyboardInterrupt):
        export(morgue_of(filed), Window(), place, form, wanted=wanted)
    assert files_in(place) == []
    assert len(export(morgue_of(filed), Window(), place, form).files) == len(files_in(place)) == 4


def test_what_a_killed_export_left_is_removed_by_the_next(filed, tmp_path):
    half = tmp_path / "out" / "aggregator=inkl" / "date=2026-08-01" / ".copydesk.parquet.tmp"
    half.parent.mkdir(parents=True)
    half.write_bytes(b"PAR1")
    export(morgue_of(filed), Window(), tmp_path / "out", "parquet")
    assert not half.exists()


def test_a_day_is_exported_whole_or_an_hour_of_it_would_replace_the_rest(filed, tmp_path):
    export(morgue_of(filed), Window(), tmp_path / "out", "parquet")
    before = everything_in(tmp_path / "out")
    done = export(morgue_of(filed), Window(since=FIRST + DAY + HOUR), tmp_path / "out", "parquet")
    assert len(done.files) == 3
    assert everything_in(tmp_path / "out") == before


def test_a_withdrawn_article_leaves_an_earlier_export_when_it_is_run_again(filed, tmp_path):
    place = tmp_path / "out"
    export(morgue_of(filed), Window(), place, "parquet")
    for id in ("yahoo/story-1", "inkl/story-0"):
        filed.put(*write_tombstone(Tombstone(id=id, reason="x", at=NOW)))
    done = export(morgue_of(filed), Window(aggregator="yahoo"), place, "parquet")
    assert [str(path.relative_to(place)) for path in done.removed] == [
        "aggregator=yahoo/date=2026-08-02/copydesk.parquet"
    ]
    export(morgue_of(filed), Window(), place, "parquet")
    assert query(place, "SELECT count(*) FROM ARTICLES WHERE id IN ('yahoo/story-1', 'inkl/story-0')") == [(0,)]
    assert len(files_in(place)) == 3


def test_files_of_others_are_left_alone(filed, tmp_path):
    place = tmp_path / "out"
    other = place / "aggregator=msn" / "date=2026-08-01" / "mine.parquet"
    other.parent.mkdir(parents=True)
    other.write_bytes(b"mine")
    export(morgue_of(filed), Window(), place, "parquet")
    assert other.read_bytes() == b"mine"


def test_two_exports_at_once_are_refused(filed, tmp_path):
    place, tried = tmp_path / "out", []

    def wanted(copy):
        if not tried:
            tried.append(copy)
            with pytest.raises(WrongSettings, match="Another export"):
                export(morgue_of(filed), Window(), place, "jsonl")
        return True

    export(morgue_of(filed), Window(), place, "jsonl", wanted=wanted)
    assert tried


def test_a_missing_pyarrow_is_said_before_anything_is_written(filed, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(WrongSettings, match=r"copydesk\[parquet\]"):
        export(morgue_of(filed), Window(), tmp_path / "out", "parquet")
    assert not (tmp_path / "out").exists()
