"""When to look again: at a stored story, at one that failed, at a listing. Pure: whoever asks says what time it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

# After publication, or after the last change seen. Most corrections come within the hour, then with the day's desk,
# then with the next day's; after three days what changes is the furniture.
LOOKS: Final = (timedelta(hours=1), timedelta(hours=6), timedelta(hours=24), timedelta(days=3))

# A look that comes within a quarter of its step of the one before says nothing that the one before did not.
TOO_SOON = 0.25

# A publisher is known by its record: so many looks at a step, so few of them with a change. Below that a step is left
# out for nine stories of ten; the tenth is looked at all the same, and shows it when the publisher's habits change.
RECORD = 40
SELDOM = 0.02
ONE_IN = 10
# One that so often changes a story by a step is looked at half-way there too.
OFTEN, OFTEN_RECORD = 0.25, 12

# Tries at a story that failed: after a quarter of an hour, then ever more seldom, then no more.
TRIES: Final = tuple(timedelta(minutes=minutes) for minutes in (15, 60, 240, 960, 2880))

# Listings: how often one may be asked at most and at least, and with what to begin.
LISTING_SOONEST = timedelta(minutes=5)
LISTING_LATEST = timedelta(hours=6)
LISTING_FIRST = timedelta(minutes=15)
# A listing that changed is asked sooner the next time, one that did not later; so it settles near its own pace.
SOONER, LATER = 0.7, 1.4
# But nothing is put off beyond an hour for a quiet night: only a listing that has not changed for twelve times as long.
LISTING_QUIET = timedelta(hours=1)
QUIET_FOR = 12


@dataclass(frozen=True, slots=True)
class Rate:
    """What looking at one step of the schedule has shown of a publisher: looks made, and changes seen at them."""

    looks: int = 0
    changes: int = 0

    @property
    def is_seldom(self) -> bool:
        """Whether its stories hardly ever change by this step."""
        return self.looks >= RECORD and self.changes < SELDOM * self.looks

    @property
    def is_often(self) -> bool:
        """Whether its stories often change by this step."""
        return self.looks >= OFTEN_RECORD and self.changes >= OFTEN * self.looks


def next_look(anchor: datetime, now: datetime, *, rates: Sequence[Rate] = (), lot: int = 0) -> datetime | None:
    """When to look at a stored story again.

    Args:
        anchor: When it was published, or found changed, whichever is later. One in the future counts as now.
        now: The moment it was looked at.
        rates: The publisher's record, a Rate a step; shorter or empty where nothing is known.
        lot: Any number that is the story's own, to choose the one in ten by.

    Returns:
        The moment; None once the schedule is run through.
    """
    anchor = min(anchor, now)
    before = timedelta()
    for number, step in enumerate(LOOKS):
        rate = rates[number] if number < len(rates) else Rate()
        half = anchor + before + (step - before) / 2
        if rate.is_often and half - now >= TOO_SOON * step / 2:
            return half
        is_left_out = rate.is_seldom and step is not LOOKS[-1] and lot % ONE_IN
        if anchor + step - now >= TOO_SOON * step and not is_left_out:
            return anchor + step
        before = step
    return None


def step_of(anchor: datetime, now: datetime) -> int:
    """The step of the schedule that a look at this moment belongs to: its index in ``LOOKS``, the last one at most."""
    age = now - anchor
    reached = sum(age >= step * (1 - TOO_SOON) for step in LOOKS)
    return max(0, reached - 1)


def next_try(tries: int, now: datetime) -> datetime | None:
    """When to ask again for a story that failed ``tries`` times, 1 or more; None when it was asked for often enough."""
    return now + TRIES[tries - 1] if tries <= len(TRIES) else None


def next_listing_look(interval: timedelta | None, has_changed: bool, quiet: timedelta = timedelta()) -> timedelta:
    """How long to wait before a listing is asked again.

    Args:
        interval: The wait before this time; None at the first.
        has_changed: Whether it lists other stories than before.
        quiet: How long it has not changed.
    """
    if interval is None:
        return LISTING_FIRST
    longest = min(LISTING_LATEST, max(LISTING_QUIET, quiet / QUIET_FOR))
    return min(longest, max(LISTING_SOONEST, interval * (SOONER if has_changed else LATER)))
