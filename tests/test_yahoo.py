"""Yahoo: which addresses are stories, what its names are, and a crawl over its recorded pages."""

import pytest
from scrapy.settings import Settings

from crawler import settings as project
from crawler.aggregators import Aggregators
from crawler.layouts.yahoo import YahooCaas
from crawler.page import Page
from crawler.read_page import Aggregator, read_page
from crawler.spiders.yahoo import Yahoo
from tests.aggregator_server import serve_aggregator
from tests.crawling import Desk, ids_of, in_folder

KEYS = {
    "https://www.yahoo.com/news/articles/ferry-returns-104512345.html": "ferry-returns-104512345",
    "https://news.yahoo.com/ferry-returns-104512345.html?guccounter=1": "ferry-returns-104512345",
    "https://news.yahoo.com/amphtml/ferry-returns-104512345.html": "ferry-returns-104512345",
    "https://finance.yahoo.com/news/Ferry-Returns-104512345.html#top": "ferry-returns-104512345",
    "https://sports.yahoo.com/ferry-returns-104512345.html": "ferry-returns-104512345",
    "https://tw.news.yahoo.com/%E6%B8%A1%E8%BC%AA-104512345.html": "%e6%b8%a1%e8%bc%aa-104512345",
    "https://www.yahoo.com/news/": None,
    "https://www.yahoo.com/news/us/": None,
    "https://news.yahoo.com/videos/gull-steals-hat-120000000.html": None,
    "https://www.yahoo.com/news/ferry-returns.html": None,
    "https://finance.yahoo.com/quote/ROPE": None,
}


@pytest.mark.parametrize(("url", "key"), KEYS.items())
def test_a_story_has_one_key_whatever_the_host(url: str, key: str | None) -> None:
    assert Yahoo.story_key(url) == key
    assert Yahoo.owns(url)


@pytest.mark.parametrize("url", ["https://news.yahoo.co.jp/articles/a1", "https://notyahoo.com/a-123456789.html"])
def test_other_houses_are_not_owned(url: str) -> None:
    assert not Yahoo.owns(url)


def test_a_telephone_page_is_asked_for_in_full() -> None:
    url = "https://news.yahoo.com/amphtml/ferry-returns-104512345.html"
    assert Yahoo.page_address(url, Yahoo.site) == "https://news.yahoo.com/ferry-returns-104512345.html"


@pytest.mark.parametrize("name", ["Yahoo News", "yahoo", "yahoo.com", "news.yahoo.com", "Yahoo! Finance", "YahooNews"])
def test_its_names(name: str) -> None:
    known = Aggregators(Settings({"SPIDER_MODULES": project.SPIDER_MODULES})).named(name)
    assert (known.name, known.story_key) == ("yahoo", Yahoo.story_key)


@pytest.mark.parametrize(
    ("markup", "publisher"),
    [
        ('<a class="caas-attr-provider" href="https://ap.example">AP</a>', "AP"),
        ('<div class="caas-attr-provider"><a href="https://ap.example">AP</a></div>', "AP"),
        ('<div class="caas-logo"><a href="https://ap.example"><img alt="AP" src="/l.png"></a></div>', "AP"),
        ("", None),
    ],
)
def test_the_publisher_in_its_forms(markup: str, publisher: str | None) -> None:
    page = Page(
        f'<html><body><h1>Tug turns</h1>{markup}<div class="caas-body"><p>It turned.</p></div></body></html>'.encode()
    )
    article = read_page(page, Aggregator("yahoo", (YahooCaas(),), Yahoo.story_key))
    assert (article.publisher.name if article.publisher else None) == publisher
    assert [block.text for block in article.body] == ["It turned."]


FRONT = ("ferry-crew-finds-piano-afloat-104512345", "rope-makers-rally-pianos-wash-090200123")
ARCHIVED = (
    "lighthouse-keeper-counts-ten-thousandth-171530450",
    "mill-reopens-hundred-years-cat-060000555",
    "town-votes-keep-echo-143000777",
)


def test_a_crawl_files_each_story_once_from_feed_sitemap_and_front_page(tmp_path) -> None:
    desk = Desk(tmp_path, {"CONTACT": "desk@copydesk.example"})
    with serve_aggregator(Yahoo) as site:
        words = ("crawl", "yahoo", "-a", f"site={site.address}", "-s", "DOWNLOAD_DELAY=0")
        first = desk.scrapy(*words)
        stories = [path for path in site.asked if Yahoo.story_key(path)]
        second = desk.scrapy(*words)
    assert (first.status, second.status) == (0, 0), first.stderr + second.stderr
    assert ids_of(in_folder(tmp_path / "filed")) == sorted(f"yahoo/{key}" for key in (*FRONT, *ARCHIVED))
    assert len(stories) == len(set(stories)) == 5
    assert [path for path in site.asked if Yahoo.story_key(path)] == stories, "nothing new, and nothing due"


def test_sections_are_read_from_feed_and_page(tmp_path) -> None:
    desk = Desk(tmp_path, {"CONTACT": "desk@copydesk.example"})
    with serve_aggregator(Yahoo) as site:
        desk.scrapy("crawl", "yahoo", "-a", f"site={site.address}", "-a", "sections=us", "-s", "DOWNLOAD_DELAY=0")
    assert {"/news/rss/us", "/news/us/"} == {path for path in site.asked if path != "/robots.txt"}
