"""The bylines that a page prints: its likeliest lines read by the byline grammar, and weighed by what they name."""

import re
from collections.abc import Iterator
from dataclasses import replace

from crawler.reader.byline.forms import HAS_YEAR, OPENING
from crawler.reader.byline.house import is_house
from crawler.reader.byline.reading import Reading
from crawler.reader.byline.spots import Spot, find_spots
from crawler.reader.byline.wording import named_within, unglued
from crawler.reader.choice import Candidate, Choice
from crawler.reader.hints import BYLINE
from crawler.reader.lines import Lines
from pipelines.items import Byline, Person
from pipelines.text.byline import parse_byline
from pipelines.text.byline.kinds import is_nobody
from pipelines.text.dates.find import find_stamps
from pipelines.text.names import is_east_asian, looks_like_person
from pipelines.text.roles import is_role
from pipelines.text.vocabulary.given import GIVEN_NAMES

SOURCE = "page byline"
MOST_READ = 4  # candidates that are read by the grammar, which is what costs
LONGEST_EAST_ASIAN = 12  # letters of the names of a line without a label
ALONE = 0.6  # what a line of nothing but names gains
DATED = 0.7  # and one with a date beside them
FAR = 1.8  # weight from which a line that stands alone on the page, far from the headline, will do
CLEAR = 4.5  # weight of a reading beside which weaker lines need not be read


EDITED = re.compile(r"(?i:edit(?:or|ed|ing)|reviewed|fact.checked)\b(?:\s+by)?\s*:?")
_TEXT_TOO = re.compile(r"(?i:text|words|story|by|von)\b")  # "Text & Fotos: Ann Lee": who took the pictures wrote, too
_NOTHING_ELSE = re.compile(r"(?i:by|von|par|por|door|text|autor|author)?[\W\d_]*(?i:and|und|et|y|,)?\s*")
_PARTED = re.compile(r"[|·•–—\n]")
# The part of a line of many that says "by": "Harbour, News | Updated today | Written by Ann Lee".
_BY_PART = re.compile(
    r"(?:[|·•\n]|\d(?: Uhr)?,?\s)\s*((?i:written by|posted by|by|von|par|por)\s+"
    r"[^|·•\n]+?)(?=\s+(?:Symbol(?:bild|foto)|Fotos?|Bild(?:er)?|Photos?)\b|[|·•\n]|$)"
)
# What publishing systems write by themselves, whatever the account is called: "Submitted by al on Tue, 05/03/2014".
_BY_SYSTEM = re.compile(
    r"(?i:gespeichert|eingestellt|verfasst|geschrieben|erstellt|veröffentlicht|submitted|posted|published|publicado|"
    r"escrito|publié|posté|written)\s+(?i:by|von|por|par):?\s+(\S{2,30}(?:\s[^\W\d]\S{1,30})?)"
    r"(?:\s+in\s+.{2,40}?)?\s+(?i:am|um|on|at|el|em|le|a las)\s(?=.{0,20}\d)"
)
# WordPress says it in a sentence: "This entry was posted on May 3, 2014 by al and filed under Harbour."
_IN_SENTENCE = re.compile(
    r"(?:Dieser (?:Eintrag|Beitrag|Artikel) wurde|This entry was posted|Esta entrada fue publicada)\b.{0,120}?\s"
    r"(?:von|by|por)\s+(\S{2,30}(?:\s[^\W\d]\S{1,30}?)??)"
    r"(?=\s(?:in|unter|under|and|und|y|veröffentlicht|geschrieben|gepostet|erstellt)\s|[.,|]|$)"
)
_LABEL = re.compile(r"[^\W\d_][:：]")
NO_WRITERS = frozenset({"photographer", "illustrator", "producer", "presenter"})


def printed_bylines(
    lines: Lines, headline: Choice, marked: frozenset[str], names: frozenset[str], told: Reading | None
) -> list[Reading]:
    """The lines that name somebody in a byline's place or form, the likeliest first.

    Args:
        lines: The page.
        headline: Its headline: a byline stands by it.
        marked: Texts that the page's markup calls an author (``itemprop``), wherever they stand.
        names: What the site calls itself, folded.
        told: What the page's data say, where they name people: a line that prints one of them is read first, and
            settles it.
    """
    spelt = told.names if told else ()
    spots = find_spots(lines, headline, marked)
    spots.sort(key=lambda spot: (not spot.names_one_of(spelt), -spot.weight))
    found: list[Reading] = []
    clear = 0.0
    for spot in spots[:MOST_READ]:
        if clear and (told or spot.weight + 1 < clear):
            break
        reading = (_as_told(spot, told) if told else None) or _read(spot, names)
        if reading:
            found.append(reading)
            if reading.people and not reading.house and reading.weight >= (FAR if spot.names_one_of(spelt) else CLEAR):
                clear = clear or reading.weight
    return sorted(found, key=lambda reading: -reading.weight)


def _as_told(spot: Spot, told: Reading) -> Reading | None:
    """The spot read as the data have it, where it is their names and nothing but "by" and figures; most bylines are."""
    text = rest = spot.lines[0].text
    for name in told.names:
        rest = rest.replace(name, "", 1)
    if len(spot.lines) > 1 or len(rest) + sum(map(len, told.names)) != len(text) or not _NOTHING_ELSE.fullmatch(rest):
        return None
    line = spot.lines[0]
    return replace(told, candidate=Candidate(text, SOURCE, line.at), weight=spot.weight, lines=(line.at,))


