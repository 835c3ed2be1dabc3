"""Whether words name an organisation: a news agency, an outlet, a desk or team. By tables and by form."""

from functools import lru_cache
from string import ascii_letters

from pipelines.text.vocabulary.agencies import AGENCIES
from pipelines.text.vocabulary.given import GIVEN_NAMES
from pipelines.text.vocabulary.outlets import (
    AMBIGUOUS_WORDS,
    COMMON_SURNAMES,
    DOMAIN_ENDINGS,
    EAST_ASIAN_ENDINGS,
    ORGANISATION_WORDS,
    OUTLETS,
    PAPER_WORDS,
    SURNAME_TOO,
)
from pipelines.text.vocabulary.places import PLACES
from pipelines.text.whitespace import tidy

LONGEST_ACRONYM = 4  # letters: longer ones are spoken as words and take a capital alone ("Tanjug", "Ritzau")
SPOKEN = frozenset({"ansa", "tass", "lusa", "jiji", "efe", "rex", "epa", "тасс"})
SHORTEST_WIRE = 8  # letters: "Accesswire", "GlobeNewswire"; shorter words may be names
LONGEST_NAME = 120  # characters; the longest names of institutions run to about 90


@lru_cache(maxsize=4096)
def is_agency(text: str) -> bool:
    """Whether the words are a news or picture agency's name, whole: "AP", "Getty Images", "共同".

    Case, a closing stop and an opening "the" don't count. "Reuters in Paris" is not a name.
    """
    if len(text) > LONGEST_NAME:
        return False
    text = tidy(text).strip("()[]（）［］ ")
    folded = text.casefold()
    if (
        text.istitle()
        and text.isalpha()
        and (len(text) <= LONGEST_ACRONYM or folded in GIVEN_NAMES)
        and folded not in SPOKEN
    ):
        return False  # "Nova" and "Petra" are women; the agencies of these names print capitals
    return (
        folded in AGENCIES
        or folded.rstrip(".") in AGENCIES
        or folded.removeprefix("the ") in AGENCIES
        or ("-" in text and text.isupper() and all(part in AGENCIES for part in folded.split("-")))  # "AFP-JIJI"
    )


def is_domain(text: str) -> bool:
    """Whether the word is a site's bare host, as bylines print it: "Mirror.co.uk", "space.com"."""
    host, dot, ending = text.casefold().partition(".")
    while dot:
        if ending in DOMAIN_ENDINGS:
            return len(host) > 1 and host.replace("-", "").isalnum()
        host, dot, ending = ending.partition(".")
    return False


@lru_cache(maxsize=4096)
def looks_like_organisation(text: str) -> bool:
    """Whether the words have the form of an organisation's name: "Chicago Tribune", "Mirror.co.uk", "The inkl team".

    A person whose surname is such a word stays a person where the given name says so: "Bill Press", "Rich Staff".
    An acronym alone ("GNM") counts; so does a name that opens with "The".
    """
    if not text or len(text) > LONGEST_NAME:
        return False
    text = tidy(text)
    folded = text.casefold()
    if folded in OUTLETS or is_agency(text):
        return True
    if not text.isascii() and text.rstrip(ascii_letters).endswith(EAST_ASIAN_ENDINGS):  # "中日新聞Web"
        return True
    return _says_organisation(text.split(), folded.split())


def _says_organisation(words: list[str], folded: list[str]) -> bool:
    if not words:
        return False
    if len(words) > 1 and words[0] in {"The", "THE"} and not words[1].islower():
        return True
    if len(words) == 1:
        wire = len(folded[0]) >= SHORTEST_WIRE and folded[0].endswith("wire")
        return wire or folded[0] in ORGANISATION_WORDS or is_domain(words[0]) or is_acronym(words[0])
    if is_firm(words):
        return True
    if (
        len(words) <= 3
        and folded[0] in GIVEN_NAMES
        and folded[-1] in SURNAME_TOO | AMBIGUOUS_WORDS
        and words[-1][0].isupper()
    ):
        return False
    plain = [word.strip(".,()!") for word in folded]
    if len(words) == 2 and plain[-1] in COMMON_SURNAMES and words[-1].istitle() and not _opens_a_paper(words[0]):
        return False
    return (
        any(part in ORGANISATION_WORDS for word in plain for part in word.split("-"))
        or (plain[-1] in AMBIGUOUS_WORDS and folded[0] not in GIVEN_NAMES)
        or any(is_domain(word) for word in words)
        or all(word.isdigit() or (is_acronym(word) and _has_no_vowel(word)) for word in words)
    )


def is_firm(words: list[str]) -> bool:
    """Whether two words and "&" are a firm's name: "Tide & Timber"; "Ann & Tom" are two people."""
    return (
        len(words) == 3
        and words[1] == "&"
        and all(word.isalpha() and word.istitle() and word.casefold() not in GIVEN_NAMES for word in words[::2])
    )


def _opens_a_paper(word: str) -> bool:
    """Whether a paper's title may open with the word: "Denver Post", "Daily Star", "NY Post"."""
    return word.casefold() in PLACES or word.casefold() in PAPER_WORDS or is_acronym(word) or word.islower()


def _has_no_vowel(word: str) -> bool:
    return not any(letter in "AEIOUY" for letter in word)


def is_acronym(word: str) -> bool:
    """Whether a word is written as initials are: "CNN", "n-tv" is not, "NBC4" is."""
    letters = word.rstrip("0123456789")
    return 2 <= len(letters) <= 5 and letters.isascii() and letters.isalpha() and letters.isupper()
