"""``scrapy clean`` and ``scrapy demo`` as an operator types them: what is printed, what is written, how they end."""

import io
import json
import sys
from dataclasses import fields
from pathlib import Path
from types import SimpleNamespace

import jsonschema
import pytest
from scrapy.cmdline import execute
from scrapy.utils.project import get_project_settings

from crawler.demo import DemoAggregator, load_stories, render_flat, render_story, truth
from crawler.demo.listings import GONE, PRIVATE
from crawler.page import LARGEST_PAGE
from pipelines.items import Article
from pipelines.schema import article_schema
from tests.crawling import Desk, Served, serve

STORIES = {story.slug: story for story in load_stories()}
WALLED = STORIES["diner-that-closes-for-five-minutes"]
STORY = STORIES["brackwater-bus-stop-wins-award"]
URL = f"https://www.inkl.com/news/{STORY.slug}"


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    """An empty folder to stand in."""
    monkeypatch.setenv("SCRAPY_SETTINGS_MODULE", "crawler.settings")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def clean(home, capfdbinary, monkeypatch):
    """Type ``scrapy clean …``; gives status, stdout and stderr."""

    def typed(*words: str, stdin: bytes = b""):
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as ended:
            execute(["scrapy", "clean", *words], settings=get_project_settings())
        out, err = capfdbinary.readouterr()
        return SimpleNamespace(status=ended.value.code or 0, out=out.decode(), err=err.decode())

    return typed


@pytest.fixture
def saved(home) -> Path:
    """A story's page, saved."""
    path = home / "page.html"
    path.write_text(render_story(STORY, site="https://www.inkl.com"), "utf-8")
    return path


# One page


def test_a_saved_page_is_printed_as_an_article(clean, saved):
    done = clean(str(saved), "--url", URL)
    article = json.loads(done.out)
    assert (done.status, done.err) == (0, "")
    jsonschema.validate(article, article_schema())
    assert article["id"] == f"inkl/{STORY.slug}"
    assert [block["text"] for block in article["body"]] == [block["text"] for block in truth(STORY)["body"]]
    assert article["source"]["fetched_at"] is None and article["source"]["status"] is None


def test_fields_are_printed_in_the_contracts_order(clean, saved):
    article = json.loads(clean(str(saved), "--url", URL).out)
    assert list(article) == [field.name for field in fields(Article)]


def test_an_aggregator_that_nobody_knows_keeps_its_name(clean, home):
    (home / "page.txt").write_text(render_flat(STORY), "utf-8")
    article = json.loads(clean("page.txt", "--aggregator", "Harbour Wire").out)
    assert article["aggregator"] == "harbour_wire"
    assert article["id"].startswith("harbour_wire/")
    assert article["headline"]


def test_a_page_without_an_address_is_called_by_its_digest(clean, saved):
    article = json.loads(clean(str(saved)).out)
    assert article["id"] == f"inkl/sha256-{article['source']['sha256'][:16]}"
    assert article["url"] is None and article["slug"] is None


@pytest.mark.parametrize("words", [("page.html", "--url", "http://[harbour"), ("http://[harbour",)])
def test_what_is_no_address_is_wrong_use(clean, words):
    done = clean(*words)
    assert done.status == 2 and "'http://[harbour' is no address" in done.err


def test_a_page_comes_by_standard_input(clean, saved):
    by_name, by_pipe = clean(str(saved), "--url", URL), clean("-", "--url", URL, stdin=saved.read_bytes())
    assert by_pipe.out == by_name.out


@pytest.mark.parametrize("story", [STORY, WALLED], ids=["open", "prompted"])
def test_flat_and_html_say_the_same(clean, home, story):
    (home / "page.txt").write_text(render_flat(story), "utf-8")
    (home / "page.html").write_text(render_story(story, site="https://www.inkl.com"), "utf-8")
    flat, html = json.loads(clean("page.txt").out), json.loads(clean("page.html").out)
    assert (flat["made_by"]["layout"], html["made_by"]["layout"]) == ("inkl/flat", "inkl/html")
    for name in ("headline", "byline", "language", "access", "section"):
        assert flat[name] == html[name], name
    assert flat["access"] == story.access


def test_an_article_can_be_read_as_text(clean, saved):
    done = clean(str(saved), "--format", "text")
    gold = truth(STORY)
    assert done.out.startswith(f"{gold['headline']}\n\n")
    places = [done.out.index(text) for text in gold["paragraphs"] if text.count(" ") > 8]
    assert places and places == sorted(places)
    assert not any(text in done.out for text in gold["struck"] if len(text) > 40)


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("html", "<h1>{headline}</h1>"),
        ("markdown", "# {headline}\n\n"),
        ("ninjs", '"contentType": "text/html"'),
        ("schema.org", '"@type": "NewsArticle"'),
    ],
)
def test_an_article_can_be_had_in_other_peoples_forms(clean, saved, form, said):
    done = clean(str(saved), "--format", form)
    assert (done.status, done.err) == (0, "")
    assert said.format(headline=truth(STORY)["headline"]) in done.out
    assert done.out.endswith("\n") and not done.out.endswith("\n\n")


@pytest.mark.parametrize("slug", [STORY.slug, WALLED.slug])
def test_explain_shows_what_became_of_every_block(clean, home, slug):
    (home / "page.txt").write_text(render_flat(STORIES[slug]), "utf-8")
    article = json.loads(clean("page.txt").out)
    done = clean("page.txt", "--explain")
    assert done.status == 0
    rows = [line.split()[0] for line in done.out.splitlines() if line[:1].isdigit()]
    everything = (*article["body"], *article["pictures"], *(e for e in article["edits"] if e["action"] != "changed"))
    assert sorted(map(int, rows)) == sorted({piece["at"] for piece in everything if piece["at"] is not None})
    for edit in article["edits"]:
        assert edit["rule"] in done.out
    assert "struck" in done.out and "kept: paragraph" in done.out


