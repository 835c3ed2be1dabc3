"""Looks at a story that brought no new copy: unchanged, gone, failed, refused."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import bindparam, case, func, null, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.sql.dml import Update

from pipelines.storage.ledger import revising
from pipelines.storage.ledger.database import Database, by_the_question
from pipelines.storage.ledger.records import Looked, Outcome, Rate
from pipelines.storage.ledger.stories import FREE
from pipelines.storage.ledger.tables import STORIES

OLD = STORIES.c
NULL = null()
GIVEN = "looked_at next_look reason etag last_modified page_hash url published".split()
NEW = {name: bindparam(f"new_{name}", type_=OLD[name].type) for name in GIVEN}
WAS_STORED = OLD.stored_at.is_not(None)


def _or_as_before(*names: str) -> dict[str, Any]:
    return {name: func.coalesce(NEW[name], OLD[name]) for name in names}


# What each outcome does. A story once stored stays stored while it can't be reached; nothing filed is ever forgotten.
CHANGES: dict[Outcome, dict[str, Any]] = {
    "unchanged": {
        "state": case((WAS_STORED, "stored"), else_=OLD.state),
        "looks": OLD.looks + 1,
        "tries": 0,
        "next_look": NEW["next_look"],
        "reason": NULL,
        **_or_as_before("etag", "last_modified", "page_hash", "url"),
    },
    "failed": {
        "state": case((WAS_STORED, "stored"), else_="failed"),
        "tries": OLD.tries + 1,
        "next_look": NEW["next_look"],
        "reason": NEW["reason"],
    },
    "refused": {"state": "refused", "next_look": NEW["next_look"], "reason": NEW["reason"]},
    "gone": {"state": "gone", "next_look": NULL, "reason": NEW["reason"]},
    "old": {**_or_as_before("published")},
}
USED = {
    outcome: [name for name in GIVEN if name in changes and changes[name] is not NULL]
    for outcome, changes in CHANGES.items()
}
"""The fields of a Looked that an outcome takes up."""


class Looks(Database):
    """What became of stories that were asked for and not stored, and how often a look is worth it."""

    def mark_looked(self, looks: Sequence[Looked]) -> None:
        """Note looks, all in one transaction, and end their claims. An id that is unknown or has moved is passed over.

        A story that is gone leaves the frontier and comes back if it is asked for by id; found unchanged then, it is
        stored again. One that is old stays in the frontier, for a run that asks for older ones. Only looks that found
        the story unchanged count as looks.
        """
        if not looks:
            return
        with self._writing() as connection:
            unchanged = list(_unchanged(connection, looks))
            for outcome in CHANGES:
                some = sorted((look for look in looks if look.outcome == outcome), key=lambda look: look.id)
                if some:
                    rows = [_row(look) for look in some]
                    connection.execute(_statement(outcome), rows)
            # Stories first and counts after, as where they are stored: two runs do not wait for each other.
            revising.count(connection, self._upsert, unchanged)

    def revising(self, aggregator: str) -> dict[str, tuple[Rate, ...]]:
        """How often each publisher's stories changed at each step, by publisher; "" where the page does not say."""
        with self._reading() as connection:
            return revising.read(connection, aggregator)


def _unchanged(connection: Connection, looks: Sequence[Looked]) -> Iterator[revising.Look]:
    steps = {look.id: look.step for look in looks if look.outcome == "unchanged"}
    for some in by_the_question(steps):
        rows = select(OLD.id, OLD.aggregator, OLD.publisher, OLD.looks).where(OLD.id.in_(some), WAS_STORED)
        for row in connection.execute(rows.where(OLD.leads_to.is_(None))):
            step = steps[row.id]
            yield row.aggregator, row.publisher or "", row.looks if step is None else step, False


@cache
def _statement(outcome: Outcome) -> Update:
    which = (OLD.id == bindparam("story"), OLD.leads_to.is_(None))
    return update(STORIES).where(*which).values({"looked_at": NEW["looked_at"], **FREE, **CHANGES[outcome]})


def _row(look: Looked) -> dict[str, Any]:
    given = {f"new_{name}": getattr(look, name) for name in USED[look.outcome]}
    return {"story": look.id, "new_looked_at": look.at, **given}
