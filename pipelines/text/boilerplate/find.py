"""Finds the blocks of a page that are not copy, and names the rule that strikes each.

Words decide first (``rulebook``); place, neighbours and repetition are weighed here. A block goes whole or stays whole:
a phrase inside a sentence of copy is copy.
"""

from collections import Counter
from collections.abc import Sequence

from pipelines.items import Block
from pipelines.text.boilerplate.coded import CODED, Surroundings
from pipelines.text.boilerplate.link_lines import links_after
from pipelines.text.boilerplate.rulebook import Rule, RuleBook
from pipelines.text.levelling import level

__all__ = ["Surroundings", "find_boilerplate"]

# A caption or a line that no rule knows may stand above the masthead's last line, or under a sign-off; copy is longer.
_KEPT_BEFORE_HEAD = 3
_KEPT_AFTER_TAIL = 2
# A block costs up to 20 µs here however short it is, and a megabyte has room for half a million. A novel has some
# 5,000 paragraphs: a page of twice as many blocks is no story, and a block stays where in doubt.
MOST_BLOCKS = 10_000


def find_boilerplate(blocks: Sequence[Block], book: RuleBook, around: Surroundings) -> dict[int, str]:
    """The blocks that are not copy.

    Args:
        blocks: A page's blocks in reading order, header fields already taken out.
        book: The rules.
        around: What is known of the page.

    Returns:
        Index in ``blocks`` -> id of the rule that strikes it, in reading order. Empty where all is copy, and for more
        than MOST_BLOCKS. Never raises.
    """
    if len(blocks) > MOST_BLOCKS:
        return {}
    page = _Page(blocks, book, around)
    page.strike_from_end()
    page.strike_forward()
    page.strike_coded()
    # Once more: what was struck since may have been all that stood between a line and its place.
    page.strike_forward()
    page.strike_from_end()
    return dict(sorted(page.struck.items()))


class _Page:
    """One page under the rules: what each block is accused of, and what was struck so far."""

    def __init__(self, blocks: Sequence[Block], book: RuleBook, around: Surroundings):
        self.blocks, self.book, self.around = blocks, book, around
        self.struck: dict[int, str] = {}
        self._accused = self._accuse()

    def _accuse(self) -> dict[int, tuple[Rule, ...]]:
        """Per block, the rules whose words, kind, limits and number of repeats fit."""
        accused: dict[int, tuple[Rule, ...]] = {}
        times: Counter[str] = Counter()
        for place, block in enumerate(self.blocks):
            speaking = self.book.speaking_anywhere(block.text)
            rules = tuple(rule for rule in speaking if self._concerns(rule, block)) if speaking else ()
            if rules:
                accused[place] = rules
                times.update(rule.id for rule in rules)
        often = {
            place: tuple(rule for rule in rules if times[rule.id] >= rule.least) for place, rules in accused.items()
        }
        return {place: rules for place, rules in often.items() if rules}

    def _concerns(self, rule: Rule, block: Block) -> bool:
        around = self.around
        return (
            block.kind in rule.kinds
            and _within(rule.aggregators, around.aggregator)
            and _within(rule.publishers, around.publisher)
            and (around.language is None or _within(rule.languages, around.language))
        )

    def strike_forward(self) -> None:
        """Strike what may stand anywhere, at the head, or after another rule's line; take the links under marks."""
        kept = seen = 0
        for place, rules in self._accused.items():
            kept += sum(between not in self.struck for between in range(seen, place))
            seen = place
            if place in self.struck:
                continue
            rule = next((rule for rule in rules if self._holds_forward(rule, place, kept)), None)
            if rule:
                self._strike(place, rule)

    def _holds_forward(self, rule: Rule, place: int, kept_before: int) -> bool:
        in_place = rule.where == "anywhere" or (rule.where == "head" and kept_before <= _KEPT_BEFORE_HEAD)
        return in_place and self._follows_well(rule, place)

    def _follows_well(self, rule: Rule, place: int) -> bool:
        return not rule.follows or self.struck.get(place - 1) in rule.follows

    def strike_from_end(self) -> None:
        """Strike what may stand at the end or anywhere, from the last block backwards."""
        kept = 0
        for place in reversed(range(len(self.blocks))):
            if place in self.struck:
                continue
            rules = self._accused.get(place, ())
            if kept <= _KEPT_AFTER_TAIL:
                rules += self._closing_rules(place)
            rule = next((rule for rule in rules if self._holds_at_end(rule, place, kept)), None) if rules else None
            if rule:
                kept -= len(self._strike(place, rule)) - 1
            else:
                kept += 1

    def _closing_rules(self, place: int) -> tuple[Rule, ...]:
        block = self.blocks[place]
        return tuple(rule for rule in self.book.speaking_at_end(block.text) if self._concerns(rule, block))

    def _holds_at_end(self, rule: Rule, place: int, kept_after: int) -> bool:
        if rule.where == "head" or not self._follows_well(rule, place):
            return False
        if rule.where == "anywhere":
            return True
        links = sum(link not in self.struck for link in self._links_of(place, rule))
        return kept_after - links <= (_KEPT_AFTER_TAIL if rule.where == "tail" else 0)

    def strike_coded(self) -> None:
        """Ask the rules that are code."""
        for rule in self.book.coded:
            if rule.code is None or rule.code not in CODED:
                continue
            place = CODED[rule.code](self.blocks, self.struck, self.around)
            if place is not None:
                self._strike(place, rule)

    def _strike(self, place: int, rule: Rule) -> list[int]:
        """Strike a block and the links that its rule takes with it; the places struck now."""
        places = [at for at in (place, *self._links_of(place, rule)) if at not in self.struck]
        self.struck.update(dict.fromkeys(places, rule.id))
        return places

    def _links_of(self, place: int, rule: Rule) -> range:
        reach = rule.takes_following
        number = links_after(self.blocks, place, reach, self._accused) if reach else 0
        return range(place + 1, place + 1 + number)


def _within(allowed: tuple[str, ...], value: str | None) -> bool:
    """Whether a rule with these limits applies; a limit that can't be checked is not met."""
    return not allowed or (value is not None and level(value).casefold() in map(str.casefold, allowed))
