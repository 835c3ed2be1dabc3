"""One phrase of a byline read: a person with what hangs on the name, an organisation, a role, a place, or nothing."""

from dataclasses import dataclass
from typing import Literal

from pipelines.text.byline_tokens import OPEN
from pipelines.text.capitals import title_case_name
from pipelines.text.names import looks_like_person
from pipelines.text.organisations import is_acronym, is_agency, looks_like_organisation
from pipelines.text.roles import is_role, is_role_head, role_starts_at
from pipelines.text.vocabulary.calendar import BUTTON_WORDS, MONTHS, STAMP_WORDS, WEEKDAYS
from pipelines.text.vocabulary.given import GIVEN_NAMES
from pipelines.text.vocabulary.joiners import FOR_WORDS, IN_WORDS, MAYBE_IN_WORDS
from pipelines.text.vocabulary.labels import LABELS, REPORTS_FROM
from pipelines.text.vocabulary.nobody import NOBODY, SENTENCE_WORDS
from pipelines.text.vocabulary.outlets import OUTLETS
from pipelines.text.vocabulary.particles import PARTICLES, SUFFIXES
from pipelines.text.vocabulary.places import PLACES
from pipelines.text.vocabulary.special import SPECIAL_WORDS
from pipelines.text.vocabulary.roles import AWAY_ROLES, BRACKET_ROLES, OUR_WORDS
from pipelines.text.vocabulary.staff import STAFF_ENDINGS, STAFF_WORDS
from pipelines.text.vocabulary.titles import DEGREES, DROPPED_TITLES, KEPT_TITLES

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
_NICKNAME = "\"“”„«»'‘’"


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


def read_phrase(words: list[str], setting: Setting) -> Reading:
    """Read one phrase; ``nothing`` where it is furniture or not understood, ``prose`` where it is a sentence's."""
    words = _bare(words)
    if not words:
        return NOTHING
    whole = _read_whole(words, setting)
    if whole:
        return whole
    led = _read_led(words, setting)
    if led:
        return led
    return _read_person(words, setting) or _read_rest(words, setting)


def _bare(words: list[str]) -> list[str]:
    """The words without buttons and stamps at either end: "Ann Lee Follow", "Updated"."""
    end, start = len(words), 0
    while end and _is_furniture(words[end - 1]) and (end > 2 or end == 1 or _is_furniture(words[0])):
        end -= 1
    while start < end and _is_furniture(words[start]) and end - start != 2:
        start += 1
    return words[start:end]


def _is_furniture(word: str) -> bool:
    folded = word.casefold()
    return folded in BUTTON_WORDS or folded in STAMP_WORDS or word in {"&", "-"}


def _read_whole(words: list[str], setting: Setting) -> Reading | None:
    """A phrase that is one thing by the tables: a mark, agency, outlet, desk, place, weekday or role."""
    text = " ".join(words)
    folded = text.casefold()
    if setting.boundary == OPEN and folded in BRACKET_ROLES:
        return Reading("mark", BRACKET_ROLES[folded])
    if folded in NOBODY or (
        len(words) == 1 and (folded in WEEKDAYS or folded in MONTHS or folded in LABELS) and folded not in GIVEN_NAMES
    ):
        return NOTHING
    if folded in PLACES and folded != "la presse":
        return Reading("place", text)
    if is_agency(text):
        return Reading("agency", text)
    if setting.after_person and all(is_degree(word) for word in words):
        return NOTHING
    if setting.after_person and len(words) == 1 and folded in SUFFIXES:
        return Reading("suffix", text)
    if is_staff(words, after_person=setting.after_person):
        return Reading("staff", text)
    if folded in OUTLETS:
        return Reading("outlet", text)
    return None


def is_staff(words: list[str], *, after_person: bool) -> bool:
    """Whether the words are a newsroom's own people or wires, nobody named: "staff", "Web Desk", "Guardian reporters"."""
    folded = [word.casefold() for word in words]
    if " ".join(folded) in STAFF_WORDS:
        return not (after_person and len(words) > 1 and is_role_head(words[-1]))
    if folded[-1] not in STAFF_ENDINGS or len(words) > 6:
        return False
    if len(words) == 2 and folded[0] in GIVEN_NAMES and words[1].istitle():
        return False
    return not (after_person and is_role_head(words[-1])) or folded[0] in {"the", "our"}


