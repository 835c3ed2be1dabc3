"""The demo's stories: what each says, and the trouble that is printed round it.

The copy is data, ``copy/<publisher>.toml``, one file a publisher. Every story states its truth beside its trouble,
so that what a desk makes of the page can be checked. How the copy is written down is told in ``notation.py``.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from crawler.demo.notation import Part, plain, read_notation
from pipelines.items import Access, Credit, Person

DAY = date(2026, 9, 17)
"""The day on which the demo is read, unless another is given: the same pages come out on every machine."""

PictureShape = Literal["figure", "poured", "loose", "bare", "lazy"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPublisher:
    """One invented publisher."""

    name: str
    """The name as the pages print it."""
    slug: str
    """Its part of ``/publishers/<slug>``."""
    language: str
    """The language of its stories, where a story does not say another: "en"."""
    zone: str = "+00:00"
    """The offset of its times."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPicture:
    """One picture: what is true of it, and the line that is printed under it."""

    caption: str | None = None
    """The clean caption; null where only a credit, or nothing, is printed."""
    credit: Credit | None = None
    """The credit as a perfect reading has it."""
    line: str | None = None
    """The line as printed, caption and credit together; null where it is the caption alone."""
    alt: str | None = None
    """The alternative text; null where it is the caption."""
    alt_printed: bool = False
    """Whether the alternative text is printed on a line of its own before the caption."""
    shape: PictureShape = "figure"
    """How the picture stands in the HTML."""

    @property
    def printed(self) -> str | None:
        """The line under the picture; None for a bare picture."""
        return self.line or self.caption

    @property
    def alternative(self) -> str:
        """The ``alt`` attribute; empty where the picture has neither alternative text nor caption."""
        return self.alt or self.caption or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One story, its truth and its trouble."""

    slug: str
    publisher: DemoPublisher
    topic: str
    """The listing it stands in: ``/sections/<topic>``."""
    section: str | None
    """The section as printed on the page."""
    headline: str
    standfirst: str | None
    byline: str | None
    """The byline as printed."""
    people: tuple[Person, ...]
    organisations: tuple[str, ...]
    dateline: str | None
    """The place of the dateline."""
    language: str
    published: datetime
    updated: datetime | None
    parts: tuple[Part, ...]
    """The copy and what is printed among it, in order."""
    pictures: tuple[DemoPicture, ...]
    troubles: frozenset[str]
    dives: tuple[tuple[str, str, str], ...]
    """Slug, headline and summary of the stories in its dive-deeper box."""

    @property
    def access(self) -> Access:
        """open, prompted or truncated, as the Article has it."""
        if "wall_cut" in self.troubles:
            return "truncated"
        return "prompted" if "wall" in self.troubles else "open"

    @property
    def summary(self) -> str:
        """What metadata and listings say the story is about: the standfirst, else the opening of the copy."""
        opening = next((part.text for part in self.parts if part.kind == "paragraph"), self.headline)
        return self.standfirst or (opening if len(opening) < 160 else opening[:150].rsplit(" ", 1)[0] + "…")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """One ``[[story]]`` of a file, as written."""

    slug: str
    topic: str
    headline: str
    copy: str
    section: str | None = None
    standfirst: str | None = None
    byline: str | None = None
    people: tuple[str | Person, ...] = ()
    organisations: tuple[str, ...] = ()
    dateline: str | None = None
    language: str | None = None
    days_ago: int = 0
    time: str = "06:00"
    updated_after: int | None = None
    picture: tuple[DemoPicture, ...] = ()
    troubles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _PublisherFile:
    """One file of copy."""

    publisher: DemoPublisher
    story: tuple[_Told, ...]


@cache
def load_stories(day: date = DAY) -> tuple[Story, ...]:
    """All stories of the demo, newest first.

    Args:
        day: The day on which the demo is read; each story was published so many days before it.

    Raises:
        msgspec.ValidationError: a file of copy is written wrongly.
    """
    folder = files("crawler.demo") / "copy"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    told = [msgspec.toml.decode((folder / name).read_bytes(), type=_PublisherFile) for name in names]
    stories = [_tell(file.publisher, story, day) for file in told for story in file.story]
    stories.sort(key=lambda story: (story.published, story.slug), reverse=True)
    return _with_dives(tuple(stories))


def _tell(publisher: DemoPublisher, told: _Told, day: date) -> Story:
    """The story that one ``[[story]]`` means."""
    morning = f"{(day - timedelta(days=told.days_ago)).isoformat()}T{told.time}:00{publisher.zone}"
    published = datetime.fromisoformat(morning)
    return Story(
        slug=told.slug,
        publisher=publisher,
        topic=told.topic,
        section=told.section,
        headline=told.headline,
        standfirst=told.standfirst,
        byline=told.byline,
        people=tuple(Person(name=who) if isinstance(who, str) else who for who in told.people),
        organisations=told.organisations,
        dateline=told.dateline,
        language=told.language or publisher.language,
        published=published,
        updated=published + timedelta(minutes=told.updated_after) if told.updated_after else None,
        parts=read_notation(told.copy),
        pictures=told.picture,
        troubles=frozenset(told.troubles),
        dives=(),
    )


def _with_dives(stories: tuple[Story, ...]) -> tuple[Story, ...]:
    """The stories, each with a dive-deeper box holding the next two, those of its language first."""

    def dives(index: int) -> tuple[tuple[str, str, str], ...]:
        others = sorted(
            stories[index + 1 :] + stories[:index], key=lambda other: other.language != stories[index].language
        )
        return tuple((other.slug, plain(other.headline), other.summary) for other in others[:2])

    return tuple(
        replace(story, dives=dives(index)) if "dive_deeper" in story.troubles else story
        for index, story in enumerate(stories)
    )
