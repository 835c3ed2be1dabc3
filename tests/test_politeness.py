"""Manners, each proved by what a site's own log says of a real crawl.

Times are asserted one way only: what was to be waited for was waited for. How fast a crawl is, is not looked at.
"""

import signal
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from itertools import pairwise
from time import sleep

import pytest

from tests.manners_crawl import crawl_addresses, crawl_paths, read_crawl, start_crawl
from tests.manners_server import Answer, manners_site, robots

ALL = "User-agent: *"


@pytest.fixture
def crawl(tmp_path):
    """A crawl of paths of a site, in a process of its own; runs of one test share a ledger."""
    return partial(crawl_paths, tmp_path)


def news(count: int) -> list[str]:
    return [f"/news/{number}" for number in range(count)]


# robots.txt: the pace


def test_a_crawl_delay_of_a_second_is_kept(crawl):
    with manners_site({"/robots.txt": robots(ALL, "Crawl-delay: 1")}) as site:
        run = crawl(site, *news(3))
    assert site.paths[0] == "/robots.txt" and sorted(site.paths[1:]) == news(3)
    assert min(site.gaps()) >= 1.0
    assert run.statuses() == [200] * 3


def test_a_delay_is_counted_from_the_answer(crawl):
    """A slow page does not make the next one come sooner after it."""
    pages = {"/robots.txt": robots(ALL, "Crawl-delay: 0.3"), **{path: Answer(wait=0.4) for path in news(3)}}
    with manners_site(pages) as site:
        crawl(site, *news(3))
    asked = site.asked
    assert all(later.at - sooner.answered >= 0.3 for sooner, later in pairwise(asked))


@pytest.mark.parametrize(
    ("lines", "least"),
    [
        (("Request-rate: 2/1",), 0.5),
        (("Request-rate: 1/1s", "Crawl-delay: 0.1"), 1.0),
        (("Request-rate: 100/1m", "Crawl-delay: 0.2"), 0.6),
        (("Request-rate: 2/1s 0300-0301",), 0.5),
    ],
    ids=["rate", "rate-above-delay", "a-minute", "time-of-day"],
)
def test_a_request_rate_is_kept(crawl, lines, least):
    with manners_site({"/robots.txt": robots(ALL, *lines)}) as site:
        crawl(site, *news(3))
    assert len(site.paths) == 4
    assert min(site.gaps()) >= least


def test_the_delay_for_us_counts_and_not_the_one_for_others(crawl):
    lines = (ALL, "Crawl-delay: 30", "", "User-agent: copydesk", "Crawl-delay: 0.2", "Disallow: /news/1")
    with manners_site({"/robots.txt": robots(*lines)}) as site:
        run = crawl(site, *news(3))
    assert sorted(site.paths) == ["/news/0", "/news/2", "/robots.txt"]
    assert min(site.gaps()) >= 0.2
    assert run.became["/news/1"] == {"kind": "robots", "why": "Forbidden by robots.txt"}
    assert run.stats["politeness/left_alone/robots"] == 1


def test_our_own_delay_is_kept_where_less_is_asked(crawl):
    with manners_site({"/robots.txt": robots(ALL, "Crawl-delay: 0.01")}) as site:
        crawl(site, *news(4), DOWNLOAD_DELAY="0.3")
    assert min(site.gaps("/news")) >= 0.3


def test_a_delay_beyond_all_patience_is_taken_for_a_no(crawl):
    with manners_site({"/robots.txt": robots(ALL, "Crawl-delay: 86400")}) as site:
        run = crawl(site, *news(2))
    assert site.paths == ["/robots.txt"]
    assert run.kinds() == ["robots", "robots"]


def test_retries_and_redirects_keep_the_delay_too(crawl):
    pages = {
        "/robots.txt": robots(ALL, "Crawl-delay: 0.3"),
        "/news/0": [Answer(b"", 500), Answer()],
        "/news/1": Answer(b"", 301, {"Location": "/news/2"}),
    }
    with manners_site(pages) as site:
        run = crawl(site, "/news/0", "/news/1")
    assert sorted(site.paths) == ["/news/0", "/news/0", "/news/1", "/news/2", "/robots.txt"]
    assert min(site.gaps()) >= 0.3
    assert run.statuses() == [200, 200]


def test_autothrottle_does_not_undercut_a_delay(crawl):
    """It would: its floor is DOWNLOAD_DELAY, and pages that come at once would bring it there."""
    with manners_site({"/robots.txt": robots(ALL, "Crawl-delay: 0.4")}) as site:
        crawl(site, *news(5), AUTOTHROTTLE_ENABLED="1")
    assert min(site.gaps()) >= 0.4


