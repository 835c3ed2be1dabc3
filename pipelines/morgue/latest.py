"""Which filing of an article is its latest, for many articles at once.

The index is read shard by shard as articles ask for it, into a private SQLite file: a bucket of a million articles
would take 200 MB of memory, and takes 80 MB of a temporary disk. Nothing is trusted to be in the index: an article that
it does not name is its own latest.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import Self

from pipelines.morgue.copy import Copy
from pipelines.morgue.places import Index
from pipelines.storage.index import Place
from pipelines.storage.keys import index_shelf

# The pages that SQLite keeps in memory, in KiB; the rest is on the disk.
MEMORY = 16_384
# Less than the bound variables that any SQLite takes in one statement.
BATCH = 500
TABLE = "CREATE TABLE latest (id TEXT PRIMARY KEY, revision INTEGER NOT NULL, run TEXT NOT NULL) WITHOUT ROWID"
NOTE = """INSERT INTO latest VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET revision = excluded.revision,
    run = excluded.run WHERE (excluded.revision, excluded.run) > (latest.revision, latest.run)"""


class Latest:
    """The latest filing of each article, by the index."""

    def __init__(self, index: Index):
        self._index = index
        self._loaded: set[str] = set()
        self._ranks = sqlite3.connect("")  # a file of its own that has no name and goes when it is closed
        self._ranks.execute(f"PRAGMA cache_size = -{MEMORY}")
        self._ranks.execute(TABLE)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ranks.close()

    def among(self, copies: Sequence[Copy]) -> list[Copy]:
        """Those that are the latest of their article, in their order."""
        self._load(copy.id for copy in copies)
        ranks: dict[str, tuple[int, str]] = {}
        for first in range(0, len(copies), BATCH):
            ids = [copy.id for copy in copies[first : first + BATCH]]
            marks = ",".join("?" * len(ids))
            rows = self._ranks.execute(f"SELECT id, revision, run FROM latest WHERE id IN ({marks})", ids)  # noqa: S608 (question marks alone)
            ranks.update((id, (revision, run)) for id, revision, run in rows)
        return [copy for copy in copies if copy.rank >= ranks.get(copy.id, (0, ""))]

    def _load(self, ids: Iterable[str]) -> None:
        """Read what the index has of these ids and of those that stand beside them, where it was not read before."""
        generation = self._index.generation
        settled = generation.settled if generation else ""
        for id in ids:
            shelf = index_shelf(id)
            if self._is_new(f"shelf {shelf}"):
                self._note(self._index.on_shelf(shelf, self._index.fresh, settled))
                self._note(self._index.on_shelf(shelf, self._index.late))
            if generation and self._is_new(shard := generation.shard(id)):
                self._note(self._index.folded(shard))

    def _is_new(self, name: str) -> bool:
        if name in self._loaded:
            return False
        self._loaded.add(name)
        return True

    def _note(self, places: Iterable[Place]) -> None:
        with self._ranks:
            self._ranks.executemany(NOTE, ((place.id, *place.rank) for place in places))
