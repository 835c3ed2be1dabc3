"""What the pieces of a credit mean together: who made the picture, whose it is, and through whom it came."""

from dataclasses import dataclass
from functools import lru_cache

from pipelines.text.caption.east_asian import agency_and_taker, bare_maker
from pipelines.text.caption.pieces import Piece, take_apart
from pipelines.text.caption.sorts import Sort, is_known
from pipelines.text.names import title_case_name
from pipelines.text.vocabulary.credit_labels import LABELS, OTHER_WORK, PLACEHOLDERS, WEAK_LABELS
from pipelines.text.vocabulary.picture_agencies import PLATFORMS

NOTHING_PHOTO = (" image", " images", " photo", " photos", " picture", " pictures")
INNER_LABELS = LABELS | WEAK_LABELS
ORGANISATIONS = frozenset({"agency", "organisation", "unknown", "small"})
PEOPLE_JOINTS = frozenset({",", ";", "、"})
# Open a newspaper's name after a photographer's: "Luc Ferrand, Le Phare de Lund".
ARTICLES = ("The ", "Le ", "La ", "Les ", "L'", "L’", "El ", "Los ", "Il ", "Die ", "Der ", "Das ", "Het ")


@dataclass(frozen=True, slots=True)
class Reading:
    """A credit as understood, and the evidence for its being one."""

    photographer: str | None
    organisation: str | None
    via: str | None
    sorts: tuple[Sort, ...]
    """What each piece is."""
    joints: tuple[str, ...]
    """What stood before each piece."""
    words: int
    """Words of the longest piece."""


@lru_cache(maxsize=512)  # asked again of the tails that captions share
def read_credit(text: str, publisher: str | None = None) -> Reading:
    """Read a credit without its label or brackets: "Ines Varga/AFP via Getty Images".

    Args:
        text: The credit; what surrounds it is off already.
        publisher: The story's publisher: a piece equal to it is an organisation.

    Returns:
        A Reading; its names are None where the text names nobody. It never raises.

    Source: RULES of the house: first organisation, ``via`` the last other one, placeholders only where nothing
    better stands; forms collected in tests/cases/caption.toml.
    """
    half = len(text) // 2
    if len(text) % 2 and text[half] == " " and text[:half] == text[half + 1 :]:
        text = text[:half]  # some pages print the credit twice
    name, dot, agency = text.rpartition(". ")
    if dot and is_known(agency) and not name.endswith((" Jr", " Sr")):
        text = f"{name}/{agency}"  # "Luc Ferrand. AFP", as one French newspaper sets it
    text = _without_inner_label(text.removeprefix("c/o "))
    reported = agency_and_taker(text) if not text.isascii() else None
    if reported:
        return Reading(reported[1], reported[0], None, ("agency", "person"), ("", "/"), 1)
    pieces = take_apart(text)
    if publisher:
        pieces = tuple(_known_publisher(piece, publisher) for piece in pieces)
    grabbed = len(pieces) > 1 and pieces[0].sort == "nothing"  # "Screengrab/X"
    pieces = tuple(_known_by_joint(piece, grabbed=grabbed) for piece in pieces)
    people, houses, through, placeholder = _assign(pieces)
    organisation, via = _first_and_last(houses, through)
    if organisation is None and placeholder:
        organisation = _placeholder(placeholder)
    return Reading(
        _people(people),
        organisation,
        via,
        tuple(piece.sort for piece in pieces),
        tuple(piece.joint for piece in pieces),
        max((len(piece.text.split()) for piece in pieces), default=0),
    )


def _known_publisher(piece: Piece, publisher: str) -> Piece:
    same = piece.text.casefold() == publisher.casefold()
    return Piece(piece.joint, piece.text, "agency") if same else piece


def _known_by_joint(piece: Piece, *, grabbed: bool) -> Piece:
    """After "for" any name of several words is a house, after "via" a platform is, even where its name is "X"."""
    if (piece.joint == "via" or (grabbed and piece.joint == "/")) and piece.text.casefold() in PLATFORMS:
        return Piece(piece.joint, piece.text, "agency")
    if piece.joint == "for" and piece.sort in {"person", "unknown"} and " " in piece.text:
        return Piece(piece.joint, piece.text, "organisation")
    return piece


def _without_inner_label(text: str) -> str:
    """The credit with a label after its first sentence undone: "Lund Institute. Graphic: Bea Nolan".

    What others did for the picture goes: "Bea Nolan. Styling: Tomo Hale".
    """
    before, stop, after = text.partition(". ")
    label, colon, name = after.partition(": ")
    if stop and colon and name and label.casefold() in INNER_LABELS:
        return f"{before}/{name}"
    if stop and colon and OTHER_WORK.intersection(label.casefold().split()[:1]):
        return before
    return text


