"""MSN: which addresses are stories, where their JSON lies, how its pictures are set in, and a crawl over its pages."""

import json
from typing import Any

import pytest
from scrapy.settings import Settings

from crawler import settings as project
from crawler.aggregators import Aggregators
from crawler.layouts.flat_forms import MsnFlat
from crawler.layouts.msn import MsnJson, is_excerpt
from crawler.page import Page
from crawler.read_page import Aggregator, read_page
from crawler.spiders.msn import Msn
from pipelines.errors import LayoutMismatch
from pipelines.items import Article
from tests.aggregator_server import serve_aggregator
from tests.crawling import Desk, ids_of, in_folder

SERVED = "https://assets.msn.com/content/view/v2/Detail"
KEYS = {
    "https://www.msn.com/en-us/news/world/ferry-returns/ar-AA1bcdEF": ("AA1bcdEF", "en-us"),
    "https://www.msn.com/en-gb/money/other/ferry-returns/ar-BB1xyz?ocid=winp1": ("BB1xyz", "en-gb"),
    "https://www.msn.com/es-xl/noticias/mundo/ferry/ar-AA1q/": ("AA1q", "es-xl"),
    "https://www.msn.com/ar-ae/news/other/ar-AA1qq": ("AA1qq", "ar-ae"),
    f"{SERVED}/en-in/AA1qq": ("AA1qq", "en-in"),
    "https://www.msn.com/en-us/video/animals/gull/vi-AA1gull": (None, None),
    "https://www.msn.com/en-us/lifestyle/picks/ss-AA1show": (None, None),
    "https://www.msn.com/en-us/news": (None, None),
    "https://www.msn.com/": (None, None),
}


@pytest.mark.parametrize(("url", "story"), KEYS.items())
def test_a_story_and_where_its_json_lies(url: str, story: tuple[str | None, str | None]) -> None:
    key, edition = story
    assert Msn.story_key(url) == key
    assert Msn.owns(url)
    if key is not None:
        assert Msn.page_address(url, Msn.site) == f"{SERVED}/{edition}/{key}"
        assert Msn.story_key(Msn.page_address(url, Msn.site)) == key


@pytest.mark.parametrize("name", ["MSN", "msn.com", "MSN News", "Microsoft Start"])
def test_its_names(name: str) -> None:
    known = Aggregators(Settings({"SPIDER_MODULES": project.SPIDER_MODULES})).named(name)
    assert (known.name, known.story_key) == ("msn", Msn.story_key)


def read(**data: Any) -> Article:
    story = {"title": "Tug turns", "body": "<p>It turned.</p>", **data}
    page = Page(json.dumps(story).encode(), url=f"{SERVED}/en-us/AA1tug")
    return read_page(page, Aggregator("msn", (MsnJson(), MsnFlat()), Msn.story_key))


@pytest.mark.parametrize(
    ("authors", "printed"),
    [
        ([{"name": "Ann Lee"}], "Ann Lee"),
        ([{"name": "Ann Lee"}, {"name": "Kim Ek"}, {"name": "Ann Lee"}], "Ann Lee, Kim Ek"),
        ([{"name": ""}, {}, None], None),
        ("Ann Lee", None),
        (None, None),
    ],
)
def test_authors(authors: Any, printed: str | None) -> None:
    assert read(authors=authors).byline.printed == printed


PICTURE = {"cmsId": "cms/api/amp/image/AA1", "url": "https://img.example/AA1.img", "caption": "The tug."}


@pytest.mark.parametrize(
    ("body", "after"),
    [
        ('<p>A</p><img data-reference="image" data-document-id="cms/api/amp/image/AA1"><p>B</p>', ["A", "B"]),
        ('<p>A <img data-document-id="cms/api/amp/image/AA1"> and on</p><p>B</p>', ["A", "and on", "B"]),
        ("<p>A</p><p>B</p>", ["A", "B"]),
        ('<p>A</p><img data-document-id="cms/api/amp/image/other"><p>B</p>', ["A", "B"]),
    ],
    ids=["named", "within a paragraph", "not named", "another named"],
)
def test_a_picture_is_there_once_and_the_copy_whole(body: str, after: list[str]) -> None:
    article = read(body=body, imageResources=[PICTURE])
    assert [one.caption for one in article.pictures if one.url == PICTURE["url"]] == ["The tug."]
    assert [block.text for block in article.body] == after


@pytest.mark.parametrize("images", [None, "none", {}, [None, 7, {"url": 7}, {"cmsId": "a"}]])
def test_pictures_that_are_none(images: Any) -> None:
    assert read(imageResources=images).pictures == ()


@pytest.mark.parametrize(
    ("data", "missing"),
    [({"title": None}, "headline"), ({"body": ""}, "story"), ({"body": None}, "story"), ({"body": 7}, "story")],
)
def test_what_is_missing_is_named(data: dict[str, Any], missing: str) -> None:
    with pytest.raises(LayoutMismatch, match=f"msn/json lacks {missing}"):
        read(**data)


@pytest.mark.parametrize("body", [b"[]", b'"text"', b"{", b"{}", b'{"a": ' * 100_000])
def test_json_that_is_no_story(body: bytes) -> None:
    with pytest.raises(LayoutMismatch):
        read_page(Page(body, url=f"{SERVED}/en-us/AA1tug"), Aggregator("msn", (MsnJson(),), Msn.story_key))


@pytest.mark.parametrize(
    ("abstract", "excerpt"),
    [
        ("The tug turned round on Monday, and...", True),
        ("The tug turned round on Monday", True),
        ("Nobody had asked it to.", False),
    ],
)
def test_an_abstract_that_repeats_the_copy_is_no_standfirst(abstract: str, excerpt: bool) -> None:
    assert is_excerpt(abstract, "The tug turned round on Monday, and went home.") is excerpt


def test_a_crawl_files_each_story_once_from_its_json(tmp_path) -> None:
    desk = Desk(tmp_path, {"CONTACT": "desk@copydesk.example"})
    with serve_aggregator(Msn) as site:
        words = ("crawl", "msn", "-a", f"site={site.address}", "-s", "DOWNLOAD_DELAY=0")
        first = desk.scrapy(*words)
        asked = [path for path in site.asked if Msn.story_key(path)]
        second = desk.scrapy(*words)
    assert (first.status, second.status) == (0, 0), first.stderr + second.stderr
    filed = in_folder(tmp_path / "filed")
    assert ids_of(filed) == [f"msn/{id}" for id in ("AA1cOmet", "AA1pIano", "AA1qUay", "AA1vAult")]
    assert sorted(asked) == sorted(
        f"/content/view/v2/Detail/{one}"
        for one in ("en-gb/AA1qUay", "en-us/AA1cOmet", "en-us/AA1pIano", "en-us/AA1vAult")
    )
    assert [path for path in site.asked if Msn.story_key(path)] == asked, "nothing new, and nothing due"
    assert {one["canonical_url"].split("/")[2] for one in filed} >= {"harbourpost.example", "valleyecho.example"}
