"""``scrapy articles``: what an operator types, on a folder and on a real S3."""

import json

import pytest

from crawler.commands.articles import Command
from pipelines.storage.keys import index_key, index_shelf
from pipelines.storage.withdrawn import Tombstone, write_tombstone
from tests.article_samples import FULL
from tests.commanding import run_command
from tests.crawling import desk_for
from tests.filing_samples import file_all, make_plan
from tests.morgue_samples import DAY, FIRST, NOW, article_at, file_run, folder, run_at

ARTICLES = [FULL, *(article_at(number, headline=f"Ferry {number}", language="en") for number in range(1, 4))]


@pytest.fixture
def desk(tmp_path):
    file_run(tmp_path, run_at(FIRST), ARTICLES)
    file_run(tmp_path, run_at(FIRST + DAY), [article_at(2, FIRST + DAY, revision=2, headline="Ferry two, again")])
    return lambda *words: run_command(Command(), tmp_path, *words)


def test_an_article_is_got_from_a_bucket(tmp_path, bucket):
    assert file_all(
        make_plan(
            tmp_path, file_to=f"s3://{bucket.name}/desk", s3_endpoint=bucket.store.endpoint, run_id=run_at(FIRST)
        ),
        ARTICLES,
    ).ok
    done = desk_for(tmp_path, bucket).scrapy("articles", "get", FULL.id)
    assert (done.status, done.stderr) == (0, "")
    assert json.loads(done.stdout)["headline"] == FULL.headline
    wrong = desk_for(tmp_path, bucket).scrapy("articles", "list", "-s", "FILE_TO=gs://x")
    assert (wrong.status, "FILE_TO" in wrong.stderr, "Traceback" in wrong.stderr) == (2, True, False)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((FULL.id, "--format", "text"), "Ferry late again — “third time”\n\nNobody was told.\n\nBy Ann Lee"),
        ((FULL.id, "--format", "ninjs"), '"slugline": "ferry-late-again"'),
        ((FULL.id, "--format", "markdown"), "# Ferry late again — “third time”\n\n**Nobody was told.**"),
        ((FULL.id, "--format", "html"), "<h1>Ferry late again — “third time”</h1>"),
        ((FULL.id, "--format", "schema.org"), '"articleSection": "Transport"'),
        (("inkl/story-2",), '"headline": "Ferry two, again"'),
        (("inkl/story-2", "--revision", "1"), '"headline": "Ferry 2"'),
    ],
)
def test_an_article_is_got_in_a_form(desk, words, said):
    done = desk("get", *words)
    assert (done.status, done.stderr) == (0, "")
    assert said in done.stdout


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("get", "inkl/none"), 1, "nothing is filed of inkl/none"),
        (("get", "inkl/story-1", "--revision", "7"), 1, "revision 7 of inkl/story-1"),
        (
            ("get", "inkl/story-1", "--format", "pdf"),
            2,
            "expected one of json, text, markdown, html, ninjs, schema.org",
        ),
        (("get",), 2, "get ID"),
        (("list", "--since", "lately"), 2, "--since lately: expected"),
        (("list", "--limit", "0"), 2, "expected 1 or more"),
        (("grep", "(?=x)"), 2, "no pattern of RE2"),
        (("export", "--format", "csv", "--to", "x"), 2, "parquet|jsonl|ninjs|schema.org"),
        (("export", "--format", "jsonl"), 2, "--to FOLDER"),
    ],
)
def test_wrong_use_is_said(desk, words, status, said):
    done = desk(*words)
    assert done.status == status
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_articles_are_listed_the_newest_day_first(desk):
    done = desk("list", "--json")
    listed = [json.loads(line) for line in done.stdout.splitlines()]
    assert (listed[0]["id"], listed[0]["revision"]) == ("inkl/story-2", 2)
    assert {one["id"] for one in listed} == {FULL.id, "inkl/story-1", "inkl/story-2", "inkl/story-3"}
    assert len(listed) == 4
    assert "4 articles" in desk("list").stdout


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (("--publisher", "harbour ledger"), 1),
        (("--language", "en"), 3),
        (("--language", "fr"), 0),
        (("--aggregator", "yahoo"), 0),
        (("--limit", "2"), 2),
        (("--all-revisions",), 5),
        (("--since", "2026-08-02"), 1),
        (("--until", "2026-08-02"), 3),
    ],
)
def test_a_list_is_narrowed(desk, words, count):
    assert len(desk("list", "--json", *words).stdout.splitlines()) == count


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        (("quay",), [(FULL.id, "body", "On the quay"), (FULL.id, "caption", "The quay at dawn")]),
        (("^the QUAY", "-i"), [(FULL.id, "caption", "The quay at dawn")]),
        (("Ann Lee", "--field", "headline"), []),
        (("Ann Lee", "--field", "headline", "--field", "byline"), [(FULL.id, "byline", FULL.byline.printed)]),
        (("Ferry 2",), []),  # of its latest revision the headline is another
    ],
)
def test_a_pattern_is_found_with_its_field_and_line(desk, words, hits):
    done = desk("grep", *words)
    assert (done.status, [tuple(line.split("\t")) for line in done.stdout.splitlines()]) == (0, hits)


def test_a_withdrawn_article_is_said_to_be(desk, tmp_path):
    folder(tmp_path).put(*write_tombstone(Tombstone(id=FULL.id, reason="a court's order", at=NOW)))
    done = desk("get", FULL.id)
    assert (done.status, done.stdout) == (1, "")
    assert "was withdrawn on 2026-08-09 at 09:00 UTC: a court's order" in done.stderr
    assert FULL.id not in desk("list").stdout
    assert desk("grep", "quay").stdout == ""


def test_export_and_fold_say_what_they_did(desk, tmp_path):
    done = desk("export", "--format", "parquet", "--to", str(tmp_path / "out"))
    assert (done.status, done.stdout) == (0, f"4 articles in 2 files under {tmp_path / 'out'}\n")
    assert "5 articles of 2 runs, 2 of them new" in desk("index", "fold").stdout
    assert "no run has ended since" in desk("index", "fold").stdout
    folder(tmp_path).delete(index_key(index_shelf(FULL.id), run_at(FIRST)))
    done = desk("index", "rebuild")
    assert (done.status, done.stdout.splitlines()[-1]) == (0, "1 objects of the index made anew")
