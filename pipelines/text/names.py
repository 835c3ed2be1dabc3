"""Persons' names: whether words have the form of one, in any script, and how capitals are undone.

By form; tables of particles and given names help. Nothing here knows who exists.
"""

from functools import lru_cache
from unicodedata import category

from pipelines.text.capitals import title_case_name
from pipelines.text.organisations import looks_like_organisation
from pipelines.text.vocabulary.family_names import HAN_FAMILY_NAMES, HANGUL_FAMILY_NAMES
from pipelines.text.vocabulary.given import GIVEN_NAMES
from pipelines.text.vocabulary.never_names import NEVER_NAMES, NEVER_OPENINGS
from pipelines.text.vocabulary.particles import PARTICLES, SUFFIXES
from pipelines.text.whitespace import tidy

__all__ = ["looks_like_person", "title_case_name"]

LONGEST_NAME = 60  # characters: "María de los Ángeles Fernández-Villaverde y Gómez" has 49
MOST_FULL_WORDS = 3  # besides particles; more capitals in a row are a headline's unless a given name opens them
MOST_WORDS = 8  # the same name has 7 with its particles

APOSTROPHES = "'’ʼ‘`´ʻ"
JOINTS = frozenset(APOSTROPHES + "-‐‑–.")  # what may stand between the letters of one name
EAST_ASIAN_JOINTS = frozenset("·・＝=‧•")


@lru_cache(maxsize=4096)
def looks_like_person(text: str, *, single: bool = False) -> bool:
    """Whether the words have the form of one person's full name: "R.J. Whitcombe III", "松岡健太", "Máire Ní Bhriain".

    Args:
        text: A few words without title, role or separator.
        single: Whether one word alone ("Suharto") will do; in Chinese letters, kana and Hangul it always does.

    Returns:
        False for organisations, for words no name holds, for anything with a figure, and for ``""``.
    """
    text = tidy(text) if len(text) <= 2 * LONGEST_NAME else ""
    words = text.split()
    if not words or len(text) > LONGEST_NAME or len(words) > MOST_WORDS or looks_like_organisation(text):
        return False
    if is_east_asian(words[0][0]):
        return is_east_asian_name(text)
    if not all(is_name_word(word) for word in words) or not _no_other_words(words):
        return False
    full = sum(not is_particle(word) for word in words)
    capitals = sum(word.casefold() not in PARTICLES and not is_initials(word) for word in words)
    if capitals > MOST_FULL_WORDS and text.isascii() and words[0].partition("-")[0].casefold() not in GIVEN_NAMES:
        return False
    return full >= 2 or (single and len(words) == 1 and len(text) > 2)


def is_name_word(word: str) -> bool:
    """Whether one word may stand in a name: "Ní", "O'Brien", "R.J.", "al-Masri", "de", "III", "الله"."""
    first = word[0]
    if not (first.isupper() or first.istitle()):
        if is_particle(word):
            return True
        if first.islower() and not is_georgian(first):
            return _has_joined_particle(word)
        if not (first.isalpha() or first in APOSTROPHES):
            return False
    return _is_spelt(word)


def is_particle(word: str) -> bool:
    """Whether a word printed in lower case is one of the small words of names: "de", "van", "al", "'t"."""
    return word.islower() and word.replace("’", "'") in PARTICLES


def is_georgian(letter: str) -> bool:
    """Whether a letter is Georgian: small by Unicode, though running type has no capitals beside it."""
    return "\u10d0" <= letter <= "\u10ff"


def _has_joined_particle(word: str) -> bool:
    """Whether a lower-case particle is joined to a capital: "al-Masri", "d'Aubigny", "McAllister" not, "deGrasse"."""
    for at, letter in enumerate(word[:6]):
        if letter.isupper():
            return _is_spelt(word) and (
                not word[at - 1].isalpha() or word[:at] in {"de", "van", "von", "la", "di", "mac", "ní"}
            )
    return False


def _is_spelt(word: str) -> bool:
    """Whether a word is letters with a name's joints alone, and its full stops stand as in initials or "Jr."."""
    if word.isalpha():
        return True
    plain = word.rstrip(".,")
    return (
        any(letter.isalpha() for letter in plain)
        and all(letter.isalpha() or letter in JOINTS or _is_mark(letter) for letter in plain)
        and (
            len(word) == len(plain) or is_initials(word) or word.casefold() in SUFFIXES or word.casefold() in PARTICLES
        )
    )


def is_initials(word: str) -> bool:
    """Whether a word is initials or a name cut short by a stop: "R.", "J.R.R.", "Th.", "J.-P."."""
    if not word.endswith(".") or not word[0].isupper():
        return False
    return all(0 < len(part) <= 3 for part in word[:-1].replace(".-", ".").replace("-", ".").split("."))


def _is_mark(letter: str) -> bool:
    """Whether a letter is a vowel sign or other mark that Devanagari, Thai, Arabic and others set on letters."""
    return not letter.isascii() and category(letter)[0] == "M"


def _no_other_words(words: list[str]) -> bool:
    """Whether no word rules a name out; behind a given name one may close it: "Steve Jobs" is a man."""
    folded = [word.casefold() for word in words]
    inner = folded[:-1] if folded[0] in GIVEN_NAMES and len(words) == 2 and words[-1].istitle() else folded
    if any(word in NEVER_NAMES for word in inner):
        return False
    return folded[0] not in NEVER_OPENINGS or folded[0] in GIVEN_NAMES


def is_east_asian(letter: str) -> bool:
    """Whether a letter is a Chinese character, kana or Hangul: scripts that part no words within a name."""
    code = ord(letter)
    return code >= 0x1100 and (
        0x2E80 <= code <= 0x9FFF or 0xAC00 <= code <= 0xD7AF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x3FFFF
    )


def is_east_asian_name(text: str) -> bool:
    """Whether Chinese letters, kana or Hangul are as many as a name's, and no organisation's: "松岡健太", "배윤정"."""
    bare = "".join(letter for letter in text if letter not in EAST_ASIAN_JOINTS and letter != " ")
    if not bare or not all(is_east_asian(letter) and letter.isalpha() for letter in bare):
        return False
    if "\uac00" <= bare[0] <= "\ud7af":
        return 2 <= len(bare) <= 4 and bare.startswith(HANGUL_FAMILY_NAMES)
    if len(bare) != len(text):
        return 2 <= len(bare) <= 20
    kana = sum("\u3041" <= letter <= "\u30ff" for letter in bare)
    if kana == len(bare):
        return 3 <= len(bare) <= 10
    return 2 <= len(bare) <= 6 and (len(bare) > 3 or kana > 0 or bare.startswith(HAN_FAMILY_NAMES) or len(bare) == 3)
