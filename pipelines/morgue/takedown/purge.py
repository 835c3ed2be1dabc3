"""Purging a withdrawn article: its copy removed from wherever it lies, and the removal proved.

What is to be done is written into the tombstone before any of it is done. Each step may be done again, so that a purge
that was broken off is completed by another one: parts, then quarantine, then pages, then the books, then the search.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from pipelines.errors import StillGoingOn
from pipelines.morgue.runs import Runs
from pipelines.morgue.takedown.books import set_right, strike_folded
from pipelines.morgue.takedown.lines import strike_lines
from pipelines.morgue.takedown.pages import strike_entries, strike_pages
from pipelines.morgue.takedown.proof import Proof, prove, words_of
from pipelines.morgue.takedown.trace import keys_of, trace
from pipelines.morgue.takedown.withdraw import amend
from pipelines.storage.keys import ARCHIVE, ARTICLES, QUARANTINE, cdxj_key, run_of
from pipelines.storage.target import Target
from pipelines.storage.withdrawn import Record, Tombstone, Trace


@dataclass(slots=True)
class Purged:
    """What a purge did."""

    written: list[str] = field(default_factory=list)
    """The objects that were written anew, or removed."""
    proof: Proof | None = None

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left."""
        return self.proof is not None and not self.proof.remains


def purge(
    target: Target, stone: Tombstone, now: datetime, *, urls: tuple[str, ...] = (), forget: Callable[[], None]
) -> Purged:
    """Remove a withdrawn article's copy.

    Args:
        target: Where it was filed.
        stone: Its tombstone.
        now: The moment that is written where its pages stood.
        urls: What other addresses it is known by.
        forget: Lets the ledger forget it.

    Raises:
        StillGoingOn: A run of its aggregator is not complete. Nothing was removed.
        DamagedObject: Something can't be read; what was done stays done.
        DeliveryTrouble: The target can't be read or written; the same.
    """
    refuse_running(target, stone.id)
    known = (stone.purging or Trace()) | Trace(urls=urls)
    found, lines = trace(target, stone.id, known)
    plan, words = known | found, words_of(lines)
    stone = amend(target, stone, purging=plan)
    done = Purged(list(_remove(target, stone.id, plan, now)))
    forget()
    done.proof = prove(target, stone.id, plan, words)
    if done.is_complete:
        amend(target, stone, purging=None, purged=now)
    return done


def refuse_running(target: Target, id: str) -> None:
    """See to it that no run is about to file, or to vouch for, what is to be removed.

    Raises:
        StillGoingOn: There are objects of a run that has no manifest yet.
    """
    runs = Runs(target)
    for kind in (ARTICLES, QUARANTINE, ARCHIVE):
        for key in keys_of(target, id, kind):
            run = run_of(key)
            if run and runs.manifest(run) is None:
                raise StillGoingOn(
                    f"Run {run} is still going on, or was killed and waits to be recovered: {target.where(key)} is of "
                    f"it, and no manifest names that. {id} is withdrawn, but nothing was removed; give the same "
                    "command again when that run is over."
                )


def _remove(target: Target, id: str, plan: Trace, now: datetime) -> Iterator[str]:
    changed: dict[str, set[str]] = defaultdict(set)
    for key in (*plan.parts, *plan.quarantine):
        changed[run_of(key) or ""].add(key)
        if strike_lines(target, key, id):
            yield key
    for warc, records in _by_file(plan.records).items():
        changed[run_of(warc) or ""] |= {warc, cdxj_key(warc)}
        if strike_pages(target, warc, records, now):
            yield warc
        if strike_entries(target, warc, records):
            yield cdxj_key(warc)
    for run, keys in sorted(changed.items()):
        yield from set_right(target, run, keys)
    yield from strike_folded(target, id)


def _by_file(records: tuple[Record, ...]) -> dict[str, list[Record]]:
    files: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        files[record.warc].append(record)
    return files
