"""Whether the words before a dateline's dash name a place, and which of them are its date."""

from pipelines.text.organisations import looks_like_organisation
from pipelines.text.vocabulary.calendar import MONTHS, NAMED_MONTHS, WEEKDAYS
from pipelines.text.vocabulary.dateline_words import (
    COMPOUND_JOINERS,
    COMPOUND_OPENERS,
    NO_PLACE_WORDS,
    OPENERS,
    STATES,
)
from pipelines.text.vocabulary.given import GIVEN_NAMES
from pipelines.text.vocabulary.places import PLACES
from pipelines.text.vocabulary.titles import DROPPED_TITLES, KEPT_TITLES

_MONTHS = MONTHS | NAMED_MONTHS
_DAYS = WEEKDAYS | _MONTHS
_YEAR = 4  # digits
# "STEPANAKERT, Nagorno-Karabakh" has two words; "ABOARD THE USS DWIGHT D. EISENHOWER IN THE RED SEA" nine.
_MOST_WORDS = 9
# Words in lower case that join a place's name: "Rio de Janeiro", "Stoke on Trent".
_LONGEST_JOINER = 3
# Three letters in capitals are an acronym unless a table knows the place ("ROM").
_LONGEST_UNKNOWN_ACRONYM = 3
# "Port-Harcourt", "Dar-es-Salaam" and "Stoke on Trent" are printed with hyphens and without.
_SPACED = frozenset(place.replace("-", " ") for place in PLACES)


def is_date(part: str) -> bool:
    """Whether a part of the opening is a date and nothing else: "12 mar", "Nov. 13", "2023", "Monday"."""
    return _is_date(part.casefold().split())


def trim_date(part: str) -> str:
    """A part without the date that stands at its end: "القاهرة 13 نوفمبر" -> "القاهرة"."""
    words = part.split()
    keep = len(words)
    while keep > 1 and _is_date_word(words[keep - 1].casefold()):
        keep -= 1
    dated = any(map(str.isdigit, "".join(words[keep:])))  # "RIO DE JANEIRO" ends in a month
    return " ".join(words[:keep]) if dated and _is_date(part.casefold().split()[keep:]) else part


def _is_date(words: list[str]) -> bool:
    """Months with a day, weekdays, or a year alone: "Eat 60" and "Eastwick 2" have a number and no date."""
    if not words or not all(map(_is_date_word, words)):
        return False
    if len(words) == 1:
        return words[0] in WEEKDAYS or (words[0].isdigit() and len(words[0]) == _YEAR)
    return any(word in _DAYS or word.rstrip(".") in _DAYS for word in words)


def _is_date_word(word: str) -> bool:
    number = word.rstrip(".,").removesuffix("º")
    return number.isdigit() or number[:-2].isdigit() or word in _DAYS or word.rstrip(".") in _DAYS or word == "de"


def names_place(parts: list[str], *, vouched: bool) -> bool:
    """Whether the parts between commas name a place.

    Args:
        parts: The opening's parts, date and agency taken out: ["OAKBRIDGE", "Ohio"].
        vouched: Whether an agency or a date stood beside them; then capitals at the words' heads are enough.
    """
    words = " ".join(parts).split()
    if len(words) > _MOST_WORDS or not all(map(_opens_like_name, words)):
        return False
    first = words[0].casefold()
    if first.strip(".:") in _TITLES or any(map(str.isdigit, parts[0])) or not any(map(str.isalpha, parts[0])):
        return False
    if vouched or _is_known(parts):
        return not _is_label(words)
    return _is_in_capitals(parts[0]) and _may_be_unknown_place(words)


_TITLES = frozenset(title.strip(".") for title in DROPPED_TITLES | KEPT_TITLES)


def _opens_like_name(word: str) -> bool:
    letter = word.lstrip("([\"'“‘")[:1]
    return not letter.islower() or len(word) <= _LONGEST_JOINER or word[1:2] in "'’"


def is_state(part: str) -> bool:
    """Whether a part is a state's name cut short: "Pa.", which an agency's initials look like."""
    return part.casefold() in STATES


def _is_known(parts: list[str]) -> bool:
    """Whether tables know the place, or the state or country after it: "Paris", "Oakbridge, Ohio"."""
    if len(parts) > 1 and (is_state(parts[-1]) or parts[-1].casefold() in PLACES):
        return True
    return all(is_known_place(part) for part in " ".join(parts).split("/"))


def is_known_place(text: str) -> bool:
    """Whether the words are a place, by the tables or as compounds of places are made: "Paris", "Saint-Ferréol"."""
    text = text.strip()
    return text.casefold().replace("-", " ") in _SPACED or _is_compound(text.split("-"))


def _is_compound(pieces: list[str]) -> bool:
    """Whether a hyphenated word is a place by its form: "Mother-in-law" and "Jean-Pierre" are none."""
    if len(pieces) < 2 or not all(piece[:1].isupper() for piece in (pieces[0], pieces[-1])) or " " in pieces[-1]:
        return False
    return pieces[0].casefold() in COMPOUND_OPENERS or not COMPOUND_JOINERS.isdisjoint(pieces[1:-1])


def _is_label(words: list[str]) -> bool:
    return all(word.casefold().strip(".:") in NO_PLACE_WORDS for word in words)


def _is_in_capitals(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 1 and all(map(str.isupper, letters))


def _may_be_unknown_place(words: list[str]) -> bool:
    """Of words in capitals that no table knows: neither labels, nor an organisation, nor a person."""
    folded = [word.casefold().strip(".,:’'") for word in words]
    if folded[0] in OPENERS and len(words) > 1:
        return True
    if any(word in NO_PLACE_WORDS or word in _DAYS for word in folded):
        return False
    if len(words) == 1:
        return len(folded[0]) > _LONGEST_UNKNOWN_ACRONYM and not looks_like_organisation(words[0])
    return not (len(words) == 2 and folded[0] in GIVEN_NAMES)  # "TOM HANKS"
