"""One WARC file's pages on their way to the workers: which are wanted, whose each is, and what was filed of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote

from crawler.replay.earlier import Filed
from crawler.replay.plan import ReplayPlan
from crawler.replay.records import PassedOver, Record, Wish, read_records
from crawler.replay.slices import Task
from crawler.replay.sources import Warc
from crawler.replay.whose import Whose
from pipelines.items import ArchivedAt
from pipelines.storage.archive.cdxj import read_entries

Readings = Mapping[int | tuple[str, datetime], bytes]
"""Articles that were filed, as packed lines, by where their pages begin, or else by their address and moment."""


@dataclass(slots=True)
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
        for record in read_records(path, wish):
            yield record if isinstance(record, PassedOver) else self._task(record, whose, lengths)

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
