"""What copydesk archived itself, read again: what was filed comes out, and what only a crawl can know stays."""

import gzip
import json
import shutil
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from crawler.demo import DemoAggregator
from crawler.replay.selection import Selection
from pipelines.items import ArchivedAt, Article, Edit, MadeBy, Rights, Source, Story
from tests.crawling import Desk, in_folder
from tests.filing_samples import file_all, make_plan
from tests.replaying import compare_here, replay_here
from tests.warcs import MORNING, STORIES, own_answer, story_answers, warc_bytes, write


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    """A desk that has crawled the demo, twice, with stories that changed in between."""
    home = tmp_path_factory.mktemp("crawled")
    desk = Desk(home / "desk", {"PART_ARTICLES": "7", "ARCHIVE_BYTES": "100000", "TEMPLATE_LEARNING": "count"})
    with DemoAggregator(home, 0.0, slow_seconds=0, synthetic=20) as demo:
        done = desk.crawl("-a", f"site={demo.site}")
    assert done.status in (0, 1), done.stderr
    return desk


def as_filed(article):
    """An article without what tells two readings of one page apart."""
    return json.dumps({name: value for name, value in article.items() if name != "made_by"}, sort_keys=True)


def test_a_comparison_finds_no_change_by_the_same_rules_and_finds_those_of_others(crawled):
    filed = len(in_folder(crawled.filed))
    same = compare_here(crawled, crawled.filed, TEMPLATE_LEARNING="count")
    assert (same.compared, same.changed, same.new) == (filed, 0, 0)
    other = compare_here(crawled, crawled.filed, TEMPLATE_LEARNING="count", PROMPTED_STORIES="headline")
    assert other.compared == filed and other.changed == other.fields["body"] > 0
    assert len(in_folder(crawled.filed)) == filed


def test_every_article_comes_out_as_it_was_filed(crawled):
    before = in_folder(crawled.filed)
    assert len(list(crawled.filed.glob("archive/*/*/*.warc.gz"))) > 2
    tally = replay_here(crawled, crawled.filed, TEMPLATE_LEARNING="count")
    assert tally.failures == {} and tally.articles == len(before)
    after = in_folder(crawled.filed)
    assert Counter(map(as_filed, after)) == dict.fromkeys(map(as_filed, before), 2)
    assert all(article["source"]["archive"] for article in after)


def test_under_another_root_it_points_at_no_archive(crawled, tmp_path):
    desk = Desk(tmp_path / "elsewhere")
    tally = replay_here(desk, crawled.filed, TEMPLATE_LEARNING="off")
    filed = in_folder(desk.filed)
    assert tally.failures == {} and len(filed) == tally.articles > 0
    assert {article["source"]["archive"] for article in filed} == {None}


# --- what only the crawl knew ---

RUN = "20260918T100000Z-0a1b2c3d"
KEY = f"archive/aggregator=inkl/date=2026-09-18/{RUN}-00001.warc.gz"
ANSWERS = [own_answer(answer) for answer in story_answers()[:4]]
CHANGE = Edit(stage="revise", rule="revision/headline", action="changed", field="headline", before="a", after="b")
STRUCK = Edit(stage="strip_boilerplate", rule="old/rule", action="removed", field="body", before="x", at=1)


def story_filed(number, archive=None):
    return Article(
        id=f"inkl/moved-{number}",
        aggregator="inkl",
        url=f"https://www.inkl.com/news/moved-{number}",
        revision=3,
        supersedes="before",
        story=Story(cluster="c", canonical_id="inkl/else"),
        rights=Rights(notice="© somebody"),
        edits=(STRUCK, CHANGE),
        source=Source(sha256="0", fetched_at=MORNING + timedelta(seconds=7), archive=archive),
        made_by=MadeBy(version="0.0.9", layout="inkl/old", rules="old"),
    )


@pytest.fixture
def desk(tmp_path):
    """A desk that has archived four pages and filed articles of the first two."""
    desk = Desk(tmp_path / "desk")
    data, places = warc_bytes(ANSWERS)
    write(desk.filed / KEY, data)
    articles = [
        story_filed(number, archive=ArchivedAt(warc=KEY, offset=offset, length=length))
        for number, (offset, length) in enumerate(places[:2])
    ]
    file_all(make_plan(desk.home, run_id=RUN), articles)
    return desk


def test_id_address_moment_revision_story_and_rights_stay_as_they_were_filed(desk):
    tally = replay_here(desk, desk.filed)
    assert (tally.articles, tally.by_why) == (2, {"unfiled": 2})
    old = [article for article in in_folder(desk.filed) if article["made_by"]["layout"] == "inkl/old"]
    new = [article for article in in_folder(desk.filed) if article["made_by"]["layout"] != "inkl/old"]
    assert all(article["headline"] and article["body"] for article in new)
    for name in ("id", "url", "revision", "supersedes", "story", "rights"):
        assert [article[name] for article in new] == [article[name] for article in old], name
    for name in ("fetched_at", "archive"):
        assert [article["source"][name] for article in new] == [article["source"][name] for article in old], name
    rules = [[edit["rule"] for edit in article["edits"]] for article in new]
    assert all(edits[-1] == "revision/headline" and "old/rule" not in edits for edits in rules)


def test_pages_that_nothing_was_filed_of_are_read_when_asked_for_unless_their_story_is_filed(desk):
    known = replace(story_filed(1), id=f"inkl/{STORIES[2].slug}", source=Source(sha256="1", fetched_at=MORNING))
    file_all(make_plan(desk.home, run_id=RUN.replace("10", "11", 1)), [known])
    tally = replay_here(desk, desk.filed, Selection(unfiled=True))
    assert (tally.articles, tally.by_why) == (3, {"filed": 1})
    (new,) = (article for article in in_folder(desk.filed) if article["id"] == f"inkl/{STORIES[3].slug}")
    archive = new["source"]["archive"]
    assert (new["revision"], archive["warc"]) == (1, KEY)
    record = (desk.filed / KEY).read_bytes()[archive["offset"] :][: archive["length"]]
    assert ANSWERS[3].body in gzip.decompress(record)
    assert replay_here(desk, desk.filed, Selection(unfiled=True), again=True).by_why == {"filed": 2}


def test_one_file_of_it_is_known_for_ours_wherever_the_operator_points(desk):
    for source in (desk.filed / KEY, (desk.filed / KEY).parent):
        assert replay_here(desk, source, again=True).articles == 2


def test_a_file_taken_elsewhere_is_still_known_by_its_name(desk, tmp_path):
    tally = replay_here(desk, shutil.copy(desk.filed / KEY, tmp_path))
    filed = [article for article in in_folder(desk.filed) if article["made_by"]["layout"] != "inkl/old"]
    assert (tally.articles, [article["revision"] for article in filed]) == (2, [3, 3])
    assert {article["source"]["archive"] for article in filed} == {None}


def test_a_file_whose_run_has_not_ended_is_left_to_it(desk):
    (desk.filed / f"manifests/{RUN}.json").unlink()
    tally = replay_here(desk, desk.filed)
    assert (tally.articles, list(tally.failures)) == (
        0,
        ["archive files whose run has not ended (the next crawl on its spool ends it)"],
    )


def test_a_page_whose_bytes_are_not_those_that_were_archived_is_told(desk):
    data, _ = warc_bytes([replace(ANSWERS[0], body=ANSWERS[0].body.replace(b"the", b"The")), ANSWERS[1]])
    tally = replay_here(desk, write(desk.home / "copied.warc.gz", data))
    assert (tally.articles, tally.failures) == (1, {"places where an archive is damaged": 1})
