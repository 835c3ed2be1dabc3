"""``scrapy crawl site``: invented publishers on loopback, crawled as an operator does, with real ledger and files."""

import signal

import pytest

from tests.crawling import Desk, Served, ids_of, in_folder, serve
from tests.ledger_samples import rows
from tests.publisher_pages import (
    copy_of,
    front_page,
    gallery_of_links,
    json_feed,
    news_sitemap,
    rss,
    search_page,
    with_json_ld,
    with_microdata,
    with_nothing,
)

FERRY, QUAY, LAMP = "The ferry is late again today", "Quay walls are to be raised", "A lamp that never goes out"
STORIES = {
    "/2026/09/14/ferry": with_json_ld(FERRY),
    "/news/quay-walls-to-be-raised": with_microdata(QUAY),
    "/lamp-that-never-goes-out": with_nothing(LAMP),
}


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path, {"CONTACT": "desk@copydesk.example", "ALLOW_PRIVATE_ADDRESSES": "127.0.0.1"})


def crawl(desk, *arguments, **settings):
    given = [word for argument in arguments for word in ("-a", argument)]
    return desk.scrapy("crawl", "site", "-s", "DOWNLOAD_DELAY=0", *given, **settings)


def articles(desk):
    return {one["url"]: one for one in in_folder(desk.filed)} if desk.filed.exists() else {}


def place(site):
    return site.address.removeprefix("http://")


# --- url= ---


def test_stories_are_filed_by_their_addresses(desk):
    with serve(STORIES) as site:
        run = crawl(desk, "url=" + ",".join(site.address + path for path in STORIES))
    assert (run.status, run.failures) == (0, {})
    filed = articles(desk)
    assert ids_of(list(filed.values())) == sorted(f"site/{place(site)}{path}" for path in STORIES)
    for (path, _), headline in zip(STORIES.items(), (FERRY, QUAY, LAMP), strict=True):
        one = filed[site.address + path]
        assert (one["aggregator"], one["headline"]) == ("site", headline)
        assert [block["text"] for block in one["body"]] == copy_of(headline)
        assert one["made_by"]["layout"].startswith("reader/")
        assert one["source"]["archive"] is not None and one["source"]["via"] is None


@pytest.mark.parametrize("make", [gallery_of_links, search_page])
def test_a_page_that_is_named_and_no_story_is_a_failure(desk, make):
    with serve({"/quay-walls-gallery-of-links": make()}) as site:
        run = crawl(desk, f"url={site.address}/quay-walls-gallery-of-links")
    assert (run.status, run.failures, articles(desk)) == (1, {"pages that no layout fits": 1}, {})
    assert "QUARANTINED" not in run.summary


def test_a_story_asked_for_again_is_not_filed_again(desk):
    with serve(STORIES) as site:
        name = f"url={site.address}/2026/09/14/ferry"
        crawl(desk, name)
        run = crawl(desk, name)
    assert (run.status, len(articles(desk))) == (0, 1)
    assert "stories looked at again and unchanged: 1" in run.summary


def test_changed_copy_is_a_revision(desk):
    pages = dict(STORIES)
    with serve(pages) as site:
        name = f"url={site.address}/2026/09/14/ferry"
        crawl(desk, name)
        changed = STORIES["/2026/09/14/ferry"].body.replace(
            b"</article>", b"<p>The captain has now been found.</p></article>"
        )
        pages["/2026/09/14/ferry"] = Served(changed)
        crawl(desk, name)
    assert sorted(one["revision"] for one in in_folder(desk.filed)) == [1, 2]


# --- domain= ---

HEADLINES = (("/2026/09/14/ferry", FERRY), ("/news/quay-walls-to-be-raised", QUAY), ("/sport", "Sport"))


def test_a_host_is_crawled_by_its_front_page_feeds_and_news_sitemaps(desk):
    pages = dict(STORIES)
    with serve(pages) as site:
        pages |= {
            "/": front_page(
                HEADLINES[0], HEADLINES[2], head='<link rel="alternate" type="application/rss+xml" href="/f.xml">'
            ),
            "/f.xml": rss(
                f"{site.address}/news/quay-walls-to-be-raised", "https://elsewhere.example/a-story-of-others"
            ),
            "/robots.txt": Served(
                f"User-agent: *\nDisallow: /private\nSitemap: {site.address}/news-sitemap.xml\n"
                f"Sitemap: {site.address}/all.xml\n".encode(),
                "text/plain",
            ),
            "/news-sitemap.xml": news_sitemap(
                f"{site.address}/lamp-that-never-goes-out", f"{site.address}/private/secret-lamp-that-glows"
            ),
        }
        run = crawl(desk, f"domain={site.address}")
        asked = list(site.asked)
        again = crawl(desk, f"domain={site.address}")
    assert (run.status, run.failures) == (0, {})
    assert set(articles(desk)) == {site.address + path for path in STORIES}
    assert "/sport" not in asked and "/about" not in asked and "/all.xml" not in asked
    assert "/private/secret-lamp-that-glows" not in asked
    assert "stories left alone as robots.txt asks: 1" in run.summary
    assert (again.status, len(articles(desk))) == (0, 3)
    assert "listings that are not due yet" in again.summary


