"""The ledger as a whole: what it knows and keeps, and what happens when it can't be opened. On both databases."""

import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta, timezone
from threading import Barrier

import pytest

from pipelines.errors import LedgerTrouble, WrongSettings
from pipelines.storage.ledger import IDS_A_QUESTION, SCHEMA_VERSION, Ledger
from tests.ledger_samples import HOUR, NOON, RUN, found, rows, stored


def test_it_knows_what_was_stored_and_only_that(ledger):
    ledger.discover(found("inkl/seen"))
    ledger.mark_stored([stored("inkl/a"), stored("inkl/b")])
    assert ledger.knows(["inkl/a", "inkl/seen", "inkl/none"]) == {"inkl/a"}
    assert ledger.knows([]) == set()


def test_it_answers_more_ids_than_one_statement_takes(ledger):
    ids = [f"inkl/{number}" for number in range(2 * IDS_A_QUESTION + 1)]
    ledger.mark_stored([stored(id) for id in ids])
    assert ledger.knows(iter(ids)) == set(ids)
    assert len(ledger.discover(found(*ids))) == len(ids)


def test_the_first_discovery_is_kept(ledger):
    later = NOON + timedelta(hours=1)
    assert ledger.discover(found("inkl/a")) == {"inkl/a": NOON}
    assert ledger.discover(found("inkl/a", "inkl/b", at=later)) == {"inkl/a": NOON, "inkl/b": later}
    assert ledger.discover([]) == {}


def test_storing_keeps_the_discovery_and_discovering_keeps_the_storing(ledger):
    ledger.discover(found("inkl/a"))
    ledger.mark_stored([stored("inkl/a"), stored("inkl/b")])
    assert ledger.discover([*found("inkl/a", at=NOON + HOUR), *found("inkl/b")]) == {"inkl/a": NOON, "inkl/b": NOON}
    assert ledger.discover(found("inkl/b", at=NOON + HOUR)) == {"inkl/b": NOON}
    assert ledger.states(["inkl/a", "inkl/b", "inkl/none"]) == {"inkl/a": "stored", "inkl/b": "stored"}


def test_times_are_kept_in_utc(ledger):
    brisbane = NOON.astimezone(timezone(timedelta(hours=10)))
    ledger.discover(found("inkl/a", at=brisbane))
    (seen,) = ledger.discover(found("inkl/a", at=brisbane + HOUR)).values()
    assert (seen, seen.utcoffset()) == (NOON, timedelta(0))


def test_an_older_revision_does_not_hide_a_newer(ledger, ledger_url):
    ledger.mark_stored([stored("inkl/a", revision=2, content_hash="new")])
    ledger.mark_stored([stored("inkl/a", revision=1, content_hash="old")])
    assert rows(ledger_url, "select revision, content_hash from stories") == [(2, "new")]
    ledger.mark_stored([stored("inkl/a", revision=3, content_hash="newest")])
    assert rows(ledger_url, "select revision, content_hash from stories") == [(3, "newest")]


def test_a_batch_is_one_transaction(ledger):
    with pytest.raises(LedgerTrouble):
        ledger.mark_stored([stored("inkl/a"), stored("inkl/b", stored_at=NOON, revision={"no": "number"})])
    assert ledger.knows(["inkl/a"]) == set()


def test_runs_are_kept(ledger, ledger_url):
    ledger.start_run(RUN, spider="inkl", at=NOON)
    assert rows(ledger_url, "select spider, ended, outcome from runs") == [("inkl", None, None)]
    ledger.end_run(RUN, at=NOON, outcome="finished", counts={"articles": 3})
    assert rows(ledger_url, "select outcome from runs") == [("finished",)]
    ledger.end_run(RUN, at=NOON, outcome="recovered", counts={"articles_recovered": 1})
    ((outcome, counts),) = rows(ledger_url, "select outcome, counts from runs")
    assert (outcome, counts if isinstance(counts, dict) else json.loads(counts)) == (
        "recovered",
        {"articles": 3, "articles_recovered": 1},
    )


def test_a_run_id_is_used_once(ledger):
    ledger.start_run(RUN, spider=None, at=NOON)
    with pytest.raises(WrongSettings, match=RUN):
        ledger.start_run(RUN, spider=None, at=NOON)


def test_a_run_that_the_ledger_never_saw_can_end(ledger, ledger_url):
    ledger.end_run(RUN, at=NOON, outcome="recovered", counts={})
    assert rows(ledger_url, "select id, outcome from runs") == [(RUN, "recovered")]


def test_a_second_opening_finds_everything(ledger, ledger_url):
    ledger.mark_stored([stored("inkl/a")])
    again = Ledger(ledger_url)
    assert again.knows(["inkl/a"]) == {"inkl/a"}
    again.close()


def test_runs_that_start_together_make_one_ledger(empty_url):
    gate = Barrier(6)

    def open_it(_):
        gate.wait()
        Ledger(empty_url).close()

    with ThreadPoolExecutor(6) as pool:
        assert len(list(pool.map(open_it, range(6)))) == 6
    assert rows(empty_url, "select max(version) from ledger_schema") == [(SCHEMA_VERSION,)]


def test_readers_and_writers_do_not_block_each_other(tmp_path):
    file = tmp_path / "ledger.sqlite"
    ledger = Ledger(f"sqlite:///{file}")
    with sqlite3.connect(file) as reader:
        assert reader.execute("pragma journal_mode").fetchall() == [("wal",)]
        reader.execute("begin")
        reader.execute("select * from stories").fetchall()
        ledger.mark_stored([stored("inkl/a")])
    assert ledger.knows(["inkl/a"]) == {"inkl/a"}
    ledger.close()


def test_a_newer_schema_is_not_touched(ledger, ledger_url):
    ledger.close()
    rows(ledger_url, "update ledger_schema set version = :newer where version = 3", newer=SCHEMA_VERSION + 1)
    with pytest.raises(LedgerTrouble, match=f"has schema {SCHEMA_VERSION + 1}.*newer release"):
        Ledger(ledger_url)


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
