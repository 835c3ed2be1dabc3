"""The ledger's migrations, for Alembic: one file a schema version, whose number is the revision's name.

A released migration is never changed: it has been run. It says by itself what it makes and does not import the tables
of today. Each is written for SQLite and PostgreSQL alike, and notes its number in ``ledger_schema``.
"""
