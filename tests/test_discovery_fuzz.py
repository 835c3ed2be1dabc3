"""Whatever bytes are served for a listing: a reading, and never an exception; and in time that grows with the bytes."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.discovery.feed import Feed
from crawler.discovery.hacker_news import HackerNewsFeed, HackerNewsItems, HackerNewsPage
from crawler.discovery.json_listing import JsonListing
from crawler.discovery.listing_page import ListingPage
from crawler.discovery.realclear import RealClearPage
from crawler.discovery.sitemap import Sitemap
from crawler.discovery.techmeme import FRONT_PAGE, TechmemeFeed
from tests.listings import page

SOURCES = (
    ListingPage(card="div", headline="h3", publisher="span", published="time", more="nav a"),
    Feed(),
    Sitemap(),
    JsonListing("/", items="a[].b[]", url="/{id}", publisher="p", published="t", cursor="c"),
    JsonListing("/", script="script"),
    FRONT_PAGE,
    TechmemeFeed(),
    RealClearPage(),
    HackerNewsPage(),
    HackerNewsFeed(),
    HackerNewsItems(),
)
WORDS = """<rss> <channel> <item> </item> <title> </title> <link> </link> <guid> <pubDate> </pubDate> <feed> <entry>
    </entry> <urlset> </urlset> <url> </url> <loc> </loc> <sitemapindex> <sitemap> <lastmod> <![CDATA[ ]]> <!-- -->
    <?xml ?> <!DOCTYPE [ ]> <!ENTITY & &amp; &#0; &#x10FFFF; &nbsp; < > " ' = https://wire.example/a ?page=2 http://[::1
    2026-11-16 99:99 <html> <body> <div> </div> <a href= <h3> <time> <span> <tr class=athing> <script> </script> { } [ ]
    : , "a" "b" "id" 1e999 \\ud800 null é 東 \u202e"""
PIECES = st.sampled_from([*WORDS.split(), "\x00", "\n", " "])
BODIES = (
    st.binary(max_size=200)
    | st.lists(PIECES | st.text(max_size=5), max_size=40).map(lambda parts: "".join(parts).encode("utf-8", "replace"))
    | st.lists(PIECES, max_size=40).map(lambda parts: "".join(parts).encode("utf-16", "replace"))
)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: type(source).__name__)
@given(body=BODIES)
@settings(max_examples=150, deadline=None)
def test_any_bytes_give_a_reading(source, body):
    reading = source.read(page(body))
    for link in reading.found:
        assert link.url.startswith(("http://", "https://"))
        assert "" not in (link.headline, link.publisher, link.section, link.key)
        assert all(at is None or at.tzinfo for at in (link.published, link.updated))
    assert reading.trouble != ""
    assert all(one.url.startswith(("http://", "https://")) for one in reading.further)


# What a file is made of to keep a reader busy: how it begins, and what is repeated.
XML = (
    ("<urlset>", "<url><loc>"),
    ("<urlset>", "&"),
    ("<urlset>", "<![CDATA["),
    ("<urlset><url>", "<a b='"),
    ("<urlset><url>", "<a b=''"),
    ("<urlset><url><a ", "b='' "),
    ("<!DOCTYPE a [", "<!ENTITY a '"),
    ("<!--", " -"),
    ("<rss>", "<item><link>/1</link><pubDate>in 12 ways</pubDate></item>"),
    ("<rss>", "<item><link>/?a=1&amp;utm_a=1%7e</link></item>"),
    ("<rss><item><title>", "&lt;b"),
    ("<rss><item><description>", "&lt;b&gt;&lt;a href=http://a.b&gt;"),
    ("<rss><item><link>https://wire.example/", "a/../"),
    ("http://wire.example/", "a"),
    ("\n", " "),
)
HTML = (
    ("<html>", "<a href=/1>t"),
    ("<html>", "<a href=/1><span>t"),
    ("<html>", "<div><a href=/1><h3>t"),
    ("<html><div><a href=/1>", "<b>x</b>"),
    ("<html><div>", "<time>x</time>"),
    ("<html>", "<nav><a href='/x?page=2'>"),
    ("<html><a href=/?", "a=1&"),
)
JSON = (("", "["), ("", '{"a":'), ("", "\\"))
TRIALS = [
    *((source, *file) for source in (Feed(), Sitemap(), TechmemeFeed()) for file in XML),
    *((source, *file) for source in (SOURCES[0], HackerNewsPage()) for file in HTML),
    *((SOURCES[3], *file) for file in JSON),
]
SMALL = 32 * 1024
TIMES = 8
ALLOWED = 3 * TIMES  # linear is 8; quadratic is 64
LEAST = 0.004  # seconds; below that a clock's tick decides


def cost(source, opening: str, repeated: str, size: int) -> float:
    body = page(opening + repeated * (size // len(repeated)))
    begun = process_time()
    for _ in source.read(body).found:
        pass
    return process_time() - begun


@pytest.mark.parametrize(("source", "opening", "repeated"), TRIALS)
def test_work_grows_with_the_bytes(source, opening, repeated):
    for _ in range(3):  # another process may take the processor's cache for a while
        small = max(min(cost(source, opening, repeated, SMALL) for _ in range(2)), LEAST)
        if cost(source, opening, repeated, SMALL * TIMES) < ALLOWED * small:
            return
    pytest.fail("eight times the bytes cost more than three times eight times the work")
