"""Aggregators that only link: Techmeme, RealClear, Hacker News. Pages and feeds in their shapes, stories invented."""

import json
from pathlib import Path

import pytest

from crawler.discovery import hacker_news, realclear, techmeme
from crawler.discovery.headlines import signed
from crawler.discovery.reading import Source
from tests.listings import page, written

PAGES = Path(__file__).parent / "pages" / "link_only"


def sample(name: str) -> str:
    return (PAGES / name).read_text(encoding="utf-8")


def test_techmemes_front_page():
    reading = techmeme.FRONT_PAGE.read(page(sample("techmeme.html"), "/"))
    assert written(reading.found) == [
        {
            "url": "https://post.example/2026/ferry",
            "headline": "Sources: a ferry maker plans “quiet” engines",
            "publisher": "The Harbour Post",
        },
        {"url": "https://lamp.example/dam", "headline": "A dam learns to count", "publisher": "Slate and Lamp"},
    ]
    assert reading.trouble is None


def test_techmemes_feed():
    reading = techmeme.TechmemeFeed().read(page(sample("techmeme.xml"), "/feed.xml"))
    (link,) = reading.found
    assert (link.url, link.publisher, link.key) == ("https://post.example/2026/ferry", "The Harbour Post", "261116p4")
    assert link.headline == "Sources: a ferry maker plans “quiet” engines"
    assert link.published is not None and link.published.isoformat() == "2026-11-16T10:00:00-05:00"
    assert "1 of its entries have no address" in (reading.trouble or "")


def test_realclear():
    reading = realclear.FRONT_PAGE.read(page(sample("realclear.html"), "/"))
    assert written(reading.found) == [
        {"url": "https://post.example/ferry", "headline": "Who Pays for the Ferry?", "publisher": "The Harbour Post"},
        {"url": "https://lamp.example/dam", "headline": "The Dam Was Never the Point", "publisher": "Slate and Lamp"},
        {
            "url": "https://wire.example/2026/11/16/moths_10.html",
            "headline": "Count the Moths",
            "publisher": "Long Paddock",
        },
    ]
    assert reading.trouble is None
    assert realclear.SECTION.urls("https://clear.example", ("health",)) == ("https://clear.example/health/",)


def test_hacker_news_front_page():
    reading = hacker_news.HackerNewsPage().read(page(sample("hacker_news.html"), "/"))
    first, second = reading.found
    assert (first.url, first.headline, first.publisher, first.key) == (
        "https://post.example/ferry",
        "Quiet engines for ferries",
        "post.example",
        "4600001",
    )
    assert first.published is not None and first.published.isoformat() == "2026-11-20T10:00:00+00:00"
    assert (second.url, second.publisher) == ("https://www.lamp.example/dam", "lamp.example")
    assert [(one.url, one.why) for one in reading.further] == [("https://wire.example/?p=2", "next")]
    assert reading.trouble is None


@pytest.mark.parametrize("feed", ["hnrss", "its own"])
def test_hacker_news_feeds(feed):
    body = (
        sample("hacker_news.xml")
        if feed == "hnrss"
        else sample("hacker_news.xml").replace("<guid", "<x").replace("</guid>", "</x>")
    )
    reading = hacker_news.HackerNewsFeed().read(page(body, "/rss"))
    (link,) = reading.found
    assert (link.url, link.headline, link.publisher) == (
        "https://post.example/ferry",
        "Quiet engines for ferries",
        "post.example",
    )
    assert reading.trouble is None


def test_hacker_news_api_leads_from_numbers_to_items():
    source = hacker_news.HackerNewsItems(first=2)
    (begin,) = source.urls("https://news.ycombinator.com", ())
    assert begin == "https://hacker-news.firebaseio.com/v0/topstories.json"
    reading = source.read(page("[4600001, 4600002, 4600003]", "/v0/topstories.json"))
    assert [(one.url, one.why) for one in reading.further] == [
        ("https://wire.example/v0/item/4600001.json", "part"),
        ("https://wire.example/v0/item/4600002.json", "part"),
    ]
    item = {"id": 4600001, "type": "story", "title": "A < B", "url": "https://www.post.example/a", "time": 1795168800}
    (link,) = source.read(page(json.dumps(item))).found
    assert (link.url, link.headline, link.publisher, link.key) == (
        "https://www.post.example/a",
        "A < B",
        "post.example",
        "4600001",
    )
    assert link.published is not None and link.published.isoformat() == "2026-11-20T10:00:00+00:00"


@pytest.mark.parametrize(
    "item",
    [
        "null",
        "7",
        '{"id": 1, "type": "story", "title": "Ask HN: Who?", "text": "..."}',
        '{"id": 1, "type": "comment", "url": "https://post.example/a"}',
        '{"id": 1, "type": "story", "dead": true, "url": "https://post.example/a"}',
    ],
)
def test_items_that_are_no_leads(item):
    reading = hacker_news.HackerNewsItems().read(page(item))
    assert list(reading.found) == [] and reading.further == ()


SOURCES: list[Source] = [
    techmeme.FRONT_PAGE,
    techmeme.TechmemeFeed(),
    realclear.FRONT_PAGE,
    hacker_news.HackerNewsPage(),
    hacker_news.HackerNewsFeed(),
    hacker_news.HackerNewsItems(),
]


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: type(source).__name__)
@pytest.mark.parametrize("body", [b"", b"<html><body><p>Moved</p></body></html>", b"\x00" * 300])
def test_a_page_of_another_kind_is_told(source, body):
    reading = source.read(page(body))
    assert list(reading.found) == [] and reading.trouble


@pytest.mark.parametrize(
    ("printed", "headline", "publisher"),
    [
        ("Ferry returns (Ann Lee/The Harbour Post)", "Ferry returns", "The Harbour Post"),
        ("Ferry returns (Ann Lee, Bo Ek/Post)", "Ferry returns", "Post"),
        ("Ferry returns (post.example)", "Ferry returns", "post.example"),
        ("Ferry (late) returns (Ann/Post)", "Ferry (late) returns", "Post"),
        ("Ferry returns (at last)", "Ferry returns (at last)", None),
        ("Ferry returns (part 1/2)", "Ferry returns (part 1/2)", None),
        ("Ferry returns (Ann Lee/)", "Ferry returns (Ann Lee/)", None),
        ("(Ann Lee/Post)", "(Ann Lee/Post)", None),
        ("Ferry returns", "Ferry returns", None),
        ("", "", None),
        (None, None, None),
    ],
)
def test_a_headline_that_ends_in_its_source(printed, headline, publisher):
    assert signed(printed) == (headline, publisher)
