"""A story as a thing of schema.org, whichever syntax it came in, as candidates by field."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from crawler.layouts.linked_data import LinkedData, text_of
from crawler.layouts.which_story import Thing, kinds
from crawler.reader.choice import Candidate
from pipelines.text.whitespace import tidy_or_none

MOST_VALUES = 100  # a story has a handful of authors; a list of thousands is something else

# By field, where it stands in a story, the surest place first.
PATHS = {
    "headline": ("headline", "name", "title", "alternativeHeadline"),
    "description": ("description", "abstract"),
    "author": ("author", "creator"),
    "datePublished": ("datePublished",),
    "dateModified": ("dateModified",),
    "dateCreated": ("dateCreated", "uploadDate", "created", "date"),
    "publisher": ("publisher", "sourceOrganization", "copyrightHolder"),
    "publisher.url": ("publisher.url",),
    "articleSection": ("articleSection",),
    "inLanguage": ("inLanguage",),
    "url": ("url", "mainEntityOfPage"),
    "articleBody": ("articleBody", "text"),
}

_PEOPLE = frozenset({"Person"})
_ORGANISATIONS = frozenset({"Organization", "NewsMediaOrganization", "Corporation", "organization"})


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whom the page's data name.

    Attributes:
        name: As given, tidy; it may hold several names where the data are careless.
        kind: What the data call them; None for a mere string.
        source: "json-ld author".
        url: Their page, where one is given.
    """

    name: str
    kind: Literal["person", "organisation"] | None
    source: str
    url: str | None = None


def thing_candidates(story: Thing, source: str, linked: LinkedData) -> Iterator[tuple[str, Candidate]]:
    """What a story says, as (field, candidate). ``source``: the syntax, for the candidates' own source."""
    for field, paths in PATHS.items():
        for path in paths:
            if path.partition(".")[0] not in story:
                continue
            for value in linked.values(path, story)[:MOST_VALUES]:
                text = tidy_or_none(text_of(value if path != "mainEntityOfPage" else _address(value)))
                if text:
                    yield field, Candidate(text, f"{source} {path}")
    free = story.get("isAccessibleForFree")
    if free is not None and not isinstance(free, (dict, list)):
        yield "isAccessibleForFree", Candidate(str(free).rsplit("/", 1)[-1].lower(), f"{source} isAccessibleForFree")


def named_of(story: Thing, path: str, source: str, linked: LinkedData) -> tuple[Named, ...]:
    """The people and organisations at a path of a story."""
    found = []
    for value in linked.values(path, story)[:MOST_VALUES]:
        name = tidy_or_none(text_of(value))
        if name:
            url = tidy_or_none(text_of(value.get("url"))) if isinstance(value, dict) else None
            found.append(Named(name, _kind(value), f"{source} {path}", url))
    return tuple(found)


def _kind(value: object) -> Literal["person", "organisation"] | None:
    said = kinds(value) if isinstance(value, dict) else set()
    if said & _ORGANISATIONS:
        return "organisation"
    return "person" if said & _PEOPLE else None


def _address(value: object) -> object:
    return value.get("@id") or value.get("url") if isinstance(value, dict) else value