def _assign(pieces: tuple[Piece, ...]) -> tuple[list[str], list[str], list[str], str | None]:
    """People, organisations, organisations after "via", and the first placeholder, in printed order."""
    people: list[str] = []
    houses: list[str] = []
    through: list[str] = []
    placeholder = None
    sort_before: Sort | None = None
    for at, piece in enumerate(pieces):
        sort, text = _sort_in_place(pieces, at, sort_before, bool(people))
        if sort == "person":
            _add_person(people, piece, text)
        elif sort == "placeholder":
            placeholder = placeholder or text
        elif sort in ORGANISATIONS and not _is_rex_between(pieces, at) and not _is_again(text, people):
            (through if piece.joint == "via" or through else houses).append(text)
        sort_before = sort
    return people, houses, through, placeholder


def _sort_in_place(pieces: tuple[Piece, ...], at: int, before: Sort | None, has_people: bool) -> tuple[Sort, str]:
    """What a piece is in its place, and its bare text.

    The first piece with a person's form is the photographer; a later one after a stroke is a house with such a name
    ("Mike Bowyer/Harbor Lights"), unless only houses stood before it ("IMAGO / Mei-Ling Ong").
    """
    piece = pieces[at]
    maker = None if piece.text.isascii() else bare_maker(piece.text)
    if maker:
        return maker[1], maker[0]
    if piece.sort == "person":
        if piece.joint == "for" or _is_before_colon(pieces, at):
            return "organisation", piece.text
        if has_people and piece.joint != ";" and not (piece.joint in PEOPLE_JOINTS and before == "person"):
            return "organisation", piece.text
        if has_people and (piece.text.startswith(ARTICLES) or (piece.text.isupper() and _is_mixed(pieces[0].text))):
            return "organisation", piece.text
    if piece.joint == "for" and before == "agency" and piece.sort in ORGANISATIONS:
        return "nothing", piece.text  # the client: "Getty Images for Netflix"
    if piece.sort == "unknown" and piece.joint == "," and before in {"organisation", "unknown"}:
        return "nothing", piece.text  # a place: "Harbor Museum, Eastwick"
    return piece.sort, piece.text


def _is_mixed(text: str) -> bool:
    """Whether a text has capitals and small letters: beside such a name one in capitals is a house's ("MF DNES")."""
    return not text.isupper() and not text.islower()


def _is_before_colon(pieces: tuple[Piece, ...], at: int) -> bool:
    """Whether a person follows after a colon: "Prensa Libre: Esbin García" names the house first."""
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    return after is not None and after.joint == ":" and after.sort == "person"


def _add_person(people: list[str], piece: Piece, text: str) -> None:
    if people:
        people.append(f"{piece.joint} {text}")
    else:
        people.append(text)


def _is_again(text: str, people: list[str]) -> bool:
    """Whether a later piece is the photographer again, as one German agency's feed prints it."""
    return bool(people) and text.casefold() == people[0].casefold()


def _is_rex_between(pieces: tuple[Piece, ...], at: int) -> bool:
    """Rex was bought by Shutterstock, and stands between photographer and owner without meaning a second house."""
    return pieces[at].text.casefold() == "rex" and 0 < at < len(pieces) - 1


def _first_and_last(houses: list[str], through: list[str]) -> tuple[str | None, str | None]:
    """The first organisation, and the last other one. What comes after "via" is never the first."""
    first = houses[0] if houses else None
    others = [name for name in houses[1:] + through if first is None or _key(name) != _key(first)]
    return first, others[-1] if others else None


def _key(name: str) -> str:
    return name.casefold().removeprefix("the ").rstrip(".")


def _placeholder(text: str) -> str:
    """A placeholder as printed, without a trailing "photo" or "image": "Supplied Image" is "Supplied"."""
    for ending in NOTHING_PHOTO:
        cut = text[: -len(ending)]
        if text.casefold().endswith(ending) and cut.casefold() in PLACEHOLDERS:
            return cut
    return text


def _people(people: list[str]) -> str | None:
    """The people as printed, "A, B and C"; names wholly in capitals in title case; the same one twice is one."""
    if not people:
        return None
    printed = people[0] + "".join(people[1:])
    if not printed.isupper():
        return printed
    return " ".join(title_case_name(part) if part not in {"AND", "&"} else part.lower() for part in _names(printed))


def _names(printed: str) -> list[str]:
    """Capitals parted at "AND" and "&", so that each name is set by itself."""
    names: list[str] = [""]
    for word in printed.split():
        if word in {"AND", "&"}:
            names += [word, ""]
        else:
            names[-1] = f"{names[-1]} {word}".strip()
    return [name for name in names if name]
