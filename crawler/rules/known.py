"""Every rule that an edit can name: those of words and code in the rule files, the layouts', and the desk's own."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from crawler.explained.reasons import CODED
from crawler.layouts.base import HtmlLayout, Layout
from pipelines.rules.writing import write_rule
from pipelines.text.boilerplate.rulebook import Rule, RuleBook

Sort = Literal["words", "code", "layout", "desk"]


@dataclass(frozen=True, slots=True)
class KnownRule:
    """One rule.

    Attributes:
        id: Kind and name: "newsletter/sign-up-line".
        sort: words: patterns or lines in a rule file. code: a rule file names the function. layout: a container that
            a layout declares. desk: what a stage does to every article.
        because: Why it is there.
        rule: The rule of the rule file; None for the layouts' and the desk's.
    """

    id: str
    sort: Sort
    because: str
    rule: Rule | None = None

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that it is limited to; empty for all."""
        return self.rule.languages if self.rule else ()


def known_rules(book: RuleBook, layouts: Iterable[Layout]) -> dict[str, KnownRule]:
    """Every rule by its id: the book's in its order, then the layouts', then the desk's own."""
    listed = [*_of_book(book), *_of_layouts(layouts), *(KnownRule(id, "desk", why) for id, why in CODED.items())]
    return {rule.id: rule for rule in listed}


def _of_book(book: RuleBook) -> Iterator[KnownRule]:
    for rule in book.rules.values():
        yield KnownRule(rule.id, "code" if rule.code else "words", rule.because, rule)


def _of_layouts(layouts: Iterable[Layout]) -> Iterator[KnownRule]:
    for layout in layouts:
        for piece in layout.furniture if isinstance(layout, HtmlLayout) else ():
            yield KnownRule(piece.rule, "layout", piece.because)


def as_table(rules: Iterable[KnownRule]) -> Iterator[str]:
    """A line a rule: id, sort, languages, reason, told apart by tabs."""
    for rule in rules:
        yield "\t".join((rule.id, rule.sort, ",".join(rule.languages) or "all", rule.because))


def as_text(known: KnownRule) -> Iterator[str]:
    """One rule whole: what it is, its reason, and where it has them its words, its proofs and where it was seen."""
    told = {
        "words": "A rule of words; what it says is asked of whole blocks alone.",
        "code": f"A rule of code: pipelines.text.coded_rules.{known.rule.code}." if known.rule else "",
        "layout": "A container that a layout declares; it is found by its markup.",
        "desk": "What a stage of the desk does to every article.",
    }
    yield f"# {told[known.sort]}"
    if known.rule is None:
        yield f"{known.id}: {known.because}"
    else:
        yield write_rule(known.rule)


def nearest(id: str, known: Iterable[str]) -> tuple[str, ...]:
    """The ids that are spelt most like one that there is not."""
    return tuple(get_close_matches(id, tuple(known), n=3))
