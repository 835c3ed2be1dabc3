"""The pieces of a credit: "Ines Varga/AFP via Getty Images" taken apart.

What each is by itself is the business of ``sorts``; what they mean together is the business of ``reading``.
"""

import re
from dataclasses import dataclass

from pipelines.text.caption.sorts import Sort, is_email, is_known, is_people, sort_of
from pipelines.text.vocabulary.credit_labels import NOTHING, PLACEHOLDERS
from pipelines.text.vocabulary.picture_agencies import PICTURE_AGENCIES, PLATFORMS


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
    r",? (?:courtesy of|courtesy|via|vía|for|on|from|provided by|by|par|obtained by|released by|through|"
    r"pour|para|per|für|voor|för) "
    r"| ?[/|;,•·／｜；，、:：()（）\[\]［］＝=] ?| [-–] | ?— ?",
    re.IGNORECASE,
)
YEAR_AND_SIGN = re.compile(
    r"^(?:(?:©|ⓒ|\(c\)|copyright|\d{4}(?:[-–]\d{2,4})?|by|credit|photographs?|photos?|courtesy of|courtesy|"
    r"provided by|special to|official)(?: |$)|©|ⓒ)+",
    re.IGNORECASE,
)
YEAR_LAST = re.compile(r" ?(?:©|ⓒ)? ?(?:19|20)\d\d$")
PHOTO_LAST = (
    "photo",
    "photos",
    "pic",
    "pics",
    "foto",
    "photograph",
    "photographs",
    "illustration",
    "illustrations",
    "file",
    "files",
    "filephoto",
    "fotó",
    "фото",
)
SURNAME_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
# "for" in other languages stands before the client too: "pour Le Courrier", "für Hafenblatt".
CLIENT_JOINTS = frozenset({"pour", "para", "per", "für", "voor", "för"})


def take_apart(text: str) -> tuple[Piece, ...]:
    """The pieces of a credit without its label, in printed order; empty where nothing is left.

    >>> [(p.joint, p.text, p.sort) for p in take_apart("Ines Varga/AFP via Getty Images")]
    [('', 'Ines Varga', 'person'), ('/', 'AFP', 'agency'), ('via', 'Getty Images', 'agency')]
    """
    pieces: list[Piece] = []
    for joint, raw in _split(text):
        bare = _bare(raw)
        if bare:
            part = _part_hyphen(joint, bare) or _part_words(joint, bare)
            pieces.extend(part or (Piece(joint, bare, sort_of(bare)),))
    return tuple(pieces)


def _split(text: str) -> list[tuple[str, str]]:
    """The text cut at its joints, with those joints undone that turn out to stand inside a name."""
    parts: list[tuple[str, str]] = []
    start, joint = 0, ""
    for match in JOINT.finditer(text):
        piece, found = text[start : match.start()], match.group().strip(" ,").casefold().replace("í", "i") or ","
        found = "for" if found in CLIENT_JOINTS else found
        if found not in _WORD_JOINTS or _parts_names(piece, found, text[match.end() :]):
            _add(parts, joint, piece)
            start, joint = match.end(), found
    _add(parts, joint, text[start:])
    return parts


_WORD_JOINTS = frozenset({"for", "on", "from", "by", "par", "through"})


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
    if before.casefold().endswith("cc"):
        return False  # the licence: "CC BY 2.0"
    return len(before) <= 40  # "Staff photo by", "Osterby Echo photo by": the longest seen have four words


def _bare(piece: str) -> str:
    """A piece without copyright sign, year, quotes, "photo" and closing stop."""
    piece = piece.strip(" -–—*\"“”„«»'’‘")
    lead = YEAR_AND_SIGN.match(piece)
    if lead and lead.end() < len(piece) and piece.casefold() not in PLACEHOLDERS:
        piece = piece[lead.end() :].strip()
    if piece[-4:].isdigit():
        piece = YEAR_LAST.sub("", piece)
    if piece.endswith((".", "!")) and not piece.endswith(("Jr.", "Sr.", "Inc.", "Ltd.", "Co.", "J.", "Corp.")):
        last = piece.rpartition(" ")[2]
        if len(last) > 2 and "." not in last[:-1]:
            piece = piece[:-1]
    piece = piece.removesuffix("-Pool").removesuffix("-POOL")
    first, _, last = piece.rpartition(" ")
    if first and "@" in last and is_email(last):
        return first
    if first and last.casefold() in PHOTO_LAST and not _is_whole(first, piece.casefold()):
        return first
    return piece


def _is_whole(first: str, folded: str) -> bool:
    """Whether "photo" belongs to the piece's name: "Inquam Photos"; of "AFP Photo" the agency alone is one."""
    return folded in NOTHING or folded in PLACEHOLDERS or (folded in PICTURE_AGENCIES and not is_known(first))


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


def _part_words(joint: str, piece: str) -> tuple[Piece, ...] | None:
    """Parts at a blank: agencies in a row ("AFP 연합뉴스"), a platform and a handle ("Instagram @harbourlund").

    In capitals a name and an agency too: "LUC FERRAND AFP".
    """
    head, _, last = piece.rpartition(" ")
    if head and last[0] == "@" and (is_known(head) or head.casefold() in PLATFORMS):
        return Piece(joint, head, "agency"), Piece("/", last, sort_of(last))
    if " " in head and piece.isupper() and is_known(last) and is_people(head):
        return Piece(joint, head, "person"), Piece("/", last, "agency")
    if head and not piece.isascii() and not is_known(piece) and all(is_known(word) for word in piece.split()):
        first, *others = piece.split()
        return Piece(joint, first, "agency"), *(Piece("/", other, "agency") for other in others)
    return None
