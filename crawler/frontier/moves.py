"""Stories whose address has changed: which of two ids is the story's, and what is known of it under the other."""

import asyncio
from dataclasses import replace
from time import monotonic

from crawler.frontier.frontier import Frontier
from pipelines.storage.ledger import Found, Work

# Seconds that a story waits for the answer of its former address, which is on its way.
LONGEST_ANSWER = 60.0


class Moves:
    """One run's stories that have moved. A story that is filed keeps its id, whatever its address becomes."""

    def __init__(self, frontier: Frontier):
        self._frontier, self._ledger = frontier, frontier.ledger
        self._came_back: dict[str, Work] = {}  # by the new id: what the story was filed as
        self._passed: set[str] = set()  # new ids that the desk has let go on as new stories
        self._filed_as: dict[str, str] = {}  # by the new id, of stories that the desk has found to be filed ones

    async def led_to(self, asked: str, came: Found) -> Work | None:
        """A claimed story's address led to another story's: from now on they are one.

        Returns:
            The story to go on with, at its new address; None where that is known already, or on its way.
        """
        frontier = self._frontier
        work, other = frontier.work(asked), frontier.work(came.id)
        if work is None:
            return None
        if work.revision is not None and other is not None and other.revision is None and came.id not in self._passed:
            self._came_back[came.id] = work  # its page is on its way under the new address, and settles both
            frontier.stir()
            return None
        state = (await asyncio.to_thread(self._ledger.states, [came.id])).get(came.id)
        if other is not None or (state is not None and (work.revision is None or state == "stored")):
            return await self._join(work, came, state)
        if work.revision is not None:
            await self._alias(came.id, asked)
            return replace(work, url=came.url)
        await self._alias(asked, came.id, url=came.url)  # the claim goes with it
        renamed = replace(work, id=came.id, url=came.url)
        frontier.go_on_as(asked, renamed)
        return renamed

    async def _join(self, work: Work, came: Found, state: str | None) -> Work | None:
        """A claimed story is one that is known by the id that it came to.

        Returns:
            What to go on with: the story itself where it is known that it moved, or the other where nobody has asked
            for that yet; None where somebody has, or it is not to be asked for now.
        """
        frontier = self._frontier
        to = await self._alias(work.id, came.id)
        if to == work.id:  # the new id leads here
            return replace(work, url=came.url)
        frontier.settled(work.id)
        if frontier.is_out(to):
            return None
        # The claim went along to an id that this run has not claimed. Kept to the run's end, it would keep a story
        # that is due from this very run.
        await frontier.hand_on(to)
        went_on = await frontier.take(to) if state == "discovered" else None
        return replace(went_on, url=came.url) if went_on is not None else None

    async def came_back(self, id: str, former: str | None) -> Work | None:
        """What a story was filed as whose old address has led to this id; None where it has not.

        Waits for the old address's answer where it is being asked for at this moment.

        Args:
            id: The new id.
            former: The old one, where the story's words tell it.
        """
        deadline = monotonic() + LONGEST_ANSWER
        while id not in self._came_back and former and self._frontier.is_under_way(former) and monotonic() < deadline:
            await self._frontier.wait()
        return self._came_back.pop(id, None)

    def passes(self, id: str) -> None:
        """The desk lets a story go on as a new one: what is learned of its former address from now on is too late."""
        self._passed = {one for one in self._passed if self._frontier.is_out(one)} | {id}

    def filed_as(self, id: str) -> str:
        """The id of the story that came under an id: another where the desk has found it to be a filed one."""
        return self._filed_as.get(id, id)

    async def same(self, id: str, new: str) -> None:
        """A story came under a new id: from now on that leads to the one that it was filed under."""
        self._filed_as[new] = id
        self._frontier.settled(new)
        await self._alias(new, id)

    async def _alias(self, old: str, new: str, url: str | None = None) -> str:
        return await asyncio.to_thread(self._ledger.alias, old, new, self._frontier.clock(), url=url)
