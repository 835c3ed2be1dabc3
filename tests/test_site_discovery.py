"""How stories are found on a site that nobody has looked at, by links, feeds and sitemaps; and what they are called."""

from datetime import UTC, datetime

import pytest

from crawler.discovery import Link
from crawler.discovery.any_feed import AnyFeed
from crawler.discovery.front_page import USUAL, FrontPage
from crawler.discovery.recent_sitemap import RecentSitemap
from crawler.discovery.robots_sitemaps import RobotsSitemaps
from crawler.discovery.story_links import looks_like_story
from crawler.page import Page
from crawler.spiders.site import LONGEST_KEY, Site
from tests.publisher_pages import front_page, json_feed, news_sitemap, rss

HOME = "https://paper.example/"
NOW = datetime(2026, 9, 15, tzinfo=UTC)


def page(body: bytes | str, url: str = HOME) -> Page:
    return Page(body.encode() if isinstance(body, str) else body, url=url, fetched_at=NOW)


def urls(reading) -> list[str]:
    return [link.url.removeprefix(HOME) for link in reading.found]


def further(reading) -> list[str]:
    return [one.url.removeprefix(HOME) for one in reading.further]


@pytest.mark.parametrize(
    ("path", "headline", "is_one"),
    [
        ("2026/11/28/ferry", None, True),
        ("2026/nov/28/ferry", None, True),
        ("news/2026-11-28/ferry", None, True),
        ("2026/11/28/", "All of 28 November 2026", False),
        ("2026/11", "November", False),
        ("world/ferry-is-late-again-today", None, True),
        ("ferry_is_late_again.html", "Late", True),
        ("world/12345678", "The ferry is late again", True),
        ("world/12345678", "Next", False),
        ("world/ferry.php?id=123456", "The ferry is late again", True),
        ("news/articles/c4g8k2l9xyzo", "The ferry is late again", True),
        ("news/articles/c4g8k2l9xyzo", "More", False),
        ("%E6%B8%AF/123456", "渡し船はまた遅れた朝のこと", True),
        ("climate-and-environment", "Climate and environment", False),
        ("sport", "Sport", False),
        ("", "The Paper of the Harbour", False),
        ("author/ann-mary-lee-of-cork", "Ann Mary Lee of Cork", False),
        ("tag/ferries-that-are-late", "Ferries that are late", False),
        ("about/how-we-work-and-why", "How we work and why", False),
        ("media/2026/11/28/ferry.jpg", "The ferry at the quay", False),
    ],
)
def test_a_link_that_looks_like_a_story(path, headline, is_one):
    assert looks_like_story(Link(HOME + path, headline=headline)) is is_one


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.paper.example/2026/11/Ferry", "paper.example/2026/11/Ferry"),
        ("http://paper.example/2026/11/Ferry/?utm_source=x#top", "paper.example/2026/11/Ferry"),
        ("https://paper.example:8443/ferry.html", "paper.example:8443/ferry.html"),
        ("https://paper.example/story.php?fbclid=1&id=7", "paper.example/story.php?id=7"),
        ("https://paper.example/?p=77", "paper.example?p=77"),
        ("https://Paper.example/f%65rry", "paper.example/ferry"),
        ("https://paper.example/", None),
        ("https://paper.example/picture.jpg", None),
        ("mailto:desk@paper.example", None),
        ("ftp://paper.example/x", None),
    ],
)
def test_a_story_is_called_by_host_and_path(url, key):
    assert Site.story_key(url) == key
    assert not Site.owns(url)


def test_a_long_address_is_called_by_a_part_of_it():
    one, other = (Site.story_key(f"{HOME}{'x' * 3000}{end}") for end in "ab")
    assert one and other and one != other
    assert len(one) == LONGEST_KEY


