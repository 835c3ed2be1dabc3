"""One WARC file's replay: its pages to the workers, their articles to the target, its manifest last."""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

import msgspec

from crawler.replay.earlier import Filed
from crawler.replay.plan import ReplayPlan
from crawler.replay.records import PassedOver, Record, Wish, read_records
from crawler.replay.slices import Reading, Task, Unread
from crawler.replay.sources import Warc
from crawler.replay.tally import FAILED, Tally
from crawler.replay.whose import Whose
from pipelines.items import Article
from pipelines.storage.batch import Batch
from pipelines.storage.keys import run_moment
from pipelines.storage.withdrawn import Withdrawn
from pipelines.text.revision import body_changed

logger = logging.getLogger(__name__)

TELLING = 8  # bytes that tell the ids of one file apart: of a million, one chance in thirty million that two are alike


@dataclass(slots=True)
class Pages:
    """One WARC file's pages on their way to the workers.

    Attributes:
        warc: The file.
        plan: The replay's.
        filed: What the run that archived its pages filed, by where each page begins; None where that is not known.
    """

    warc: Warc
    plan: ReplayPlan
    filed: Mapping[int, Filed] | None

    def tasks(self, path: Path) -> Iterator[Task | PassedOver]:
        """The pages that are wanted, and what is passed over.

        Args:
            path: The file, or its copy.

        Raises:
            OSError: It can't be read.
        """
        whose = Whose(self.plan.aggregators, self.plan.selection.aggregator)
        wish = self._filed_alone if self.filed is not None else self._somebodys(whose)
        for record in read_records(path, wish):
            yield record if isinstance(record, PassedOver) else self._task(record, whose)

    def _filed_alone(self, url: str | None, at: object, offset: int, flat: bool) -> str | None:
        """A page of our archive is wanted where an article was filed of it, whose moment is what counts."""
        assert self.filed is not None
        filed = self.filed.get(offset)
        return self.plan.selection.refuses(filed.source.fetched_at) if filed else "unfiled"

    def _somebodys(self, whose: Whose) -> Wish:
        selection = self.plan.selection
        return lambda url, at, offset, flat: selection.refuses(at) or whose.of(url, flat=flat)[1] or None

    def _task(self, record: Record, whose: Whose) -> Task:
        if self.filed is None:
            return Task(record, whose.of(record.url, flat=record.flat)[0] or "")
        filed = self.filed[record.offset]
        return Task(record, filed.aggregator, filed, filed.source.archive if self.warc.root == self.plan.root else None)


@dataclass(slots=True)
class Unit:
    """One WARC file's articles on their way from the workers.

    Attributes:
        where: The file's address.
        batch: Where they go.
        tally: The replay's figures.
        withdrawn: The ids of stories that are not to be filed.
        numbers: Whether readings of one story are numbered here, since nobody has numbered them before.
        failed: Why the file can't be finished; None while it can.
    """

    where: str
    batch: Batch
    tally: Tally
    withdrawn: Withdrawn
    numbers: bool
    failed: Exception | None = None
    _latest: dict[bytes, tuple[int, str | None]] = field(default_factory=dict)

    def take(self, passed: list[PassedOver], readings: list[Reading | Unread]) -> None:
        """What came of some of the pages.

        Raises:
            DeliveryTrouble: The target does not take them.
        """
        for one in passed:
            self._count(one.why, one.words)
        self.tally.pages += len(readings)
        for reading in readings:
            if isinstance(reading, Unread):
                self._count(reading.why, reading.words)
            else:
                self._file(reading)

    def _count(self, why: str, words: str | None = None) -> None:
        self.tally.by_why[why] += 1
        if words:
            logger.log(logging.ERROR if why in FAILED else logging.INFO, "%s", words)

    def _file(self, reading: Reading) -> None:
        if reading.id in self.withdrawn:
            self._count("withdrawn")
            return
        line = self._numbered(reading) if self.numbers else reading.line
        if line is None:
            self._count("same")
            return
        self.batch.add(reading.aggregator, reading.day or run_moment(self.batch.run).date(), line)
        self.tally.articles += 1

    def _numbered(self, reading: Reading) -> bytes | None:
        """The line as the next revision of its story within this file; None where the copy is the same as before."""
        id = sha256(reading.id.encode()).digest()[:TELLING]
        number, before = self._latest.get(id, (0, None))
        if number and before == reading.content_hash:
            return None
        self._latest[id] = (number + 1, reading.content_hash)
        return _as_revision(reading.line, number + 1, before) if number else reading.line


def _as_revision(line: bytes, revision: int, supersedes: str | None) -> bytes:
    article = msgspec.json.decode(line, type=Article)
    edits = (*article.edits, body_changed())
    return msgspec.json.encode(replace(article, revision=revision, supersedes=supersedes, edits=edits)) + b"\n"
