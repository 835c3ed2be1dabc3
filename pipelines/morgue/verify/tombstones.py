"""What was withdrawn: whether each tombstone can be read, stands in its place, and no purge is half done."""

from collections.abc import Iterator

import msgspec

from pipelines.morgue.verify.fault import Fault, Tally
from pipelines.storage.keys import WITHDRAWN, withdrawn_key
from pipelines.storage.target import Target
from pipelines.storage.withdrawn import Tombstone


def check_tombstones(target: Target, purged: set[str], tally: Tally) -> Iterator[Fault]:
    """Every tombstone; ``purged`` is filled with the ids whose copy must not be there."""
    for held in target.list(WITHDRAWN):
        tally.withdrawn += 1
        try:
            stone = msgspec.json.decode(target.get(held.key), type=Tombstone)
        except msgspec.DecodeError as fault:
            yield Fault(held.key, f"can't be read: {fault}. What it withdrew stays withdrawn; nobody can be told why")
            continue
        if held.key != withdrawn_key(stone.id):
            yield Fault(held.key, f"is the tombstone of {stone.id}, and lies where another article's would")
        if stone.purging is not None:
            yield Fault(held.key, f"says that a purge of {stone.id} is not complete: purge it again")
        elif stone.purged is not None:
            purged.add(stone.id)
