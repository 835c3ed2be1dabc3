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


class Tombstone(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of an article that was withdrawn."""

    schema: str = SCHEMA
    id: str
    reason: str
    at: datetime
    """When it was withdrawn."""
    purged: datetime | None = None
    """When its copy was removed and proved gone; null where it was only withdrawn, or the purge is not complete."""


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
