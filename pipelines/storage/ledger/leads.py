"""Leads: stories elsewhere that link-only aggregators point to, for whichever spider can read them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any, Literal
from urllib.parse import urlsplit

from sqlalchemy import or_, select, update

from pipelines.storage.ledger.database import Database, by_the_question
from pipelines.storage.ledger.records import Lead
from pipelines.storage.ledger.tables import LEADS

NAMES = tuple(field.name for field in fields(Lead))


class Leads(Database):
    """Leads by normalised URL."""

    def add_leads(self, leads: Sequence[Lead]) -> int:
        """Note leads; one that is known stays as it is, taken or open.

        Returns:
            How many were new.
        """
        by_id = {lead.id: lead for lead in reversed(leads)}
        added = 0
        for some in by_the_question(sorted(by_id)):
            with self._writing() as connection:
                known = set(connection.scalars(select(LEADS.c.id).where(LEADS.c.id.in_(some))))
                rows = [_row(by_id[id]) for id in some if id not in known]
                if rows:
                    connection.execute(self._upsert(LEADS).on_conflict_do_nothing(), rows)
                added += len(rows)
        return added

    def leads(
        self,
        *,
        state: Literal["open", "taken"] = "open",
        hosts: Collection[str] | None = None,
        since: datetime | None = None,
        sources: Collection[str] | None = None,
        limit: int = 1000,
    ) -> list[Lead]:
        """Leads, the newest first.

        Args:
            state: Those that are open, or those that were taken.
            hosts: Those that lead to these hosts alone, each with or without "www.", and to their subdomains; None:
                to any.
            since: Those found then or later; None: whenever.
            sources: Those that these aggregators printed alone; None: any.
            limit: How many at most.
        """
        wanted = select(LEADS).where(LEADS.c.state == state).order_by(LEADS.c.at.desc()).limit(limit)
        if hosts is not None:
            bare = sorted({host.lower().removeprefix("www.") for host in hosts})
            below = (LEADS.c.host.endswith(f".{host}", autoescape=True) for host in bare)
            wanted = wanted.where(or_(LEADS.c.host.in_(bare), *below))
        if since is not None:
            wanted = wanted.where(LEADS.c.at >= since)
        if sources is not None:
            wanted = wanted.where(LEADS.c.source.in_(sources))
        with self._reading() as connection:
            return [Lead(**{name: getattr(row, name) for name in NAMES}) for row in connection.execute(wanted)]

    def lead_pages(self) -> dict[str, str]:
        """Which aggregator each page is of that a lead was found on."""
        pages = select(LEADS.c.found_on, LEADS.c.source).where(LEADS.c.found_on.is_not(None)).distinct()
        with self._reading() as connection:
            return {row.found_on: row.source for row in connection.execute(pages)}

    def known_leads(self, ids: Iterable[str]) -> set[str]:
        """Of ids those that are noted, open or taken."""
        known: set[str] = set()
        with self._reading() as connection:
            for some in by_the_question(sorted(set(ids))):
                known.update(connection.scalars(select(LEADS.c.id).where(LEADS.c.id.in_(some))))
        return known

    def take_leads(self, ids: Iterable[str]) -> set[str]:
        """Take leads that are open, each for one taker alone.

        Returns:
            The ids that this call took.
        """
        taken: set[str] = set()
        with self._writing() as connection:
            for some in by_the_question(sorted(set(ids))):
                still_open = (LEADS.c.id.in_(some), LEADS.c.state == "open")
                take = update(LEADS).where(*still_open).values(state="taken").returning(LEADS.c.id)
                taken.update(connection.scalars(take))
        return taken


def _row(lead: Lead) -> dict[str, Any]:
    try:
        host = urlsplit(lead.url).hostname or ""
    except ValueError:
        host = ""
    return {**asdict(lead), "host": host.removeprefix("www.")}
