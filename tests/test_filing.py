import json
from pathlib import Path
from threading import Thread

import msgspec
import pytest

from pipelines.errors import InvalidArticle, WrongSettings
from pipelines.items import Article, Source
from pipelines.storage.about import NOTE_KEY
from pipelines.storage.filing import Filing
from pipelines.storage.index import read_index, rebuild_index
from pipelines.storage.keys import index_shelf
from pipelines.storage.manifest import read_manifest
from tests.filing_samples import (
    bucket_plan,
    check_books,
    file_all,
    folder_reader,
    ids,
    left_in,
    make_article,
    make_plan,
    read_articles,
    stories,
)

# A run with nothing in its way


def test_a_run_files_to_a_bucket(tmp_path, bucket):
    report = file_all(bucket_plan(tmp_path, bucket), map(make_article, range(10)))
    assert report.ok
    assert (report.articles, report.parts) == (10, 3)
    assert ids(bucket.keys(), bucket.get) == stories(*range(10))
    check_books(bucket.keys(), bucket.get)
    assert left_in(tmp_path / "spool") == []


def test_a_folder_has_the_layout_of_a_bucket(tmp_path, bucket):
    plan = make_plan(tmp_path / "folder")
    file_all(plan, map(make_article, range(10)))
    file_all(bucket_plan(tmp_path / "bucket", bucket, run_id=plan.run_id), map(make_article, range(10)))
    keys, get = folder_reader(Path(plan.file_to))
    assert keys == sorted(bucket.keys())
    for key in keys:
        if not key.startswith("manifests/"):  # a manifest holds the moment it was written
            assert get(key) == bucket.get(key), key


def test_articles_come_back_as_they_were_filed(tmp_path):
    plan = make_plan(tmp_path)
    article = make_article(1, headline="“Té” – 茶\u2028", section=None, word_count=4)
    file_all(plan, [article])
    keys, get = folder_reader(Path(plan.file_to))
    (filed,) = read_articles(keys, get)
    assert msgspec.convert(filed, Article, strict=False) == article
    assert filed["section"] is None


@pytest.mark.parametrize("target", ["folder", "bucket"])
def test_one_object_an_article(tmp_path, bucket, target):
    changes = {"articles_per_object": 1}
    plan = make_plan(tmp_path, **changes) if target == "folder" else bucket_plan(tmp_path, bucket, **changes)
    report = file_all(plan, map(make_article, range(6)))
    keys, get = folder_reader(Path(plan.file_to)) if target == "folder" else (bucket.keys(), bucket.get)
    assert report.ok
    assert ids(keys, get) == stories(*range(6))
    check_books(keys, get)
    assert f"articles/aggregator=inkl/date=2026-08-01/{plan.run_id}-00002-00001.json" in keys
    assert json.loads(get(f"articles/aggregator=inkl/date=2026-08-01/{plan.run_id}-00002-00001.json"))["url"]


@pytest.mark.parametrize("each", [None, 1])
def test_the_index_leads_to_every_article(tmp_path, each):
    plan = make_plan(tmp_path, articles_per_object=each)
    file_all(plan, map(make_article, range(40)))
    keys, get = folder_reader(Path(plan.file_to))
    index = {key: get(key) for key in keys if key.startswith("index/")}
    places = [(key, place) for key, data in index.items() for place in read_index(data)]
    assert sorted(place.id for _, place in places) == stories(*range(40))
    for key, place in places:
        assert key.split("/")[1] == index_shelf(place.id)
        assert read_articles([place.key], get)[place.line - 1]["id"] == place.id
    manifest = read_manifest(get(f"manifests/{plan.run_id}.json"))
    assert dict(rebuild_index(manifest, get)) == index


def test_the_manifest_says_how_the_run_went(tmp_path):
    plan = make_plan(tmp_path)
    report = file_all(plan, map(make_article, range(6)), ended="stopped")
    manifest = read_manifest(Path(report.manifest).read_bytes())
    assert (manifest.run, manifest.ended, manifest.articles) == (plan.run_id, "stopped", 6)
    assert [maker.rules for maker in manifest.made_by] == ["0a1b2c"]
    assert manifest.started <= manifest.ended_at


