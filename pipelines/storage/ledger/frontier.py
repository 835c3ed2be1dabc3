"""The frontier: which stories a run asks for next, so that no two runs ask for the same.

A claim is a lease: it ends when the story is marked or given back, or when its time is up, whatever became of the run.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import literal_column, or_, select, update
from sqlalchemy.engine import Connection, Row

from pipelines.storage.ledger.claiming import AGAIN, Bound, beginning, claiming, claiming_named, touching
from pipelines.storage.ledger.database import IDS_A_QUESTION, Database, by_the_question
from pipelines.storage.ledger.records import Within, Work
from pipelines.storage.ledger.stories import FREE
from pipelines.storage.ledger.tables import MAX_AHEAD, STORIES

Given = dict[str, Any]
"""What a claim gives its statements, by the names of their parameters."""

OLD = STORIES.c
# A story takes seconds; the longest back-off within a run takes minutes.
LEASE = timedelta(minutes=15)
COPIED = [name for name in Work.__dataclass_fields__ if name not in ("state", "discovered_at")]


class Frontier(Database):
    """Stories that are due, claimed and given back."""

    def claim(
        self,
        aggregator: str,
        *,
        run: str,
        now: datetime,
        limit: int,
        lease: timedelta = LEASE,
        since: datetime | None = None,
        ids: Iterable[str] | None = None,
        looks: bool = True,
        within: Within | None = None,
    ) -> list[Work]:
        """Take what is due, for this run alone until the lease ends.

        New stories come first, the newest of them first; then those that failed or were refused, then looks again, each
        the longest overdue first. What was put off beyond MAX_AHEAD was so by a clock that had jumped, and is due.

        Args:
            aggregator: Whose stories.
            run: Who claims them.
            now: The moment.
            limit: How many at most.
            lease: How long they are this run's.
            since: Pass over what was published before; where nobody said, what was discovered before.
            ids: These alone, due or not, gone or refused or not; one that has moved gives the story it leads to.
            looks: Whether stories that are stored may be among them.
            within: Of what is due, those alone; None: all of the aggregator's.

        Returns:
            What was claimed, in the order to be asked for; empty where nothing is due.
        """
        given = {"for_run": run, "of_aggregator": aggregator, "until": now + lease, "now": now, "since": since}
        bound = _bound(within, given)
        with self._writing() as connection:
            if ids is not None:
                return [_work(row) for row in _take_named(connection, ids, given, limit)]
            _touch(connection, "lease over", given, limit)
            rows = _take_due(connection, given, looks, limit, bound)
            if len(rows) < limit and _undo_jump(connection, given, limit):
                rows += _take_due(connection, given, looks, limit - len(rows), bound)
            return [_work(row) for row in rows]

    def release(self, ids: Iterable[str], run: str) -> None:
        """Give back what this run claimed and did not ask for; it is as due as it was."""
        wanted = sorted(set(ids))
        if not wanted:
            return
        with self._writing() as connection:
            for some in by_the_question(wanted):
                mine = (OLD.id.in_(some), OLD.claimed_by == run)
                connection.execute(update(STORIES).where(*mine).values(FREE))

    def hurry(self, aggregator: str, now: datetime) -> None:
        """Make the aggregator's stories that failed due now, because a person says that the trouble is over.

        Those that were given up too.
        """
        is_later = or_(OLD.next_look > now, OLD.next_look.is_(None))
        later = (OLD.aggregator == aggregator, OLD.state == literal_column("'failed'"), is_later)
        with self._writing() as connection:
            connection.execute(update(STORIES).where(*later).values(next_look=now))

    def release_run(self, run: str) -> None:
        """Give back all that a run claimed, because it is over; who calls this knows that it is."""
        with self._writing() as connection:
            mine = (OLD.claimed_until.is_not(None), OLD.claimed_by == run)
            connection.execute(update(STORIES).where(*mine).values(FREE))


def _bound(within: Within | None, given: Given) -> Bound | None:
    """What bounds a claim; its parameter goes among those given."""
    if within is None:
        return None
    if within.under is not None:
        given["under"] = beginning(within.under)
        return "under"
    given["listings"] = list(within.found_on)
    return "listings"


def _take_due(connection: Connection, given: Given, looks: bool, limit: int, bound: Bound | None) -> list[Row[Any]]:
    rows: list[Row[Any]] = []
    for state in ("discovered", *AGAIN) if looks else ("discovered", *AGAIN[:-1]):
        if left := limit - len(rows):
            claim = claiming(state, is_since=given["since"] is not None, looks=looks, bound=bound)
            taken = connection.execute(claim, {**given, "at_most": left}).all()
            # RETURNING keeps no order.
            rows += sorted(taken, key=_freshness if state == "discovered" else _overdue, reverse=state == "discovered")
    return rows


def _freshness(row: Row[Any]) -> datetime:
    at: datetime = row.published or row.discovered_at
    return at


def _overdue(row: Row[Any]) -> datetime:
    at: datetime = row.next_look
    return at


def _take_named(connection: Connection, ids: Iterable[str], given: Given, limit: int) -> list[Row[Any]]:
    places: dict[str, int] = {}
    for some in by_the_question(dict.fromkeys(ids)):
        moved = select(OLD.id, OLD.leads_to).where(OLD.id.in_(some), OLD.leads_to.is_not(None))
        leads = {row.id: row.leads_to for row in connection.execute(moved)}
        for id in some:
            places.setdefault(leads.get(id, id), len(places))
    rows: list[Row[Any]] = []
    rest = list(places)
    # No more at a time than may be taken: the first named come first.
    while rest and (left := min(limit - len(rows), IDS_A_QUESTION)) > 0:
        some, rest = rest[:left], rest[left:]
        asked = {**given, "some": some, "ahead": given["now"] + MAX_AHEAD, "at_most": left}
        rows += sorted(connection.execute(claiming_named(), asked), key=lambda row: places[row.id])
    return rows


def _undo_jump(connection: Connection, given: Given, limit: int) -> int:
    """Make due what a clock that had jumped put off, as much of it as one claim takes."""
    given = {**given, "ahead": given["now"] + MAX_AHEAD}
    return sum(_touch(connection, what, given, limit) for what in ("lease too far", *AGAIN))


def _touch(connection: Connection, what: str, given: Given, limit: int) -> int:
    return connection.execute(touching(what), {**given, "at_most": limit}).rowcount


def _work(row: Row[Any]) -> Work:
    state: Literal["discovered", "stored", "failed"] = row.state
    if state not in ("discovered", "stored", "failed"):
        state = "failed" if row.stored_at is None else "stored"
    seen = row.discovered_at or row.stored_at or datetime.min.replace(tzinfo=UTC)
    return Work(state=state, discovered_at=seen, **{name: getattr(row, name) for name in COPIED})
