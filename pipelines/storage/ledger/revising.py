"""How often each publisher revises: for every look made, whether it saw new copy, by the step of the schedule."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from pipelines.storage.ledger.database import Upsert
from pipelines.storage.ledger.records import Rate, StoredStory
from pipelines.storage.ledger.tables import REVISING

Look = tuple[str, str, int, bool]
"""Aggregator, publisher ("" where the page does not say), step, whether it saw new copy."""


def changes(stories: Sequence[StoredStory], known: Mapping[str, Any]) -> Iterator[Look]:
    """The looks that brought a new revision of a story that was stored before."""
    for story in stories:
        row = known.get(story.id)
        if row and row.revision is not None and story.revision > row.revision:
            step = row.looks if story.step is None else story.step
            yield row.aggregator, story.publisher or row.publisher or "", step, True


def count(connection: Connection, upsert: Upsert, looks: Iterable[Look]) -> None:
    """Add looks to the counts."""
    made: Counter[tuple[str, str, int]] = Counter()
    changed: Counter[tuple[str, str, int]] = Counter()
    for aggregator, publisher, step, has_changed in looks:
        made[aggregator, publisher, step] += 1
        changed[aggregator, publisher, step] += has_changed
    if not made:
        return
    names = ("aggregator", "publisher", "step")
    rows = [
        {**dict(zip(names, key, strict=True)), "looks": number, "changes": changed[key]}
        for key, number in sorted(made.items())
    ]
    statement = upsert(REVISING)
    more = {name: REVISING.c[name] + statement.excluded[name] for name in ("looks", "changes")}
    connection.execute(statement.on_conflict_do_update(index_elements=names, set_=more), rows)


def read(connection: Connection, aggregator: str) -> dict[str, tuple[Rate, ...]]:
    """The counts of an aggregator's publishers, each in order of step."""
    table = REVISING.c
    rates: dict[str, list[Rate]] = {}
    rows = select(table.publisher, table.step, table.looks, table.changes).where(table.aggregator == aggregator)
    for publisher, step, made, changed in connection.execute(rows.order_by(table.publisher, table.step)):
        rates.setdefault(publisher, []).append(Rate(step=step, looks=made, changes=changed))
    return {publisher: tuple(some) for publisher, some in rates.items()}
