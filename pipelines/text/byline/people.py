"""The readings of a byline's phrases put together: whom a role, place, mark or employer belongs to."""

from dataclasses import dataclass, field, replace

from pipelines.items import Byline, Person
from pipelines.text.byline.kinds import Reading
from pipelines.text.byline.labels import Label
from pipelines.text.byline.phrases import AND, WITH
from pipelines.text.byline.same_person import merge_same
from pipelines.text.byline.tokens import COLON, COMMA
from pipelines.text.names import LONGEST_NAME, is_particle
from pipelines.text.roles import role_head_at
from pipelines.text.vocabulary.given import GIVEN_NAMES


@dataclass(slots=True)
class Desk:
    """Collects one byline's people and organisations as its phrases are read, in printed order."""

    people: list[Person] = field(default_factory=list)
    shouted: list[bool] = field(default_factory=list)
    organisations: list[str] = field(default_factory=list)
    label: Label = field(default_factory=Label)
    marked_to: int = 0
    """How many people the last live-blog mark covers: the next one reaches back to here."""
    marked: bool = False
    covering: str | None = None
    """A mark that stands before names and covers all that follow."""
    waiting_role: str | None = None
    waiting_place: str | None = None
    house_last: bool = False
    """Whether an organisation was the last thing read: a place behind it is dropped."""
    prose: bool = False
    listed_from: int = 0
    """The first person of the list that the last label opened."""

    def open_label(self, label: Label) -> None:
        """Take the next opening."""
        self.label = label
        self.listed_from = len(self.people)
        if label.live:
            self.covering = None

    def add(self, reading: Reading, boundary: str, leading: str = "") -> None:
        """Take one phrase's reading into the byline.

        Args:
            reading: What the phrase is.
            boundary: The mark or joining word before it.
            leading: The one before its opening bracket, where it has one.
        """
        if reading.kind == "person":
            self._add_person(reading)
        elif reading.kind in {"agency", "staff"}:
            self._add_organisation(reading.text)
        elif reading.kind in {"outlet", "for"}:
            self._add_outlet(reading, boundary)
        elif reading.kind == "role":
            self._add_role(reading, boundary)
        elif reading.kind == "place":
            self._add_place(reading.text, boundary)
        elif reading.kind == "mark":
            self._add_mark(reading.text, leading or boundary)
        elif reading.kind == "suffix" and self.people:
            self.people[-1] = replace(self.people[-1], name=f"{self.people[-1].name} {reading.text}")
        elif reading.kind == "prose":
            self.prose = True

    def _add_person(self, reading: Reading) -> None:
        role = reading.role or self.waiting_role or self.label.role or self.covering
        place = reading.location or self.waiting_place
        self.waiting_role = self.waiting_place = None
        self.people.append(Person(name=reading.text, role=role, location=place, affiliation=reading.affiliation))
        self.shouted.append(reading.shouted)
        self.house_last = reading.affiliation is not None
        if reading.agency:
            self._add_organisation(reading.agency)

    def _add_organisation(self, name: str) -> None:
        if all(name.casefold() != other.casefold() for other in self.organisations):
            self.organisations.append(name)
        self.house_last = True

    def _add_outlet(self, reading: Reading, boundary: str) -> None:
        """An outlet behind people is the employer of all who have none yet; joined by "and" it stands beside them."""
        if self.people and (reading.kind == "for" or boundary not in {"", AND, WITH}):
            reach = [-1] if reading.kind == "for" else range(len(self.people))
            for at in reach:
                if not self.people[at].affiliation:
                    self.people[at] = replace(self.people[at], affiliation=reading.text)
        elif reading.kind == "outlet":
            self._add_organisation(reading.text)
        self.house_last = True

    def _add_role(self, reading: Reading, boundary: str) -> None:
        if self.people and boundary not in {"", COLON, AND, WITH}:
            plural = reading.text.casefold().endswith("s") and not self.people[-1].role
            start = (
                self.listed_from if plural and role_head_at(reading.text.split()) is not None else len(self.people) - 1
            )
            for at in range(max(start, 0), len(self.people)):
                person = self.people[at]
                self.people[at] = replace(
                    person,
                    role=reading.text if person.role in {None, self.label.role} else person.role,
                    location=person.location or reading.location,
                    affiliation=person.affiliation or reading.affiliation,
                )
        else:
            self.waiting_role, self.waiting_place = reading.text, reading.location
        self.house_last = False

    def _add_place(self, place: str, boundary: str) -> None:
        if not self.people:
            self.waiting_place = None if self.house_last else place
        elif not self.house_last and not self.people[-1].location:
            self.people[-1] = replace(self.people[-1], location=place)
        elif not self.house_last and boundary == ",":  # "Kharkiv, Ukraine"
            self.people[-1] = replace(self.people[-1], location=f"{self.people[-1].location}, {place}")

    def _add_mark(self, mark: str, boundary: str) -> None:
        """A bracketed word: a live blog's mark reaches back to the mark before, another to the name before."""
        if mark in {"now", "earlier"} and self._stands_before(boundary):
            self.covering = mark
            return
        if not self.people or not mark:
            return
        start = self.marked_to if self.marked and mark in {"now", "earlier"} else len(self.people) - 1
        for at in range(start, len(self.people)):
            self.people[at] = replace(self.people[at], role=mark)
        if mark in {"now", "earlier"}:
            self.marked, self.marked_to = True, len(self.people)

    def _stands_before(self, boundary: str) -> bool:
        return not self.people or boundary in {AND, WITH, COMMA}

    def byline(self, printed: str) -> Byline:
        """The byline, everybody once; nobody where a phrase was a sentence's."""
        if self.prose:
            return Byline(printed=printed)
        people = merge_same(list(zip(self.people, self.shouted, strict=True)))
        if not people and not self.organisations and self.waiting_role:
            return Byline(printed=printed, organisations=(self.waiting_role,))
        return Byline(printed=printed, people=people, organisations=tuple(self.organisations))


def turn_last_first(words: list[list[str]]) -> list[list[str]] | None:
    """As in "Bjerg, Daniel" turned, where that is clear: a lone family name, then a given name that the table knows.

    Args:
        words: The byline's phrases, commas between each two of a pair.

    Returns:
        The turned phrases, or None where the byline is no such list.
    """
    if not words or len(words) % 2:
        return None
    pairs = list(zip(words[::2], words[1::2], strict=True))
    return [given + family for family, given in pairs] if all(_is_pair(*pair) for pair in pairs) else None


def _is_pair(family: list[str], given: list[str]) -> bool:
    first = given[0].casefold()
    trails = len(given) > 1 and given[0].istitle() and is_particle(given[-1])  # "Jong, Michiel de"
    lone = len(family) == 1 or all(word.islower() for word in family[:-1])
    return (
        lone
        and family[-1][0].isupper()
        and (first in GIVEN_NAMES or trails)
        and (family[-1].casefold() not in GIVEN_NAMES or trails)
        and len(" ".join(family + given)) <= LONGEST_NAME
        and all(
            len(word.rstrip(".")) == 1 or word.casefold() in GIVEN_NAMES or (trails and is_particle(word))
            for word in given[1:]
        )
    )
