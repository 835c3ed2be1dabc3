"""The spool's disk runs full, or may not be written: the run says so and stops, and nothing that was stored is lost."""

import json
import sys

import pytest

from crawler.demo import DemoAggregator, load_stories
from tests.crawling import Desk, ids_of, in_folder
from tests.small_disk import on_small_disk

STORIES = sorted(f"inkl/{story.slug}" for story in load_stories())
CRAWL = f"{sys.executable} -m scrapy crawl inkl -s DOWNLOAD_DELAY=0 -a site=$site"


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path / "desk", {"CONTACT": "desk@copydesk.example", "SPOOL_FREE_BYTES": "0"})


@pytest.fixture
def demo(tmp_path):
    with DemoAggregator(tmp_path, crawl_delay=0, slow_seconds=0) as demo:
        yield demo


def summaries(stderr: str) -> list[tuple[int, str]]:
    """Exit status and summary of each run, as its log has them."""
    lines = [json.loads(line) for line in stderr.splitlines() if line.startswith("{")]
    return [(line["exit_status"], "\n".join(line["summary"])) for line in lines if line["message"] == "run ended"]


def play(desk, demo, script: str, size: str) -> tuple[list[tuple[int, str]], str]:
    environment = desk._environment({}) | {"site": demo.site}
    done = on_small_disk(script, desk.spool, desk.home, environment, size)
    return summaries(done.stderr), done.stdout


def test_a_disk_that_runs_full_in_mid_run(desk, demo):
    """The next run, with room, completes the one that had none, and reads again what was not acknowledged."""
    script = f"{CRAWL}; echo first $?; mount -o remount,size=100m $disk; {CRAWL}; echo second $?; ls -A $disk/open"
    ((first, why), (second, done)), said = play(desk, demo, script, "200k")
    assert said.split("\n")[:2] == ["first 1", "second 0"], said
    assert (first, second) == (1, 0)
    assert "No space left on device" in why
    assert "what was acknowledged is safe" in why
    assert "completed the earlier run" in done
    assert ids_of(in_folder(desk.home / "filed")) == STORIES


@pytest.mark.parametrize(
    ("script", "size", "words"),
    [
        ("mount -o remount,ro $disk", "1m", "Read-only file system"),
        ("head -c 1m /dev/zero > $disk/ballast 2>/dev/null", "64k", "No space left on device"),
    ],
    ids=["read-only", "full"],
)
def test_a_run_does_not_start_on_a_disk_that_takes_nothing(desk, demo, script, size, words):
    ((status, why),), said = play(desk, demo, f"{script}; {CRAWL}; echo $?", size)
    assert said.strip() == str(status) == "3"
    assert words in why
    assert str(desk.spool.name) in why
    assert demo.requests() == []
