"""Version 2: what recurs at an aggregator, counted line by line."""

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"

MOMENT = sa.DateTime(timezone=True)
COUNTS = ("stories", "struck", "head", "amid", "tail", "headings")


def upgrade() -> None:
    """Make the tables, where a release before migrations did not."""
    op.create_table(
        "template_stories",
        sa.Column("aggregator", sa.Text, primary_key=True),
        sa.Column("publisher", sa.Text, primary_key=True),
        sa.Column("stories", sa.Integer, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "template_lines",
        sa.Column("aggregator", sa.Text, primary_key=True),
        sa.Column("shape", sa.Text, primary_key=True),
        sa.Column("publisher", sa.Text, primary_key=True),
        *(sa.Column(name, sa.Integer, nullable=False) for name in COUNTS),
        sa.Column("places", sa.Double, nullable=False),
        sa.Column("squares", sa.Double, nullable=False),
        sa.Column("openings", sa.BigInteger, nullable=False),
        sa.Column("sample", sa.Text, nullable=False),
        sa.Column("latest", sa.Text, nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("last", MOMENT, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "template_kept",
        sa.Column("aggregator", sa.Text, primary_key=True),
        sa.Column("shape", sa.Text, primary_key=True),
        sa.Column("kept_at", MOMENT, nullable=False),
        if_not_exists=True,
    )
