import gzip
import os
import resource
import stat
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from pipelines.errors import SpoolLocked, SpoolUnwritable
from pipelines.items import Source
from pipelines.storage import spool as spool_module
from pipelines.storage import streams as streams_module
from pipelines.storage.filing import Filing
from pipelines.storage.ledger import Ledger
from pipelines.storage.parts import pack, sealed_name, unpack
from tests.filing_samples import (
    MORNING,
    check_books,
    file_all,
    folder_reader,
    left_in,
    make_article,
    make_plan,
    read_articles,
)


def abandon(filing: Filing) -> None:
    """Leave a run as a kill leaves it: nothing flushed, nothing closed, but the lock is the system's to release."""
    filing._spool.unlock()


def half_done(plan, articles) -> Filing:
    """A run that acknowledged these articles and was killed."""
    filing = Filing(plan)
    filing.open()
    for article in articles:
        filing.file(article)
    filing.tick()
    abandon(filing)
    return filing


def filed_ids(plan) -> list[str]:
    keys, get = folder_reader(Path(plan.file_to))
    check_books(keys, get)
    return sorted(article["id"] for article in read_articles(keys, get))


def open_parts(plan) -> list[Path]:
    return sorted((plan.spool / "open").iterdir())


def test_what_is_acknowledged_is_in_the_spool(tmp_path):
    plan = make_plan(tmp_path)
    half_done(plan, [make_article(1), make_article(2)])
    (part,) = open_parts(plan)
    assert part.read_bytes().count(b"\n") == 2


def test_the_next_run_delivers_what_a_killed_run_left(tmp_path):
    killed, after = make_plan(tmp_path), make_plan(tmp_path)
    half_done(killed, [make_article(number) for number in range(3)])
    report = file_all(after, [make_article(9)])
    assert report.ok
    assert report.recovered == (killed.run_id,)
    assert filed_ids(after) == ["inkl/story-0", "inkl/story-1", "inkl/story-2", "inkl/story-9"]
    assert left_in(after.spool) == []


def test_a_torn_last_line_is_cut(tmp_path):
    plan, after = make_plan(tmp_path), make_plan(tmp_path)
    half_done(plan, [make_article(1)])
    with open_parts(plan)[0].open("ab") as part:
        part.write(b'{"id":"inkl/story-2","aggreg')
    assert file_all(after, []).ok
    assert filed_ids(after) == ["inkl/story-1"]


def test_a_part_that_is_nothing_but_a_torn_line_goes(tmp_path):
    plan, after = make_plan(tmp_path), make_plan(tmp_path)
    half_done(plan, [make_article(1)])
    open_parts(plan)[0].write_bytes(b'{"id":')
    assert file_all(after, []).ok
    assert filed_ids(after) == []
    assert left_in(after.spool) == []


def test_damage_before_the_end_is_set_aside_and_reported(tmp_path):
    plan, after = make_plan(tmp_path), make_plan(tmp_path)
    half_done(plan, [make_article(1), make_article(2), make_article(3)])
    part = open_parts(plan)[0]
    lines = part.read_bytes().splitlines(keepends=True)
    part.write_bytes(lines[0] + b"\x00" * 40 + b"\n" + lines[2])
    report = file_all(after, [])
    assert not report.ok
    assert report.damaged == 1
    assert filed_ids(after) == ["inkl/story-1", "inkl/story-3"]
    assert b"\x00" * 40 in (after.spool / "damaged" / part.name).read_bytes()


def test_a_damaged_sealed_part_is_set_aside_and_reported(tmp_path):
    plan, after = make_plan(tmp_path), make_plan(tmp_path)
    half_done(plan, [make_article(1)])
    part = open_parts(plan)[0]
    sealed = plan.spool / "sealed" / sealed_name(part.name)
    sealed.write_bytes(gzip.compress(part.read_bytes())[:-9])
    part.unlink()
    report = file_all(after, [])
    assert report.damaged == 1
    assert (after.spool / "damaged" / sealed.name).exists()


def test_lines_whose_part_was_sealed_are_not_sealed_again(tmp_path):
    """A run killed between the rename and the removal of the lines; the sealed file is the truth."""
    plan, after = make_plan(tmp_path), make_plan(tmp_path)
    half_done(plan, [make_article(1)])
    part = open_parts(plan)[0]
    (plan.spool / "sealed" / sealed_name(part.name)).write_bytes(pack(part.read_bytes(), sealed_name(part.name)))
    assert file_all(after, []).ok
    assert filed_ids(after) == ["inkl/story-1"]
    assert left_in(after.spool) == []