def _read_led(words: list[str], setting: Setting) -> Reading | None:
    """A phrase that a small word leads: "in Paris", "for The Times", "Special to CNN", "via AP news wire", "our correspondent in"."""
    first, rest = words[0].casefold(), words[1:]
    if not rest:
        return None
    if first in {"via", "source"} and len(words) <= 5:
        return _read_via(rest)
    if first == "special" and rest[0].casefold() in {"to", "for"} and len(rest) > 1:
        return Reading("for", " ".join(rest[1:]))
    if first in FOR_WORDS and setting.after_person:
        return Reading("for", " ".join(rest))
    if (
        first == "of"
        and setting.after_person
        and (is_agency(" ".join(rest)) or looks_like_organisation(" ".join(rest)))
    ):
        return Reading("agency" if is_agency(" ".join(rest)) else "for", " ".join(rest))
    ours = _without_ours(words)
    if len(ours) < len(words):
        if is_role(ours, after_person=setting.after_person):
            return _read_role(ours)
        if found := _after_role(ours, setting):
            return found
    if is_role(words, after_person=setting.after_person):
        return _read_role(words)
    if first in {"aus", "in"} and (found := _reports_from(words, setting)):
        return found
    if (
        (first in IN_WORDS or first in MAYBE_IN_WORDS)
        and setting.after_person
        and (words[0].islower() or setting.upper)
    ):
        place = _place(rest)
        return Reading("place", place) if place else None
    return None


def _without_ours(words: list[str]) -> list[str]:
    """The words without "our", "de notre", "dal nostro" at their head; "The Guardian's" stays."""
    start = 0
    while start < len(words) - 1 and words[start].casefold() in OUR_WORDS and words[start] != "The":
        start += 1
    return words[start:]


def _reports_from(words: list[str], setting: Setting) -> Reading | None:
    """ "Aus Kiew berichtet Ansgar Wiedenroth"."""
    at = next((at for at, word in enumerate(words) if word.casefold() in REPORTS_FROM), None)
    place = _place(words[1:at]) if at else None
    person = _name(words[at + 1 :], setting) if at and place and at + 1 < len(words) else None
    if person:
        person.location = place
    return person


def _read_via(words: list[str]) -> Reading:
    """The agency of "Via AP news wire": the wire's own words are no part of its name."""
    while len(words) > 1 and words[-1].casefold() in {"news", "wire", "newswire", "wires", "service", "feed"}:
        if is_agency(" ".join(words)) and not is_agency(words[0]):
            break
        words = words[:-1]
    return Reading("agency", " ".join(words))


def _read_role(words: list[str]) -> Reading:
    """A role, with the place or employer that its preposition leads to."""
    for at in range(1, len(words) - 1):
        folded = words[at].casefold()
        tail = words[at + 1 :]
        if folded in IN_WORDS or folded in MAYBE_IN_WORDS or folded == "for":
            role, text = words[:at], " ".join(tail)
            if folded in {"for", "at", "of"} and looks_like_organisation(text):
                return Reading("role", " ".join(role), affiliation=text)
            if (
                folded != "for"
                and (text.casefold() in PLACES or role[-1].casefold() in AWAY_ROLES)
                and (place := _place(tail))
            ):
                return Reading("role", " ".join(role), location=place)
        if folded == "of" and looks_like_organisation(" ".join(tail)):
            return Reading("role", " ".join(words[:at]), affiliation=" ".join(tail))
    return Reading("role", " ".join(words))


def _place(words: list[str]) -> str | None:
    """The words as a place: capitals, particles, an article in front; None where they are no place's form."""
    if not words or len(words) > 6:
        return None
    start = 1 if words[0].casefold() in {"the", "le", "la", "il", "el"} and words[0].islower() else 0
    if not all(
        word[0].isupper() or not word[0].isalpha() or word in PARTICLES or not word[0].islower()
        for word in words[start:]
    ):
        return None
    text = " ".join(words[1:] if words[0] in {"il", "el"} else words)
    return None if text.casefold() in NOBODY or not words[start:] else text


