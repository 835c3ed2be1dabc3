"""What the ledger's statements cost does not grow with the ledger: SQLite finds by index what they touch.

Not timed: SQLite is asked how it goes about each statement that a claim, a mark and a discovery send.
"""

from datetime import timedelta

import pytest
from sqlalchemy import event

from pipelines.storage.ledger import Ledger
from tests.ledger_samples import HOUR, NOON, RUN, found, looked, stored

STORIES = 3000


@pytest.fixture
def ledger(tmp_path):
    """Stories of every state, most of them done with, as in a ledger that has run for long."""
    ledger = Ledger(f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    done = [f"inkl/done-{number}" for number in range(STORIES)]
    ledger.mark_stored([stored(id) for id in done])
    ledger.mark_looked([looked(id, "gone") for id in done[:100]])
    ledger.mark_stored([stored(f"inkl/look-{number}", next_look=NOON - number * HOUR) for number in range(100)])
    ledger.discover(found(*(f"inkl/new-{number}" for number in range(100))))
    ledger.mark_looked([looked(f"inkl/new-{number}", "failed", next_look=NOON) for number in range(50)])
    yield ledger
    ledger.close()


def sent(ledger, job) -> list[tuple[str, object]]:
    """The statements about stories that a job sends, each with its parameters."""
    statements = []

    def note(connection, cursor, statement, parameters, context, executemany):
        if "stories" in statement and not statement.startswith("INSERT INTO template"):
            statements.append((statement, parameters[0] if executemany else parameters))

    event.listen(ledger._engine, "before_cursor_execute", note)
    job(ledger)
    event.remove(ledger._engine, "before_cursor_execute", note)
    return statements


def plan(ledger, statement, parameters) -> list[str]:
    with ledger._engine.connect() as connection:
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        return [row[3] for row in rows]


IDS = [f"inkl/new-{number}" for number in range(60, 90)]
JOBS = {
    "claim": lambda ledger: ledger.claim("inkl", run=RUN, now=NOON, limit=500),
    "claim since": lambda ledger: ledger.claim("inkl", run=RUN, now=NOON, limit=500, since=NOON - HOUR),
    "claim without looks": lambda ledger: ledger.claim("inkl", run=RUN, now=NOON, limit=500, looks=False),
    "claim by id": lambda ledger: ledger.claim("inkl", run=RUN, now=NOON, limit=500, ids=IDS),
    "release": lambda ledger: ledger.release(IDS, RUN),
    "discover": lambda ledger: ledger.discover(found(*IDS, "inkl/newest")),
    "knows": lambda ledger: ledger.knows(IDS),
    "states": lambda ledger: ledger.states(IDS),
    "mark stored": lambda ledger: ledger.mark_stored([stored(id, next_look=NOON) for id in IDS]),
    "mark looked": lambda ledger: ledger.mark_looked(
        [
            looked(id, outcome, next_look=NOON)
            for id, outcome in zip(IDS, ("unchanged", "failed", "gone", "refused", "old") * 6, strict=True)
        ]
    ),
    "alias": lambda ledger: ledger.alias("inkl/new-60", "inkl/new-slug", NOON),
}


@pytest.mark.parametrize("name", JOBS)
def test_no_statement_reads_all_stories(ledger, name):
    statements = sent(ledger, JOBS[name])
    assert statements
    for statement, parameters in statements:
        for step in plan(ledger, statement, parameters):
            assert "SCAN stories" not in step, (statement, step)
            assert not step.startswith("SCAN") or step in ("SCAN picked", "SCAN CONSTANT ROW"), (statement, step)


@pytest.mark.parametrize("name", ["claim", "claim since", "claim without looks"])
def test_a_claim_reads_what_is_due_in_its_order(ledger, name):
    """Neither sorted nor found by the way of everything that is stored: the index gives it in order, and ends."""
    steps = [step for statement, parameters in sent(ledger, JOBS[name]) for step in plan(ledger, statement, parameters)]
    assert not [step for step in steps if "TEMP B-TREE" in step]
    used = {index for step in steps for index in ("stories_new", "stories_due", "stories_claimed") if index in step}
    assert used == {"stories_new", "stories_due", "stories_claimed"}


def test_a_claim_touches_as_many_stories_as_it_takes(ledger):
    """Counted in steps of SQLite's machine: ten times the ledger costs a few more for a deeper tree, and no more."""

    def steps() -> int:
        count = 0

        def one() -> int:
            nonlocal count
            count += 1
            return 0

        with ledger._engine.connect() as connection:
            driver = connection.connection.driver_connection
        driver.set_progress_handler(one, 1)
        taken = ledger.claim("inkl", run=RUN, now=NOON, limit=20)
        driver.set_progress_handler(None, 1)
        ledger.release([work.id for work in taken], RUN)
        assert len(taken) == 20
        return count

    before = steps()
    assert before > 100
    more = [f"inkl/more-{number}" for number in range(10 * STORIES)]
    ledger.discover(found(*more[:STORIES], at=NOON - timedelta(days=1)))
    ledger.mark_stored([stored(id, next_look=NOON + HOUR) for id in more[STORIES:]])
    assert steps() <= 1.1 * before


def test_a_full_scan_would_be_seen(ledger):
    assert plan(ledger, "SELECT id FROM stories WHERE url = ?", ("x",)) == ["SCAN stories"]
