"""The days that a target holds parts of, and the parts of a day: found by listing, so that nothing outside is read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote

from pipelines.morgue.window import Window
from pipelines.storage.keys import day_of
from pipelines.storage.target import Target


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """One UTC day of one aggregator."""

    day: date
    prefix: str
    """What the keys of its parts begin with."""

    @property
    def aggregator(self) -> str:
        """Whose day."""
        return unquote(self.prefix.split("/")[1].removeprefix("aggregator="))


def days_held(target: Target, window: Window, kind: str = "articles") -> list[Day]:
    """The days within a window of which there are parts, by aggregator and day."""
    found: dict[str, Day] = {}
    for held in target.list(window.prefix(kind)):
        prefix = held.key.rpartition("/")[0] + "/"
        if prefix not in found and (day := day_of(held.key)) is not None and window.has_day(day):
            found[prefix] = Day(day, prefix)
    return [found[prefix] for prefix in sorted(found)]


def parts_held(target: Target, day: Day) -> Iterator[str]:
    """The keys of a day's parts, in order."""
    return (held.key for held in target.list(day.prefix))
