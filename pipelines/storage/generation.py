"""Generations of the folded index: all runs' entries in shards by id, so that a look-up opens one. Pure.

``index/folded/<generation>/<hex digits>.jsonl.gz`` are the shards, ``index/generations/<generation>.json.gz`` is
written last and describes them. Nothing is overwritten: two folds at once make two generations, and the newest wins.
"""

import gzip
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from hashlib import sha256

import msgspec

from pipelines.storage.index import Place
from pipelines.storage.keys import folded_key, generation_key
from pipelines.storage.parts import LEVEL

SCHEMA = "copydesk.index/1"
# Entries a shard is to have at most: about 250 of them pack into 10 kB, which costs a store no more than one would.
SHARD = 256
# 4,096 shards: a million articles. Beyond that shards grow, and a night's fold does not take more requests.
MOST_DIGITS = 3
# A run is looked for behind the fold's moment less this: one that ended later than that after its beginning, killed
# and recovered, is found by the next fold.
LATEST_END = timedelta(days=7)


class Generation(msgspec.Struct, frozen=True, kw_only=True):
    """One folded index."""

    schema: str = SCHEMA
    generation: str
    """Its id, of a run id's form: they sort by time."""
    made: datetime
    digits: int
    """Hex digits of an id's SHA-256 that name its shard."""
    entries: int
    settled: str
    """Run ids before this one belong to runs that are over: none of them is looked for behind this generation."""
    runs: tuple[str, ...]
    """The runs whose entries are in it, oldest first."""

    def shard(self, article_id: str) -> str:
        """The shard that an id stands in."""
        return sha256(article_id.encode()).hexdigest()[: self.digits]


def digits_for(entries: int) -> int:
    """How many hex digits name a shard, so that it has no more than SHARD entries; at least 1, at most MOST_DIGITS."""
    return next((digits for digits in range(1, MOST_DIGITS) if entries <= SHARD * 16**digits), MOST_DIGITS)


def settled_at(now: datetime) -> str:
    """The ``settled`` of a generation made now."""
    return f"{now - LATEST_END:%Y%m%dT%H%M%SZ}"


def shards(shelf: str, digits: int) -> list[str]:
    """The names of all shards whose ids stand on a shelf."""
    rest = digits - len(shelf)
    return [f"{shelf}{number:0{rest}x}" if rest else shelf for number in range(16**rest)]


def write_shards(generation: str, shelf: str, digits: int, places: Iterable[Place]) -> Iterator[tuple[str, bytes]]:
    """One shelf of a folded index as keys and bytes; an empty shard is written too, so that a lost one is seen."""
    standing: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        standing[sha256(place.id.encode()).hexdigest()[:digits]].append(place)
    for shard in shards(shelf, digits):
        yield folded_key(generation, shard), pack_places(standing[shard])


def pack_places(places: Iterable[Place]) -> bytes:
    """Entries as an object of the index holds them, in their order."""
    return gzip.compress(b"".join(msgspec.json.encode(place) + b"\n" for place in sorted(places)), LEVEL, mtime=0)


def write_generation(generation: Generation) -> tuple[str, bytes]:
    """What describes a generation, as key and bytes."""
    return generation_key(generation.generation), gzip.compress(msgspec.json.encode(generation), LEVEL, mtime=0)


def read_generation(data: bytes) -> Generation:
    """The other way of ``write_generation``."""
    return msgspec.json.decode(gzip.decompress(data), type=Generation)
