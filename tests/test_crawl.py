"""The main job on loopback: the demo aggregator, crawled by a process of its own into a real S3."""

import json
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import pairwise
from urllib.request import urlopen

import msgspec
import pytest

from crawler.demo import DemoAggregator, load_stories, truth
from crawler.demo.listings import GONE, MOVED, PRIVATE
from crawler.demo.site import FALTERING, SLOW
from crawler.read_page import VERSION
from pipelines.items import Article
from pipelines.storage.manifest import read_manifest
from tests.buckets import Bucket, make_bucket
from tests.crawling import Desk, Run, desk_for, ids_of, in_bucket, in_folder
from tests.filing_samples import folder_reader, left_in

STORIES = load_stories()
ALL = sorted(f"inkl/{story.slug}" for story in STORIES)
CONTACT = "desk@copydesk.example"


@dataclass
class TwoRuns:
    """The demo crawled twice into one bucket."""

    demo: DemoAggregator
    desk: Desk
    bucket: Bucket
    first: Run
    second: Run
    asked: tuple[list[dict], list[dict]]
    """The requests of the first run and of the second."""
    after_first: list[dict]
    articles: list[dict]


@pytest.fixture(scope="module")
def runs(object_store, tmp_path_factory):
    home, bucket = tmp_path_factory.mktemp("crawl"), make_bucket(object_store)
    desk = desk_for(home / "desk", bucket, LEDGER_URL=f"sqlite:///{home / 'ledger.sqlite'}", PART_ARTICLES="20")
    with DemoAggregator(home, crawl_delay=0, slow_seconds=0.3) as demo:
        first = desk.crawl("-a", f"site={demo.site}")
        asked, after_first = demo.requests(), in_bucket(bucket)
        second = desk.crawl("-a", f"site={demo.site}", "-a", "again=yes")
        later = demo.requests()[len(asked) :]
        yield TwoRuns(demo, desk, bucket, first, second, (asked, later), after_first, in_bucket(bucket))


def paths(requests):
    return [request["path"].partition("?")[0] for request in requests]


# The first run


def test_every_story_is_filed_once(runs):
    assert ids_of(runs.after_first) == ALL
    assert runs.first.status == 0


def test_the_run_ends_with_a_summary(runs):
    assert f"{len(ALL)} articles filed in 3 parts" in runs.first.summary
    assert f"manifest: s3://{runs.bucket.name}/desk/manifests/" in runs.first.summary
    assert runs.first.failures == {}
    assert runs.first.stdout == ""


def test_each_article_is_what_the_site_served(runs):
    for article in runs.after_first[::10]:
        with urlopen(article["url"]) as answer:
            assert article["source"]["sha256"] == sha256(answer.read()).hexdigest()


def test_each_article_says_where_and_when_it_is_from(runs):
    for article in runs.after_first:
        read = msgspec.convert(article, Article)
        assert read.id == f"inkl/{read.slug}"
        assert read.url.partition("?")[0] == f"{runs.demo.site}/news/{read.slug}"
        assert (read.source.status, read.aggregator, read.made_by.version) == (200, "inkl", VERSION)
        assert read.source.fetched_at.tzinfo is not None
        assert read.headline and read.publisher and read.word_count and read.content_hash


def test_parts_lie_under_the_day_they_were_fetched(runs):
    parts = [key for key in list(runs.bucket.keys()) if "/articles/" in key]
    assert {key.split("/")[2] for key in parts} == {"aggregator=inkl"}
    days = {f"date={article['source']['fetched_at'][:10]}" for article in runs.articles}
    assert {key.split("/")[3] for key in parts} == days


def test_robots_txt_comes_first_and_is_kept(runs):
    asked = paths(runs.asked[0])
    assert asked[0] == "/robots.txt"
    assert asked.count("/robots.txt") == 1
    assert not any(path.startswith(("/private", "/signin")) for path in asked)
    with urlopen(f"{runs.demo.site}/sections/world") as listing:
        assert PRIVATE in listing.read().decode()  # it was there to be followed


