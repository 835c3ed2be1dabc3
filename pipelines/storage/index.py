"""The index: from an article's id to the object and line that hold it. Pure.

``index/<shelf>/<run>.jsonl.gz``, the shelf being the first hex digit of the id's SHA-256: at most sixteen small objects
a run, written once like all others. To look an id up, list its shelf and read the runs' objects, newest first; a reader
with the ledger needs none of this. A longer prefix would make that a little quicker and a run of forty stories pay
for forty objects instead of sixteen.
"""

import gzip
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

import msgspec

from pipelines.storage.keys import index_key, index_shelf, run_of
from pipelines.storage.manifest import Manifest
from pipelines.storage.parts import LEVEL, FiledObject, read_lines


class Place(msgspec.Struct, frozen=True, order=True):
    """Where an article lies; lines are counted from 1.

    The line is a hint: taking copy back moves the lines behind it. Who reads checks the id that stands there.
    """

    id: str
    key: str
    line: int
    revision: int = 1

    @property
    def run(self) -> str:
        """The run that filed it; "" where the key is none of ours."""
        return run_of(self.key) or ""

    @property
    def rank(self) -> tuple[int, str]:
        """The latest of an id has the highest: a replay files a revision again, so that the run breaks the tie."""
        return self.revision, self.run


def places_of(delivered: Iterable[FiledObject]) -> Iterator[Place]:
    """Where the articles of delivered objects lie; a journal that tells of no revisions is taken to mean the first."""
    for entry in delivered:
        revisions = entry.revisions or (1,) * len(entry.ids)
        for line, (id, revision) in enumerate(zip(entry.ids, revisions, strict=True), start=1):
            yield Place(id, entry.key, line, revision)


def write_index(run: str, places: Iterable[Place]) -> Iterator[tuple[str, bytes]]:
    """The index objects of one run, as key and bytes. The order in which places come does not matter."""
    shelves: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        shelves[index_shelf(place.id)].append(place)
    for shelf, standing in sorted(shelves.items()):
        lines = b"".join(msgspec.json.encode(place) + b"\n" for place in sorted(standing))
        yield index_key(shelf, run), gzip.compress(lines, LEVEL, mtime=0)


def read_index(data: bytes) -> list[Place]:
    """The entries of one index object."""
    return [msgspec.json.decode(line, type=Place) for line in gzip.decompress(data).splitlines()]


def rebuild_index(manifest: Manifest, get: Callable[[str], bytes]) -> Iterator[tuple[str, bytes]]:
    """A run's index objects made again from its manifest and its parts, which ``get`` reads by key."""
    return write_index(manifest.run, _places(manifest, get))


def _places(manifest: Manifest, get: Callable[[str], bytes]) -> Iterator[Place]:
    for part in manifest.parts:
        data = get(part.key)
        lines = gzip.decompress(data) if part.key.endswith(".gz") else data
        for number, line in enumerate(read_lines(lines), start=1):
            yield Place(line.id, part.key, number, line.revision)