def test_autothrottle_slows_down_for_a_host_that_asks_for_nothing(crawl):
    with manners_site({path: Answer(wait=0.5) for path in news(4)}) as site:
        crawl(site, *news(4), AUTOTHROTTLE_ENABLED="1", CONCURRENT_REQUESTS_PER_DOMAIN="1", DOWNLOAD_DELAY_JITTER="0")
        crawl(site, *news(4))
    slow, fast = site.asked[:5], site.asked[5:]
    assert slow[-1].at - slow[1].at > fast[-1].at - fast[1].at


def test_no_more_at_once_than_is_set(crawl):
    with manners_site({path: Answer(wait=0.2) for path in news(8)}) as site:
        crawl(site, *news(8), CONCURRENT_REQUESTS="16", CONCURRENT_REQUESTS_PER_DOMAIN="2")
    at_once = [sum(other.at <= one.at < other.answered for other in site.asked) for one in site.asked]
    assert max(at_once) == 2


# robots.txt: there or not


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_robots_txt_that_fails_forbids_everything(crawl, status):
    with manners_site({"/robots.txt": robots(status=status)}) as site:
        run = crawl(site, *news(3), BACK_OFF="0.05")
    assert set(site.paths) == {"/robots.txt"}
    assert run.kinds() == ["robots"] * 3
    assert str(status) in run.became["/news/0"]["why"]
    assert run.stats["politeness/robots_closed"] == 1


def test_one_that_fails_once_is_read_at_the_second_try(crawl):
    with manners_site({"/robots.txt": [robots(status=500), robots(ALL, "Disallow: /news/0")]}) as site:
        run = crawl(site, *news(2))
    assert run.kinds() == ["robots", None]
    assert site.paths == ["/robots.txt", "/robots.txt", "/news/1"]


def test_a_robots_txt_that_is_not_there_allows_everything(tmp_path):
    with ExitStack() as up:
        sites = [
            up.enter_context(manners_site({"/robots.txt": robots(ALL, "Disallow: /", status=status)}))
            for status in (400, 401, 403, 404, 410)
        ]
        run = crawl_addresses(tmp_path, [f"{site.address}/news/0" for site in sites])
    assert run.statuses() == [200] * 5


def test_a_robots_txt_elsewhere_is_followed(crawl):
    pages = {
        "/robots.txt": Answer(b"", 301, {"Location": "/files/robots"}),
        "/files/robots": robots(ALL, "Disallow: /news/0"),
    }
    with manners_site(pages) as site:
        run = crawl(site, *news(2))
    assert run.kinds() == ["robots", None]
    assert site.paths == ["/robots.txt", "/files/robots", "/news/1"]


def test_one_that_is_sent_round_in_circles_forbids_everything(crawl):
    with manners_site({"/robots.txt": Answer(b"", 302, {"Location": "/robots.txt"})}) as site:
        run = crawl(site, *news(1))
    assert run.kinds() == ["robots"]
    assert set(site.paths) == {"/robots.txt"}


def test_a_host_that_is_not_there_is_asked_for_nothing_more(crawl):
    with manners_site() as site:
        pass
    run = crawl(site, *news(2))
    assert run.kinds() == ["robots", "robots"]
    assert "refused" in run.became["/news/0"]["why"]


# Not now


def test_retry_after_is_kept_and_the_page_asked_for_again(crawl):
    with manners_site({"/news/1": [Answer(b"", 429, {"Retry-After": "1"}), Answer()]}) as site:
        run = crawl(site, *news(4), CONCURRENT_REQUESTS_PER_DOMAIN="1")
    (refused,) = (one for one in site.asked if one.status == 429)
    later = [one for one in site.asked if one.at > refused.answered]
    assert later and min(one.at for one in later) - refused.answered >= 1.0
    assert run.statuses().count(200) == 4


def test_retry_after_may_be_a_date(crawl):
    date = datetime.now(UTC) + timedelta(days=400)  # the server's clock is wrong; what it says is two seconds
    headers = {
        "Date": format_datetime(date, usegmt=True),
        "Retry-After": format_datetime(date + timedelta(seconds=2), usegmt=True),
    }
    with manners_site({"/news/0": [Answer(b"", 503, headers), Answer()]}) as site:
        run = crawl(site, *news(2), CONCURRENT_REQUESTS_PER_DOMAIN="1")
    (refused,) = (one for one in site.asked if one.status == 503)
    assert min(one.at for one in site.asked if one.at > refused.answered) - refused.answered >= 2.0
    assert run.statuses() == [200, 200]