def test_no_story_is_asked_for_twice_but_the_one_that_failed(runs):
    """A redirect may lead to what was asked for already: which one was asked first shows on the way there alone."""
    stories = [path.removeprefix("/news/") for path in paths(runs.asked[0]) if path.startswith("/news/")]
    often = {slug for slug, times in Counter(stories).items() if times > 1}
    assert often - set(MOVED.values()) == {FALTERING}
    assert stories.count(SLOW) == 1


def test_every_request_says_who_asks(runs):
    agents = {request["user_agent"] for request in (*runs.asked[0], *runs.asked[1])}
    assert agents == {f"copydesk/{VERSION} (+{CONTACT})"}


def test_what_is_gone_is_counted_and_no_failure(runs):
    (gone,) = GONE
    assert paths(runs.asked[0]).count(f"/news/{gone}") == 1
    assert "stories gone (404 or 410): 1" in runs.first.summary


def test_a_story_that_moved_is_filed_by_its_new_name_alone(runs):
    ((old, new),) = MOVED.items()
    assert f"/news/{old}" in paths(runs.asked[0])
    filed = ids_of(runs.articles)
    assert filed.count(f"inkl/{new}") == 1
    assert f"inkl/{old}" not in filed


def test_a_story_that_fails_once_is_asked_for_again(runs):
    statuses = [request["status"] for request in runs.asked[0] if request["path"].startswith(f"/news/{FALTERING}")]
    assert statuses == [500, 200]


def test_the_manifest_is_the_runs_own(runs):
    (key,) = {line.split("/desk/")[1] for line in runs.first.summary.splitlines() if line.startswith("manifest: ")}
    manifest = read_manifest(runs.bucket.get(f"desk/{key}"))
    assert (manifest.ended, manifest.articles, len(manifest.parts)) == ("finished", len(ALL), 3)


def test_the_spool_is_empty_at_the_end(runs):
    assert left_in(runs.desk.spool) == []


def test_the_log_is_json_and_keeps_secrets(runs):
    for run in (runs.first, runs.second):
        assert {"at", "level", "logger", "message"} <= set.intersection(*(set(line) for line in run.log))
        assert runs.bucket.store.keys[1] not in run.stderr


# The second run


def test_a_second_run_files_nothing(runs):
    assert runs.second.status == 0
    assert ids_of(runs.articles) == ALL
    assert "0 articles filed" in runs.second.summary


def test_a_second_run_asks_for_no_story_that_is_stored(runs):
    assert [path for path in paths(runs.asked[1]) if path.startswith("/news/")] == []
    assert (
        "listed that are stored already" in runs.second.summary
        or "listings that had not changed" in runs.second.summary
    )


def test_a_run_asks_for_no_listing_before_it_is_due(runs):
    run = runs.desk.crawl("-a", f"site={runs.demo.site}")
    assert run.status == 0
    assert "not due yet" in run.summary


# Manners, measured at the site


def test_crawl_delay_is_kept(tmp_path):
    with DemoAggregator(tmp_path, crawl_delay=0.2) as demo:
        run = Desk(tmp_path / "desk").crawl("-a", f"site={demo.site}", "-a", "sections=sport", "-a", "limit=5")
        arrived = [request["monotonic"] for request in demo.requests()]
    assert run.status == 0
    assert len(arrived) > 7
    gaps = [later - sooner for sooner, later in pairwise(arrived)]
    assert min(gaps) > 0.2 - 0.02  # the site's clock starts when a thread of its own gets its turn
    assert (arrived[-1] - arrived[0]) / len(gaps) > 0.2 - 0.005


