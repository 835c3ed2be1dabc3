"""Stories: which are known, when each was first seen, and what of them is stored."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, case, func, literal, null, or_, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.sql.dml import Insert

from pipelines.storage.ledger import revising, template_counts
from pipelines.storage.ledger.columns import Moment
from pipelines.storage.ledger.database import Database, Upsert, by_the_question
from pipelines.storage.ledger.records import Found, StoredStory
from pipelines.storage.ledger.tables import STORIES
from pipelines.text.template.sightings import StoryLines

# The columns of a stored story, by the names of StoredStory's fields: all of them tell of the revision stored last.
OF_THE_REVISION = tuple(
    "url content_hash revision run part stored_at etag last_modified page_hash printed_hash fingerprint rules "
    "next_look looked_at".split()
)
# What the listing may have said already, where the page does not say.
OF_THE_STORY = ("publisher", "published")
Rows = dict[str, Any]
"""Rows of SEEN, by id."""
FREE = {"claimed_by": null(), "claimed_until": null()}
"""Nobody is at the story any more."""


class Stories(Database):
    """Stories by id, an id that has moved (``Aliases``) standing for the one it leads to."""

    def knows(self, ids: Iterable[str]) -> set[str]:
        """Which of the article ids are stored: filed once, though the story may be gone since."""
        return {id for id, row in self._rows(ids).items() if row.stored_at is not None}

    def states(self, ids: Iterable[str]) -> dict[str, str]:
        """The state of each id that is known: discovered, stored, failed, gone or refused."""
        return {id: row.state for id, row in self._rows(ids).items()}

    def seen(self, ids: Iterable[str]) -> dict[str, tuple[str, datetime | None]]:
        """The state of each id that is known, and when it was first seen; None where it was stored without that."""
        return {id: (row.state, row.discovered_at) for id, row in self._rows(ids).items()}

    def stored_at(self, ids: Iterable[str]) -> dict[str, datetime]:
        """When the revision stored last was stored, of each id that is."""
        return {id: row.stored_at for id, row in self._rows(ids).items() if row.stored_at is not None}

    def revisions(self, ids: Iterable[str]) -> dict[str, int]:
        """The revision stored last, of each id that is."""
        return {id: row.revision for id, row in self._rows(ids).items() if row.revision is not None}

    def discover(self, found: Sequence[Found]) -> dict[str, datetime]:
        """Note stories whose address was seen. What is known already keeps its state.

        Returns:
            When each story was first seen, by the id that was asked: now, or what an earlier run noted.
        """
        by_id = {one.id: one for one in reversed(found)}
        known = self._rows(by_id)
        new = sorted(by_id.keys() - known.keys())
        unseen = [(row.id, by_id[id]) for id, row in known.items() if row.discovered_at is None or row.url is None]
        if new or unseen:
            with self._writing() as connection:
                self._add(connection, [by_id[id] for id in new])
                _note_discovery(connection, unseen)
        return {id: (known[id].discovered_at if id in known else None) or one.at for id, one in by_id.items()}

    def mark_stored(self, stories: Sequence[StoredStory], *, recovered: bool = False) -> None:
        """Note that articles are safe, all in one transaction, and count their lines. Marking twice changes nothing.

        An older revision that is marked late (a spool recovered after another machine went on) does not hide a newer.

        Args:
            stories: What the spool holds.
            recovered: They were read in a spool that an earlier run left. Where the ledger has the revision it stays
                as it is: it knows more of the story than the spool shows.
        """
        if not stories:
            return
        with self._writing() as connection:
            known = _resolved(connection, [story.id for story in stories])
            rows = [_row(story, known) for story in stories]
            rows.sort(key=lambda row: (row["id"], row["revision"]))  # one order everywhere: two runs do not deadlock
            connection.execute(_storing(self._upsert, recovered), rows)
            revising.count(connection, self._upsert, revising.changes(stories, known))
            template_counts.count(connection, self._upsert, _uncounted(stories, known))

    def _rows(self, ids: Iterable[str]) -> Rows:
        with self._reading() as connection:
            return _resolved(connection, ids)

    def _add(self, connection: Connection, found: Sequence[Found]) -> None:
        if not found:
            return
        rows = [{**asdict(one), "aggregator": aggregator_of(one.id), "state": "discovered"} for one in found]
        for row in rows:
            row["found_on"], row["discovered_at"] = row.pop("on"), row.pop("at")
        # Another run may have added one since it was asked for.
        connection.execute(self._upsert(STORIES).on_conflict_do_nothing(), rows)


@cache
def _storing(upsert: Upsert, recovered: bool) -> Insert:
    """Built once for each database: to build it costs as much as to run it for some twenty stories."""
    statement: Any = upsert(STORIES)
    new, had = statement.excluded, STORIES.c
    is_newer = new.revision > had.revision
    changes = {name: new[name] for name in (*OF_THE_REVISION, "state", "tries")}
    changes |= {name: func.coalesce(new[name], had[name]) for name in OF_THE_STORY}
    changes |= {"looks": case((is_newer, had.looks + 1), else_=had.looks), "reason": null(), **FREE}
    may = is_newer if recovered else new.revision >= had.revision
    done: Insert = statement.on_conflict_do_update(
        index_elements=["id"], set_=changes, where=or_(had.revision.is_(None), may)
    )
    return done


def aggregator_of(id: str) -> str:
    """Whose story an article id names."""
    return id.partition("/")[0]


SEEN = (
    STORIES.c.id,
    STORIES.c.url,
    STORIES.c.state,
    STORIES.c.aggregator,
    STORIES.c.publisher,
    STORIES.c.revision,
    STORIES.c.looks,
    STORIES.c.stored_at,
    STORIES.c.discovered_at,
    STORIES.c.leads_to,
)

ASKING = select(*SEEN).where(STORIES.c.id.in_(bindparam("some", expanding=True)))


def _resolved(connection: Connection, ids: Iterable[str]) -> Rows:
    """The rows of known ids; for one that has moved, the row of the id it leads to."""
    rows = _asked(connection, ids)
    moved = {id: row.leads_to for id, row in rows.items() if row.leads_to is not None}
    if moved:
        targets = _asked(connection, set(moved.values()))
        rows |= {id: targets[to] for id, to in moved.items() if to in targets}
    return rows


def _asked(connection: Connection, ids: Iterable[str]) -> Rows:
    rows: Rows = {}
    for some in by_the_question(ids):
        for row in connection.execute(ASKING, {"some": some}):
            rows[row.id] = row
    return rows


def _note_discovery(connection: Connection, found: Iterable[tuple[str, Found]]) -> None:
    """A story stored without having been discovered, or known by its id alone, gets its moment and its address."""
    had = STORIES.c
    for id, one in sorted(found, key=lambda pair: pair[0]):
        at = func.coalesce(had.discovered_at, literal(one.at, Moment()))
        seen = {"discovered_at": at, "url": func.coalesce(had.url, one.url)}
        connection.execute(update(STORIES).where(had.id == id).values(seen))


def _row(story: StoredStory, known: Mapping[str, Any]) -> dict[str, Any]:
    id = known[story.id].id if story.id in known else story.id
    row = {name: getattr(story, name) for name in (*OF_THE_REVISION, *OF_THE_STORY)}
    row["looked_at"] = story.looked_at or story.stored_at
    return {"id": id, "aggregator": aggregator_of(id), "state": "stored", "tries": 0, "looks": 0, **row}


def _uncounted(stories: Sequence[StoredStory], known: Mapping[str, Any]) -> list[tuple[StoryLines, datetime]]:
    """The lines of stories that are stored for the first time, a story of several revisions once."""
    seen = {story.id: (story.lines, story.stored_at) for story in reversed(stories) if story.lines}
    return [lines for id, lines in seen.items() if id not in known or known[id].stored_at is None]
