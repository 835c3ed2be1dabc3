"""What one piece of a credit is by itself: an agency of the tables, an organisation or a person by form, a placeholder.

What it means beside other pieces is the business of ``reading``.
"""

import re
from functools import lru_cache
from typing import Literal
from unicodedata import normalize

from pipelines.text.caption.east_asian import bare_maker, is_katakana, is_public_body, is_told
from pipelines.text.names import is_particle, looks_like_person, title_case_name
from pipelines.text.organisations import looks_like_organisation
from pipelines.text.vocabulary.credit_labels import FORCE_WORDS, NOTHING, PLACEHOLDERS, RANK_WORDS, SMALL_WORDS
from pipelines.text.vocabulary.given import GIVEN_NAMES
from pipelines.text.vocabulary.picture_agencies import EVERYDAY_NAMES, HOUSE_WORDS, PICTURE_AGENCIES
from pipelines.text.vocabulary.places import PLACES

Sort = Literal["agency", "organisation", "person", "placeholder", "nothing", "unknown", "small", "prose"]

STATES = frozenset({"U.S.", "US", "UK", "U.K.", "U.N.", "UN", "EU"})  # open the names of their offices and forces
LICENCE = re.compile(
    r"^(?:cc[ -]?(?:by|0|zero)\b|creative commons|public domain|licen[cs]e\b|gfdl\b|gnu )", re.IGNORECASE
)
AND = re.compile(r" (?:and|und|et|y|e|og|och|en|i|&) |, | & |\+")
MOST_FORCE_WORDS = 6  # "Hereford and Worcester fire and rescue" has 6
MOST_WORDS = 12  # of a name: "Hungarian Ministry of Foreign Affairs and Trade Press Department" has 9


@lru_cache(maxsize=8192)
def sort_of(piece: str) -> Sort:
    """What a piece is by itself, by the tables first and by its form after that."""
    folded = piece.casefold()
    if folded in NOTHING or not folded or LICENCE.match(piece):
        return "nothing"
    if folded in PLACEHOLDERS:
        return "placeholder"
    if is_known(piece):
        return "agency"
    if piece[0] == "@":
        return "person" if " " not in piece else "unknown"
    if not piece.isascii() and is_told(piece):
        return "prose"
    maker = None if piece.isascii() else bare_maker(piece)
    if maker:
        return maker[1]
    words = piece.split()
    if len(words) > 1 and not all(_is_credit_word(word) for word in words):
        return "organisation" if _is_force(words) else "prose"
    if is_house(piece) and not _is_ranked(piece):
        return "organisation"
    return "person" if is_people(piece) else _by_capitals(words)


def _is_credit_word(word: str) -> bool:
    """Whether a word may stand in a name of several words: a capital, a figure, a small word; else it is prose."""
    if not word[0].islower() or word in SMALL_WORDS or is_particle(word) or word[1:2].isupper() or "-" in word:
        return True
    return any(word.partition(mark)[2][:1].isupper() for mark in "'’")  # "d’Aubraie", "dell’Arte"


def _is_force(words: list[str]) -> bool:
    """Whether a place's own body is printed as British papers do, its kind in small letters: "Kent police"."""
    kind = next((at for at, word in enumerate(words) if word[0].islower() and word not in SMALL_WORDS), len(words))
    named = 0 < kind < len(words) <= MOST_FORCE_WORDS and all(word[0].isupper() for word in words[:kind])
    return named and all(word in FORCE_WORDS or word in SMALL_WORDS for word in words[kind:])


def is_known(piece: str) -> bool:
    """Whether the piece is an agency, library or sharing site of the tables; everyday words count only as acronyms."""
    if not piece.isascii():
        if _is_spelt_out(piece):
            return True
        piece = normalize("NFKC", piece)  # "ＡＰ"
    folded = piece.casefold().rstrip(".")
    if folded.startswith("the "):
        folded = folded[4:]
    if folded in EVERYDAY_NAMES:
        return piece.isupper() and 1 < len(piece) <= 4
    return folded in PICTURE_AGENCIES


def _is_spelt_out(piece: str) -> bool:
    """Whether the piece is Arabic initials set apart, as that script sets acronyms: "أ ف ب", "د.ب.أ"."""
    letters = piece.replace(".", " ").split()
    return 2 <= len(letters) <= 4 and all(len(letter) == 1 and "؀" <= letter <= "ۿ" for letter in letters)


def is_email(word: str) -> bool:
    """Whether the word is an address for letters, as American papers print after a photographer: "bea@echo.example"."""
    name, at, host = word.partition("@")
    return bool(name and at) and "." in host.strip(".")


def is_house(piece: str) -> bool:
    """Whether the piece has the form of an organisation's name, the picture trade's words included."""
    words = piece.casefold().split()
    if len(words) > 1 and piece.partition(" ")[0] in STATES:
        return True
    if len(words) > 1 and piece.isupper():
        piece = title_case_name(piece)  # in capitals every short name looks like an acronym
    if len(words) > 1 and not HOUSE_WORDS.isdisjoint(words) and piece[0].isupper():
        return not (len(words) == 2 and words[0] in GIVEN_NAMES and words[1] not in _SURE_HOUSES)
    if not piece.isascii() and (is_public_body(piece) or is_katakana(piece)):
        return True
    if words[-1] in _BUILDINGS and piece.casefold().removeprefix("the ") in PLACES:
        return True
    return looks_like_organisation(piece)


_BUILDINGS = frozenset({"house", "hall", "palace", "office"})  # who works there took the picture: "White House"
_SURE_HOUSES = frozenset({"images", "pictures", "photos", "prints", "plates", "media", "studios", "photography"})


def is_people(piece: str) -> bool:
    """Whether the piece is one person or several: "Bea Nolan", "Bea Nolan and Tomo Hale", "BEA NOLAN"."""
    if piece.isupper():
        piece = title_case_name(piece)
    if looks_like_person(piece) or _is_ranked(piece):
        return True
    names = AND.split(piece)
    return len(names) > 1 and all(looks_like_person(name) for name in names)


def _is_ranked(piece: str) -> bool:
    """Whether a rank stands before a person's name: "Petty Officer 2nd Class Bea Nolan"."""
    words = piece.split()
    at = 0
    while at < len(words) and words[at].casefold().rstrip(".") in RANK_WORDS:
        at += 1
    return 0 < at < len(words) - 1 and looks_like_person(" ".join(words[at:]))


def _by_capitals(words: list[str]) -> Sort:
    """A name by its capitals alone; "small" for one word in lower case."""
    if len(words) == 1 and words[0][0].islower():
        return "unknown" if "." in words[0].strip(".") else "small"
    return "prose" if len(words) > MOST_WORDS or words[0][0].islower() else "unknown"
