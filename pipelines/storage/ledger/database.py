"""The database under the ledger: engine, transactions, and what to do about its troubles."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Table, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, Connection
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from pipelines.errors import LedgerTrouble, WrongSettings
from pipelines.redaction import keep_password_of

# SQLite takes at most 32,766 parameters a statement, older builds 999: 500 ids a question suit every one.
IDS_A_QUESTION = 500
# How long a write waits for another process's: a report or a second run on one ledger holds it for milliseconds.
BUSY_SECONDS = 30

WHERE_IT_LIES = "Check LEDGER_URL, and that this user may write the file and its folder."

Upsert = Callable[[Table], Any]
"""The dialect's own ``insert``, which alone knows what to do with a row that is there already."""

Thing = TypeVar("Thing")


class Database:
    """A database with a way to read it and a way to write it, each in one transaction."""

    def __init__(self, url: str):
        keep_password_of(url)
        try:
            self._url: URL = make_url(url)
            self._engine = create_engine(self._url, **_connect_arguments(self._url))
        except (ArgumentError, NoSuchModuleError, ImportError) as error:
            raise WrongSettings(
                f"LEDGER_URL {shown(url)!r}: {error}. Expected sqlite:///file or postgresql+driver://…"
            ) from error
        self._is_sqlite = self._engine.dialect.name == "sqlite"
        self._upsert: Upsert = sqlite.insert if self._is_sqlite else postgresql.insert
        if self._is_sqlite:
            event.listen(self._engine, "connect", _prepare_sqlite)
            event.listen(self._engine, "begin", _begin_sqlite)
        self._writer = self._engine.execution_options(copydesk_writes=True)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @property
    def _name(self) -> str:
        return self._url.render_as_string(hide_password=True)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """One view of the database; nothing is written."""
        with self._saying_what_is_wrong(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """All or nothing. On SQLite no other process writes meanwhile."""
        with self._saying_what_is_wrong(), self._writer.begin() as connection:
            yield connection

    @contextmanager
    def _saying_what_is_wrong(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            said = str(getattr(error, "orig", None) or error).strip()
            raise LedgerTrouble(f"The ledger {self._name} failed: {said}. {_advice(said)}") from error


def shown(url: str) -> str:
    """An address that can't be read, for a message: what may be name and password in it is left out."""
    head, at, rest = url.rpartition("@")
    return f"{head.partition(':')[0] if '://' in head else ''}…@{rest}" if at else url


def by_the_question(ids: Iterable[Thing]) -> Iterator[list[Thing]]:
    """As many at a time as one statement takes."""
    rest = iter(ids)
    while some := list(islice(rest, IDS_A_QUESTION)):
        yield some


def _connect_arguments(url: URL) -> dict[str, Any]:
    if url.get_backend_name() == "sqlite":
        return {"connect_args": {"timeout": BUSY_SECONDS}}
    return {"pool_pre_ping": True}  # a server may have closed a connection that was idle between two flushes


def _prepare_sqlite(connection: Any, _: Any) -> None:
    """WAL lets reports read while a run writes.

    FULL, because a story that the ledger forgot in a power cut, its part long uploaded, would be filed again.
    """
    connection.isolation_level = None  # Python's own transactions begin too late: see _begin_sqlite
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")


def _begin_sqlite(connection: Connection) -> None:
    """A transaction that will write waits for its turn now.

    One that first reads and then writes would be refused, without waiting, where another wrote in between.
    """
    writes = connection.get_execution_options().get("copydesk_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _advice(said: str) -> str:
    said = said.casefold()
    if "not a database" in said or "malformed" in said:
        return "Move the file away and restore a copy, or begin a new ledger: what is in the spool is marked again."
    if "unable to open" in said or "readonly" in said or "read-only" in said:
        return WHERE_IT_LIES
    if "locked" in said:
        return f"Another process has held it for {BUSY_SECONDS} s: end that, or give this run a ledger of its own."
    if "full" in said:
        return "Make room on the disk."
    return "Check LEDGER_URL and that the database is up."
