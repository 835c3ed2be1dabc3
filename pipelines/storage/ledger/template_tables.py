"""The tables of what recurs at an aggregator: the counts that its template is learned from."""

from sqlalchemy import BigInteger, Column, Double, Integer, Table, Text

from pipelines.storage.ledger.columns import Moment
from pipelines.storage.ledger.tables import TABLES

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