def test_explain_can_be_a_page_that_fetches_nothing(clean, saved):
    done = clean(str(saved), "--explain", "--format", "html")
    assert done.status == 0
    assert done.out.lstrip().lower().startswith("<!doctype html>")
    for word in ("<script", "<img", "<link", "@import", "src="):
        assert word not in done.out


def test_prompted_stories_can_be_withheld_here_too(clean, home):
    (home / "page.txt").write_text(render_flat(WALLED), "utf-8")
    article = json.loads(clean("page.txt", "-s", "PROMPTED_STORIES=headline").out)
    assert article["body"] == [] and article["headline"]
    done = clean("page.txt", "--explain", "-s", "PROMPTED_STORIES=headline")
    assert done.status == 0 and "withheld" in done.out
    long = [text for text in truth(WALLED)["paragraphs"] if len(text) > 60]
    assert not any(text[:60] in done.out for text in long)


def test_nothing_is_left_behind(clean, saved):
    clean(str(saved), "--url", URL)
    assert [path.name for path in saved.parent.iterdir()] == [saved.name]


UNREADABLE = {
    "no such file": (None, "can't be read"),
    "nothing": (b"", "empty"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "image or a PDF"),
    "no known layout": (b"<html><body><h2>Ferry</h2><p>late</p></body></html>", "lacks"),
    "tags without end": (b"<div>" * 100_000, "nest"),
    "too large": (b"<p>" + b"x" * LARGEST_PAGE, "10 MiB"),
}


@pytest.mark.parametrize(("body", "says"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_can_not_be_read_is_said_in_a_line(clean, home, body, says):
    if body is not None:
        (home / "page").write_bytes(body)
    done = clean("page")
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("scrapy clean: ") and done.err.count("\n") == 1
    assert says in done.err
    if body is not None:
        by_pipe = clean("-", stdin=body)
        assert (by_pipe.status, by_pipe.out) == (1, "") and says in by_pipe.err


def test_a_folder_is_no_page(clean, home):
    done = clean(str(home))
    assert done.status == 1 and "directory" in done.err.lower()


WRONG_USE = {
    "nothing named": ((), "name one page"),
    "two pages": (("a", "b"), "name one page"),
    "a page and a stream": (("a", "--jsonl"), "name one page"),
    "a setting that can't be meant": (("page.html", "-s", "PROMPTED_STORIES=half"), "PROMPTED_STORIES"),
    "a format that there is not": (("page.html", "--format", "yaml"), "yaml"),
    "an explanation that there is not": (("page.html", "--explain", "--format", "ninjs"), "not ninjs"),
    "a stream of pages": (("--jsonl", "--format", "markdown"), "not markdown"),
}


@pytest.mark.parametrize(("words", "says"), WRONG_USE.values(), ids=WRONG_USE)
def test_wrong_use_ends_with_2(clean, saved, words, says):
    done = clean(*words)
    assert (done.status, done.out.count("{")) == (2, 0)
    assert says in done.out + done.err


# A page by its address, which is fetched in a process of its own


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    with DemoAggregator(tmp_path_factory.mktemp("demo"), crawl_delay=0, slow_seconds=0) as demo:
        yield demo


def test_a_page_is_fetched_with_a_crawls_manners(tmp_path, demo):
    desk = Desk(tmp_path, {"CONTACT": "desk@copydesk.example"})
    done = desk.scrapy("clean", f"{demo.site}/news/{STORY.slug}", "--aggregator", "inkl")
    article = json.loads(done.stdout)
    assert (done.status, done.stderr) == (0, "")
    assert article["id"] == f"inkl/{STORY.slug}"
    assert article["source"]["status"] == 200 and article["source"]["fetched_at"]
    asked = demo.requests()
    assert [request["path"] for request in asked] == ["/robots.txt", f"/news/{STORY.slug}"]
    assert all("desk@copydesk.example" in request["user_agent"] for request in asked)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("path", "says"), [(PRIVATE, "robots.txt"), (f"/news/{next(iter(GONE))}", "404")], ids=["forbidden", "gone"]
)
def test_a_page_that_can_not_be_had(tmp_path, demo, path, says):
    done = Desk(tmp_path).scrapy("clean", demo.site + path)
    assert (done.status, done.stdout) == (1, "")
    assert says in done.stderr and "Traceback" not in done.stderr


def test_a_page_that_is_too_large_is_not_fetched_whole(tmp_path):
    with serve({"/news/ferry": Served(b"<p>" + b"x" * LARGEST_PAGE)}) as site:
        done = Desk(tmp_path).scrapy("clean", f"{site.address}/news/ferry")
    assert (done.status, done.stdout) == (1, "")
    assert f"more than {LARGEST_PAGE} bytes (DOWNLOAD_MAXSIZE)" in done.stderr and "Traceback" not in done.stderr


# The demo


def test_the_demo_shows_the_main_job(tmp_path):
    done = Desk(tmp_path).scrapy("demo", "--crawl-delay", "0", "--keep", "kept")
    assert done.status == 0
    assert f"{len(STORIES)} articles" in done.stdout
    assert "0 of them for what robots.txt forbids" in done.stdout
    assert "manifests/" in done.stdout and "what became of it" in done.stdout
    assert (tmp_path / "kept" / "requests.jsonl").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_the_demo_says_why_it_can_not_start(tmp_path):
    (tmp_path / "kept").write_text("a file in the folder's place")
    done = Desk(tmp_path).scrapy("demo", "--keep", "kept")
    assert done.status == 3
    assert "kept" in done.stdout and "Traceback" not in done.stdout + done.stderr