def _read_person(words: list[str], setting: Setting) -> Reading | None:
    """A person, with role, place, employer or agency behind the name in the same phrase."""
    for at in range(1, len(words)):
        folded = words[at].casefold()
        lower = words[at].islower() or setting.upper
        if at + 1 == len(words) or not (lower or (at > 1 and words[at] in {"For", "In"})):
            continue
        if (folded in IN_WORDS or folded in MAYBE_IN_WORDS) and (found := _person_in(words, at, setting)):
            return found
        if folded in FOR_WORDS or folded in {"of", "from"}:
            found = _person_for(words, at, setting)
            if found:
                return found
    return _read_special(words, setting) or _named(words, setting)


def _read_special(words: list[str], setting: Setting) -> Reading | None:
    """ "Ann Lee Special to the Tribune"."""
    for at in range(2, len(words) - 2):
        if words[at].casefold() == "special" and words[at + 1].casefold() in {"to", "for"}:
            found = _named(words[:at], setting)
            if found and found.kind == "person":
                found.affiliation = " ".join(words[at + 2 :])
                return found
    return None


def _person_in(words: list[str], at: int, setting: Setting) -> Reading | None:
    """ "Ann Lee in Harare", "Reuters in Kyiv": the place is the person's; an organisation's is dropped."""
    head, tail = words[:at], words[at + 1 :]
    for_at = next((k for k, word in enumerate(tail) if k and word in {"for", "For"}), None)
    affiliation = " ".join(tail[for_at + 1 :]) if for_at else None
    place = _place(tail[:for_at])
    if words[at] == "from" and place and looks_like_organisation(place):
        return None
    sure = words[at].casefold() in IN_WORDS or words[at] in {"aus", "from", "fra", "från"}
    if not place or not (sure or place.casefold() in PLACES):
        return None
    head = [word for word in head if word.casefold() not in REPORTS_FROM]
    if words[0].casefold() in IN_WORDS | {"aus"}:
        return None
    found = _read_whole(head, setting) or _named(head, setting)
    if found is None or found.kind not in {"person", "agency", "outlet", "staff"}:
        return None
    if found.kind == "person":
        if words[at] == "at" and looks_like_organisation(place) and place.casefold() not in PLACES:
            found.affiliation = found.affiliation or place
        else:
            found.location = place
        found.affiliation = found.affiliation or affiliation
    return found


def _person_for(words: list[str], at: int, setting: Setting) -> Reading | None:
    """ "Jack Lorne for Foreign Policy", "Ann Lee of The Plain Dealer"."""
    tail = words[at + 1 :]
    text = " ".join(tail)
    if len(tail) > 6 or not (tail[-1][0].isupper() or looks_like_organisation(text)):
        return None
    if words[at].casefold() in {"of", "from"} and not looks_like_organisation(text):
        return None
    found = _named(words[:at], setting)
    if found is None or found.kind != "person":
        return None
    if words[at].casefold() == "of" and is_agency(text):
        found.agency = text
    else:
        found.affiliation = text
    return found


def _named(words: list[str], setting: Setting) -> Reading | None:
    """A name alone, or with a role, agency or outlet run on behind it; a role before it."""
    words = _without_titles(words)
    if not words:
        return None
    half = len(words) // 2
    if len(words) >= 4 and words[:half] == words[half:]:
        words = words[:half]
    role_at = role_starts_at(words)
    if role_at is None and (found := _name(words, setting)) is not None:
        return found
    if role_at and (person := _name(words[:role_at], setting)):
        read = _read_role(words[role_at:])
        person.role, person.location, person.affiliation = read.text, read.location, read.affiliation
        return person
    return (
        _with_house(words, setting)
        or _after_role(words, setting)
        or _with_mark(words, setting)
        or _name(words, setting)
    )


def _with_house(words: list[str], setting: Setting) -> Reading | None:
    """ "TAMSIN OAKLEY Associated Press", "Ann Lee BBC News": a house that the tables know behind a name."""
    for at in range(2, len(words)):
        text = " ".join(words[at:])
        agency = is_agency(text)
        if agency or text.casefold() in OUTLETS:
            person = _name(words[:at], setting)
            if person and " ".join(words[:at]).casefold() not in PLACES:
                person.agency, person.affiliation = (text, None) if agency else (None, text)
                return person
    return None


