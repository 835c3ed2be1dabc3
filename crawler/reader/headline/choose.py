"""The headline: the heading of the page that its metadata speak of, else the likeliest of either."""

import re
from collections.abc import Iterator
from dataclasses import replace

from crawler.layouts.fields import Evidence
from crawler.reader.choice import Candidate, Choice
from crawler.reader.headline.headings import Heading, headings
from crawler.reader.headline.parts import parts_of, story_part
from crawler.reader.headline.site import title_names
from crawler.reader.headline.titles import Title, machine_titles
from crawler.reader.headline.unsaid import only_heading, unsaid_heading
from crawler.reader.headline.weigh import ENOUGH, weigh
from crawler.reader.headline.wording import undated, worded
from crawler.reader.headline.words import address_words, fold
from crawler.reader.lines import Lines

PLAIN = 2.4
"""Agreement that no place on the page can make doubtful: one strong place's words, nearly whole."""

LONG_PART = 15  # characters of a part of a title, from which a line that says the same is the headline

_BRACKET = re.compile(r"^[\[【(（][^\])】）]{1,30}[\]】)）]\s*")  # "[A column's name] Bridge closes"


def choose_headline(evidence: Evidence, lines: Lines) -> Choice:
    """The story's headline as the page prints it.

    A heading that the metadata or the address repeat, whole or nearly, is the headline, in its own words: what JSON-LD
    or a social title say otherwise was written for other readers. A page none of whose headings is repeated gives its
    only h1, else what the metadata say.
    """
    names = evidence.once(title_names)
    said = machine_titles(evidence, names)
    seen = headings(lines, frozenset(_printings(said)))
    best = _said_heading(evidence.page.url, seen, said, names) or unsaid_heading(seen, lines, names, told=bool(said))
    if best is None and not said:
        best = only_heading(seen, names)
    told = tuple(title.candidate for title in said)
    chosen = undated(_placed(best, worded(best, said)) if best else _alone(told))
    if chosen is None:
        return Choice()
    return Choice(chosen, _lost(chosen, best, told), _shown(chosen, best, seen))


def _printings(said: tuple[Title, ...]) -> Iterator[str]:
    """What lines may say that print one of the titles: the whole, a long part, and all but a column's name."""
    for title in said:
        value = title.candidate.value
        yield value
        yield _BRACKET.sub("", value)
        yield from (part for part in (*parts_of(value), story_part(value)) if len(part) > LONG_PART)


def _said_heading(
    url: str | None, seen: tuple[Heading, ...], said: tuple[Title, ...], names: frozenset[str]
) -> Heading | None:
    """The heading that what is out of sight speaks of; None where it is none of them."""
    address = address_words(url)
    weighed = [(*weigh(heading, said, names, address), -at) for at, heading in enumerate(seen)]
    rank, agreed, at = max(weighed, default=(0.0, 0.0, 0))
    return _first_alike(seen[-at], seen) if rank >= ENOUGH or agreed >= PLAIN else None


def _first_alike(best: Heading, seen: tuple[Heading, ...]) -> Heading:
    """The first of the headings of a kind that say the same: a version for print or listening is set at the end."""
    folded = fold(best.text)
    alike = (
        heading
        for heading in seen
        if heading.level == best.level
        and not heading.trail
        and heading.outside == best.outside
        and (heading.linked > 0.5) == (best.linked > 0.5)
        and fold(heading.text) == folded
    )
    return next(alike, best)


def _placed(best: Heading, candidate: Candidate) -> Candidate:
    """A candidate with the place of the heading that shows it, whose words they are aside."""
    return replace(candidate, at=best.lines[0])


def _alone(told: tuple[Candidate, ...]) -> Candidate | None:
    """The most believed title, for want of a heading."""
    return replace(told[0], value=story_part(told[0].value)) if told else None


def _lost(chosen: Candidate, best: Heading | None, said: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """What says something else, once."""
    told = {fold(chosen.value)}
    lost = []
    heading = (Candidate(best.text, best.source, best.lines[0]),) if best else ()
    for candidate in (*heading, *said):
        folded = fold(candidate.value)
        if folded not in told:
            told.add(folded)
            lost.append(candidate)
    return tuple(lost)


def _shown(chosen: Candidate, best: Heading | None, seen: tuple[Heading, ...]) -> tuple[int, ...]:
    """The lines of the heading and of all that repeat it."""
    told = {fold(chosen.value)} | ({fold(best.text)} if best else set())
    return tuple(at for heading in seen if heading is best or fold(heading.text) in told for at in heading.lines)
