"""The headline: the heading of the page that its metadata speak of, else the likeliest of either."""

import re
from dataclasses import replace

from crawler.layouts.fields import Evidence
from crawler.reader.choice import Candidate, Choice
from crawler.reader.headline.headings import LOWEST, Heading, headings
from crawler.reader.headline.titles import Title, fold, is_site, machine_titles, site_names, words
from crawler.reader.lines import Lines

# These are written by hand and so may leave out what stands before the headline; a page's title is made of all of it.
WITHOUT_KICKER = frozenset({"json-ld headline", "meta og:title", "meta twitter:title"})

ENOUGH = 1.5
"""Agreement from which a heading is the one that the metadata mean: half of one strong place's words."""

FORM = (0.0, 1.5, 0.7, 0.3, 0.0)
"""What a heading's level adds."""

# "23.01.2022 - Harbour bill passes", and glued where the day has an element of its own.
_DAY = re.compile(r"^(?:\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)|\d{4}-\d\d-\d\d)(?:\s*[-–—:|]\s*|(?=[A-ZÄÖÜ]))(?=.{8})")
LONGEST_WORD = 16  # letters; a run of more without a space is a language that sets none
SENTENCE = 5  # spaces


def choose_headline(evidence: Evidence, lines: Lines) -> Choice:
    """The story's headline as the page prints it.

    A heading that the metadata repeat, whole or nearly, is the headline, in its own words: what JSON-LD or a social
    title say otherwise was written for other readers. A page none of whose headings is repeated gives its only h1,
    else what the metadata say.
    """
    names = evidence.once(site_names)
    said = machine_titles(evidence, names)
    seen = headings(lines, frozenset(title.candidate.value for title in said))
    ranked = max(((rank(heading, said, names), -at) for at, heading in enumerate(seen)), default=(0.0, 0))
    best = seen[-ranked[1]] if ranked[0] >= ENOUGH else _lone(seen, names)
    told = tuple(title.candidate for title in said)
    chosen = _undated(_worded(best, said) if best else (told[0] if told else None))
    if chosen is None:
        return Choice()
    return Choice(chosen, _lost(chosen, best, told), _shown(chosen, best, seen))


def rank(heading: Heading, said: tuple[Title, ...], names: frozenset[str]) -> float:
    """How likely a heading is the story's: what the metadata repeat of it, its level, its name and where it stands."""
    folded = fold(heading.text)
    if not folded or folded in names or heading.front:
        return 0.0
    own = words(heading.text) if heading.level == 1 or (heading.level == 2 and heading.named) else frozenset()
    agreed = sum(title.weight * _agreement(folded, own, title) for title in said)
    if agreed < ENOUGH / 2:
        return 0.0
    form = FORM[heading.level] + 0.5 * heading.named
    return agreed + form - 2.0 * heading.outside - 1.0 * heading.chrome - 0.5 * (heading.linked > 0.5)


def _agreement(folded: str, own: frozenset[str], title: Title) -> float:
    """From 0 to 1: 1 where the two are the same, else the share of words or letters that they have in common."""
    other = title.folded
    if other == folded:
        return 1.0
    if folded in other:
        if folded in title.pieces:
            return 0.9 if folded == title.pieces[0] else 0.6
        return len(folded) / len(other)
    if len(other) > 12 and other in folded:
        return max(0.5, len(other) / len(folded))
    if not own:
        return 0.0
    common = len(own & title.words) / len(own | title.words)
    return common if common > 0.4 else 0.0


def _lone(seen: tuple[Heading, ...], names: frozenset[str]) -> Heading | None:
    """The one h1 that may be a headline though nobody repeats it; of several, the one that is a sentence.

    Without an h1 the one lower heading that is a sentence and named a headline. One word is a section's or a site's
    name.
    """
    found = [
        heading
        for heading in seen
        if heading.level == 1
        and not heading.outside
        and not heading.front
        and not is_site(heading.text, names)
        and (" " in heading.text or len(heading.text) > LONGEST_WORD)
    ]
    if len(found) > 1:
        found = [heading for heading in found if heading.text.count(" ") >= SENTENCE]
    if not found:
        found = [heading for heading in seen if heading.named and not _is_furniture(heading)]
    return found[0] if len(found) == 1 else None


def _is_furniture(heading: Heading) -> bool:
    outside = heading.outside or heading.chrome or heading.front
    return outside or heading.level > LOWEST or heading.text.count(" ") < SENTENCE


def _worded(best: Heading, said: tuple[Title, ...]) -> Candidate:
    """The heading's words, or metadata's where those are the same printed better."""
    mine = Candidate(best.text, best.source, best.lines[0])
    folded = fold(best.text)
    for title in said:
        if title.candidate.source in WITHOUT_KICKER and len(title.folded) > 12 and _ends_with(folded, title.folded):
            return title.candidate  # the heading has a kicker or a date before it
    same = [title for title in said if title.folded == folded]
    if not same and (bare := _without_before(best)) and not any(folded in title.folded for title in said):
        return Candidate(bare, best.source, best.lines[0])
    spaced = max((len(title.words), -at) for at, title in enumerate(same)) if same else (0, 0)
    if spaced[0] > len(words(best.text)):
        return same[-spaced[1]].candidate  # two elements without a space between: "Harbour billBridge closes"
    if not same:
        for title in said:
            if title.weight > 3 and _is_kicked(title.candidate.value, best.text):
                return title.candidate
    return mine


def _undated(chosen: Candidate | None) -> Candidate | None:
    """The headline without the day before it, which is a field of its own."""
    return replace(chosen, value=_DAY.sub("", chosen.value, count=1)) if chosen else None


def _without_before(heading: Heading) -> str | None:
    """A heading without the kicker that its markup sets apart; None where it has none."""
    return heading.text.removeprefix(heading.kicker).lstrip(" :|–—-") if heading.kicker else None


def _ends_with(folded: str, other: str) -> bool:
    return folded != other and folded.endswith(other) and len(other) * 3 > len(folded)


def _is_kicked(title: str, heading: str) -> bool:
    """Whether a title is a kicker, a colon and the heading."""
    return title.endswith(f": {heading}") and len(title) < len(heading) + 60


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
