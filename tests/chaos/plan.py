"""What is to happen, drawn from a seed: which rounds, in which order, at which share of a run's course."""

from dataclasses import dataclass
from itertools import cycle, islice
from random import Random
from typing import Literal

from tests.chaos.faults import FAULTS

Kind = Literal["kill", "kill in recovery", "stop", "stop twice", "interrupt", "outage", "disk full", "to the end"]
When = Literal["start", "middle", "close"]

# Bytes that a full disk has left: from next to nothing to a dozen articles.
ROOM = (4_096, 120_000)


@dataclass(frozen=True, kw_only=True)
class Round:
    """One run, and what is done to it."""

    kind: Kind
    at: float = 0.5
    """When, as a share of the course that the run would take: 0 is when it has taken the spool."""
    fault: str | None = None
    when: When | None = None
    """Of an outage: from before the start, for a while in the middle, or from the middle to the end."""
    room: int | None = None


def draw(seed: int, *, kills: int, signals: int, outages: int, disk_full: int) -> list[Round]:
    """The rounds. Of the kills every fourth comes early, where a run recovers what the one before has left."""
    chance = Random(seed)
    rounds = [
        Round(kind="kill in recovery" if number % 4 == 3 else "kill", at=chance.random()) for number in range(kills)
    ]
    kinds: tuple[Kind, ...] = ("stop", "stop twice", "interrupt")
    rounds += [Round(kind=kind, at=chance.random()) for kind in islice(cycle(kinds), signals)]
    pairs = [(fault, when) for when in ("close", "middle", "start") for fault in FAULTS]
    chance.shuffle(pairs)
    # Each fault before any comes again, whatever the number.
    pairs.sort(key=_turn(pairs))
    rounds += [
        Round(kind="outage", at=chance.random(), fault=fault, when=when)  # type: ignore[arg-type]
        for fault, when in islice(cycle(pairs), outages)
    ]
    rounds += [Round(kind="disk full", at=chance.random(), room=chance.randint(*ROOM)) for _ in range(disk_full)]
    chance.shuffle(rounds)
    return rounds


def _turn(pairs: list[tuple[str, str]]):  # type: ignore[no-untyped-def]
    """The how-manieth of its fault each pair is."""
    seen: dict[str, int] = {}
    turns = {}
    for pair in pairs:
        seen[pair[0]] = turns[pair] = seen.get(pair[0], 0) + 1
    return turns.__getitem__
