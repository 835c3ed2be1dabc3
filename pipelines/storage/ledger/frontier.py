"""The frontier: which stories a run asks for next, so that no two runs ask for the same.

A claim is a lease: it ends when the story is marked or given back, or when its time is up, whatever became of the run.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, literal_column, or_, select, update
from sqlalchemy.engine import Connection, Row

from pipelines.storage.ledger.database import IDS_A_QUESTION, Database, by_the_question
from pipelines.storage.ledger.records import Work
from pipelines.storage.ledger.stories import FREE
from pipelines.storage.ledger.tables import FRESH, MAX_AHEAD, STORIES

OLD = STORIES.c
# A story takes seconds; the longest back-off within a run takes minutes.
LEASE = timedelta(minutes=15)
TAKEN = (
    "id url state tries discovered_at stored_at looks etag last_modified page_hash content_hash printed_hash "
    "fingerprint revision rules publisher published next_look".split()
)
# The states in which a story may have a next look, in the order of their turn.
AGAIN = ("failed", "refused", "stored")
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

        Returns:
            What was claimed, in the order to be asked for; empty where nothing is due.
        """
        until = now + lease
        with self._writing() as connection:
            if ids is not None:
                return _works(_take_named(connection, aggregator, ids, now, run, until, limit))
            _end_leases(connection, OLD.claimed_until <= now, limit)
            kinds = _kinds(aggregator, now, since, looks)
            rows = _take_due(connection, kinds, run, until, limit)
            if len(rows) < limit and _undo_jump(connection, aggregator, now, limit):
                rows += _take_due(connection, kinds, run, until, limit - len(rows))
            return _works(rows)

    def release(self, ids: Iterable[str], run: str) -> None:
        """Give back what this run claimed and did not ask for; it is as due as it was."""
        wanted = sorted(set(ids))
        if not wanted:
            return
        with self._writing() as connection:
            for some in by_the_question(wanted):
                mine = (OLD.id.in_(some), OLD.claimed_by == run)
                connection.execute(update(STORIES).where(*mine).values(FREE))


    def release_run(self, run: str) -> None:
        """Give back all that a run claimed, because it is over; who calls this knows that it is."""
        with self._writing() as connection:
            mine = (OLD.claimed_until.is_not(None), OLD.claimed_by == run)
            connection.execute(update(STORIES).where(*mine).values(FREE))


Kind = tuple[Select[Any], Callable[[Row[Any]], Any], bool]
"""What may be claimed, in order; how to put what was claimed back into that order; whether from high to low."""


def _kinds(aggregator: str, now: datetime, since: datetime | None, looks: bool) -> tuple[Kind, ...]:
    young = () if since is None else (since <= FRESH,)
    new = _of(aggregator, "discovered").where(*young).order_by(FRESH.desc())
    fit = young if looks else (*young, OLD.stored_at.is_(None))
    states = AGAIN if looks else AGAIN[:-1]
    due = [_of(aggregator, state).where(OLD.next_look <= now, *fit).order_by(OLD.next_look) for state in states]
    return ((new, _freshness, True), *((kind, _overdue, False) for kind in due))


def _of(aggregator: str, state: str) -> Select[Any]:
    # As a literal, because an index of some states alone is not used for a parameter.
    is_state = OLD.state == literal_column(f"'{state}'")
    return select(OLD.id).where(OLD.aggregator == aggregator, is_state, OLD.claimed_until.is_(None))


def _freshness(row: Row[Any]) -> datetime:
    at: datetime = row.published or row.discovered_at
    return at


def _overdue(row: Row[Any]) -> datetime:
    at: datetime = row.next_look
    return at


def _take_due(connection: Connection, kinds: Sequence[Kind], run: str, until: datetime, limit: int) -> list[Row[Any]]:
    rows: list[Row[Any]] = []
    for wanted, place, from_high in kinds:
        if len(rows) < limit:
            taken = _take(connection, wanted.limit(limit - len(rows)), run, until)
            rows += sorted(taken, key=place, reverse=from_high)
    return rows


def _take(connection: Connection, wanted: Select[Any], run: str, until: datetime) -> Sequence[Row[Any]]:
    """Claim what ``wanted`` selects and nobody else is claiming at this moment.

    A CTE, because PostgreSQL may run a plain sub-query more than once and then locks more than its limit.
    """
    picked = wanted.with_for_update(skip_locked=True).cte("picked")
    claim = update(STORIES).where(OLD.id.in_(select(picked.c.id))).values(claimed_by=run, claimed_until=until)
    return connection.execute(claim.returning(*(OLD[name] for name in TAKEN))).all()


def _take_named(
    connection: Connection,
    aggregator: str,
    ids: Iterable[str],
    now: datetime,
    run: str,
    until: datetime,
    limit: int,
) -> list[Row[Any]]:
    places: dict[str, int] = {}
    for some in by_the_question(dict.fromkeys(ids)):
        moved = select(OLD.id, OLD.leads_to).where(OLD.id.in_(some), OLD.leads_to.is_not(None))
        leads = {row.id: row.leads_to for row in connection.execute(moved)}
        for id in some:
            places.setdefault(leads.get(id, id), len(places))
    rows: list[Row[Any]] = []
    is_free = or_(OLD.claimed_until.is_(None), OLD.claimed_until <= now, OLD.claimed_until > now + MAX_AHEAD)
    rest = list(places)
    # No more at a time than may be taken: the first named come first.
    while rest and (left := min(limit - len(rows), IDS_A_QUESTION)) > 0:
        some, rest = rest[:left], rest[left:]
        named = select(OLD.id).where(OLD.id.in_(some), OLD.aggregator == aggregator, is_free, OLD.leads_to.is_(None))
        rows += sorted(_take(connection, named, run, until), key=lambda row: places[row.id])
    return rows


def _end_leases(connection: Connection, which: ColumnElement[bool], limit: int) -> int:
    return _touch(connection, select(OLD.id).where(which), FREE, limit)


def _undo_jump(connection: Connection, aggregator: str, now: datetime, limit: int) -> int:
    """Make due what a clock that had jumped put off, as much of it as one claim takes."""
    ahead = now + MAX_AHEAD
    undone = _end_leases(connection, OLD.claimed_until > ahead, limit)
    for state in AGAIN:
        far = _of(aggregator, state).where(OLD.next_look > ahead)
        undone += _touch(connection, far, {"next_look": now}, limit)
    return undone


def _touch(connection: Connection, wanted: Select[Any], change: dict[str, Any], limit: int) -> int:
    picked = wanted.limit(limit).with_for_update(skip_locked=True).cte("picked")
    return connection.execute(update(STORIES).where(OLD.id.in_(select(picked.c.id))).values(change)).rowcount


def _works(rows: Sequence[Row[Any]]) -> list[Work]:
    return [_work(row) for row in rows]


def _work(row: Row[Any]) -> Work:
    state: Literal["discovered", "stored", "failed"] = row.state
    if state not in ("discovered", "stored", "failed"):
        state = "failed" if row.stored_at is None else "stored"
    seen = row.discovered_at or row.stored_at or datetime.min.replace(tzinfo=UTC)
    return Work(state=state, discovered_at=seen, **{name: getattr(row, name) for name in COPIED})
