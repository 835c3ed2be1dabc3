"""The index made again from manifests and parts: what is missing of it, and what says something else than the parts."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.errors import DamagedObject, NotHeld
from pipelines.morgue.places import read_places
from pipelines.morgue.runs import Runs
from pipelines.storage.index import rebuild_index
from pipelines.storage.keys import index_key
from pipelines.storage.manifest import Manifest
from pipelines.storage.target import Target

SHELVES = "0123456789abcdef"


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """An object of the index that was made anew."""

    key: str
    was: str
    """What was there: "missing", "wrong"."""


def rebuild(target: Target, runs: Runs, *, thorough: bool = False) -> Iterator[Rebuilt]:
    """Make every run's index whole.

    Args:
        target: Where it is.
        runs: Whose.
        thorough: Read the parts of every run; otherwise of those alone whose entries are not as many as their articles.

    Raises:
        DamagedObject: A part can't be read.
        DeliveryTrouble: The target can't be read or written.
    """
    for run in runs.ids():
        manifest = runs.manifest(run)
        if manifest and (thorough or _entries(target, run) != manifest.articles):
            yield from rebuild_run(target, manifest)


def rebuild_run(target: Target, manifest: Manifest) -> Iterator[Rebuilt]:
    """Make one run's index whole, by its parts."""
    wanted = dict(rebuild_index(manifest, target.get))
    for shelf in SHELVES:
        key = index_key(shelf, manifest.run)
        held = _held(target, key)
        if key not in wanted:
            if held is not None:
                target.delete(key)
                yield Rebuilt(key, "wrong")
        elif held is None:
            target.put(key, wanted[key])
            yield Rebuilt(key, "missing")
        elif held != wanted[key]:
            target.replace(key, wanted[key])
            yield Rebuilt(key, "wrong")


def _held(target: Target, key: str) -> bytes | None:
    try:
        return target.get(key)
    except NotHeld:
        return None


def _entries(target: Target, run: str) -> int:
    """How many articles a run's index has; -1 where an object of it can't be read."""
    count = 0
    for shelf in SHELVES:
        try:
            count += len(read_places(target, index_key(shelf, run)))
        except NotHeld:
            continue
        except DamagedObject:
            return -1
    return count
