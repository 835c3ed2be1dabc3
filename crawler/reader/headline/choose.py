"""The headline: the heading of the page that its metadata speak of, else the likeliest of either."""

import re
from collections.abc import Iterator
from dataclasses import replace

from crawler.layouts.fields import Evidence
from crawler.reader.choice import Candidate, Choice
from crawler.reader.headline.headings import LOWEST, Heading, headings
from crawler.reader.headline.parts import parts_of, story_part
from crawler.reader.headline.site import title_names
from crawler.reader.headline.titles import Title, machine_titles
from crawler.reader.headline.unsaid import unsaid_heading
from crawler.reader.headline.wording import undated, worded
from crawler.reader.headline.words import address_words, fold, slug_words, words
from crawler.reader.lines import Lines

ENOUGH = 1.5
"""Agreement from which a heading is the one that the metadata mean: half of one strong place's words."""

PLAIN = 2.4
"""Agreement that no place on the page can make doubtful: one strong place's words, nearly whole."""

FORM = (0.0, 1.5, 0.7, 0.3, 0.0)
"""What a heading's level adds."""

ADDRESS_WEIGHT = 2.0
TRAIL = 4.0  # what the last step of a trail is less believed than the headline that it repeats or shortens
FEWEST = 3  # words that a heading and the page's address have in common
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
    best = _said_heading(evidence.page.url, seen, said, names) or unsaid_heading(seen, lines, names)
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


def weigh(
    heading: Heading, said: tuple[Title, ...], names: frozenset[str], address: frozenset[str] = frozenset()
) -> tuple[float, float]:
    """How likely a heading is the story's, and how much of it is repeated out of sight.

    The first counts what the metadata and the address repeat of it, its level, its name and where it stands.
    """
    folded = fold(heading.text)
    if not folded or folded in names or heading.front:
        return 0.0, 0.0
    is_high = heading.level == 1 or (heading.level == 2 and heading.named and heading.linked < 0.5)
    own = words(heading.text) if is_high else frozenset()
    agreed = _agreed(folded, own, said)
    if heading.kicker:
        agreed = max(agreed, _agreed(fold(heading.text.removeprefix(heading.kicker)), own, said))
    if is_high and address:
        agreed += ADDRESS_WEIGHT * _addressed(heading.text, address)
    if agreed < ENOUGH / 2:
        return 0.0, 0.0
    form = FORM[heading.level] + 0.5 * heading.named
    form -= 2.0 * heading.outside
    if heading.linked > 0.5:  # a blog's heading leads to itself, a line of the same words to the story from elsewhere
        form -= 0.5 if heading.level <= LOWEST else 2.0
    if heading.trail:
        form -= TRAIL
    elif heading.chrome:  # an h1 stands in a header by right; lower ones there are menus' and mastheads'
        form -= 1.0 if heading.level > 1 or heading.linked > 0.5 else 0.3
    return agreed + form, agreed


def _agreed(folded: str, own: frozenset[str], said: tuple[Title, ...]) -> float:
    return sum(title.weight * _agreement(folded, own, title) for title in said)


def _agreement(folded: str, own: frozenset[str], title: Title) -> float:
    """From 0 to 1: 1 where the two are the same, else the share of words or letters that they have in common."""
    other = title.folded
    if other == folded:
        return 1.0
    if folded in other:
        if folded in title.pieces:
            return 0.9 if folded in {title.pieces[0], max(title.pieces, key=len)} else 0.6
        return len(folded) / len(other)
    if len(other) > 12 and other in folded:
        return max(0.5, len(other) / len(folded))
    if not own:
        return 0.0
    common = len(own & title.words) / len(own | title.words)
    return common if common > 0.4 else 0.0


def _addressed(text: str, address: frozenset[str]) -> float:
    """The share of its words that a heading has from the address, or the address from it."""
    own = slug_words(text)
    common = len(own & address)
    return common / min(len(own), len(address)) if common >= FEWEST else 0.0


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
