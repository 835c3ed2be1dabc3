"""When stories and listings are looked at again."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.schedule import (
    LISTING_FIRST,
    LISTING_LATEST,
    LISTING_QUIET,
    LISTING_SOONEST,
    LOOKS,
    ONE_IN,
    TRIES,
    Rate,
    next_listing_look,
    next_look,
    next_try,
    step_of,
)

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
NEVER = Rate(looks=400, changes=1)
OFTEN = Rate(looks=40, changes=20)


def after(**age: float) -> datetime:
    return NOON + timedelta(**age)


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (after(), after(hours=1)),
        (after(hours=1), after(hours=6)),
        (after(hours=1, minutes=9), after(hours=6)),
        (after(hours=5), after(hours=24)),  # the look at six hours would come an hour after this one
        (after(hours=6), after(hours=24)),
        (after(hours=24), after(days=3)),
        (after(days=3), None),
        (after(days=30), None),
    ],
)
def test_looks_fall_off_with_a_storys_age(now: datetime, then: datetime | None) -> None:
    assert next_look(NOON, now) == then


def test_a_publication_in_the_future_counts_as_now() -> None:
    assert next_look(after(days=400), NOON) == after(hours=1)


@given(st.integers(0, 10**6), st.lists(st.integers(0, 400_000), max_size=8))
def test_the_next_look_always_lies_ahead(lot: int, ages: list[int]) -> None:
    for age in ages:
        now = NOON + timedelta(seconds=age)
        then = next_look(NOON, now, rates=(OFTEN, NEVER, OFTEN, NEVER), lot=lot)
        assert then is None or then > now


def test_a_publisher_that_never_revises_is_spared_nine_looks_of_ten() -> None:
    first = [next_look(NOON, NOON, rates=(NEVER,), lot=lot) for lot in range(100)]
    assert first.count(after(hours=1)) == 100 // ONE_IN
    assert first.count(after(hours=6)) == 100 - 100 // ONE_IN


def test_the_last_look_is_always_made() -> None:
    assert next_look(NOON, NOON, rates=(NEVER,) * len(LOOKS), lot=3) == NOON + LOOKS[-1]


def test_a_publisher_that_often_revises_is_looked_at_between() -> None:
    rates = (Rate(), OFTEN)
    assert next_look(NOON, after(hours=1), rates=rates) == after(hours=3.5)
    assert next_look(NOON, after(hours=3.5), rates=rates) == after(hours=6)


def test_a_short_record_changes_nothing() -> None:
    assert next_look(NOON, NOON, rates=(Rate(looks=10),), lot=3) == after(hours=1)
    assert next_look(NOON, NOON, rates=(Rate(looks=3, changes=3),)) == after(hours=1)


@pytest.mark.parametrize(
    ("now", "step"),
    [(after(minutes=5), 0), (after(hours=1), 0), (after(hours=6), 1), (after(hours=25), 2), (after(days=9), 3)],
)
def test_a_look_belongs_to_a_step(now: datetime, step: int) -> None:
    assert step_of(NOON, now) == step


def test_a_failed_story_is_tried_ever_more_seldom_and_then_no_more() -> None:
    waits = [next_try(tries, NOON) for tries in range(1, len(TRIES) + 1)]
    assert waits == [NOON + wait for wait in sorted(TRIES)]
    assert next_try(len(TRIES) + 1, NOON) is None


def test_a_quiet_night_puts_a_listing_off_for_no_more_than_an_hour() -> None:
    assert next_listing_look(LISTING_QUIET, has_changed=False, quiet=timedelta(hours=9)) == LISTING_QUIET
    assert next_listing_look(LISTING_LATEST, has_changed=False, quiet=timedelta(days=1)) == timedelta(hours=2)


def test_a_listing_settles_between_its_bounds() -> None:
    wait = next_listing_look(None, has_changed=True)
    assert wait == LISTING_FIRST
    for _ in range(50):
        wait = next_listing_look(wait, has_changed=False, quiet=timedelta(days=9))
    assert wait == LISTING_LATEST
    for _ in range(50):
        wait = next_listing_look(wait, has_changed=True)
    assert wait == LISTING_SOONEST