def test_the_usual_places_are_tried_where_nothing_is_named(desk):
    pages = dict(STORIES)
    with serve(pages) as site:
        pages |= {"/": Served(b"<html><body><p>Built by script.</p></body></html>")}
        pages |= {"/feed.xml": rss(*(site.address + path for path in STORIES))}
        run = crawl(desk, f"domain={site.address}", "limit=2")
    assert (run.status, run.failures) == (0, {})
    assert len(articles(desk)) == 2


def test_a_host_that_lists_nothing_is_a_failure(desk):
    with serve({"/": Served(b"<html><body><p>Built by script.</p></body></html>")}) as site:
        run = crawl(desk, f"domain={site.address}")
    assert (run.status, run.failures) == (1, {"listing pages that link no story": 1})
    assert articles(desk) == {}


def test_pages_that_are_no_story_are_not_filed_and_no_failure(desk):
    gallery, search = "/quay-walls-gallery-of-links", "/search-of-the-quay-walls"
    links = (HEADLINES[0], (gallery, "Our gallery of the quay walls"), (search, "Our search of the quay walls"))
    pages = {**STORIES, "/": front_page(*links), gallery: gallery_of_links(), search: search_page()}
    with serve(pages) as site:
        run = crawl(desk, f"domain={site.address}")
    assert (run.status, run.failures) == (0, {})
    assert set(articles(desk)) == {f"{site.address}/2026/09/14/ferry"}
    assert "pages that held no story: 2" in run.summary
    assert "QUARANTINED" not in run.summary


def test_a_run_for_one_host_leaves_anothers_stories_alone(desk):
    with serve({**STORIES, "/": front_page(*HEADLINES)}) as one, serve({**STORIES, "/": front_page(*HEADLINES)}) as two:
        crawl(desk, f"domain={one.address}", "limit=1")
        crawl(desk, f"domain={two.address}")
        assert {url for url in articles(desk) if url.startswith(two.address)} == {
            f"{two.address}/2026/09/14/ferry",
            f"{two.address}/news/quay-walls-to-be-raised",
        }
        assert len([url for url in articles(desk) if url.startswith(one.address)]) == 1
        crawl(desk, f"domain={one.address}")  # goes on with what it had found
    assert len(articles(desk)) == 4


# --- feed= ---


@pytest.mark.parametrize("make", [rss, json_feed])
def test_a_feeds_stories_are_filed_whatever_their_hosts(desk, make):
    pages = {}
    with serve(STORIES) as one, serve(STORIES) as two, serve(pages) as feeds:
        urls = [
            f"{one.address}/2026/09/14/ferry",
            f"{two.address}/lamp-that-never-goes-out",
            f"{two.address}/gone-for-ever",
        ]
        pages["/all"] = make(*urls)
        run = crawl(desk, f"feed={feeds.address}/all")
        assert (run.status, set(articles(desk))) == (0, set(urls[:2]))
        pages["/all"] = make(*urls, f"{one.address}/news/quay-walls-to-be-raised")
        again = crawl(desk, f"feed={feeds.address}/all", "again=yes")
    assert "stories gone (404 or 410): 1" in run.summary
    assert (again.status, len(articles(desk))) == (0, 3)


def test_a_host_that_is_not_to_be_asked_does_not_hold_up_the_others(desk):
    closed = {**STORIES, "/robots.txt": Served(b"", status=503)}
    pages = {}
    with serve(closed) as shut, serve(STORIES) as open_, serve(pages) as feeds:
        urls = [*(shut.address + path for path in STORIES), *(open_.address + path for path in STORIES)]
        pages["/all"] = rss(*urls)
        run = crawl(desk, f"feed={feeds.address}/all", BACK_OFF="0.1")
    assert run.status == 0
    assert set(articles(desk)) == {open_.address + path for path in STORIES}
    assert not set(STORIES) & set(shut.asked)