def test_a_run_without_articles_says_so(tmp_path):
    plan = make_plan(tmp_path)
    assert file_all(plan, []).ok
    assert folder_reader(Path(plan.file_to))[0] == [NOTE_KEY, f"manifests/{plan.run_id}.json"]


def test_the_ledger_names_the_key(tmp_path):
    plan = make_plan(tmp_path, articles_per_object=1)
    file_all(plan, [make_article(1)])
    filing = Filing(make_plan(tmp_path))
    filing.open()
    with filing.ledger._engine.connect() as connection:
        ((part, run),) = connection.exec_driver_sql("select part, run from stories").fetchall()
        runs = connection.exec_driver_sql("select id, outcome from runs order by started, id").fetchall()
    assert (Path(plan.file_to) / part).is_file()
    assert run == plan.run_id
    assert dict(map(tuple, runs))[plan.run_id] == "finished"
    filing.close()


# What is filed twice, or can't be filed


def test_an_article_is_filed_once_a_run(tmp_path):
    plan = make_plan(tmp_path)
    filing = Filing(plan)
    filing.open()
    for revision in (1, 1, 2, 1, 2):
        filing.file(make_article(1, revision=revision))
    assert filing.status().repeats == 3
    assert filing.close().articles == 2
    assert ids(*folder_reader(Path(plan.file_to))) == stories(1, 1)


def test_it_knows_what_this_run_and_earlier_ones_filed(tmp_path):
    file_all(make_plan(tmp_path), [make_article(1)])
    filing = Filing(make_plan(tmp_path))
    filing.open()
    filing.file(make_article(2))
    assert filing.knows(stories(1, 2, 3)) == set(stories(1, 2))
    assert filing.close().ok


@pytest.mark.parametrize(
    "changes",
    [{"headline": "\ud800"}, {"aggregator": ""}, {"id": ""}, {"body": object()}],
    ids=lambda changes: next(iter(changes)),
)
def test_what_is_no_article_is_refused_and_the_run_goes_on(tmp_path, changes):
    plan = make_plan(tmp_path)
    filing = Filing(plan)
    filing.open()
    with pytest.raises(InvalidArticle, match="not filed"):
        filing.file(make_article(1, **changes))
    filing.file(make_article(2))
    assert filing.close().ok
    assert ids(*folder_reader(Path(plan.file_to))) == stories(2)


def test_a_page_without_a_moment_is_filed_under_the_day_of_the_run(tmp_path):
    plan = make_plan(tmp_path)
    file_all(plan, [make_article(1, source=Source(sha256="0" * 64))])
    keys, _ = folder_reader(Path(plan.file_to))
    assert any(key.startswith("articles/aggregator=inkl/date=2026-08-01/") for key in keys)


@pytest.mark.parametrize(
    ("name", "value"),
    [("run_id", "today"), ("file_to", ""), ("articles_per_object", 2), ("part_articles", 0), ("uploads_at_once", 0)],
)
def test_wrong_settings_are_named(tmp_path, name, value):
    with pytest.raises(WrongSettings, match=f"(?i){name}"):
        make_plan(tmp_path, **{name: value})


def test_a_run_id_is_used_once(tmp_path):
    plan = make_plan(tmp_path)
    file_all(plan, [make_article(1)])
    with pytest.raises(WrongSettings, match=plan.run_id):
        Filing(plan).open()


def test_filing_and_ticking_may_be_two_threads(tmp_path):
    plan = make_plan(tmp_path, part_articles=7)
    filing = Filing(plan)
    filing.open()
    thread = Thread(target=lambda: [filing.file(make_article(number)) for number in range(400)])
    thread.start()
    while thread.is_alive():
        filing.tick()
    thread.join()
    report = filing.close()
    assert report.ok
    assert filing.status().spooled == 400
    assert ids(*folder_reader(Path(plan.file_to))) == stories(*range(400))
