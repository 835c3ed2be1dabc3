"""Ledgers of older releases are brought up to date as they are opened, and lose nothing. On both databases."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from pipelines.errors import LedgerTrouble
from pipelines.storage.ledger import SCHEMA_VERSION, Ledger
from pipelines.storage.ledger.tables import TABLES
from tests.ledger_samples import HOUR, NOON, claim, found, rows, stored

FIRST = """
CREATE TABLE ledger_schema (version INTEGER NOT NULL PRIMARY KEY);
CREATE TABLE stories (
    id TEXT NOT NULL PRIMARY KEY, url TEXT, state TEXT NOT NULL, content_hash TEXT, revision INTEGER, run TEXT,
    part TEXT, stored_at {moment}, discovered_at {moment}
);
CREATE INDEX ix_stories_state ON stories (state);
CREATE INDEX ix_stories_run ON stories (run);
CREATE TABLE runs (
    id TEXT NOT NULL PRIMARY KEY, spider TEXT, started {moment} NOT NULL, ended {moment}, outcome TEXT, counts JSON
);
INSERT INTO ledger_schema VALUES (1);
INSERT INTO stories VALUES
    ('inkl/old', 'https://news.example/old', 'stored', 'h1', 2, 'r1', 'articles/p1', {noon}, {noon}),
    ('inkl/late', NULL, 'stored', 'h2', 1, 'r1', 'articles/p2', {noon}, NULL),
    ('the wire/new', 'https://news.example/new', 'discovered', NULL, NULL, NULL, NULL, NULL, {noon}),
    ('inkl/new', 'https://news.example/new', 'discovered', NULL, NULL, NULL, NULL, NULL, {noon});
INSERT INTO runs VALUES ('r1', 'inkl', {noon}, {noon}, 'finished', '{{"articles": 2}}')
"""
SECOND = """
CREATE TABLE template_stories (
    aggregator TEXT NOT NULL, publisher TEXT NOT NULL, stories INTEGER NOT NULL, PRIMARY KEY (aggregator, publisher)
);
CREATE TABLE template_lines (
    aggregator TEXT NOT NULL, shape TEXT NOT NULL, publisher TEXT NOT NULL, stories INTEGER NOT NULL,
    struck INTEGER NOT NULL, head INTEGER NOT NULL, amid INTEGER NOT NULL, tail INTEGER NOT NULL,
    headings INTEGER NOT NULL, places {double} NOT NULL, squares {double} NOT NULL, openings BIGINT NOT NULL,
    sample TEXT NOT NULL, latest TEXT NOT NULL, since {moment} NOT NULL, last {moment} NOT NULL,
    number INTEGER NOT NULL, PRIMARY KEY (aggregator, shape, publisher)
);
CREATE TABLE template_kept (
    aggregator TEXT NOT NULL, shape TEXT NOT NULL, kept_at {moment} NOT NULL, PRIMARY KEY (aggregator, shape)
);
INSERT INTO template_stories VALUES ('inkl', 'Echo', 7);
INSERT INTO template_kept VALUES ('inkl', 'read more: …', {noon});
INSERT INTO template_lines VALUES
    ('inkl', 'sign up …', 'Echo', 5, 0, 0, 0, 5, 0, 5.0, 5.0, 3, 'Sign up', 'Sign up', {noon}, {noon}, 0);
