"""The tables of the ledger, in SQL that SQLite and PostgreSQL share."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, DateTime, Double, Integer, MetaData, Table, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

# Rises with every change of these tables. A ledger with a higher one was made by a newer copydesk and is not touched.
# 2: the template's tables; a ledger of version 1 gets them when it is opened.
SCHEMA_VERSION = 2

Upsert = Callable[[Table], Any]
"""The dialect's own ``insert``, which alone knows what to do with a row that is there already."""


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

TEMPLATE_STORIES = Table(
    "template_stories",
    TABLES,
    Column("aggregator", Text, primary_key=True),
    Column("publisher", Text, primary_key=True, comment="as printed; empty where the page does not say"),
    Column("stories", Integer, nullable=False, comment="its stories that were counted"),
)

TEMPLATE_LINES = Table(
    "template_lines",
    TABLES,
    Column("aggregator", Text, primary_key=True),
    Column(
        "shape", Text, primary_key=True, comment="the line without names, numbers, dates: pipelines.text.template.shape"
    ),
    Column("publisher", Text, primary_key=True),
    Column("stories", Integer, nullable=False, comment="stories that have the line"),
    Column("struck", Integer, nullable=False, comment="those in which the learned template struck it"),
    Column("head", Integer, nullable=False, comment="stories in which it stood near the beginning"),
    Column("amid", Integer, nullable=False),
    Column("tail", Integer, nullable=False),
    Column("headings", Integer, nullable=False, comment="stories in which it was a heading"),
    Column("places", Double, nullable=False, comment="sum of its positions, 0 the first block, 1 the last"),
    Column("squares", Double, nullable=False, comment="sum of their squares"),
    Column("openings", BigInteger, nullable=False, comment="a bit for each of 63 marks of those stories' copy"),
    Column("sample", Text, nullable=False, comment="the line as it was first printed"),
    Column("latest", Text, nullable=False, comment="the line as it was last printed"),
    Column("since", Moment, nullable=False),
    Column("last", Moment, nullable=False),
    Column("number", Integer, nullable=False, comment="stories of the aggregator counted before it was first seen"),
)

TEMPLATE_KEPT = Table(
    "template_kept",
    TABLES,
    Column("aggregator", Text, primary_key=True),
    Column("shape", Text, primary_key=True, comment="a shape that a person has said is copy"),
    Column("kept_at", Moment, nullable=False),
)
