"""One WARC file's pages on their way to the workers: which are wanted, whose each is, and what was filed of it."""

from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from crawler.replay.earlier import Filed
from crawler.replay.plan import ReplayPlan
from crawler.replay.records import PassedOver, Record, Wish, read_records, record_of
from crawler.replay.slices import Further, Task
from crawler.replay.sources import Warc
from crawler.replay.whose import Whose
from pipelines.errors import CopydeskError, UnreadablePage
from pipelines.items import ArchivedAt, FurtherPage
from pipelines.storage.archive.cdxj import read_entries
from pipelines.storage.archive.reading import read_record
from pipelines.storage.target import Target, open_target

Readings = Mapping[int | tuple[str, datetime], bytes]
"""Articles that were filed, as packed lines, by where their pages begin, or else by their address and moment."""


@dataclass
class Pages:
    """One WARC file's pages on their way to the workers.

    Attributes:
        warc: The file.
        plan: The replay's.
        filed: What the run that archived its pages filed, by where each page begins; None where that is not known.
        before: The latest readings of its pages, to be compared with; None where they are to be filed.
    """

    warc: Warc
    plan: ReplayPlan
    filed: Mapping[int, Filed] | None
    before: Readings | None = None

    def tasks(self, path: Path) -> Iterator[Task | PassedOver]:
        """The pages that are wanted, and what is passed over.

        Args:
            path: The file, or its copy.

        Raises:
            OSError: It can't be read.
        """
        whose = Whose(self.plan.aggregators, self.aggregator or self.plan.selection.aggregator)
        wish = self._of_somebody(whose) if self.filed is None else self._of_ours(whose)
        lengths = _lengths(path) if self.filed is not None and self.plan.selection.unfiled else {}
        held: Task | None = None  # until it is known whether later pages of its story follow
        for record in read_records(path, wish):
            if isinstance(record, PassedOver):
                yield record
            elif record.page_of is not None and record.offset not in (self.filed or ()):
                if held is None or held.filed is not None or held.record.url != record.page_of:
                    yield PassedOver("further", record.offset)
                else:
                    later = Further(record, record.url, record.at, self._place(record, lengths))
                    held = replace(held, further=(*held.further, later))
            else:
                if held is not None:
                    yield held
                held = yield from self._begun(self._task(record, whose, lengths), path)
        if held is not None:
            yield held

    @property
    def aggregator(self) -> str | None:
        """Whose pages our archive's file holds; None for anybody else's file."""
        return unquote(self.warc.segment) if self.warc.segment else None

    def _of_ours(self, whose: Whose) -> Wish:
        """A page of our archive is wanted where an article was filed of it, whose moment is what counts."""
        selection, filed = self.plan.selection, self.filed or {}

        def wish(url: str | None, at: datetime | None, offset: int, flat: bool) -> str | None:
            if offset in filed:
                return selection.refuses(filed[offset].source.fetched_at)
            if not selection.unfiled:
                return "unfiled"
            return selection.refuses(at) or whose.of(url, flat=flat)[1] or None

        return wish

    def _of_somebody(self, whose: Whose) -> Wish:
        selection = self.plan.selection
        return lambda url, at, offset, flat: selection.refuses(at) or whose.of(url, flat=flat)[1] or None

    def _begun(self, task: Task, path: Path) -> Generator[PassedOver, None, Task | None]:
        """A task; of a story that was read from several pages, with all of them or not at all."""
        if task.filed is None or not task.filed.source.further:
            return task
        try:
            return replace(task, further=tuple(self._further(page, path) for page in task.filed.source.further))
        except (CopydeskError, OSError, ValueError) as fault:
            words = f"{task.filed.url}: a later page of it can't be had: {fault}"
            yield PassedOver("further page", task.record.offset, words)
            return None

    def _further(self, page: FurtherPage, path: Path) -> Further:
        """A later page: in this file, or in another of the same archive."""
        place = page.archive
        if place is None:
            raise UnreadablePage(f"{page.url} is not archived")
        if place.warc.endswith(f"/{self.warc.name}"):
            with path.open("rb") as file:
                file.seek(place.offset)
                data = file.read(place.length)
        else:
            data = self._archive.get_range(place.warc, place.offset, place.length)
        record = record_of(read_record(data, f"{place.warc} at byte {place.offset}"), place.offset)
        return Further(record, page.url, page.fetched_at, place if self.is_here else None)

    @cached_property
    def _archive(self) -> Target:
        """Where the file's own archive lies: under its root, else where this replay files."""
        if self.warc.root in (None, self.plan.root):
            return self.plan.target
        return open_target(replace(self.plan.filing, file_to=self.warc.root))

    def _task(self, record: Record, whose: Whose, lengths: Mapping[int, int]) -> Task:
        filed = self.filed.get(record.offset) if self.filed is not None else None
        if filed is not None:
            archive = filed.source.archive if self.is_here else None
            return Task(record, filed.aggregator, filed, archive, self._before(record.offset))
        before = self._before((record.url, record.at)) if record.url and record.at else None
        owner = whose.of(record.url, flat=record.flat)[0] or ""
        return Task(record, owner, None, self._place(record, lengths), before)

    def _place(self, record: Record, lengths: Mapping[int, int]) -> ArchivedAt | None:
        """Where a page lies; None where an article can't point at it."""
        if not (self.is_here and self.warc.own_key and record.offset in lengths):
            return None
        return ArchivedAt(warc=self.warc.own_key, offset=record.offset, length=lengths[record.offset])

    @property
    def is_here(self) -> bool:
        """Whether the file lies under the root that is filed under, so that articles can point at it."""
        return self.warc.root == self.plan.root

    def _before(self, place: int | tuple[str, datetime]) -> bytes | None:
        return self.before.get(place) if self.before is not None else None


def _lengths(path: Path) -> dict[int, int]:
    """The packed length of each page's record, by where it begins; nothing of a file that is damaged."""
    try:
        return {entry.offset: entry.length for entry in read_entries(path)}
    except (OSError, ValueError, KeyError):
        return {}
