"""What is known of each line by its words, as columns of numbers: its own part of its features.

What is counted is counted over the whole page at one go: asking each line costs more than the answer.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crawler.reader.copy.prose import Flags, Ints
from crawler.reader.copy.told import Told
from crawler.reader.lines import Line

Column = NDArray[Any] | list[bool] | list[int] | float

OF_LINE = (
    "extent", "words", "linked", "strong", "ends", "colon", "capital", "commas", "digits", "upper", "bars", "stops",
    "broken", "table", "cut", "twins", "in_body", "headline", "prose", "addressed", "ended", "summary", "english",
)  # fmt: skip

_CAPITALS = frozenset(map(chr, [*range(65, 91), *range(0xC0, 0xD7), *range(0xD8, 0xDF), *range(0x410, 0x430)]))
_CAPITALS |= frozenset(map(chr, range(0x391, 0x3AA))) | frozenset("0123456789")
_OPENING = "\"'“‘«»„¿¡(["
_NO_WORD = re.compile(r"[^\w\n]+")
_CUT = ("…", "...", "[…]", "[...]")
# Letters of a summary by which the line that shows it is known: metadata cut it off somewhere.
SUMMARY = 60
_BEYOND, _PUNCTUATION = 0xE0, 0xE2
"""First bytes in UTF-8: of a letter past Arabic's; of dashes and curled quotes."""
_SPACE, _COMMA, _STOP, _ZERO, _NINE, _BREAK = b" ,.09\n"


@dataclass(frozen=True)
class Texts:
    """The lines' texts, no line break in any, alone and as one page.

    Attributes:
        lines: Each.
        length: Characters of each.
    """

    lines: Sequence[str]
    length: Ints

    @classmethod
    def of(cls, found: Sequence[Line]) -> "Texts":
        """Those of some lines."""
        lines = [line.text for line in found]
        return cls(lines, np.array(list(map(len, lines))))

    @cached_property
    def page(self) -> str:
        """All, a line break between."""
        return "\n".join(self.lines)

    @cached_property
    def folded(self) -> list[str]:
        """Each, case aside: one by one, since what is ASCII throughout is done quickly, and most lines are."""
        return [line.casefold() for line in self.lines]

    @property
    def may_be_dense(self) -> bool:
        """Whether a letter may be of a script without spaces: those begin at E0 and above, save E2."""
        return bool(((self._letters >= _BEYOND) & (self._letters != _PUNCTUATION)).any())

    @cached_property
    def _letters(self) -> NDArray[np.uint8]:
        return np.frombuffer(self.page.encode("utf-8", "surrogatepass"), dtype=np.uint8)

    @cached_property
    def _starts(self) -> Ints:
        return np.concatenate(([0], np.flatnonzero(self._letters == _BREAK) + 1))

    def _count(self, found: Flags) -> Ints:
        counts: Ints = np.add.reduceat(found, self._starts, dtype=np.intp)
        return counts

    def spaces(self) -> Ints:
        """Spaces of each line."""
        return self._count(self._letters == _SPACE)

    def digits(self) -> Ints:
        """ASCII figures of each."""
        return self._count((self._letters >= _ZERO) & (self._letters <= _NINE))

    def commas(self) -> Ints:
        """Commas of each, in any script."""
        return self._count(self._letters == _COMMA) + self.among("，") + self.among("、")

    def stops(self) -> Ints:
        """Ends of sentences within each."""
        stops = self._letters == _STOP
        stops[:-1] &= self._letters[1:] == _SPACE
        stops[-1] = False
        return self._count(stops) + self.among("。")

    def among(self, letter: str) -> Ints | int:
        """How often a letter stands in each."""
        return np.array([line.count(letter) for line in self.lines]) if letter in self.page else 0

    def having(self, *pieces: str) -> Flags | bool:
        """Whether any of the pieces stands in each."""
        asked = [np.array([piece in line for line in self.lines]) for piece in pieces if piece in self.page]
        return np.logical_or.reduce(asked) if asked else False


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found out of each line already: ``extent``, ``ends``, ``prose`` and ``ended`` as features are named."""

    extent: Ints
    ends: Flags
    prose: Flags
    ended: Flags
    linked: Ints


def line_columns(found: Sequence[Line], texts: Texts, seen: Seen, told: Told) -> list[Column]:
    """The columns, one each of ``OF_LINE``."""
    lines, length = texts.lines, texts.length
    counts = Counter(lines)
    title = told.headline.casefold() if told.headline else ""
    summary = told.description.casefold()[:SUMMARY] if told.description else ""
    return [
        seen.extent, texts.spaces() + 1, seen.linked / length, np.array([line.strong for line in found]) / length,
        seen.ends, [line[-1] in ":：" for line in lines], list(map(_is_capital, lines)), texts.commas(),
        texts.digits() / length, list(map(str.isupper, lines)), texts.having("|", "»", "›"), texts.stops(),
        [line.broken for line in found], [line.kind == "table" for line in found],
        [line.endswith(_CUT) for line in lines], [counts[line] for line in lines], _in_body(texts, told.article_body),
        [line == title for line in texts.folded] if title else False, seen.prose, texts.having("@", "http"), seen.ended,
        [line.startswith(summary) for line in texts.folded] if summary else False, told.english,
    ]  # fmt: skip


def _is_capital(text: str) -> bool:
    """Whether a capital or a figure opens the line, after quotes and brackets maybe."""
    return text[0] in _CAPITALS or (text[0] in _OPENING and text.lstrip(_OPENING)[:1] in _CAPITALS)


def _in_body(texts: Texts, told: str | None) -> list[int] | int:
    """1 where the metadata's copy has the line, 0 where it has not, 2 where there is none to compare."""
    body = _words(told)[0].strip() if told else ""
    if not body:
        return 2
    return [line.strip() in body for line in _words(texts.page)]


def _words(text: str) -> list[str]:
    return _NO_WORD.sub(" ", text.casefold()).split("\n")
