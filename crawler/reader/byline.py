"""The byline."""

from crawler.layouts.fields import Evidence
from crawler.reader.choice import Choice
from crawler.reader.lines import Lines


def choose_byline(evidence: Evidence, lines: Lines, headline: Choice) -> Choice:
    """The byline as printed."""
    return Choice()
