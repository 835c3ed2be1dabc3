"""The schedule that a crawl is held to. The judge's own: it imports nothing of the crawler's.

* A story is asked for within ``FOUND`` of the first run at which a listing names it.
* It is looked at again about 1 h, 6 h, 24 h and 3 d after its *anchor*: its publication, then each look that showed
  another copy. A step within a quarter of itself of the last look is passed over: that look has told as much.
* A revision must be filed by the first of these looks that comes after it happened; "about" is ``SLACK`` of the step,
  and the interval between runs.
* A crawl may learn. Of a publisher whose looks at a step have shown a change less than once in fifty (of forty looks or
  more), nine stories in ten may go without the step, the last excepted. Of one whose looks at a step have shown a
  change once in four or more (of twelve or more), stories may be looked at half-way to the step as well.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

STEPS = (timedelta(hours=1), timedelta(hours=6), timedelta(hours=24), timedelta(days=3))
SLACK = 0.25
TOO_SOON = 0.25
FOUND = timedelta(hours=1)
"""How long a story may be listed before it is asked for."""
IDLE = timedelta(hours=1)
"""How often a listing that does not change may be asked for."""
SELDOM_LOOKS, SELDOM = 40, 0.02
OFTEN_LOOKS, OFTEN = 12, 0.25
ONE_IN = 10


@dataclass
class Record:
    """What looks at each step have shown of each publisher, in the runs before a moment."""

    _looks: dict[tuple[str, int], list[datetime]] = field(default_factory=lambda: defaultdict(list))
    _changes: dict[tuple[str, int], list[datetime]] = field(default_factory=lambda: defaultdict(list))

    def note(self, publisher: str, step: int, now: datetime, changed: bool) -> None:
        """A look was made; looks come in the order of time."""
        self._looks[publisher, step].append(now)
        if changed:
            self._changes[publisher, step].append(now)

    def is_seldom(self, publisher: str, step: int, now: datetime) -> bool:
        """Whether stories may go without the step."""
        looks, changes = self._counts(publisher, step, now)
        return step < len(STEPS) - 1 and looks >= SELDOM_LOOKS and changes < SELDOM * looks

    def is_often(self, publisher: str, step: int, now: datetime) -> bool:
        """Whether a look half-way there has reason."""
        looks, changes = self._counts(publisher, step, now)
        return looks >= OFTEN_LOOKS and changes >= OFTEN * looks

    def _counts(self, publisher: str, step: int, now: datetime) -> tuple[int, int]:
        looks, changes = self._looks.get((publisher, step), []), self._changes.get((publisher, step), [])
        return bisect_left(looks, now), bisect_left(changes, now)


def step_of(anchor: datetime, now: datetime) -> int:
    """The step that a look belongs to: the last that it is no more than a quarter short of; the first at least."""
    return max(0, sum(now - anchor >= step * (1 - TOO_SOON) for step in STEPS) - 1)


def next_look(
    anchor: datetime, looked: datetime, record: Record | None = None, publisher: str = "", lot: int = 0
) -> datetime | None:
    """When a story is due that was last looked at then; None: never again.

    Args:
        anchor: When it was published, or last seen to be another.
        looked: When it was last looked at.
        record: What is known of its publisher; None: by the fixed steps.
        publisher: Whose story it is.
        lot: The story's own number; one in ten keeps the steps that may be left out.
    """
    before = timedelta()
    for number, step in enumerate(STEPS):
        half = anchor + before + (step - before) / 2
        if record and record.is_often(publisher, number, looked) and half - looked >= step * TOO_SOON / 2:
            return half
        left_out = record is not None and record.is_seldom(publisher, number, looked) and lot % ONE_IN
        if anchor + step - looked >= step * TOO_SOON and not left_out:
            return anchor + step
        before = step
    return None


def deadline(
    anchor: datetime, looked: datetime, event: datetime, every: timedelta, seldom: Sequence[bool]
) -> datetime | None:
    """By when something that happened must be seen.

    Args:
        anchor: When the story was published, or last seen to be another, before it happened.
        looked: When it was last looked at before it happened.
        event: When it happened.
        every: The interval between runs.
        seldom: For each step whether it may be left out.

    Returns:
        The moment; None: the schedule has ended before it happened, and nobody is bound to see it.
    """
    for step, may_be_left_out in zip(STEPS, seldom, strict=True):
        if anchor + step >= event and anchor + step - looked >= step * TOO_SOON and not may_be_left_out:
            return anchor + step * (1 + SLACK) + every
    return None


def first_run(runs: Sequence[datetime], moment: datetime) -> datetime | None:
    """The first run at or after a moment; None: there is none."""
    place = bisect_left(runs, moment)
    return runs[place] if place < len(runs) else None
