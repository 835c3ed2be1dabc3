"""What a site reserves, held against a real crawl: what is asked for, what is not, and what a story's rights say."""

import json
from contextlib import ExitStack
from functools import partial

import pytest

from tests.manners_crawl import crawl_addresses, crawl_paths
from tests.manners_server import Answer, manners_site, robots

WELL_KNOWN = "/.well-known/tdmrep.json"
JSON = {"Content-Type": "application/json"}


@pytest.fixture
def crawl(tmp_path):
    """A crawl of a site's stories."""
    return partial(crawl_paths, tmp_path, stories=True)


def tdm_file(*rules: dict) -> Answer:
    return Answer(json.dumps(rules).encode(), 200, JSON)


EVERYTHING = tdm_file({"location": "/", "tdm-reservation": 1})


def test_a_sites_files_are_asked_for_once_before_its_first_story(crawl):
    with manners_site() as site:
        run = crawl(site, "/news/0", "/news/1", "/news/2")
    assert site.paths[:3] == ["/robots.txt", WELL_KNOWN, "/ai.txt"]
    assert sorted(site.paths[3:]) == ["/news/0", "/news/1", "/news/2"]
    assert run.statuses() == [200] * 3


def test_they_are_not_asked_for_where_no_story_is(crawl):
    with manners_site() as site:
        crawl(site, "/news/0", stories=False)
    assert site.paths == ["/robots.txt", "/news/0"]


def test_a_story_that_its_site_reserves_is_not_asked_for(crawl):
    rules = tdm_file({"location": "/news/paid/", "tdm-reservation": 1}, {"location": "/", "tdm-reservation": 0})
    with manners_site({WELL_KNOWN: rules}) as site:
        run = crawl(site, "/news/paid/0", "/news/1")
    assert "/news/paid/0" not in site.paths
    assert run.became["/news/paid/0"]["kind"] == "rights"
    assert "text and data mining" in run.became["/news/paid/0"]["why"]
    assert run.stats["politeness/left_alone/rights"] == 1
    assert run.became["/news/1"]["rights"]["tdm_reservation"] is False


def test_it_is_asked_for_where_reservations_are_only_recorded(crawl):
    with manners_site({WELL_KNOWN: EVERYTHING}) as site:
        run = crawl(site, "/news/0", RIGHTS_POLICY="record")
    assert run.became["/news/0"]["rights"]["tdm_reservation"] is True


WITHHELD = [
    ("/robots.txt", robots("User-agent: *", "Content-Signal: search=yes, ai-train=no")),
    ("/robots.txt", robots("User-agent: *", "Content-Usage: /news/ train-ai=n")),
    ("/robots.txt", robots("User-agent: *", "DisallowAITraining: /news")),
    ("/ai.txt", robots("User-Agent: *", "Disallow: /")),
]


def test_uses_that_a_site_withholds(tmp_path):
    with ExitStack() as up:
        sites = [up.enter_context(manners_site({path: answer})) for path, answer in WITHHELD]
        addresses = [f"{site.address}/news/0" for site in sites]
        obeyed = crawl_addresses(tmp_path, addresses, stories=True)
        assert not any("/news/0" in site.paths for site in sites)
        recorded = crawl_addresses(tmp_path, addresses, stories=True, RIGHTS_POLICY="record")
    assert obeyed.kinds() == ["rights"] * 4
    assert all("ai-train=no" in one["why"] for one in obeyed.became.values())
    assert [one["rights"]["robots"] for one in recorded.became.values()] == ["ai-train=no"] * 4


def test_what_headers_and_markup_say_is_read(crawl):
    story = Answer(
        b'<head><meta name="robots" content="nosnippet"><meta name="copyright" content="The Echo"></head><p>Copy.',
        headers={"X-Robots-Tag": "otherbot: none, copydesk: noarchive", "tdm-reservation": "1"},
    )
    with manners_site({"/news/0": story}) as site:
        run = crawl(site, "/news/0")
    assert run.became["/news/0"]["rights"] == {
        "robots": "noarchive, nosnippet",
        "tdm_reservation": True,
        "notice": "The Echo",
    }


def test_the_files_are_fetched_with_manners(crawl):
    with manners_site({"/robots.txt": robots("User-agent: *", "Crawl-delay: 0.3", "Disallow: /ai.txt")}) as site:
        run = crawl(site, "/news/0")
    assert site.paths == ["/robots.txt", WELL_KNOWN, "/news/0"]
    assert min(site.gaps()) >= 0.3
    assert run.statuses() == [200]


def test_they_are_part_of_the_budget(crawl):
    with manners_site() as site:
        run = crawl(site, "/news/0", "/news/1", HOST_BUDGET="2")
    assert site.paths == ["/robots.txt", WELL_KNOWN]
    assert run.kinds() == ["budget", "budget"]


NO_FILES = [Answer(b"", 500), Answer(b"<!DOCTYPE html><h1>Hi</h1>"), Answer(b"[" * 50_000), Answer(b"\x00\xff" * 100)]


def test_files_that_are_none_reserve_nothing(tmp_path):
    with ExitStack() as up:
        sites = [up.enter_context(manners_site({WELL_KNOWN: answer, "/ai.txt": answer})) for answer in NO_FILES]
        run = crawl_addresses(tmp_path, [f"{site.address}/news/0" for site in sites], stories=True)
    assert run.statuses() == [200] * 4


def test_a_redirect_to_another_site_is_held_against_that_sites_files(crawl):
    with manners_site({WELL_KNOWN: EVERYTHING}) as elsewhere:
        moved = Answer(b"", 301, {"Location": f"{elsewhere.address}/news/0"})
        with manners_site({"/news/0": moved}) as site:
            run = crawl(site, "/news/0")
    assert "/news/0" not in elsewhere.paths
    assert run.kinds() == ["rights"]


def test_a_policy_that_is_none_is_named(crawl):
    with manners_site() as site:
        run = crawl(site, "/news/0", RIGHTS_POLICY="ignore")
    assert "RIGHTS_POLICY=ignore" in run.log and "obey, record" in run.log
    assert site.asked == []
