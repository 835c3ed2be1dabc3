"""Aggregators crawled as operators do, from the recorded pages, which a server on loopback gives out as the site would.

Addresses on the pages lead to that server, those of other hosts too: nothing here asks anybody else.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from crawler import settings as project
from crawler.recording.folder import all_pages
from pipelines.storage.ledger import Lead, Ledger
from tests.crawling import Desk, Run, Served, Site, ids_of, in_folder, serve

PAGES = all_pages(Path(__file__).parent / "pages")
SPIDERS = SpiderLoader.from_settings(Settings({"SPIDER_MODULES": project.SPIDER_MODULES}))
CONTACT = {"CONTACT": "desk@copydesk.example"}

# What the front pages link to, where no page was recorded: a page behind the first.
EMPTY = Served(b"<ul class='stories'><li><a class='news-link' href='/about.html'>About us</a></li></ul>")
BEHIND = {"allafrica": ("/latest/?page=2",), "physorg": ("/page2.html",)}


@contextmanager
def site_of(*spiders: str) -> Iterator[Site]:
    """A site that serves the recorded pages of some aggregators, every address on them its own."""
    pages: dict[str, Served] = {path: EMPTY for name in spiders for path in BEHIND.get(name, ())}
    with serve(pages) as site:
        hosts = {host for name in spiders for host in hosts_of(name)}
        for one in PAGES:
            if one.spider in spiders and one.page.url:
                body = one.page.body.decode()
                for host in sorted(hosts, key=len, reverse=True):
                    body = body.replace(f"https://{host}", site.address).replace(f"http://{host}", site.address)
                parts = urlsplit(one.page.url)
                kind = "text/html" if "<html" in body else "application/xml"
                pages[parts.path] = Served(body.encode(), kind)
        yield site


def hosts_of(name: str) -> set[str]:
    return {host for one in PAGES if one.spider == name and one.page.url and (host := urlsplit(one.page.url).hostname)}


def crawl(desk: Desk, name: str, site: Site, *words: str) -> Run:
    return desk.scrapy("crawl", name, "-s", "DOWNLOAD_DELAY=0", "-a", f"site={site.address}", *words)


def filed(desk: Desk) -> list[str]:
    return ids_of(in_folder(desk.home / "filed"))


def leads(desk: Desk) -> list[Lead]:
    ledger = Ledger(f"sqlite:///{desk.home / 'ledger.sqlite'}")
    try:
        return ledger.leads()
    finally:
        ledger.close()


# Whole copy


def test_allafrica_is_filed_from_its_feed_and_its_listing(tmp_path):
    desk = Desk(tmp_path, CONTACT)
    with site_of("allafrica") as site:
        run = crawl(desk, "allafrica", site)
        assert filed(desk) == [f"allafrica/{id}" for id in ("202611170402", "202611180077", "202611190123")]
        assert run.failures == {}
        before = len(site.asked)
        again = crawl(desk, "allafrica", site, "-a", "again=yes")
    assert again.status == 0
    assert not [path for path in site.asked[before:] if "page=2" in path]  # nothing new, so nobody looks behind it


def test_a_topic_of_allafrica_is_read_from_its_own_feed(tmp_path):
    with site_of("allafrica") as site:
        crawl(Desk(tmp_path, CONTACT), "allafrica", site, "-a", "sections=southafrica")
    listings = [path for path in site.asked if "robots" not in path and "well-known" not in path]
    assert listings == ["/tools/headlines/rdf/southafrica/headlines.rdf"]


def test_phys_org_is_filed_with_the_stories_of_its_sisters(tmp_path):
    desk = Desk(tmp_path, CONTACT)
    with site_of("physorg") as site:
        run = crawl(desk, "physorg", site)
    assert filed(desk) == ["physorg/2026-11-robot-harbour", "physorg/2026-11-wet-stones-darker"]
    assert "stories gone (404 or 410): 1" in run.summary
    assert run.failures == {}


def test_a_story_made_for_telephones_is_asked_for_in_full(tmp_path):
    desk = Desk(tmp_path, CONTACT)
    with site_of("physorg") as site:
        crawl(desk, "physorg", site, "-a", f"urls={site.address}/news/2026-11-robot-harbour.amp")
    assert filed(desk) == ["physorg/2026-11-robot-harbour"]
    assert "/news/2026-11-robot-harbour.amp" not in site.asked


# Links alone


@pytest.mark.parametrize(
    ("name", "headlines"),
    [
        (
            "techmeme",
            [
                "A dam learns to count, and sends its first bill",
                "Robot refuses to leave harbour",
                "Sources: a chip maker plans a fab on a barge, and has bought the barge",
            ],
        ),
        (
            "hacker_news",
            ["A parser for ship's logs, in 200 lines", "Why wet stones look darker, and why nobody asked"],
        ),
    ],
)
def test_links_become_leads_each_once(tmp_path, name, headlines):
    desk = Desk(tmp_path, CONTACT)
    with serve_as_is(name) as site:
        first, second = crawl(desk, name, site), crawl(desk, name, site, "-a", "again=yes")
    assert (first.status, second.status) == (0, 0)
    assert sorted(lead.headline for lead in leads(desk)) == headlines
    assert {lead.source for lead in leads(desk)} == {name}


def test_the_sisters_of_realclear_are_its_own(tmp_path):
    desk = Desk(tmp_path, CONTACT)
    with serve_as_is("realclear") as site:
        run = crawl(desk, "realclear", site)
    assert run.status == 0
    assert sorted(lead.publisher for lead in leads(desk)) == ["Slate and Lamp", "The Harbour Post"]


@contextmanager
def serve_as_is(name: str) -> Iterator[Site]:
    """A link-only aggregator whose links lead where they led. Its sisters are not here."""
    home = urlsplit(SPIDERS.load(name).site).hostname
    with serve(
        {
            urlsplit(one.page.url).path: Served(one.page.body, "text/html" if b"<html" in one.page.body else "text/xml")
            for one in PAGES
            if one.spider == name and one.page.url and urlsplit(one.page.url).hostname == home
        }
    ) as site:
        yield site


# From one to the other


def pointing_to(url: str) -> dict[str, Served]:
    """Techmeme with one link."""
    page = f'<div class="item"><cite>Tech Xplore:</cite> <a class="ourh" href="{url}">Moon dust</a></div>'
    return {"/": Served(page.encode())}


def test_a_lead_is_taken_up_by_the_spider_whose_story_it_is(tmp_path):
    desk = Desk(tmp_path, CONTACT)
    with site_of("physorg") as physorg:
        with serve(pointing_to(f"{physorg.address}/news/2026-11-moon-dust-roses.html?ref=techmeme")) as techmeme:
            crawl(desk, "techmeme", techmeme)
        (lead,) = leads(desk)
        assert (lead.headline, lead.source, lead.found_on) == ("Moon dust", "techmeme", f"{techmeme.address}/")
        run = crawl(desk, "physorg", physorg)
        assert "physorg/2026-11-moon-dust-roses" in filed(desk)
        assert leads(desk) == []
        again = crawl(desk, "physorg", physorg)
    assert "leads taken up from other aggregators: 1" in run.summary
    assert "leads taken up" not in again.summary


def test_a_lead_that_is_no_story_of_the_spider_stays_open(tmp_path):
    desk = Desk(tmp_path, CONTACT)
    with site_of("physorg") as physorg:
        with serve(pointing_to(f"{physorg.address}/about.html")) as techmeme:
            crawl(desk, "techmeme", techmeme)
        crawl(desk, "physorg", physorg)
    assert [lead.headline for lead in leads(desk)] == ["Moon dust"]
    assert "/about.html" not in physorg.asked
