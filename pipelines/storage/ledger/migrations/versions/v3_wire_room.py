"""Version 3: the frontier, looks again, listings, hosts, leads and likenesses."""

import sqlalchemy as sa
from alembic import op

revision = "3"
down_revision = "2"

MOMENT = sa.DateTime(timezone=True)
ZERO = sa.text("0")
TEXTS = "found_on headline publisher etag last_modified page_hash printed_hash rules reason claimed_by leads_to".split()
MOMENTS = "published looked_at next_look claimed_until".split()


def upgrade() -> None:
    """Give stories their new columns and indexes, and make the new tables."""
    _widen_stories()
    _index_stories()
    _make_tables_of_hosts_and_listings()
    _make_tables_of_leads_and_likenesses()
    op.execute("INSERT INTO ledger_schema (version) VALUES (3)")


def _widen_stories() -> None:
    op.add_column("stories", sa.Column("aggregator", sa.Text))
    for name in TEXTS:
        op.add_column("stories", sa.Column(name, sa.Text))
    for name in MOMENTS:
        op.add_column("stories", sa.Column(name, MOMENT))
    op.add_column("stories", sa.Column("fingerprint", sa.LargeBinary))
    for name in ("tries", "looks"):
        op.add_column("stories", sa.Column(name, sa.Integer, nullable=False, server_default=ZERO))
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    before_slash = "substr(id, 1, instr(id, '/') - 1)" if is_sqlite else "split_part(id, '/', 1)"
    op.execute(f"UPDATE stories SET aggregator = {before_slash}")  # noqa: S608  (nothing of a stranger's)


def _index_stories() -> None:
    # Nobody asks for all stories of a state or a run, and every story stored paid for both.
    op.drop_index("ix_stories_state", "stories", if_exists=True)
    op.drop_index("ix_stories_run", "stories", if_exists=True)
    fresh = sa.text("coalesce(published, discovered_at)")
    _index("stories_new", ["aggregator", fresh], "state = 'discovered' AND claimed_until IS NULL")
    _index("stories_due", ["aggregator", "state", "next_look"], "next_look IS NOT NULL AND claimed_until IS NULL")
    _index("stories_claimed", ["claimed_until"], "claimed_until IS NOT NULL")
    _index("stories_moved", ["leads_to"], "leads_to IS NOT NULL")


def _index(name: str, columns: list[str | sa.TextClause], where: str) -> None:
    op.create_index(name, "stories", columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def _make_tables_of_hosts_and_listings() -> None:
    op.create_table(
        "revising",
        sa.Column("aggregator", sa.Text, primary_key=True),
        sa.Column("publisher", sa.Text, primary_key=True),
        sa.Column("step", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("looks", sa.Integer, nullable=False),
        sa.Column("changes", sa.Integer, nullable=False),
    )
    op.create_table(
        "listings",
        sa.Column("url", sa.Text, primary_key=True),
        sa.Column("aggregator", sa.Text, nullable=False),
        sa.Column("source", sa.Integer, nullable=False, server_default=ZERO),
        sa.Column("page", sa.Integer, nullable=False, server_default=sa.text("1")),
        *(sa.Column(name, sa.Text) for name in ("etag", "last_modified", "digest")),
        *(sa.Column(name, MOMENT) for name in ("looked_at", "changed_at", "next_look")),
        sa.Column("interval", sa.Double),
        sa.Column("failures", sa.Integer, nullable=False, server_default=ZERO),
    )
    op.create_index("ix_listings_aggregator", "listings", ["aggregator"])
    op.create_table(
        "hosts",
        sa.Column("host", sa.Text, primary_key=True),
        sa.Column("not_before", MOMENT),
        sa.Column("reason", sa.Text),
    )
    op.create_table(
        "host_days",
        sa.Column("host", sa.Text, primary_key=True),
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("requests", sa.Integer, nullable=False),
        sa.Column("bytes", sa.BigInteger, nullable=False),
    )


def _make_tables_of_leads_and_likenesses() -> None:
    op.create_table(
        "leads",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("host", sa.Text, nullable=False),
        *(sa.Column(name, sa.Text) for name in ("headline", "publisher", "found_on")),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
    )
    op.create_index("leads_by_host", "leads", ["state", "host", "at"])
    op.create_index("leads_by_age", "leads", ["state", "at"])
    op.create_table(
        "likenesses",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("aggregator", sa.Text, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("own", sa.Boolean, nullable=False),
        sa.Column("signature", sa.LargeBinary, nullable=False),
        sa.Column("cluster", sa.Text, nullable=False),
        sa.Column("canonical_id", sa.Text, nullable=False),
    )
    op.create_index("likenesses_by_age", "likenesses", ["at", "id"])
