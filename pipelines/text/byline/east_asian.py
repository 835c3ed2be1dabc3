"""Bylines in Chinese, Japanese and Korean: labels and titles stand against the name without a space."""

import re
from dataclasses import dataclass, field, replace

from pipelines.items import Byline, Person
from pipelines.text.byline.dates import drop_dates
from pipelines.text.byline.same_person import merge_same
from pipelines.text.byline.tokens import BREAK, CLOSE, COMMA, MARKS, SLASH, tokenise
from pipelines.text.names import is_east_asian, is_east_asian_name, looks_like_person
from pipelines.text.organisations import is_agency, looks_like_organisation
from pipelines.text.vocabulary.east_asian import (
    INNER_LABELS,
    LABELS,
    NAME_ENDINGS,
    NOBODY_ALONE,
    NOBODY_INSIDE,
    PRINTED_ROLES,
    ROLE_ENDINGS,
    SIMPLIFIED,
    STUCK_LABELS,
)
from pipelines.text.vocabulary.places import PLACES

DOTS = str.maketrans("・·‧•", "////")
LONGEST_FULL_NAME = 5  # letters of a name printed in two parts by a space ("松岡 健太"); more are two people
LONGEST_PIECE = 3  # letters of either part
SENTENCE_ENDS = (".", "。", "！", "？", "!", "?", "다", "요")
MOST_SPACES = 3  # two names in two parts each have that many spaces; a line with more that ends as a sentence is one
SHORTEST_HANGUL = 2  # letters: a place or a given name alone; names have three
ACCOUNT = "发布"  # "publishes": the accounts of China's towns and offices ("南京发布")
DISPATCH = "讯"  # behind a paper's name at the head of its copy: "新京报讯"
SPACE = " "
_HAS_FIGURE = re.compile(r"\d").search


def read_east_asian(printed: str, source: str) -> Byline:
    """Read a byline that has Chinese characters, kana or Hangul; names in other letters among them are read too.

    Args:
        printed: The tidy byline, for the answer.
        source: The same with its new lines.

    Returns:
        The people and organisations; nobody where the words are a sentence's.
    """
    reader = _Reader(chinese=not SIMPLIFIED.isdisjoint(source))
    made = _words(source)
    if printed.endswith(SENTENCE_ENDS) and sum(joint == SPACE for _, joint in made) >= MOST_SPACES:
        return Byline(printed=printed)
    for at, (word, joint) in enumerate(made):
        closes = made[0][0] not in LABELS and (at + 1 == len(made) or made[at + 1][1] in {COMMA, BREAK, CLOSE})
        reader.take(word, joint, closes=closes)
    return reader.byline(printed)


def _words(source: str) -> list[tuple[str, str]]:
    """Each word with the mark before it, ``" "`` for a space; words in other letters stay together."""
    made: list[tuple[str, str]] = []
    joint = BREAK
    for token in drop_dates(tokenise(source.translate(DOTS))):
        if token in MARKS:
            joint = token
        elif joint == SPACE and made and not is_east_asian(token[0]) and not is_east_asian(made[-1][0][0]):
            made[-1] = (f"{made[-1][0]} {token}", made[-1][1])
        else:
            made.append((token, joint))
            joint = SPACE
    return made


