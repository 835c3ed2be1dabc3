"""What one phrase of a byline can be, and the phrases that the tables know whole: agencies, outlets, desks, places."""

from dataclasses import dataclass
from typing import Literal

from pipelines.text.byline.tokens import OPEN
from pipelines.text.organisations import is_agency
from pipelines.text.roles import is_role_head, starts_as_person
from pipelines.text.vocabulary.calendar import MONTHS, WEEKDAYS
from pipelines.text.vocabulary.given import GIVEN_NAMES
from pipelines.text.vocabulary.labels import LABELS
from pipelines.text.vocabulary.nobody import FEATURE_HEADS, FEATURE_OPENINGS, NOBODY
from pipelines.text.vocabulary.outlets import OUTLETS
from pipelines.text.vocabulary.particles import SUFFIXES
from pipelines.text.vocabulary.places import PLACES
from pipelines.text.vocabulary.roles import BRACKET_ROLES
from pipelines.text.vocabulary.staff import OFFICES, STAFF_ENDINGS, STAFF_WORDS
from pipelines.text.vocabulary.titles import DEGREES

Kind = Literal["person", "agency", "outlet", "staff", "role", "place", "mark", "for", "suffix", "nothing", "prose"]


@dataclass(slots=True)
class Reading:
    """What a phrase is. Fields that do not apply to its kind are None."""

    kind: Kind
    text: str = ""
    """The person's name, or the phrase as printed."""
    role: str | None = None
    location: str | None = None
    affiliation: str | None = None
    agency: str | None = None
    """An agency that stands behind the name in the same phrase."""
    shouted: bool = False
    """Whether the name was printed in capitals or small letters only, so that its spelling is a guess."""


NOTHING = Reading("nothing")


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known around a phrase: the boundary before it, whether people came before, whether all is in one case."""

    boundary: str = ""
    after_person: bool = False
    lower: bool = False
    upper: bool = False
    single: bool = False
    """Whether one word alone may be a person's name here."""
    alone: bool = False
    """Whether the phrase is the whole byline."""
    beside_agency: bool = False
    """Whether a slash parts it from an agency."""


def read_whole(words: list[str], setting: Setting) -> Reading | None:
    """A phrase that is one thing by the tables: a mark, agency, outlet, desk, place, weekday or role."""
    text = " ".join(words)
    folded = text.casefold()
    if setting.boundary == OPEN and folded in BRACKET_ROLES:
        return Reading("mark", BRACKET_ROLES[folded])
    if setting.alone and folded in GIVEN_NAMES and folded in PLACES and words[0].istitle():
        return Reading("person", text)  # "Florence", "Sofia": a byline of one word is somebody
    if is_nobody(folded) or (
        len(words) == 1 and (folded in WEEKDAYS or folded in MONTHS or folded in LABELS) and folded not in GIVEN_NAMES
    ):
        return NOTHING
    if folded in PLACES and folded != "la presse":
        return Reading("place", text)
    if is_agency(text) or _is_agency_desk(words, folded):
        return Reading("agency", text)
    if setting.after_person and all(is_degree(word) for word in words):
        return NOTHING
    if setting.after_person and len(words) == 1 and folded in SUFFIXES:
        return Reading("suffix", text)
    if is_staff(words, after_person=setting.after_person and not _are_others(words, setting)):
        return Reading("staff", text)
    if folded in OUTLETS:
        return Reading("outlet", text)
    return None


def is_nobody(folded: str) -> bool:
    """Whether folded words stand in a byline's place and name nobody: "admin", "read more", "the long read"."""
    first, _, rest = folded.removeprefix("the ").partition(" ")
    return folded in NOBODY or (first in FEATURE_OPENINGS and rest in FEATURE_HEADS)


def _are_others(words: list[str], setting: Setting) -> bool:
    """Whether "and" leads to others: "and PA Reporters"; not "and Bo Reed Political correspondents"."""
    return setting.boundary in {"and", "with"} and not (len(words) > 2 and starts_as_person(words))


def _is_agency_desk(words: list[str], folded: str) -> bool:
    """Whether the words are an agency and its place or office: "PA Scotland", "AFP bureaus"."""
    rest = folded.partition(" ")[2]
    return bool(rest) and words[0].isupper() and is_agency(words[0]) and (rest in PLACES or rest in OFFICES)


def is_staff(words: list[str], *, after_person: bool) -> bool:
    """Whether the words are a newsroom's own or the wires, nobody named: "staff", "Web Desk", "Guardian reporters"."""
    folded = [word.casefold() for word in words]
    if " ".join(folded) in STAFF_WORDS:
        return not (after_person and len(words) > 1 and is_role_head(words[-1]))
    if folded[0] == "our" and not after_person and is_role_head(words[-1]):
        return True
    if folded[-1] not in STAFF_ENDINGS or len(words) > 6:
        return False
    if len(words) == 2 and folded[0] in GIVEN_NAMES and words[1].istitle():
        return False
    return not (after_person and is_role_head(words[-1])) or folded[0] in {"the", "our"}


def is_degree(word: str) -> bool:
    """Whether a word is a degree or honour behind a name: "MD", "Ph.D.", "OBE"."""
    bare = word.replace(".", "")
    return bare.casefold() in DEGREES and (
        bare.isupper() or bare in {"PhD", "MSc", "BSc", "DPhil", "PharmD", "EdD", "PsyD", "MBChB"}
    )
