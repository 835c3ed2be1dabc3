"""The statements of a claim, each built once: to build one costs as much as to run it.

Their parameters: ``of_aggregator``, ``for_run``, ``until`` (when the lease ends), ``now``, ``since``, ``ahead`` (beyond
which a clock had jumped), ``some`` (ids), ``at_most``; ``under`` (what ids begin with) or ``listings``, where a run is
for those stories alone.
"""

from functools import cache
from typing import Any, Literal

from sqlalchemy import BindParameter, Integer, Select, Text, bindparam, literal_column, or_, select, update
from sqlalchemy.sql.dml import ReturningUpdate, Update

from pipelines.storage.ledger.columns import Moment
from pipelines.storage.ledger.stories import FREE
from pipelines.storage.ledger.tables import FRESH, STORIES

OLD = STORIES.c
# The states in which a story may have a next look, in the order of their turn.
AGAIN = ("failed", "refused", "stored")
TAKEN = (
    "id url state tries discovered_at stored_at looks etag last_modified page_hash content_hash printed_hash "
    "fingerprint revision rules publisher published next_look found_on".split()
)
ESCAPE = "\\"


def beginning(text: str) -> str:
    """What ``under`` is given, where ids begin with the text: its signs mean nothing but themselves."""
    return text.replace(ESCAPE, ESCAPE * 2).replace("%", f"{ESCAPE}%").replace("_", f"{ESCAPE}_")


def _moment(name: str) -> BindParameter[Any]:
    return bindparam(name, type_=Moment())


AGGREGATOR, AT_MOST = bindparam("of_aggregator", type_=Text()), bindparam("at_most", type_=Integer())
NOW, SINCE, AHEAD = _moment("now"), _moment("since"), _moment("ahead")


# What a run's stories may be bounded by, where they are not all of an aggregator's.
Bound = Literal["under", "listings"]


@cache
def claiming(state: str, *, is_since: bool, looks: bool, bound: Bound | None = None) -> ReturningUpdate[Any]:
    """Claim what is due in a state, in the order in which it is claimed.

    Args:
        state: "discovered", or one of AGAIN.
        is_since: Pass over what is older than ``since``.
        looks: Not only what was never stored.
        bound: What bounds the run's stories.
    """
    wanted = _of(state)
    if bound == "under":
        wanted = wanted.where(OLD.id.startswith(bindparam("under", type_=Text()), escape=ESCAPE))
    elif bound == "listings":
        wanted = wanted.where(OLD.found_on.in_(bindparam("listings", expanding=True)))
    if is_since:
        wanted = wanted.where(FRESH >= SINCE)
    if not looks:
        wanted = wanted.where(OLD.stored_at.is_(None))
    if state == "discovered":
        return _claim(wanted.order_by(FRESH.desc()))
    return _claim(wanted.where(OLD.next_look <= NOW).order_by(OLD.next_look))


@cache
def claiming_named() -> ReturningUpdate[Any]:
    """Claim what is named and not claimed, due or not."""
    is_free = or_(OLD.claimed_until.is_(None), OLD.claimed_until <= NOW, OLD.claimed_until > AHEAD)
    named = (OLD.id.in_(bindparam("some", expanding=True)), OLD.aggregator == AGGREGATOR, OLD.leads_to.is_(None))
    return _claim(select(OLD.id).where(*named, is_free))


@cache
def touching(what: str) -> Update:
    """End leases ("lease over", "lease too far"), or make due what was put off too far in a state of AGAIN."""
    if what == "lease over":
        return _update(select(OLD.id).where(OLD.claimed_until <= NOW)).values(FREE)
    if what == "lease too far":
        return _update(select(OLD.id).where(OLD.claimed_until > AHEAD)).values(FREE)
    return _update(_of(what).where(OLD.next_look > AHEAD)).values(next_look=NOW)


def _of(state: str) -> Select[Any]:
    # As a literal, because an index of some states alone is not used for a parameter.
    is_state = OLD.state == literal_column(f"'{state}'")
    return select(OLD.id).where(OLD.aggregator == AGGREGATOR, is_state, OLD.claimed_until.is_(None))


def _claim(wanted: Select[Any]) -> ReturningUpdate[Any]:
    claim = _update(wanted).values(claimed_by=bindparam("for_run"), claimed_until=_moment("until"))
    return claim.returning(*(OLD[name] for name in TAKEN))


def _update(wanted: Select[Any]) -> Update:
    """Change what ``wanted`` selects and nobody else is changing at this moment.

    A CTE, because PostgreSQL may run a plain sub-query more than once and then locks more than its limit.
    """
    picked = wanted.limit(AT_MOST).with_for_update(skip_locked=True).cte("picked")
    return update(STORIES).where(OLD.id.in_(select(picked.c.id)))