def test_our_own_delay_is_kept_where_robots_txt_asks_for_less(tmp_path):
    with DemoAggregator(tmp_path, crawl_delay=0.01) as demo:
        words = ("-a", f"site={demo.site}", "-a", "sections=sport", "-a", "limit=3", "-s", "DOWNLOAD_DELAY=0.15")
        run = Desk(tmp_path / "desk").crawl(*words)
        arrived = [request["monotonic"] for request in demo.requests()][1:]  # robots.txt says when to begin
    assert run.status == 0
    assert (arrived[-1] - arrived[0]) / (len(arrived) - 1) > 0.15 - 0.005


# What an operator may ask for


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    with DemoAggregator(tmp_path_factory.mktemp("demo"), crawl_delay=0, slow_seconds=0) as demo:
        yield demo


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path / "desk")


def test_without_settings_all_is_kept_in_the_folder_one_stands_in(desk, demo):
    run = desk.crawl("-a", f"site={demo.site}", "-a", "limit=2")
    assert run.status == 0
    assert sorted(path.name for path in desk.home.iterdir()) == ["filed", "ledger.sqlite", "spool"]
    assert len(in_folder(desk.home / "filed")) == 2
    assert any("CONTACT is not set" in line["message"] for line in run.log)


def test_named_stories_alone_are_filed_each_once(desk, demo):
    one, two = (story.slug for story in STORIES[:2])
    wanted = f"{demo.site}/news/{one}  {demo.site}/news/{two}?utm_source=mail\n{demo.site}/news/{one}#end"
    before = len(demo.requests())
    run = desk.crawl("-a", f"urls={wanted}")
    assert run.status == 0
    assert ids_of(in_folder(desk.home / "filed")) == sorted([f"inkl/{one}", f"inkl/{two}"])
    asked = [request["path"] for request in demo.requests()[before:]]
    notices = ["/robots.txt", "/.well-known/tdmrep.json", "/ai.txt"]
    assert asked[:3] == notices
    assert sorted(asked[3:]) == sorted([f"/news/{one}", f"/news/{two}"])  # no listing, no related story


def test_named_stories_may_come_in_a_file(desk, demo):
    slugs = sorted(story.slug for story in STORIES[5:9])
    (desk.home / "list.txt").write_text("".join(f"{demo.site}/news/{slug}\n\n" for slug in slugs))
    run = desk.crawl("-a", "urls=@list.txt")
    assert run.status == 0
    assert ids_of(in_folder(desk.home / "filed")) == [f"inkl/{slug}" for slug in slugs]


def test_an_address_that_is_no_story_is_named_and_the_others_are_filed(desk, demo):
    slug, listing = STORIES[0].slug, f"{demo.site}/sections/world"
    run = desk.crawl("-a", f"urls={listing} {demo.site}/news/{slug}")
    assert run.status == 1
    assert ids_of(in_folder(desk.home / "filed")) == [f"inkl/{slug}"]
    assert run.failures == {"addresses in urls that are no story": 1}
    assert any(line["message"].startswith(f"{listing}: ") for line in run.log)


def test_sections_bound_the_run(desk, demo):
    run = desk.crawl("-a", f"site={demo.site}", "-a", "sections=sport, science")
    assert run.status == 0
    wanted = {f"inkl/{story.slug}" for story in STORIES if story.topic in ("sport", "science")}
    boxes = {f"inkl/{slug}" for story in STORIES for slug, *_ in story.dives}
    filed = set(ids_of(in_folder(desk.home / "filed")))
    assert wanted <= filed <= wanted | boxes


def test_a_section_that_there_is_not_is_a_failure_that_is_named(desk, demo):
    run = desk.crawl("-a", f"site={demo.site}", "-a", "sections=wrold")
    assert run.status == 1
    assert "FAILED: listing pages that could not be fetched: 1" in run.summary
    assert any(f"{demo.site}/sections/wrold" in line["message"] and "section" in line["message"] for line in run.log)


