"""What a run has told the world: the ledger as another process finds it, without a line of the program's own code."""

import sqlite3
from contextlib import closing
from pathlib import Path

Told = tuple[str, int]
"""An article's id and revision."""


class Ledger:
    """The SQLite file; it may not be there yet."""

    def __init__(self, path: Path):
        self._path = path
        self._known: set[Told] = set()

    def news(self) -> list[Told]:
        """What is acknowledged and was not when this was asked last."""
        rows = self._ask("SELECT id, revision FROM stories WHERE stored_at IS NOT NULL AND revision IS NOT NULL")
        told = {(id, revision) for id, revision in rows} - self._known
        self._known |= told
        return sorted(told)

    @property
    def stored(self) -> int:
        """How many were acknowledged so far, as of the last question."""
        return len(self._known)

    def runs(self) -> int:
        """How many runs have come so far that they would file."""
        return int(self._ask("SELECT count(*) FROM runs")[0][0]) if self._path.exists() else 0

    def _ask(self, question: str) -> list[tuple]:  # type: ignore[type-arg]
        if not self._path.exists():
            return []
        with closing(sqlite3.connect(self._path, timeout=30)) as connection:
            try:
                return connection.execute(question).fetchall()
            except sqlite3.OperationalError as error:
                if "no such table" in str(error):  # killed before it had made them
                    return [(0,)] if "count" in question else []
                raise
