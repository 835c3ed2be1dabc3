"""Hundreds of patterns asked about one line in one linear pass."""

from typing import Any

import re2

from pipelines.text.boilerplate.rule import Rule
from pipelines.text.boilerplate.shorthand import write_loosely, write_out

# RE2 builds its automaton as it reads. 8 MB, its default, is rebuilt over and over with this many patterns.
_AUTOMATON_BYTES = 64 << 20


class Sieve:
    """The patterns of some rules: one RE2 set as a sieve, then each hit's own pattern.

    Unicode classes make big automata, and hundreds of names in one set would not fit in any memory. So the set holds
    the patterns with "anything" in the place of each shorthand, and what passes is asked the exact pattern.
    """

    def __init__(self, rules: list[Rule]):
        options = _options()
        options.max_mem = _AUTOMATON_BYTES
        self._sieve = re2.Set.FullMatchSet(options)
        self._exact: list[tuple[Rule, Any]] = []
        self._unless = {rule.id: [_compile(rule, "unless", one) for one in rule.unless] for rule in rules}
        self._longest = max((rule.longest for rule in rules), default=0)
        for rule in rules:
            for pattern in rule.says:
                self._add(rule, pattern)
        self._sieve.Compile()

    def _add(self, rule: Rule, pattern: str) -> None:
        self._exact.append((rule, _compile(rule, "says", pattern)))
        self._sieve.Add(write_loosely(pattern))

    def fitting(self, line: str) -> list[Rule]:
        """The rules with a pattern that fits the whole line, in no promised order; a rule may come twice."""
        if len(line) > self._longest:
            return []
        passed = (self._exact[place] for place in self._sieve.Match(line) or ())
        fitting = [rule for rule, exact in passed if len(line) <= rule.longest and exact.fullmatch(line)]
        return [rule for rule in fitting if not any(one.search(line) for one in self._unless[rule.id])]


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
