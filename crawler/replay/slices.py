"""What goes to a worker and what comes back: some pages of one WARC file, and a line or a reason for each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from crawler.replay.changes import Change
from crawler.replay.earlier import Filed
from crawler.replay.records import PassedOver, Record
from pipelines.items import ArchivedAt

# Pages that go to a worker at a time: a third of a second's work, so that handing over costs nothing beside it.
SLICE_PAGES = 64
SLICE_BYTES = 8 * 2**20  # or as few as make so many bytes: what is on its way is bounded


@dataclass(frozen=True, slots=True)
class Further:
    """A later page of a story.

    Attributes:
        record: The page.
        url: Its address, as the article has it.
        at: When it was fetched.
        archive: What the article says of where it lies; None where that says nothing to its reader.
    """

    record: Record
    url: str | None
    at: datetime | None
    archive: ArchivedAt | None


@dataclass(frozen=True, slots=True)
class Task:
    """One page to be read.

    Attributes:
        record: The page.
        aggregator: Whose it is, by name.
        filed: What was filed of it; None where nothing was, or nobody knows.
        before: The article's line as it was filed last, packed, to be compared with; None where it is to be filed.
        archive: What the article says of where its page lies; None where that says nothing to its reader.
        further: The later pages of a story on several.
    """

    record: Record
    aggregator: str
    filed: Filed | None = None
    archive: ArchivedAt | None = None
    before: bytes | None = None
    further: tuple[Further, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One page, read.

    Attributes:
        id: The article's id.
        aggregator: Whose it is.
        day: The UTC day of the fetch; None where that is not known.
        content_hash: The article's.
        line: The article as JSON, with its line feed.
        is_new: Whether nobody is known to have filed an article of this page, and so nobody has numbered it.
    """

    id: str
    aggregator: str
    day: date | None
    content_hash: str | None
    line: bytes = field(repr=False)
    is_new: bool = True


@dataclass(frozen=True, slots=True)
class Unread:
    """One page that gives no article.

    Attributes:
        why: As it is counted.
        words: What an operator is told; None where that is nothing out of order.
        was_filed: Whether an article was filed of it, that was to be compared.
    """

    why: str
    words: str | None = None
    was_filed: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """One page, read and compared with what was filed of it.

    Attributes:
        id: The article's id.
        changes: What is not as it was, a field each; none where the readings are the same.
        rules: The rules and stages responsible, each once: "+ rule" where it strikes now, "- rule" where it did.
    """

    id: str
    changes: tuple[Change, ...] = ()
    rules: tuple[str, ...] = ()


Answers = list[Reading | Compared | Unread]


def in_slices(tasks: Iterable[Task | PassedOver]) -> Iterator[tuple[list[Task], list[PassedOver]]]:
    """Pages by the slice, each with the records that were passed over meanwhile."""
    slice_: list[Task] = []
    passed: list[PassedOver] = []
    size = 0
    for task in tasks:
        if isinstance(task, PassedOver):
            passed.append(task)
        else:
            slice_.append(task)
            size += len(task.record.body) + sum(len(one.record.body) for one in task.further)
        if len(slice_) >= SLICE_PAGES or size >= SLICE_BYTES or len(passed) >= 100 * SLICE_PAGES:
            yield slice_, passed
            slice_, passed, size = [], [], 0
    yield slice_, passed
