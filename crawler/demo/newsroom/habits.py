"""How each publisher of the newsroom works: how much it revises, how soon, what it takes down, what its server says."""

from dataclasses import dataclass
from typing import Literal

Validation = Literal["both", "etag", "modified", "none", "fickle"]
"""What comes with a page: ETag and Last-Modified, one of them, neither, or an ETag that is another at each request."""

REVISING = ("headline", "body", "byline", "correction", "update")
"""Changes of the copy: each makes a revision."""
COSMETIC = ("furniture", "aside", "touch")
"""Changes of the page, not of the copy: a prompt among the paragraphs, a box beside them, the time of change."""

HOURS = (2, 1, 1, 1, 2, 4, 7, 9, 9, 8, 8, 8, 8, 7, 7, 8, 9, 9, 8, 6, 5, 4, 3, 2)
"""How many stories come in each hour of the day (UTC), against each other: few at night, most when offices open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """One publisher's ways. Shares are of its stories, 0 to 1; hours are mean times after publication."""

    revised: float
    """Stories revised at least once."""
    again: float = 0.35
    """Revised stories that are revised once more, and so on."""
    revised_after: float = 5.0
    """Hours to a revision."""
    cosmetic: float = 0.25
    """Stories whose page changes without its copy."""
    removed: float = 0.015
    moved: float = 0.02
    validation: tuple[int, int, int, int, int] = (50, 15, 15, 12, 8)
    """How often each kind of ``Validation`` is met, against each other."""


USUAL = Habit(revised=0.15)
HABITS = {
    # A wire: sends early and writes through, most of it within two hours.
    "northmark-wire": Habit(revised=0.6, again=0.5, revised_after=2.0, moved=0.03),
    # A tabloid: headlines tried out, slugs with them.
    "brackwater-echo": Habit(revised=0.4, revised_after=1.5, moved=0.05, removed=0.03),
    # A daily that corrects itself the next morning.
    "saltmere-ledger": Habit(revised=0.2, revised_after=14.0),
    # A magazine: what is printed stands; its server names no validators.
    "slate-and-lamp": Habit(revised=0.03, cosmetic=0.1, moved=0.005, validation=(0, 0, 10, 80, 10)),
    # A weekly whose page builder changes the page more often than the copy.
    "long-paddock-news": Habit(revised=0.08, cosmetic=0.6, validation=(10, 30, 10, 10, 40)),
}
