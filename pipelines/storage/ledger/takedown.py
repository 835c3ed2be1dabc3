"""Stories that are taken back: never asked for again; of those that are purged no more is known than that."""

from datetime import datetime

from sqlalchemy import delete, null, or_, select, update

from pipelines.storage.ledger.database import Database
from pipelines.storage.ledger.stories import FREE
from pipelines.storage.ledger.tables import LIKENESSES, STORIES

# What tells of a story's copy, or of where it lies. Its id stays, so that nobody takes it for new.
OF_THE_COPY = (
    "url content_hash part found_on headline publisher published etag last_modified page_hash printed_hash fingerprint"
).split()


class Takedown(Database):
    """The ledger's part in taking stories back."""

    def mark_withdrawn(self, id: str, reason: str, at: datetime) -> bool:
        """Note that a story was withdrawn: it is never due again. False where the ledger knows no such story."""
        gone = {"state": "refused", "reason": reason, "next_look": null(), "looked_at": at, **FREE}
        with self._writing() as connection:
            done = connection.execute(update(STORIES).where(STORIES.c.id == id).values(gone))
        return bool(done.rowcount)

    def addresses(self, id: str) -> set[str]:
        """The addresses that a story is known by, those of the ids that it had before included."""
        named = select(STORIES.c.url).where(or_(STORIES.c.id == id, STORIES.c.leads_to == id))
        with self._reading() as connection:
            return {row.url for row in connection.execute(named) if row.url}

    def forget_copy(self, id: str) -> None:
        """Blank what the ledger knows of a story's copy, and of the ids that lead to it."""
        blank = dict.fromkeys(OF_THE_COPY, null())
        with self._writing() as connection:
            which = or_(STORIES.c.id == id, STORIES.c.leads_to == id)
            connection.execute(update(STORIES).where(which).values(blank))
            connection.execute(delete(LIKENESSES).where(LIKENESSES.c.id == id))
