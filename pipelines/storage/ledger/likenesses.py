"""Likenesses: what stories' words look like, so that the same story is found again elsewhere."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields
from datetime import datetime

from sqlalchemy import select, tuple_

from pipelines.storage.ledger.database import Database
from pipelines.storage.ledger.records import Likeness
from pipelines.storage.ledger.tables import LIKENESSES

NAMES = tuple(field.name for field in fields(Likeness))
# Read so many at a time: a likeness has about a kilobyte, and nothing is held open between two readings.
A_READING = 2000


class Likenesses(Database):
    """Likenesses by article id."""

    def likenesses(self, since: datetime) -> Iterator[Likeness]:
        """The likenesses from a moment on, oldest first; those that are added meanwhile may be among them."""
        table = LIKENESSES.c
        which = table.at >= since
        while True:
            wanted = select(*(table[name] for name in NAMES)).where(which).order_by(table.at, table.id)
            with self._reading() as connection:
                rows = connection.execute(wanted.limit(A_READING)).all()
            for row in rows:
                yield Likeness(**row._mapping)
            if len(rows) < A_READING:
                return
            which = tuple_(table.at, table.id) > tuple_(rows[-1].at, rows[-1].id)

    def mark_likenesses(self, likenesses: Sequence[Likeness]) -> None:
        """Note likenesses, all in one transaction, in place of those of the same ids."""
        if not likenesses:
            return
        rows = [asdict(one) for one in sorted(likenesses, key=lambda one: one.id)]
        statement = self._upsert(LIKENESSES)
        new = {name: statement.excluded[name] for name in NAMES if name != "id"}
        with self._writing() as connection:
            connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=new), rows)
