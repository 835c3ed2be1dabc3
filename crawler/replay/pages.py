"""One WARC file's pages on their way to the workers: which are wanted, whose each is, and what was filed of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from crawler.replay.earlier import Filed
from crawler.replay.plan import ReplayPlan
from crawler.replay.records import PassedOver, Record, Wish, read_records
from crawler.replay.slices import Task
from crawler.replay.sources import Warc
from crawler.replay.whose import Whose

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
            before = self._before((record.url, record.at)) if record.url and record.at else None
            return Task(record, whose.of(record.url, flat=record.flat)[0] or "", before=before)
        filed = self.filed[record.offset]
        archive = filed.source.archive if self.warc.root == self.plan.root else None
        return Task(record, filed.aggregator, filed, archive, self._before(record.offset))

    def _before(self, place: int | tuple[str, datetime]) -> bytes | None:
        return self.before.get(place) if self.before is not None else None
