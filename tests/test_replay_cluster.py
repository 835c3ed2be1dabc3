"""``scrapy replay --scheduler``: the same articles from a Dask cluster's workers."""

import pytest
from distributed import LocalCluster

from crawler.commands.replay import Command
from crawler.replay.cluster import cluster
from crawler.replay.refiling import Refiling
from crawler.replay.road import Road
from crawler.replay.sources import find_warcs
from crawler.replay.tally import Tally
from tests.commanding import run_command
from tests.crawling import Desk, in_folder
from tests.replaying import plan_for, replay_here
from tests.warcs import STORIES, story_answers, warc_bytes, write


def as_read(desk):
    return sorted(str(article) for article in in_folder(desk.filed))


def test_a_cluster_reads_what_this_process_reads(tmp_path):
    source = write(tmp_path / "past.warc.gz", warc_bytes(story_answers())[0])
    here, there = Desk(tmp_path / "here"), Desk(tmp_path / "there")
    replay_here(here, source)
    plan, tally = plan_for(there), Tally()
    warcs = find_warcs([str(source)], plan.filing, plan.selection)
    with (
        LocalCluster(n_workers=2, threads_per_worker=2, host="127.0.0.1", dashboard_address=None) as dask,
        cluster(dask.scheduler_address, "a replay", plan.settings, plan.template) as (work, ahead),
    ):
        Road(plan, Refiling(plan, tally), tally).run(warcs, work, ahead, lambda: None)
    assert (tally.articles, tally.failures) == (len(STORIES), {})
    assert as_read(there) == as_read(here)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense://x"])
def test_a_scheduler_that_is_not_there_is_wrong_use(tmp_path, monkeypatch, address):
    monkeypatch.setattr("crawler.replay.cluster.SECONDS", 1)
    write(tmp_path / "past.warc.gz", warc_bytes(story_answers(STORIES[:1]))[0])
    done = run_command(Command(), tmp_path, str(tmp_path), "--scheduler", address, LOG_ENABLED=False)
    assert done.status == 2 and "no scheduler answers" in done.stderr
