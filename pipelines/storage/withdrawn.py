"""What was withdrawn: a tombstone an article, ``withdrawn/<SHA-256 of the id>.json``.

The key is the hash of the id, so that one listing tells of all of them and no object has to be read.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import msgspec

from pipelines.errors import DamagedObject, NotHeld
from pipelines.storage.keys import WITHDRAWN, withdrawn_key
from pipelines.storage.target import Target

SCHEMA = "copydesk.withdrawn/1"


class Record(msgspec.Struct, frozen=True, order=True):
    """A page in the archive: the gzip member of its response or revisit; its request stands behind it."""

    warc: str
    offset: int
    length: int


class Trace(msgspec.Struct, frozen=True, kw_only=True):
    """Where the copy of one article lies, and what it is known by in the archive."""

    parts: tuple[str, ...] = ()
    quarantine: tuple[str, ...] = ()
    records: tuple[Record, ...] = ()
    urls: tuple[str, ...] = ()
    digests: tuple[str, ...] = ()
    """SHA-256 of its pages, in hexadecimal."""

    def __or__(self, other: "Trace") -> "Trace":
        both = {name: tuple(sorted({*getattr(self, name), *getattr(other, name)})) for name in self.__struct_fields__}
        return Trace(**both)

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it lies anywhere."""
        return not (self.parts or self.quarantine or self.records)

    @property
    def warcs(self) -> tuple[str, ...]:
        """The WARC files with its pages."""
        return tuple(dict.fromkeys(record.warc for record in self.records))


class Tombstone(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of an article that was withdrawn."""

    schema: str = SCHEMA
    id: str
    reason: str
    at: datetime
    """When it was withdrawn."""
    purged: datetime | None = None
    """When its copy was removed and proved gone; null where it was only withdrawn, or the purge is not complete."""
    purging: Trace | None = None
    """What a purge has found and is removing; null before and after."""


def read_tombstones(target: Target) -> list[Tombstone]:
    """All tombstones, whole; those that can't be read are left out."""
    found = []
    for held in target.list(WITHDRAWN):
        try:
            found.append(msgspec.json.decode(target.get(held.key), type=Tombstone))
        except msgspec.DecodeError:
            continue
    return found


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Which articles were withdrawn, as of one listing."""

    keys: frozenset[str] = frozenset()

    def __contains__(self, article_id: str) -> bool:
        return bool(self.keys) and withdrawn_key(article_id) in self.keys

    def among(self, ids: Iterable[str]) -> set[str]:
        """Those of the ids that were withdrawn."""
        return {id for id in ids if id in self}


def load(target: Target) -> Withdrawn:
    """What the target says was withdrawn: one request for every thousand.

    Raises:
        DeliveryTrouble: The target can't be listed.
    """
    return Withdrawn(frozenset(held.key for held in target.list(WITHDRAWN)))


def tombstone(target: Target, article_id: str) -> Tombstone | None:
    """An article's tombstone; None where it was not withdrawn.

    Raises:
        DamagedObject: There is one, and it can't be read. The article counts as withdrawn.
        DeliveryTrouble: The target can't be read.
    """
    key = withdrawn_key(article_id)
    try:
        return msgspec.json.decode(target.get(key), type=Tombstone)
    except NotHeld:
        return None
    except msgspec.DecodeError as fault:
        raise DamagedObject(
            f"{target.where(key)}, which says that {article_id} was withdrawn, can't be read: {fault}"
        ) from fault


def write_tombstone(stone: Tombstone) -> tuple[str, bytes]:
    """A tombstone as key and bytes."""
    return withdrawn_key(stone.id), msgspec.json.format(msgspec.json.encode(stone), indent=1) + b"\n"