@pytest.mark.parametrize("status", [429, 503])
def test_pauses_grow_while_a_host_refuses(crawl, status):
    with manners_site({"/news/0": [Answer(b"", status)] * 2 + [Answer()]}) as site:
        run = crawl(site, "/news/0", BACK_OFF="0.4")
    first, second = site.gaps("/news")
    assert first >= 0.4 and second >= 0.8
    assert run.statuses() == [200]
    assert run.stats["politeness/refused"] == 2


def test_a_host_that_goes_on_refusing_is_given_up(crawl):
    with manners_site({path: Answer(b"", 429) for path in news(20)}) as site:
        run = crawl(site, *news(20), BACK_OFF="0.1", BACK_OFF_MAX="0.5", CONCURRENT_REQUESTS_PER_DOMAIN="1")
    # 0.1, 0.2 and 0.4 s are waited for, 0.8 s are not
    assert len(site.of("/robots.txt")) == 1 and len(site.asked) == 5
    assert run.kinds().count("held") >= 18
    assert run.stats["politeness/left_alone/held"] >= 18


def test_hours_end_the_hosts_work_and_are_remembered(crawl):
    with manners_site({path: Answer(b"", 429, {"Retry-After": "7200"}) for path in news(6)}) as site:
        first = crawl(site, *news(6), CONCURRENT_REQUESTS_PER_DOMAIN="1")
        asked = len(site.asked)
        second = crawl(site, *news(2))
    assert asked == 2
    assert first.kinds() == ["held"] * 6 and "left alone until" in first.became["/news/5"]["why"]
    assert len(site.asked) == asked
    assert second.kinds() == ["held"] * 2 and "429" in second.became["/news/0"]["why"]


def test_a_short_hold_is_kept_by_the_next_run_too(crawl):
    """Whatever ended the first: here it gave up the page."""
    with manners_site({"/news/0": Answer(b"", 429, {"Retry-After": "6"})}) as site:
        crawl(site, "/news/0", BACK_OFF="0.1", RETRY_TIMES="0")
        (refused,) = (one for one in site.asked if one.status == 429)
        crawl(site, "/news/1")
    assert min(one.at for one in site.asked if one.at > refused.answered) - refused.answered >= 6.0


def test_a_run_that_is_told_to_stop_does_not_sit_out_a_pause(tmp_path):
    """The pause is longer than anybody waits here: a run that sat it out would be ended by the test's own patience."""
    with manners_site({path: Answer(b"", 429, {"Retry-After": "600"}) for path in news(6)}) as site:
        child = start_crawl(tmp_path, [site.address + path for path in news(6)], BACK_OFF_MAX="900")
        while not any(one.status == 429 for one in site.asked):
            assert child.poll() is None
            sleep(0.02)
        child.send_signal(signal.SIGTERM)
        run = read_crawl(child, news(6), cut=site.address)
    assert "held" in run.kinds()
    assert sum(one.path != "/robots.txt" for one in site.asked) <= 4


# A day's budget


def test_a_budget_ends_a_hosts_day(crawl):
    with manners_site() as site:
        first = crawl(site, *news(6), HOST_BUDGET="4")
        asked = len(site.asked)
        second = crawl(site, *news(2), HOST_BUDGET="4")
        third = crawl(site, *news(2), HOST_BUDGET="7")
    assert asked == 4  # robots.txt is one of them
    assert first.kinds().count("budget") == 3 and first.stats["politeness/left_alone/budget"] == 3
    assert second.kinds() == ["budget"] * 2
    assert third.statuses() == [200, 200] and len(site.asked) == 7


def test_a_budget_begins_anew_with_the_utc_day(crawl):
    clocks = {"CLOCK": "tests.manners_child.just_before_midnight"}, {"CLOCK": "tests.manners_child.just_after_midnight"}
    with manners_site() as site:
        evening = crawl(site, *news(3), HOST_BUDGET="2", **clocks[0])
        morning = crawl(site, *news(1), HOST_BUDGET="2", **clocks[1])
    assert evening.kinds().count("budget") == 2
    assert morning.statuses() == [200]


def test_a_budget_that_is_no_number_is_named(crawl):
    with manners_site() as site:
        run = crawl(site, *news(1), HOST_BUDGET="many")
    assert "HOST_BUDGET=many" in run.log
    assert site.asked == []


# Who asks


def test_every_request_names_us_whatever_it_says_of_itself(crawl):
    with manners_site({"/news/0": Answer(b"", 301, {"Location": "/news/1"})}) as site:
        crawl(site, "/news/0", "/news/2", stories=True, CONTACT="desk@copydesk.example")
    (agent,) = {one.user_agent for one in site.asked}
    assert agent.startswith("copydesk/") and agent.endswith(" (+desk@copydesk.example)")
    assert {"/robots.txt", "/.well-known/tdmrep.json"} <= set(site.paths)
