"""The standfirst."""

from crawler.layouts.fields import Evidence
from crawler.reader.choice import Choice
from crawler.reader.lines import Lines


def choose_standfirst(evidence: Evidence, lines: Lines, headline: Choice) -> Choice:
    """The standfirst as printed."""
    return Choice()
