"""A target in trouble: it refuses, goes away, comes back, or holds something else already."""

import os
from pathlib import Path
from time import sleep

import pytest

from crawler.demo.object_store import ObjectStore
from pipelines.errors import BucketRefused, DeliveryTrouble, SpoolUnwritable
from pipelines.storage import delivery, uploader
from pipelines.storage.filing import Filing
from pipelines.storage.index import places_of
from pipelines.storage.journal import Journal
from pipelines.storage.parts import FiledObject
from tests.buckets import make_bucket, sign_in
from tests.filing_samples import (
    bucket_plan,
    check_books,
    file_all,
    folder_reader,
    ids,
    left_in,
    make_article,
    make_plan,
    stories,
)


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch):
    """A try at the target still takes its time; the pauses between tries need not."""
    monkeypatch.setattr(uploader, "PAUSES", (0.02,))
    monkeypatch.setattr(uploader, "LAST_PAUSES", (0.01, 0.01))


def test_a_run_does_not_start_without_its_bucket(tmp_path, bucket):
    filing = Filing(make_plan(tmp_path, file_to="s3://no-such-bucket", s3_endpoint=bucket.store.endpoint))
    with pytest.raises(BucketRefused, match="Create the bucket"):
        filing.open()
    assert filing.close().articles == 0


def test_a_run_does_not_start_with_wrong_credentials(tmp_path, bucket, monkeypatch):
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "wrong")
    with pytest.raises(BucketRefused, match="AWS_SECRET_ACCESS_KEY"):
        Filing(bucket_plan(tmp_path, bucket)).open()


def test_a_run_does_not_start_without_the_store(tmp_path, bucket):
    with pytest.raises(DeliveryTrouble, match="S3_ENDPOINT"):
        Filing(make_plan(tmp_path, file_to="s3://copy", s3_endpoint="http://127.0.0.1:1")).open()


def test_a_store_that_goes_and_comes_back(tmp_path, monkeypatch):
    """Down in the middle and back: the run delivers everything. Down at the end: the next run does."""
    with ObjectStore(tmp_path / "store") as store:
        sign_in(store, monkeypatch)
        bucket = make_bucket(store)
        filing = Filing(bucket_plan(tmp_path, bucket))
        filing.open()
        for number in range(8):
            filing.file(make_article(number))
        filing.tick()
        while filing.status().parts_waiting:
            sleep(0.01)
        store.stop()
        for number in range(8, 16):
            filing.file(make_article(number))
        filing.tick()
        while not filing.status().trouble:
            sleep(0.01)
        assert filing.status().parts_waiting == 2
        store.start()
        report = filing.close()
        assert report.ok
        assert ids(bucket.keys(), bucket.get) == stories(*range(16))

        late = Filing(bucket_plan(tmp_path, bucket))
        late.open()
        for number in range(16, 22):
            late.file(make_article(number))
        late.tick()
        store.stop()
        report = late.close()
        assert not report.ok
        assert report.manifest is None
        assert report.unspooled == 0
        assert sum(left.path.exists() for left in report.unsent) == 2
        assert all("S3_ENDPOINT" in left.reason for left in report.unsent)
        store.start()
        report = file_all(bucket_plan(tmp_path, bucket), [])
        assert report.ok
        assert len(report.recovered) == 1
        assert ids(bucket.keys(), bucket.get) == stories(*range(22))
        check_books(bucket.keys(), bucket.get)
        assert left_in(tmp_path / "spool") == []


def test_a_part_that_was_sent_before_the_kill_is_not_sent_twice(tmp_path, bucket, monkeypatch):
    """Killed between the upload and the journal: the same bytes under the same key are success."""

    def die(*_):
        raise KeyboardInterrupt

    plan = bucket_plan(tmp_path, bucket)
    filing = Filing(plan)
    filing.open()
    filing.file(make_article(1))
    filing.tick()
    part = filing._spool.still_open()[0]
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Journal, "append", die)
        filing._delivery.deliver(filing._spool.open / part.name)
    filing._spool.unlock()
    assert ids(bucket.keys(), bucket.get) == stories(1)
    assert len(left_in(tmp_path / "spool")) == 2
    report = file_all(bucket_plan(tmp_path, bucket), [])
    assert report.ok
    assert report.recovered == (plan.run_id,)
    assert ids(bucket.keys(), bucket.get) == stories(1)
    check_books(bucket.keys(), bucket.get)


