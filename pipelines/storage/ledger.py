"""The ledger: which stories are known and stored, which runs there were, and which lines recur (``template_counts``).

It is written in batches, one transaction a flush of the spool, never once an article.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from time import sleep
from typing import Any

from sqlalchemy import create_engine, event, func, insert, inspect, make_url, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, Connection
from sqlalchemy.exc import (
    ArgumentError,
    IntegrityError,
    NoSuchModuleError,
    OperationalError,
    ProgrammingError,
    SQLAlchemyError,
)

from pipelines.errors import LedgerTrouble, WrongSettings
from pipelines.storage import template_counts
from pipelines.storage.disk import make_folder
from pipelines.storage.ledger_tables import RUNS, SCHEMA_VERSION, STORIES, TABLES, VERSION, Upsert
from pipelines.text.template.judgement import Template
from pipelines.text.template.sightings import StoryLines

# SQLite takes at most 32,766 parameters a statement, older builds 999: 500 ids a question suit every one.
IDS_A_QUESTION = 500
# The columns of a stored story, by the names of StoredStory's fields.
STORED = ("id", "url", "content_hash", "revision", "run", "part", "stored_at")
# How long a write waits for another process's: a report or a second run on one ledger holds it for milliseconds.
BUSY_SECONDS = 30
# Making the tables takes some 20 ms; ten tries 100 ms apart let a handful of runs that start together pass.
MAKING_TRIES, MAKING_PAUSE = 10, 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredStory:
    """One line of the ledger for an article that the spool holds safely."""

    id: str
    url: str | None
    content_hash: str | None
    revision: int
    run: str
    part: str
    stored_at: datetime
    lines: StoryLines | None = None
    """What it shows of its aggregator's template; None where nobody looked. Counted when the story is first stored."""


