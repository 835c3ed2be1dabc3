"""Opening a ledger: made where there is none, brought up to date where it is old, refused where it is newer.

``ledger_schema`` says how new a ledger is, to every release there ever was; Alembic keeps a table of its own beside it.
"""

import logging
import os
from contextlib import suppress
from importlib.resources import as_file, files
from pathlib import Path
from time import sleep

from sqlalchemy import func, inspect, make_url, select, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import ArgumentError, IntegrityError, OperationalError, ProgrammingError

from pipelines.errors import LedgerTrouble, WrongSettings
from pipelines.storage.disk import FILE_OURS_ALONE, OURS_ALONE, make_folder
from pipelines.storage.ledger.database import WHERE_IT_LIES, Database, shown
from pipelines.storage.ledger.tables import SCHEMA_VERSION, VERSION

log = logging.getLogger(__name__)

# Several runs may make one ledger at the same moment, and switching a new file to WAL does not wait for its turn;
# ten tries 100 ms apart let a handful of them pass.
MAKING_TRIES, MAKING_PAUSE = 10, 0.1
# Names the lock under which one process at a time brings a PostgreSQL ledger up to date: "copydesk" as a number.
MIGRATING = int.from_bytes(b"copydesk")


class Opening(Database):
    """Opens the database as a ledger of this release.

    Raises:
        WrongSettings: the URL is none, or names a database whose driver is not installed.
        LedgerTrouble: the database can't be opened, read or written, or was made by a newer copydesk.
    """

    def __init__(self, url: str):
        super().__init__(url)
        if self._is_sqlite and self._url.database:
            self._make_home(Path(self._url.database))
        for tries_left in range(MAKING_TRIES - 1, -1, -1):
            try:
                self._bring_up_to_date()
            except LedgerTrouble as trouble:
                in_the_way = isinstance(trouble.__cause__, OperationalError | ProgrammingError | IntegrityError)
                if not tries_left or not in_the_way:
                    raise
                sleep(MAKING_PAUSE)
            else:
                return

    @staticmethod
    def is_there(url: str) -> bool:
        """Whether there is a ledger to look into; opening one that is not makes it. A server's is taken to be there.

        Raises:
            WrongSettings: the URL is none.
        """
        try:
            parsed = make_url(url)
        except ArgumentError as error:
            raise WrongSettings(f"LEDGER_URL {shown(url)!r}: {error}") from error
        return parsed.get_backend_name() != "sqlite" or Path(parsed.database or "").is_file()

    def _bring_up_to_date(self) -> None:
        with self._reading() as connection:
            if self._version(connection) == SCHEMA_VERSION:
                return
        with self._writing() as connection:
            if not self._is_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATING})
            # Asked again: another run may have done it while this one waited for its turn.
            if (version := self._version(connection)) < SCHEMA_VERSION:
                _migrate(connection, version)
        if version and version < SCHEMA_VERSION:
            log.info("Brought the ledger %s from schema %d to %d", self._name, version, SCHEMA_VERSION)

    def _version(self, connection: Connection) -> int:
        """0 where there is no ledger yet."""
        if not inspect(connection).has_table(VERSION.name):
            return 0
        version = connection.scalar(select(func.max(VERSION.c.version))) or 0
        if version > SCHEMA_VERSION:
            raise LedgerTrouble(
                f"The ledger {self._name} has schema {version}; this copydesk reads up to {SCHEMA_VERSION}. It was "
                "made by a newer release: install that, or name another LEDGER_URL."
            )
        return version

    def _make_home(self, file: Path) -> None:
        """The folder and the file, private: stories that nobody may have filed yet. What is there stays as it is.

        SQLite gives what it puts beside the file (-wal, -shm) the file's own mode.
        """
        try:
            make_folder(file.absolute().parent, OURS_ALONE)
            with suppress(FileExistsError):
                os.close(os.open(file, os.O_CREAT | os.O_EXCL, FILE_OURS_ALONE))
        except OSError as error:
            raise LedgerTrouble(f"The ledger {file} can't be made: {error.strerror}. {WHERE_IT_LIES}") from error


def _migrate(connection: Connection, version: int) -> None:
    """Run the migrations after ``version`` in the caller's transaction."""
    # Alembic takes a quarter of a second to import, and is needed once in a ledger's life.
    logging.getLogger("alembic").setLevel(logging.WARNING)  # before it is loaded: it tells of its plugins

    from alembic import command
    from alembic.config import Config

    with as_file(files("pipelines.storage.ledger") / "migrations") as folder:
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        config.attributes["connection"] = connection
        if version:
            command.stamp(config, str(version))
        command.upgrade(config, "head")
