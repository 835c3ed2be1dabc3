import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from pipelines.errors import LedgerTrouble, WrongSettings
from pipelines.storage.ledger import IDS_A_QUESTION, Ledger, StoredStory
from pipelines.storage.ledger_tables import SCHEMA_VERSION, TABLES

NOON = datetime(2026, 8, 1, 12, tzinfo=UTC)
RUN = "20260801T090000Z-0a1b2c3d"


@pytest.fixture
def file(tmp_path) -> Path:
    return tmp_path / "desk" / "ledger.sqlite"


@pytest.fixture
def ledger(file):
    ledger = Ledger(f"sqlite:///{file}")
    yield ledger
    ledger.close()


def stored(id: str, **changes) -> StoredStory:
    facts = {"url": None, "content_hash": "h", "revision": 1, "run": RUN, "part": "articles/x", "stored_at": NOON}
    return StoredStory(id=id, **(facts | changes))


def rows(file: Path, question: str) -> list[tuple]:
    with sqlite3.connect(file) as connection:
        return connection.execute(question).fetchall()


def test_it_knows_what_was_stored_and_only_that(ledger):
    ledger.discover([("inkl/seen", "https://news.example/seen", NOON)])
    ledger.mark_stored([stored("inkl/a"), stored("inkl/b")])
    assert ledger.knows(["inkl/a", "inkl/seen", "inkl/none"]) == {"inkl/a"}
    assert ledger.knows([]) == set()


def test_it_answers_more_ids_than_one_statement_takes(ledger):
    ids = [f"inkl/{number}" for number in range(2 * IDS_A_QUESTION + 1)]
    ledger.mark_stored([stored(id) for id in ids])
    assert ledger.knows(iter(ids)) == set(ids)
    assert len(ledger.discover([(id, None, NOON) for id in ids])) == len(ids)


def test_the_first_discovery_is_kept(ledger):
    later = NOON + timedelta(hours=1)
    assert ledger.discover([("inkl/a", None, NOON)]) == {"inkl/a": NOON}
    assert ledger.discover([("inkl/a", None, later), ("inkl/b", None, later)]) == {"inkl/a": NOON, "inkl/b": later}
    assert ledger.discover([]) == {}


def test_storing_keeps_the_discovery_and_discovering_keeps_the_storing(ledger, file):
    ledger.discover([("inkl/a", "https://news.example/a", NOON)])
    ledger.mark_stored([stored("inkl/a"), stored("inkl/b")])
    ledger.discover([("inkl/a", None, NOON + timedelta(hours=1)), ("inkl/b", None, NOON)])
    assert ledger.knows(["inkl/a", "inkl/b"]) == {"inkl/a", "inkl/b"}
    assert {moment for (moment,) in rows(file, "select discovered_at from stories")} == {"2026-08-01 12:00:00.000000"}


def test_times_are_kept_in_utc(ledger):
    brisbane = NOON.astimezone(timezone(timedelta(hours=10)))
    assert ledger.discover([("inkl/a", None, brisbane)])["inkl/a"].utcoffset() == timedelta(0)
    assert ledger.discover([("inkl/a", None, NOON)]) == {"inkl/a": NOON}


def test_an_older_revision_does_not_hide_a_newer(ledger, file):
    ledger.mark_stored([stored("inkl/a", revision=2, content_hash="new")])
    ledger.mark_stored([stored("inkl/a", revision=1, content_hash="old")])
    assert rows(file, "select revision, content_hash from stories") == [(2, "new")]
    ledger.mark_stored([stored("inkl/a", revision=3, content_hash="newest")])
    assert rows(file, "select revision, content_hash from stories") == [(3, "newest")]


def test_a_batch_is_one_transaction(ledger):
    with pytest.raises(LedgerTrouble):
        ledger.mark_stored([stored("inkl/a"), stored("inkl/b", stored_at=NOON, revision={"no": "number"})])
    assert ledger.knows(["inkl/a"]) == set()


