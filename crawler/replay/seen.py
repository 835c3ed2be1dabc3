"""The latest reading of each story of one WARC file, kept on disk: a file may hold any number of stories."""

import sqlite3
from hashlib import sha256


class Seen:
    """Numbers the readings of a story, in the order in which they come."""

    def __init__(self) -> None:
        self._book = sqlite3.connect("", isolation_level=None)  # a private file without a name, gone when it is closed
        self._book.execute("PRAGMA journal_mode = OFF")
        self._book.execute("CREATE TABLE seen (id BLOB PRIMARY KEY, number INTEGER, hash TEXT) WITHOUT ROWID")
        self._book.execute("BEGIN")

    def number(self, id: str, content_hash: str | None) -> tuple[int, str | None] | None:
        """The number of a reading, from 1, and the content hash of the one before.

        Args:
            id: The story's id.
            content_hash: The reading's.

        Returns:
            None where the reading before has the same copy.
        """
        key = sha256(id.encode()).digest()
        former = self._book.execute("SELECT number, hash FROM seen WHERE id = ?", (key,)).fetchone()
        if former is not None and former[1] == content_hash:
            return None
        number, before = (former[0] + 1, former[1]) if former else (1, None)
        self._book.execute("REPLACE INTO seen VALUES (?, ?, ?)", (key, number, content_hash))
        return number, before

    def close(self) -> None:
        """Let the file go."""
        self._book.close()
