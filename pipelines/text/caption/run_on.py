"""A credit that runs on from the caption without any stop: "... of the new library Saoirse Lyle/AP"."""

import re

from pipelines.text.caption.sorts import is_known, is_people
from pipelines.text.names import is_initials, is_name_word, is_particle
from pipelines.text.vocabulary.caption_words import NEEDS_MORE
from pipelines.text.vocabulary.particles import PARTICLES, SUFFIXES

JOINT = re.compile(r" ?/ ?| via ")
REACH = 130  # characters; see stops.REACH: a run-on chain is shorter, or nobody could tell where it begins
MOST_NAME_WORDS = 5
LEAST_NAME_WORDS = 2
LEAST_CAPTION = 3  # words before a credit that no stop parts, the agency's among them
NOBODY = frozenset({"Uncredited", "UNCREDITED", "Anonymous"})  # stand where the name would
JOINED_FIRST = frozenset({"abdul", "abdel", "abd", "abu"})  # need the name after them: "Abdul Rahman Khan"


def split_run_on(text: str) -> tuple[str, str] | None:
    """Caption and credit where a chain of names runs on from the caption; None where no chain ends the text.

    The name before the first stroke is as many capitalised words as stand there. Where the word before them needs
    an object ("in Lund Bea Nolan/AP"), or they are more than a name's, the last two are the photographer.
    """
    low = max(0, len(text) - REACH)
    match = JOINT.search(text, low)
    if match is None:
        return _in_capitals(text) or _after_dash(text)
    words = text[: match.start()].split(" ")
    count = _name_words(words)
    if count == 0 or count == len(words):
        return None
    start = len(words) - count
    return " ".join(words[:start]).rstrip(), " ".join(words[start:]) + text[match.start() :]


def _in_capitals(text: str) -> tuple[str, str] | None:
    """A name and an agency in capitals after words that are not, with no stroke between: "... mars LUC FERRAND AFP"."""
    words = text[-REACH:].split(" ")
    count = _capitals(words)
    if count == 0:
        return None
    credit = " ".join(words[-count:])
    return text[: -len(credit)].rstrip(), credit


def _after_dash(text: str) -> tuple[str, str] | None:
    """An agency in capitals and a name after a dash, as French broadcasters set it: "... le soir REUTERS - Luc F."."""
    before, dash, name = text[-REACH:].rpartition(" - ")
    words = before.split(" ")
    if not dash or len(words) < LEAST_CAPTION or not words[-1].isupper() or not is_known(words[-1]):
        return None
    if words[-2].isupper() or not is_people(name):
        return None
    credit = f"{words[-1]} - {name}"
    return text[: -len(credit)].rstrip(), credit


def _capitals(words: list[str]) -> int:
    """How many words from the last are a name in capitals and the agency after it; 0 where they are not."""
    count = 0
    while count < len(words) and words[-count - 1].isupper() and any(map(str.isalpha, words[-count - 1])):
        count += 1
    named = LEAST_NAME_WORDS < count <= MOST_NAME_WORDS + 1
    return count if named and count < len(words) and is_known(words[-1]) else 0


def _name_words(words: list[str]) -> int:
    """How many words before the stroke belong to the credit; 0 where none do. A handle needs no more beside it."""
    if words[-1][:1] == "@" or words[-1] in NOBODY:
        return 1
    run = 0
    for word in reversed(words[-8:]):
        if (
            not word
            or not (word[0].isupper() or is_particle(word) or is_name_word(word))
            or word.endswith((",", ";", ":", ")", "”", '"'))
        ):
            break
        run += 1
    while run and not words[-run][:1].isupper():
        run -= 1
    capitals = _capitals(words)
    if capitals:
        return capitals
    for count in range(1, min(run, 4) + 1):
        name = " ".join(words[-count:])
        if is_known(name) or is_known(name.removesuffix(" Photo").removesuffix(" PHOTO")):
            return count
    before = words[-run - 1].casefold() if run < len(words) else ""
    if before in NEEDS_MORE or run > MOST_NAME_WORDS:
        return _shortest_name(words, run - 1)
    return run


def _shortest_name(words: list[str], most: int) -> int:
    """The last two words, or three where the middle one is an initial or a particle."""
    count = 3 if words[-1].casefold() in SUFFIXES else 2
    while count <= most and (words[-count].casefold() in PARTICLES or is_initials(words[-count])):
        count += 1
    if count < most and words[-count - 1].casefold() in JOINED_FIRST:
        count += 1
    if count < most and is_initials(words[-count - 1]):
        count += 1  # "in Lund J.J. Varga Soto/AP"
    return count if count <= most else 0