def _read(spot: Spot, names: frozenset[str]) -> Reading | None:
    """The spot's names; None where its words name nobody, or somebody who didn't write. People before a house."""
    text = spot.lines[0].text
    account = _BY_SYSTEM.match(text) or _IN_SENTENCE.match(text)
    if account is not None:
        return _of_account(spot, account[1], names)
    houses = None
    for text in _wordings(spot):
        read = parse_byline(text)
        if read.people:
            return _weighed(spot, text, read, names)
        if read.organisations and houses is None:
            houses = (text, read)
    return _weighed(spot, *houses, names) if houses else None


def _of_account(spot: Spot, name: str, names: frozenset[str]) -> Reading | None:
    """The one whom the system names: a person where the name has the form of one, else an account as it is spelt."""
    text = spot.lines[0].text
    read = parse_byline(name)
    if (read.people and not name.islower()) or read.organisations:
        found = _weighed(spot, name, read, names)  # without its sentence, of which a name is too small a part
        return replace(found, candidate=Candidate(text, SOURCE, spot.lines[0].at)) if found else None
    if is_nobody(name.casefold()):
        return None
    people, lines = (Person(name=name),), tuple(line.at for line in spot.lines)
    return Reading(Candidate(text, SOURCE, lines[0]), people, (), spot.weight, lines, is_house(name, names))


def _wordings(spot: Spot) -> Iterator[str]:
    """What to read, the narrowest first: the inline elements named as byline, the lines, each element alone."""
    whole = "\n".join(map(unglued, spot.lines))
    inner = named_within(spot.lines[0]) if len(spot.lines) == 1 and spot.lines[0].own & BYLINE else []
    outer = "\n".join(dict.fromkeys(text for text, top in inner if top))
    if outer and outer != whole and not is_role(outer.split()):
        yield outer
    elif not OPENING.match(whole) and (by := _BY_PART.search(whole)):
        yield by[1]
    yield whole
    yield from dict.fromkeys(text for text, _ in inner[::-1])


def _weighed(spot: Spot, text: str, read: Byline, names: frozenset[str]) -> Reading | None:
    """The names of a spot with its weight; None where they are nobody's who wrote, or too little of the line."""
    people = _writers(read.people)
    if read.people and not people:
        if not _TEXT_TOO.match(text):
            return None
        people = read.people
    weight = (
        spot.weight - 1.5 * (EDITED.match(text) is not None) + sum(_form(person.name, spot.opened) for person in people)
    )
    named = (*(person.name for person in people), *read.organisations)
    letters = sum(map(len, named)) / len(text)
    if not people:
        weight -= 1.0
    if len(text) > 60 and letters < 0.25 and not (HAS_YEAR.search(text) and _PARTED.search(text)):
        return None
    if not spot.named and text[-1] in ".?!" and len(text) > 40:
        return None  # "By comparison, the ferry carried few."
    if not spot.named:
        if not all(looks_like_person(person.name, single=spot.opened) for person in people):
            return None
        if not spot.opened:
            if not people or spot.lines[0].level or not _stands_alone(spot, text, people, read.organisations):
                return None
            has_year = HAS_YEAR.search(text) is not None
            in_copy = spot.near and spot.below and not (has_year or spot.dated)  # a picture's name, a heading in bold
            weight += (-ALONE if in_copy else ALONE) + DATED * has_year
    return Reading(
        Candidate(" ".join(text.split("\n")), SOURCE, spot.lines[0].at),
        people,
        read.organisations,
        weight,
        tuple(line.at for line in spot.lines),
        all(is_house(name, names) for name in named),
    )


def _writers(people: tuple[Person, ...]) -> tuple[Person, ...]:
    """The people without those who took the pictures, and without the editor whom Chinese pages name behind them."""
    writers = tuple(one for one in people if one.role not in NO_WRITERS and not one.name.startswith("The "))
    plain = tuple(one for one in writers if one.role != "editor" or not is_east_asian(one.name[0]))
    return plain or writers


def _form(name: str, opened: bool) -> float:
    """What a name's form takes from its line: one word may be anything, and so may words that look like no name."""
    if " " not in name and name.isascii():
        return -0.3 if opened else -1.0
    return 0.0 if looks_like_person(name, single=True) else -1.0


def _stands_alone(spot: Spot, text: str, people: tuple[Person, ...], organisations: tuple[str, ...]) -> bool:
    """Whether a line without any other sign is names, their agency and, it may be, a date.

    The names are full ones, and the given names known.
    The next best thing by form, "Match Settings", stands near every headline; two such as the first line of the copy
    do not, nor does a link above the date.
    """
    length = sum(letter.isalpha() for person in people for letter in person.name)
    if _LABEL.search(text):
        return False  # "Treasurer: Ann Lee"
    if any(is_east_asian(person.name[0]) for person in people):
        rest = sum(map(str.isalpha, _without_stamps(text)))
        return HAS_YEAR.search(text) is not None and length <= LONGEST_EAST_ASIAN and length * 2 >= rest
    known = (
        spot.dated
        or (spot.leads and len(people) > 1)
        or all(person.name.split(" ")[0].partition("-")[0].casefold() in GIVEN_NAMES for person in people)
    )
    length += sum(letter.isalpha() for name in organisations for letter in name)
    return known and length * 2 >= sum(map(str.isalpha, _without_stamps(text)))


def _without_stamps(text: str) -> str:
    for stamp in reversed(find_stamps(text)):
        text = text[: stamp.start] + text[stamp.end :]
    return text
