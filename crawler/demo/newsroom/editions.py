"""A story as its page stands after so many changes."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from crawler.demo.newsroom.plan import Planned
from crawler.demo.notation import Part
from crawler.demo.stories import Story
from crawler.demo.synthetic import invent_byline, invent_headline, invent_paragraph
from pipelines.items import Person

# Prompts that stand anywhere in a story's copy and are never part of it.
_PROMPTS = ("READ MORE: {}", "RELATED: {}", "SEE ALSO: {}", "ADVERTISEMENT", "Sign up to our morning newsletter")
_PROMPTED = -1  # the run that such a prompt stands in, to be known by
_CORRECTION = "Correction: An earlier version of this story gave the wrong year for {}. It was {}."


def edition(planned: Planned, number: int) -> Story:
    """The story after its first ``number`` changes, under the slug it had first.

    Each change is drawn from the story's slug and its own place, so an edition is the same on every machine.
    """
    story = planned.story
    for place, change in enumerate(planned.changes[:number]):
        # Drawing copy, not keys.
        random = Random(f"{planned.story.slug}/{place}")  # noqa: S311
        story = _MAKE[change.kind](random, story)
        if change.kind != "aside" and change.kind != "furniture":
            story = replace(story, updated=change.at.astimezone(story.published.tzinfo))
    return story


def _headline(random: Random, story: Story) -> Story:
    return replace(story, headline=_another(random, invent_headline, story.headline))


def _byline(random: Random, story: Story) -> Story:
    name = _another(random, invent_byline, (story.byline or "").removeprefix("By "))
    return replace(story, byline=f"By {name}", people=(Person(name=name),))


def _body(random: Random, story: Story) -> Story:
    """One paragraph is another."""
    places = [place for place, part in enumerate(story.parts) if part.kind == "paragraph"]
    place = random.choice(places)
    parts = list(story.parts)
    parts[place] = replace(parts[place], markup=invent_paragraph(random))
    return replace(story, parts=tuple(parts))


def _correction(random: Random, story: Story) -> Story:
    """A paragraph is put right, and a note at the end says so."""
    note = _CORRECTION.format(invent_byline(random) + "’s visit", random.randint(1950, 2026))
    return _append(_body(random, story), note)


def _update(random: Random, story: Story) -> Story:
    """A paragraph more, under a line that says when."""
    told = _append(story, invent_paragraph(random))
    line = Part(kind="furniture", markup=f"Updated {random.randint(1, 12)}:{random.randint(10, 59)} p.m.", run=-3)
    return replace(told, parts=(line, *(part for part in told.parts if not part.markup.startswith("Updated "))))


def _furniture(random: Random, story: Story) -> Story:
    """A prompt more among the paragraphs, in place of the one that came so before it."""
    parts = [part for part in story.parts if part.run != _PROMPTED]
    place = random.randrange(1, len(parts) + 1)
    words = random.choice(_PROMPTS).format(invent_headline(random))
    return replace(story, parts=(*parts[:place], Part(kind="furniture", markup=words, run=_PROMPTED), *parts[place:]))


def _as_it_was(random: Random, story: Story) -> Story:
    """The copy and what stands among it stay."""
    return story


def _append(story: Story, markup: str) -> Story:
    return replace(story, parts=(*story.parts, Part(kind="paragraph", markup=markup, run=_last_run(story) + 3)))


def _last_run(story: Story) -> int:
    return max(part.run for part in story.parts)


def _another(random: Random, invent: Callable[[Random], str], old: str) -> str:
    """Something drawn that is not the old."""
    drawn = invent(random)
    while drawn == old:
        drawn = invent(random)
    return drawn


_MAKE: dict[str, Callable[[Random, Story], Story]] = {
    "headline": _headline,
    "body": _body,
    "byline": _byline,
    "correction": _correction,
    "update": _update,
    "furniture": _furniture,
    "aside": _as_it_was,
    "touch": _as_it_was,
}
