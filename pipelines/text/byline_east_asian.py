"""Bylines in Chinese, Japanese and Korean: labels and titles stand against the name without a space."""

from pipelines.items import Byline, Person
from pipelines.text.byline_dates import drop_dates
from pipelines.text.byline_tokens import BREAK, COMMA, MARKS, tokenise
from pipelines.text.names import is_east_asian, is_east_asian_name, looks_like_person
from pipelines.text.organisations import is_agency, looks_like_organisation
from pipelines.text.same_person import merge_same
from pipelines.text.vocabulary.east_asian import LABELS, NAME_ENDINGS, PRINTED_ROLES
from pipelines.text.vocabulary.places import PLACES

DOTS = "・·‧"
LONGEST_FULL_NAME = 5  # letters of a name printed in two parts by a space ("松岡 健太"); more are two people


def read_east_asian(printed: str, source: str) -> Byline:
    """Read a byline whose letters are mostly Chinese characters, kana or Hangul.

    Args:
        printed: The tidy byline, for the answer.
        source: The same with its new lines.

    Returns:
        The people and organisations; nobody where a run of letters is too long to be a name, as in a sentence.
    """
    reader = _Reader()
    for word, joint in _words(source):
        reader.take(word, joint)
    return reader.byline(printed)


def _words(source: str) -> list[tuple[str, str]]:
    """Each word with the mark before it: ``" "`` for a space, ``・`` for a dot, else the mark of ``byline_tokens``."""
    spaced = source
    for dot in DOTS:
        spaced = spaced.replace(dot, " ・ ")
    made: list[tuple[str, str]] = []
    joint = BREAK
    for token in drop_dates(tokenise(spaced.replace("•", ","))):
        if token in MARKS or token == "・":
            joint = token
        else:
            made.append((token, joint))
            joint = " "
    return made


class _Reader:
    """Takes the words of one byline in turn."""

    def __init__(self) -> None:
        self.people: list[tuple[Person, bool]] = []
        self.organisations: list[str] = []
        self.role: str | None = None
        self.place: str | None = None
        self.understood = True

    def take(self, word: str, joint: str) -> None:
        """Take one word; a label, place or title serves the names after it, the rest is added."""
        label, rest = _opening(word)
        if label is not None and not rest:
            self.role = label or None
            return
        name, role = _without_ending(rest)
        if not name:
            self._take_title(role)
        elif is_agency(name) or looks_like_organisation(name):
            self.organisations.append(name)
        elif name.casefold() in PLACES:
            self._take_place(name)
        elif joint in {" ", "・"} and self._continues(name, joint):
            return
        elif is_east_asian_name(name) or (not is_east_asian(name[0]) and looks_like_person(name)):
            self.people.append((Person(name=name, role=role or self.role, location=self.place), False))
            self.place = None
        elif len(name) > 1 or not is_east_asian(name[0]):
            self._take_rest(name)
        else:
            self._take_rest(name)

    def _take_title(self, role: str | None) -> None:
        """A title standing alone: it belongs to the person before it."""
        if role and self.people:
            person, _ = self.people[-1]
            self.people[-1] = (Person(name=person.name, role=role, location=person.location), False)

    def _take_place(self, place: str) -> None:
        if self.people and not self.people[-1][0].location:
            person, _ = self.people[-1]
            self.people[-1] = (Person(name=person.name, role=person.role, location=place), False)
        elif not self.organisations:
            self.place = place

    def _take_rest(self, word: str) -> None:
        """A word that is none of these: a piece of a name is kept for the next word, anything longer is a sentence's."""
        if is_east_asian(word[0]) and len(word) <= 3:
            self.people.append((Person(name=word, role=self.role, location=self.place), False))
            self.place = None
        elif is_east_asian(word[0]) and len(word) > 8:
            self.understood = False

    def _continues(self, word: str, joint: str) -> bool:
        """Whether a word is the rest of the name before it: "松岡 健太", "ジョン・スミス"."""
        if not self.people:
            return False
        before = self.people[-1][0]
        kana = _is_kana(word) and _is_kana(before.name)
        if joint == "・" and not kana:
            return False
        if joint == " " and not kana and (len(before.name) + len(word) > LONGEST_FULL_NAME or " " in before.name):
            return False
        if not is_east_asian_name(word) and not (len(word) <= 3 and is_east_asian(word[0])):
            return False
        name = f"{before.name}{joint}{word}"
        self.people[-1] = (Person(name=name, role=before.role, location=before.location), False)
        return True

    def byline(self, printed: str) -> Byline:
        """The byline; single letters left over are no people."""
        if not self.understood:
            return Byline(printed=printed)
        people = [mention for mention in self.people if len(mention[0].name) > 1]
        return Byline(printed=printed, people=merge_same(people), organisations=tuple(dict.fromkeys(self.organisations)))


def _is_kana(text: str) -> bool:
    return all("\u30a1" <= letter <= "\u30ff" for letter in text)


def _opening(word: str) -> tuple[str | None, str]:
    """A label at the head of a word: its role (``""`` for none) and what is left; ``None`` where there is no label."""
    if word in LABELS:
        return LABELS[word], ""
    return None, word


def _without_ending(word: str) -> tuple[str, str | None]:
    """A title set against the name's end: "배윤정기자" is (배윤정, no role), "배윤정특파원" is (배윤정, 특파원)."""
    for ending in NAME_ENDINGS:
        if word.endswith(ending):
            return word[: -len(ending)], None
    for ending in PRINTED_ROLES:
        if word.endswith(ending):
            return word[: -len(ending)], ending
    return word, None


__all__ = ["COMMA", "read_east_asian"]
