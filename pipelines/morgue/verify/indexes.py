"""The runs' indexes against their parts, and the folded index against the runs'."""

from collections.abc import Iterator, Set
from datetime import datetime

from pipelines.errors import DamagedObject, NotHeld
from pipelines.morgue.at_once import at_once
from pipelines.morgue.places import newest_generation, read_places
from pipelines.morgue.rebuild import SHELVES
from pipelines.morgue.verify.fault import Fault
from pipelines.storage.generation import shards
from pipelines.storage.index import Place
from pipelines.storage.keys import folded_key, generation_key, index_key, index_shelf
from pipelines.storage.target import Target

MENDED = "`scrapy articles index rebuild` makes it anew"


def check_index(target: Target, run: str, places: Set[Place]) -> Iterator[Fault]:
    """A run's index, which is to name each of its articles with its line, and nothing else."""
    for shelf in SHELVES:
        key, wanted = index_key(shelf, run), {place for place in places if index_shelf(place.id) == shelf}
        try:
            held = set(read_places(target, key))
        except NotHeld:
            if wanted:
                yield Fault(key, f"is not there; {MENDED}")
            continue
        except DamagedObject as fault:
            yield Fault(key, str(fault))
            continue
        if missing := wanted - held:
            yield Fault(key, f"lacks {len(missing)} articles, {min(missing).id} among them; {MENDED}")
        if wrong := held - wanted:
            place = min(wrong)
            yield Fault(key, f"names {place.id} at line {place.line} of {place.key}, where it is not; {MENDED}")


def check_folded(target: Target, now: datetime) -> Iterator[Fault]:
    """The newest folded index, which is to say what the indexes of its runs say; lines are hints there."""
    try:
        generation = newest_generation(target, now)
    except DamagedObject as fault:
        yield Fault("index/generations/", str(fault))
        return
    if generation is None:
        return
    id = generation.generation
    for shelf in SHELVES:
        held: set[tuple[str, str, int]] = set()
        for shard in shards(shelf, generation.digits):
            try:
                held |= _named(read_places(target, folded_key(id, shard)))
            except (NotHeld, DamagedObject) as fault:
                yield Fault(folded_key(id, shard), f"{fault} Fold anew")
        wanted = _on_shelf(target, shelf, set(generation.runs))
        if missing := wanted - held:
            yield Fault(generation_key(id), f"lacks {len(missing)} articles, {min(missing)[0]} among them; fold anew")
        if wrong := held - wanted:
            yield Fault(generation_key(id), f"names {min(wrong)[0]} in {min(wrong)[1]}, which its run's index does not")


def _on_shelf(target: Target, shelf: str, runs: set[str]) -> set[tuple[str, str, int]]:
    keys = [held.key for held in target.list(f"index/{shelf}/") if held.key[8:].removesuffix(".jsonl.gz") in runs]
    found: set[tuple[str, str, int]] = set()
    for places in at_once(lambda key: _readable(target, key), keys):
        found |= _named(places)
    return found


def _readable(target: Target, key: str) -> list[Place]:
    """The entries of a run's shelf; none of one that is damaged, which is named with its run."""
    try:
        return read_places(target, key)
    except DamagedObject:
        return []


def _named(places: list[Place]) -> set[tuple[str, str, int]]:
    return {(place.id, place.key, place.revision) for place in places}
