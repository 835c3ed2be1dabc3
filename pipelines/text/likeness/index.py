"""The stories of the last days, found again by their likeness: locality-sensitive hashing over MinHash slots.

Everything is held in arrays, a row a story, the newest over the oldest once they are full. They are asked for whole and
at once, which costs nothing: a system gives memory to zeros when they are first written. Grown by and by they would
stand in memory twice whenever they grow.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pipelines.text.likeness.signature import FEWEST, LEAD_MARKS, MARKS, SLOTS, Signature

WINDOW: Final = timedelta(hours=72)
"""How far apart two printings of one story may be."""
MOST: Final = 131_072
"""Stories held: three days of 1,800 an hour, and then the oldest go."""
FAINT: Final = 0.3
"""Copy contained that is worth a look; below are quotations, titles and furniture."""
FEWEST_ALIKE: Final = 3
"""Slots in common: rows with fewer were met by chance, or share a sentence."""
FEWEST_PARTICULARS: Final = 6
"""Names and figures; of fewer, one or two that are spelt otherwise would decide."""
FURNITURE_CLUSTERS: Final = 3
"""Different stories that have a slot which is then furniture: two may be one story that went unnoticed."""
FURNITURE_SHARE: Final = 0.7
"""Copy contained, at most, in a story that furniture is learned from: more than that is the same story again."""

# A band is two neighbouring slots: of copy that is a seventh of a longer story, 9 in 10 are met; of unlike stories,
# four in 100,000.
_KEYS = 1 << 16
_MIX_1, _MIX_2, _SHIFT = np.uint32(0x85EBCA6B), np.uint32(0xC2B2AE35), np.uint32(16)
# How far back a key's chain is followed: past that it is the key of furniture, and other bands decide.
_STEPS = 16

Rows = NDArray[np.intp]
Slots = NDArray[np.bool_]
Shares = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A story that shares copy with the one asked about. Shares are of the story that has less, 0.0 to 1.0.

    Attributes:
        id: The story.
        cluster: The cluster it is in.
        contained: How much of the shorter one's copy is in the longer, furniture left out.
        particulars: How many of the names and figures are in both; None where there are too few to say.
        lead: How much of the opening is the other's opening.
        length: Its length, where the other's is 1.
        same_publisher: Whether one publisher printed both.
    """

    id: str
    cluster: str
    contained: float
    particulars: float | None
    lead: float
    length: float
    same_publisher: bool


@dataclass(frozen=True, slots=True, eq=False)
class Surroundings:
    """What the index knows of a story that it is asked about.

    Attributes:
        near: The stories that share copy with it, each once, the most alike first.
        furniture: Which of its slots several other stories have too: what is printed again and again is not the story.
    """

    near: tuple[Near, ...]
    furniture: Slots


