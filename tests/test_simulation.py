"""The newsroom whose days go by, and the judge of a crawl of it: what it passes, and what it notices."""

import gzip
import http.client
import json
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest
from lxml import etree

from crawler.demo import DemoAggregator
from crawler.demo.newsroom import START, FileClock, NewsroomSite, edition, make_newsroom
from crawler.demo.newsroom.clock import set_clock
from crawler.demo.newsroom.plan import LINGERS, Newsroom, Planned
from tests.simulation.filed import read_filed
from tests.simulation.guest import Guest, rehearse
from tests.simulation.judge import SECOND, Case, judge, run_moments
from tests.simulation.log import Asked, read_log
from tests.simulation.places import open_place
from tests.simulation.rehearsal import Rehearsal

SEED, STORIES, DAYS, EVERY, DELAY = 1, 120, 1, timedelta(hours=1), 0.01
SITE = "http://127.0.0.1:8000"
LARGE = make_newsroom(2, 1200, 2)


# The plan


def test_a_plan_is_a_function_of_its_seed():
    assert make_newsroom(3, 40, 1) == make_newsroom(3, 40, 1)
    assert make_newsroom(3, 40, 1) != make_newsroom(4, 40, 1)


def test_everything_happens_in_its_days_and_in_order():
    for one in LARGE.stories:
        moments = [one.published, *(change.at for change in one.changes)]
        assert moments == sorted(moments)
        assert all(moment <= (one.gone or LARGE.end) for moment in moments)
        assert all(moment.microsecond == 0 for moment in moments)
    assert [one.published for one in LARGE.stories] == sorted(one.published for one in LARGE.stories)
    assert {one.story.topic for one in LARGE.stories if one.published < START} == {
        one.story.topic for one in LARGE.stories
    }


def test_a_plan_has_everything_in_it():
    kinds = Counter(change.kind for one in LARGE.stories for change in one.changes)
    assert set(kinds) == {"headline", "body", "byline", "correction", "update", "furniture", "aside", "touch"}
    assert {one.validation for one in LARGE.stories} == {"both", "etag", "modified", "none", "fickle"}
    assert {one.gone_status for one in LARGE.stories if one.gone} == {404, 410}
    assert any(one.moved for one in LARGE.stories) and any(one.also for one in LARGE.stories)
    revised = Counter(one.story.publisher.slug for one in LARGE.stories if any(c.revises for c in one.changes))
    assert revised["northmark-wire"] > revised["slate-and-lamp"]


def test_a_change_of_the_copy_makes_another_copy_and_no_other_change_does():
    def copy(one, number):
        story = edition(one, number)
        paragraphs = tuple(part.markup for part in story.parts if part.kind == "paragraph")
        return story.headline, story.byline, paragraphs

    for one in LARGE.stories:
        for number, change in enumerate(one.changes):
            assert (copy(one, number) != copy(one, number + 1)) == change.revises, (one.story.slug, change)


# The site


