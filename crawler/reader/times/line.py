"""One date that readers see on a page, and the time it means."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from crawler.layouts.fields import Evidence
from crawler.reader.choice import Candidate
from crawler.reader.hints import DATE
from crawler.reader.lines import Line
from pipelines.items import Timestamp
from pipelines.text.dates import resolve_date
from pipelines.text.dates.called import Called


@dataclass
class VisibleDate:
    """One date on the page.

    Attributes:
        line: Where it stands.
        text: As a reader sees it.
        machine: The same for machines, where a time element says it.
        called: What the words beside it, or its names, say that it is.
        languages: Of the page, to read it by.
        evidence: The moment of fetching, to read it by.
        score: What speaks for its being the story's.
        elsewhere: Whether it stands among comments, related stories or other sites' posts.
        in_header: Whether it stands before the first line of copy.
    """

    line: Line
    text: str
    machine: str | None
    called: Called | None
    languages: tuple[str, ...]
    evidence: Evidence
    score: float = 0.0
    elsewhere: bool = False
    in_header: bool = False

    @cached_property
    def read(self) -> tuple[str, Timestamp]:
        """The better form of the two, and the time it means: an hour beats none, and the machine's beats the other."""
        best = None
        for form in (self.machine, self.text):
            if form:
                time = resolve_date(form, fetched_at=self.evidence.page.fetched_at, languages=self.languages)
                if time.precision == "instant":
                    return form, time
                best = best if best and best[1].at else (form, time)
        assert best is not None  # a date has a form
        return best

    @property
    def time(self) -> Timestamp:
        """The time it means; ``at`` is None where it is not understood."""
        return self.read[1]

    @property
    def at(self) -> datetime:
        """The time, of a date that is understood."""
        assert self.time.at is not None
        return self.time.at

    @property
    def is_named(self) -> bool:
        """Whether the page calls it a date."""
        return self.machine is not None or bool((self.line.own | self.line.box.own) & DATE)

    @property
    def candidate(self) -> Candidate:
        """As a candidate for the field."""
        return Candidate(self.read[0], f"page {'time' if self.machine else self.line.box.tag}", self.line.at)
