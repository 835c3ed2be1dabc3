"""The listings of a run: which are due, how far one is to be followed back, and how soon it is looked at again."""

import asyncio
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from crawler.discovery import Further, Source
from crawler.frontier.conditional import Validators
from crawler.guards.traps import Traps
from pipelines.clock import Clock
from pipelines.schedule import LISTING_LATEST, next_listing_look
from pipelines.storage.ledger import Ledger, ListingState

# Pages of one listing, one behind the other; 50 pages back is weeks, and a listing without an end is a trap.
MOST_PAGES = 50
# Listings that one listing may lead to: an index of sitemaps names some hundreds, a trap as many as it is asked for.
MOST_BRANCHES = 2000
# Failures after which a listing that was only led to is no longer asked for; one that the spider declares always is.
# With the waits between them that is a day: a site that is down for a night does not cost what stood behind a listing.
MOST_FAILURES = 8
# A look that lies further ahead than any schedule's was written by a clock that had jumped.
LONGEST_AHEAD = timedelta(days=30)
# The longest wait for a listing that fails, as a power of two of the usual.
MOST_DOUBLINGS = 5


@dataclass(frozen=True, slots=True)
class Listed:
    """One listing page to ask for.

    Attributes:
        source: Reads it.
        state: What the ledger knows of it: its address, what to ask by, whether it is a page behind a listing.
        since: When the listing was read last, or this run began where nobody had heard of it before. None: it was to be
            read by an earlier run, and never was.
        before: The stories of the page before it.
    """

    source: Source
    state: ListingState
    since: datetime | None = None
    before: frozenset[str] = frozenset()

    @property
    def url(self) -> str:
        """Its address."""
        return self.state.url


