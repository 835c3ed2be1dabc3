"""A person's phrase in a byline: the name, and the role, place, employer or agency that stands before or behind it."""

from pipelines.text.byline.away import read_place, read_role
from pipelines.text.byline.kinds import Reading, Setting, is_degree, read_whole
from pipelines.text.capitals import title_case_name
from pipelines.text.names import looks_like_person
from pipelines.text.organisations import is_acronym, is_agency, looks_like_organisation
from pipelines.text.roles import is_role, is_role_head, role_starts_at
from pipelines.text.vocabulary.given import GIVEN_NAMES
from pipelines.text.vocabulary.joiners import FOR_WORDS, IN_WORDS, MAYBE_IN_WORDS
from pipelines.text.vocabulary.labels import REPORTS_FROM
from pipelines.text.vocabulary.outlets import OUTLETS
from pipelines.text.vocabulary.places import PLACES
from pipelines.text.vocabulary.titles import DROPPED_TITLES, KEPT_TITLES, PEERS

ONE_WORD_HOUSES = frozenset({"reuters", "bloomberg", "xinhua", "kyodo", "yonhap", "interfax", "mailonline"})


_NICKNAME = "\"“”„«»'‘’"


def read_person(words: list[str], setting: Setting) -> Reading | None:
    """A person, with role, place, employer or agency behind the name in the same phrase."""
    if found := _contributed(words, setting):
        return found
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
    return _read_special(words, setting) or read_named(words, setting)


def _contributed(words: list[str], setting: Setting) -> Reading | None:
    """As in "Ann Lee contributed to this report", "Ann Lee contributed reporting"."""
    at = next((at for at, word in enumerate(words) if word == "contributed"), None)
    if not at or len(words) - at > 6:
        return None
    person = read_name(words[:at], setting)
    if person:
        person.role = "additional reporting"
    return person


def _read_special(words: list[str], setting: Setting) -> Reading | None:
    """As in "Ann Lee Special to the Tribune"."""
    for at in range(2, len(words) - 2):
        if words[at].casefold() == "special" and words[at + 1].casefold() in {"to", "for"}:
            found = read_named(words[:at], setting)
            if found and found.kind == "person":
                found.affiliation = " ".join(words[at + 2 :])
                return found
    return None


def _person_in(words: list[str], at: int, setting: Setting) -> Reading | None:
    """As in "Ann Lee in Harare", "Reuters in Kyiv": the place is the person's; an organisation's is dropped."""
    head, tail = words[:at], words[at + 1 :]
    for_at = next((k for k, word in enumerate(tail) if k and word in {"for", "For"}), None)
    affiliation = " ".join(tail[for_at + 1 :]) if for_at else None
    place = read_place(tail[:for_at])
    if words[at] == "from" and place and looks_like_organisation(place):
        return None
    sure = words[at].casefold() in IN_WORDS or words[at] in {"aus", "from", "fra", "från"}
    if not place or not (sure or place.casefold() in PLACES):
        return None
    head = [word for word in head if word.casefold() not in REPORTS_FROM]
    if words[0].casefold() in IN_WORDS | {"aus"}:
        return None
    found = (read_whole(head, setting) or read_named(head, setting)) if head else None
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
    """As in "Jack Lorne for Foreign Policy", "Ann Lee of The Plain Dealer"."""
    tail = words[at + 1 :]
    text = " ".join(tail)
    if len(tail) > 6 or not (tail[-1][0].isupper() or looks_like_organisation(text)):
        return None
    if words[at].casefold() in {"of", "from"} and not looks_like_organisation(text):
        return None
    found = read_named(words[:at], setting)
    if found is None or found.kind != "person":
        return None
    if words[at].casefold() == "of" and is_agency(text):
        found.agency = text
    else:
        found.affiliation = text
    return found


def read_named(words: list[str], setting: Setting) -> Reading | None:
    """A name alone, or with a role, agency or outlet run on behind it; a role before it."""
    words = _without_titles(words)
    if not words:
        return None
    words = _once(words)
    # "Terry McNulty Associated Press" has a name's form, four words and a given name; the house tells.
    if len(words) >= 4 and (found := _with_house(words, setting)):
        return found
    role_at = role_starts_at(words)
    if role_at is None and (found := read_name(words, setting)) is not None:
        return found
    if role_at and (person := read_name(words[:role_at], setting)):
        read = read_role(words[role_at:])
        person.role, person.location, person.affiliation = read.text, read.location, read.affiliation
        return person
    return (
        _with_house(words, setting)
        or read_after_role(words, setting)
        or _with_mark(words, setting)
        or read_name(words, setting)
    )


def _once(words: list[str]) -> list[str]:
    """A name run on to itself, once: "Otto Brandt Otto Brandt". Of "OTTO BRANDT Otto Brandt" the second."""
    half = len(words) // 2
    first, second = words[:half], words[half:]
    if half < 2 or [word.casefold() for word in first] != [word.casefold() for word in second]:
        return words
    return second if "".join(first).isupper() else first


def _with_house(words: list[str], setting: Setting) -> Reading | None:
    """As in "TAMSIN OAKLEY Associated Press", "Ann Lee BBC News": a house that the tables know behind a name."""
    for at in range(2, len(words)):
        text = " ".join(words[at:])
        agency = is_agency(text)
        if (
            at + 1 == len(words)
            and not (words[at].isupper() and not words[0].isupper())
            and text.casefold() not in ONE_WORD_HOUSES
        ):
            continue  # "Mary Ann Forbes" is one woman
        if agency or text.casefold() in OUTLETS:
            person = read_name(words[:at], setting)
            if person and " ".join(words[:at]).casefold() not in PLACES:
                person.agency, person.affiliation = (text, None) if agency else (None, text)
                return person
    return None


def read_after_role(words: list[str], setting: Setting) -> Reading | None:
    """As in "Political editor Ann Lee": a role before the name."""
    for at in range(min(len(words) - 2, 6), 0, -1):
        if is_role_head(words[at - 1]) and is_role(words[:at]) and (person := read_name(words[at:], setting)):
            person.role = " ".join(words[:at])
            return person
    return None


def _with_mark(words: list[str], setting: Setting) -> Reading | None:
    """As in "Ann Lee now": a live blog's mark without its brackets."""
    if len(words) > 2 and words[-1] in {"now", "earlier"} and (person := read_name(words[:-1], setting)):
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


def read_name(words: list[str], setting: Setting) -> Reading | None:
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
        peer = core[0].casefold() in PEERS
        plain = " ".join(word for at, word in enumerate(core) if at and not (peer and at == 2 and word == "of"))
    if setting.after_person and words[0].islower() and setting.boundary not in {"and", "with"} and not setting.lower:
        return None  # ", de São Paulo" is a place
    single = setting.single or not setting.after_person or setting.boundary in {"and", "with", ""}
    if looks_like_person(plain, single=single or plain != " ".join(core)):
        return Reading("person", shown, shouted=shown != text)
    return None
