"""One story's course through the runs, as the log shows it, against the plan and the schedule."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from crawler.demo.newsroom import Planned
from tests.simulation.log import Asked
from tests.simulation.schedule import FOUND, SLACK, STEPS, Record, deadline, next_look, step_of

Fault = tuple[str, str]
"""What kind, and which."""


@dataclass(frozen=True, slots=True)
class Look:
    """One answer that told how the story stands."""

    now: datetime
    status: int
    anchor: datetime
    """What the schedule was counted from before it: publication, or the last look that showed another copy."""
    changed: bool
    """Whether it showed another copy than was known; the first look does not."""


@dataclass(frozen=True)
class Course:
    """Everything that was asked of one story."""

    planned: Planned
    asked: Sequence[Asked]
    """Requests under any of its slugs, in order."""
    runs: Sequence[datetime]
    every: timedelta

    @property
    def name(self) -> str:
        """For a message."""
        return self.planned.story.slug

    @property
    def publisher(self) -> str:
        """Its publisher's slug."""
        return self.planned.story.publisher.slug

    @cached_property
    def looks(self) -> list[Look]:
        """The requests that told how it stands, in order."""
        looks: list[Look] = []
        anchor, revision = self.planned.published, None
        for one in self.asked:
            if one.is_look:
                shown = self.planned.revision(one.now) if one.status == 200 else revision
                changed = revision is not None and shown != revision
                looks.append(Look(one.now, one.status, anchor, changed))
                anchor, revision = (one.now if changed else anchor), shown
        return looks

    @property
    def served(self) -> list[int]:
        """The revisions that the crawl was given."""
        return sorted({self.planned.revision(one.now) for one in self.looks if one.status == 200})

    def faults(self, record: Record) -> Iterator[Fault]:
        """What is wrong with it."""
        yield from self._found_late()
        yield from self._seen_late(record)
        yield from self._asked_in_vain()

    def _found_late(self) -> Iterator[Fault]:
        listed = next((run for run in self.runs if self.planned.is_listed(run)), None)
        if listed is None or self.planned.is_gone(listed):
            return
        limit = listed + FOUND
        found = self.looks[0].now if self.looks else None
        if found is not None and found > limit:
            yield "found late", f"{self.name}: listed at {listed}, asked for at {found}"
        elif found is None and limit <= self.runs[-1] and not self.planned.is_gone(limit):
            yield "never asked for", f"{self.name}: listed since {listed}"

    def _seen_late(self, record: Record) -> Iterator[Fault]:
        """Revisions, and the removal, that no look showed in time."""
        if not self.looks or self.looks[0].status != 200:
            return
        events = [(change.at, "revision") for change in self.planned.changes if change.revises]
        events += [(self.planned.gone, "removal")] if self.planned.gone else []
        for event, what in events:
            limit = self._limit(event, record)
            seen = next((one.now for one in self.looks if one.now >= event and one.status != 304), None)
            if limit is None or limit > self.runs[-1] or (seen is not None and seen <= limit):
                continue
            if what == "removal" or not self.planned.is_gone(limit):
                yield f"{what} seen late", f"{self.name}: at {event}, to be seen by {limit}, seen {seen or 'never'}"

    def _limit(self, event: datetime, record: Record) -> datetime | None:
        """By when something that happened must be seen; None: the first look showed it, or the schedule is over."""
        before = [one for one in self.looks if one.now < event]
        if not before:
            return None
        last = before[-1]
        anchor = last.now if last.changed else last.anchor
        seldom = [record.is_seldom(self.publisher, step, last.now) for step in range(len(STEPS))]
        return deadline(anchor, last.now, event, self.every, seldom)

    def _asked_in_vain(self) -> Iterator[Fault]:
        """Asked for again once it was known to be gone."""
        gone = next((place for place, one in enumerate(self.asked) if one.status in (404, 410)), None)
        if gone is not None:
            for one in self.asked[gone + 1 :]:
                yield "asked for when gone", f"{self.name}: {one.target} at {one.now}"

    def early(self, record: Record) -> Iterator[str]:
        """Looks before their time: more than the slack, or after the schedule has ended."""
        for last, one in zip(self.looks, self.looks[1:], strict=False):
            due = next_look(one.anchor, last.now, record, self.publisher)
            if due is None or one.now < one.anchor + (due - one.anchor) * (1 - SLACK):
                yield f"{self.name} at {one.now}, due {due or 'no more'}"

    def repeated(self) -> Iterator[str]:
        """Pages asked for twice in one run, though the first time was answered."""
        often = Counter((one.now, one.path) for one in self.asked if one.status < 500)
        for (now, path), times in often.items():
            if times > 1:
                yield f"{path}: {times} times at {now}"


def record_of(courses: Iterable[Course]) -> Record:
    """What the looks of all stories have shown of their publishers."""
    record = Record()
    looks = [(look, course) for course in courses for look in course.looks[1:]]
    for look, course in sorted(looks, key=lambda pair: pair[0].now):
        record.note(course.publisher, step_of(look.anchor, look.now), look.now, look.changed)
    return record