def test_half_a_sealed_file_is_thrown_away(tmp_path):
    plan, after = make_plan(tmp_path), make_plan(tmp_path)
    half_done(plan, [make_article(1)])
    name = sealed_name(open_parts(plan)[0].name)
    (plan.spool / "sealed" / f"{name}.tmp").write_bytes(b"\x1f\x8b half")
    assert file_all(after, []).ok
    assert filed_ids(after) == ["inkl/story-1"]
    assert left_in(after.spool) == []


def test_a_journal_that_is_lost_costs_no_article(tmp_path):
    plan, after = make_plan(tmp_path), make_plan(tmp_path)
    half_done(plan, [make_article(1)])
    (plan.spool / "runs" / f"{plan.run_id}.jsonl").unlink()
    report = file_all(after, [])
    assert report.recovered == (plan.run_id,)
    assert filed_ids(after) == ["inkl/story-1"]


def test_the_ledger_is_brought_up_to_the_spool(tmp_path):
    """A run killed between the sync of the spool and the commit of the ledger."""
    plan = make_plan(tmp_path)
    half_done(plan, [make_article(1)])
    (tmp_path / "ledger.sqlite").unlink()
    after = Filing(make_plan(tmp_path))
    after.open()
    assert after.knows(["inkl/story-1", "inkl/story-2"]) == {"inkl/story-1"}
    assert after.close().ok


def test_two_runs_do_not_share_a_spool(tmp_path):
    first, second = Filing(make_plan(tmp_path)), Filing(make_plan(tmp_path))
    first.open()
    with pytest.raises(SpoolLocked, match=r"Run \S+ \(process \d+ on .*\) holds the spool"):
        second.open()
    assert second.close().articles == 0
    first.file(make_article(1))
    assert first.close().ok
    third = Filing(make_plan(tmp_path))
    third.open()
    assert third.close().ok


def test_a_run_that_can_not_start_lets_the_spool_go(tmp_path):
    (tmp_path / "ledger.sqlite").mkdir()
    for _ in range(2):
        with pytest.raises(Exception, match="The ledger"):
            Filing(make_plan(tmp_path)).open()


@pytest.mark.parametrize("place", ["spool", "spool/open", "spool/sealed", "spool/runs"])
def test_a_file_in_place_of_a_folder_is_named(tmp_path, place):
    (tmp_path / place).parent.mkdir(exist_ok=True)
    (tmp_path / place).write_text("no folder")
    with pytest.raises(SpoolUnwritable, match=place):
        Filing(make_plan(tmp_path)).open()


def test_a_full_disk_stops_the_run_and_loses_nothing(tmp_path):
    """The system itself refuses: no file may grow over 280 kB, an article has 51 kB."""
    plan, after = make_plan(tmp_path, part_articles=100), make_plan(tmp_path)
    filing = Filing(plan)
    filing.open()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (280_000, hard))
    try:
        with pytest.raises(SpoolUnwritable, match=r"(?s)spool can't be written.*what was acknowledged is safe"):
            for number in range(10):
                filing.file(make_article(number, text="ferry " * 8_500))
        with pytest.raises(SpoolUnwritable):
            filing.tick()
        with pytest.raises(SpoolUnwritable):
            filing.file(make_article(99))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    report = filing.close()
    assert not report.ok
    assert "can't be written" in report.trouble
    safe = filing.status().spooled
    assert safe == 5
    assert file_all(after, []).recovered == (plan.run_id,)
    assert filed_ids(after) == [f"inkl/story-{number}" for number in range(safe)]


def test_a_failed_sync_is_never_taken_back(tmp_path, monkeypatch):
    """After a failed fsync the next one may succeed with the bytes gone: nothing of that flush is acknowledged."""
    filing = Filing(make_plan(tmp_path))
    filing.open()
    filing.file(make_article(1))
    sync = os.fsync

    def refuse(_):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(SpoolUnwritable, match="Input/output error"):
        filing.tick()
    monkeypatch.setattr(os, "fsync", sync)
    with pytest.raises(SpoolUnwritable):
        filing.tick()
    report = filing.close()
    assert report.unspooled == 1
    assert not report.ok
    assert [left.path.exists() for left in report.unsent] == [True]
    ledger = Ledger(filing.plan.ledger_url)
    assert ledger.knows(["inkl/story-1"]) == set()  # the spool is made safe before the ledger believes it
    ledger.close()


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc what was synced")
def test_a_part_and_its_name_are_synced_before_the_ledger_believes_them(tmp_path, monkeypatch):
    """What a power cut would show and a kill does not."""
    order: list[str] = []
    sync, mark = os.fsync, Ledger.mark_stored

    def note_sync(handle):
        order.append(Path(f"/proc/self/fd/{handle}").readlink().name)
        sync(handle)

    def note_mark(ledger, batch):
        order.append("ledger")
        mark(ledger, batch)

    filing = Filing(make_plan(tmp_path))
    filing.open()
    monkeypatch.setattr(os, "fsync", note_sync)
    monkeypatch.setattr(Ledger, "mark_stored", note_mark)
    for number in (1, 2):
        filing.file(make_article(number))
        filing.tick()
    part = filing._spool.still_open()[0].name
    assert order == ["open", part, "ledger", part, "ledger"]
    assert filing.close().ok