@dataclass
class Stopped:
    """A clock that is set by hand."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock():
    return Stopped(START + timedelta(hours=30))


@pytest.fixture
def site(clock):
    return NewsroomSite(newsroom=LARGE, clock=clock, site=SITE)


def first(of: str) -> Planned:
    return next(one for one in LARGE.stories if getattr(one, of))


def test_a_story_is_not_there_before_it_is_published(site, clock):
    one = LARGE.stories[-1]
    for moment, status in ((one.published - timedelta(seconds=1), 404), (one.published, 200)):
        clock.now = moment
        assert site.answer(f"/news/{one.story.slug}").status == status
        assert (one.linked(clock.now) in site.shown(f"/sections/{one.story.topic}", clock.now)) == (status == 200)


def test_a_story_that_is_taken_down_is_gone(site, clock):
    one = first("gone")
    clock.now = one.gone
    assert site.answer(f"/news/{one.slug(clock.now)}").status == one.gone_status


def test_a_story_that_moved_is_found_by_both_slugs(site, clock):
    one = first("moved")
    clock.now = one.moved - timedelta(seconds=1)
    assert site.answer(f"/news/{one.new_slug}").status == 404
    clock.now = one.moved
    answer = site.answer(f"/news/{one.story.slug}")
    assert (answer.status, answer.location) == (301, f"/news/{one.new_slug}")
    assert one.new_slug.encode() in site.answer(answer.location).body
    assert one.linked(one.moved + LINGERS) == one.new_slug


def test_a_second_slug_always_leads_to_the_first(site, clock):
    one = first("also")
    clock.now = one.published
    assert site.answer(f"/news/{one.also}").location == f"/news/{one.slug(clock.now)}"
    assert one.also in site.shown(f"/sections/{one.story.topic}", clock.now)


@pytest.mark.parametrize("kind", ["both", "etag", "modified", "none", "fickle"])
def test_a_page_says_of_its_state_what_its_kind_says(site, clock, kind):
    one = next(one for one in LARGE.stories if one.validation == kind and one.published < clock.now and not one.gone)
    before, after = (site.answer(f"/news/{one.slug(clock.now)}").state for _ in range(2))
    assert (before.etag is not None) == (kind in ("both", "etag", "fickle"))
    assert (before.modified is not None) == (kind in ("both", "modified"))
    assert (before == after) == (kind != "fickle")


def test_a_page_that_changes_says_so(site, clock):
    one = next(one for one in LARGE.stories if one.validation == "both" and one.changes and not one.moved)
    states = []
    for change in one.changes:
        for clock.now in (change.at - timedelta(seconds=1), change.at):
            states.append(site.answer(f"/news/{one.story.slug}").state)
    assert states[-1].modified == one.changes[-1].at
    assert len({state.etag for state in states}) == len({change.at for change in one.changes}) + 1


def test_sections_name_every_story_once_newest_first(site, clock):
    pages = []
    while (shown := site.shown(f"/sections/world?page={len(pages) + 1}", clock.now)) is not None:
        pages.append(shown)
    slugs = [slug for page in pages for slug in page]
    assert len(pages) > 1 and len(set(slugs)) == len(slugs)
    assert slugs == [one.linked(clock.now) for one in site.listed(clock.now, "world")]


def test_the_feed_the_json_and_the_sitemaps_name_the_same_stories(site, clock):
    listed = [one.slug(clock.now) for one in site.listed(clock.now)]
    named, target = [], "/api/stories"
    while target:
        page = json.loads(site.answer(target).body)
        named += [urlsplit(story["url"]).path.removeprefix("/news/") for story in page["stories"]]
        target = page["next"]
    assert named == listed
    feed = etree.fromstring(site.answer("/feeds/all.xml").body)
    assert [link.text.split("?")[0] for link in feed.iter("link")][1:] == [
        f"{SITE}/news/{slug}" for slug in listed[:30]
    ]
    index = etree.fromstring(site.answer("/sitemap.xml").body)
    maps = [urlsplit(loc.text).path for loc in index.iter("{*}loc")]
    days = [gzip.decompress(site.answer(path).body) for path in maps if path.endswith(".gz")]
    mapped = [loc.text.removeprefix(f"{SITE}/news/") for day in days for loc in etree.fromstring(day).iter("{*}loc")]
    assert sorted(mapped) == sorted(listed)
    assert f"Sitemap: {SITE}/sitemap.xml" in site.answer("/robots.txt").body.decode()


def test_a_clock_in_a_file_is_read_again_when_it_is_set(tmp_path):
    clock = FileClock(tmp_path / "clock")
    for moment in (START, START + timedelta(minutes=15), START):
        set_clock(tmp_path / "clock", moment)
        assert clock() == moment
    (tmp_path / "clock").write_text("2026-09-14T00:00:00")
    with pytest.raises(ValueError, match="without an offset"):
        clock()


# The judge, of a perfect guest


@dataclass
class Days:
    """A newsroom's days as the guest saw them."""

    case: Case
    log_file: list[dict]


@pytest.fixture(scope="module")
def days(tmp_path_factory):
    home = tmp_path_factory.mktemp("days")
    return days_of(home, Guest)


def days_of(home, kind, stories=STORIES):
    newsroom = make_newsroom(SEED, stories, DAYS)
    runs, clock = run_moments(newsroom, EVERY), home / "clock"
    set_clock(clock, START)
    with DemoAggregator(home, DELAY, synthetic=stories, newsroom=SEED, days=DAYS, clock=clock) as demo:
        guest = kind(demo.site, home / "filed", FileClock(clock), DELAY)
        rehearse(guest, lambda now: set_clock(clock, now), [*runs, newsroom.end + SECOND])
        lines = demo.requests()
    articles = read_filed(*open_place(str(home / "filed")))
    log = read_log(demo.log)
    return Days(Case(newsroom, runs, EVERY, log, articles, DELAY, newsroom.end + SECOND), lines)


def test_a_perfect_guest_passes(days):
    verdict = judge(days.case)
    assert verdict.faults == {}
    assert verdict.figures["stories filed"] == STORIES
    assert verdict.figures["revisions filed"] > 20
    assert verdict.figures["requests for each necessary"] <= 1.02