def test_runs_are_kept(ledger, file):
    ledger.start_run(RUN, spider="inkl", at=NOON)
    assert rows(file, "select spider, ended, outcome from runs") == [("inkl", None, None)]
    ledger.end_run(RUN, at=NOON, outcome="finished", counts={"articles": 3})
    assert rows(file, "select outcome, counts from runs") == [("finished", '{"articles": 3}')]
    ledger.end_run(RUN, at=NOON, outcome="recovered", counts={"articles_recovered": 1})
    ((outcome, counts),) = rows(file, "select outcome, counts from runs")
    assert (outcome, json.loads(counts)) == ("recovered", {"articles": 3, "articles_recovered": 1})


def test_a_run_id_is_used_once(ledger):
    ledger.start_run(RUN, spider=None, at=NOON)
    with pytest.raises(WrongSettings, match=RUN):
        ledger.start_run(RUN, spider=None, at=NOON)


def test_a_run_that_the_ledger_never_saw_can_end(ledger, file):
    ledger.end_run(RUN, at=NOON, outcome="recovered", counts={})
    assert rows(file, "select id, outcome from runs") == [(RUN, "recovered")]


def test_a_second_opening_finds_everything(ledger, file):
    ledger.mark_stored([stored("inkl/a")])
    again = Ledger(f"sqlite:///{file}")
    assert again.knows(["inkl/a"]) == {"inkl/a"}
    again.close()


def test_runs_that_start_together_make_one_ledger(tmp_path):
    """Six at the same moment: without a second try, four of them failed."""
    url, gate = f"sqlite:///{tmp_path / 'ledger.sqlite'}", Barrier(6)

    def open_it(_):
        gate.wait()
        Ledger(url).close()

    with ThreadPoolExecutor(6) as pool:
        assert len(list(pool.map(open_it, range(6)))) == 6


def test_readers_and_writers_do_not_block_each_other(ledger, file):
    assert rows(file, "pragma journal_mode") == [("wal",)]
    with sqlite3.connect(file) as reader:
        reader.execute("begin")
        reader.execute("select * from stories").fetchall()
        ledger.mark_stored([stored("inkl/a")])
    assert ledger.knows(["inkl/a"]) == {"inkl/a"}


def test_a_newer_schema_is_not_touched(ledger, file):
    ledger.close()
    with sqlite3.connect(file) as connection:
        connection.execute("update ledger_schema set version = ?", (SCHEMA_VERSION + 1,))
    with pytest.raises(LedgerTrouble, match="newer release"):
        Ledger(f"sqlite:///{file}")


def test_a_file_that_is_no_database_is_named(tmp_path):
    file = tmp_path / "ledger.sqlite"
    file.write_bytes(b"this is a letter to the editor" * 100)
    with pytest.raises(LedgerTrouble, match=r"ledger\.sqlite.*Move the file away"):
        Ledger(f"sqlite:///{file}")
    assert file.read_bytes().startswith(b"this is a letter")


def test_a_folder_in_place_of_the_file_is_named(tmp_path):
    with pytest.raises(LedgerTrouble, match="Check LEDGER_URL"):
        Ledger(f"sqlite:///{tmp_path}")


def test_a_file_in_place_of_the_folder_is_named(tmp_path):
    (tmp_path / "desk").write_text("no folder")
    with pytest.raises(LedgerTrouble, match="folder"):
        Ledger(f"sqlite:///{tmp_path / 'desk' / 'ledger.sqlite'}")


@pytest.mark.parametrize("url", ["", "ledger.sqlite", "nosuch://host/db", "postgresql+nodriver://host/db"])
def test_a_url_that_is_none_is_a_wrong_setting(url):
    with pytest.raises(WrongSettings, match="LEDGER_URL"):
        Ledger(url)


def test_a_password_is_not_printed(tmp_path):
    ledger = Ledger(f"sqlite:///{tmp_path / 'a.sqlite'}")
    ledger._url = ledger._url.set(password="hush", username="desk", host="db.example")
    assert "hush" not in ledger._name
    ledger.close()


@pytest.mark.parametrize("table", TABLES.sorted_tables, ids=lambda table: table.name)
def test_the_tables_can_be_made_in_postgresql(table):
    sql = str(CreateTable(table).compile(dialect=postgresql.dialect()))
    assert "CREATE TABLE" in sql
    assert "TIMESTAMP WITHOUT" not in sql
