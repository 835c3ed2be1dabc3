"""The authors that a page's data name (JSON-LD, microdata, RDFa, meta), each source a byline of its own."""

import re
from collections.abc import Mapping
from itertools import groupby

from crawler.layouts.fields import Evidence
from crawler.reader.byline.house import is_house
from crawler.reader.byline.reading import Reading
from crawler.reader.choice import Candidate
from crawler.reader.evidence import Told
from pipelines.items import Person
from pipelines.text.byline import parse_byline
from pipelines.text.byline.kinds import is_nobody
from pipelines.text.byline.same_person import merge_same
from pipelines.text.capitals import title_case_name
from pipelines.text.organisations import looks_like_organisation
from pipelines.text.whitespace import tidy

LONGEST_NAME = 60  # characters
MOST_WORDS = 6
MOST_SOURCES = 4  # the first that name somebody; the fifth repeats them
MOST_AUTHORS = 20  # of one source

# By the syntax that a source opens with: how far it is believed.
WEIGHTS = {"json-ld": 4.0, "microdata": 3.5, "rdfa": 3.0, "meta": 3.0}

# Sources that name a story's author only by chance: a recipe's, a page's.
WEAK = ("json-ld Recipe", "json-ld WebPage")

_BY = re.compile(r"(?i:written by|posted by|by|von|par|por|door)[:\s]+")
_MARKUP = re.compile(r"<[^<>]*>")
PARTED = (",", ";", "/", "|", "\n", " and ", " und ", " et ", " y ", " e ", " og ", " och ", " en ", " & ", " by ")


def told_bylines(evidence: Evidence, names: frozenset[str]) -> tuple[Reading, ...]:
    """What each source of the page's data says of the author, the most trusted first; who names nobody is left out.

    Args:
        evidence: The page.
        names: What the site calls itself, folded.
    """
    told = evidence.once(Told)
    kinds = {named.name: named.kind for named in told.authors}
    found = []
    for source, group in groupby(told.of("author"), key=lambda candidate: candidate.source):
        values = [candidate.value for candidate in group]
        if source.startswith("meta "):
            values = _every(evidence, source.removeprefix("meta ")) or values
        values = list(dict.fromkeys(values))[:MOST_AUTHORS]
        reading = _read(source, values, kinds, names)
        if reading:
            found.append(reading)
            if len(found) == MOST_SOURCES:
                break
    return tuple(found)


def _every(evidence: Evidence, name: str) -> list[str]:
    """What all meta elements of a name say: a page has one for each of its authors."""
    found = []
    for element in evidence.declared["meta"]:
        called = element.get("property") or element.get("name")
        content = tidy(element.get("content") or "") if called and called.lower() == name else ""
        if content:
            found.append(content)
    return found


def _read(source: str, values: list[str], kinds: Mapping[str, str | None], names: frozenset[str]) -> Reading | None:
    people: list[tuple[Person, bool]] = []
    organisations: list[str] = []
    kept = []
    for value in values:
        read = _names(value, kinds.get(value) if source.startswith(("json", "micro", "rdfa")) else None, names)
        if read:
            kept.append(value)
            people += [(person, person.name.isupper() or person.name.islower()) for person in read[0]]
            organisations += [name for name in read[1] if name not in organisations]
    if not kept:
        return None
    merged = merge_same(people) if people else ()
    if merged and not all(is_house(person.name, names) for person in merged):
        merged = tuple(person for person in merged if not is_house(person.name, names))
        organisations = [name for name in organisations if not is_house(name, names)]
    weight = 2.0 if source.startswith(WEAK) else WEIGHTS.get(source.partition(" ")[0], 2.0)
    house = all(is_house(name, names) for name in (*(person.name for person in merged), *organisations))
    return Reading(Candidate(", ".join(kept), source), merged, tuple(organisations), weight, house=house)


def _names(value: str, kind: str | None, names: frozenset[str]) -> tuple[tuple[Person, ...], tuple[str, ...]] | None:
    """The people and organisations of one value; None where it is no name: an address, a handle, a number, "admin"."""
    value = tidy(_MARKUP.sub(" ", value) if "<" in value else value)
    if by := _BY.match(value):
        value = value[by.end() :]
    if " " in value and value.islower():
        value = title_case_name(value, lower=True)
    if not _may_be_named(value):
        return None
    one = len(value) <= LONGEST_NAME and not any(mark in value for mark in PARTED)
    if one and is_house(value, names) and (kind != "person" or looks_like_organisation(value)):
        return (), (value,)
    read = parse_byline(value)
    if one and kind == "organisation":
        return (), (value,)
    if read.people or read.organisations:
        return read.people, read.organisations
    if not one or len(value.split()) > MOST_WORDS or not any(map(str.isalpha, value)):
        return None
    return ((), (value,)) if looks_like_organisation(value) else ((Person(name=value),), ())


def _may_be_named(value: str) -> bool:
    folded = value.casefold()
    if (
        not value
        or "://" in value
        or folded.startswith(("www.", "@", "/", "http", "copyright", "©"))
        or is_nobody(folded)
    ):
        return False
    if "@" in value and " " not in value:
        return False
    figures = sum(map(str.isdigit, value))
    return figures * 2 < len(value)
