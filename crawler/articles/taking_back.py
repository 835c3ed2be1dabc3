"""``scrapy articles withdraw``: a story taken back from bucket and ledger, and what is said of it."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime

from pipelines.morgue.takedown.purge import Purged, purge
from pipelines.morgue.takedown.withdraw import withdraw
from pipelines.storage.ledger import Ledger
from pipelines.storage.target import Target
from pipelines.storage.withdrawn import Tombstone

SHOWN = 20  # other places of the same words that are named


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What was done."""

    stone: Tombstone
    known: bool
    """Whether the ledger knew the story; False too where there is no ledger."""
    purged: Purged | None
    """What was removed; None where that was not asked for."""


def take_back(target: Target, ledger_url: str, id: str, reason: str, now: datetime, *, purges: bool) -> TakenBack:
    """Withdraw an article, and remove its copy where that is asked for.

    Raises:
        StillGoingOn: A run of its aggregator is not complete; it is withdrawn, and nothing was removed.
        DamagedObject: Something can't be read, and so not be searched.
        DeliveryTrouble: The target does not do what is asked.
        LedgerTrouble: The ledger does not.
    """
    stone = withdraw(target, id, reason, now)
    if not Ledger.is_there(ledger_url):
        return TakenBack(stone, False, purge(target, stone, now, forget=lambda: None) if purges else None)
    with closing(Ledger(ledger_url)) as ledger:
        known, urls = ledger.mark_withdrawn(id, f"withdrawn: {reason}", now), ledger.addresses(id)
        if not purges:
            return TakenBack(stone, known, None)
        done = purge(target, stone, now, urls=tuple(urls), forget=lambda: ledger.forget_copy(id))
        return TakenBack(stone, known, done)


def told(id: str, taken: TakenBack) -> Iterator[str]:
    """What is said of it, a line a thing."""
    yield f"{id} is withdrawn since {taken.stone.at:%Y-%m-%d %H:%M} UTC: {taken.stone.reason}"
    if taken.known:
        yield "the ledger does not ask for its story again"
    done = taken.purged
    if done is None:
        yield "its copy still lies where it was filed; --purge removes it"
        return
    yield from (f"rewritten: {key}" for key in dict.fromkeys(done.written))
    if done.proof is None:
        return
    yield from (f"STILL THERE: {words}" for words in done.proof.remains)
    if others := done.proof.elsewhere:
        yield f"the same words stand in {len(others)} other places, which nobody asked to remove:"
        yield from (f"  {place}" for place in others[:SHOWN])
    if done.is_complete:
        yield f"searched {done.proof.searched} parts and archive files: nothing of it is left"
