"""Where articles lie, by their ids: the newest folded index, and the shelves of the runs that ended since.

A look-up opens the generation's description and one shard, and one small object for each run that came since and has
the shelf. It lists; what it does not need it does not open.
"""

import logging
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Self

import msgspec

from pipelines.errors import DamagedObject, NotHeld
from pipelines.morgue.at_once import at_once
from pipelines.morgue.runs import ids_of_runs
from pipelines.storage.generation import Generation, read_generation
from pipelines.storage.index import Place, read_index
from pipelines.storage.keys import GENERATIONS, folded_key, index_shelf, run_of
from pipelines.storage.target import Target

log = logging.getLogger(__name__)

# Generations are made every night and kept for weeks: the newest is found without listing years of them.
RECENTLY = timedelta(days=30)


def newest_generation(target: Target, now: datetime) -> Generation | None:
    """The folded index that holds; None where none was made yet.

    Raises:
        DamagedObject: Its description can't be read.
    """
    recent = f"{GENERATIONS}{now - RECENTLY:%Y%m%dT%H%M%SZ}"
    keys = [held.key for held in target.list(GENERATIONS, after=recent)]
    keys = keys or [held.key for held in target.list(GENERATIONS)]
    if not keys:
        return None
    try:
        return read_generation(target.get(keys[-1]))
    except (msgspec.DecodeError, OSError, EOFError, zlib.error) as fault:
        raise DamagedObject(
            f"{target.where(keys[-1])} describes no index: {fault}. Remove it; the one before it then holds."
        ) from fault


@dataclass(frozen=True)
class Index:
    """The index of a target, as of when it was opened."""

    target: Target
    generation: Generation | None

    @classmethod
    def open(cls, target: Target, now: datetime) -> Self:
        """The index with its newest generation."""
        return cls(target, newest_generation(target, now))

    @cached_property
    def fresh(self) -> frozenset[str]:
        """The runs that are complete and in no generation, but for those that ended a week after they began."""
        return self._fresh(self.generation.settled if self.generation else "")

    @cached_property
    def late(self) -> frozenset[str]:
        """Those that ended so late: the next fold takes them in. Finding them lists all runs."""
        return self._fresh("") - self.fresh if self.generation else frozenset()

    def find(self, article_id: str) -> list[Place]:
        """Where all filings of an article lie, the latest first. Empty where the index knows no such article.

        Raises:
            DamagedObject: An object of the index can't be read.
            DeliveryTrouble: The target can't be read.
        """
        shelf = index_shelf(article_id)
        generation = self.generation
        places = [*self.folded(generation.shard(article_id))] if generation else []
        places += self.on_shelf(shelf, self.fresh, generation.settled if generation else "")
        found = {place for place in places if place.id == article_id}
        if not found:  # or its run was recovered very late
            found = {place for place in self.on_shelf(shelf, self.late) if place.id == article_id}
        return sorted(found, key=lambda place: place.rank, reverse=True)

    def folded(self, shard: str) -> list[Place]:
        """The entries of a shard of the generation; where it is lost, those of the runs that went into it."""
        assert self.generation is not None
        key = folded_key(self.generation.generation, shard)
        try:
            return read_places(self.target, key)
        except NotHeld:
            log.warning("%s is not there: its runs' own indexes are read. Fold anew", self.target.where(key))
            runs = frozenset(self.generation.runs)
            return [place for place in self.on_shelf(shard[0], runs) if self.generation.shard(place.id) == shard]

    def on_shelf(self, shelf: str, runs: frozenset[str], after: str = "") -> Iterator[Place]:
        """The entries that runs have on a shelf."""
        if not runs:
            return
        prefix = f"index/{shelf}/"
        listed = (held.key for held in self.target.list(prefix, after=f"{prefix}{after}" if after else ""))
        keys = [key for key in listed if run_of(key) in runs]
        for places in at_once(lambda key: read_places(self.target, key), keys):
            yield from places

    def _fresh(self, after: str) -> frozenset[str]:
        known = set(self.generation.runs) if self.generation else set()
        return frozenset(run for run in ids_of_runs(self.target, after) if run not in known)


def read_places(target: Target, key: str) -> list[Place]:
    """The entries of one object of the index.

    Raises:
        DamagedObject: It is none.
        DeliveryTrouble: The target can't be read.
    """
    data = target.get(key)
    try:
        if not data:
            raise EOFError("it is empty")
        return read_index(data)
    except (msgspec.DecodeError, UnicodeDecodeError, OSError, EOFError, zlib.error) as fault:
        raise DamagedObject(
            f"{target.where(key)} is no part of an index: {fault}. `scrapy articles index rebuild` makes it anew."
        ) from fault