class StoryIndex:
    """Signatures by likeness.

    Args:
        window: Stories further apart are not compared.
        most: How many are held.
    """

    def __init__(self, window: timedelta = WINDOW, most: int = MOST):
        self._window, self._most = window.total_seconds(), most
        self._last = 0  # rows ever added; a chain holds these numbers, from 1, so that 0 ends it
        self._heads = np.zeros((SLOTS, _KEYS), dtype=np.int32)
        self._bands = np.arange(SLOTS)
        self._names: list[tuple[str, str]] = []
        self._slots = np.zeros((most, SLOTS), dtype=np.uint32)
        self._older = np.zeros((most, SLOTS), dtype=np.int32)
        self._furniture = np.zeros((most, SLOTS), dtype=np.bool_)
        self._particulars = np.zeros((most, MARKS), dtype=np.uint8)
        self._leads = np.zeros((most, LEAD_MARKS), dtype=np.uint8)
        self._shingles = np.zeros(most)
        self._publishers = np.zeros(most, dtype=np.uint32)
        self._at = np.zeros(most)

    def __len__(self) -> int:
        return min(self._last, self._most)

    def add(
        self, story_id: str, cluster: str, at: datetime, signature: Signature, furniture: Slots | None = None
    ) -> None:
        """Hold a story. One that is held already is held again: a revision may be like others than the first was.

        Args:
            story_id: Its id.
            cluster: Its cluster.
            at: When it was published.
            signature: Its signature.
            furniture: What ``near`` said of it; None where nothing was asked.
        """
        row = self._last % self._most
        self._last += 1
        self._slots[row], self._particulars[row] = signature.slots, signature.particulars
        self._leads[row], self._shingles[row] = signature.lead, signature.shingles
        self._publishers[row], self._at[row] = signature.publisher, at.timestamp()
        self._furniture[row] = False if furniture is None else furniture
        keys = _keys(signature.slots)
        self._older[row] = self._heads[self._bands, keys]
        self._heads[self._bands, keys] = self._last
        self._names[row : row + 1] = [(story_id, cluster)]

    def near(self, story_id: str, at: datetime, signature: Signature) -> Surroundings:
        """What is held that shares copy with a story, other than the story itself."""
        rows = self._candidates(signature)
        rows = rows[np.abs(self._at[rows] - at.timestamp()) <= self._window]
        equal = np.equal(self._slots[rows], signature.slots)
        alike = equal.sum(axis=1) >= FEWEST_ALIKE
        alike[alike] = [self._names[row][0] != story_id for row in rows[alike].tolist()]
        rows, equal = rows[alike], equal[alike]
        furniture = self._find_furniture(rows, equal, signature)
        contained, lengths = self._compare(rows, equal, signature, furniture)
        found: dict[str, Near] = {}
        for place in np.argsort(-contained, kind="stable").tolist():
            if contained[place] < FAINT:
                break
            near = self._describe(int(rows[place]), float(contained[place]), float(lengths[place]), signature)
            found.setdefault(near.id, near)
        return Surroundings(tuple(found.values()), furniture)

    def _candidates(self, signature: Signature) -> Rows:
        """Rows that have a band in common with the signature, or a band of the same key."""
        bands, places = self._bands, self._heads[self._bands, _keys(signature.slots)]
        oldest = max(0, self._last - self._most)
        seen = [np.empty(0, dtype=np.intp)]
        for _ in range(_STEPS):
            living = places > oldest
            if not living.any():
                break
            bands, rows = bands[living], (places[living] - 1) % self._most
            seen.append(rows.astype(np.intp))
            places = self._older[rows, bands]
        return np.unique(np.concatenate(seen))

    def _find_furniture(self, rows: Rows, equal: Slots, signature: Signature) -> Slots:
        nothing = np.zeros(SLOTS, dtype=np.bool_)
        contained, _ = self._compare(rows, equal, signature, nothing)
        places = np.flatnonzero(contained < FURNITURE_SHARE)
        numbers: dict[str, int] = {}
        clusters = [numbers.setdefault(self._names[row][1], len(numbers)) for row in rows[places].tolist()]
        if len(numbers) < FURNITURE_CLUSTERS:
            return nothing
        in_order = np.argsort(clusters, kind="stable")
        begins = np.flatnonzero(np.diff(np.take(clusters, in_order), prepend=-1))
        by_cluster = np.logical_or.reduceat(equal[places[in_order]], begins, axis=0)
        return np.asarray(by_cluster.sum(axis=0) >= FURNITURE_CLUSTERS)

    def _compare(self, rows: Rows, equal: Slots, signature: Signature, furniture: Slots) -> tuple[Shares, Shares]:
        """How much of the shorter is in the longer, and how long theirs is where ours is 1; furniture left out.

        A slot of two stories together is the lower of their two, so that it is furniture where that one is.
        """
        theirs, their_furniture = self._slots[rows], self._furniture[rows]
        struck = ((theirs >= signature.slots) & furniture) | ((theirs <= signature.slots) & their_furniture)
        alike = (equal & ~struck).sum(axis=1) / np.maximum(1, SLOTS - struck.sum(axis=1))
        mine = max(1.0, signature.shingles * (1 - float(furniture.mean())))
        lengths = np.maximum(1.0, self._shingles[rows] * (1 - their_furniture.mean(axis=1)))
        shorter = np.minimum(lengths, mine)
        contained = np.minimum(1.0, alike * (lengths + mine) / ((1 + alike) * shorter))
        return np.where(shorter < FEWEST, 0.0, contained), lengths / mine

    def _describe(self, row: int, contained: float, length: float, signature: Signature) -> Near:
        story_id, cluster = self._names[row]
        return Near(
            id=story_id,
            cluster=cluster,
            contained=contained,
            particulars=_shared(self._particulars[row], signature.particulars, FEWEST_PARTICULARS),
            lead=_shared(self._leads[row], signature.lead, 1) or 0.0,
            length=length,
            same_publisher=bool(self._publishers[row] == signature.publisher != 0),
        )


def _shared(one: NDArray[np.uint8], other: NDArray[np.uint8], fewest: int) -> float | None:
    """Of the marks of the story that has fewer, how many the other has; None where they are too few."""
    fewer = min(int(np.bitwise_count(one).sum()), int(np.bitwise_count(other).sum()))
    return int(np.bitwise_count(one & other).sum()) / fewer if fewer >= fewest else None


def _keys(slots: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The key of each band, 0 to ``_KEYS`` - 1."""
    return (slots * _MIX_1 + np.roll(slots, 1) * _MIX_2) >> _SHIFT
