"""The spool's room: a word before it is full, an end in good order when it is, and a start only where there is some."""

import json
import logging
from pathlib import Path
from typing import Any

import pytest

from crawler.demo import DemoAggregator, load_stories
from pipelines.errors import SpoolFull, WrongSettings
from pipelines.storage.filing import Filing
from pipelines.storage.keys import new_run_id
from pipelines.storage.room import Room, measure
from tests.crawling import Desk, ids_of, in_folder
from tests.filing_samples import MORNING, file_all, folder_reader, ids, left_in, make_article, make_plan, stories
from tests.small_disk import on_small_disk
from tests.test_faults_disk import CRAWL, summaries

MB = 2**20
LATE = {"part_articles": 1000, "part_seconds": 3600.0}  # nothing is delivered before the end


@pytest.mark.parametrize(
    ("room", "crowded", "out", "words"),
    [
        (
            {"used": 9 * MB},
            False,
            False,
            "holds 9.0 MB, and its disk has 1000 MB left; SPOOL_FREE_BYTES keeps 64 MB free",
        ),
        ({"used": 79 * MB, "quota": 100 * MB}, False, False, "holds 79 MB, 79 % of SPOOL_BYTES (100 MB)"),
        ({"used": 80 * MB, "quota": 100 * MB}, True, False, "holds 80 MB, 80 % of SPOOL_BYTES (100 MB)"),
        ({"used": 100 * MB, "quota": 100 * MB}, True, True, "holds 100 MB, 100 % of SPOOL_BYTES (100 MB)"),
        ({"used": 300 * MB, "quota": 100 * MB}, True, True, "holds 300 MB, 300 % of SPOOL_BYTES (100 MB)"),
        ({"free": 128 * MB}, False, False, "its disk has 128 MB left"),
        ({"free": 127 * MB}, True, False, "its disk has 127 MB left; SPOOL_FREE_BYTES keeps 64 MB free"),
        ({"free": 63 * MB}, True, True, "its disk has 63 MB left; SPOOL_FREE_BYTES keeps 64 MB free"),
        ({"free": 63 * MB, "quota": 100 * MB}, True, True, "its disk has 63 MB left"),
        ({"free": 0, "floor": 0}, False, False, "its disk has 0.0 MB left"),
        ({"used": 1, "quota": 1}, True, True, "100 % of SPOOL_BYTES"),
    ],
)
def test_room_is_told(room: dict[str, int], crowded: bool, out: bool, words: str) -> None:
    read = Room(**{"used": 0, "quota": 0, "free": 1000 * MB, "floor": 64 * MB, **room})
    assert (read.is_crowded, read.is_out) == (crowded, out)
    assert words in str(read)


def test_what_a_spool_holds_is_measured(tmp_path: Path) -> None:
    for name, size in (("open", 700), ("sealed", 300)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "part").write_bytes(b"x" * size)
    room = measure((tmp_path / "open", tmp_path / "sealed", tmp_path / "not-there"), quota=0, free_bytes=2**60)
    assert room.used == 1000
    assert 0 < room.floor < 2**60  # a tenth of the disk
    assert room.is_out is (room.free < room.floor)


@pytest.mark.parametrize("name", ["spool_bytes", "spool_free_bytes", "archive_keep_days", "archive_keep_bytes"])
@pytest.mark.parametrize("value", [-1, float("nan"), float("inf")])
def test_what_can_t_be_meant_is_refused(tmp_path: Path, name: str, value: float) -> None:
    with pytest.raises(WrongSettings, match=name.upper()):
        make_plan(tmp_path, **{name: value})


def fill(filing: Filing, most: int) -> int:
    """File an article after another, each acknowledged, until there is no more room; how many that were."""
    for number in range(1, most):
        filing.file(make_article(number))
        try:
            filing.tick()
        except SpoolFull:
            return number
    raise AssertionError("the spool never filled")


