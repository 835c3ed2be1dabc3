"""The spool as an operator sees it: what waits, what is wrong, sent without a crawl; and what a bad disk left."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from random import Random

import pytest

from crawler.demo.synthetic import invent_paragraph
from pipelines.items import MadeBy, Source
from pipelines.storage.archive.exchange import Exchange
from pipelines.storage.disk import digest_of_file
from pipelines.storage.filing import Filing
from pipelines.storage.keys import new_run_id
from pipelines.storage.ledger import Ledger
from pipelines.storage.parts import pack
from pipelines.storage.quarantine import Quarantined
from pipelines.storage.stocktaking.status import take_stock
from pipelines.storage.stocktaking.verify import Verifying
from tests.buckets import Bucket
from tests.crawling import ROOT, Desk, Run
from tests.filing_samples import MORNING, bucket_plan, folder_reader, ids, left_in, make_article, make_plan, stories


def exchange(number: int) -> Exchange:
    body = invent_paragraph(Random(number)).encode() * 3
    url = f"https://news.example/inkl/story-{number}"
    return Exchange(url=url, at=MORNING, asked=(), status=200, reason="OK", said=(), body=body)


def entry(number: int) -> Quarantined:
    made = MadeBy(version="0.1.0", layout="inkl/html")
    return Quarantined(
        id=f"inkl/story-{number}", aggregator="inkl", at=MORNING, error="E: x", traceback="", made_by=made
    )


def half_done(plan, *numbers: int) -> Filing:
    """A run at work: these articles acknowledged, each with its page, and an entry of quarantine."""
    filing = Filing(plan)
    filing.open()
    for number in numbers:
        place = filing.archive(exchange(number), aggregator="inkl")
        source = Source(sha256="0" * 64, fetched_at=MORNING, archive=place)
        filing.file(make_article(number, source=source, text=invent_paragraph(Random(number))))
    filing.quarantine(entry(0))
    filing.tick()
    return filing


def killed(filing: Filing) -> None:
    """As a kill leaves a run, whose lock is the system's to release."""
    filing._spool.unlock()


def spool(plan, *words: str) -> Run:
    """``scrapy spool`` with a plan's settings."""
    settings = {"FILE_TO": plan.file_to, "SPOOL": str(plan.spool), "LEDGER_URL": plan.ledger_url}
    if plan.s3_endpoint:
        keys = {name: value for name, value in os.environ.items() if name.startswith("AWS_")}
        settings |= {"S3_ENDPOINT": plan.s3_endpoint, **keys}
    return Desk(plan.spool.parent / "desk", settings).scrapy("spool", *words)


def part(plan, kind: str) -> Path:
    (path,) = plan.spool.glob(f"*/{kind},*")
    return path


def test_what_waits_is_told_while_a_run_is_at_work_and_after(tmp_path):
    plan = make_plan(tmp_path, part_articles=500)
    assert not take_stock(plan.spool).is_there
    filing = half_done(plan, 1, 2, 3)
    status = take_stock(plan.spool)
    assert status.is_held and status.holder and (status.holder.run, status.holder.pid) == (plan.run_id, os.getpid())
    assert [(one.stream, one.files, one.items) for one in status.waiting] == [
        ("archive", 1, 3),
        ("articles", 1, 3),
        ("quarantine", 1, 1),
    ]
    assert sum(one.bytes for one in status.waiting) == sum(path.stat().st_size for path in plan.spool.glob("open/*"))
    told = spool(plan, "status")
    assert (told.status, f"Run {plan.run_id} (process {os.getpid()}" in told.stdout) == (0, True)
    refused = spool(plan, "send")
    assert (refused.status, f"Run {plan.run_id} (process {os.getpid()}" in refused.stderr) == (3, True)
    killed(filing)
    assert not take_stock(plan.spool).is_held
    assert spool(plan, "send").status == 0
    status = json.loads(spool(plan, "status", "--json").stdout)
    assert (status["is_held"], status["waiting"], status["unclosed"]) == (False, [], [])


@pytest.mark.parametrize("to", ["folder", "bucket"])
def test_a_killed_run_is_sent_without_a_crawl(tmp_path, request, to):
    bucket: Bucket | None = request.getfixturevalue("bucket") if to == "bucket" else None
    plan = bucket_plan(tmp_path, bucket, part_articles=500) if bucket else make_plan(tmp_path, part_articles=500)
    facts = {**asdict(plan), "spool": str(plan.spool), "part_seconds": 3600.0}
    command = [sys.executable, "-m", "tests.filing_child", json.dumps(facts)]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert child.stdout
    told = [json.loads(child.stdout.readline()) for _ in range(4)]
    child.send_signal(signal.SIGKILL)
    told += map(json.loads, child.stdout.read().splitlines())
    child.wait()
    acknowledged = sorted(id for some in told for id in some)
    sent = spool(plan, "send")
    assert (sent.status, sent.stderr) == (0, "")
    assert f"run {plan.run_id}: complete, its manifest is written" in sent.stdout
    keys, get = (bucket.keys(), bucket.get) if bucket else folder_reader(Path(plan.file_to))
    there = ids(keys, get)
    assert len(acknowledged) >= 15 and set(acknowledged) <= set(there) and len(set(there)) == len(there)
    assert left_in(plan.spool) == []
    assert spool(plan, "send").stdout == "nothing waits\n"


def test_what_cannot_be_sent_stays_and_is_told(tmp_path):
    plan = make_plan(tmp_path)
    killed(half_done(plan, 1))
    (tmp_path / "filed" / "articles").write_text("a file where a folder should be")
    sent = spool(plan, "send")
    assert sent.status == 1
    assert "UNSENT: " in sent.stdout and "can't be written: File exists" in sent.stdout
    assert [path.name for path in plan.spool.glob("sealed/articles,*")]
    (tmp_path / "filed" / "articles").unlink()
    assert spool(plan, "send").status == 0
    assert ids(*folder_reader(tmp_path / "filed")) == stories(1)


