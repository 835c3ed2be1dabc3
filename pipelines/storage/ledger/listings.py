"""Listings: what each looked like last, and when to look again."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.engine import Connection

from pipelines.storage.ledger.database import Database, by_the_question
from pipelines.storage.ledger.records import ListingState
from pipelines.storage.ledger.tables import LISTINGS, MAX_AHEAD

NAMES = tuple(field.name for field in fields(ListingState))


class Listings(Database):
    """Listing pages and feeds by URL."""

    def listing(self, url: str) -> ListingState | None:
        """A listing as it was looked at last; None where it never was."""
        with self._reading() as connection:
            return _states(connection, [url]).get(url)

    def listings(self, aggregator: str) -> list[ListingState]:
        """All listings of an aggregator that are known, by URL."""
        wanted = select(LISTINGS).where(LISTINGS.c.aggregator == aggregator).order_by(LISTINGS.c.url)
        with self._reading() as connection:
            return [_state(row) for row in connection.execute(wanted)]

    def listings_due(self, aggregator: str, urls: Sequence[str], now: datetime) -> list[ListingState]:
        """Of these listings those to be looked at now, in their order; one never looked at is due.

        So is one put off beyond MAX_AHEAD: a clock had jumped.
        """
        with self._reading() as connection:
            known = _states(connection, urls)
        states = (known.get(url) or ListingState(url=url, aggregator=aggregator) for url in dict.fromkeys(urls))
        return [state for state in states if is_due(state.next_look, now)]

    def mark_listing(self, state: ListingState) -> None:
        """Note how a listing was found, in place of what was noted before."""
        self.mark_listings([state])

    def mark_listings(self, states: Sequence[ListingState]) -> None:
        """Note how listings were found, all in one transaction, in place of what was noted before."""
        if not states:
            return
        by_url = {state.url: state for state in states}
        rows = [asdict(by_url[url]) for url in sorted(by_url)]
        statement = self._upsert(LISTINGS)
        new = {name: statement.excluded[name] for name in NAMES if name != "url"}
        with self._writing() as connection:
            connection.execute(statement.on_conflict_do_update(index_elements=["url"], set_=new), rows)

    def forget_listings(self, urls: Iterable[str]) -> None:
        """Know nothing of these listings any more."""
        with self._writing() as connection:
            for some in by_the_question(sorted(set(urls))):
                connection.execute(delete(LISTINGS).where(LISTINGS.c.url.in_(some)))


def is_due(moment: datetime | None, now: datetime) -> bool:
    """Whether a moment has come, or lies so far ahead that only a clock that had jumped can have set it."""
    return moment is None or moment <= now or moment > now + MAX_AHEAD


def _states(connection: Connection, urls: Sequence[str]) -> dict[str, ListingState]:
    states: dict[str, ListingState] = {}
    for some in by_the_question(urls):
        rows = connection.execute(select(LISTINGS).where(LISTINGS.c.url.in_(some)))
        states.update((row.url, _state(row)) for row in rows)
    return states


def _state(row: Any) -> ListingState:
    return ListingState(**{name: getattr(row, name) for name in NAMES})
