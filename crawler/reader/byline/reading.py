"""One place's byline, read into names."""

from dataclasses import dataclass

from crawler.reader.choice import Candidate
from pipelines.items import Person
from pipelines.text.byline.same_person import fold_name, same_name


@dataclass(frozen=True, slots=True)
class Reading:
    """What one place says of who wrote the story.

    Attributes:
        candidate: The place and its words as printed.
        people, organisations: Whom it names.
        weight: How far it is believed.
        lines: The lines of the page (``Line.at``) that show it.
        house: Whether all that it names is the site or its publisher.
    """

    candidate: Candidate
    people: tuple[Person, ...]
    organisations: tuple[str, ...]
    weight: float = 0.0
    lines: tuple[int, ...] = ()
    house: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """All whom it names."""
        return (*(person.name for person in self.people), *self.organisations)

    @property
    def handles(self) -> bool:
        """Whether all that it names are accounts, not names: "ann-lee", "alee", "ann.lee"."""
        return all(" " not in name and name.isascii() and name.islower() for name in self.names)

    def shares(self, other: "Reading") -> bool:
        """Whether both name somebody the same."""
        return any(likely_same(one, two) for one in self.names for two in other.names)

    def holds(self, other: "Reading") -> bool:
        """Whether it names everybody that the other names."""
        return all(any(likely_same(one, two) for one in self.names) for two in other.names)


def likely_same(one: str, other: str) -> bool:
    """Whether two places of one page mean the same: as ``same_name``, and "Ann" is "Ann Lee"."""
    return (
        same_name(one, other)
        or fold_name(one).startswith(f"{fold_name(other)} ")
        or fold_name(other).startswith(f"{fold_name(one)} ")
    )
