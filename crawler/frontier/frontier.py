"""The run's side of the ledger: what is due is claimed a few at a time, what became of it is noted for the next tick.

Nothing is kept in memory that the ledger does not know: whatever kills the run, the next one goes on from there.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from threading import Lock
from zlib import crc32

from crawler.frontier.conditional import Validators
from crawler.frontier.scope import Scope
from pipelines.clock import Clock
from pipelines.schedule import LOOKS, Rate, next_look, next_try, step_of
from pipelines.stages.dispatch import Filed
from pipelines.storage.ledger import Ledger, Looked, Outcome, Within, Work

# Stories that are claimed and not yet answered: enough that the downloader never waits, few enough that a run that is
# killed keeps next to nothing from the others.
AHEAD = 32
# How long a claim holds: as long as the last of those ahead can wait, each of them with the longest Crawl-delay that is
# kept (CRAWL_DELAY_MAX, five minutes). A run that was killed gives its claims back sooner, when its spool is taken up.
LEASE = timedelta(hours=3)
# Seconds between looks at whether anything came; an answer wakes the pump at once.
PATIENCE = 0.1
# After this long a story that robots.txt or its rights close to us is asked about again.
REFUSED_AGAIN = timedelta(days=7)
PUT_OFF = timedelta(hours=1)  # one whose host wants a pause, in a run that goes on with others


class Frontier:
    """The stories of one aggregator for one run. All but ``flush`` and ``close`` belong to the reactor's thread.

    Args:
        ledger: Where everything is kept.
        aggregator: Whose stories.
        run: The run's id, which its claims carry.
        clock: What time it is.
        scope: The operator's bounds.
        is_busy: Whether anything is still under way that may find more.
    """

    def __init__(
        self,
        ledger: Ledger,
        *,
        aggregator: str,
        run: str,
        clock: Clock,
        scope: Scope,
        is_busy: Callable[[], bool],
    ):
        self.ledger, self.clock = ledger, clock
        self._aggregator, self.run, self._scope, self._is_busy = aggregator, run, scope, is_busy
        self._out: dict[str, Work] = {}  # claimed, and not yet answered
        self._came: set[str] = set()  # of those, whose page has come
        self._answered_lately: tuple[set[str], set[str]] = (set(), set())  # since the last flush, and before that
        self._held: set[str] = set()  # claimed, though answered lately
        self._looked: deque[Looked] = deque()
        self._claiming = Lock()  # held while a claim is made, so that none is made when the last was given back
        self._stirred = asyncio.Event()
        self._is_closed = self._is_paused = False
        self.within: Within | None = None  # which stories this run is for; None: all of the aggregator's
        self._rates: dict[str, tuple[Rate, ...]] = {}

    # --- what is due ---

    async def due(self, only: Sequence[str] | None = None) -> AsyncIterator[Work]:
        """The stories to ask for, as they fall due or are found, until nothing more can come.

        Args:
            only: Article ids, where the operator named them: those, due or not.
        """
        left = None if only is None else list(only)
        idle = 0
        while left != [] and not (self._is_closed or self._is_paused or self._scope.is_full):
            self._stirred.clear()
            free = self._free()
            claimed = await self._claim(free, left) if free else []
            for work in claimed:
                yield work
            went_on = bool(claimed)
            if left is not None:
                went_on, left = free > 0, left[free:]  # what another run has, or nobody knows, is passed over
            idle = 0 if went_on or self._is_busy() else idle + 1
            if idle > 1:  # what is out and not under way is never answered; it is given back when the run ends
                return
            if not went_on:
                await self.wait()

    def _free(self) -> int:
        """How many stories may be claimed now; 0 until a good part of those ahead are answered, to claim in batches."""
        free = AHEAD - len(self._out)
        if free < AHEAD // 2:
            return 0
        return min(free, self._scope.left(len(self._out)))

    async def _claim(self, limit: int, only: list[str] | None) -> list[Work]:
        return await asyncio.to_thread(self._claim_now, limit, None if only is None else only[:limit], self.clock())

    def _claim_now(self, limit: int, ids: list[str] | None, now: datetime) -> list[Work]:
        """Stories to ask for. One that is out already, its lease over, is claimed anew and not asked for again."""
        with self._claiming:
            if self._is_closed:
                return []
            claimed = self.ledger.claim(
                self._aggregator,
                run=self.run,
                now=now,
                limit=limit,
                lease=LEASE,
                since=self._scope.since,
                ids=ids,
                within=self.within,
            )
            # What was answered a moment ago and is not yet marked may be free again where another id was joined to it.
            fresh = [work for work in claimed if work.id not in self._out and not self._is_answered(work.id)]
            self._held.update(work.id for work in claimed if self._is_answered(work.id))
            self._out.update((work.id, work) for work in fresh)
            return fresh

    def _is_answered(self, id: str) -> bool:
        return any(id in some for some in self._answered_lately)

    async def wait(self) -> None:
        """Until something is answered or found, or a moment has passed."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stirred.wait(), PATIENCE)

    # --- what became of it ---

    def filed(self, id: str) -> None:
        """A story went to the spool: the ledger hears of it from there."""
        self._answered(id)

    def unchanged(
        self, id: str, validators: Validators, *, url: str | None = None, page_hash: str | None = None
    ) -> None:
        """A stored story is as it was. ``url``: where it was read, ``page_hash``: of its page; None: as before."""
        work = self._answered(id)
        if work is None:
            return
        now = self.clock()
        anchor = anchor_of(work, now)
        again = next_look(anchor, now, rates=self.rates(work.publisher), lot=crc32(id.encode()))
        self._looked.append(
            Looked(
                id=id,
                at=now,
                outcome="unchanged",
                next_look=again,
                step=step_of(anchor, now),
                url=url,
                etag=validators.etag or work.etag,
                last_modified=validators.last_modified or work.last_modified,
                page_hash=page_hash or work.page_hash,
            )
        )

    def gone(self, id: str, reason: str) -> None:
        """The page is no longer there; what was filed of it stays."""
        self._end(id, "gone", reason, None)

    def failed(self, id: str, reason: str) -> None:
        """It could not be had or read; it is asked for again, ever more seldom."""
        work = self._out.get(id)
        self._end(id, "failed", reason, next_try((work.tries if work else 0) + 1, self.clock()))

    def refused(self, id: str, reason: str, again: timedelta = REFUSED_AGAIN) -> None:
        """The site asks to leave it alone; ``again``: for so long."""
        self._end(id, "refused", reason, self.clock() + again)

    def go_on_as(self, asked: str, work: Work) -> None:
        """A claimed story goes on under another id."""
        self._out[work.id] = work
        self._answered(asked)

    def settled(self, id: str) -> None:
        """A claimed story is answered by what is known of another."""
        self._answered(id)

    def work(self, id: str) -> Work | None:
        """A story that is claimed and not yet answered."""
        return self._out.get(id)

    def is_under_way(self, id: str) -> bool:
        """Whether a story's page is asked for and has not come."""
        return id in self._out and id not in self._came

    def came(self, id: str) -> None:
        """A story's page has come; what becomes of it the desk will tell."""
        self._came.add(id)
        self._stirred.set()

    def is_out(self, id: str) -> bool:
        """Whether a story is claimed and not yet answered."""
        return id in self._out

    def stir(self) -> None:
        """Wake whoever waits for an answer."""
        self._stirred.set()

    async def take(self, id: str) -> Work | None:
        """Claim a story, due or not; None where another run has it."""
        claimed = await self._claim(1, [id])
        return claimed[0] if claimed else None

    async def give_back(self, id: str) -> None:
        """A claimed story is not looked at after all; it is as due as it was."""
        self._answered(id)
        await asyncio.to_thread(self.ledger.release, [id], self.run)

    async def hand_on(self, id: str) -> None:
        """A claim went with a story to an id that is not out: that is as free as it was before."""
        if self._is_answered(id):  # and not yet marked, so that it would be asked for again
            self._held.add(id)
        else:
            await asyncio.to_thread(self.ledger.release, [id], self.run)

    async def pause(self, id: str) -> None:
        """The host is not to be asked any more in this run: nothing else is claimed, and this story is given back."""
        self._is_paused = True
        await self.give_back(id)

    def old(self, id: str, published: datetime | None) -> None:
        """A story that is older than this run was asked for; a run that asks for older ones may claim it."""
        self._answered(id)
        self._looked.append(Looked(id=id, at=self.clock(), outcome="old", published=published))

    def rates(self, publisher: str | None) -> tuple[Rate, ...]:
        """How often a publisher's stories change, as the ledger knew when the run began."""
        return self._rates.get(publisher or "", ())

    async def learn(self) -> None:
        """Take up what the ledger knows of how often publishers revise."""
        for publisher, seen in (await asyncio.to_thread(self.ledger.revising, self._aggregator)).items():
            by_step = {one.step: Rate(one.looks, one.changes) for one in seen}
            self._rates[publisher] = tuple(by_step.get(step, Rate()) for step in range(len(LOOKS)))

    async def hurry(self) -> None:
        """Ask for what failed now, due or not."""
        await asyncio.to_thread(self.ledger.hurry, self._aggregator, self.clock())

    # --- the tick, and the end ---

    def flush(self) -> None:
        """Write what was noted, in one transaction. Called before each acknowledgement, from its thread."""
        self._answered_lately = (set(), self._answered_lately[0])
        looked: list[Looked] = []
        while self._looked:  # one by one: what is noted meanwhile is in this transaction or in the next
            looked.append(self._looked.popleft())
        try:
            self.ledger.mark_looked(looked)
        except BaseException:
            self._looked.extendleft(reversed(looked))  # the run stops; its end tries once more
            raise

    def close(self) -> None:
        """The run ends: what was claimed and never answered is given back."""
        with self._claiming:
            self._is_closed = True
            left, self._out = [*self._out, *self._held], {}
        try:
            self.flush()
        finally:
            self.ledger.release(left, self.run)

    def _end(self, id: str, outcome: Outcome, reason: str, again: datetime | None) -> None:
        self._answered(id)
        self._looked.append(Looked(id=id, at=self.clock(), outcome=outcome, next_look=again, reason=reason))

    def _answered(self, id: str) -> Work | None:
        self._stirred.set()
        self._came.discard(id)
        self._answered_lately[0].add(id)
        return self._out.pop(id, None)


def filed_of(work: Work, now: datetime) -> Filed | None:
    """What the desk is told of a story's last reading; None for a story that is new."""
    if work.revision is None:
        return None
    return Filed(
        revision=work.revision,
        stored_at=work.stored_at,
        anchor=anchor_of(work, now),
        content_hash=work.content_hash,
        printed_hash=work.printed_hash,
        fingerprint=work.fingerprint,
    )


def anchor_of(work: Work, now: datetime) -> datetime:
    """What a stored story's schedule is reckoned from: its publication, or its last change where that is later."""
    if work.revision == 1 and work.published is not None:
        return work.published
    return work.stored_at or now
