"""The headline."""

from crawler.layouts.fields import Evidence
from crawler.reader.choice import Candidate, Choice
from crawler.reader.lines import Lines


def choose_headline(evidence: Evidence, lines: Lines) -> Choice:
    """The story's headline as the page prints it."""
    value = evidence.linked.text("headline")
    if value:
        return Choice(Candidate(value, "json-ld headline"))
    value = evidence.meta.get("og:title")
    return Choice(Candidate(value, "meta og:title")) if value else Choice()
