"""Which lines of a page are its copy, where somebody has written down what the copy is.

Gold is a text, and a page is lines: the same words may stand in a teaser, a caption and the copy, and a line of two
words stands anywhere. So all places where a line could stand in the gold are found, and of these the longest chain is
taken that reads on in both, line by line and word by word.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice, pairwise

WORD = re.compile(r"\w+")

# Words. A shorter line is copy only where it joins on to the line before it; alone it proves nothing.
SHORT = 3
# A line of this many words may differ from the gold here and there, as where a link's text was left out of one of them.
LONG = 6
# The share of a long line's runs of three words that the gold must have.
ALIKE = 0.6
# Places looked at for each line; a page that repeats a word a thousand times is not worth more.
PLACES, PLACES_ALIKE = 50, 3
# What joining on to the line before is worth, in words; and what a word of a short line is, joined on and not.
JOINED = 0.5
SHORT_JOINED, SHORT_ALONE = 0.3, 0.05


@dataclass(frozen=True, slots=True)
class Match:
    """A place in the gold where a line may stand.

    Attributes:
        line: The line's index.
        start, end: Words of the gold, the end not included.
        short: Whether the line has fewer than SHORT words.
    """

    line: int
    start: int
    end: int
    short: bool


def align(texts: Sequence[str], bodies: Iterable[str]) -> list[bool | None]:
    """Whether each line is copy; None where it can't be said.

    Args:
        texts: The page's lines.
        bodies: The gold, at least one. Where a page's gold has optional paragraphs, it is given with them and without,
            and those lines are None.
    """
    readings = [_align(texts, WORD.findall(body)) for body in bodies]
    return [verdicts[0] if len(set(verdicts)) == 1 else None for verdicts in zip(*readings, strict=True)]


def _align(texts: Sequence[str], gold: Sequence[str]) -> list[bool | None]:
    """None only for lines without a word: a rule of stars."""
    lines = [WORD.findall(text) for text in texts]
    places = _Places(gold)
    matches = [match for index, words in enumerate(lines) if words for match in places.of(index, words)]
    copy = {match.line for match in _proved(_best_chain(matches, len(gold)))}
    return [index in copy if words else None for index, words in enumerate(lines)]


def _proved(chain: Sequence[Match]) -> Iterator[Match]:
    """A short line is copy where it begins the gold or goes on where the line before it ends."""
    if chain and (not chain[0].short or chain[0].start == 0):
        yield chain[0]
    for before, match in pairwise(chain):
        if not match.short or match.start in (0, before.end):
            yield match


class _Places:
    """Where words stand in the gold."""

    def __init__(self, gold: Sequence[str]):
        self.gold = gold
        self.by_word: dict[str, list[int]] = {}
        self.by_three: dict[tuple[str, ...], list[int]] = {}
        for at, word in enumerate(gold):
            self.by_word.setdefault(word, []).append(at)
        for at in range(len(gold) - SHORT + 1):
            self.by_three.setdefault(tuple(gold[at : at + SHORT]), []).append(at)

    def of(self, index: int, words: list[str]) -> Iterator[Match]:
        """Where a line may stand: word for word, or else nearly."""
        short = len(words) < SHORT
        begins = self.by_word.get(words[0], []) if short else self.by_three.get(tuple(words[:SHORT]), [])
        exact = list(islice((at for at in begins if self.gold[at : at + len(words)] == words), PLACES))
        if exact or len(words) < LONG:
            return (Match(index, at, at + len(words), short) for at in exact)
        return self._alike(index, words)

    def _alike(self, index: int, words: list[str]) -> Iterator[Match]:
        threes = [self.by_three.get(tuple(words[at : at + SHORT])) for at in range(len(words) - SHORT + 1)]
        known = [places for places in threes if places]
        share = len(known) / len(threes)
        if share >= ALIKE:
            for at in known[0][:PLACES_ALIKE]:
                yield Match(index, at, at + int(len(words) * share), short=False)


def _best_chain(matches: Sequence[Match], number: int) -> list[Match]:
    """The chain that is worth most, each match after the one before it on the page and in the gold.

    Args:
        matches: By line.
        number: Words of the gold.
    """
    best = _Best(number)
    before: list[int] = []
    for _, of_line in groupby(range(len(matches)), key=lambda index: matches[index].line):
        ended = []
        for index in of_line:
            worth, previous = best.chain_to(matches[index])
            before.append(previous)
            ended.append((worth, index, matches[index]))
        for worth, index, match in ended:  # only now: a line stands in one place
            best.note(worth, index, match)
    chain, at = [], best.last()
    while at != -1:
        chain.append(matches[at])
        at = before[at]
    return chain[::-1]


class _Best:
    """The best chain that ends at each word of the gold, and up to it (a Fenwick tree of maxima)."""

    def __init__(self, number: int):
        self.tree = [(0.0, -1)] * (number + 2)
        self.ends: dict[int, tuple[float, int]] = {}

    def chain_to(self, match: Match) -> tuple[float, int]:
        """What the best chain up to a match is worth with it, and the match before it (-1: none)."""
        worth, previous = self._up_to(match.start)
        length = match.end - match.start
        joined, last = self.ends.get(match.start, (-1.0, -1))
        if last != -1 and joined + JOINED >= worth:
            return joined + JOINED + length * (SHORT_JOINED if match.short else 1), last
        return worth + length * (SHORT_ALONE if match.short else 1), previous

    def note(self, worth: float, index: int, match: Match) -> None:
        """A chain that ends with a match."""
        self.ends[match.end] = max(self.ends.get(match.end, (-1.0, -1)), (worth, index))
        at = min(match.end + 1, len(self.tree) - 1)
        while at < len(self.tree):
            self.tree[at] = max(self.tree[at], (worth, index))
            at += at & -at

    def last(self) -> int:
        """The last match of the best chain of all; -1 where there is none."""
        return self._up_to(len(self.tree) - 2)[1]

    def _up_to(self, word: int) -> tuple[float, int]:
        at, found = word + 1, (0.0, -1)
        while at:
            found = max(found, self.tree[at])
            at -= at & -at
        return found
