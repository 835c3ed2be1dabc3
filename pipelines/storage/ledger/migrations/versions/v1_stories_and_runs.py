"""Version 1: which stories are known and stored, and which runs there were."""

import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables, where a release before migrations did not."""
    op.create_table(
        "ledger_schema",
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        if_not_exists=True,
    )
    op.create_table(
        "stories",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("url", sa.Text),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("content_hash", sa.Text),
        sa.Column("revision", sa.Integer),
        sa.Column("run", sa.Text),
        sa.Column("part", sa.Text),
        sa.Column("stored_at", MOMENT),
        sa.Column("discovered_at", MOMENT),
        if_not_exists=True,
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("spider", sa.Text),
        sa.Column("started", MOMENT, nullable=False),
        sa.Column("ended", MOMENT),
        sa.Column("outcome", sa.Text),
        sa.Column("counts", sa.JSON),
        if_not_exists=True,
    )
