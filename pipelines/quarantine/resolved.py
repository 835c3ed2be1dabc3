"""What of the quarantine is resolved: a note an entry, whose key is the hash of the entry's id and moment.

One listing so tells of all of them, and no object has to be read. A note is written once, by whoever resolved it first.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import msgspec

from pipelines.errors import KeyTaken
from pipelines.storage.keys import RESOLVED, resolved_key
from pipelines.storage.ledger import Ledger
from pipelines.storage.quarantine import Quarantined
from pipelines.storage.target import Target
from pipelines.storage.withdrawn import Withdrawn
from pipelines.storage.withdrawn import load as load_withdrawn

SCHEMA = "copydesk.resolved/1"

State = Literal["open", "resolved", "filed since", "withdrawn"]
"""open: somebody has to look. resolved: tried again, and filed or found filed. filed since: a crawl filed it later."""


class Resolution(msgspec.Struct, frozen=True, kw_only=True):
    """What a note says."""

    schema: str = SCHEMA
    id: str
    at: datetime
    """The entry's moment."""
    run: str
    """The run that tried it again."""
    resolved_at: datetime


@dataclass(frozen=True, slots=True)
class Case:
    """An entry and what became of it."""

    entry: Quarantined
    state: State


@dataclass(frozen=True, slots=True)
class Resolved:
    """What was resolved, as of one listing, and what the ledger and the tombstones know."""

    keys: frozenset[str]
    withdrawn: Withdrawn
    stored: Mapping[str, datetime]
    """When the ledger's stories were stored, by id; empty where there is no ledger."""

    @classmethod
    def load(cls, target: Target, ledger: Ledger | None, ids: Iterable[str]) -> "Resolved":
        """What is known of these articles.

        Raises:
            DeliveryTrouble: The target can't be listed.
            LedgerTrouble: The ledger can't be read.
        """
        keys = frozenset(held.key for held in target.list(RESOLVED))
        return cls(keys, load_withdrawn(target), ledger.stored_at(ids) if ledger else {})

    def state(self, entry: Quarantined) -> State:
        """What became of an entry."""
        if entry.id in self.withdrawn:
            return "withdrawn"
        if resolved_key(entry.id, entry.at) in self.keys:
            return "resolved"
        stored = self.stored.get(entry.id)
        return "filed since" if stored is not None and stored > entry.at else "open"


def resolve(target: Target, entry: Quarantined, *, run: str, now: datetime) -> None:
    """Note that an entry is resolved. One that is so already stays as it is.

    Raises:
        DeliveryTrouble: The target does not take it.
    """
    note = Resolution(id=entry.id, at=entry.at, run=run, resolved_at=now)
    try:
        target.put(resolved_key(entry.id, entry.at), msgspec.json.format(msgspec.json.encode(note), indent=1) + b"\n")
    except KeyTaken:
        return
