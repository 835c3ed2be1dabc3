"""Shapes that differ in one word are one: "our weekly … letter" for climate, for politics, for food."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from pipelines.text.template.judgement import judge
from pipelines.text.template.shape import with_free_word
from pipelines.text.template.tally import PublisherTally, ShapeTally

# Two shapes with one word between them may be a sentence and its correction; three are a form that is filled in.
_FEWEST_KIN = 3
_SAMPLES = 3


def merge_families(tallies: Iterable[ShapeTally]) -> tuple[ShapeTally, ...]:
    """Put shapes that differ in one word together, where together they say something.

    Args:
        tallies: The shapes of one aggregator.

    Returns:
        The shapes, each once: a family in the place of its members where it is furniture or worth proposing.
    """
    alone = {tally.shape: tally for tally in tallies}
    kin: dict[str, dict[str, None]] = defaultdict(dict)  # members in the order of the tallies, each once
    for form in alone:
        for family in with_free_word(form):
            kin[family][form] = None
    families = [(form, members) for form, members in kin.items() if len(members) >= _FEWEST_KIN]
    families.sort(key=lambda pair: (-len(pair[1]), pair[0]))
    merged: list[ShapeTally] = []
    for form, members in families:
        left = [alone[member] for member in members if member in alone]
        if len(left) >= _FEWEST_KIN and judge(together := merge(form, left)) != "copy":
            merged.append(together)
            for tally in left:
                del alone[tally.shape]
    return (*merged, *alone.values())


def merge(form: str, tallies: list[ShapeTally]) -> ShapeTally:
    """Several tallies as one, under another shape."""
    openings = 0
    for tally in tallies:
        openings |= tally.openings
    sinces = [tally.since for tally in tallies if tally.since]
    lasts = [tally.last for tally in tallies if tally.last]
    return replace(
        tallies[0],
        shape=form,
        publishers=_publishers(tallies),
        head=sum(tally.head for tally in tallies),
        amid=sum(tally.amid for tally in tallies),
        tail=sum(tally.tail for tally in tallies),
        places=sum(tally.places for tally in tallies),
        squares=sum(tally.squares for tally in tallies),
        openings=openings,
        headings=sum(tally.headings for tally in tallies),
        struck=sum(tally.struck for tally in tallies),
        samples=tuple(dict.fromkeys(text for tally in tallies for text in tally.samples[:1]))[:_SAMPLES],
        since=min(sinces, default=None),
        last=max(lasts, default=None),
    )


def _publishers(tallies: list[ShapeTally]) -> dict[str, PublisherTally]:
    together: dict[str, PublisherTally] = {}
    for tally in tallies:
        for name, one in tally.publishers.items():
            before = together.get(name, PublisherTally(0, one.of))
            together[name] = PublisherTally(before.stories + one.stories, one.of)
    return together
