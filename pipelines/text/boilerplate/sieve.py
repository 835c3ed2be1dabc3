"""Hundreds of patterns asked about one line in two linear passes."""

import re
from collections.abc import Iterator
from typing import Any

import re2

from pipelines.text.boilerplate.rule import Rule
from pipelines.text.boilerplate.shorthand import write_loosely, write_out

# RE2 builds its automaton as it reads. 8 MB, its default, is rebuilt over and over with this many patterns.
_AUTOMATON_BYTES = 64 << 20

# A loose pattern that may begin anywhere in a line.
_OPENS_WITH_ANYTHING = re.compile(r"(?:\(\?:)?\.\*")


class Sieve:
    """The patterns of some rules: RE2 sets as a sieve, then each hit's own pattern.

    Unicode classes make big automata, and hundreds of names in one set would not fit in any memory. So the sets hold
    the patterns with "anything" in the place of each shorthand, and what passes is asked the exact pattern.

    RE2 makes an automaton's states as lines come by, and that is most of the time it takes. Patterns that may begin
    anywhere in a line, in a set with the others, make a state of their own for each of the others' states: so they
    have a set to themselves, and the hundreds of the other are done with most lines after a few letters.
    """

    def __init__(self, rules: list[Rule]):
        anywhere, at_start = _Set(), _Set()
        for rule in rules:
            for pattern in rule.says:
                loose = write_loosely(pattern)
                (anywhere if _OPENS_WITH_ANYTHING.match(loose) else at_start).add(loose, rule, pattern)
        self._sets = [one for one in (at_start, anywhere) if one.compile()]
        self._unless = {rule.id: [_compile(rule, "unless", one) for one in rule.unless] for rule in rules}
        self._longest = max((rule.longest for rule in rules), default=0)

    def fitting(self, line: str) -> list[Rule]:
        """The rules with a pattern that fits the whole line, in no promised order; a rule may come twice."""
        if len(line) > self._longest:
            return []
        encoded = line.encode()  # once for all sets
        passed = (hit for one in self._sets for hit in one.hits(encoded))
        fitting = [rule for rule, exact in passed if len(line) <= rule.longest and exact.fullmatch(line)]
        return [rule for rule in fitting if not any(one.search(line) for one in self._unless[rule.id])]


class _Set:
    """Loose patterns in one automaton, and by each its rule and its exact pattern."""

    def __init__(self) -> None:
        options = _options()
        options.max_mem = _AUTOMATON_BYTES
        self._automaton = re2.Set.FullMatchSet(options)
        self._exact: list[tuple[Rule, Any]] = []

    def add(self, loose: str, rule: Rule, pattern: str) -> None:
        self._exact.append((rule, _compile(rule, "says", pattern)))
        self._automaton.Add(loose)

    def compile(self) -> bool:
        """Make it ready; False where there is nothing in it."""
        self._automaton.Compile()
        return bool(self._exact)

    def hits(self, line: bytes) -> Iterator[tuple[Rule, Any]]:
        return (self._exact[place] for place in self._automaton.Match(line) or ())


def _compile(rule: Rule, field: str, pattern: str) -> Any:
    try:
        return re2.compile(write_out(pattern), _options())
    except re2.error as trouble:
        raise ValueError(f"{rule.id}: {field}: {pattern!r} is no RE2 pattern ({trouble})") from trouble


def _options() -> Any:
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    return options
