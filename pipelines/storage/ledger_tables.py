"""The tables of the ledger, in SQL that SQLite and PostgreSQL share."""

from datetime import UTC, datetime

from sqlalchemy import JSON, Column, DateTime, Integer, MetaData, Table, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

# Rises with every change of these tables. A ledger with a higher one was made by a newer copydesk and is not touched.
SCHEMA_VERSION = 1


class Moment(TypeDecorator[datetime]):
    """A moment in UTC. SQLite keeps no offset, so it is taken off going in and put back coming out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Python to database: always UTC."""
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Database to Python: always with its offset."""
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


TABLES = MetaData()

VERSION = Table("ledger_schema", TABLES, Column("version", Integer, primary_key=True, autoincrement=False))

STORIES = Table(
    "stories",
    TABLES,
    Column("id", Text, primary_key=True, comment="the article's id: <aggregator>/<story key>"),
    Column("url", Text, comment="where the story was read"),
    Column("state", Text, nullable=False, index=True, comment="discovered, stored"),
    Column("content_hash", Text, comment="hash of the copy that was stored last"),
    Column("revision", Integer, comment="the revision that was stored last"),
    Column("run", Text, index=True, comment="the run that stored it"),
    Column("part", Text, comment="the key it was filed under"),
    Column("stored_at", Moment, comment="when the spool held it safely"),
    Column("discovered_at", Moment, comment="when its address was first seen"),
)

RUNS = Table(
    "runs",
    TABLES,
    Column("id", Text, primary_key=True),
    Column("spider", Text),
    Column("started", Moment, nullable=False),
    Column("ended", Moment, comment="null while the run goes on, or where it was killed"),
    Column("outcome", Text, comment="finished, recovered, unsent, …"),
    Column("counts", JSON, comment="what the run says of itself, by name"),
)
