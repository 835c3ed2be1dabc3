"""``scrapy genspider`` and ``scrapy record``: from nothing to an aggregator whose pages are tests."""

import importlib
import json
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy.settings import Settings

import crawler.layouts
import crawler.spiders
from crawler import settings as project
from crawler.cleaning import Cleaner
from crawler.page import Page
from crawler.recording.filler import filler
from crawler.recording.folder import load_page
from crawler.recording.invent import invent, invent_address, invent_markup
from crawler.recording.reading import read_recorded
from crawler.recording.record import record
from crawler.spiders.msn import Msn
from crawler.spiders.yahoo import Yahoo
from crawler.templates import KINDS, written
from pipelines.errors import WrongSettings
from tests.crawling import ROOT, Desk, Served, serve

CLEANER = Cleaner(Settings({"SPIDER_MODULES": project.SPIDER_MODULES}))
PAGES = Path(__file__).parent / "pages"

# The beginning of a new aggregator


def test_what_is_written_passes_the_linter(tmp_path) -> None:
    for part in ("crawler", "pipelines", "tests"):  # what the linter must find, to know our modules from others'
        shutil.copytree(
            ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("*.toml", "*.json", "*.html", "*.pyc")
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    new = {}
    for number, kind in enumerate(KINDS):
        for name in (f"aaa_post_{number}", f"wire{number}", f"zz_of_twenty_chars_{number}"):
            new |= written(kind, name, "wire.example")
    for path, text in new.items():
        (tmp_path / path).write_text(text, "utf-8")
    for words in (("check",), ("format", "--check")):
        ruff = [sys.executable, "-m", "ruff", *words, "--no-cache", *new]
        done = subprocess.run(ruff, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def begun(tmp_path, monkeypatch):
    """A new aggregator's modules, as though its files lay in the project."""

    def begin(kind: str, name: str) -> SimpleNamespace:
        done = Desk(tmp_path).scrapy("genspider", name, "wire.example", "-t", kind, "--into", str(tmp_path))
        assert done.status == 0, done.stderr
        monkeypatch.setattr(crawler.spiders, "__path__", [*crawler.spiders.__path__, str(tmp_path / "crawler/spiders")])
        monkeypatch.setattr(crawler.layouts, "__path__", [*crawler.layouts.__path__, str(tmp_path / "crawler/layouts")])
        module = importlib.import_module(f"crawler.spiders.{name}")
        names = [one for one in sys.modules if one.endswith(f".{name}")]
        (spider,) = (one for one in vars(module).values() if getattr(one, "__module__", "") == module.__name__)
        for one in names:
            monkeypatch.delitem(sys.modules, one)
        return SimpleNamespace(spider=spider, out=done.stdout)

    return begin


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_written_is_a_spider(kind: str, begun) -> None:
    new = begun(kind, f"post_of_{kind}")
    assert (new.spider.name, new.spider.site) == (f"post_of_{kind}", "https://wire.example")
    assert new.spider.story_key("https://wire.example/") is None
    assert bool(new.spider.layouts) is (kind != "links")
    assert "Fill in" in new.out


@pytest.mark.parametrize(
    "words", [("Wire", "wire.example"), ("9wire", "wire.example"), ("wire", "wire.example/news"), ("wire", "ftp://a.b")]
)
def test_what_cant_be_meant_is_refused(words: tuple[str, str]) -> None:
    with pytest.raises(WrongSettings):
        written("aggregator", *words)


def test_nothing_is_overwritten(tmp_path) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_wire.py").write_text("mine")
    done = Desk(tmp_path).scrapy("genspider", "wire", "wire.example")
    assert (done.status, "there already" in done.stderr) == (2, True)
    assert [path.name for path in tmp_path.rglob("*.py")] == ["test_wire.py"]


# Invented words

REAL = """<html lang="en"><head><meta property="og:title" content="Minister resigns over ferry">
<script>var a = 1</script>
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Minister resigns over ferry",
"datePublished": "2026-11-02T10:00:00Z", "author": {"@type": "Person", "name": "Petra Novak"}}</script></head>
<body><!-- build 7 --><article><h1>Minister resigns over ferry</h1><div class="caas-attr-item-author">Petra Novak</div>
<div class="caas-body"><p>VALLETTA (AP) — The minister resigned on Monday, officials&nbsp;said &amp; left.</p>
<figure><img src="https://i.example/minister-leaves-the-quay-7.jpg" alt="Petra"><figcaption>The minister leaves.
(AP Photo/Karl Vella)</figcaption></figure><p>Story continues below</p></div></article></body></html>"""
URL = "https://news.yahoo.com/minister-resigns-over-ferry-101112131.html"


def test_no_word_of_the_copy_is_left_and_all_else_is() -> None:
    page = invent(Page(REAL.encode(), url=URL, content_type="text/html; charset=utf-8"))
    for word in ("minister", "resign", "ferry", "Novak", "Petra", "Vella", "officials", "VALLETTA", "quay", "build"):
        assert word.casefold() not in (page.text + str(page.url)).casefold(), word
    for kept in ("2026-11-02T10:00:00Z", "(AP) —", "&nbsp;", "&amp;", "Story continues below", "on Monday,"):
        assert kept in page.text
    assert (page.url or "").startswith("https://news.yahoo.com/") and (page.url or "").endswith("-101112131.html")


def test_an_invented_page_is_read_as_the_real_one(tmp_path) -> None:
    recorded, differing = record(Page(REAL.encode(), url=URL), Yahoo, CLEANER, into=tmp_path)
    assert differing == []
    expected = recorded.expected
    assert len(expected["byline"]["people"]) == 1
    assert (expected["dateline"]["agency"], expected["layout"]) == ("AP", "yahoo/html-2020")
    assert expected["pictures"][0]["credit"]["organisation"] == "AP"
    assert load_page(recorded.folder) == recorded
    with pytest.raises(WrongSettings, match="there already"):
        record(Page(REAL.encode(), url=URL), Yahoo, CLEANER, into=tmp_path)


@pytest.mark.parametrize(
    ("spider", "name"),
    [(Yahoo, "caas"), (Yahoo, "atoms_of_finance"), (Yahoo, "rss"), (Yahoo, "front_page"), (Msn, "story")],
)
def test_inventing_keeps_the_shape_of_every_kind_of_page(tmp_path, spider: Any, name: str) -> None:
    page = load_page(PAGES / spider.name / name).page
    recorded, differing = record(page, spider, CLEANER, into=tmp_path, name=name)
    assert differing == []
    assert load_page(recorded.folder).page.body == recorded.page.body != page.body
    assert read_recorded(load_page(recorded.folder), CLEANER, spider) == recorded.expected


@pytest.mark.parametrize(
    "text", ["Zoë’s café", "Паром снова опоздал", "東京の記者が書いた", "그 배는 늦었다", "العبّارة"]
)
def test_a_filler_is_as_long_and_of_the_same_script(text: str) -> None:
    new = filler(text)
    assert len(new) == len(text)
    assert [one.isalpha() for one in new] == [one.isalpha() for one in text]
    assert [one.isupper() for one in new] == [one.isupper() for one in text]


@pytest.mark.parametrize(
    "text", ["Photo: AP", "Advertisement", "Updated 12 May 2026, 10:45 am", "Sign up to our newsletter", "By", ""]
)
def test_the_trades_own_words_stay(text: str) -> None:
    assert filler(text) == text


@pytest.mark.parametrize(
    "markup", ["<" * 5000, "<!--" * 5000, "<a title=" * 5000, "<script>" * 5000, "<![CDATA[" * 5000, "<a \"'" * 5000]
)
def test_broken_markup_comes_to_an_end(markup: str) -> None:
    assert isinstance(invent_markup(markup), str)


@pytest.mark.parametrize("url", ["http://[", "https://wire.example/news/us/", "mailto:desk@wire.example", "/a/b.jpg"])
def test_an_address_without_a_headline_stays(url: str) -> None:
    assert invent_address(url) == url


# The command


def test_a_page_is_fetched_with_manners_and_recorded(tmp_path) -> None:
    path = "/minister-resigns-over-ferry-101112131.html"
    robots = Served(b"User-agent: *\nDisallow: /private", "text/plain")
    with serve({path: Served(REAL.encode()), "/robots.txt": robots}) as site:
        desk = Desk(tmp_path, {"CONTACT": "desk@copydesk.example"})
        done = desk.scrapy("record", "yahoo", site.address + path, "--name", "resigns")
        refused = desk.scrapy("record", "yahoo", site.address + "/private/a-b-101112131.html")
    assert done.status == 0, done.stderr
    assert site.asked[0] == "/robots.txt" and "/private/a-b-101112131.html" not in site.asked
    assert (refused.status, "robots.txt" in refused.stderr) == (1, True)
    folder = tmp_path / "tests" / "pages" / "yahoo" / "resigns"
    assert sorted(one.name for one in folder.iterdir()) == ["expected.json", "page.html", "page.toml"]
    assert "inister" not in "".join(one.read_text("utf-8") for one in folder.iterdir())


def test_msns_json_is_asked_for_by_the_address_that_readers_see(tmp_path) -> None:
    story = {"title": "Tug turns", "body": "<p>It turned.</p>", "authors": [{"name": "Ann Lee"}]}
    served = {"/content/view/v2/Detail/en-gb/AA1tug": Served(json.dumps(story).encode(), "application/json")}
    with serve(served) as site:
        desk = Desk(tmp_path, {"CONTACT": "desk@copydesk.example"})
        done = desk.scrapy("record", "msn", f"{site.address}/en-gb/news/other/tug/ar-AA1tug")
    assert done.status == 0, done.stderr
    assert load_page(tmp_path / "tests/pages/msn/AA1tug").expected["body"][0]["kind"] == "paragraph"


def test_a_page_kept_as_served_is_marked_and_noted(tmp_path) -> None:
    (tmp_path / "saved.html").write_text(REAL)
    done = Desk(tmp_path).scrapy("record", "yahoo", "saved.html", "--url", URL, "--as-is")
    assert (done.status, "other people's copy" in done.stdout) == (0, True), done.stderr
    assert load_page(tmp_path / "tests/pages/yahoo/minister-resigns-over-ferry-101112131").invented is False


@pytest.mark.parametrize("words", [(), ("yahoo",), ("yahooo", "saved.html"), ("yahoo", "saved.html")])
def test_wrong_use_is_told(tmp_path, words: tuple[str, ...]) -> None:
    (tmp_path / "saved.html").write_text(REAL)  # without --url it needs a --name
    assert Desk(tmp_path).scrapy("record", *words).status == 2