def _tear(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b'{"id": "inkl/to')


def _spoil_line(path: Path) -> None:
    path.write_bytes(b"\0" * 9 + path.read_bytes()[9:])


def _tear_warc(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9])


def _spoil_member(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 255
    path.write_bytes(bytes(data))


def _seal_half(path: Path) -> None:
    sealed = path.parent.parent / "sealed" / f"{path.name}.gz"
    sealed.write_bytes(pack(path.read_bytes(), sealed.name)[:-20])
    path.unlink()


WRONG = {
    "torn end": ("articles", _tear, ["its end is torn (15 bytes)"]),
    "spoilt line": ("articles", _spoil_line, ["line 1 can't be read"]),
    "torn quarantine": ("quarantine", _tear, ["its end is torn"]),
    "torn page": ("archive", _tear_warc, ["its end is torn"]),
    "spoilt page": ("archive", _spoil_member, ["can't be read from byte", "its page is missing in archive/"]),
    "lost pages": ("archive", Path.unlink, ["its page is missing in archive/"]),
    "half a sealed part": ("articles", _seal_half, ["can't be unpacked"]),
}


@pytest.mark.parametrize(("kind", "spoil", "words"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_named_and_nothing_changed(tmp_path, kind, spoil, words):
    plan = make_plan(tmp_path, part_articles=500)
    killed(half_done(plan, 1, 2, 3))
    ledger = Ledger(plan.ledger_url)
    assert list(Verifying(plan.spool, ledger).run()) == []
    spoil(part(plan, kind))
    before = {path: digest_of_file(path) for path in plan.spool.rglob("*") if path.is_file()}
    told = [f"{fault.path}: {fault.what}" for fault in Verifying(plan.spool, ledger).run()]
    assert told
    for wanted in words:
        assert any(wanted in one for one in told), told
    assert {path: digest_of_file(path) for path in plan.spool.rglob("*") if path.is_file()} == before
    ledger.close()


def test_a_run_at_work_has_nothing_wrong_and_a_killed_one_what_the_ledger_lacks(tmp_path):
    plan = make_plan(tmp_path, part_articles=500)
    filing = half_done(plan, 1)
    filing.file(make_article(2))  # not acknowledged
    _tear(part(plan, "articles"))
    assert list(Verifying(plan.spool, filing.ledger).run()) == []
    killed(filing)
    path = part(plan, "articles")
    path.write_bytes(path.read_bytes().removesuffix(b'{"id": "inkl/to'))
    done = spool(plan, "verify")
    assert (done.status, done.stdout.count("\n")) == (1, 2)
    assert "1 articles, inkl/story-2 the first, are not yet in the ledger" in done.stdout
    assert spool(plan, "send").status == 0
    assert spool(plan, "verify").stdout == "0 files read, 0 articles among them\n"


def test_what_a_bad_disk_left_is_filed_back_once_and_then_dropped(tmp_path):
    plan = make_plan(tmp_path, part_articles=500)
    killed(half_done(plan, *range(30)))
    _seal_half(part(plan, "articles"))
    sent = spool(plan, "send")
    assert (sent.status, "DAMAGED: 1 files" in sent.stdout) == (1, True)
    refused = spool(plan, "quarantine", "--drop")
    assert (refused.status, "articles are nowhere else: --back files them" in refused.stdout) == (1, True)
    back = spool(plan, "quarantine", "--back")
    assert (back.status, "nothing that can be read is missing elsewhere" in back.stdout) == (0, True)
    filed = ids(*folder_reader(tmp_path / "filed"))
    assert 20 < len(filed) < 30 and set(filed) <= set(stories(*range(30)))
    assert spool(plan, "quarantine", "--back", "--drop").status == 0
    assert ids(*folder_reader(tmp_path / "filed")) == filed
    assert spool(plan, "quarantine").stdout == f"nothing in {plan.spool} was found damaged\n"


def test_of_an_open_part_the_sound_lines_are_delivered_and_the_rest_is_taken_out(tmp_path):
    plan = make_plan(tmp_path, part_articles=500)
    killed(half_done(plan, 1, 2, 3))
    _spoil_line(part(plan, "articles"))
    assert spool(plan, "send").status == 1
    assert ids(*folder_reader(tmp_path / "filed")) == stories(2, 3)
    out = spool(plan, "quarantine", "--to", str(tmp_path / "out"))
    assert (out.status, "2 lines can be read, 1 can't" in out.stdout) == (0, True)
    assert len(list((tmp_path / "out").iterdir())) == 1
    assert take_stock(plan.spool).damaged.files == 0


def test_articles_whose_pages_a_bad_disk_took_are_filed_all_the_same(tmp_path):
    """They were acknowledged: only what a power cut took was not."""
    plan = make_plan(tmp_path, part_articles=500)
    killed(half_done(plan, 1, 2, 3))
    _spoil_member(part(plan, "archive"))
    filing = Filing(make_plan(tmp_path, run_id=new_run_id(MORNING)))
    filing.open()
    assert filing.close().damaged == 1
    assert ids(*folder_reader(tmp_path / "filed")) == stories(1, 2, 3)


def test_wrong_use_is_told(tmp_path):
    plan = make_plan(tmp_path)
    assert spool(plan).status == 2
    assert spool(plan, "quarantine", "--to", "x", "--drop").status == 2
    assert "there is no spool at" in spool(plan, "verify").stdout
