"""Invented words in the shape of real ones: as long, capitals in their places, the same word always the same filler.

So a byline stays a byline and a caption a caption, while nobody's copy is left. What stays as it is: figures and
punctuation; the small words of each language; the trade's own words ("Photo", "Updated", "staff", "AFP"); and short
lines that the rules strike ("Story continues below"): they would look for them in vain.
"""

import re
from functools import lru_cache
from hashlib import sha256
from unicodedata import name

from pipelines.rules import load_rules
from pipelines.text.boilerplate.rulebook import RuleBook
from pipelines.text.function_words import SPEAKERS
from pipelines.text.vocabulary.agencies import AGENCIES
from pipelines.text.vocabulary.calendar import (
    BUTTON_WORDS,
    CLOCK_WORDS,
    MONTHS,
    NAMED_MONTHS,
    STAMP_WORDS,
    WEEKDAYS,
)
from pipelines.text.vocabulary.credit_labels import LABELS as CREDIT_LABELS
from pipelines.text.vocabulary.given import GIVEN_NAMES
from pipelines.text.vocabulary.labels import BY_WORDS
from pipelines.text.vocabulary.labels import LABELS as BYLINE_LABELS
from pipelines.text.whitespace import tidy

LONGEST_FURNITURE = 6  # words: "Sign up to our free newsletter"; what is longer may hold somebody's headline
CONSONANTS, VOWELS = "bdfgklmnprstvz", "aeiou"
HAN, KANA, HANGUL = (
    "山川田村島東西南北谷野原江河湖海城門橋林",
    "かきさしたちなにのまみらりアイカキサシタナノマラリ",
    "가나다라마바사아자하",
)

_PIECE = re.compile(r"&#?[a-zA-Z0-9]+;|[^\W\d_]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_MORE = """correction corrections clarification editor note staff reporter reporters correspondent source writer writers
reported reporting contributed editing edited compiled report story article version
this these those there were had will would can could into over under after before about when where while than then"""


def filler(text: str) -> str:
    """A line of text with its words invented; entities ("&amp;") and spaces stay.

    >>> filler("By Ann Lee, AFP: 12 May")
    'By Abo Era, AFP: 12 May'
    """
    if is_furniture(text):
        return text
    return _PIECE.sub(lambda found: found[0] if found[0].startswith("&") else _invented(found[0]), text)


def is_furniture(text: str) -> bool:
    """Whether a line is short and a packaged rule would strike it."""
    return len(_LETTERS.findall(text)) <= LONGEST_FURNITURE and bool(_rules().speaking(tidy(text)))


@lru_cache(maxsize=1)
def _rules() -> RuleBook:
    return load_rules(prove=False)


@lru_cache(maxsize=1)
def trade_words() -> frozenset[str]:
    """The words that say what a line is, and the small words of every language: no one's copy."""
    tables = (MONTHS, NAMED_MONTHS, WEEKDAYS, CLOCK_WORDS, STAMP_WORDS, BUTTON_WORDS, BY_WORDS, CREDIT_LABELS)
    phrases = (*AGENCIES, *SPEAKERS, *BYLINE_LABELS, *_MORE.split(), *(one for table in tables for one in table))
    # Agencies are called Petra and Nova, as people are.
    return frozenset(word for phrase in phrases for word in _LETTERS.findall(phrase.casefold())) - GIVEN_NAMES


def _invented(word: str) -> str:
    """The word's filler; single letters, as initials are, and the trade's words stay."""
    if len(word) == 1 or word.casefold() in trade_words():
        return word
    digest = sha256(word.casefold().encode()).digest()
    letters = (_letter(old, place, digest[place % 32] + place // 32) for place, old in enumerate(word, digest[0]))
    return "".join(new.upper() if old.isupper() else new for old, new in zip(word, letters, strict=True))


def _letter(old: str, place: int, number: int) -> str:
    """A letter of the old one's script; in Latin, consonants and vowels by turns, so that it can be spoken."""
    script = _script(old)
    latin = VOWELS if place % 2 else CONSONANTS
    letters = latin if script == "LATIN" else _alphabets().get(script, old)
    return letters[number % len(letters)]


def _script(letter: str) -> str:
    return name(letter, "").partition(" ")[0]


@lru_cache(maxsize=1)
def _alphabets() -> dict[str, str]:
    """The letters of each script, as its languages' small words use them; Chinese ones are of names of places."""
    letters = {letter for word in SPEAKERS for letter in word} | set(HAN + KANA + HANGUL)
    return {
        script: "".join(sorted(one for one in letters if _script(one) == script)) for script in map(_script, letters)
    }
