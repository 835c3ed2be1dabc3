"""The archive of a whole crawl: a process of its own, the demo aggregator, a real S3."""

from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO

import pytest
from fastwarc import ArchiveIterator, WarcRecordType

from crawler.demo import DemoAggregator, load_stories
from pipelines.storage.keys import cdxj_key
from pipelines.storage.manifest import read_manifest
from tests.buckets import Bucket, make_bucket
from tests.crawling import Desk, Run, desk_for, in_bucket
from tests.filing_samples import left_in

STORIES = load_stories()


@dataclass
class Crawled:
    """The demo crawled into a bucket."""

    run: Run
    bucket: Bucket
    asked: list[dict]
    articles: list[dict]

    @property
    def warcs(self) -> dict[str, bytes]:
        keys = [key for key in list(self.bucket.keys()) if key.endswith(".warc.gz")]
        return {key.removeprefix("desk/"): self.bucket.get(key) for key in keys}

    @property
    def records(self) -> list[tuple[str, str, int]]:
        """Each page's record: its type, path and status."""
        return [
            (
                record.headers["WARC-Type"],
                record.headers["WARC-Target-URI"].partition("//")[2].partition("/")[2].partition("?")[0],
                record.http_headers.status_code,
            )
            for data in self.warcs.values()
            for record in ArchiveIterator(
                BytesIO(data), record_types=WarcRecordType.response | WarcRecordType.revisit, parse_http=True
            )
        ]


@pytest.fixture(scope="module", params=["stories", "all", "off"])
def crawled(request, object_store, tmp_path_factory):
    home, bucket = tmp_path_factory.mktemp("archive"), make_bucket(object_store)
    desk = desk_for(home / "desk", bucket, ARCHIVE=request.param)
    with DemoAggregator(home, crawl_delay=0, slow_seconds=0.1) as demo:
        run = desk.crawl("-a", f"site={demo.site}")
        assert left_in(desk.spool) == []
        yield request.param, Crawled(run, bucket, demo.requests(), in_bucket(bucket))


def test_every_article_points_to_its_page(crawled):
    what, crawl = crawled
    warcs = crawl.warcs
    assert len(crawl.articles) == len(STORIES)
    for article in crawl.articles:
        place = article["source"]["archive"]
        if what == "off":
            assert place is None
            continue
        data = warcs[place["warc"]][place["offset"] :][: place["length"]]
        record = next(iter(ArchiveIterator(BytesIO(data), parse_http=True)))
        assert sha256(record.reader.read()).hexdigest() == article["source"]["sha256"]
        assert record.record_date.isoformat() == article["source"]["fetched_at"].replace("Z", "+00:00")


def test_the_books_name_the_archive_and_its_index(crawled):
    what, crawl = crawled
    keys = [key.removeprefix("desk/") for key in list(crawl.bucket.keys())]
    (manifest,) = (read_manifest(crawl.bucket.get(f"desk/{key}")) for key in keys if key.startswith("manifests/"))
    named = sorted(part.key for part in manifest.archives)
    assert named == sorted(key for key in keys if key.startswith("archive/"))
    assert bool(crawl.warcs) == (what != "off")
    assert sorted(cdxj_key(key) for key in crawl.warcs) == [key for key in named if key.endswith(".cdxj")]


def test_what_is_archived_is_what_was_asked_for(crawled):
    what, crawl = crawled
    kept = {(path, status) for _, path, status in crawl.records}
    asked = {(request["path"].partition("?")[0].lstrip("/"), request["status"]) for request in crawl.asked}
    assert kept <= asked
    stories = {(path, status) for path, status in asked if path.startswith("news/") and status == 200}
    if what == "off":
        assert kept == set()
    elif what == "stories":
        assert kept == stories
    else:
        answered = {one for one in asked if one[1] < 500}  # a failure that is tried again is no answer
        assert kept >= answered
        assert {status for _, status in answered} >= {200, 301, 404}
        assert ("robots.txt", 200) in kept


def test_the_summary_says_what_was_archived(crawled):
    what, crawl = crawled
    assert ("archived" in crawl.run.summary) == (what != "off")
    assert crawl.run.status == 0, crawl.run.stderr


def test_the_same_bytes_are_kept_once(crawled):
    _, crawl = crawled
    digests = Counter(
        record.headers["WARC-Payload-Digest"]
        for data in crawl.warcs.values()
        for record in ArchiveIterator(BytesIO(data), record_types=WarcRecordType.response)
        if record.content_length > 2000
    )
    assert set(digests.values()) <= {1}


def test_a_second_look_at_the_same_page_leaves_a_revisit(tmp_path, bucket):
    desk = desk_for(tmp_path / "desk", bucket)
    with DemoAggregator(tmp_path, crawl_delay=0, slow_seconds=0.1) as demo:
        story = f"{demo.site}/news/{STORIES[0].slug}"
        for _ in range(2):
            assert desk.crawl("-a", f"site={demo.site}", "-a", f"urls={story}").status == 0
        statuses = [request["status"] for request in demo.requests() if request["path"].startswith("/news/")]
    crawl = Crawled(None, bucket, [], in_bucket(bucket))
    assert len(crawl.articles) == 1
    expected = ["response"] if statuses[-1] == 304 else ["response", "revisit"]
    assert [kind for kind, _, _ in crawl.records] == expected


def test_a_word_that_archive_does_not_know_is_refused(tmp_path):
    run = Desk(tmp_path).crawl("-s", "ARCHIVE=some")
    assert run.status == 2
    assert "ARCHIVE" in run.stderr
