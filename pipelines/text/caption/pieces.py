"""The pieces of a credit: "Ines Varga/AFP via Getty Images" taken apart, and what each piece is by itself.

What the pieces mean together is the business of ``reading``.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pipelines.text.caption.east_asian import bare_maker, is_katakana, is_public_body
from pipelines.text.names import is_particle, looks_like_person, title_case_name
from pipelines.text.organisations import looks_like_organisation
from pipelines.text.vocabulary.credit_labels import NOTHING, PLACEHOLDERS, SMALL_WORDS
from pipelines.text.vocabulary.given import GIVEN_NAMES
from pipelines.text.vocabulary.picture_agencies import EVERYDAY_NAMES, HOUSE_WORDS, PICTURE_AGENCIES, PLATFORMS

Sort = Literal["agency", "organisation", "person", "placeholder", "nothing", "unknown", "small", "prose"]


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a credit: "Ines Varga", after the joint "/"."""

    joint: str
    """What stood before it: "/", ",", ":", "via", "for", …; "" for the first."""
    text: str
    """The piece without joints, year, copyright sign and closing stop."""
    sort: Sort
    """agency: in the tables. organisation, person: by form. placeholder: "Handout". nothing: "File Photo".
    unknown: capitals or a host, no more is known. small: a word in lower case. prose: ordinary words."""


# A comma between figures or before "Inc." parts nothing; a hyphen parts only between blanks.
JOINT = re.compile(
    r",? (?:courtesy of|courtesy|via|vía|for|on|from|provided by|by|par|obtained by|released by|through) "
    r"| ?[/|;,•·／｜；，、:：()（）\[\]［］＝=] ?| [-–] | ?— ?",
    re.IGNORECASE,
)
YEAR_AND_SIGN = re.compile(
    r"^(?:(?:©|ⓒ|\(c\)|copyright|\d{4}(?:[-–]\d{2,4})?|by|credit|photographs?|photos?|courtesy of|courtesy|"
    r"provided by|special to)(?: |$)|©|ⓒ)+",
    re.IGNORECASE,
)
YEAR_LAST = re.compile(r" ?(?:©|ⓒ)? ?(?:19|20)\d\d$")
LICENCE = re.compile(
    r"^(?:cc[ -]?(?:by|0|zero)\b|creative commons|public domain|licen[cs]e\b|gfdl\b|gnu )", re.IGNORECASE
)
AND = re.compile(r" (?:and|und|et|y|e|og|och|en|i|&) |, | & |\+")
PHOTO_LAST = ("photo", "photos", "pic", "pics", "foto", "photograph", "photographs", "file", "files", "filephoto")
MOST_WORDS = 12  # of a name: "Hungarian Ministry of Foreign Affairs and Trade Press Department" has 9
SURNAME_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})


def take_apart(text: str) -> tuple[Piece, ...]:
    """The pieces of a credit without its label, in printed order; empty where nothing is left.

    >>> [(p.joint, p.text, p.sort) for p in take_apart("Ines Varga/AFP via Getty Images")]
    [('', 'Ines Varga', 'person'), ('/', 'AFP', 'agency'), ('via', 'Getty Images', 'agency')]
    """
    pieces: list[Piece] = []
    for joint, raw in _split(text):
        bare = _bare(raw)
        if bare:
            part = _part_hyphen(joint, bare)
            pieces.extend(part or (Piece(joint, bare, sort_of(bare)),))
    return tuple(pieces)


def _split(text: str) -> list[tuple[str, str]]:
    """The text cut at its joints, with those joints undone that turn out to stand inside a name."""
    parts: list[tuple[str, str]] = []
    start, joint = 0, ""
    for match in JOINT.finditer(text):
        piece, found = text[start : match.start()], match.group().strip(" ,").casefold().replace("í", "i") or ","
        if found not in _WORD_JOINTS or _parts_names(piece, found, text[match.end() :]):
            _add(parts, joint, piece)
            start, joint = match.end(), found
    _add(parts, joint, text[start:])
    return parts


_WORD_JOINTS = frozenset({"for", "on", "from", "by", "par", "through"})
_CLIENT_JOINTS = frozenset({"for"})


def _add(parts: list[tuple[str, str]], joint: str, piece: str) -> None:
    """Keep a piece; "Jr." after a comma belongs to the name before it."""
    if joint == "," and parts and piece.casefold() in SURNAME_SUFFIXES:
        before, name = parts[-1]
        parts[-1] = (before, f"{name} {piece}")
    elif piece[:4].casefold() == "via ":
        parts.append(("via", piece[4:]))
    elif piece:
        parts.append((joint, piece))


