"""Withdrawing: the tombstone is written first, and from then on everything leaves the article out."""

from datetime import datetime

import msgspec

from pipelines.errors import KeyTaken
from pipelines.storage.target import Target
from pipelines.storage.withdrawn import Tombstone, tombstone, write_tombstone


def withdraw(target: Target, id: str, reason: str, now: datetime) -> Tombstone:
    """Put up an article's tombstone; one that is there already stays as it is.

    Raises:
        DamagedObject: There is one that can't be read.
        DeliveryTrouble: The target does not take it.
    """
    stone = Tombstone(id=id, reason=reason, at=now)
    try:
        target.put(*write_tombstone(stone))
    except KeyTaken:  # withdrawn before
        return tombstone(target, id) or stone
    return stone


def amend(target: Target, stone: Tombstone, **changes: object) -> Tombstone:
    """Write a tombstone over, with something changed."""
    changed = msgspec.structs.replace(stone, **changes)
    target.replace(*write_tombstone(changed))
    return changed
