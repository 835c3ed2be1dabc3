"""Which byline is believed: the page's data, or what it prints."""

from dataclasses import dataclass, replace
from typing import cast

from lxml.etree import XPath, _Element

from crawler.layouts.fields import Evidence
from crawler.reader.byline.printed import FAR, printed_bylines
from crawler.reader.byline.reading import Reading
from crawler.reader.byline.told import told_bylines
from crawler.reader.choice import Candidate, Choice
from crawler.reader.headline.site import site_names
from crawler.reader.lines import Lines
from pipelines.items import Byline, Person
from pipelines.text.byline.same_person import fold_name
from pipelines.text.organisations import is_agency
from pipelines.text.whitespace import tidy

ENOUGH = 3.0  # weight from which a printed line is a byline though no data say so
SURE = 4.5  # weight from which it is believed against the data
CLOSE = 2.0  # by how much a line of people may fall short of one that names an agency or another house alone
SURE_OF_META = 3.3  # the same against a meta element, which a site may write the same on every page

NOBODY = Byline()
_MARKED = XPath("//*[@itemprop='author']")


@dataclass(frozen=True, slots=True)
class BylineChoice(Choice):
    """A choice with the names as they were understood: data that list them say more than their words in a row."""

    byline: Byline = NOBODY


def byline_of(choice: Choice) -> Byline:
    """The byline as printed, and its names where they are understood already."""
    return choice.byline if isinstance(choice, BylineChoice) else Byline(printed=choice.value)


def choose_byline(evidence: Evidence, lines: Lines, headline: Choice) -> BylineChoice:
    """Who wrote the story.

    Names that the data give and the page prints are sure. Data that name only the site, its publisher or an agency
    lose to people whom the page prints in a byline's place; other names in the data lose to those only where the
    printed line has every sign of a byline. What stands in comments, teasers, captions and profiles is no byline.
    """
    names = evidence.once(site_names)
    told = told_bylines(evidence, names)
    data = _of_data(told)
    people = data if data and data.people and not data.house else None
    marked = frozenset[str]() if people else _marked(evidence)
    printed = printed_bylines(lines, headline, marked, names, people)
    chosen = _choose(data, printed)
    if chosen is None:
        return BylineChoice()
    same = [reading for reading in printed if reading.shares(chosen)]
    line = chosen if chosen.lines else next((reading for reading in same if chosen.holds(reading)), None)
    shown = {at for reading in (*same, chosen) for at in reading.lines if reading.weight >= ENOUGH or reading is chosen}
    candidate = (
        Candidate(line.candidate.value, chosen.candidate.source, line.candidate.at) if line else chosen.candidate
    )
    lost = tuple(reading.candidate for reading in (*told, *printed) if not chosen.holds(reading))
    return BylineChoice(
        candidate,
        lost,
        tuple(sorted(shown)),
        Byline(printed=candidate.value, people=_with_roles(chosen, same), organisations=chosen.organisations),
    )


def _of_data(told: tuple[Reading, ...]) -> Reading | None:
    """The source of data that is believed first: one that names people by their names."""
    named = [reading for reading in told if reading.people and not reading.house]
    plain = (reading for reading in named if not reading.handles)
    return next(plain, named[0] if named else told[0] if told else None)


def _with_roles(chosen: Reading, same: list[Reading]) -> tuple[Person, ...]:
    """The people with what the page prints beside their names: roles and places, which data hardly ever have."""
    printed = {fold_name(person.name): person for reading in reversed(same) for person in reading.people}
    return tuple(
        replace(
            person,
            role=person.role or beside.role,
            location=person.location or beside.location,
            affiliation=person.affiliation or beside.affiliation,
        )
        if (beside := printed.get(fold_name(person.name)))
        else person
        for person in chosen.people
    )


def _choose(data: Reading | None, printed: list[Reading]) -> Reading | None:
    """Weigh the two kinds; see ``choose_byline``."""
    if data is not None:
        agreed = next((reading for reading in printed if reading.weight >= FAR and reading.shares(data)), None)
        if agreed is not None and not data.house:
            return _fuller(data, agreed)
    first = next(iter(printed), None)
    floor = max(ENOUGH, first.weight - CLOSE) if first and not first.house else ENOUGH
    sure = (one for one in printed if one.people and not one.house and one.weight >= floor)
    best = next(sure, None) or first
    if best is not None:
        best = next((one for one in printed if one.weight >= ENOUGH and _names_more(one, best)), best)
    if best is not None and best.weight < ENOUGH:
        best = best if best.weight >= FAR and len({reading.names for reading in printed}) == 1 else None
    if data is None or best is None:
        return best if data is None else _own(data)
    if best.house or not best.people:
        return data if not data.candidate.source.startswith("meta") or not data.house else best
    if data.house or not data.people or data.handles:
        return best
    return best if best.weight >= (SURE_OF_META if data.candidate.source.startswith("meta") else SURE) else data


def _names_more(one: Reading, other: Reading) -> bool:
    return len(one.names) > len(other.names) and one.holds(other)


def _fuller(data: Reading, printed: Reading) -> Reading:
    """Of two that share somebody the one that names more, where the line has every sign of a byline; else the data."""
    if printed.weight < ENOUGH:
        return data
    more = len(printed.names) > len(data.names) and printed.weight >= SURE
    longer = len(printed.names) == len(data.names) and sum(map(len, printed.names)) > sum(map(len, data.names))
    short = any(" " not in name for name in data.names)
    return printed if printed.holds(data) and (more or data.handles or (longer and short)) else data


def _own(data: Reading) -> Reading | None:
    """Data that nothing printed supports; a meta element that names no person and no agency names who made the site."""
    if not data.candidate.source.startswith("meta") or data.people:
        return None if data.house and data.candidate.source.startswith("meta") else data
    return data if all(map(is_agency, data.organisations)) else None


def _marked(evidence: Evidence) -> frozenset[str]:
    """The texts that the page's markup calls an author, wherever they stand."""
    text = evidence.page.text
    if 'itemprop="author' not in text and "itemprop='author" not in text:  # searching the tree takes far longer
        return frozenset()
    found = cast("list[_Element]", _MARKED(evidence.root))[:20]
    return frozenset(text for element in found if (text := tidy("".join(element.itertext()))) and len(text) < 100)
