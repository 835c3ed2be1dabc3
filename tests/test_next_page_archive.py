"""Stories on several pages behind the crawl: quarantine, replay, clean, withdrawal, and crawls that were killed."""

import json
import signal
from threading import Event

import pytest

from pipelines.items import ArchivedAt
from pipelines.storage.archive.reading import read_record
from tests.crawling import Served, in_bucket, serve
from tests.faulty_desk import FAULTY
from tests.paged_stories import PARTS, by_path, crawl, desk_with_config, page, paged, picture, told

STORY, OTHER = "/news/harbour", "/news/lamp"


@pytest.fixture
def desk(tmp_path, bucket):
    return desk_with_config(tmp_path, bucket)


def faulty_story() -> dict[str, Served]:
    return {
        STORY: page(PARTS[0], headline="Raises of late", next=f"{STORY}?page=2"),
        f"{STORY}?page=2": page(PARTS[1], headline="Raises of late"),
    }


def root(bucket) -> str:
    return f"s3://{bucket.name}/desk"


def test_what_the_desk_failed_on_is_tried_again_with_all_its_pages(desk, bucket):
    with serve(faulty_story()) as site:
        failed = desk.scrapy(
            *("crawl", "site", "-s", "DOWNLOAD_DELAY=0", "-s", FAULTY, "-a", f"url={site.address}{STORY}")
        )
        (entry,) = (json.loads(line) for line in desk.scrapy("quarantine", "list", "--json").stdout.splitlines())
        shown = desk.scrapy("quarantine", "show", entry["id"]).stdout
        retried = desk.scrapy("quarantine", "retry", "--all")
        again = crawl(desk, site, STORY)
    assert (failed.status, retried.status, again.status) == (1, 0, 0), retried.stderr
    assert [one["url"] for one in entry["further"]] == [f"{site.address}{STORY}?page=2"]
    assert "page 2" in shown
    (article,) = in_bucket(bucket)
    assert told(article) == list(PARTS[:2])
    assert article["source"]["further"] == entry["further"]
    assert again.summary.startswith("0 articles filed")


def test_pages_of_a_story_that_was_never_filed_are_replayed_together(desk, bucket):
    with serve({**faulty_story(), **paged(OTHER, [2], [3], [4])}) as site:
        urls = f"{site.address}{STORY},{site.address}{OTHER}"
        desk.scrapy("crawl", "site", "-s", "DOWNLOAD_DELAY=0", "-s", FAULTY, "-a", f"url={urls}")
    replayed = desk.scrapy("replay", root(bucket), "--unfiled", "--jobs", "1")
    assert replayed.status == 0, replayed.stderr
    articles = by_path(in_bucket(bucket))
    assert {path: told(one) for path, one in articles.items()} == {STORY: list(PARTS[:2]), OTHER: list(PARTS[2:5])}
    assert articles[STORY]["source"]["further"][0]["archive"]["warc"] == articles[STORY]["source"]["archive"]["warc"]
    verified = desk.scrapy("articles", "verify")
    assert verified.status == 0, verified.stdout


def test_clean_gives_the_same_article_of_the_archived_pages(desk, bucket):
    pages = paged(STORY, [0, 1], [2], [3])
    pages[f"{STORY}?page=2"] = page(PARTS[2], figure=picture("quay", "The quay."), next=f"{STORY}?page=3")
    with serve(pages) as site:
        crawl(desk, site, STORY)
    (article,) = in_bucket(bucket)
    source = article["source"]
    sources = [{"url": article["url"], **source}, *source["further"]]
    first, *further = (
        {"url": one["url"], "fetched_at": one["fetched_at"], "html": archived(bucket, one["archive"])}
        for one in sources
    )
    task = json.dumps({**first, "aggregator": "site", "further": further}).encode()
    cleaned = json.loads(desk.scrapy("clean", "--jsonl", stdin=task).stdout)
    differing = {name for name in article if cleaned[name] != article[name]}
    assert differing == {"id", "source", "rights", "story"} and cleaned["article_id"] == article["id"]


