"""Stories that go by another id now: an address that was rewritten, and leads to the new one."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, null, select, update
from sqlalchemy.engine import Connection

from pipelines.storage.ledger.database import Database
from pipelines.storage.ledger.stories import FREE, aggregator_of
from pipelines.storage.ledger.tables import STORIES

OLD = STORIES.c
# What stays with the id it was noted for; all else goes with the story.
OF_THE_ID = frozenset({"id", "url", "aggregator", "found_on", "leads_to"})
# What an id that nobody knew has of the story all the same: runs are bounded by where a story was found.
OF_A_FIND = ("found_on",)
CLAIM = ("claimed_by", "claimed_until")


class Aliases(Database):
    """Ids that lead to others, never to one that leads on."""

    def alias(self, old_id: str, new_id: str, at: datetime, *, url: str | None = None) -> str:
        """Note that a story goes by a new id. The old one leaves the frontier, and from now on stands for the new.

        What is known of the story goes with it, so that it is not filed again; unless the new id was stored itself.
        So does a claim: whoever is at the old id is at the new one, and marks or releases that.

        Args:
            old_id: The id that it went by.
            new_id: The id that it goes by now.
            at: The moment.
            url: Where the new id is read, for an id that has no address yet. None: it gets that when it is discovered
                or stored, and can't be asked for before.

        Returns:
            The id that the story goes by: the new one, or what that leads to. Where it leads to the old one the two
            are one story already, and nothing changes.
        """
        if old_id == new_id:
            return new_id
        with self._writing() as connection:
            new = _row(connection, new_id)
            if new is not None and new.leads_to is not None:
                new_id, new = new.leads_to, _row(connection, new.leads_to)
            old = _row(connection, old_id)
            if old_id == new_id or (old is not None and old.leads_to == new_id):
                return new_id
            _inherit(connection, old, new_id, new, at, url)
            connection.execute(update(STORIES).where(OLD.leads_to == old_id).values(leads_to=new_id))
            _move(connection, old_id, new_id, at, is_known=old is not None)
        return new_id


def _row(connection: Connection, id: str) -> Row[Any] | None:
    return connection.execute(select(STORIES).where(OLD.id == id)).one_or_none()


def _inherit(
    connection: Connection, old: Row[Any] | None, new_id: str, new: Row[Any] | None, at: datetime, url: str | None
) -> None:
    facts: dict[str, Any] = {"state": "discovered", "discovered_at": at}
    if old is not None and old.leads_to is None:
        facts = {name: value for name, value in old._mapping.items() if name not in OF_THE_ID}
    if new is None:
        first = {name: getattr(old, name) for name in OF_A_FIND} if old is not None else {}
        row = {"id": new_id, "aggregator": aggregator_of(new_id), "url": url}
        connection.execute(insert(STORIES), {**row, **first, **facts})
        return
    changes: dict[str, Any] = {} if new.url is not None else {"url": url}
    if new.stored_at is None and facts.get("stored_at") is not None:
        changes = facts
    if new.claimed_until is not None:
        changes |= {name: getattr(new, name) for name in CLAIM}
    elif old is not None:
        changes |= {name: getattr(old, name) for name in CLAIM}
    seen = [row.discovered_at for row in (old, new) if row is not None and row.discovered_at is not None]
    changes["discovered_at"] = min(seen, default=at)
    connection.execute(update(STORIES).where(OLD.id == new_id).values(changes))


def _move(connection: Connection, old_id: str, new_id: str, at: datetime, *, is_known: bool) -> None:
    changes = {"state": "moved", "leads_to": new_id, "next_look": null(), **FREE}
    if is_known:
        connection.execute(update(STORIES).where(OLD.id == old_id).values(changes))
    else:
        row = {"id": old_id, "aggregator": aggregator_of(old_id), "state": "moved", "discovered_at": at}
        connection.execute(insert(STORIES), {**row, "leads_to": new_id})
