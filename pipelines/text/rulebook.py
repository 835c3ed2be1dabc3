"""Rules for boilerplate: what a rule can say, and the book that asks all of them at once about one line.

Where a line stands and what stands beside it is weighed in ``boilerplate``; reading rule files is ``pipelines.rules``.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from json import dumps
from types import MappingProxyType
from typing import Any, Literal, get_args

import re2

from pipelines.items import Kind
from pipelines.text.levelling import bare, fold, fold_bare
from pipelines.text.shorthand import SHORTHAND, write_loosely, write_out

Where = Literal["anywhere", "head", "tail", "end"]
Reach = int | Literal["run", "links", "rest"]

PLACES: tuple[str, ...] = get_args(Where)
KINDS: tuple[str, ...] = get_args(Kind)

# Most patterns speak of lines of one sentence, and long paragraphs need not be asked about them.
_SHORT = 220
# RE2 builds its automaton as it reads. 8 MB, its default, is rebuilt over and over with this many patterns.
_AUTOMATON_BYTES = 64 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One kind of line that is not copy. It always speaks of a whole block, never of a part of one."""

    id: str
    """Kind and name: "newsletter/sign-up-line"."""
    because: str
    """Why such a line is not copy."""
    seen: str
    """Where it was met: sites or shapes, and when."""
    lines: tuple[str, ...] = ()
    """Whole lines, compared without regard to case, quotes, dashes, ellipses, white space, outer brackets, bullets."""
    says: tuple[str, ...] = ()
    """RE2 patterns for the whole line, case apart; they see quotes straight, dashes short. May use ``SHORTHAND``."""
    code: str | None = None
    """Name of the function in ``coded_rules`` that decides; null for a rule of words."""
    kinds: tuple[str, ...] = ("paragraph", "heading", "list_item")
    """The kinds of block it may strike."""
    where: Where = "anywhere"
    """head: at most 3 kept blocks stand before it; tail: at most 2 after it; end: none after it."""
    longest: int = 200
    """Letters; a longer block is copy whatever it says."""
    least: int = 1
    """The rule strikes only where this many blocks of the page speak so: repetition as evidence."""
    follows: tuple[str, ...] = ()
    """Rules one of which must have struck the block just before."""
    takes_following: Reach = 0
    """Headline-like lines it takes with it: a number; "run": its own or the next run of lines; "links": until prose
    resumes; "rest": everything to the end of the page."""
    aggregators: tuple[str, ...] = ()
    """Aggregators it is limited to; empty for all."""
    publishers: tuple[str, ...] = ()
    """Publishers it is limited to; empty for all."""
    languages: tuple[str, ...] = ()
    """Languages it is limited to; empty for all. A page of unknown language counts as any."""
    cuts: tuple[str, ...] = ()
    """Proof: lines that its words must fit."""
    keeps: tuple[str, ...] = ()
    """Proof: real copy that its words must not fit."""


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
        self._closing = _Patterns(closing)
        self._for_short = _Patterns(others)
        self._for_long = _Patterns([rule for rule in others if rule.longest > _SHORT])
        self.longest: int = max([rule.longest for rule in listed], default=0)

    def __len__(self) -> int:
        return len(self.rules)

    def speaking(self, text: str) -> tuple[Rule, ...]:
        """The rules whose words fit the whole text, in the book's order; place and neighbours are not asked.

        Args:
            text: One block, tidy. Its length costs nothing beyond the longest rule's ``longest``.
        """
        return self._in_order({*self.speaking_anywhere(text), *self.speaking_at_end(text)})

    def speaking_anywhere(self, text: str) -> tuple[Rule, ...]:
        """As ``speaking``, without the rules of ``speaking_at_end``."""
        if len(text) > self.longest:
            return ()
        line = bare(text)
        found = (self._for_short if len(line) <= _SHORT else self._for_long).fitting(line)
        if len(text) <= self._longest_line:
            found.extend(self._by_line.get(fold_bare(line), ()))
        return self._in_order(set(found), len(text)) if found else ()

    def speaking_at_end(self, text: str) -> tuple[Rule, ...]:
        """The rules of long notes that stand at a story's end alone: most of the work, and of no use elsewhere."""
        found = self._closing.fitting(bare(text)) if len(text) <= self.longest else []
        return self._in_order(set(found), len(text)) if found else ()

    def _in_order(self, rules: set[Rule], length: int = 0) -> tuple[Rule, ...]:
        fitting = (rule for rule in rules if length <= rule.longest)
        return tuple(sorted(fitting, key=lambda rule: self._order[rule.id]))


def _is_closing_note(rule: Rule) -> bool:
    return rule.longest > _SHORT and rule.where in ("tail", "end") and not rule.takes_following and rule.least == 1


class _Patterns:
    """The patterns of some rules: one RE2 set as a sieve, then each hit's own pattern.

    Unicode classes make big automata, and hundreds of names in one set would not fit in any memory. So the set holds
    the patterns with "anything" in the place of each shorthand, and what passes is asked the exact pattern.
    """

    def __init__(self, rules: list[Rule]):
        options = _options()
        options.max_mem = _AUTOMATON_BYTES
        self._sieve = re2.Set.FullMatchSet(options)
        self._exact: list[tuple[Rule, Any]] = []
        self._longest = max((rule.longest for rule in rules), default=0)
        for rule in rules:
            for pattern in rule.says:
                self._add(rule, pattern)
        self._sieve.Compile()

    def _add(self, rule: Rule, pattern: str) -> None:
        try:
            self._exact.append((rule, re2.compile(write_out(pattern), _options())))
        except re2.error as trouble:
            raise ValueError(f"{rule.id}: says: {pattern!r} is no RE2 pattern ({trouble})") from trouble
        self._sieve.Add(write_loosely(pattern))

    def fitting(self, line: str) -> list[Rule]:
        if len(line) > self._longest:
            return []
        passed = (self._exact[place] for place in self._sieve.Match(line) or ())
        return [rule for rule, exact in passed if len(line) <= rule.longest and exact.fullmatch(line)]


def _options() -> Any:
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    return options


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