def test_a_front_page_gives_stories_and_the_feeds_that_it_names():
    rss_type, other = "application/rss+xml", "alternate"
    named = [
        f'rel="{other}" type="{rss_type}" href="/f.xml"',
        'rel="ALTERNATE" type="application/atom+xml" href="https://feeds.example/a"',
        f'rel="{other}" type="{rss_type}" title="Comments" href="/c.xml"',
        f'rel="{other}" hreflang="fr" href="/fr"',
        f'rel="{other}" type="application/json+oembed" href="/o"',
        f'rel="{other}" type="application/feed+json" href="/f.json"',
        f'rel={other} type={rss_type} href="/f.xml"',
    ]
    head = "".join(f"<link {one}>" for one in named)
    read = FrontPage().read(page(front_page(("/2026/09/14/ferry", "Ferry"), ("/sport", "Sport"), head=head).body))
    assert urls(read) == ["2026/09/14/ferry"]
    assert further(read) == ["f.xml", "https://feeds.example/a", "f.json"]
    assert {type(one.source) for one in read.further} == {AnyFeed}


def test_the_usual_places_follow_where_no_feed_is_named():
    read = FrontPage().read(page("<html><body><p>Built by script.</p></body></html>"))
    assert (urls(read), further(read)) == ([], [path[1:] for path in USUAL])


@pytest.mark.parametrize(("make", "kind"), [(rss, "rss"), (json_feed, "json")])
def test_feeds_of_every_kind(make, kind):
    read = AnyFeed().read(page(make(f"{HOME}a?utm_source=x", f"{HOME}b").body, f"{HOME}f"))
    assert (urls(read), read.kind, read.trouble) == (["a", "b"], kind, None)


def test_what_is_no_feed_says_so():
    for body in ("<html><body>x</body></html>", '{"stories": []}', "no feed", b"\x00\x01"):
        assert AnyFeed().read(page(body)).trouble


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        ("Sitemap: /all.xml\nsitemap: https://paper.example/news-map.xml # new", ["news-map.xml"]),
        ("User-agent: *\nSitemap: https://paper.example/all.xml\nSitemap: https://paper.example/all.xml", ["all.xml"]),
        ("Sitemap: https://news.example/all.xml", ["https://news.example/all.xml"]),
        ("User-agent: *\nDisallow:", ["news-sitemap.xml", "sitemap-news.xml", "sitemap_news.xml", "sitemap.xml"]),
    ],
)
def test_robots_txt_names_sitemaps(lines, wanted):
    read = RobotsSitemaps().read(page(lines, f"{HOME}robots.txt"))
    assert (urls(read), further(read)) == ([], wanted)


def entry(path: str, day: str | None = None) -> str:
    return f"<url><loc>{HOME}{path}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>"


def part(path: str, day: str | None = None) -> str:
    return f"<sitemap><loc>{HOME}{path}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</sitemap>"


def test_of_a_sitemap_the_last_days_are_wanted():
    old, new, never = entry("old", "2026-09-01"), entry("new", "2026-09-14"), entry("never")
    read = RecentSitemap().read(page(f"<urlset>{old}{new}{never}</urlset>", f"{HOME}map.xml"))
    assert urls(read) == ["new"]
    assert urls(RecentSitemap().read(page(news_sitemap(f"{HOME}a").body, f"{HOME}map.xml"))) == ["a"]


@pytest.mark.parametrize(
    ("parts", "index", "wanted"),
    [
        ([part("2019.xml", "2019-01-01"), part("2026-09.xml", "2026-09-14")], "map.xml", ["2026-09.xml"]),
        ([part("google-news.xml"), part("2026-09.xml", "2026-09-14")], "map.xml", ["google-news.xml"]),
        ([part("1.xml"), part("2.xml")], "map.xml", []),
        ([part("1.xml"), part("2.xml")], "news-index.xml", ["1.xml", "2.xml"]),
    ],
)
def test_of_an_index_the_last_parts_are_wanted(parts, index, wanted):
    body = f"<sitemapindex>{''.join(parts)}</sitemapindex>"
    read = RecentSitemap().read(page(body, HOME + index))
    assert further(read) == wanted
    assert {one.source for one in read.further} <= {RecentSitemap(depth=1)}


def test_a_sitemap_that_breaks_off_says_so_when_it_is_through():
    read = RecentSitemap().read(page(f"<urlset>{entry('new', '2026-09-14')}<url><lo", f"{HOME}map.xml"))
    assert urls(read) == ["new"]
    assert read.trouble
