"""The copy that the labelled set is made from: invented, of several kinds and languages, in two halves.

The halves were dealt out before anything was tuned: a group is in one of them whole, so that nothing learned on the
development half was seen in the half held out. The demo's stories are dealt out by turns.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from crawler.demo import load_stories

FOLDER = Path(__file__).parent / "copy"
HALVES = ("development", "held out")
SHORTEST = 180  # letters: the demo's notices of a line or two are nobody's story


@dataclass(frozen=True, kw_only=True)
class Source:
    """One story as its writer sent it.

    Attributes:
        id: Its name in the set.
        half: Which half it belongs to.
        group: The stories that it must not be taken for, though they look like it.
        kind: What sort of group that is.
        paragraphs: The copy.
        names: How others spell its names.
    """

    id: str
    half: str
    group: str
    kind: str
    paragraphs: tuple[str, ...]
    names: Mapping[str, str] = field(default_factory=dict)


@cache
def sources() -> tuple[Source, ...]:
    """All of them, in an order that stays."""
    return (*_written(), *_of_the_demo())


def _written() -> Iterator[Source]:
    for path in sorted(FOLDER.glob("*.toml")):
        for group in tomllib.loads(path.read_text("utf-8"))["group"]:
            for number, story in enumerate(group["story"], start=1):
                yield Source(
                    id=f"{group['label']} {number}",
                    half=group["half"],
                    group=group["label"],
                    kind=group["kind"],
                    paragraphs=tuple(line.strip() for line in story["text"].splitlines() if line.strip()),
                    names=story.get("names", {}),
                )


def _of_the_demo() -> Iterator[Source]:
    for number, story in enumerate(load_stories()):
        paragraphs = tuple(part.text for part in story.parts if part.kind == "paragraph")
        if sum(map(len, paragraphs)) >= SHORTEST:
            label = f"demo {number}"
            yield Source(id=label, half=HALVES[number % 2], group=label, kind="demo", paragraphs=paragraphs)
