"""Whole runs that file through the fault-injecting proxy. What each fault does to one request: test_faults_proxy.py."""

import signal
from dataclasses import replace
from time import monotonic

import pytest

from crawler.demo import DemoAggregator, load_stories
from pipelines.errors import BucketRefused, DeliveryTrouble
from pipelines.storage import s3, uploader
from pipelines.storage.archive.exchange import Exchange
from pipelines.storage.filing import Filing
from tests.chaos.faults import FAULTS
from tests.chaos.proxy import FaultProxy
from tests.crawling import desk_for, ids_of, in_bucket
from tests.filing_samples import MORNING, file_all, left_in, make_article, make_plan, stories

STORIES = sorted(f"inkl/{story.slug}" for story in load_stories())
ANSWERED = {"asked": (), "status": 200, "reason": "OK", "said": ()}
# Faults that leave a run what it needs: its parts arrive, if late.
HARMLESS = {"slow", "cut answer"}
# Faults that a run meets only when it delivers; others keep it from seeing that it may write, or what was withdrawn.
LATE = {"wrong checksum", "lying PUT"}


@pytest.fixture
def proxy(bucket):
    with FaultProxy(bucket.store.endpoint) as proxy:
        yield proxy


def plan_for(home, bucket, proxy):
    """A plan that files where a desk in this folder does, by way of the proxy."""
    return make_plan(home, file_to=f"s3://{bucket.name}/desk", s3_endpoint=proxy.address)


@pytest.fixture
def short(monkeypatch):
    """A try still takes its time; the pauses between tries need not."""
    monkeypatch.setattr(uploader, "PAUSES", (0.02,))
    monkeypatch.setattr(uploader, "LAST_PAUSES", (0.01, 0.01))
    monkeypatch.setattr(s3, "TRIES", 1)


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault != "slow"])  # only slow: the crawls have it
def test_a_store_in_trouble_at_the_close_and_at_the_next_start(fault, tmp_path, bucket, proxy, short):
    """What could not be delivered is named and kept; a run does not begin where it could not file; then all arrives."""
    filing = Filing(plan_for(tmp_path, bucket, proxy))
    filing.open()
    for number in range(6):
        page = Exchange(url=f"https://news.example/{number}", at=MORNING, body=b"Late.", **ANSWERED)
        at = filing.archive(page, aggregator="inkl")
        article = make_article(number)
        filing.file(replace(article, source=replace(article.source, archive=at)))
    filing.tick()
    with proxy.struck(fault):
        report = filing.close()
        assert report.ok == (fault in HARMLESS)
        assert report.unspooled == 0
        assert report.trouble is None  # with the store alone: the spool and the ledger are well
        assert all(left.path.exists() and left.reason for left in report.unsent)
        after = Filing(plan_for(tmp_path, bucket, proxy))
        if fault in LATE:
            after.open()
            assert not after.close().ok
        else:
            with pytest.raises(BucketRefused if fault == "403" else DeliveryTrouble):
                after.open()
    assert file_all(plan_for(tmp_path, bucket, proxy), []).ok
    assert ids_of(in_bucket(bucket)) == stories(*range(6))
    assert left_in(tmp_path / "spool") == []


@pytest.fixture
def demo(tmp_path):
    with DemoAggregator(tmp_path, crawl_delay=0.1, slow_seconds=0) as demo:
        yield demo


def test_rights_that_are_taken_away_in_mid_run_and_given_back(tmp_path, bucket, proxy, demo):
    desk = desk_for(tmp_path / "desk", bucket, S3_ENDPOINT=proxy.address, PART_ARTICLES="5")
    with desk.crawling("-a", f"site={demo.site}") as crawl:
        crawl.wait_for(lambda: any("/articles/" in key for key in set(bucket.keys())))
        with proxy.struck("403"):
            crawl.wait_for(lambda: "AccessDenied" in crawl.log.read_text("utf-8"))
        run = crawl.wait()
    assert run.status == 0
    assert "s3:PutObject" in run.stderr
    assert ids_of(in_bucket(bucket)) == STORIES
    assert left_in(desk.spool) == []


def test_a_key_that_somebody_else_took_in_mid_run(tmp_path, bucket, proxy, demo):
    """The part is named and stays for a person; its run can't be completed until they have judged."""
    desk = desk_for(tmp_path / "desk", bucket, PART_SECONDS="600")
    with desk.crawling("-a", f"site={demo.site}", "-a", "limit=12") as crawl:
        crawl.wait_for(lambda: any(desk.spool.glob("open/articles,*")))
        (part,) = desk.spool.glob("open/articles,*")
        key = f"desk/{part.name.replace(',', '/')}.gz"
        bucket.client.put_object(Bucket=bucket.name, Key=key, Body=b"somebody else's")
        run = crawl.wait()
    assert run.status == 1
    assert "holds other bytes" in run.summary and key in run.summary
    assert bucket.get(key) == b"somebody else's"
    bucket.client.delete_object(Bucket=bucket.name, Key=key)
    assert file_all(plan_for(desk.home, bucket, proxy), []).ok
    assert len(ids_of(in_bucket(bucket))) == 12


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_second_signal_does_not_wait_for_a_store_that_does_not_answer(
    number, status, tmp_path, bucket, proxy, demo, monkeypatch
):
    monkeypatch.setattr("tests.chaos.faults.SLOW_SECONDS", 45)
    desk = desk_for(tmp_path / "desk", bucket, S3_ENDPOINT=proxy.address, PART_SECONDS="600")
    with desk.crawling("-a", f"site={demo.site}") as crawl:
        crawl.wait_for(lambda: any(desk.spool.glob("open/articles,*")))
        with proxy.struck("slow"):
            crawl.send(number)
            crawl.wait_for(lambda: proxy.met["slow"])
            asked = monotonic()
            crawl.send(number)
            run = crawl.wait()
            assert monotonic() - asked < 30
    assert run.status == status
    assert f"STOPPED at once by {number.name}. Nothing is lost" in run.summary
    assert left_in(desk.spool)


def test_a_signal_while_an_earlier_run_is_being_completed(tmp_path, bucket, proxy, demo, monkeypatch):
    """Recovery takes its time where the store does; a run that is stopped meanwhile is no run that could not start."""
    monkeypatch.setattr("tests.chaos.faults.SLOW_SECONDS", 45)
    desk = desk_for(tmp_path / "desk", bucket, S3_ENDPOINT=proxy.address)
    killed = Filing(plan_for(desk.home, bucket, proxy))
    killed.open()
    killed.file(make_article(1))
    killed.tick()
    killed._spool.unlock()
    with proxy.struck("slow"), desk.crawling("-a", f"site={demo.site}") as crawl:
        crawl.wait_for(lambda: proxy.met["slow"])
        crawl.send(signal.SIGTERM)
        run = crawl.wait()
    assert run.status == 143
    assert demo.requests() == []
    assert file_all(plan_for(desk.home, bucket, proxy), []).recovered == (killed.plan.run_id,)
    assert ids_of(in_bucket(bucket)) == stories(1)
