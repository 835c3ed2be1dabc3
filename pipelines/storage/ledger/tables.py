"""The tables of the ledger, in SQL that SQLite and PostgreSQL share. The template's are in ``template_tables.py``.

They are made and changed by the migrations; a test holds what those make against what stands here.
"""

from datetime import timedelta

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Double,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    func,
    text,
)

from pipelines.storage.ledger.columns import Moment, Strange

# Rises with every migration. A ledger with a higher one was made by a newer copydesk and is not touched.
SCHEMA_VERSION = 3

# Nothing is put off for longer: what lies farther ahead was written by a clock that had jumped, and is due.
MAX_AHEAD = timedelta(days=30)

TABLES = MetaData()

VERSION = Table("ledger_schema", TABLES, Column("version", Integer, primary_key=True, autoincrement=False))

STORIES = Table(
    "stories",
    TABLES,
    Column("id", Text, primary_key=True, comment="the article's id: <aggregator>/<story key>"),
    Column("url", Text, comment="where the story was read, or is to be"),
    Column("state", Text, nullable=False, comment="discovered, stored, failed, gone, refused, moved"),
    Column("content_hash", Text, comment="hash of the copy that was stored last"),
    Column("revision", Integer, comment="the revision that was stored last; null where none was"),
    Column("run", Text, comment="the run that stored it"),
    Column("part", Text, comment="the key it was filed under"),
    Column("stored_at", Moment, comment="when the spool held it safely"),
    Column("discovered_at", Moment, comment="when its address was first seen"),
    Column("aggregator", Text),
    Column("found_on", Strange, comment="the listing it was first seen on"),
    Column("headline", Strange, comment="as that listing printed it"),
    Column("publisher", Strange),
    Column("published", Moment),
    Column("etag", Strange),
    Column("last_modified", Strange),
    Column("page_hash", Text),
    Column("printed_hash", Text),
    Column("fingerprint", LargeBinary),
    Column("rules", Text),
    Column("tries", Integer, nullable=False, server_default=text("0"), comment="failures since the last success"),
    Column("looks", Integer, nullable=False, server_default=text("0"), comment="looks since it was first stored"),
    Column("looked_at", Moment),
    Column("next_look", Moment, comment="null: never of itself, or at once where it is only discovered"),
    Column("reason", Strange, comment="why it failed, is gone or was refused"),
    Column("claimed_by", Text, comment="the run that is at it"),
    Column("claimed_until", Moment, comment="when that run is taken for dead; null: nobody is at it"),
    Column("leads_to", Text, comment="the id it goes by now, where it has moved"),
)

FRESH = func.coalesce(STORIES.c.published, STORIES.c.discovered_at)
"""How new a story is: the newest is asked for first."""


def _part(name: str, *columns: object, where: str) -> Index:
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))  # type: ignore[arg-type]


# Each holds only the stories that can be claimed by it, in the order in which they are: a claim reads the beginning of
# an index, however long the ledger is, and a story that is stored for good is in none.
_part("stories_new", STORIES.c.aggregator, FRESH, where="state = 'discovered' AND claimed_until IS NULL")
_part(
    "stories_due",
    STORIES.c.aggregator,
    STORIES.c.state,
    STORIES.c.next_look,
    where="next_look IS NOT NULL AND claimed_until IS NULL",
)
_part("stories_claimed", STORIES.c.claimed_until, where="claimed_until IS NOT NULL")
_part("stories_moved", STORIES.c.leads_to, where="leads_to IS NOT NULL")

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

REVISING = Table(
    "revising",
    TABLES,
    Column("aggregator", Text, primary_key=True),
    Column("publisher", Strange, primary_key=True, comment="empty where the page does not say"),
    Column("step", Integer, primary_key=True, comment="how many looks came before"),
    Column("looks", Integer, nullable=False),
    Column("changes", Integer, nullable=False, comment="those that saw new copy"),
)

LISTINGS = Table(
    "listings",
    TABLES,
    Column("url", Text, primary_key=True),
    Column("aggregator", Text, nullable=False, index=True),
    Column("source", Integer, nullable=False, server_default=text("0"), comment="which of its sources reads it"),
    Column("page", Integer, nullable=False, server_default=text("1"), comment="2 and more: a page behind a listing"),
    Column("etag", Strange),
    Column("last_modified", Strange),
    Column("digest", Text, comment="digest of its story keys"),
    Column("looked_at", Moment),
    Column("changed_at", Moment),
    Column("next_look", Moment),
    Column("interval", Double, comment="seconds between two looks, as learned"),
    Column("failures", Integer, nullable=False, server_default=text("0"), comment="since the last success"),
)

HOSTS = Table(
    "hosts",
    TABLES,
    Column("host", Text, primary_key=True),
    Column("not_before", Moment, comment="until when it wants to be left alone"),
    Column("reason", Strange),
)

HOST_DAYS = Table(
    "host_days",
    TABLES,
    Column("host", Text, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("requests", Integer, nullable=False),
    Column("bytes", BigInteger, nullable=False),
)

LEADS = Table(
    "leads",
    TABLES,
    Column("id", Text, primary_key=True, comment="the normalised URL"),
    Column("url", Text, nullable=False),
    Column("host", Text, nullable=False, comment="of the URL, without www."),
    Column("headline", Strange),
    Column("publisher", Strange),
    Column("found_on", Strange),
    Column("source", Text, nullable=False, comment="the aggregator that printed it"),
    Column("at", Moment, nullable=False),
    Column("state", Text, nullable=False, comment="open, taken"),
    Index("leads_by_host", "state", "host", "at"),
    Index("leads_by_age", "state", "at"),
)

LIKENESSES = Table(
    "likenesses",
    TABLES,
    Column("id", Text, primary_key=True),
    Column("aggregator", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("own", Boolean, nullable=False, comment="on the publisher's own pages"),
    Column("signature", LargeBinary, nullable=False),
    Column("cluster", Text, nullable=False),
    Column("canonical_id", Text, nullable=False),
    Index("likenesses_by_age", "at", "id"),
)
