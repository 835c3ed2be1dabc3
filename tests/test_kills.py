"""Runs that are killed: whatever was acknowledged is filed, once."""

import json
import os
import random
import signal
import subprocess
import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from time import sleep

import pytest

from pipelines.storage.filing import Filing
from pipelines.storage.ledger import Ledger
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

ROOT = Path(__file__).parents[1]


def test_nothing_acknowledged_is_lost_by_kills(tmp_path, bucket):
    """Five runs on one spool, each killed outright at some instant; then one that completes them."""
    chance = random.Random(20260801)
    acknowledged: list[str] = []
    for _ in range(5):
        plan = asdict(bucket_plan(tmp_path, bucket, part_articles=7)) | {"spool": str(tmp_path / "spool")}
        command = [sys.executable, "-m", "tests.filing_child", json.dumps(plan)]
        child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        for _ in range(chance.randint(1, 40)):
            acknowledged += json.loads(child.stdout.readline())
        sleep(chance.random() * 0.03)
        child.send_signal(signal.SIGKILL)
        rest, _ = child.communicate()
        acknowledged += [
            id for line in rest.splitlines(keepends=True) if line.endswith("\n") for id in json.loads(line)
        ]
    assert len(set(acknowledged)) == len(acknowledged) > 50
    report = file_all(bucket_plan(tmp_path, bucket), [])
    assert report.ok
    filed = Counter(ids(bucket.keys(), bucket.get))
    assert set(filed.values()) == {1}
    assert set(acknowledged) <= filed.keys()
    check_books(bucket.keys(), bucket.get)
    assert left_in(tmp_path / "spool") == []


STEPS = ("fsync", "link", "rename", "unlink", "write")


def kill_at(step: int, job) -> bool:
    """Run ``job`` in a child that dies just before its ``step``-th touch of the disk or the ledger.

    Returns:
        Whether it died; False where the job has fewer steps.
    """
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    left = [step]

    def count_down(function, torn=False):
        def stepped(*arguments, **names):
            left[0] -= 1
            if left[0] == 0:
                if torn:
                    function(arguments[0], arguments[1][: len(arguments[1]) // 2])
                os._exit(9)
            return function(*arguments, **names)

        return stepped

    for name in STEPS:
        setattr(os, name, count_down(getattr(os, name), torn=name == "write"))
    Ledger.mark_stored = count_down(Ledger.mark_stored)
    try:
        job()
        os._exit(0)
    finally:
        os._exit(1)


@pytest.mark.parametrize(("each", "stride"), [(None, 1), (1, 5)])  # the two differ in few steps: one by samples
def test_a_kill_at_any_step_loses_nothing_and_files_nothing_twice(tmp_path, each, stride):
    """The run dies before each of its steps in turn; the recovery dies too, at some step; then all is well."""
    write = os.write

    def run(home: Path, told: int) -> None:
        filing = Filing(make_plan(home, part_articles=2, uploads_at_once=1, articles_per_object=each))
        filing.open()
        for start in (0, 2):
            batch = [make_article(number) for number in range(start, start + 2)]
            for article in batch:
                filing.file(article)
            filing.tick()
            write(told, "".join(f"{article.id}\n" for article in batch).encode())
        os._exit(0 if filing.close().ok else 1)

    step, died = 1 - stride, True
    while died:
        step += stride
        home = tmp_path / str(step)
        home.mkdir()
        told = os.open(home / "told", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        died = kill_at(step, lambda home=home, told=told: run(home, told))
        os.close(told)
        if died:
            kill_at(1 + step * 7 % 23, lambda home=home: file_all(make_plan(home, uploads_at_once=1), []))
            assert file_all(make_plan(home), []).ok
        keys, get = folder_reader(home / "filed")
        filed = ids(keys, get)
        acknowledged = (home / "told").read_text().split()
        assert len(set(filed)) == len(filed), step
        assert set(acknowledged) <= set(filed), step
        assert left_in(home / "spool") == [], step
        check_books(keys, get)
        ledger = Ledger(f"sqlite:///{home / 'ledger.sqlite'}")
        assert ledger.knows(stories(*range(4))) == set(filed), step
        ledger.close()
    assert acknowledged == [f"inkl/story-{number}" for number in range(4)]
    assert step > 50  # the run really has as many places to die in
