"""Capitals undone: "EWAN MCALLISTER" and "Thomas URBINO" as a byline in running type would print them."""

from itertools import pairwise

from pipelines.text.vocabulary.particles import LOWER_PARTICLES, MAC_NAMES, SHORT_FAMILY_NAMES
from pipelines.text.whitespace import tidy

APOSTROPHES = "'’ʼ‘`´ʻ"
ROMAN = frozenset({"II", "III", "IV", "VI", "VII", "VIII"})
VOWELS = frozenset("AEIOUYÀÁÂÃÄÅÆÈÉÊËÌÍÎÏÒÓÔÕÖØŒÙÚÛÜÝŸĀĂĄĒĖĘĚĪĮİŌŐŪŮŰŲΑΕΗΙΟΥΩАЕЁИОУЫЭЮЯІЇЄ")
LEAST_CAPITALS = 3  # letters: in "CJ Smith" or "Ryan JD" two capitals are initials; "URBINO" is a name


def title_case_name(name: str, *, lower: bool = False) -> str:
    """A name's capitals undone; particles lower, ``Mc``, ``O'`` and hyphens right; mixed case untouched.

    Args:
        name: One tidy name: "BY" and titles are off already.
        lower: Whether a name wholly in lower case ("darnell voss") gets its capitals too.

    Returns:
        The name; an agency's style of capitals for the family name alone is undone as well.

    >>> title_case_name("EWAN MCALLISTER"), title_case_name("Thomas URBINO"), title_case_name("Joost de VRIES")
    ('Ewan McAllister', 'Thomas Urbino', 'Joost de Vries')
    """
    if name.islower() and "\u10d0" <= name[0] <= "\u10ff":  # Georgian: all small, and so it stays
        return name
    if name.islower():
        return tidy(_title_words(name.upper())) if lower else name
    if name.isupper():
        return tidy(_title_words(name))
    if name.istitle():
        return name
    return _title_family_name(name)


def _title_words(name: str) -> str:
    words = name.split()
    turkish = "İ" in name or "Ğ" in name
    last = len(words) - 1
    return " ".join(
        # Before the third word one letter is an initial: "John E Smith", but "José Ortega y Gasset".
        _title_word(word, first=at == 0 or (at == 1 and len(word) == 1), last=at == last, turkish=turkish)
        for at, word in enumerate(words)
    )


def _title_family_name(name: str) -> str:
    """AFP's and Le Monde's style: the family name in capitals, last ("Emmanuel ANULO") or first ("KIM Jong-un")."""
    words = name.split()
    capital = _family_name_words(words)
    if not (any(capital) and any(word[:1].isupper() and not word.isupper() for word in words)):
        return name
    changes = sum(before != after for before, after in pairwise(capital))
    if changes > 1:  # "John SMITH Brown": no agency's style
        return name
    closes = [*(not caps for caps in capital[1:]), True]
    return " ".join(
        _title_word(word, first=at == 0, last=closes[at]) if capital[at] else word for at, word in enumerate(words)
    )


def _family_name_words(words: list[str]) -> list[bool]:
    """Which words are the family name in capitals, its particles with it: "Marie DE LA TOUR", not "John E SMITH"."""
    capital = [_is_family_name(word) for word in words]
    for at in range(len(words) - 2, -1, -1):
        particle = len(words[at]) > 1 and words[at].isupper() and words[at].casefold() in LOWER_PARTICLES
        capital[at] = capital[at] or (capital[at + 1] and particle)
    return capital


def _is_family_name(word: str) -> bool:
    """Whether a word is a name in capitals, no initials: "URBINO", "McDONALD", "d'ORMESSON", "SAINT-EXUPÉRY"."""
    if word.isupper() and word.casefold() in SHORT_FAMILY_NAMES:
        return True
    body = word
    for opening in ("Mc", "Mac", "O'", "O’", "d'", "d’", "D'", "D’", "al-", "Al-", "el-", "El-"):
        if word.startswith(opening):
            body = word[len(opening) :]
    letters = [letter for letter in body if letter.isalpha()]
    return (
        len(letters) >= LEAST_CAPITALS
        and body.isupper()
        and "." not in body
        and not VOWELS.isdisjoint(letters)
        and word not in ROMAN
    )


def _title_word(word: str, *, first: bool, last: bool, turkish: bool = False) -> str:
    plain = word.replace("’", "'")
    if word in ROMAN or (not first and not last and len(plain) == 2 and VOWELS.isdisjoint(plain)):
        return word if word in ROMAN else _particle_or(word)
    if first and not last and _is_bare_initials(plain):
        return word
    if not first and not last and (plain.casefold() in LOWER_PARTICLES or plain == "OF"):  # "LORD BEVAN OF PENARTH"
        return word.lower()
    return _title_parts(word, first=first, turkish=turkish)


def _particle_or(word: str) -> str:
    return word.capitalize() if word == "ST" or word.casefold() in SHORT_FAMILY_NAMES else word


def _is_bare_initials(word: str) -> bool:
    """Whether two or three capitals that open a name are initials without stops: "JK", "AJ", "JRR"; "JO" is a name."""
    if not word.isalpha() or len(word) > 3 or word == "ST" or word.casefold() in SHORT_FAMILY_NAMES:
        return False
    return VOWELS.isdisjoint(word) or (len(word) == 2 and word.endswith("J"))


def _title_parts(word: str, *, first: bool, turkish: bool) -> str:
    """One word, its parts between hyphens and stops each by itself: "MARY-KATE", "R.J.", "AL-MASRI"."""
    for joint in "-‐‑.":
        if joint in word:
            parts = word.split(joint)
            done = [_title_parts(part, first=first or at > 0, turkish=turkish) for at, part in enumerate(parts)]
            if (
                joint != "."
                and not first
                and parts[0].casefold() in {"al", "el", "ad", "ar", "as", "an", "at", "ul", "ur"}
            ):
                done[0] = parts[0].lower()
            return joint.join(done)
    return _title_part(word, turkish=turkish)


def _title_part(part: str, *, turkish: bool) -> str:
    for mark in APOSTROPHES:
        before, found, after = part.partition(mark)
        if found and after:
            return _title_elided(before, mark, after, turkish=turkish)
    small = (part[:1] + part[1:].replace("I", "ı") if turkish else part).replace("İ", "i").lower()
    if small in MAC_NAMES:
        return "Mac" + small[3:].capitalize()
    if small.startswith("mc") and len(small) > 3:
        return "Mc" + small[2:].capitalize()
    return part[:1] + small[1:]


def _title_elided(before: str, mark: str, after: str, *, turkish: bool) -> str:
    """Either side of an apostrophe: "O'Brien", "D'Angelo", "d'Aubigny", "N'Diaye", "Ta'ala"."""
    end = _title_part(after, turkish=turkish)
    if len(before) > 2:
        return before.capitalize() + mark + end.lower()
    if before.islower():
        return before + mark + end
    if before == "D" and after[-1] not in "OAI":  # an Italian surname ends so, and keeps its D'
        return "d" + mark + end
    return before.capitalize() + mark + end
