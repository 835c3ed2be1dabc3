"""The section."""

from crawler.layouts.fields import Evidence
from crawler.reader.choice import Choice
from crawler.reader.lines import Lines


def choose_section(evidence: Evidence, lines: Lines) -> Choice:
    """The section as printed."""
    return Choice()
