"""A story's signature: a few hundred bytes by which two stories can be compared without their copy.

The slots are MinHash's, by rensa; the rest says how long the story is and which names and figures it has. A signature
is the same on every machine. ``FORMAT`` rises with anything that changes it: old ones are then passed over, and the
window is full again in three days.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from struct import Struct
from typing import Final
from zlib import crc32

import numpy as np
import rensa  # type: ignore[import-untyped, unused-ignore]
from numpy.typing import NDArray

from pipelines.text.likeness.words import WIDTH, Wording

FORMAT: Final = 1
"""The first byte. The second is rensa's own version of its algorithm."""
SLOTS: Final = 128
"""MinHash slots: a likeness of .2 is estimated to within .035, half a kilobyte a story."""
MARKS: Final = 64
"""Bytes of marks for names and figures, a bit each: the forty of a long report fill a twelfth of them."""
LEAD_WORDS: Final = 40
"""Words of the lead: an aggregator's line and a dateline may stand before the story, and some of it is left."""
LEAD_MARKS: Final = 32
"""Bytes of marks for the lead's shingles."""
FEWEST: Final = 20
"""Shingles. Copy shorter than that is a caption or a notice, and half of what pages print alike."""

_HEAD = Struct("<BBII")
_SEED = 20260901  # any number, once for all
LENGTH: Final = _HEAD.size + 4 * SLOTS + MARKS + LEAD_MARKS
"""Bytes of a signature."""

# To join the hashes of a shingle's words, and to strew what comes out: odd numbers without a pattern (splitmix64's).
_JOIN, _STREW_1, _STREW_2 = (np.uint64(n) for n in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB))
_31, _27, _30 = np.uint64(31), np.uint64(27), np.uint64(30)


@dataclass(frozen=True, slots=True, eq=False)
class Signature:
    """A signature taken apart.

    Attributes:
        shingles: How many different ones the story has.
        publisher: A number for whoever printed it; 0 for nobody named.
        slots: The MinHash, ``SLOTS`` numbers.
        particulars: Bits for the names and figures, as bytes.
        lead: Bits for the shingles of the opening, as bytes.
    """

    shingles: int
    publisher: int
    slots: NDArray[np.uint32]
    particulars: NDArray[np.uint8]
    lead: NDArray[np.uint8]


def sign(wording: Wording, publisher: str | None = None) -> bytes | None:
    """The signature of a story's words, as a publisher prints them; None where there are too few to tell it by."""
    shingles = _hash_shingles(wording)
    distinct = np.unique(shingles)
    if len(distinct) < FEWEST:
        return None
    ends = np.array([0, len(distinct)], dtype=np.uint64)
    made = rensa.RMinHash.digest_matrix_from_flat_token_hashes(distinct, ends, SLOTS, _SEED)
    slots = np.array(made.to_rows()[0], dtype="<u4")
    whose = crc32("".join(filter(str.isalnum, (publisher or "").casefold())).encode("utf-8", "surrogatepass"))
    head = _HEAD.pack(FORMAT, rensa.RMinHash.ALGORITHM_VERSION, len(distinct), whose)
    lead = shingles[:LEAD_WORDS]
    particulars = map(crc32, wording.particulars)
    return head + slots.tobytes() + _mark(particulars, MARKS) + _mark(lead.tolist(), LEAD_MARKS)


def read_signature(signature: bytes) -> Signature | None:
    """The parts of a signature; None for one of another format, which can't be compared."""
    if len(signature) != LENGTH:
        return None
    made_as, algorithm, shingles, publisher = _HEAD.unpack_from(signature)
    if (made_as, algorithm) != (FORMAT, rensa.RMinHash.ALGORITHM_VERSION):
        return None
    slots = np.frombuffer(signature, dtype="<u4", count=SLOTS, offset=_HEAD.size)
    marks = np.frombuffer(signature, dtype=np.uint8, offset=_HEAD.size + 4 * SLOTS)
    return Signature(shingles, publisher, slots, marks[:MARKS], marks[MARKS:])


def _hash_shingles(wording: Wording) -> NDArray[np.uint64]:
    """A number for each shingle, in the order of the copy."""
    count = len(wording.words) - WIDTH + 1
    if count < FEWEST:
        return np.empty(0, dtype=np.uint64)
    words = np.fromiter(map(crc32, wording.words), dtype=np.uint64, count=len(wording.words))
    if wording.widths is None:
        return _strew(_join(words, WIDTH))
    widths = np.array(wording.widths)
    joined = np.zeros(len(words), dtype=np.uint64)
    for width in set(wording.widths):
        row = _join(words, width)
        joined[: len(row)] = np.where(widths[: len(row)] == width, row, joined[: len(row)])
    whole = np.arange(len(words)) + widths <= len(words)
    return _strew(joined[whole])


def _join(words: NDArray[np.uint64], width: int) -> NDArray[np.uint64]:
    """A number for each run of so many words."""
    count = max(0, len(words) - width + 1)
    joined = np.zeros(count, dtype=np.uint64)
    for place in range(width):
        joined = joined * _JOIN + words[place : place + count]
    return joined


def _strew(joined: NDArray[np.uint64]) -> NDArray[np.uint64]:
    joined = (joined ^ (joined >> _30)) * _STREW_1
    joined = (joined ^ (joined >> _27)) * _STREW_2
    return joined ^ (joined >> _31)


def _mark(numbers: Iterable[int], length: int) -> bytes:
    """So many bytes with a bit set for each number."""
    marks = bytearray(length)
    for number in numbers:
        mark = number % (8 * length)
        marks[mark >> 3] |= 1 << (mark & 7)
    return bytes(marks)