INSERT INTO ledger_schema VALUES (2)
"""


def make_old(url: str, *scripts: str) -> None:
    """A ledger as an earlier release left it."""
    is_sqlite = url.startswith("sqlite")
    words = {
        "moment": "DATETIME" if is_sqlite else "TIMESTAMP WITH TIME ZONE",
        "double": "DOUBLE" if is_sqlite else "DOUBLE PRECISION",
        "noon": "'2026-08-01 12:00:00.000000'" if is_sqlite else "'2026-08-01 12:00:00+00'",
    }
    engine = create_engine(url)
    with engine.begin() as connection:
        for script in scripts:
            for statement in script.format(**words).split(";\n"):
                connection.exec_driver_sql(statement)
    engine.dispose()


# Neither can say what an index over an expression is in SQLite. Names are compared here, and its use in
# test_ledger_plans.
EXPRESSIONS = pytest.mark.filterwarnings(
    "ignore:Skipped unsupported reflection of expression-based index",
    "ignore:autogenerate skipping metadata-specified expression-based index",
)


@pytest.fixture
def old_url(empty_url, tmp_path):
    (tmp_path / "desk").mkdir()
    return empty_url


@pytest.fixture(params=[(FIRST,), (FIRST, SECOND)], ids=["version 1", "version 2"])
def old(request, old_url):
    make_old(old_url, *request.param)
    return old_url


def schema(url: str) -> list[object]:
    """How a database differs from the tables of this release."""
    engine = create_engine(url)
    with engine.connect() as connection:
        options = {"version_table": "ledger_revision", "compare_type": True, "compare_server_default": True}
        differences = compare_metadata(MigrationContext.configure(connection, opts=options), TABLES)
        indexes = {name for table in TABLES.sorted_tables for name in names_of_indexes(connection, table.name)}
    engine.dispose()
    of_tables = {index.name for table in TABLES.sorted_tables for index in table.indexes}
    assert indexes == of_tables
    # What a column is for is said in the code; a database need not know.
    return [
        one for one in differences if not (isinstance(one, list) and {part[0] for part in one} == {"modify_comment"})
    ]


def names_of_indexes(connection, table: str) -> list[str]:
    sqlite = "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = '{}'"
    server = "SELECT indexname FROM pg_indexes WHERE tablename = '{}' AND indexname NOT LIKE '%\\_pkey'"
    question = sqlite if connection.dialect.name == "sqlite" else server
    return [name for (name,) in connection.exec_driver_sql(question.format(table).replace("%", "%%"))]


@EXPRESSIONS
def test_the_migrations_make_the_tables_of_this_release(ledger, ledger_url):
    assert schema(ledger_url) == []


@EXPRESSIONS
def test_an_old_ledger_gets_the_tables_of_this_release(old):
    Ledger(old).close()
    assert schema(old) == []
    assert rows(old, "select max(version) from ledger_schema") == [(SCHEMA_VERSION,)]
    assert rows(old, "select version_num from ledger_revision") == [(str(SCHEMA_VERSION),)]


def test_an_old_ledger_loses_nothing(old):
    names = "id, url, state, content_hash, revision, run, part, stored_at, discovered_at"
    question = f"select {names} from stories order by id"
    before = rows(old, question)
    ledger = Ledger(old)
    assert rows(old, question) == before
    assert rows(old, "select id, outcome from runs") == [("r1", "finished")]
    assert ledger.knows(["inkl/old", "inkl/late", "inkl/new"]) == {"inkl/old", "inkl/late"}
    assert ledger.discover(found("inkl/old", "inkl/new", at=NOON + HOUR)) == {"inkl/old": NOON, "inkl/new": NOON}
    ledger.mark_stored([stored("inkl/old", revision=1, content_hash="older")])
    assert rows(old, "select revision, content_hash from stories where id = 'inkl/old'") == [(2, "h1")]
    ledger.close()


def test_what_an_old_ledger_had_found_is_still_to_be_read(old):
    ledger = Ledger(old)
    (work,) = claim(ledger)
    assert (work.id, work.url, work.state) == ("inkl/new", "https://news.example/new", "discovered")
    (work,) = ledger.claim("the wire", run="r", now=NOON, limit=9)
    assert (work.id, work.discovered_at) == ("the wire/new", NOON)
    (work,) = claim(ledger, ids=["inkl/late"])
    assert (work.state, work.revision, work.discovered_at) == ("stored", 1, NOON)
    ledger.close()


def test_what_was_learned_of_templates_is_kept(old_url):
    make_old(old_url, FIRST, SECOND)
    ledger = Ledger(old_url)
    template = ledger.template("inkl")
    assert [(tally.shape, tally.stories) for tally in template.tallies] == [("sign up …", 5)]
    assert template.kept == {"read more: …"}
    ledger.close()


def test_a_ledger_that_was_never_finished_is_finished(old_url):
    """A kill between the first table and the last: earlier releases made them one by one."""
    make_old(old_url, FIRST.partition("INSERT INTO ledger_schema")[0].rstrip().removesuffix(";"))
    ledger = Ledger(old_url)
    ledger.mark_stored([stored("inkl/a")])
    assert ledger.knows(["inkl/a"]) == {"inkl/a"}
    ledger.close()


def test_a_second_opening_changes_nothing(old):
    Ledger(old).close()
    before = rows(old, "select * from stories order by id")
    Ledger(old).close()
    assert rows(old, "select * from stories order by id") == before


def test_runs_that_start_together_bring_it_up_to_date_once(old):
    gate = Barrier(5)

    def open_it(_):
        gate.wait()
        ledger = Ledger(old)
        known = ledger.knows(["inkl/old"])
        ledger.close()
        return known

    with ThreadPoolExecutor(5) as pool:
        assert list(pool.map(open_it, range(5))) == [{"inkl/old"}] * 5


def test_a_migration_that_fails_leaves_the_ledger_as_it_was(old_url):
    make_old(old_url, FIRST, SECOND, "CREATE TABLE likenesses (mine TEXT)")
    with pytest.raises(LedgerTrouble, match="likenesses"):
        Ledger(old_url)
    assert rows(old_url, "select max(version) from ledger_schema") == [(2,)]
    rows(old_url, "drop table likenesses")
    ledger = Ledger(old_url)
    assert ledger.knows(["inkl/old"]) == {"inkl/old"}
    ledger.close()


def test_a_newer_ledger_is_refused_before_anything_is_written(old):
    rows(old, "insert into ledger_schema values (:newer)", newer=SCHEMA_VERSION + 1)
    before = rows(old, "select * from stories order by id")
    with pytest.raises(LedgerTrouble, match="made by a newer release: install that, or name another LEDGER_URL"):
        Ledger(old)
    assert rows(old, "select * from stories order by id") == before
