"""In which words the headline is given: the heading's own, freed of what its markup sets before it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate, islice

from crawler.reader.choice import Candidate
from crawler.reader.headline.headings import Heading
from crawler.reader.headline.parts import after_bar
from crawler.reader.headline.titles import Title
from crawler.reader.headline.words import fold, words

# These are written by hand and so may leave out what stands before the headline; a page's title is made of all of it.
WITHOUT_KICKER = frozenset({"json-ld headline", "meta og:title", "meta twitter:title"})

SHORTEST = 12  # letters of a title that is told apart within a heading
BEFORE = 12  # pieces of a heading's text among which what stands before the headline ends

# "23.01.2022 - Harbour bill passes", and glued where the day has an element of its own.
_DAY = re.compile(r"^(?:\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)|\d{4}-\d\d-\d\d)(?:\s*[-–—:|]\s*|(?=[A-ZÄÖÜ]))(?=.{8})")
_MARK_AT_END = re.compile(r"[|｜/»›•·\]】)–—-]\s*$")


def worded(best: Heading, said: tuple[Title, ...]) -> Candidate:
    """The heading's words, or metadata's where those are the same printed better."""
    folded = fold(best.text)
    bare = next(_without_what_stands_before(best, folded, said), None)
    if bare:
        return bare
    same = [title for title in said if title.folded == folded]
    hand = [title for title in same if title.candidate.source in WITHOUT_KICKER and ": " in title.candidate.value]
    # A kicker printed with a colon of its own is read as the headline's beginning.
    if best.kicker and not best.kicker.endswith(":") and not hand and (text := _without_kicker(best, best.kicker)):
        return Candidate(text, best.source, best.lines[0])
    spaced = max((len(title.words), -at) for at, title in enumerate(same)) if same else (0, 0)
    if spaced[0] > len(words(best.text)):
        return same[-spaced[1]].candidate  # two elements without a space between: "Harbour billBridge closes"
    if not same:
        for title in said:
            if title.weight > 3 and _is_kicked(title.candidate.value, best.text):
                return title.candidate
    return Candidate(best.text, best.source, best.lines[0])


def undated(chosen: Candidate | None) -> Candidate | None:
    """The headline without the day before it, which is a field of its own."""
    return replace(chosen, value=_DAY.sub("", chosen.value, count=1)) if chosen else None


def _without_what_stands_before(best: Heading, folded: str, said: tuple[Title, ...]) -> Iterator[Candidate]:
    """Titles that are the heading's end, where its markup or a mark sets apart what stands before them.

    Words that run on are the headline's, and the title is its shorter version.
    """
    for title in said:
        behind = after_bar(title.candidate.value)
        for candidate in (title.candidate, replace(title.candidate, value=behind) if behind else None):
            other = fold(candidate.value) if candidate else ""
            if candidate and len(other) > SHORTEST and _ends_with(folded, other) and _is_set_apart(best, other):
                yield candidate


def _ends_with(folded: str, other: str) -> bool:
    return folded != other and folded.endswith(other) and len(other) * 3 > len(folded)


def _is_set_apart(heading: Heading, other: str) -> bool:
    """Whether an element, a line or a mark ends just before the last words of a heading. ``other``: those, folded."""
    texts = heading.box.element.itertext() if heading.box else ()
    pieces = list(filter(None, (fold(str(text)) for text in islice(texts, 40))))
    length = len("".join(pieces)) - len(other)
    if length in set(accumulate(map(len, pieces[:BEFORE]))):
        return True
    return any(
        fold(heading.text[at:]) == other and _MARK_AT_END.search(heading.text[:at]) for at in _starts(heading.text)
    )


def _starts(text: str) -> list[int]:
    return [at for at in range(1, len(text)) if text[at - 1] in " |｜】]"]


def _without_kicker(heading: Heading, kicker: str) -> str:
    """A heading without the kicker that its markup sets apart."""
    return heading.text.removeprefix(kicker).lstrip(" :|–—-")


def _is_kicked(title: str, heading: str) -> bool:
    """Whether a title is a kicker, a colon and the heading."""
    return title.endswith(f": {heading}") and len(title) < len(heading) + 60
