"""All that a page says of its story to machines, by field, the most trusted source first."""

from collections.abc import Iterator

from crawler.layouts.fields import Evidence
from crawler.layouts.which_story import Thing, pick_story
from crawler.reader.choice import Candidate
from crawler.reader.evidence.meta import meta_candidates
from crawler.reader.evidence.microdata import read_microdata
from crawler.reader.evidence.page_things import page_candidates
from crawler.reader.evidence.rdfa import read_rdfa
from crawler.reader.evidence.thing import Named, named_of, thing_candidates

ENOUGH = frozenset({"headline", "author", "datePublished"})
"""What a story in JSON-LD must say for microdata not to be looked for."""


class Told:
    """The page's word on its own story; ``evidence.once(Told)`` reads it once a page.

    Fields go by their names in schema.org: headline, description, author, datePublished, dateModified, dateCreated,
    publisher, publisher.url, articleSection, inLanguage, url, isAccessibleForFree, articleBody.
    """

    def __init__(self, evidence: Evidence):
        linked = evidence.linked
        self._candidates: dict[str, list[Candidate]] = {}
        self.authors: tuple[Named, ...] = ()
        """The authors, each with what the page's data call them; those of several sources one after the other."""
        self._add_story(linked.story, "json-ld", evidence)
        if not linked.story.keys() >= ENOUGH:  # looking for attributes takes time on every page
            self._add_story(_own(read_microdata(evidence), evidence), "microdata", evidence)
        if not linked.story:  # who writes JSON-LD has left RDFa behind
            self._add_story(_own(read_rdfa(evidence), evidence), "rdfa", evidence)
        self._add(meta_candidates(evidence.meta))
        self._add(page_candidates(evidence))

    def of(self, field: str) -> tuple[Candidate, ...]:
        """What is said of a field, the most trusted first; an author, or a section, is a candidate each."""
        return tuple(self._candidates.get(field, ()))

    def first(self, field: str) -> Candidate | None:
        """The most trusted, or None."""
        return next(iter(self._candidates.get(field, ())), None)

    def _add_story(self, story: Thing, source: str, evidence: Evidence) -> None:
        if story:
            self._add(thing_candidates(story, source, evidence.linked))
            self.authors += named_of(story, "author", source, evidence.linked)

    def _add(self, found: Iterator[tuple[str, Candidate]]) -> None:
        for field, candidate in found:
            self._candidates.setdefault(field, []).append(candidate)


def _own(things: list[Thing], evidence: Evidence) -> Thing:
    return pick_story(things, evidence.addresses, evidence.title) or {} if things else {}
