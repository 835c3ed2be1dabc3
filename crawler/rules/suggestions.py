"""What the ledger's counts suggest: each recurring line with its evidence, as a rule that can be taken as it is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipelines.rules.writing import write_rule
from pipelines.text.boilerplate.rulebook import Rule, RuleBook
from pipelines.text.template.judgement import (
    SURE_PUBLISHERS,
    SURE_STORIES,
    SURE_STORIES_ELSE,
    Template,
    Verdict,
    line_id,
)
from pipelines.text.template.proposal import FILE, propose_rule
from pipelines.text.template.tally import ShapeTally


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A line that recurs, what it is taken for, and the rule that would strike it."""

    tally: ShapeTally
    verdict: Verdict
    rule: Rule


def suggest(template: Template, copy_lines: Iterable[str], book: RuleBook) -> list[Suggestion]:
    """The rules that an aggregator's counts suggest, those that are sure first, then by number of stories.

    Args:
        template: What was counted.
        copy_lines: Copy of the aggregator, to hold the rules against.
        book: The rules there are: what they strike already is not suggested.
    """
    lines = [*copy_lines, *(tally.samples[0] for tally in template.tallies if template.judge(tally) == "copy")]
    found = [
        Suggestion(tally, verdict, propose_rule(tally, template.aggregator, lines))
        for tally in template.tallies
        if (verdict := template.judge(tally)) != "copy" and not all(map(book.speaking, tally.samples))
    ]
    return sorted(found, key=lambda one: (one.verdict != "furniture", -one.tally.stories, one.tally.shape))


def as_toml(suggestions: Iterable[Suggestion]) -> Iterator[str]:
    """The suggestions as one rule file, the evidence in comments; a rule with its comments is one string."""
    for one in suggestions:
        evidence = "\n".join(f"# {line}" for line in evidence_lines(one.tally, one.verdict))
        yield f"{evidence}\n{write_rule(one.rule)}\n"


def head(aggregators: Iterable[str], suggestions: int) -> str:
    """What stands above the suggestions, or in their place."""
    names = ", ".join(aggregators) or "any aggregator"
    if not suggestions:
        return f"# Nothing to suggest for {names}: no line recurs that the rules do not strike already.\n"
    return (
        f"# What recurs at {names}. Read each, drop what is copy, save the rest as {FILE} beside the other rules and\n"
        "# run `scrapy rules test`.\n"
    )


def evidence_lines(tally: ShapeTally, verdict: Verdict) -> Iterator[str]:
    """The evidence for one line, in words; none is longer than its longest sample."""
    yield f"{_VERDICTS[verdict]}{_doubt(tally) if verdict == 'propose' else ''}: {tally.shape}"
    known = sorted(tally.publishers.items(), key=lambda pair: (-pair[1].stories, pair[0]))
    publishers = ", ".join(f"{name or 'nobody named'} {one.stories} of {one.of}" for name, one in known[:8])
    yield f"stories by publisher: {publishers}{', …' if len(known) > 8 else ''}"
    yield (
        f"different stories: about {tally.different}; at the head {tally.head}, amid the copy {tally.amid}, at the "
        f"tail {tally.tail}; spread {tally.spread:.2f} of a page; struck in {tally.struck}"
    )
    if tally.since and tally.last:
        yield f"from {tally.since:%Y-%m-%d} to {tally.last:%Y-%m-%d}"
    yield from (f"printed: {sample}" for sample in tally.samples)


_VERDICTS = {"furniture": "SURE, crawls strike it", "propose": "PROPOSED", "copy": "COPY, nothing strikes it"}


def _doubt(tally: ShapeTally) -> str:
    """Why a line is not struck without asking."""
    papers = len(tally.printed_by)
    if papers < SURE_PUBLISHERS:
        return f", a habit of {papers} publisher{'s' * (papers != 1)} only"
    if tally.is_open:
        return ", anything may follow the label"
    if 2 * tally.headings > tally.stories:
        return ", set as a heading"
    if not tally.speaks_to_reader and (tally.is_sentence or tally.different >= SURE_STORIES_ELSE):
        return ", it does not speak to the reader"
    return f", fewer than {SURE_STORIES if tally.speaks_to_reader else SURE_STORIES_ELSE} stories at the edge of a page"


def find(template: Template, id: str) -> ShapeTally | None:
    """The recurring line of this id; None where it does not recur."""
    return next((tally for tally in template.tallies if line_id(template.aggregator, tally.shape) == id), None)
