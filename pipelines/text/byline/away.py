"""Where a small word leads in a byline: roles with their place or employer ("correspondante à Rome"), places, wires."""

from pipelines.text.byline.kinds import Reading
from pipelines.text.organisations import is_agency, looks_like_organisation
from pipelines.text.roles import is_role_head
from pipelines.text.vocabulary.joiners import IN_WORDS, MAYBE_IN_WORDS, PARTICLE_IN_WORDS
from pipelines.text.vocabulary.nobody import NOBODY, SENTENCE_WORDS
from pipelines.text.vocabulary.outlets import OUTLETS
from pipelines.text.vocabulary.particles import PARTICLES
from pipelines.text.vocabulary.places import PLACES
from pipelines.text.vocabulary.roles import AWAY_ROLES, OUR_WORDS

LONGEST_DESCRIPTION = 12  # words; "an associate professor of modern history at the University of York" has 11


def read_role(words: list[str]) -> Reading:
    """A role, with the place or employer that its preposition leads to."""
    words = _without_verb(words)
    for at in range(1, len(words) - 1):
        folded = words[at].casefold()
        tail = words[at + 1 :]
        if folded in IN_WORDS or folded in MAYBE_IN_WORDS or folded in PARTICLE_IN_WORDS or folded == "for":
            role, text = words[:at], " ".join(tail)
            if role[-1] == "based" and len(role) > 1:
                role = role[:-1]
            english = folded in {"for", "at", "of"} and looks_like_organisation(text)
            if english or text.casefold() in OUTLETS:  # "redactora de El País"
                return Reading("role", " ".join(role), affiliation=text)
            if (
                folded != "for"
                # A senator from Ohio need not write there; a correspondent from Kyiv does.
                and ((text.casefold() in PLACES and folded != "from") or role[-1].casefold() in AWAY_ROLES)
                and (place := read_place(tail))
            ):
                return Reading("role", " ".join(role), location=place)
        if folded == "of" and (tail[0] == "the" or not tail[0].islower()) and looks_like_organisation(" ".join(tail)):
            return Reading("role", " ".join(words[:at]), affiliation=" ".join(tail))
    return Reading("role", " ".join(words))


def _without_verb(words: list[str]) -> list[str]:
    """The words of "Ann Lee, who is a poet" and "Ann Lee is a poet" that say what she is."""
    start = 0
    while start < len(words) - 1 and words[start] in {"who", "is", "was"}:
        start += 1
    return words[start:]


def describes(words: list[str]) -> bool:
    """Whether an article opens what somebody is: "a former senator from Ohio", "the paper's chief critic".

    Not "the Times", a house; nor Italian "a Palermo", a place: those have capitals behind the small word.
    """
    first, rest = words[0], words[1:]
    if not rest or len(words) > LONGEST_DESCRIPTION or not SENTENCE_WORDS.isdisjoint(rest):
        return False
    if all(word.isupper() for word in words):
        return first in {"A", "AN", "THE"} and any(map(is_role_head, rest))
    if first == "the":
        return rest[0].islower()
    said = any(word.islower() and word not in PARTICLES for word in rest)
    return first in {"a", "an"} and (said or is_role_head(rest[-1]))


def read_place(words: list[str]) -> str | None:
    """The words as a place: capitals, particles, an article in front; None where they are no place's form."""
    if not words or len(words) > 6:
        return None
    start = 1 if words[0].casefold() in {"the", "le", "la", "il", "el"} and words[0].islower() else 0
    if not all(
        word[0].isupper() or not word[0].isalpha() or word in PARTICLES or not word[0].islower()
        for word in words[start:]
    ):
        return None
    text = " ".join(words[1:] if words[0] in {"il", "el"} else words)
    return None if text.casefold() in NOBODY or not words[start:] else text


def read_via(words: list[str]) -> Reading:
    """The agency of "Via AP news wire": the wire's own words are no part of its name."""
    while len(words) > 1 and words[-1].casefold() in {"news", "wire", "newswire", "wires", "service", "feed"}:
        if is_agency(" ".join(words)) and not is_agency(words[0]):
            break
        words = words[:-1]
    return Reading("agency", " ".join(words))


def without_ours(words: list[str]) -> list[str]:
    """The words without "our", "de notre", "dal nostro" at their head; "The Guardian's" stays."""
    start = 0
    while start < len(words) - 1 and words[start].casefold() in OUR_WORDS and words[start] != "The":
        start += 1
    return words[start:]