def test_the_log_says_when_it_was_in_both_times(days):
    line = next(line for line in days.log_file if line["if_none_match"])
    assert datetime.fromisoformat(line["simulated"]) in days.case.runs
    assert {"at", "monotonic", "method", "path", "status", "host", "user_agent", "if_modified_since"} <= set(line)


def asked(case: Case, **changes) -> Asked:
    """One more request, long after the last, like the last of the log but for what is said."""
    return replace(case.log[-1], at=case.log[-1].at + 1, now=case.runs[-1], **changes)


def faults(case: Case, **changes) -> set[str]:
    return set(judge(replace(case, **changes)).faults)


def test_an_article_that_was_removed_is_missed(days):
    revised = next(one for one in days.case.articles if one["revision"] == 2)
    first = next(one for one in days.case.articles if one["id"] == revised["id"] and one["revision"] == 1)
    for lost in (days.case.articles[0], revised, first):
        left = [one for one in days.case.articles if one is not lost]
        assert "not filed" in faults(days.case, articles=left)


def test_an_article_filed_twice_is_noticed(days):
    again = {**days.case.articles[3], "revision": 2}
    assert "filed twice" in faults(days.case, articles=[*days.case.articles, days.case.articles[3]])
    assert "filed twice" in faults(days.case, articles=[*days.case.articles, again])


def test_a_story_that_moved_and_was_filed_under_both_slugs_is_noticed(days):
    moved = next(one for one in days.case.newsroom.stories if one.moved)
    filed = next(one for one in days.case.articles if one["id"] == f"inkl/{moved.story.slug}")
    again = {**filed, "id": f"inkl/{moved.new_slug}"}
    assert faults(days.case, articles=[*days.case.articles, again]) == {"filed twice, under two slugs"}


def test_copy_that_the_site_never_served_is_noticed(days):
    strange = {**days.case.articles[0], "headline": "Another", "body": [], "revision": 9}
    unknown = {**days.case.articles[0], "id": "inkl/nobody-knows-it"}
    assert "unknown copy" in faults(days.case, articles=[*days.case.articles, strange])
    assert "unknown copy" in faults(days.case, articles=[*days.case.articles, unknown])


def test_a_revision_that_counts_wrong_or_says_nothing_is_noticed(days):
    revised = next(one for one in days.case.articles if one["revision"] == 2)
    others = [one for one in days.case.articles if one is not revised]
    for change, fault in (
        ({"revision": 3}, "revisions misnumbered"),
        ({"supersedes": None}, "supersedes something else"),
        ({"edits": []}, "does not say what changed"),
    ):
        assert faults(days.case, articles=[*others, revised | change]) == {fault}


def test_a_revision_that_nobody_looked_for_is_missed(days):
    """The looks after the first are left out of the log: nothing is seen that happened since."""
    met, log = set(), []
    for one in days.case.log:
        if one.slug is None or one.slug not in met:
            log.append(one)
        met.add(one.slug)
    assert "revision seen late" in faults(days.case, log=log)


def test_a_story_never_asked_for_is_missed(days):
    slug = days.case.newsroom.stories[40].story.slug
    left = [one for one in days.case.articles if one["id"] != f"inkl/{slug}"]
    assert "never asked for" in faults(days.case, log=[one for one in days.case.log if one.slug != slug], articles=left)


def test_a_story_asked_for_late_is_noticed(days):
    slug = days.case.newsroom.stories[5].story.slug
    late = [replace(one, now=one.now + timedelta(hours=3)) if one.slug == slug else one for one in days.case.log]
    assert "found late" in faults(days.case, log=late)


def test_a_removal_not_seen_and_a_gone_page_asked_for_are_noticed(days):
    newsroom, planned = taken_down(days.case.newsroom)
    seen = [replace(one, status=410) if is_after(one, planned) else one for one in days.case.log]
    looked = [one for one in seen if is_after(one, planned)]
    assert len(looked) > 1
    assert "asked for when gone" in faults(days.case, newsroom=newsroom, log=seen)
    unseen = [one for one in seen if one not in looked]
    assert "removal seen late" in faults(days.case, newsroom=newsroom, log=unseen)
    states = {f"inkl/{planned.story.slug}": "stored"}
    assert "not marked gone" in faults(days.case, newsroom=newsroom, log=seen, states=states)
    once = [one for one in seen if one not in looked[1:]]
    assert not {"removal seen late", "asked for when gone"} & faults(days.case, newsroom=newsroom, log=once)


