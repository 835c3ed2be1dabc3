"""The book of boilerplate rules: asks all of them at once what they say of one line.

Where a line stands and what stands beside it is weighed in ``find``; reading rule files is ``pipelines.rules``.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from hashlib import sha256
from json import dumps
from types import MappingProxyType
from typing import Any

from pipelines.text.boilerplate.rule import KINDS, PLACES, Reach, Rule, Where
from pipelines.text.boilerplate.shorthand import SHORTHAND
from pipelines.text.boilerplate.sieve import Sieve
from pipelines.text.levelling import bare, fold, fold_bare

__all__ = ["KINDS", "PLACES", "Reach", "Rule", "RuleBook", "Where", "broken_proofs"]

# Most patterns speak of lines of one sentence, and long paragraphs need not be asked about them.
_SHORT = 220


class RuleBook:
    """Many rules, asked at once: exact lines by look-up, patterns in one linear pass of RE2."""

    def __init__(self, rules: Iterable[Rule]):
        """Compile the rules. Raises ValueError, naming rule and field, for a double id or a pattern that is none."""
        listed = tuple(rules)
        self.rules: Mapping[str, Rule] = MappingProxyType({rule.id: rule for rule in listed})
        if len(self.rules) < len(listed):
            ids = [rule.id for rule in listed]
            raise ValueError(f"{next(i for i in ids if ids.count(i) > 1)}: id: two rules have it")
        self.digest: str = _digest(listed)
        self.coded: tuple[Rule, ...] = tuple(rule for rule in listed if rule.code)
        self._order = {rule.id: place for place, rule in enumerate(listed)}
        self._by_line = _index_lines(listed)
        self._longest_line = max(map(len, self._by_line), default=0) + 40  # 40 letters of brackets, bullets, spaces
        closing = [rule for rule in listed if _is_closing_note(rule)]
        others = [rule for rule in listed if not _is_closing_note(rule)]
        self._closing = Sieve(closing)
        self._for_short = Sieve(others)
        self._for_long = Sieve([rule for rule in others if rule.longest > _SHORT])
        self.longest: int = max([rule.longest for rule in listed], default=0)

    def __len__(self) -> int:
        return len(self.rules)

    def speaking(self, text: str) -> tuple[Rule, ...]:
        """The rules whose words fit the whole text, in the book's order; place and neighbours are not asked.

        Args:
            text: One block, tidy. Its length costs nothing beyond the longest rule's ``longest``.
        """
        return self._in_order([*self.speaking_anywhere(text), *self.speaking_at_end(text)], len(text))

    def speaking_anywhere(self, text: str) -> tuple[Rule, ...]:
        """As ``speaking``, without the rules of ``speaking_at_end``."""
        if len(text) > self.longest:
            return ()
        line = bare(text)
        found = (self._for_short if len(line) <= _SHORT else self._for_long).fitting(line)
        if len(text) <= self._longest_line:
            found.extend(self._by_line.get(fold_bare(line), ()))
        return self._in_order(found, len(text)) if found else ()

    def speaking_at_end(self, text: str) -> tuple[Rule, ...]:
        """The rules of long notes that stand at a story's end alone: most of the work, and of no use elsewhere."""
        found = self._closing.fitting(bare(text)) if len(text) <= self.longest else []
        return self._in_order(found, len(text)) if found else ()

    def _in_order(self, rules: Iterable[Rule], length: int) -> tuple[Rule, ...]:
        fitting = {rule.id: rule for rule in rules if length <= rule.longest}
        return tuple(fitting[id_] for id_ in sorted(fitting, key=self._order.__getitem__))


def _is_closing_note(rule: Rule) -> bool:
    return rule.longest > _SHORT and rule.where in ("tail", "end") and not rule.takes_following and rule.least == 1


def broken_proofs(book: RuleBook) -> Iterator[tuple[Rule, str, str]]:
    """Proof lines that fail: (rule, "cuts" or "keeps", line). Nothing where every rule keeps its word."""
    for rule in book.rules.values():
        for line in rule.cuts:
            if rule not in book.speaking(line):
                yield rule, "cuts", line
        for line in rule.keeps:
            if rule in book.speaking(line):
                yield rule, "keeps", line


def _index_lines(rules: Iterable[Rule]) -> dict[str, tuple[Rule, ...]]:
    by_line: dict[str, tuple[Rule, ...]] = {}
    for rule in rules:
        for line in rule.lines:
            key = fold(line)
            by_line[key] = (*by_line.get(key, ()), rule)
    return by_line


def _digest(rules: Iterable[Rule]) -> str:
    plain: list[dict[str, Any]] = sorted((asdict(rule) for rule in rules), key=lambda rule: str(rule["id"]))
    return sha256(dumps([plain, dict(SHORTHAND)], ensure_ascii=False, sort_keys=True).encode()).hexdigest()
