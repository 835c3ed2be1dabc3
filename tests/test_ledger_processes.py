"""Runs in processes of their own on one ledger: none gets another's stories, and a dead one's come back."""

import json
import signal
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipelines.storage.ledger import Ledger
from tests.ledger_samples import HOUR, NOON, found, looked, rows, stored

ROOT = Path(__file__).parents[1]
LONG = 3600


def start(url: str, run: str, lease: float, *keep: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.ledger_child", url, run, str(lease), *keep]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert child.stdout.readline() == "ready\n"
    return child


def go(*children: subprocess.Popen[str]) -> None:
    """Let runs begin, all of them ready."""
    for child in children:
        child.stdin.write("\n")
        child.stdin.flush()


def given(output: str) -> list[str]:
    """The ids that whole lines name: a killed process may leave half of one."""
    return [id for line in output.splitlines(keepends=True) if line.endswith("\n") for id in json.loads(line)]


def fill(url: str, stories: int) -> set[str]:
    """New stories, failed ones and looks, a third of each."""
    ids = [f"inkl/{number}" for number in range(stories)]
    third = stories // 3
    ledger = Ledger(url)
    ledger.discover(found(*ids[: 2 * third]))
    ledger.mark_looked([looked(id, "failed", next_look=NOON) for id in ids[third : 2 * third]])
    ledger.mark_stored([stored(id, next_look=NOON) for id in ids[2 * third :]])
    ledger.close()
    return set(ids)


def test_two_processes_never_get_the_same_story(ledger_url):
    ids = fill(ledger_url, 900)
    children = [start(ledger_url, f"run-{number}", LONG) for number in range(3)]
    go(*children)
    taken = [given(child.communicate()[0]) for child in children]
    assert [child.returncode for child in children] == [0, 0, 0]
    assert Counter(id for some in taken for id in some) == Counter(ids)
    assert sum(bool(some) for some in taken) >= 2
    assert rows(ledger_url, "select count(*) from stories where claimed_by is not null") == [(0,)]


def test_what_a_killed_run_had_comes_back_when_its_lease_ends(ledger_url):
    ids = fill(ledger_url, 300)
    killed = start(ledger_url, "killed", LONG, "keep")
    go(killed)
    first = json.loads(killed.stdout.readline())
    killed.send_signal(signal.SIGKILL)
    rest, _ = killed.communicate()
    held = {id for (id,) in rows(ledger_url, "select id from stories where claimed_by = 'killed'")}
    assert set(first) | set(given(rest)) <= held  # a claim is made before it is told of

    other = start(ledger_url, "other", LONG)
    go(other)
    assert set(given(other.communicate()[0])) == ids - held

    ledger = Ledger(ledger_url)
    now = datetime.now(UTC)
    assert ledger.claim("inkl", run="third", now=now, limit=1000) == []
    back = ledger.claim("inkl", run="third", now=now + timedelta(seconds=LONG), limit=1000)
    assert {work.id for work in back} == held
    ledger.close()


def test_runs_that_are_killed_again_and_again_leave_nothing_undone(ledger_url):
    """Leases of no length: whatever a killed run had is due at once, and what it stored is not."""
    ids = fill(ledger_url, 600)
    for number in range(4):
        child = start(ledger_url, f"run-{number}", 0)
        go(child)
        for _ in range(5):
            child.stdout.readline()
        child.send_signal(signal.SIGKILL)
        child.communicate()
    last = start(ledger_url, "last", 0)
    go(last)
    last.communicate()
    assert last.returncode == 0
    ledger = Ledger(ledger_url)
    assert ledger.knows(ids) == ids
    assert ledger.claim("inkl", run="r", now=datetime.now(UTC) + HOUR, limit=10) == []
    ledger.close()