def _after_role(words: list[str], setting: Setting) -> Reading | None:
    """ "Political editor Ann Lee": a role before the name."""
    for at in range(min(len(words) - 2, 6), 0, -1):
        if is_role_head(words[at - 1]) and is_role(words[:at]) and (person := _name(words[at:], setting)):
            person.role = " ".join(words[:at])
            return person
    return None


def _with_mark(words: list[str], setting: Setting) -> Reading | None:
    """ "Ann Lee now": a live blog's mark without its brackets."""
    if len(words) > 2 and words[-1] in {"now", "earlier"} and (person := _name(words[:-1], setting)):
        person.role = words[-1]
        return person
    return None


def _without_titles(words: list[str]) -> list[str]:
    """The words without Dr and Prof. before and degrees behind; a title that is all there is stays."""
    start = 0
    while (
        start < len(words) - 1
        and words[start].casefold() in DROPPED_TITLES
        and words[start + 1].casefold() not in {"of", "in"}
    ):
        start += 1
    end = len(words)
    while end > start + 2 and is_degree(words[end - 1]):
        end -= 1
    return words[start:end]


def is_degree(word: str) -> bool:
    """Whether a word is a degree or honour behind a name: "MD", "Ph.D.", "OBE"."""
    bare = word.replace(".", "")
    return bare.casefold() in DEGREES and (
        bare.isupper() or bare in {"PhD", "MSc", "BSc", "DPhil", "PharmD", "EdD", "PsyD", "MBChB"}
    )


def _name(words: list[str], setting: Setting) -> Reading | None:
    """The words as one name, capitals undone; None where they are not of a name's form."""
    text = " ".join(words)
    shown = title_case_name(text, lower=setting.lower)
    if text.isupper() and (looks_like_organisation(text) or text.casefold() in OUTLETS):
        return None
    if text.isupper() and len(words) == 1 and is_acronym(text) and text.casefold() not in GIVEN_NAMES and len(text) < 5:
        return None
    if any(word[0] in _NICKNAME and word[-1] in _NICKNAME for word in words[1:-1] if len(word) > 2):
        plain = " ".join(word.strip(_NICKNAME) for word in shown.split())
    else:
        plain = shown
    core = plain.split()
    if len(core) > 1 and core[0].casefold() in KEPT_TITLES:
        plain = " ".join(core[1:])
    single = setting.single or not setting.after_person or setting.boundary in {"and", "with", ""}
    if looks_like_person(plain, single=single or plain != " ".join(core)):
        return Reading("person", shown, shouted=shown != text)
    return None


def _read_rest(words: list[str], setting: Setting) -> Reading:
    """What is no person: an organisation by its form, a piece of a sentence, or nothing understood."""
    text = " ".join(words)
    if is_role(words):
        return _read_role(words)
    sentence = any(word in SENTENCE_WORDS for word in words[1:]) or len(words) > 10
    if setting.alone and len(words) == 1 and is_pen_name(text):
        return Reading("person", text)
    if setting.beside_agency and len(words) == 1 and text.islower() and 2 <= len(text) <= 4 and text.isalpha():
        return Reading("person", text)  # a desk's sign for one of its own: "dsw/dpa"
    if not sentence and looks_like_organisation(text) and _is_titled(words):
        return Reading("outlet", text)
    return Reading("prose" if sentence else "nothing", text)


def is_pen_name(word: str) -> bool:
    """Whether one word that is a whole byline is a pen or screen name: "marc", "Bo2man", "Herr_Rein"; no page's own word is."""
    bare = word.replace("_", "").replace("-", "")
    return 3 <= len(word) <= 24 and bare.isalnum() and not bare.isdigit() and word.casefold() not in SPECIAL_WORDS


def _is_titled(words: list[str]) -> bool:
    """Whether an organisation's words are written as a name's: capitals but for its small words."""
    small = sum(word.islower() and len(word) > 3 and word not in PARTICLES for word in words)
    return small == 0 or (len(words) <= 4 and small < len(words)) or len(words) == 1
