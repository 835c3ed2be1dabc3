"""What Alembic runs: the migrations, in the transaction that the ledger has begun."""

from alembic import context

from pipelines.storage.ledger import template_tables  # noqa: F401  (its tables belong to TABLES)
from pipelines.storage.ledger.tables import TABLES

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=TABLES,
    version_table="ledger_revision",
    compare_type=True,
)
context.run_migrations()
