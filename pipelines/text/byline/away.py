"""Where a small word leads in a byline: roles with their place or employer ("correspondante à Rome"), places, wires."""

from pipelines.text.byline.kinds import Reading
from pipelines.text.organisations import is_agency, looks_like_organisation
from pipelines.text.vocabulary.joiners import IN_WORDS, MAYBE_IN_WORDS, PARTICLE_IN_WORDS
from pipelines.text.vocabulary.nobody import NOBODY
from pipelines.text.vocabulary.particles import PARTICLES
from pipelines.text.vocabulary.places import PLACES
from pipelines.text.vocabulary.roles import AWAY_ROLES, OUR_WORDS


def read_role(words: list[str]) -> Reading:
    """A role, with the place or employer that its preposition leads to."""
    for at in range(1, len(words) - 1):
        folded = words[at].casefold()
        tail = words[at + 1 :]
        if folded in IN_WORDS or folded in MAYBE_IN_WORDS or folded in PARTICLE_IN_WORDS or folded == "for":
            role, text = words[:at], " ".join(tail)
            if folded in {"for", "at", "of"} and looks_like_organisation(text):
                return Reading("role", " ".join(role), affiliation=text)
            if (
                folded != "for"
                and (text.casefold() in PLACES or role[-1].casefold() in AWAY_ROLES)
                and (place := read_place(tail))
            ):
                return Reading("role", " ".join(role), location=place)
        if folded == "of" and looks_like_organisation(" ".join(tail)):
            return Reading("role", " ".join(words[:at]), affiliation=" ".join(tail))
    return Reading("role", " ".join(words))


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