def _parts_names(before: str, joint: str, after: str) -> bool:
    """Whether "for", "on", "from" or "by" parts two names here, and is no part of one ("Center for Sea Birds")."""
    if joint == "for":
        return sort_of(_bare(before)) in {"person", "agency", "nothing"}
    if joint in {"on", "from", "through"}:
        name = after.partition("/")[0].partition(",")[0].strip(" .").casefold()
        return name in PLATFORMS or name in PICTURE_AGENCIES
    return len(before) <= 40  # "Staff photo by", "Osterby Echo photo by": the longest seen have four words


def _bare(piece: str) -> str:
    """A piece without copyright sign, year, quotes, "photo" and closing stop."""
    piece = piece.strip(" -–—*\"“”„«»'’‘")
    lead = YEAR_AND_SIGN.match(piece)
    if lead and lead.end() < len(piece):
        piece = piece[lead.end() :].strip()
    if piece[-4:].isdigit():
        piece = YEAR_LAST.sub("", piece)
    if piece.endswith((".", "!")) and not piece.endswith(("Jr.", "Sr.", "Inc.", "Ltd.", "Co.", "J.", "Corp.")):
        last = piece.rpartition(" ")[2]
        if len(last) > 2 and "." not in last[:-1]:
            piece = piece[:-1]
    piece = piece.removesuffix("-Pool").removesuffix("-POOL")
    first, _, last = piece.rpartition(" ")
    if first and last.casefold() in PHOTO_LAST and piece.casefold() not in NOTHING | PLACEHOLDERS:
        return first
    return piece


def _part_hyphen(joint: str, piece: str) -> tuple[Piece, ...] | None:
    """Parts at a hyphen before an agency, as one American desk prints it: "Tomo Hale-Imagn Images"."""
    if "-" not in piece or piece.casefold() in PICTURE_AGENCIES:
        return None
    head, _, name = piece.partition("-")
    if " " in name and is_known(head) and is_people(name):
        return Piece(joint, head, "agency"), Piece("/", name, "person")
    at = piece.find("-")
    while at > 0:
        house = piece[at + 1 :]
        if house.casefold() in PICTURE_AGENCIES and " " in piece[:at] and house[:1].isupper():
            return Piece(joint, piece[:at], sort_of(piece[:at])), Piece("/", house, "agency")
        at = piece.find("-", at + 1)
    return None


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
    maker = None if piece.isascii() else bare_maker(piece)
    if maker:
        return maker[1]
    words = piece.split()
    if len(words) > 1 and not all(_is_credit_word(word) for word in words):
        return "prose"
    if is_house(piece):
        return "organisation"
    return "person" if is_people(piece) else _by_capitals(words)


def _is_credit_word(word: str) -> bool:
    """Whether a word may stand in a name of several words: a capital, a figure, a small word; else it is prose."""
    return not word[0].islower() or word in SMALL_WORDS or is_particle(word) or word[1:2].isupper() or "-" in word


def is_known(piece: str) -> bool:
    """Whether the piece is an agency, library or sharing site of the tables; everyday words count only as acronyms."""
    folded = piece.casefold().rstrip(".")
    if folded.startswith("the "):
        folded = folded[4:]
    if folded in EVERYDAY_NAMES:
        return piece.isupper() and 1 < len(piece) <= 4
    return folded in PICTURE_AGENCIES


def is_house(piece: str) -> bool:
    """Whether the piece has the form of an organisation's name, the picture trade's words included."""
    words = piece.casefold().split()
    if len(words) > 1 and piece.isupper():
        piece = title_case_name(piece)  # in capitals every short name looks like an acronym
    if len(words) > 1 and not HOUSE_WORDS.isdisjoint(words) and piece[0].isupper():
        return not (len(words) == 2 and words[0] in GIVEN_NAMES and words[1] not in _SURE_HOUSES)
    if not piece.isascii() and (is_public_body(piece) or is_katakana(piece)):
        return True
    return looks_like_organisation(piece)


_SURE_HOUSES = frozenset({"images", "pictures", "photos", "prints", "plates", "media", "studios", "photography"})


def is_people(piece: str) -> bool:
    """Whether the piece is one person or several: "Bea Nolan", "Bea Nolan and Tomo Hale", "BEA NOLAN"."""
    if piece.isupper():
        piece = title_case_name(piece)
    if looks_like_person(piece):
        return True
    names = AND.split(piece)
    return len(names) > 1 and all(looks_like_person(name) for name in names)


def _by_capitals(words: list[str]) -> Sort:
    """A name by its capitals alone; "small" for one word in lower case."""
    if len(words) == 1 and words[0][0].islower():
        return "unknown" if "." in words[0].strip(".") else "small"
    return "prose" if len(words) > MOST_WORDS or words[0][0].islower() else "unknown"
