"""One phrase of a byline read: a person with what hangs on the name, an organisation, a role, a place, or nothing."""

from pipelines.text.byline.away import describes, read_place, read_role, read_via, without_ours
from pipelines.text.byline.kinds import NOTHING, Reading, Setting, read_whole
from pipelines.text.byline.named import read_after_role, read_name, read_person
from pipelines.text.byline.tokens import COMMA
from pipelines.text.organisations import is_agency, looks_like_organisation
from pipelines.text.roles import is_role
from pipelines.text.vocabulary.calendar import BUTTON_WORDS, STAMP_WORDS
from pipelines.text.vocabulary.given import GIVEN_NAMES
from pipelines.text.vocabulary.joiners import FOR_WORDS, IN_WORDS, MAYBE_IN_WORDS, PARTICLE_IN_WORDS
from pipelines.text.vocabulary.labels import REPORTS_FROM
from pipelines.text.vocabulary.nobody import SENTENCE_WORDS
from pipelines.text.vocabulary.particles import PARTICLES
from pipelines.text.vocabulary.special import SPECIAL_WORDS


def read_phrase(words: list[str], setting: Setting) -> Reading:
    """Read one phrase; ``nothing`` where it is furniture or not understood, ``prose`` where it is a sentence's."""
    words = without_furniture(words)
    if not words:
        return NOTHING
    whole = read_whole(words, setting)
    if whole:
        return whole
    led = _read_led(words, setting)
    if led:
        return led
    return read_person(words, setting) or _read_rest(words, setting)


def without_furniture(words: list[str]) -> list[str]:
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


def _read_led(words: list[str], setting: Setting) -> Reading | None:
    """A phrase that a small word leads: "in Paris", "for The Times", "Special to CNN", "via AP", "our editor"."""
    first, rest = words[0].casefold(), words[1:]
    if not rest:
        return None
    if first in {"via", "source"} and len(words) <= 5:
        return read_via(rest)
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
    if setting.after_person and setting.boundary == COMMA and describes(words):
        return read_role(words)
    ours = without_ours(words)
    if len(ours) < len(words):
        if is_role(ours, after_person=setting.after_person):
            return read_role(ours)
        if found := read_after_role(ours, setting):
            return found
    if is_role(words, after_person=setting.after_person):
        return read_role(words)
    if first in {"aus", "in"} and (found := _reports_from(words, setting)):
        return found
    leads = first in IN_WORDS or first in MAYBE_IN_WORDS or first in PARTICLE_IN_WORDS
    if leads and setting.after_person and (words[0].islower() or setting.upper):
        place = read_place(rest)
        return Reading("place", place) if place else None
    return None


def _reports_from(words: list[str], setting: Setting) -> Reading | None:
    """As in "Aus Kiew berichtet Ansgar Wiedenroth"."""
    at = next((at for at, word in enumerate(words) if word.casefold() in REPORTS_FROM), None)
    place = read_place(words[1:at]) if at else None
    person = read_name(words[at + 1 :], setting) if at and place and at + 1 < len(words) else None
    if person:
        person.location = place
    return person


def _read_rest(words: list[str], setting: Setting) -> Reading:
    """What is no person: an organisation by its form, a piece of a sentence, or nothing understood."""
    text = " ".join(words)
    if is_role(words):
        return read_role(words)
    sentence = any(word in SENTENCE_WORDS for word in words[1:]) or len(words) > 10
    if setting.beside_agency and len(words) == 1 and text.islower() and 2 <= len(text) <= 4 and text.isalpha():
        return Reading("person", text)  # a desk's sign for one of its own: "dsw/dpa"
    if words[0].casefold() in IN_WORDS | FOR_WORDS:
        return Reading("prose" if sentence else "nothing", text)
    if not sentence and looks_like_organisation(text) and _is_titled(words):
        return Reading("outlet", text)
    if setting.alone and len(words) == 1 and is_pen_name(text):
        return Reading("person", text)
    return Reading("prose" if sentence else "nothing", text)


def is_pen_name(word: str) -> bool:
    """Whether one word that is a whole byline is a pen name: "marc", "Bo2man"; no word of the tables is."""
    bare = word.replace("_", "").replace("-", "")
    known = word.casefold() in SPECIAL_WORDS and word.casefold() not in GIVEN_NAMES
    return 3 <= len(word) <= 24 and bare.isalnum() and not bare.isdigit() and not known


def _is_titled(words: list[str]) -> bool:
    """Whether an organisation's words are written as a name's: capitals but for its small words."""
    small = sum(word.islower() and len(word) > 3 and word not in PARTICLES for word in words)
    return small == 0 or (len(words) <= 4 and small < len(words)) or len(words) == 1
