"""Folding the index: all runs' shelves into one generation of shards, shelf by shelf.

Nothing is overwritten and nothing removed: what stood before a fold that was broken off stands after it. A run goes in
only whole: where the runs' entries are fewer than the manifest says, it stays among those that are looked up singly.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from pipelines.morgue.at_once import at_once
from pipelines.morgue.places import Index
from pipelines.morgue.runs import Runs
from pipelines.storage.generation import (
    Generation,
    digits_for,
    settled_at,
    shards,
    write_generation,
    write_shards,
)
from pipelines.storage.index import Place
from pipelines.storage.keys import is_run_id, new_run_id
from pipelines.storage.target import Target
from pipelines.storage.withdrawn import read_tombstones

# A fold is made anew after so long though no run has ended, so that a store may forget what is weeks old.
RENEWED = timedelta(days=7)
SHELVES = "0123456789abcdef"


@dataclass(frozen=True, slots=True)
class Fold:
    """What a fold did."""

    generation: Generation
    added: int
    """Runs that were in no generation before."""
    incomplete: tuple[str, ...]
    """Runs whose index lacks articles that their manifests count: left out until it is rebuilt."""


def fold(target: Target, now: datetime) -> Fold | None:
    """Make a new generation; None where no run has ended since the last, and that is not a week old.

    Raises:
        DamagedObject: An object of the index can't be read.
        DeliveryTrouble: The target can't be read or written; what is written so far is not used.
    """
    index, runs = Index.open(target, now), Runs(target)
    before = index.generation
    known = set(before.runs) if before else set()
    fresh = frozenset(run for run in runs.ids() if run not in known)
    if not fresh and (before is None or now - before.made < RENEWED):
        return None
    purged = {stone.id for stone in read_tombstones(target) if stone.purged or stone.purging}
    id, counted, entries, digits = new_run_id(now), Counter[str](), 0, 0
    for shelf in SHELVES:
        standing = set(_former(index, shelf))
        for place in index.on_shelf(shelf, fresh):
            counted[place.run] += 1
            standing.add(place)
        standing = {place for place in standing if place.id not in purged}
        entries += len(standing)
        digits = digits or digits_for(len(standing) * len(SHELVES))  # ids are spread evenly: the first shelf tells
        written = write_shards(id, shelf, digits, standing)
        for _ in at_once(lambda item: target.put(*item), written):
            pass
    incomplete = {run for run in fresh if _articles(runs, run) != counted[run]}
    generation = Generation(
        generation=id,
        made=now,
        digits=digits,
        entries=entries,
        settled=min([settled_at(now), *incomplete]),
        runs=tuple(sorted((known | fresh) - incomplete)),
    )
    target.put(*write_generation(generation))
    return Fold(generation, len(fresh) - len(incomplete), tuple(sorted(incomplete)))


def _articles(runs: Runs, run: str) -> int:
    manifest = runs.manifest(run) if is_run_id(run) else None
    return manifest.articles if manifest else 0


def _former(index: Index, shelf: str) -> Iterator[Place]:
    """The entries of the former generation on a shelf."""
    if index.generation is None:
        return
    for places in at_once(index.folded, shards(shelf, index.generation.digits)):
        yield from places
