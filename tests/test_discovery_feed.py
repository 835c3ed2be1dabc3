"""Feeds: every kind, and whatever else is served in a feed's place."""

import gzip
import random
from dataclasses import replace

import pytest

from crawler.discovery.feed import MOST_ENTRIES, Feed
from crawler.page import LARGEST_PAGE
from tests.listings import SITE, cases, label, page, written

CASES = cases("feeds")
ITEM = "<item><title>Story {0}</title><link>https://wire.example/news/{0}</link></item>"


def feed_of(count: int) -> str:
    return f"<rss><channel>{''.join(ITEM.format(number) for number in range(count))}</channel></rss>"


@pytest.mark.parametrize("case", CASES, ids=label)
def test_case(case):
    reading = Feed().read(page(case["feed"]))
    assert written(reading.found) == case["links"]
    assert reading.kind == case["kind"]
    assert [one.url for one in reading.further] == case.get("further", [])
    if "trouble" in case:
        assert case["trouble"] in (reading.trouble or "")
        assert "https://wire.example/listing" in (reading.trouble or "")
    else:
        assert reading.trouble is None


def test_every_label_is_its_own():
    assert len({case["label"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize("size", [0, 1, 63, 64, 65, 200])
def test_a_feed_cut_anywhere_gives_only_whole_entries(size):
    whole = feed_of(3)
    cut = whole[: len(whole) - size]
    urls = [link.url for link in Feed().read(page(cut)).found]
    assert urls == [f"{SITE}/news/{number}" for number in range(cut.count("</item>"))]


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("iso-8859-1", "cp1252"),
        ("utf-8", "cp1252"),
        ("windows-1251", "cp1251"),
        ("utf-16", "utf-16"),
        (None, "utf-8-sig"),
    ],
)
def test_the_encoding_is_that_of_the_bytes(declared, encoding):
    title = "Паром снова опоздал, сообщает наш корреспондент" if encoding == "cp1251" else "Zoë’s café – “fine”"
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    feed = f"{declaration}<rss><channel><item><title>{title}</title><link>/1</link></item></channel></rss>"
    reading = Feed().read(page(feed.encode(encoding)))
    assert [link.headline for link in reading.found] == [title]
    assert reading.trouble is None


def test_a_feed_that_is_gzip_is_unpacked():
    assert len(list(Feed().read(page(gzip.compress(feed_of(3).encode()))).found)) == 3


def test_a_feed_that_unpacks_to_more_than_a_page_is_refused():
    packed = gzip.compress(feed_of(1).encode() + random.Random(4).randbytes(LARGEST_PAGE // 2).hex().encode() * 2)
    reading = Feed().read(page(packed))
    assert list(reading.found) == [] and "MiB" in (reading.trouble or "")


def test_a_bomb_is_left_where_it_shows_itself():
    reading = Feed().read(page(gzip.compress(feed_of(2).encode() + b" " * 2 * LARGEST_PAGE)))
    assert len(list(reading.found)) == 2 and "a bomb" in (reading.trouble or "")


def test_half_a_gzip_gives_what_it_holds():
    reading = Feed().read(page(gzip.compress(feed_of(400).encode())[:900]))
    assert 10 < len(list(reading.found)) < 400 and "ends too soon" in (reading.trouble or "")


def test_more_entries_than_a_feed_has_are_left():
    reading = Feed().read(page(feed_of(MOST_ENTRIES + 1)))
    assert len(list(reading.found)) == MOST_ENTRIES
    assert f"more than {MOST_ENTRIES} entries" in (reading.trouble or "")


def test_as_many_entries_as_a_feed_may_have_are_no_trouble():
    reading = Feed().read(page(feed_of(MOST_ENTRIES)))
    assert len(list(reading.found)) == MOST_ENTRIES and reading.trouble is None


@pytest.mark.parametrize("body", [b"", b"  \n", b"\x89PNG\r\n\x1a\n" + b"\x00" * 400, b"\x1f\x8b\x08\x00broken"])
def test_what_is_no_text_is_told_and_not_raised(body):
    reading = Feed().read(page(body))
    assert list(reading.found) == [] and reading.trouble


def test_an_aggregator_may_name_publishers_where_others_name_people():
    feed = """<rss xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
    <item><link>/1</link><dc:creator>The Plateau Times</dc:creator></item></channel></rss>"""
    assert [link.publisher for link in Feed().read(page(feed)).found] == [None]
    assert [link.publisher for link in Feed(publisher=("dc:creator",)).read(page(feed)).found] == ["The Plateau Times"]


def test_stamps_without_a_zone_are_in_the_feeds_own():
    feed = "<rss><channel><item><link>/1</link><pubDate>16 Nov 2026 10:00</pubDate></item></channel></rss>"
    (link,) = Feed(zone="Africa/Lagos").read(page(feed)).found
    assert link.published is not None and link.published.isoformat() == "2026-11-16T10:00:00+01:00"


def test_the_oldest_is_known_when_the_links_are_through():
    feed = """<rss><channel><item><link>/1</link><pubDate>16 Nov 2026 10:00 GMT</pubDate></item>
    <item><link>/2</link></item><item><link>/3</link><pubDate>14 Nov 2026 10:00 GMT</pubDate></item></channel></rss>"""
    reading = Feed().read(page(feed))
    assert reading.oldest is None
    assert len(list(reading.found)) == reading.count == 3
    assert reading.oldest is not None and reading.oldest.isoformat() == "2026-11-14T10:00:00+00:00"


def test_a_hundred_stamps_that_nobody_understands_are_enough():
    items = "".join(f"<item><link>/{n}</link><pubDate>in the year of {n} ferries</pubDate></item>" for n in range(150))
    last = "<item><link>/x</link><pubDate>2026-11-16T10:00:00Z</pubDate></item>"
    reading = Feed().read(page(f"<rss><channel>{items}{last}</channel></rss>"))
    assert [link.published is None for link in reading.found] == [True] * 150 + [False]


def test_without_the_moment_of_the_fetch_the_future_is_not_suspected():
    feed = "<rss><channel><item><link>/1</link><pubDate>2031-01-01T00:00:00Z</pubDate></item></channel></rss>"
    (link,) = Feed().read(replace(page(feed), fetched_at=None)).found
    assert link.published is not None


def test_where_feeds_begin():
    topics = Feed("/rdf/{section}/headlines.rdf", sections=("latest",))
    assert topics.urls(SITE, ()) == (f"{SITE}/rdf/latest/headlines.rdf",)
    assert topics.urls(SITE, ("arts", "south africa")) == (
        f"{SITE}/rdf/arts/headlines.rdf",
        f"{SITE}/rdf/south%20africa/headlines.rdf",
    )
    assert Feed("/feed").urls(SITE, ()) == (f"{SITE}/feed",)
    assert Feed("/feed").urls(SITE, ("arts",)) == ()
    assert Feed("https://feeds.example/{section}").urls(SITE, ("arts",)) == ("https://feeds.example/arts",)
