"""Reading back: one article by its id, or all within a window, part by part.

    morgue = Morgue(target, now)
    morgue.find("inkl/ferry-late")                    # the latest revision of one
    for copy in morgue.read(Window(since=monday)):    # the latest of each, by aggregator, day and run
        copy.article()

What was withdrawn is left out everywhere.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from pipelines.errors import DamagedObject, NotHeld
from pipelines.morgue.at_once import at_once
from pipelines.morgue.copy import Copy, read_part
from pipelines.morgue.days import Day, days_held, parts_held
from pipelines.morgue.latest import Latest
from pipelines.morgue.places import Index
from pipelines.morgue.runs import Runs
from pipelines.morgue.window import Window
from pipelines.storage.index import Place
from pipelines.storage.target import Target
from pipelines.storage.withdrawn import Withdrawn, load

# Parts read before they are asked for, so that a store far away is not waited for; each is a few MB unpacked.
AHEAD = 3


@dataclass
class Morgue:
    """What a target holds, for reading."""

    target: Target
    now: datetime
    passed_over: set[str] = field(default_factory=set)
    """Parts that no manifest names: of runs that are still going on, or wait to be recovered."""

    @cached_property
    def index(self) -> Index:
        """Where articles lie."""
        return Index.open(self.target, self.now)

    @cached_property
    def runs(self) -> Runs:
        """The runs that have filed."""
        return Runs(self.target)

    @cached_property
    def withdrawn(self) -> Withdrawn:
        """What was withdrawn."""
        return load(self.target)

    def find(self, article_id: str, revision: int | None = None) -> Copy | None:
        """An article's latest filing, or the latest of one revision; None where there is none.

        It is not looked at whether the article was withdrawn: ask ``withdrawn.tombstone`` first.

        Raises:
            DamagedObject: Part or index can't be read, or the part does not hold what the index says.
            DeliveryTrouble: The target can't be read.
        """
        places = [place for place in self.index.find(article_id) if revision in (None, place.revision)]
        return self.at(places[0]) if places else None

    def at(self, place: Place) -> Copy:
        """The article at a place of the index; its line is a hint, since copy that is taken back moves lines.

        Raises:
            DamagedObject: The part is not there, or does not hold it.
        """
        try:
            copies = [copy for copy in read_part(self.target, place.key) if copy.id == place.id]
        except NotHeld as fault:
            raise DamagedObject(f"{fault} The index says that it holds {place.id}.") from fault
        fitting = [copy for copy in copies if copy.card.revision == place.revision] or copies
        if not fitting:
            raise DamagedObject(f"{self.target.where(place.key)} does not hold {place.id}, as the index says it does.")
        return min(fitting, key=lambda copy: abs(copy.line - place.line))

    def read(self, window: Window, *, all_revisions: bool = False, newest_first: bool = False) -> Iterator[Copy]:
        """The articles within a window, by aggregator, day and run, or the newest day first.

        Args:
            window: Which; those of a window's moments, whatever revisions lie outside.
            all_revisions: Every filing of an article; otherwise the latest of all its filings alone.
            newest_first: By day, the newest first; so are a day's parts.
        """
        for _, copies in self.read_days(window, all_revisions=all_revisions, newest_first=newest_first):
            yield from copies

    def read_days(
        self, window: Window, *, all_revisions: bool = False, newest_first: bool = False
    ) -> Iterator[tuple[Day, Iterator[Copy]]]:
        """As ``read``, a day of an aggregator at a time; a day's articles are to be taken before the next day's."""
        days = days_held(self.target, window)
        if newest_first:
            days.sort(key=lambda day: (-day.day.toordinal(), day.prefix))
        with Latest(self.index) as latest:
            for day in days:
                keys = list(parts_held(self.target, day))
                parts = self._parts(keys[::-1] if newest_first else keys)
                yield day, self._choose(parts, window, day, None if all_revisions else latest)

    def _parts(self, keys: Sequence[str]) -> Iterator[list[Copy]]:
        """The articles of those parts that a manifest names."""
        named = [key for key in keys if self.runs.part(key) is not None]
        self.passed_over.update(set(keys) - set(named))
        return at_once(lambda key: list(read_part(self.target, key)), named, ahead=AHEAD)

    def _choose(self, parts: Iterator[list[Copy]], window: Window, day: Day, latest: Latest | None) -> Iterator[Copy]:
        for copies in parts:
            kept = [
                copy
                for copy in copies
                if window.has(copy.card.source.fetched_at, day.day) and copy.id not in self.withdrawn
            ]
            yield from latest.among(kept) if latest else kept
