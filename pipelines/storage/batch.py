"""A batch: lines filed as one run without spool or ledger, by whoever can make the same lines again.

A crawl's page is gone when it is read, so what a crawl acknowledges is spooled first. A replay's page stays in its
archive: a replay that was killed is started again, makes the same parts, and finds those there that it had sent.

For that the same lines in the same order have to give the same objects. Parts are full by count and size alone, never
by time, and part numbers rise in the order in which parts were begun.
"""

import gzip
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import sha256

from pipelines.errors import KeyTaken
from pipelines.storage.index import Place, places_of, write_index
from pipelines.storage.journal import RunStart
from pipelines.storage.keys import ARTICLES, index_shelf, manifest_key
from pipelines.storage.manifest import write_manifest
from pipelines.storage.parts import EACH, PACKED, FiledObject, objects_of, pack, part_name, sealed_name
from pipelines.storage.streams import PART_BYTES
from pipelines.storage.target import Target

# Parts that are open at a time; one more, and the one that was begun first is closed. Bounds the memory: an archive of
# somebody else's may hold pages of any number of days.
OPEN_PARTS = 16


@dataclass(slots=True)
class _Part:
    name: str
    lines: list[bytes] = field(default_factory=list)
    size: int = 0


class _Places:
    """Where a run's articles lie, on disk until its index is written: a run may have any number of them."""

    def __init__(self) -> None:
        self._book = sqlite3.connect("", isolation_level=None)  # a private file without a name, gone when it is closed
        self._book.execute("PRAGMA journal_mode = OFF")
        self._book.execute("CREATE TABLE places (shelf TEXT, id TEXT, key TEXT, line INTEGER, revision INTEGER)")
        self._book.execute("BEGIN")

    def add(self, entry: FiledObject) -> None:
        rows = ((index_shelf(one.id), one.id, one.key, one.line, one.revision) for one in places_of([entry]))
        self._book.executemany("INSERT INTO places VALUES (?, ?, ?, ?, ?)", rows)

    def index(self, run: str) -> Iterator[tuple[str, bytes]]:
        """The index's objects, one shelf in memory at a time."""
        for (shelf,) in self._book.execute("SELECT DISTINCT shelf FROM places ORDER BY shelf").fetchall():
            rows = self._book.execute("SELECT id, key, line, revision FROM places WHERE shelf = ?", (shelf,))
            yield from write_index(run, (Place(*row) for row in rows))
        self._book.close()


class Batch:
    """One run's articles, from their lines to the manifest.

    Args:
        target: Where they go.
        start: The run, and when it began.
        part_articles: Lines after which a part is full.
        each: Whether every article becomes an object of its own.
        at_once: Objects of the index on their way at the same time.
    """

    def __init__(self, target: Target, start: RunStart, *, part_articles: int, each: bool = False, at_once: int = 4):
        self._target, self._start = target, start
        self._part_articles, self._at_once = part_articles, at_once
        self._ending = EACH if each else PACKED
        self._parts: dict[tuple[str, date], _Part] = {}
        self._delivered: list[FiledObject] = []
        self._places = _Places()
        self._number = 0

    @property
    def run(self) -> str:
        """The run's id."""
        return self._start.run

    def add(self, aggregator: str, day: date, line: bytes) -> None:
        """Take one article's line, which ends in a line feed; send its part where that is full.

        Args:
            aggregator: Whose it is.
            day: The UTC day of the fetch.
            line: The article as JSON.

        Raises:
            DeliveryTrouble: The target does not take it.
        """
        part = self._parts.get((aggregator, day)) or self._begin(aggregator, day)
        part.lines.append(line)
        part.size += len(line)
        if len(part.lines) >= self._part_articles or part.size >= PART_BYTES:
            self._send(self._parts.pop((aggregator, day)))

    def close(self, *, ended: str, now: Callable[[], datetime]) -> str:
        """Send what is left, then the index, and the manifest last.

        Args:
            ended: What the manifest says of the run's end.
            now: Answers with the moment it is.

        Returns:
            The manifest's address.

        Raises:
            DeliveryTrouble: The target does not take it.
        """
        for part in list(self._parts.values()):
            self._send(part)
        self._parts.clear()
        delivered = sorted(self._delivered, key=lambda entry: entry.key)
        with ThreadPoolExecutor(self._at_once) as senders:
            list(senders.map(lambda entry: self._put(*entry), self._places.index(self.run)))
        key = manifest_key(self.run)
        try:
            self._target.put(key, write_manifest(self._start, delivered, ended=ended, ended_at=now()))
        except KeyTaken:
            # Another machine did the same unit at the same time and was done a moment ago: the parts are the same.
            self._target.get(key)
        return self._target.where(key)

    def _begin(self, aggregator: str, day: date) -> _Part:
        if len(self._parts) >= OPEN_PARTS:
            self._send(self._parts.pop(next(iter(self._parts))))
        self._number += 1
        name = part_name(aggregator, day, self.run, self._number, kind=ARTICLES, ending=self._ending)
        part = self._parts[aggregator, day] = _Part(name)
        return part

    def _send(self, part: _Part) -> None:
        lines, sealed = b"".join(part.lines), sealed_name(part.name)
        for entry, body in objects_of(sealed, pack(lines, sealed), lines):
            self._places.add(entry)
            self._delivered.append(self._settled(entry, self._put(entry.key, body)))

    def _put(self, key: str, data: bytes) -> bytes:
        """Create an object; what is there then.

        Another machine's zlib may pack the same lines into other bytes. What it sent stays.
        """
        try:
            self._target.put(key, data)
        except KeyTaken:
            held = self._target.get(key)
            if not (key.endswith(".gz") and _same_lines(held, data)):
                raise
            return held
        return data

    @staticmethod
    def _settled(entry: FiledObject, held: bytes) -> FiledObject:
        """What the manifest says of an object, by the bytes that are there; the places of its articles are noted."""
        return replace(entry, bytes=len(held), sha256=sha256(held).hexdigest(), ids=(), revisions=())


def _same_lines(held: bytes, data: bytes) -> bool:
    try:
        return gzip.decompress(held) == gzip.decompress(data)
    except (OSError, EOFError):
        return False