def test_a_full_spool_ends_the_run_in_good_order(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """All that was filed is acknowledged and delivered, the manifest too, and the next run has room."""
    plan = make_plan(tmp_path, spool_bytes=10_000, **LATE)
    filing = Filing(plan)
    filing.open()
    with caplog.at_level(logging.WARNING):
        filed = fill(filing, 100)
    warned = [record.getMessage() for record in caplog.records if "the run ends when it is full" in record.getMessage()]
    assert len(warned) == 1 and "% of SPOOL_BYTES" in warned[0]
    assert "% of SPOOL_BYTES" in (filing.status().crowded or "")
    with pytest.raises(SpoolFull):
        filing.tick()
    filing.file(make_article(filed + 1))  # was under way
    report = filing.close(ended="storage trouble")
    assert report.trouble is not None and "SPOOL_BYTES" in report.trouble
    assert (report.unsent, report.unspooled, report.articles) == ((), 0, filed + 1)
    assert report.manifest is not None and not report.ok
    assert ids(*folder_reader(Path(plan.file_to))) == stories(*range(1, filed + 2))
    assert left_in(plan.spool) == []
    assert file_all(make_plan(tmp_path, spool_bytes=10_000, run_id=new_run_id(MORNING)), [make_article(900)]).ok


def test_a_spool_that_is_full_of_what_can_t_be_sent_lets_no_run_start(tmp_path: Path) -> None:
    """Nothing is lost meanwhile: with room, or with a target that takes it, all arrives."""
    plan = make_plan(tmp_path, spool_bytes=10_000, **LATE)
    filed_to = Path(plan.file_to)
    filed_to.mkdir()
    (filed_to / "articles").write_text("in the way")
    filing = Filing(plan)
    filing.open()
    filed = fill(filing, 100)
    assert filing.close().unsent
    second = make_plan(tmp_path, spool_bytes=1_000, run_id=new_run_id(MORNING))
    with pytest.raises(SpoolFull, match=r"nothing more is taken.*raise SPOOL_BYTES"):
        Filing(second).open()
    assert file_all(make_plan(tmp_path, run_id=new_run_id(MORNING)), []).unsent  # more room, the same target
    (filed_to / "articles").unlink()
    last = file_all(make_plan(tmp_path, spool_bytes=1_000, run_id=new_run_id(MORNING)), [])
    assert plan.run_id in last.recovered
    assert ids(*folder_reader(filed_to)) == stories(*range(1, filed + 1))


def test_room_that_is_enough_is_never_mentioned(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    filing = Filing(make_plan(tmp_path, spool_bytes=MB, **LATE))
    filing.open()
    filing.file(make_article(1))
    filing.tick()
    assert filing.status().crowded is None
    assert filing.close().crowded is None
    assert "SPOOL_BYTES" not in caplog.text


# --- Whole runs ---


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "desk", {"CONTACT": "desk@copydesk.example"})


STORIES = sorted(f"inkl/{story.slug}" for story in load_stories())


def test_a_crawl_stops_at_the_quota_and_the_next_goes_on(desk: Desk, tmp_path: Path) -> None:
    with DemoAggregator(tmp_path, crawl_delay=0.1, slow_seconds=0) as demo:
        run = desk.crawl("-a", f"site={demo.site}", SPOOL_BYTES="30000", PART_ARTICLES="100")
        filed = ids_of(in_folder(desk.home / "filed"))
        assert run.status == 1
        assert "STOPPED: The spool spool holds" in run.summary and "% of SPOOL_BYTES" in run.summary
        assert "UNSENT" not in run.summary and "NOT FILED" not in run.summary
        assert 0 < len(filed) < len(STORIES)
        second = desk.crawl("-a", f"site={demo.site}")
    assert second.status == 0
    assert ids_of(in_folder(desk.home / "filed")) == STORIES


def play(desk: Desk, site: str, script: str, size: str) -> tuple[list[tuple[int, str]], str, list[dict[str, Any]]]:
    environment = desk._environment({}) | {"site": site}
    done = on_small_disk(script, desk.spool, desk.home, environment, size)
    return summaries(done.stderr), done.stdout, [json.loads(one) for one in done.stderr.splitlines() if one[:1] == "{"]


def test_a_crawl_stops_before_its_disk_is_full(desk: Desk, tmp_path: Path) -> None:
    """Four megabytes, of which a tenth is to stay free, and a seventh is free at the start."""
    script = (
        f"head -c 3500k /dev/zero > $disk/ballast; {CRAWL}; rm $disk/ballast; mount -o remount,size=9m $disk; {CRAWL}"
    )
    with DemoAggregator(tmp_path, crawl_delay=0.1, slow_seconds=0) as demo:
        ((first, why), (second, _)), _, log = play(desk, demo.site, script, "4m")
    assert (first, second) == (1, 0)
    assert "SPOOL_FREE_BYTES keeps 0.4 MB free" in why
    assert "No space left" not in why and "UNSENT" not in why and "NOT FILED" not in why
    assert sum("the run ends when it is full" in line["message"] for line in log) == 1
    assert ids_of(in_folder(desk.home / "filed")) == STORIES


def test_a_crawl_does_not_start_on_a_disk_that_is_nearly_full(desk: Desk, tmp_path: Path) -> None:
    script = f"head -c 950k /dev/zero > $disk/ballast; {CRAWL}; echo $?"
    with DemoAggregator(tmp_path, crawl_delay=0, slow_seconds=0) as demo:
        ((status, why),), said, _ = play(desk, demo.site, script, "1m")
        assert demo.requests() == []
    assert said.strip() == str(status) == "3"
    assert "nothing more is taken" in why