def archived(bucket, place) -> str:
    at = ArchivedAt(**place)
    data = bucket.get(f"desk/{at.warc}")[at.offset : at.offset + at.length]
    return read_record(data, at.warc).body.decode()


def test_what_is_taken_back_is_taken_back_with_all_its_pages(desk, bucket):
    with serve({**paged(STORY, [0], [1], [2]), **paged(OTHER, [3], [4])}) as site:
        crawl(desk, site, STORY, OTHER)
    id = next(article["id"] for article in in_bucket(bucket) if article["id"].endswith(STORY))
    purged = desk.scrapy("articles", "withdraw", id, "--reason", "a court's order", "--purge")
    assert purged.status == 0, purged.stdout + purged.stderr
    (left,) = in_bucket(bucket)
    assert told(left) == list(PARTS[3:5])
    replayed = desk.scrapy("replay", root(bucket), "--diff", "--unfiled")
    assert replayed.status == 0 and "0 of 1" in replayed.stdout, replayed.stdout + replayed.stderr
    verified = desk.scrapy("articles", "verify")
    assert verified.status == 0, verified.stdout


class Held(dict):
    """Pages of which one is held back until it may go; ``asked`` tells that it was asked for."""

    def __init__(self, pages, path: str):
        super().__init__(pages)
        self.path, self.asked, self.may_go = path, Event(), Event()

    def get(self, path, default=None):
        if path == self.path:
            self.asked.set()
            self.may_go.wait(120)
        return super().get(path, default)


def test_a_crawl_that_is_killed_between_two_pages_begins_the_story_again(desk, bucket):
    pages = Held(paged(STORY, [0], [1], [2]), f"{STORY}?page=2")
    with serve(pages) as site:
        words = ("crawl", "site", "-s", "DOWNLOAD_DELAY=0", "-a", f"url={site.address}{STORY}")
        with desk.running(*words) as run:
            run.wait_for(pages.asked.is_set)
            run.send(signal.SIGKILL)
            assert run.process.wait(60) == -signal.SIGKILL
        pages.may_go.set()
        again = crawl(desk, site, STORY)
    (article,) = in_bucket(bucket)
    assert again.status == 0 and told(article) == list(PARTS[:3])
    assert [site.asked.count(path) - again.retried[path] for path in pages] == [2, 2, 1]


WALL = """<div class="paywall subscriber-only"><p>Subscribe now to continue reading this story.</p></div>"""


def test_a_wall_on_a_later_page_is_the_storys(desk, bucket):
    pages = {
        STORY: page(PARTS[0], next=f"{STORY}?page=2"),
        f"{STORY}?page=2": page(f"{PARTS[1]} And then …", under=WALL),
    }
    with serve(pages) as site:
        run = crawl(desk, site, STORY)
    (article,) = in_bucket(bucket)
    assert run.status == 0 and article["access"] == "truncated"
    assert told(article) == [PARTS[0], f"{PARTS[1]} And then …"]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_pages_in_several_files_of_the_archive_are_found(desk, bucket, jobs):
    """A file of the archive is full with its first page here, as any is with some page."""
    with serve({**paged(STORY, [0], [1], [2]), **paged(OTHER, [3], [4])}) as site:
        crawl(desk, site, STORY, OTHER, ARCHIVE_BYTES="1")
    before = in_bucket(bucket)
    files = {page["archive"]["warc"] for one in before for page in (one["source"], *one["source"]["further"])}
    assert len(files) > 2
    compared = desk.scrapy("replay", root(bucket), "--diff", "--jobs", jobs)
    assert compared.status == 0 and "0 of 2" in compared.stdout, compared.stdout + compared.stderr
    replayed = desk.scrapy("replay", root(bucket), "--jobs", jobs)
    assert replayed.status == 0, replayed.stderr
    assert sorted(in_bucket(bucket), key=str) == sorted([*before, *before], key=str)
