"""What happens when: each story's publication, changes, removal and move. A function of the seed, without a clock."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Final

from crawler.demo.furniture import TOPICS
from crawler.demo.newsroom.habits import COSMETIC, HABITS, HOURS, REVISING, USUAL, Habit, Validation
from crawler.demo.stories import Story
from crawler.demo.synthetic import synthetic_stories

START: Final = datetime(2026, 9, 14, tzinfo=UTC)
"""When the simulated days begin."""
OPENING = timedelta(hours=6)
"""A site is never empty: the first stories are so old at most when the days begin."""
LINGERS = timedelta(hours=6)
"""How long some listings go on naming a story that is gone, or by the slug it had."""
_VALIDATIONS: tuple[Validation, ...] = ("both", "etag", "modified", "none", "fickle")
_ENDINGS = ("in-full", "explained", "what-we-know", "as-it-happened")


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a story's page: when, and one of ``REVISING`` or ``COSMETIC``."""

    at: datetime
    kind: str

    @property
    def revises(self) -> bool:
        """Whether the copy is another after it."""
        return self.kind in REVISING


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One story's life. Moments are UTC, whole seconds; what never happens is None."""

    story: Story
    """As first printed."""
    published: datetime
    changes: tuple[Change, ...]
    gone: datetime | None = None
    gone_status: int = 404
    moved: datetime | None = None
    new_slug: str | None = None
    also: str | None = None
    """A second slug under which sections link it; it always leads (301) to the first."""
    lingers: bool = False
    """Whether listings name it for a while after it is gone, or by its old slug after it moved."""
    validation: Validation = "both"

    @property
    def slugs(self) -> tuple[str, ...]:
        """Every slug that is or will be an address of it."""
        return tuple(slug for slug in (self.story.slug, self.new_slug, self.also) if slug)

    def slug(self, now: datetime) -> str:
        """The slug of its page at a moment."""
        return self.new_slug if self.new_slug and self.moved and self.moved <= now else self.story.slug

    def linked(self, now: datetime) -> str:
        """The slug that sections link at a moment."""
        if self.also:
            return self.also
        return self.slug(now - LINGERS if self.lingers else now)

    def edition(self, now: datetime) -> int:
        """How many changes its page has had by a moment."""
        return sum(change.at <= now for change in self.changes)

    def revision(self, now: datetime) -> int:
        """The revision that its page carries at a moment: 1 as first printed."""
        return 1 + sum(change.revises and change.at <= now for change in self.changes)

    def changed(self, now: datetime) -> datetime:
        """When its page was last another than before, by a moment."""
        return max((change.at for change in self.changes if change.at <= now), default=self.published)

    def is_gone(self, now: datetime) -> bool:
        """Whether it has been taken down by a moment."""
        return self.gone is not None and self.gone <= now

    def is_listed(self, now: datetime) -> bool:
        """Whether listings name it at a moment."""
        if self.gone is not None and self.gone + (LINGERS if self.lingers else timedelta()) <= now:
            return False
        return self.published <= now


@dataclass(frozen=True, slots=True)
class Newsroom:
    """The whole plan, by publication."""

    stories: tuple[Planned, ...]
    start: datetime
    end: datetime
    """Nothing happens after it."""

    def by_slug(self) -> dict[str, Planned]:
        """Every story by each of its slugs."""
        return {slug: planned for planned in self.stories for slug in planned.slugs}


def make_newsroom(seed: int, stories: int, days: int) -> Newsroom:
    """The plan of so many stories over so many days; the same on every machine for the same three numbers."""
    # Drawing copy and moments, not keys: what matters is that every machine draws the same.
    random = Random(seed)  # noqa: S311
    end = START + timedelta(days=days)
    told = list(synthetic_stories(stories, seed))
    moments = _moments(random, told, days)
    planned = [_plan(random, story, at, end) for story, at in zip(told, moments, strict=True)]
    return Newsroom(tuple(sorted(planned, key=lambda one: (one.published, one.story.slug))), START, end)


def _moments(random: Random, stories: Sequence[Story], days: int) -> Iterator[datetime]:
    """When each comes: a fiftieth, and the first of each section, before the days begin; the rest by the hour."""
    begun: set[str] = set()
    for number, story in enumerate(stories):
        if number < len(stories) // 50 or (story.topic in TOPICS and story.topic not in begun):
            begun.add(story.topic)
            yield START - timedelta(seconds=random.randrange(1, int(OPENING.total_seconds())))
        else:
            hour = random.choices(range(24), HOURS)[0]
            yield START + timedelta(days=random.randrange(days), hours=hour, seconds=random.randrange(3600))


def _plan(random: Random, story: Story, published: datetime, end: datetime) -> Planned:
    """One story's life."""
    habit = HABITS.get(story.publisher.slug, USUAL)
    validation = random.choices(_VALIDATIONS, habit.validation)[0]
    planned = Planned(
        story=replace(story, published=published.astimezone(story.published.tzinfo), updated=None),
        published=published,
        changes=(),
        lingers=random.random() < 0.5,
        also=f"live-{story.slug}" if random.random() < 0.01 else None,
        validation=validation,
    )
    changes = list(_changes(random, habit, published))
    fate = random.random()
    if fate < habit.removed:
        gone = _after(random, published, 14.0)
        planned = replace(planned, gone=gone if gone <= end else None, gone_status=random.choice((404, 404, 410)))
    elif fate < habit.removed + habit.moved and not planned.also:
        moved = _after(random, published, 6.0)
        if moved <= end:
            planned = replace(planned, moved=moved, new_slug=f"{story.slug}-{random.choice(_ENDINGS)}")
            # A slug is mostly changed because the headline was.
            changes += [Change(moved, "headline")] * (random.random() < 0.5)
    last = min(planned.gone or end, end)
    changes = sorted((one for one in changes if one.at <= last), key=lambda one: one.at)
    return replace(planned, changes=tuple(changes))


def _changes(random: Random, habit: Habit, published: datetime) -> Iterator[Change]:
    """Revisions and cosmetic changes, in no order."""
    more = habit.revised
    while random.random() < more:
        yield Change(_after(random, published, habit.revised_after), random.choice(REVISING))
        more = habit.again
    more = habit.cosmetic
    while random.random() < more:
        yield Change(_after(random, published, 10.0), random.choice(COSMETIC))
        more = 0.2


def _after(random: Random, published: datetime, hours: float) -> datetime:
    """A moment so many hours after publication in the mean; three minutes at the soonest."""
    return published + timedelta(seconds=180 + int(random.expovariate(1 / (3600 * hours))))
