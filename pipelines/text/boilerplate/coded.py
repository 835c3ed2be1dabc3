"""Boilerplate rules that need code: what they weigh, no pattern over one line can say.

Each stands in a rule file like any other (``code = "<name>"``), with its reason, so that it is listed there.
"""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from pipelines.items import Block
from pipelines.text.levelling import level
from pipelines.text.whitespace import tidy


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What is known of the page around the blocks. Everything may be absent."""

    aggregator: str | None = None
    """The aggregator's spider name."""
    publisher: str | None = None
    """The publisher as the page names it."""
    headline: str | None = None
    """The headline as printed."""
    language: str | None = None
    """Primary language subtag; often not known yet when boilerplate is struck."""
    byline: str | None = None
    """The byline as printed: tells the note about the author from a sentence about anybody."""


Struck = Container[int]
CodedRule = Callable[[Sequence[Block], Struck, Surroundings], int | None]

# Pictures' captions may stand between the headline and the copy.
_CAPTIONS_BEFORE_COPY = 3
# A headline of one or two words ("Politics") recurs as a subhead; only the very first line repeats it.
_SURE_HEADLINE_WORDS = 4


def first_line_repeats_headline(blocks: Sequence[Block], struck: Struck, around: Surroundings) -> int | None:
    """Index of the first body line that is the headline again, letter for letter; None where there is none."""
    headline = tidy(around.headline or "")
    if not headline:
        return None
    kept = (place for place in range(len(blocks)) if place not in struck)
    for passed, place in enumerate(kept):
        if passed > (_CAPTIONS_BEFORE_COPY if len(headline.split()) >= _SURE_HEADLINE_WORDS else 0):
            return None
        if tidy(blocks[place].text) == headline:
            return place
    return None


# A note on the author is short; a last paragraph of a story that its own author figures in is not.
_LONGEST_NOTE = 320
_IS_SOMEBODY = (
    " is a ", " is an ", " is the ", " is our ", " writes ", " covers ", " ist ", " est ", " es ", " è ", " é ",
)  # fmt: skip
_CALLINGS = (
    "columnist", "reporter", "correspondent", "editor", "writer", "journalist", "professor", "lecturer", "fellow",
    "author", "critic", "researcher", "contributor", "covers", "freelance", "redakteur", "journaliste", "periodista",
    "giornalista", "jornalista", "kolumnist",
)  # fmt: skip


def last_line_presents_author(blocks: Sequence[Block], struck: Struck, around: Surroundings) -> int | None:
    """Index of the last kept block where it opens with the byline's own name and says what that person does."""
    last = next((place for place in reversed(range(len(blocks))) if place not in struck), None)
    if last is None or not around.byline or len(blocks[last].text) > _LONGEST_NOTE:
        return None
    text, byline = level(blocks[last].text), level(around.byline).casefold()
    name, marks, rest = _opening(text)
    if len(name.split()) < 2 or name.casefold() not in byline:
        return None
    says_what = marks in _IS_SOMEBODY and any(calling in rest.casefold() for calling in _CALLINGS)
    return last if says_what else None


def _opening(text: str) -> tuple[str, str, str]:
    """A sentence's text before its first presenting verb, that verb, and the rest; three times "" where it has none."""
    found = [(text.find(verb), verb) for verb in _IS_SOMEBODY if verb in text]
    if not found:
        return "", "", ""
    place, verb = min(found)
    return text[:place].lstrip("(*-• "), verb, text[place + len(verb) :]


CODED: Mapping[str, CodedRule] = MappingProxyType(
    {
        "first_line_repeats_headline": first_line_repeats_headline,
        "last_line_presents_author": last_line_presents_author,
    }
)