def taken_down(newsroom: Newsroom) -> tuple[Newsroom, Planned]:
    """The plan with an early story taken down ten minutes after it came."""
    planned = next(one for one in newsroom.stories if one.published > START and not (one.also or one.changes))
    gone = replace(planned, gone=planned.published + timedelta(minutes=70))
    return replace(newsroom, stories=tuple(gone if one is planned else one for one in newsroom.stories)), gone


def is_after(one: Asked, planned: Planned) -> bool:
    return one.slug == planned.story.slug and one.now >= planned.gone


@pytest.mark.parametrize("target", ["/private/notes-for-the-desk", "/signin"])
def test_a_disallowed_page_asked_for_is_noticed(days, target):
    assert "robots.txt broken" in faults(days.case, log=[*days.case.log, asked(days.case, target=target, status=200)])


def test_a_run_that_does_not_read_robots_txt_first_is_noticed(days):
    log = [one for one in days.case.log if one.path != "/robots.txt" or one.now != days.case.runs[4]]
    assert "robots.txt broken" in faults(days.case, log=log)


def test_two_requests_too_close_are_noticed(days):
    log = list(days.case.log)
    log[50] = replace(log[50], at=log[49].at + 0.004)
    assert faults(days.case, log=log) == {"Crawl-delay broken"}
    assert faults(days.case, delay=0.02) == {"Crawl-delay broken"}


def test_too_many_requests_are_noticed(days):
    more = [asked(days.case, target="/sections/world", status=304) for _ in range(len(days.case.log) // 5)]
    log = [*days.case.log, *(replace(one, at=one.at + number) for number, one in enumerate(more))]
    assert "too many requests" in faults(days.case, log=log)


def test_a_page_asked_for_twice_in_a_run_is_noticed(days):
    story = next(one for one in days.case.log if one.slug and one.status == 200)
    again = replace(story, at=story.at + 0.0001)
    assert "asked twice in a run" in faults(days.case, log=sorted([*days.case.log, again], key=lambda one: one.at))


def test_a_second_run_that_asks_for_everything_again_is_noticed(days):
    slugs = [one.slug(days.case.newsroom.end) for one in days.case.newsroom.stories]
    more = [
        replace(asked(days.case, target=f"/news/{slug}", status=200), now=days.case.second, at=days.case.log[-1].at + n)
        for n, slug in enumerate(slugs, start=1)
    ]
    found = faults(days.case, log=[*days.case.log, *more])
    assert {"second run asks again", "second run does not ask conditionally"} <= found


# The judge, of the spider


def test_the_spider_passes(tmp_path):
    """The short version of ``python -m tests.simulation``."""
    rehearsal = Rehearsal(home=tmp_path, stories=STORIES, days=DAYS, every=EVERY, seed=SEED)
    assert [run for run in rehearsal.crawl() if run["exit_status"]] == []
    assert rehearsal.judge()["faults"] == {}


# The judge, of a guest that behaves badly in truth


class BadGuest(Guest):
    """Waits for nothing, goes where it is not wanted, forgets what it filed, and keeps every other article."""

    @property
    def pace(self) -> float:
        return 0.0

    def run(self) -> None:
        super().run()
        self.get("/private/notes-for-the-desk")
        self.known.clear()


def test_a_bad_guest_does_not_pass(tmp_path):
    verdict = judge(days_of(tmp_path, BadGuest, stories=30).case)
    assert {
        "Crawl-delay broken",
        "robots.txt broken",
        "filed twice",
        "too many requests",
        "second run asks again",
        "second run does not ask conditionally",
    } <= set(verdict.faults)


def test_the_server_answers_304_to_who_has_the_page(tmp_path):
    set_clock(tmp_path / "clock", START + timedelta(hours=20))
    with DemoAggregator(tmp_path, newsroom=SEED, synthetic=40, days=1, clock=tmp_path / "clock") as demo:
        connection = http.client.HTTPConnection(urlsplit(demo.site).netloc)
        for one in make_newsroom(SEED, 40, 1).stories[:20]:
            statuses = [ask(connection, one, {})]
            sent = {"If-None-Match": statuses[0][1]["ETag"], "If-Modified-Since": statuses[0][1]["Last-Modified"]}
            again, _ = ask(connection, one, {name: value for name, value in sent.items() if value})
            assert again == (304 if one.validation in ("both", "etag", "modified") else 200)
        connection.close()


def ask(connection, one, headers):
    connection.request("GET", f"/news/{one.slug(START + timedelta(hours=20))}", headers=headers)
    answer = connection.getresponse()
    answer.read()
    return answer.status, answer.headers
