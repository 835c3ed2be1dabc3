"""What a run finds: which stories nobody knew, and which are so new that there may be more behind them."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from pipelines.clock import Clock
from pipelines.storage.ledger import Found, Ledger

# Stories of this run that are remembered, so that a story on ten listings is looked up once. A sitemap lists millions;
# what was forgotten is asked of the ledger again.
MOST_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class Sorted:
    """What a listing's stories come to.

    Attributes:
        ids: All of them, in its order.
        news: Those that nobody knew; not yet noted.
        recent: The ids of those that were first seen since the listing was read last, by whatever listing.
    """

    ids: list[str] = field(default_factory=list)
    news: list[Found] = field(default_factory=list)
    recent: frozenset[str] = frozenset()


class Finds:
    """One run's finds. Its methods belong to the reactor's thread.

    Args:
        ledger: Where stories are kept.
        clock: What time it is.
        count: Counts in the run's stats.
        stir: Called when something new was noted.
    """

    def __init__(self, ledger: Ledger, *, clock: Clock, count: Callable[[str, int], None], stir: Callable[[], None]):
        self._ledger, self._clock, self._count, self._stir = ledger, clock, count, stir
        self._first_seen: dict[str, datetime | None] = {}

    async def sort(self, found: Sequence[Found], *, since: datetime | None = None) -> Sorted:
        """Tell a listing's stories apart.

        A story that this listing shows for the first time may have been found on another one, in this run or since
        this listing was last read: for the question whether to look behind a page it is as new as any.

        Args:
            found: Stories, each once, in the listing's order.
            since: When the listing was read last; None: never, so that all of them are recent.
        """
        strange = [one for one in found if one.id not in self._first_seen]
        known = await asyncio.to_thread(self._ledger.seen, [one.id for one in strange]) if strange else {}
        self._count("story/already_stored", sum(state == "stored" for state, _ in known.values()))
        if len(self._first_seen) > MOST_REMEMBERED:
            self._first_seen.clear()
        self._first_seen |= {one.id: known[one.id][1] if one.id in known else one.at for one in strange}
        recent = frozenset(one.id for one in found if self._is_recent(one.id, since))
        return Sorted([one.id for one in found], [one for one in strange if one.id not in known], recent)

    async def note(self, news: Sequence[Found]) -> None:
        """Note new stories in the ledger: nothing found is forgotten."""
        if news:
            await asyncio.to_thread(self._ledger.discover, news)
            self._stir()

    def _is_recent(self, id: str, since: datetime | None) -> bool:
        at = self._first_seen.get(id)
        # What was seen in the future was noted by a clock that had jumped, some time ago.
        return since is None or (at is not None and since < at <= self._clock())