class Listings:
    """What the ledger knows of one aggregator's listings. Every page that is still to be read is noted there first.

    Args:
        ledger: Where they are kept.
        aggregator: Whose they are.
        sources: The spider's; the ledger keeps a listing's source as its index here.
        clock: What time it is.
        is_here: Whether an address is the aggregator's, at the site that this run asks.
        trapped: Told of addresses that are not followed since they look like a trap, each with the reason.
    """

    def __init__(
        self,
        ledger: Ledger,
        *,
        aggregator: str,
        sources: Sequence[Source],
        clock: Clock,
        is_here: Callable[[str], bool],
        trapped: Callable[[str, str], None],
    ):
        self._ledger, self._aggregator, self._sources = ledger, aggregator, tuple(sources)
        self._clock, self._is_here = clock, is_here
        self._traps, self._trapped = Traps(), trapped
        self._asked: set[str] = set()  # in this run
        self._declared: set[str] = set()
        self._began = clock() - timedelta(microseconds=1)  # what this run finds at its first moment was found since

    async def due(self, declared: Iterable[tuple[str, int]], *, these_alone: bool = False) -> list[Listed]:
        """The listings to ask for, and pages that an earlier run found and was stopped before it could read.

        Args:
            declared: Addresses, each with the index of its source, as the spider declares them.
            these_alone: The operator named them: they are asked for, due or not, and nothing else.
        """
        known = await self._known()
        wanted: dict[str, ListingState] = {}
        for url, source in declared:
            wanted.setdefault(url, known.get(url) or self._new(url, source))
        self._declared.update(wanted)
        rest = [] if these_alone else [state for url, state in known.items() if url not in wanted]
        due = [one for one in (*wanted.values(), *rest) if these_alone or self._is_due(one)]
        listed = [self._listed(self._sources[one.source], one, known) for one in due if one.source < len(self._sources)]
        return await self._ask(listed, known)

    async def follow(
        self, further: Iterable[Further], behind: Listed, *, had_news: bool, ids: Iterable[str] = ()
    ) -> list[Listed]:
        """The listings that a listing page leads to and that are to be read in this run.

        The page behind it, while it has news; other listings, where they are due. What was not known is noted as still
        to be read: call this before the page's own stories are noted. A run that is killed between the two would
        find the stories known, and never look behind them.

        Args:
            further: What the page leads to.
            behind: The page.
            had_news: Whether its news reaches so far down that there may be more behind it.
            ids: Its stories.
        """
        is_last = not had_news or behind.state.page >= MOST_PAGES
        wanted = [one for one in further if not (one.why == "next" and is_last)]
        if not wanted:
            return []
        known = await self._known()
        listed: list[Listed] = []
        for one in wanted:
            found = self._next(one, behind, known, ids) if one.why == "next" else self._other(one, behind, known)
            if found is not None and not self._is_trap(one):
                listed.append(found)
        return await self._ask(listed[:MOST_BRANCHES], known)

    def _next(
        self, further: Further, behind: Listed, known: Mapping[str, ListingState], ids: Iterable[str]
    ) -> Listed | None:
        """The page behind a page. It keeps when the listing was read last, and so does the ledger for it."""
        new = self._new(further.url, behind.state.source, page=behind.state.page + 1)
        state = known.get(further.url) or replace(new, looked_at=behind.since)
        return Listed(further.source, state, state.looked_at, frozenset(ids))

    def _other(self, further: Further, behind: Listed, known: Mapping[str, ListingState]) -> Listed | None:
        """Another listing, where it is due."""
        source = self._sources.index(further.source) if further.source in self._sources else behind.state.source
        state = known.get(further.url) or self._new(further.url, source)
        is_due = self._is_due(state, changed_at=further.updated)
        return self._listed(further.source, state, known) if is_due else None

    def _listed(self, source: Source, state: ListingState, known: Mapping[str, ListingState]) -> Listed:
        return Listed(source, state, state.looked_at if state.url in known else self._began)

    async def read(self, listed: Listed, validators: Validators, *, digest: str | None) -> None:
        """A listing page was read, or had not changed.

        Args:
            listed: The page.
            validators: What to ask for it by the next time.
            digest: Of the stories that it lists; None: it had not changed.
        """
        state, now = listed.state, self._clock()
        has_changed = digest is not None and digest != state.digest
        if state.page > 1:
            await asyncio.to_thread(self._ledger.forget_listings, [state.url])
            return
        quiet = timedelta() if has_changed or state.changed_at is None else now - state.changed_at
        wait = next_listing_look(_interval(state), has_changed, quiet)
        await self._mark(
            replace(
                state,
                etag=validators.etag,
                last_modified=validators.last_modified,
                looked_at=now,
                changed_at=now if has_changed else state.changed_at,
                digest=digest or state.digest,
                interval=wait.total_seconds(),
                next_look=now + wait,
                failures=0,
            )
        )

    async def failed(self, listed: Listed, *, is_gone: bool = False) -> None:
        """A listing page could not be had: asked for again, ever more seldom; but not one that is not there at all."""
        state, now = listed.state, self._clock()
        may_go = state.page > 1 or state.url not in self._declared
        if is_gone or (may_go and state.failures >= MOST_FAILURES):
            await asyncio.to_thread(self._ledger.forget_listings, [state.url])
            return
        wait = next_listing_look(_interval(state), has_changed=False) * 2 ** min(state.failures, MOST_DOUBLINGS)
        again = now + min(LISTING_LATEST, wait)
        await self._mark(replace(state, next_look=again, failures=state.failures + 1))

    async def _ask(self, wanted: Iterable[Listed], known: Container[str]) -> list[Listed]:
        """Each once a run, and none elsewhere. Those that nobody knew are noted as still to be read."""
        listed = []
        for one in wanted:
            if one.url not in self._asked and self._is_here(one.url):
                self._asked.add(one.url)
                listed.append(one)
        if fresh := [one.state for one in listed if one.url not in known]:
            await asyncio.to_thread(self._ledger.mark_listings, fresh)
        return listed

    def _is_trap(self, further: Further) -> bool:
        """Whether not to follow a listing that this run has not asked for yet."""
        if further.url in self._asked or not self._is_here(further.url):
            return False
        why = self._traps.why(further.url, listed=further.why == "part")
        if why is not None:
            self._asked.add(further.url)  # told of once
            self._trapped(further.url, why)
        return why is not None

    def _is_due(self, state: ListingState, *, changed_at: datetime | None = None) -> bool:
        """Whether to ask for a listing now.

        Args:
            state: What the ledger knows.
            changed_at: When it was last changed, where its index says so; a part that did not change is not asked for.
        """
        now = self._clock()
        if changed_at is not None and state.looked_at is not None and not state.failures:
            return changed_at >= state.looked_at
        return state.next_look is None or not now < state.next_look <= now + LONGEST_AHEAD

    async def _known(self) -> dict[str, ListingState]:
        return {state.url: state for state in await asyncio.to_thread(self._ledger.listings, self._aggregator)}

    async def _mark(self, state: ListingState) -> None:
        await asyncio.to_thread(self._ledger.mark_listings, [state])

    def _new(self, url: str, source: int, page: int = 1) -> ListingState:
        return ListingState(url=url, aggregator=self._aggregator, source=source, page=page)


def _interval(state: ListingState) -> timedelta | None:
    return None if state.interval is None else timedelta(seconds=state.interval)
