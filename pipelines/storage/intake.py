"""What one run hands over: articles, pages and what went to quarantine, appended to the spool and not yet safe."""

from collections.abc import Callable, Set
from dataclasses import replace
from datetime import UTC, date, datetime
from threading import Lock

import msgspec

from pipelines.errors import InvalidArticle, StorageTrouble
from pipelines.items import ArchivedAt, Article
from pipelines.storage.archive.exchange import Exchange
from pipelines.storage.archive.payloads import KeptPayloads
from pipelines.storage.archive.records import write_exchange
from pipelines.storage.keys import run_moment, spooled_key
from pipelines.storage.ledger import Facts, StoredStory
from pipelines.storage.parts import key_of_line
from pipelines.storage.plan import FilingPlan
from pipelines.storage.quarantine import Quarantined, write_entry
from pipelines.storage.spool import Appended, OpenPart, Spool
from pipelines.storage.stored_story import stored_story
from pipelines.storage.streams import Stream, Streams
from pipelines.storage.withdrawn import Withdrawn


class Intake:
    """The run's side of the spool. Any thread may hand over, while another takes what is to be made safe."""

    def __init__(self, plan: FilingPlan, spool: Spool, *, clock: Callable[[], datetime]):
        self._plan, self._spool, self._clock = plan, spool, clock
        self._streams = Streams.of(plan)
        self._encode = msgspec.json.Encoder().encode
        self._run_day = run_moment(plan.run_id).date()
        self._writing = Lock()  # a part's lines and the lists beside it; held for a small write
        self._seen: dict[str, tuple[int, ...]] = {}  # article id: the revisions filed
        self._kept = KeptPayloads()
        self._pending: list[StoredStory] = []
        self.filed = self.repeats = self.archived = self.quarantined = self.refused = 0
        self.withdrawn = Withdrawn()
        """What is not filed again."""
        self.failure: StorageTrouble | None = None
        """Why the spool refused; nothing more is taken then."""

    @property
    def counts(self) -> dict[str, int]:
        """What was handed over, by name."""
        return {
            "articles": self.filed,
            "repeats": self.repeats,
            "archived": self.archived,
            "quarantined": self.quarantined,
            "withdrawn": self.refused,
        }

    def filed_of(self, ids: Set[str]) -> set[str]:
        """Of these ids, those that were filed."""
        with self._writing:
            return ids & self._seen.keys()

    def take(self, *, everything: bool) -> tuple[list[StoredStory], list[OpenPart], list[OpenPart]]:
        """What is to be made safe: the stories to mark, the parts that get no more, and these with all others.

        Args:
            everything: No part gets any more.
        """
        with self._writing:
            pending, self._pending = self._pending, []
            due = self._spool.take_due(self._clock(), all_of_them=everything)
            return pending, due, [*due, *self._spool.still_open()]

    def file(self, article: Article, facts: Facts) -> None:
        """Append an article to the spool. The same revision of the same article twice in a run is filed once.

        One that was withdrawn is not taken, but counted.

        Args:
            article: The finished article.
            facts: What else the look at its page told, for the ledger alone.

        Raises:
            InvalidArticle: it can't be written as JSON, or has no aggregator or id.
            StorageTrouble: the spool refuses, now or before: stop the run.
        """
        line, day = self._line(article), self._day(article)
        now = self._clock()
        story = stored_story(article, run=self._plan.run_id, part="", at=now, facts=facts, learns=self._plan.learns)
        with self._writing:
            if article.id in self.withdrawn:
                self.refused += 1
                return
            revisions = self._seen.get(article.id, ())
            if article.revision in revisions:
                self.repeats += 1
                return
            went = self._append(self._streams.articles, article.aggregator, day, line, now)
            self._seen[article.id] = (*revisions, article.revision)
            self.filed += 1
            self._pending.append(replace(story, part=key_of_line(went.part, went.number)))

    def archive(self, exchange: Exchange, *, aggregator: str) -> ArchivedAt:
        """Append a page to the archive, before anybody reads it. What this run has archived is not kept twice.

        Returns:
            Where the page lies: for a payload that was archived before, where it was.

        Raises:
            StorageTrouble: the spool refuses, now or before: stop the run.
        """
        with self._writing:
            before = self._kept.find(exchange)
            page, request = write_exchange(replace(exchange, earlier=before.earlier) if before else exchange)
            now = self._clock()
            day = exchange.at.astimezone(UTC).date()
            went = self._append(self._streams.archive, aggregator, day, page + request, now)
            self.archived += 1
            if before:
                return before.place
            place = ArchivedAt(warc=spooled_key(went.part), offset=went.offset, length=len(page))
            if not exchange.earlier:
                self._kept.note(exchange, place)
            return place

    def quarantine(self, entry: Quarantined) -> None:
        """Append what could not be filed as it was; nothing of what was withdrawn.

        Raises:
            StorageTrouble: the spool refuses, now or before: stop the run.
        """
        if entry.id in self.withdrawn:
            return
        line, day = write_entry(entry) + b"\n", entry.at.astimezone(UTC).date()
        with self._writing:
            self._append(self._streams.quarantine, entry.aggregator, day, line, self._clock())
            self.quarantined += 1

    def _append(self, stream: Stream, aggregator: str, day: date, data: bytes, now: datetime) -> Appended:
        """To the spool. Once it has refused, it is not asked again."""
        if self.failure:
            raise self.failure
        try:
            return self._spool.append(stream, aggregator, day, data, now)
        except StorageTrouble as trouble:
            self.failure = trouble
            raise

    def _line(self, article: Article) -> bytes:
        if not (article.id and article.aggregator):
            raise InvalidArticle(f"Article {article.id or article.url!r} has no id or no aggregator; it was not filed.")
        try:
            return self._encode(article) + b"\n"
        except (UnicodeEncodeError, TypeError) as error:
            raise InvalidArticle(
                f"Article {article.id!r} can't be written as JSON: {error}. It was not filed."
            ) from error

    def _day(self, article: Article) -> date:
        """The UTC day of the fetch; for a page handed in without a moment, the day the run began."""
        fetched = article.source.fetched_at
        return fetched.astimezone(UTC).date() if fetched else self._run_day