def test_stories_that_wait_for_their_host_when_the_run_is_told_to_stop_are_as_due_as_they_were(desk):
    busy = Served(b"", status=429, headers={"Retry-After": "90"})
    with serve(dict.fromkeys(STORIES, busy)) as site:
        name = "url=" + ",".join(site.address + path for path in STORIES)
        with desk.running("crawl", "site", "-s", "DOWNLOAD_DELAY=2", "-a", name) as crawl:
            crawl.wait_for(lambda: any(path in STORIES for path in site.asked))
            crawl.send(signal.SIGTERM)
            assert crawl.wait().status == 143
    ledger = f"sqlite:///{desk.home / 'ledger.sqlite'}"
    left = rows(ledger, "select state, next_look, claimed_by from stories")
    assert left == [("discovered", None, None)] * len(STORIES)


def test_a_story_that_has_moved_is_filed_where_it_went(desk):
    pages = {}
    with serve(STORIES) as paper, serve(pages) as feeds:
        pages["/go/1"] = Served(b"", status=302, headers={"Location": f"{paper.address}/2026/09/14/ferry"})
        pages["/all"] = rss(f"{feeds.address}/go/1")
        run = crawl(desk, f"feed={feeds.address}/all")
    assert (run.status, ids_of(list(articles(desk).values()))) == (0, [f"site/{place(paper)}/2026/09/14/ferry"])


def test_a_feed_that_is_none_is_a_failure(desk):
    with serve({"/all": front_page(*HEADLINES)}) as site:
        run = crawl(desk, f"feed={site.address}/all")
    assert run.status == 1
    assert "no feed but an HTML page" in run.stderr


# --- leads= ---


def techmeme_with(*links):
    items = "".join(
        f'<div class="item"><cite>Paper:</cite> <a class="ourh" href="{url}">{words}</a></div>' for url, words in links
    )
    return {"/": Served(items.encode())}


def test_the_leads_of_a_link_only_aggregator_are_read(desk):
    with serve(STORIES) as paper:
        links = [
            (f"{paper.address}/2026/09/14/ferry?ref=techmeme", FERRY),
            ("https://phys.org/news/2026-11-wet-stones.html", "Wet stones"),
        ]
        with serve(techmeme_with(*links)) as techmeme:
            desk.scrapy("crawl", "techmeme", "-s", "DOWNLOAD_DELAY=0", "-a", f"site={techmeme.address}")
        assert crawl(desk, "leads=hacker_news").status == 0
        assert articles(desk) == {}
        run = crawl(desk, "leads=techmeme")
        assert "leads taken up from other aggregators: 1" in run.summary
        (article,) = articles(desk).values()
        assert article["id"] == f"site/{place(paper)}/2026/09/14/ferry"
        assert article["source"]["via"] == "techmeme"
        again = crawl(desk, "leads=all")
    assert (run.status, again.status, len(articles(desk))) == (0, 0, 1)
    assert desk.scrapy("replay", "filed", "--jobs", "1").status == 0
    assert [one["source"]["via"] for one in in_folder(desk.filed)] == ["techmeme", "techmeme"]
    left = desk.scrapy("leads", "--json")
    assert "phys.org" in left.stdout and place(paper) not in left.stdout  # its own spider takes that one


def test_a_hosts_run_takes_up_what_leads_to_it(desk):
    with serve({**STORIES, "/": front_page(*HEADLINES)}) as paper:
        with serve(techmeme_with((f"{paper.address}/lamp-that-never-goes-out", LAMP))) as techmeme:
            desk.scrapy("crawl", "techmeme", "-s", "DOWNLOAD_DELAY=0", "-a", f"site={techmeme.address}")
        crawl(desk, f"domain={paper.address}")
    filed = articles(desk)
    assert filed[f"{paper.address}/lamp-that-never-goes-out"]["source"]["via"] == "techmeme"
    assert filed[f"{paper.address}/2026/09/14/ferry"]["source"]["via"] is None


# --- the archive, read again ---


def test_what_was_archived_is_read_again_under_the_same_id(desk):
    with serve(STORIES) as site:
        crawl(desk, f"url={site.address}/2026/09/14/ferry")
    done = desk.scrapy("replay", "filed", "--jobs", "1")
    assert done.status == 0, done.stderr
    both = in_folder(desk.filed)
    assert len(both) == 2 and len(set(ids_of(both))) == 1
