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

from pipelines.storage.keys import index_key, index_shelf
from pipelines.storage.manifest import Manifest
from pipelines.storage.parts import LEVEL, read_lines


class Place(msgspec.Struct, frozen=True, order=True):
    """Where an article lies; lines are counted from 1."""

    id: str
    key: str
    line: int


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
            yield Place(line.id, part.key, number)