def test_limit_is_kept_to_the_story(desk, demo):
    """And the next run goes on where the first stopped."""
    before = len(demo.requests())
    words = ("-a", f"site={demo.site}", "-a", "limit=5")
    first = desk.crawl(*words)
    stories = [path for path in paths(demo.requests()[before:]) if path.startswith("/news/")]
    assert len(stories) <= 5 + 8  # those under way when it was reached
    second = desk.crawl(*words)
    assert (first.status, second.status) == (0, 0)
    filed = ids_of(in_folder(desk.home / "filed"))
    assert len(filed) == len(set(filed)) == 10


def test_since_a_day_leaves_older_stories_out(desk, demo):
    moments = sorted(story.published for story in STORIES)
    since = moments[len(moments) // 2]
    run = desk.crawl("-a", f"site={demo.site}", "-a", f"since={since.isoformat()}")
    wanted = sorted(f"inkl/{story.slug}" for story in STORIES if story.published >= since)
    assert run.status == 0
    assert ids_of(in_folder(desk.home / "filed")) == wanted
    assert f"stories older than asked for: {len(ALL) - len(wanted)}" in run.summary


def test_since_some_hours_ago_counts_back_from_now(desk, demo):
    sport = [story for story in STORIES if story.topic == "sport"]
    oldest = min(story.published for story in sport)
    hours = (datetime.now(UTC) - oldest) // timedelta(hours=1)
    words = ("-a", f"site={demo.site}", "-a", "sections=sport", "-a")
    assert desk.crawl(*words, "since=90m").status == 0  # a second run may want what the first found too old
    assert desk.crawl(*words, f"since={hours}h").status == 0
    filed = ids_of(in_folder(desk.home / "filed"))
    assert {f"inkl/{story.slug}" for story in sport if story.published > oldest} <= set(filed)
    assert not any(oldest == story.published for story in sport if f"inkl/{story.slug}" in filed)


# Settings that change what is filed


def test_prompted_stories_can_be_filed_without_their_copy(desk, demo):
    """Nothing of the copy is left anywhere on the disk, spool and ledger included."""
    prompted = [story for story in STORIES if story.access != "open"][:4]
    free = next(story for story in STORIES if story.access == "open")
    urls = " ".join(f"{demo.site}/news/{story.slug}" for story in (*prompted, free))
    run = desk.crawl("-a", f"urls={urls}", PROMPTED_STORIES="headline", ARTICLES_PER_OBJECT="1")
    assert run.status == 0
    filed = {article["slug"]: article for article in in_folder(desk.home / "filed")}
    assert filed[free.slug]["body"]
    written = "".join(path.read_text("utf-8", "replace") for path in desk.home.rglob("*") if path.is_file())
    for story in prompted:
        article = filed[story.slug]
        assert (article["headline"], article["access"]) == (truth(story)["headline"], story.access)
        assert article["byline"]["printed"] == story.byline
        assert article["body"] == article["pictures"] == []
        assert all(edit["before"] is None and edit["length"] is not None for edit in article["edits"])
        long = [part.text for part in story.parts if part.kind == "paragraph" and len(part.text) > 60]
        assert long and not any(text in written for text in long)


def test_the_command_lines_setting_beats_the_environments(desk, demo):
    """And a misspelt one is pointed out; other settings do what they say."""
    words = ("-a", f"site={demo.site}", "-a", "limit=3", "-s", "FILE_TO=told")
    run = desk.crawl(*words, FILE_TO="set", FILETO="misspelt", ARTICLES_PER_OBJECT="1")
    assert run.status == 0
    assert sorted(path.name for path in desk.home.iterdir()) == ["ledger.sqlite", "spool", "told"]
    assert any("COPYDESK_FILETO" in line["message"] and line["level"] == "WARNING" for line in run.log)
    keys, get = folder_reader(desk.home / "told")
    objects = [key for key in keys if key.startswith("articles/")]
    assert len(objects) == 3 and all(key.endswith(".json") for key in objects)
    assert json.loads(get(objects[0]))["schema"] == "copydesk.article/1"
