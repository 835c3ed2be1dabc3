"""One WARC file's pages on their way to the workers: which are wanted, whose each is, and what was filed of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from crawler.replay.earlier import Filed
from crawler.replay.plan import ReplayPlan
from crawler.replay.records import PassedOver, Record, Wish, read_records, record_of
from crawler.replay.slices import Task
from crawler.replay.sources import Warc
from crawler.replay.whose import Whose
from pipelines.errors import CopydeskError, UnreadablePage
from pipelines.items import ArchivedAt
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
        further: Where the pages begin that are later ones of stories that were filed.
        before: The latest readings of its pages, to be compared with; None where they are to be filed.
    """

    warc: Warc
    plan: ReplayPlan
    filed: Mapping[int, Filed] | None
    before: Readings | None = None
    further: frozenset[int] = frozenset()

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
        for record in read_records(path, wish):
            yield record if isinstance(record, PassedOver) else self._with_further(record, path, whose, lengths)

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
            if not selection.unfiled or offset in self.further:
                return "unfiled"
            return selection.refuses(at) or whose.of(url, flat=flat)[1] or None

        return wish

    def _of_somebody(self, whose: Whose) -> Wish:
        selection = self.plan.selection
        return lambda url, at, offset, flat: selection.refuses(at) or whose.of(url, flat=flat)[1] or None

    def _with_further(self, record: Record, path: Path, whose: Whose, lengths: Mapping[int, int]) -> Task | PassedOver:
        """The task; of a story on several pages, with all of them or not at all."""
        task = self._task(record, whose, lengths)
        if task.filed is None or not task.filed.source.further:
            return task
        try:
            places = [page.archive for page in task.filed.source.further]
            return replace(task, further=tuple(self._further(place, path) for place in places))
        except (CopydeskError, OSError, ValueError) as fault:
            return PassedOver("further page", record.offset, f"{record.url}: a later page of it can't be had: {fault}")

    def _further(self, place: ArchivedAt | None, path: Path) -> Record:
        """A later page: in this file, or in another of the same archive."""
        if place is None:
            raise UnreadablePage("it is not archived")
        if place.warc.endswith(f"/{self.warc.name}"):
            with path.open("rb") as file:
                file.seek(place.offset)
                data = file.read(place.length)
        else:
            data = self._archive.get_range(place.warc, place.offset, place.length)
        return record_of(read_record(data, f"{place.warc} at byte {place.offset}"), place.offset)

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
        archive = None
        if self.is_here and self.warc.own_key and record.offset in lengths:
            archive = ArchivedAt(warc=self.warc.own_key, offset=record.offset, length=lengths[record.offset])
        return Task(record, whose.of(record.url, flat=record.flat)[0] or "", None, archive, before)

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
