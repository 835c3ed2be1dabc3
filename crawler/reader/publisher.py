"""The publisher."""

from crawler.layouts.fields import Evidence
from crawler.reader.choice import Choice
from crawler.reader.lines import Lines


def choose_publisher(evidence: Evidence, lines: Lines) -> Choice:
    """The publisher as printed."""
    return Choice()
