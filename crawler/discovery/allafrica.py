"""allAfrica's feeds: whose story it is stands in brackets before the summary, "[Daily Monitor] Riders asked …"."""

from dataclasses import dataclass, replace

from crawler.discovery.entries import Entry
from crawler.discovery.feed import Feed
from crawler.discovery.headlines import name_or_none
from crawler.discovery.moments import Moments
from crawler.discovery.reading import Link

LONGEST_NAME = 100  # letters; "[Office of the United Nations High Commissioner for Human Rights]" has sixty


@dataclass(frozen=True, slots=True)
class AllAfricaFeed(Feed):
    """The feed of a country, a region or a topic: RDF, thirty stories."""

    path: str = "/tools/headlines/rdf/{section}/headlines.rdf"

    def link(self, entry: Entry, kind: str, where: str | None, moments: Moments) -> Link | None:
        """See ``Feed``. The publisher as the summary's brackets name it; None where it has none."""
        link = Feed.link(self, entry, kind, where, moments)
        publisher = in_brackets(entry.text("description"))
        return link if link is None or publisher is None else replace(link, publisher=publisher)


def in_brackets(summary: str | None) -> str | None:
    """The name in the brackets that a summary begins with; None where there are none.

    >>> in_brackets("[Daily Monitor] Kampala -Riders asked the city for a lane."), in_brackets("Riders [sic] asked.")
    ('Daily Monitor', None)
    """
    name, bracket, _ = (summary or "").lstrip()[: LONGEST_NAME + 2].partition("]")
    return name_or_none(name[1:]) if bracket and name.startswith("[") else None
