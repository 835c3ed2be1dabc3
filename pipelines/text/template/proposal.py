"""A recurring shape as a boilerplate rule: pattern, reason, and proof out of what was counted."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from pipelines.text.boilerplate.rulebook import Rule, RuleBook, Where
from pipelines.text.levelling import bare
from pipelines.text.template.judgement import SURE_EDGE, SURE_PUBLISHERS, line_id
from pipelines.text.template.shape import MASK, OPEN
from pipelines.text.template.tally import ShapeTally

# What may have been left out, the narrowest first; the last fits all. Names and dates run to some 60 letters.
_LEFT_OUT = ("<year>", "<url>", "<name>", ".{1,80}")
_OPENED = ".+"
# The file that the rules are meant for: an id begins with its name.
FILE = "learned.toml"
# Letters added to the longest line that was seen: another name may be longer.
_ROOM = 40
# Copy that the rule is held against: its nearest neighbours, which share the most words with it.
_NEIGHBOURS = 2
# Publishers named in the evidence.
_NAMED = 5
_SPECIAL = frozenset("\\.+*?()|[]{}^$<>")


def propose_rule(tally: ShapeTally, aggregator: str, copy_lines: Iterable[str]) -> Rule:
    """The rule that strikes a shape.

    Args:
        tally: The shape, with its samples.
        aggregator: Where it was counted; the rule is limited to it.
        copy_lines: Copy of that aggregator, from which ``keeps`` is taken.

    Returns:
        A rule that keeps its own proof: it strikes the samples in ``cuts`` and none of the copy in ``keeps``, which is
        empty where no copy comes near. A shape that one or two publishers print is limited to them.
    """
    where = _where(tally)
    rule = Rule(
        id=line_id(aggregator, tally.shape),
        because=f"A line that recurs {_PLACES[where]}: {evidence(tally)}.",
        seen=f"{aggregator}: {_named(tally)}",
        where=where,
        longest=max(map(len, tally.samples)) + _ROOM,
        aggregators=(aggregator,),
        publishers=tally.printed_by if len(tally.printed_by) < SURE_PUBLISHERS else (),
        cuts=tally.samples,
    )
    rule = next(_worded(rule, tally))
    return replace(rule, keeps=_neighbours(rule, copy_lines))


_PLACES: dict[Where, str] = {
    "head": "at the head of stories",
    "tail": "at the end of stories",
    "anywhere": "in stories",
}


def evidence(tally: ShapeTally) -> str:
    """What was counted, in words: "14 stories of 3 publishers, the first on 1 August 2026"."""
    publishers = len([name for name in tally.publishers if name])
    stories = f"{tally.stories} stories of {publishers} publisher{'s' * (publishers != 1)}"
    return f"{stories}, the first on {tally.since.day} {tally.since:%B %Y}" if tally.since else stories


def _named(tally: ShapeTally) -> str:
    names = sorted(tally.publishers, key=lambda name: (-tally.publishers[name].stories, name))
    named = [f"{name} ({tally.publishers[name].stories})" for name in names if name][:_NAMED]
    return ", ".join(named) + (", …" if len(names) > len(named) else "") or "stories of nobody named"


def _where(tally: ShapeTally) -> Where:
    if tally.closing >= SURE_EDGE:
        return "tail"
    return "head" if tally.edge - tally.closing >= SURE_EDGE else "anywhere"


def _worded(rule: Rule, tally: ShapeTally) -> Iterator[Rule]:
    """The rule with its words: the one line, or the narrowest pattern that fits every sample; else their lines."""
    if MASK not in tally.shape and OPEN not in tally.shape:
        yield from _fitting(replace(rule, lines=(bare(tally.samples[0]),)), tally.samples)
    else:
        for pattern in _patterns(tally):
            yield from _fitting(replace(rule, says=(pattern,)), tally.samples)
    yield replace(rule, lines=tuple(dict.fromkeys(map(bare, tally.samples))))


def _fitting(rule: Rule, samples: Iterable[str]) -> Iterator[Rule]:
    if all(RuleBook([rule]).speaking(line) for line in samples):
        yield rule


def _patterns(tally: ShapeTally) -> Iterator[str]:
    """Patterns from narrow to wide: each thing left out takes the narrowest form that the samples allow."""
    pieces = [_literal(piece) for piece in tally.shape.removesuffix(OPEN).split(MASK)]
    end = _OPENED if tally.is_open else ""
    chosen = [_LEFT_OUT[-1]] * (len(pieces) - 1)
    for place in range(len(chosen)):
        for form in _LEFT_OUT:
            chosen[place] = form
            if _fits(_filled(pieces, chosen) + end, tally.samples):
                break
    yield _filled(pieces, chosen) + end


def _fits(pattern: str, samples: Iterable[str]) -> bool:
    book = RuleBook([Rule(id="", because="", seen="", says=(pattern,), longest=max(map(len, samples)))])
    return all(map(book.speaking, samples))


def _filled(pieces: list[str], between: list[str]) -> str:
    return pieces[0] + "".join(form + piece for form, piece in zip(between, pieces[1:], strict=True))


def _literal(text: str) -> str:
    """The text as a pattern; a shape has "ss" for "ß", since its case is folded."""
    return "".join("\\" + letter if letter in _SPECIAL else letter for letter in text).replace("ss", "(?:ss|ß)")


def _neighbours(rule: Rule, copy_lines: Iterable[str]) -> tuple[str, ...]:
    """The copy most like what the rule cuts, by the share of words in common, that it leaves alone."""
    book, own = RuleBook([rule]), _words(" ".join(rule.cuts))
    alike = {line: len(own & words) / len(own | words) for line in copy_lines if (words := _words(line)) & own}
    nearest = sorted(alike, key=lambda line: (-alike[line], line))
    # A line longer than any that the rule may strike would prove nothing.
    telling = (line for line in nearest if len(line) <= rule.longest and not book.speaking(line))
    return tuple(islice(telling, _NEIGHBOURS))


def _words(text: str) -> frozenset[str]:
    return frozenset(text.casefold().split())