def test_a_short_write_is_finished(tmp_path, monkeypatch):
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, data[:7]))
    plan = make_plan(tmp_path)
    assert file_all(plan, [make_article(1), make_article(2)]).ok
    assert filed_ids(plan) == ["inkl/story-1", "inkl/story-2"]


def test_the_spool_is_private(tmp_path):
    plan = make_plan(tmp_path)
    half_done(plan, [make_article(1)])
    for path in (plan.spool, *plan.spool.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_parts_are_sealed_when_full(tmp_path):
    plan = make_plan(tmp_path, part_articles=2)
    report = file_all(plan, [make_article(number) for number in range(5)])
    assert (report.parts, report.articles) == (3, 5)


def test_parts_are_sealed_when_old(tmp_path):
    now = [MORNING]
    filing = Filing(make_plan(tmp_path, part_seconds=60), clock=lambda: now[0])
    filing.open()
    filing.file(make_article(1))
    filing.tick()
    assert len(filing._spool.still_open()) == 1
    now[0] += timedelta(seconds=60)
    filing.tick()
    assert filing._spool.still_open() == []
    assert filing.close().ok


@pytest.mark.parametrize("jump", [timedelta(days=-400), timedelta(days=400)], ids=["back", "forward"])
def test_a_clock_that_jumps_keeps_no_part_open(tmp_path, jump):
    now = [MORNING]
    filing = Filing(make_plan(tmp_path, part_seconds=60), clock=lambda: now[0])
    filing.open()
    filing.file(make_article(1))
    filing.tick()
    now[0] += jump
    filing.file(make_article(2))
    filing.tick()
    assert filing._spool.still_open() == []
    filing.file(make_article(3))
    assert filing.close().ok
    assert filed_ids(filing.plan) == ["inkl/story-1", "inkl/story-2", "inkl/story-3"]


def test_parts_are_sealed_when_big(tmp_path, monkeypatch):
    monkeypatch.setattr(streams_module, "PART_BYTES", 3_000)
    report = file_all(make_plan(tmp_path, part_articles=100), [make_article(n, text="x" * 2_000) for n in range(4)])
    assert report.parts == 2


def test_a_part_holds_one_aggregator_and_one_day(tmp_path):
    plan = make_plan(tmp_path, part_articles=100)
    articles = [
        make_article(number, aggregator=aggregator, source=Source(sha256="0", fetched_at=MORNING + timedelta(days=day)))
        for number, (aggregator, day) in enumerate([("inkl", 0), ("wire", 0), ("inkl", 1), ("inkl", 0), ("wire", 0)])
    ]
    assert file_all(plan, articles).parts == 3
    keys, get = folder_reader(Path(plan.file_to))
    for key in keys:
        for article in read_articles([key], get):
            assert f"/aggregator={article['aggregator']}/date={article['source']['fetched_at'][:10]}/" in key


def test_many_days_do_not_keep_many_files_open(tmp_path, monkeypatch):
    monkeypatch.setattr(spool_module, "OPEN_PARTS", 3)
    plan = make_plan(tmp_path, part_articles=100)
    filing = Filing(plan)
    filing.open()
    for day in range(8):
        fetched = Source(sha256="0", fetched_at=MORNING + timedelta(days=day))
        filing.file(make_article(day, source=fetched))
        assert len(filing._spool.still_open()) <= 3
    assert filing.close().articles == 8


def test_the_same_lines_are_always_packed_alike(tmp_path):
    lines = b'{"id":"inkl/a"}\n' * 50
    assert pack(lines, "a.jsonl.gz") == pack(lines, "a.jsonl.gz")
    assert pack(lines, "a.jsonl.gz")[4:8] == bytes(4)  # gzip's time
    assert unpack(pack(lines, "a.jsonl.gz"), "a.jsonl.gz") == lines
    assert unpack(pack(lines, "a.each.jsonl"), "a.each.jsonl") == lines