class Ledger:
    """Stories and runs in a database. Opening creates the tables where there are none.

    Raises:
        WrongSettings: the URL is none, or names a database whose driver is not installed.
        LedgerTrouble: the database can't be opened, read or written, or was made by a newer copydesk. Every method
            may raise it.
    """

    def __init__(self, url: str):
        try:
            self._url: URL = make_url(url)
            self._engine = create_engine(self._url, **_connect_arguments(self._url))
        except (ArgumentError, NoSuchModuleError, ImportError) as error:
            raise WrongSettings(
                f"LEDGER_URL {url!r}: {error}. Expected sqlite:///file or postgresql+driver://…"
            ) from error
        self._upsert: Upsert = postgresql.insert if self._engine.dialect.name == "postgresql" else sqlite.insert
        if self._engine.dialect.name == "sqlite":
            event.listen(self._engine, "connect", _prepare_sqlite)
        self._prepare()

    @staticmethod
    def is_there(url: str) -> bool:
        """Whether there is a ledger to look into; opening one that is not makes it. A server's is taken to be there.

        Raises:
            WrongSettings: the URL is none.
        """
        try:
            parsed = make_url(url)
        except ArgumentError as error:
            raise WrongSettings(f"LEDGER_URL {url!r}: {error}") from error
        return parsed.get_backend_name() != "sqlite" or Path(parsed.database or "").is_file()

    def knows(self, ids: Iterable[str]) -> set[str]:
        """Which of the article ids are stored."""
        with self._transaction() as connection:
            return self._stored(connection, ids)

    def _stored(self, connection: Connection, ids: Iterable[str]) -> set[str]:
        wanted = iter(ids)
        known: set[str] = set()
        while some := list(islice(wanted, IDS_A_QUESTION)):
            stored = select(STORIES.c.id).where(STORIES.c.id.in_(some), STORIES.c.state == "stored")
            known.update(connection.scalars(stored))
        return known

    def discover(self, found: Sequence[tuple[str, str | None, datetime]]) -> dict[str, datetime]:
        """Note stories whose address was seen: (article id, URL, when).

        Returns:
            When each story was first seen, by id: now, or what an earlier run noted.
        """
        rows = [{"id": id, "url": url, "state": "discovered", "discovered_at": at} for id, url, at in found]
        first_seen: dict[str, datetime] = {}
        with self._transaction() as connection:
            if rows:
                statement = self._upsert(STORIES)
                # A story stored without having been discovered gets its moment now; its state is not touched.
                moment = func.coalesce(STORIES.c.discovered_at, statement.excluded.discovered_at)
                connection.execute(
                    statement.on_conflict_do_update(index_elements=["id"], set_={"discovered_at": moment}), rows
                )
            for start in range(0, len(rows), IDS_A_QUESTION):
                some = [row["id"] for row in rows[start : start + IDS_A_QUESTION]]
                moments = select(STORIES.c.id, STORIES.c.discovered_at).where(STORIES.c.id.in_(some))
                first_seen.update((id, at) for id, at in connection.execute(moments))
        return first_seen

    def mark_stored(self, stories: Sequence[StoredStory]) -> None:
        """Note that articles are safe, all in one transaction, and count their lines. Marking twice changes nothing.

        An older revision that is marked late (a spool recovered after another machine went on) does not hide a newer.
        """
        if not stories:
            return
        statement = self._upsert(STORIES)
        new = statement.excluded
        statement = statement.on_conflict_do_update(
            index_elements=["id"],
            set_={name: new[name] for name in (*STORED[1:], "state")},
            where=or_(STORIES.c.revision.is_(None), new.revision >= STORIES.c.revision),
        )
        rows = [{**{name: getattr(story, name) for name in STORED}, "state": "stored"} for story in stories]
        with self._transaction() as connection:
            uncounted = self._uncounted(connection, stories)
            connection.execute(statement, rows)
            template_counts.count(connection, self._upsert, uncounted)

    def template(self, aggregator: str) -> Template:
        """What recurs at an aggregator, as it is counted now; an empty template where nothing was."""
        with self._transaction() as connection:
            return template_counts.read_template(connection, aggregator)

    def template_aggregators(self) -> tuple[str, ...]:
        """The aggregators whose lines were counted."""
        with self._transaction() as connection:
            return template_counts.read_aggregators(connection)

    def copy_lines(self, aggregator: str) -> tuple[str, ...]:
        """Lines of an aggregator that came once, to hold a rule against."""
        with self._transaction() as connection:
            return template_counts.read_copy_lines(connection, aggregator)

    def keep_shape(self, aggregator: str, form: str, *, at: datetime) -> None:
        """Note a person's word that lines of this shape are copy: the learned template never strikes them again."""
        with self._transaction() as connection:
            template_counts.keep_shape(connection, self._upsert, aggregator, form, at)

    def _uncounted(self, connection: Connection, stories: Sequence[StoredStory]) -> list[tuple[StoryLines, datetime]]:
        """The lines of stories that are stored for the first time, a story of several revisions once."""
        looked_at = {story.id: (story.lines, story.stored_at) for story in reversed(stories) if story.lines}
        known = self._stored(connection, looked_at)
        return [seen for id, seen in looked_at.items() if id not in known]

    def start_run(self, run: str, *, spider: str | None, at: datetime) -> None:
        """Note that a run begins.

        Raises:
            WrongSettings: a run of that id is in the ledger already.
        """
        try:
            with self._transaction() as connection:
                connection.execute(insert(RUNS), {"id": run, "spider": spider, "started": at})
        except LedgerTrouble as trouble:
            if isinstance(trouble.__cause__, IntegrityError):
                raise WrongSettings(f"Run {run} has been run before: every run needs an id of its own.") from trouble
            raise

    def end_run(self, run: str, *, at: datetime, outcome: str, counts: Mapping[str, int]) -> None:
        """Note how a run ended; counts are added to those it has.

        A run that the ledger does not know is added, with its end for its start.
        """
        with self._transaction() as connection:
            known = connection.execute(select(RUNS.c.counts).where(RUNS.c.id == run)).one_or_none()
            how = {"ended": at, "outcome": outcome, "counts": {**((known and known.counts) or {}), **counts}}
            if known:
                connection.execute(update(RUNS).where(RUNS.c.id == run).values(how))
            else:
                connection.execute(insert(RUNS), {"id": run, "started": at, **how})

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def _prepare(self) -> None:
        if self._url.get_backend_name() == "sqlite" and self._url.database:
            self._make_home(Path(self._url.database))
        for tries_left in range(MAKING_TRIES - 1, -1, -1):
            try:
                self._make_tables()
            except LedgerTrouble as trouble:
                # Two runs that make one ledger at the same moment get in each other's way; then it is made.
                if not tries_left or not isinstance(
                    trouble.__cause__, OperationalError | ProgrammingError | IntegrityError
                ):
                    raise
                sleep(MAKING_PAUSE)
            else:
                return

    def _make_tables(self) -> None:
        with self._transaction() as connection:
            if inspect(connection).has_table(VERSION.name):
                self._refuse_newer(connection.scalar(select(func.max(VERSION.c.version))) or 0)
            TABLES.create_all(connection)
            connection.execute(self._upsert(VERSION).on_conflict_do_nothing(), {"version": SCHEMA_VERSION})

    def _make_home(self, file: Path) -> None:
        try:
            make_folder(file.absolute().parent)
        except OSError as error:
            raise LedgerTrouble(f"The ledger's folder {file.parent} can't be made: {error.strerror}.") from error

    def _refuse_newer(self, version: int) -> None:
        if version > SCHEMA_VERSION:
            raise LedgerTrouble(
                f"The ledger {self._name} has schema {version}; this copydesk reads up to {SCHEMA_VERSION}. It was "
                "made by a newer release: install that, or name another LEDGER_URL."
            )

    @property
    def _name(self) -> str:
        return self._url.render_as_string(hide_password=True)

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            said = str(getattr(error, "orig", None) or error).strip()
            raise LedgerTrouble(f"The ledger {self._name} failed: {said}. {_advice(said)}") from error


def _connect_arguments(url: URL) -> dict[str, Any]:
    if url.get_backend_name() == "sqlite":
        return {"connect_args": {"timeout": BUSY_SECONDS}}
    return {"pool_pre_ping": True}  # a server may have closed a connection that was idle between two flushes


def _prepare_sqlite(connection: Any, _: Any) -> None:
    """WAL lets reports read while a run writes.

    FULL, because a story that the ledger forgot in a power cut, its part long uploaded, would be filed again.
    """
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")


def _advice(said: str) -> str:
    said = said.casefold()
    if "not a database" in said or "malformed" in said:
        return "Move the file away and restore a copy, or begin a new ledger: what is in the spool is marked again."
    if "unable to open" in said or "readonly" in said or "read-only" in said:
        return "Check LEDGER_URL, and that this user may write the file and its folder."
    if "locked" in said:
        return f"Another process has held it for {BUSY_SECONDS} s: end that, or give this run a ledger of its own."
    if "full" in said:
        return "Make room on the disk."
    return "Check LEDGER_URL and that the database is up."