def test_a_key_that_holds_other_bytes_is_left_to_a_person(tmp_path, bucket):
    plan = bucket_plan(tmp_path, bucket, part_articles=1)
    key = f"articles/aggregator=inkl/date=2026-08-01/{plan.run_id}-00001.jsonl.gz"
    bucket.client.put_object(Bucket=bucket.name, Key=key, Body=b"somebody else's")
    report = file_all(plan, [make_article(1), make_article(2)])
    assert not report.ok
    assert (report.articles, report.manifest) == (1, None)
    ((left, reason),) = [(left.key, left.reason) for left in report.unsent]
    assert left == key
    assert "holds other bytes" in reason
    assert bucket.get(key) == b"somebody else's"
    again = file_all(bucket_plan(tmp_path, bucket), [make_article(3)])
    assert [left.key for left in again.unsent] == [key]
    assert again.manifest is not None
    bucket.client.delete_object(Bucket=bucket.name, Key=key)
    last = file_all(bucket_plan(tmp_path, bucket), [])
    assert last.ok
    assert last.recovered == (plan.run_id,)
    assert ids(bucket.keys(), bucket.get) == stories(1, 2, 3)
    check_books(bucket.keys(), bucket.get)


def test_a_disk_that_is_full_when_a_part_is_sealed_stops_the_run(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(28, "No space left on device")

    plan = make_plan(tmp_path, part_articles=1)
    filing = Filing(plan)
    filing.open()
    with monkeypatch.context() as patch:
        patch.setattr(delivery, "write_whole", refuse)
        filing.file(make_article(1))
        with pytest.raises(SpoolUnwritable, match="No space left"):
            while True:
                filing.tick()
        report = filing.close()
    assert not report.ok
    assert report.unspooled == 0
    assert [left.path.parent.name for left in report.unsent] == ["open"]
    assert file_all(make_plan(tmp_path), []).recovered == (plan.run_id,)
    assert ids(*folder_reader(Path(plan.file_to))) == stories(1)


def test_a_journal_line_that_was_cut_short_spoils_no_other(tmp_path, monkeypatch):
    journal = Journal(path=tmp_path / "run.jsonl")
    first, second = (
        FiledObject(key=key, count=1, sha256="0", bytes=1, ids=("inkl/a",), made_by=()) for key in ("a", "b")
    )
    write = os.write

    def half(handle, data):
        write(handle, data[:9])
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch, pytest.raises(OSError, match="No space"):
        patch.setattr(os, "write", half)
        journal.append([first])
    journal.append([second])
    assert journal.read() == (None, [second])


def test_a_fault_of_our_own_costs_no_article(tmp_path, monkeypatch):
    plan = make_plan(tmp_path)
    filing = Filing(plan)
    filing.open()
    monkeypatch.setattr(filing._delivery.target, "put", lambda key, data: 1 / 0)
    filing.file(make_article(1))
    report = filing.close()
    assert not report.ok
    assert [left.reason for left in report.unsent] == ["division by zero"]
    assert file_all(make_plan(tmp_path), []).ok
    assert ids(*folder_reader(Path(plan.file_to))) == stories(1)


def test_a_journal_of_before_revisions_were_noted_is_read(tmp_path):
    journal = Journal(path=tmp_path / "run.jsonl")
    journal.path.write_bytes(
        b'{"key":"articles/a","count":2,"sha256":"0","bytes":1,"ids":["inkl/a","inkl/b"],"made_by":[]}\n'
    )
    _, delivered = journal.read()
    assert [(place.id, place.line, place.revision) for place in places_of(delivered)] == [
        ("inkl/a", 1, 1),
        ("inkl/b", 2, 1),
    ]


def test_the_index_tells_of_revisions():
    filed = FiledObject(
        key="articles/20260801T090000Z-0000000a-00001.jsonl.gz",
        count=2,
        sha256="0",
        bytes=1,
        ids=("inkl/a", "inkl/b"),
        made_by=(),
        revisions=(1, 3),
    )
    first, second = places_of([filed])
    assert (first.rank, second.rank) == ((1, "20260801T090000Z-0000000a"), (3, "20260801T090000Z-0000000a"))