@dataclass(slots=True)
class _Reader:
    """Takes the words of one byline in turn."""

    chinese: bool = False
    """Whether the line is in Chinese, whose names have no space inside: two words are two people."""
    people: list[Person] = field(default_factory=list)
    organisations: list[str] = field(default_factory=list)
    role: str | None = None
    place: str | None = None
    piece: str | None = None
    """A short word that is no name yet: the next may complete it."""
    strange: int = 0
    """Words that were not understood."""

    def take(self, word: str, joint: str, *, closes: bool) -> None:
        """Take one word; ``closes`` says that no space, but a mark or the end, follows it."""
        label = next(
            (label for label in STUCK_LABELS if word.startswith(label) and is_east_asian_name(word[len(label) :])), ""
        )
        if label:
            self.role, word = LABELS[label] or None, word[len(label) :]
        if word.endswith(ROLE_ENDINGS):
            self.role = word
            return
        if word.isascii() and _HAS_FIGURE(word):
            return  # an editor's number
        if word in LABELS:
            self._take_label(LABELS[word] or None, behind=joint == SPACE and closes)
            return
        name, role = _without_ending(self._without_house(word))
        if not name:
            self._take_label(role, behind=True)
        elif name.endswith(ACCOUNT) and len(name) > len(ACCOUNT) + 2:
            self.organisations.append(name)
        elif is_agency(name) or looks_like_organisation(name.removesuffix(DISPATCH)):
            name = name.removesuffix(DISPATCH)
            if self.role != "editor":  # the desk that edited wrote nothing
                self.organisations.append(name)
            self.place = None  # "서울=연합뉴스": an organisation's place is dropped
        elif name.casefold() in PLACES:
            self._take_place(name)
        elif _is_nobody(name) or (joint == SPACE and self._is_of_title(name)):
            return
        elif not self._continues(name, joint):
            self._take_name(name, role)

    def _without_house(self, word: str) -> str:
        """The name of "新华社记者王小明", whose house is taken."""
        for label in INNER_LABELS:
            house, found, name = word.partition(label)
            if found and house and is_east_asian_name(name):
                if looks_like_organisation(house):
                    self.organisations.append(house)
                return name
        return word

    def _take_label(self, role: str | None, *, behind: bool) -> None:
        """A label serves the names after it, or where it closes a group ("木下 哲也 訳") the one before it."""
        if behind and self.people and not self.piece:
            if role:
                self.people[-1] = replace(self.people[-1], role=role)
        else:
            self.role = role

    def _take_place(self, place: str) -> None:
        if self.people and not self.people[-1].location:
            self.people[-1] = replace(self.people[-1], location=place)
        elif not self.organisations:
            self.place = place

    def _is_of_title(self, word: str) -> bool:
        """Whether two letters of Hangul behind a whole name are of its title: "고규홍 나무 칼럼니스트"."""
        before = self.people[-1].name if self.people else ""
        return bool(before) and len(word) == SHORTEST_HANGUL < len(before) and _is_hangul(word) and _is_hangul(before)

    def _take_name(self, name: str, role: str | None) -> None:
        if is_east_asian_name(name) or (not is_east_asian(name[0]) and looks_like_person(name)):
            self.people.append(Person(name=name, role=role or self.role, location=self.place))
            self.place = None
        elif is_east_asian(name[0]) and len(name) <= LONGEST_PIECE and not self.piece:
            self.piece = name
        elif name.isalpha() and not (_is_hangul(name) and len(name) == SHORTEST_HANGUL):
            self.strange += 1

    def _continues(self, word: str, joint: str) -> bool:
        """Whether a word is the rest of the name or piece before it: "松岡 健太", "ジョン・スミス"."""
        before = self.piece or (self.people[-1].name if self.people else "")
        if not before or not self._fits(before, word, joint):
            return False
        name = f"{before}{'・' if joint == SLASH else SPACE}{word}"
        if self.piece:
            self.people.append(Person(name=name, role=self.role, location=self.place))
            self.piece = self.place = None
        else:
            self.people[-1] = replace(self.people[-1], name=name)
        return True

    def _fits(self, before: str, word: str, joint: str) -> bool:
        if _is_kana(word) and _is_kana(before.replace("・", "")):
            return joint in {SPACE, SLASH}
        if (self.chinese and min(len(before), len(word)) > 1) or (_is_hangul(word) and len(word) > SHORTEST_HANGUL):
            return False
        if _is_hangul(before) and len(before) > SHORTEST_HANGUL:
            return False  # a name of three is whole
        short = (
            len(before) <= LONGEST_PIECE and len(word) <= LONGEST_PIECE and len(before) + len(word) <= LONGEST_FULL_NAME
        )
        return joint == SPACE and short and is_east_asian(word[0]) and is_east_asian(before[0])

    def byline(self, printed: str) -> Byline:
        """The byline; nobody where as many words or more were not understood."""
        if self.strange + bool(self.piece) > len(self.people) or any(len(person.name) > 24 for person in self.people):
            return Byline(printed=printed, organisations=self._houses() if not self.strange else ())
        people = merge_same([(person, False) for person in self.people])
        return Byline(printed=printed, people=people, organisations=self._houses())

    def _houses(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.organisations))


def _is_nobody(word: str) -> bool:
    """Whether a word is a stamp's, a button's, or says that nobody is known: "更新时间", "查看更多", "未知"."""
    return word in NOBODY_ALONE or any(part in word for part in NOBODY_INSIDE)


def _is_hangul(text: str) -> bool:
    """Whether a text begins in Hangul."""
    return "\uac00" <= text[0] <= "\ud7af"


def _is_kana(text: str) -> bool:
    return all("\u30a1" <= letter <= "\u30ff" for letter in text)


def _without_ending(word: str) -> tuple[str, str | None]:
    """A title set against the name's end: "배윤정기자" is (배윤정, no role), "배윤정특파원" is (배윤정, 특파원)."""
    for ending in PRINTED_ROLES:
        if word.endswith(ending):
            return word[: -len(ending)], ending
    for ending in NAME_ENDINGS:
        if word.endswith(ending):
            return word[: -len(ending)], None
    return word, None
