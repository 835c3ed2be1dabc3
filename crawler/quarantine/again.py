"""Stories of the quarantine tried again: read from the archived page, or as they were printed, cleaned and filed.

Whoever was killed in the midst of it starts it again: what the ledger has stored since an entry was made is not filed
again, and copy that is filed already is no new revision.
"""

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from typing import Literal

import msgspec
from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object

from crawler.aggregators import Aggregators
from crawler.archiving.exchange import page_from_archive
from crawler.frontier.frontier import filed_of
from crawler.frontier.so_far import mark_of
from crawler.page import Page
from crawler.read_page import read_pages
from crawler.reader.several_pages import GOES_ON
from pipelines.clock import Clock
from pipelines.errors import NotHeld, StorageTrouble, UnreadablePage
from pipelines.items import Article
from pipelines.stages import Plan
from pipelines.stages.desk import Desk
from pipelines.stages.dispatch import Dispatch
from pipelines.stages.revise import Revise, Unchanged
from pipelines.stages.store import facts_of
from pipelines.storage.archive.reading import read_archived
from pipelines.storage.filing import Filing
from pipelines.storage.ledger import Found, Ledger, Work
from pipelines.storage.quarantine import Quarantined
from pipelines.storage.target import Target
from pipelines.text.revision import printed_hash

# A claim outlives the run that makes it by this much where that is killed; the next to open its spool ends it at once.
LEASE = timedelta(minutes=15)

Outcome = Literal["filed", "already filed", "failed"]


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of one entry."""

    entry: Quarantined
    outcome: Outcome
    why: str | None = None
    """Of one that failed again: what was raised."""


class Again:
    """The desk for stories of any aggregator, filing to an open ``Filing``.

    Raises:
        WrongSettings: A setting that can't be meant.
        RuleError: A rule file that is wrong.
    """

    def __init__(self, settings: BaseSettings, filing: Filing, target: Target, clock: Clock):
        self._filing, self._target, self._clock = filing, target, clock
        self._aggregators = Aggregators(settings)
        plan = Plan.from_settings(settings)
        self._plan = replace(plan, zones={**self._aggregators.zones, **plan.zones})
        self._desk_class = desk_of(settings)
        self._desks: dict[str, Desk] = {}
        self._revise = Revise(_count_nothing)

    @cached_property
    def _lead_pages(self) -> dict[str, str]:
        return self._filing.ledger.lead_pages()

    def run(self, entries: Iterable[Quarantined]) -> Iterator[Tried]:
        """Try each again. What is filed is acknowledged with the filing's next tick, as ever.

        Raises:
            StorageTrouble: It can't be kept: stop.
        """
        for entry in entries:
            try:
                tried = self._try(entry)
            except StorageTrouble:
                raise
            except Exception as fault:
                tried = Tried(entry, "failed", f"{type(fault).__name__}: {fault}")
            yield tried

    def flush(self) -> None:
        """Write what the desks found of the same stories elsewhere; before each tick."""
        for desk in self._desks.values():
            desk.flush()

    def _try(self, entry: Quarantined) -> Tried:
        """Try one, with a claim on its story, so that no other run takes it up meanwhile."""
        ledger, run = self._filing.ledger, self._filing.plan.run_id
        stored = ledger.stored_at([entry.id]).get(entry.id)
        if stored is not None and stored > entry.at:
            return Tried(entry, "already filed")
        if ledger.states([entry.id]).get(entry.id) == "refused":
            return Tried(entry, "failed", "its site asks to leave it alone since, so it is not filed")
        work = self._claim(entry, ledger)
        if entry.url is not None and work is None:
            return Tried(entry, "failed", "another run is at this story; try again when that is over")
        is_filed = False
        try:
            is_filed = self._file(entry, work)
        finally:
            if work and not is_filed:  # else the next tick marks it stored, which ends the claim
                ledger.release([work.id], run)
        return Tried(entry, "filed" if is_filed else "already filed")

    def _claim(self, entry: Quarantined, ledger: Ledger) -> Work | None:
        """The story as the ledger has it; None where another run has it, or it has no address, so that no run will."""
        if entry.url is None:
            return None
        ledger.discover([Found(id=entry.id, url=entry.url, at=entry.at)])
        run, now = self._filing.plan.run_id, self._clock()
        claimed = ledger.claim(entry.aggregator, run=run, now=now, limit=1, lease=LEASE, ids=[entry.id])
        return claimed[0] if claimed else None

    def _file(self, entry: Quarantined, work: Work | None) -> bool:
        """Clean and file it; False where its copy is what was filed before."""
        dispatch = self._desk(entry.aggregator).process_item(self._dispatch(entry, work))
        try:
            dispatch = self._revise.process_item(dispatch)
        except Unchanged:
            return False
        self._filing.file(dispatch.article, facts_of(dispatch))
        return True

    def _dispatch(self, entry: Quarantined, work: Work | None) -> Dispatch:
        article = self._printed(entry)
        if work and work.found_on and (led_by := self._lead_pages.get(work.found_on)):
            article = replace(article, source=replace(article.source, via=led_by))
        leads_on = bool(article.source.further) or any(edit.rule == GOES_ON for edit in article.edits)
        digests = [article.source.sha256, *(page.sha256 for page in article.source.further)]
        return Dispatch(
            article=replace(article, id=work.id if work else entry.id, rights=entry.rights),
            printed_hash=printed_hash(article),
            page_hash=mark_of(digests, leads_on=leads_on),
            before=filed_of(work, self._clock()) if work else None,
        )

    def _printed(self, entry: Quarantined) -> Article:
        """The article as printed: read anew where its page is archived, for the layout may be what was mended."""
        pages = self._pages(entry)
        if pages:
            return read_pages(pages, self._aggregators.crawled(entry.aggregator))
        if entry.article is None:
            raise UnreadablePage("neither its page nor the article as printed is kept; the next crawl reads it again")
        return msgspec.convert(entry.article, Article)

    def _pages(self, entry: Quarantined) -> list[Page]:
        """The story's pages from the archive; none where one of them is not kept."""
        places = [entry.archive, *(page.archive for page in entry.further)]
        try:
            pages = [page_from_archive(read_archived(self._target, place), place) for place in places if place]
        except NotHeld:
            if entry.article is None:
                raise
            return []
        if len(pages) < len(places):
            return []
        # Their own addresses, wherever they were asked for.
        urls = (entry.url, *(page.url for page in entry.further))
        return [replace(page, url=url or page.url) for page, url in zip(pages, urls, strict=True)]

    def _desk(self, aggregator: str) -> Desk:
        if aggregator not in self._desks:
            desk = self._desk_class(self._plan, _count_nothing, aggregator=aggregator)
            asyncio.run(desk.take_up(self._filing.ledger, self._clock))
            self._desks[aggregator] = desk
        return self._desks[aggregator]


def desk_of(settings: BaseSettings) -> type[Desk]:
    """The desk that crawls have, as ITEM_PIPELINES says."""
    named = (load_object(path) for path, place in settings.getdict("ITEM_PIPELINES").items() if place is not None)
    return next((one for one in named if isinstance(one, type) and issubclass(one, Desk)), Desk)


def _count_nothing(name: str) -> None:
    """Nobody reads this run's stats."""
