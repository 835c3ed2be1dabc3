"""When the story was published, and when it was last changed."""

from crawler.layouts.fields import Evidence
from crawler.reader.choice import Candidate, Choice
from crawler.reader.lines import Lines


def choose_published(evidence: Evidence, lines: Lines, headline: Choice) -> Choice:
    """The time of publication as printed."""
    value = evidence.linked.text("datePublished")
    return Choice(Candidate(value, "json-ld datePublished")) if value else Choice()


def choose_updated(evidence: Evidence, lines: Lines, headline: Choice) -> Choice:
    """The time of the last change as printed."""
    value = evidence.linked.text("dateModified")
    return Choice(Candidate(value, "json-ld dateModified")) if value else Choice()
