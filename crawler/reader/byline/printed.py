"""The lines of a page that look like its byline: by the names of their elements, their words, and where they stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.reader.byline.house import is_house
from crawler.reader.byline.reading import Reading
from crawler.reader.byline.wording import named_within, unglued
from crawler.reader.choice import Candidate, Choice
from crawler.reader.hints import (
    ADVERT,
    BIO,
    BYLINE,
    CAPTION,
    CHROME,
    COMMENTS,
    CREDIT,
    DATE,
    PROMPT,
    QUOTE,
    RELATED,
    SECTION,
    SHARE,
    SIDE,
    TAGS,
)
from crawler.reader.lines import Line, Lines
from pipelines.items import Byline, Person
from pipelines.text.byline import parse_byline
from pipelines.text.names import is_east_asian, looks_like_person
from pipelines.text.vocabulary.given import GIVEN_NAMES

PROSE = 160  # characters; a line of more is copy
NEAR = 24  # lines after the headline in which a byline stands
NEAR_BELOW_PROSE = 8  # the same below one long line, which is a standfirst or the first of the copy
BEFORE = 5  # lines before it
MOST_READ = 4  # candidates that are read by the grammar, which is what costs
MOST_JOINED = 5  # lines of one byline
SHORT = 60  # characters of a line that is one name among several
LONGEST_EAST_ASIAN = 12  # letters of the names of a line without a label
CLEAR = 4.5  # weight of a reading beside which weaker lines need not be read
LEAST = 1.5  # weight below which a line is not read

OUTSIDE = RELATED | ADVERT | PROMPT | SIDE | QUOTE

# What opens a byline. "De" and "Di" open sentences as well and are left to the names of elements; a label's noun
# ("Text", "Autor") needs its colon or a name behind it.
OPENING = re.compile(
    r"(?i:by|von|vom|par|por|door|av)\b[\s:]*(?=[^\W\d_])|(?:[Bb]y|[Vv]on|[Pp]ar|[Pp]or)(?=[A-ZÀ-Þ])"
    r"|(?i:autor(?:in|en)?|authors?|auteurs?|autore|text[eo]?|words|story)(?:\s*(?:&|und|and|et|y)\s*\w+)?\s*:"
    r"|(?:Autor(?:in|en)?|Authors?|Auteur|Autore|Text[eo]?|Words|Story|Escribe|Interview|Kommentar|Analyse|"
    r"(?:Ein|Eine) \w+)\s+(?:(?:by|von|vom|par|por|di|door)\s+)?(?=[A-ZÀ-Þ])"
    r"|(?i:written|posted|published|reported|verfasst|geschrieben|gepostet|veröffentlicht|erstellt|eingestellt|"
    r"gespeichert|escrito|publicado|écrit|publié|geplaatst|scritto)\s+(?:\S+\s+){0,6}?(?:by|von|par|por|door|da)\s"
    r"|文[・/:：]|記者|撰文|作者"
)
# The same behind a date or a section: "Tuesday 3 May by Ann Lee"; "von" between two names is a name's own.
WITHIN = re.compile(
    r"\s[Bb]y\s+[A-ZÀ-Þ]|[\d|·•,/–—-]\s*(?:von|Von|par|Par|por|Por|door|Door)\s+[A-ZÀ-Þ]|記者|기자|[著訳]|責編|责编|撰文|编辑"
)
EDITED = re.compile(r"(?i:edit(?:or|ed|ing)|reviewed|fact.checked)\b(?:\s+by)?\s*:?")
_TEXT_TOO = re.compile(r"(?i:text|words|story|by|von)\b")  # "Text & Fotos: Ann Lee": who took the pictures wrote, too
HAS_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\d\d?[.:/]\d\d")
NO_WRITERS = frozenset({"photographer", "illustrator", "producer", "presenter"})


@dataclass(slots=True)
class Spot:
    """A line that may be the byline, or a few that stand together.

    Attributes:
        weight: How likely, before its words are read.
        lines: In reading order.
        named: Whether the names of elements say "byline".
        opened: Whether its words do.
        near: Whether it stands by the headline.
    """

    weight: float
    lines: list[Line]
    named: bool
    opened: bool
    near: bool

    def names_one_of(self, told: tuple[str, ...]) -> bool:
        """Whether it prints one of the names, as they are spelt."""
        return any(name in line.text for line in self.lines for name in told)

    @property
    def form(self) -> str:
        """What the lines of one list share: the class of their box and of the one around it."""
        box = self.lines[0].box
        around = box.parent.element.get("class") if box.parent is not None else ""
        return f"{box.tag}.{box.element.get('class')}/{around}"


def printed_bylines(
    lines: Lines, headline: Choice, marked: frozenset[str], names: frozenset[str], told: tuple[str, ...]
) -> list[Reading]:
    """The lines that name somebody in a byline's place or form, the likeliest first.

    Args:
        lines: The page.
        headline: Its headline: a byline stands by it.
        marked: Texts that the page's markup calls an author (``itemprop``), wherever they stand.
        names: What the site calls itself, folded.
        told: Whom the page's data name: a line that prints one of them is read first, and settles it.
    """
    spots = list(_spots(lines, headline, marked))
    _pass_over_lists(spots)
    spots = [spot for spot in spots if spot.weight >= LEAST]
    spots.sort(key=lambda spot: (not spot.names_one_of(told), -spot.weight))
    found: list[Reading] = []
    for spot in spots[:MOST_READ]:
        if found and found[0].weight >= CLEAR and (told or spot.weight + 1 < found[0].weight):
            break
        reading = _read(spot, names)
        if reading:
            found.append(reading)
    return sorted(found, key=lambda reading: -reading.weight)


def _pass_over_lists(spots: list[Spot]) -> None:
    """Take weight from lines of one form: three boxes of the same class, each with its own name, are teasers.

    The first of them stays where it stands by the headline: a page's own byline has its teasers' form.
    """
    forms: dict[str, list[Spot]] = {}
    for spot in spots:
        forms.setdefault(spot.form, []).append(spot)
    for alike in forms.values():
        if len({spot.lines[0].text for spot in alike}) > 2:
            for spot in alike[1 if alike[0].near else 0 :]:
                spot.weight -= 2.5


def _spots(lines: Lines, headline: Choice, marked: frozenset[str]) -> Iterator[Spot]:
    """Lines with some sign of a byline; neighbours that are both named so are one spot."""
    shown = frozenset(headline.shown)
    ahead = _distances_ahead(lines.lines, shown)
    last: Spot | None = None
    last_at = -2
    head = prose = -999
    for at, line in enumerate(lines.lines):
        text = line.text
        if line.at in shown:
            head, prose = at, 0
            continue
        if len(text) > PROSE:
            prose += 1
            continue
        box = line.box
        own = line.own | box.own
        if line.level and prose > 0:
            head = -999  # the heading of another part, or of another story
        near = at - head <= NEAR and (prose <= 0 or (prose == 1 and at - head <= NEAR_BELOW_PROSE))
        before = ahead.get(at)
        named = (own | (box.parent.own if box.parent is not None else 0)) & BYLINE
        if not (named or near or before or text in marked or OPENING.match(text)):
            continue
        spot = _spot(line, own, at - head if near else None, before, text in marked)
        if last is not None and at == last_at + 1 and _joins(last, spot, own):
            last.lines.append(line)
            last.weight = max(last.weight, spot.weight)
            last.opened |= spot.opened
            last_at = at
        elif spot.weight >= LEAST:
            if last is not None:
                yield last
            last, last_at = spot, at
    if last is not None:
        yield last


def _distances_ahead(every: list[Line], shown: frozenset[int]) -> dict[int, int]:
    """By index, the lines that stand just before a headline, and how many lines before it."""
    heads = [at for at, line in enumerate(every) if line.at in shown] if shown else []
    return {head - before: before for head in heads for before in range(BEFORE, 0, -1)}


def _spot(line: Line, own: int, behind: int | None, before: int | None, marked: bool) -> Spot:
    parent = line.box.parent
    named = bool(own & BYLINE)
    around = named or (parent is not None and bool(parent.own & BYLINE))
    opened = OPENING.match(line.text) is not None
    weight = 2.0 if named else 1.2 if around else 0.0
    if opened:
        weight += 2.0
    elif (behind or before or named) and WITHIN.search(line.text):
        weight += 1.5
        opened = True
    if marked:
        weight += 1.5
    after = 3.0 - 0.07 * behind if behind else 0.0
    weight += max(after, 2.0 - 0.2 * before if before else 0.0)
    weight += _surroundings(line, opened)
    return Spot(weight, [line], around, opened, bool(behind or before))


def _surroundings(line: Line, opened: bool) -> float:
    """What the boxes around take away: comments, other stories, captions and credits have names of their own."""
    box = line.box
    around = box.own
    for _ in range(3):
        if box.parent is None or box.parent.tag in {"body", "main", "article"}:
            break
        box = box.parent
        around |= box.own
    own = line.own | line.box.own
    weight = 0.0
    if around & COMMENTS and not own & DATE:
        weight -= 4.0
    if around & OUTSIDE:
        weight -= 1.5
    if own & (CAPTION | CREDIT) and not opened:
        weight -= 1.5
    if own & (SHARE | TAGS | SECTION) and not own & BYLINE:
        weight -= 1.0
    if around & CHROME and not (around | own) & BYLINE:
        weight -= 1.0
    if around & BIO and not own & DATE:
        weight -= 0.3
    return weight


def _joins(last: Spot, spot: Spot, own: int) -> bool:
    """Whether a line goes on with the byline before it: "By" alone does, and another name beside it."""
    before = last.lines[-1]
    if _is_bare_by(before.text):
        return True
    if len(last.lines) > MOST_JOINED or not (own & BYLINE and (before.own | before.box.own) & BYLINE):
        return False
    text = spot.lines[0].text
    short = len(text) <= SHORT and len(before.text) <= SHORT and not any(map(str.isdigit, text))
    return short and not own & (DATE | SECTION) and spot.lines[0].box.depth == before.box.depth


def _is_bare_by(text: str) -> bool:
    return text.casefold().rstrip(":") in {"by", "von", "par", "por", "door", "text", "autor", "author"}


def _read(spot: Spot, names: frozenset[str]) -> Reading | None:
    """The spot's names; None where its words name nobody, or somebody who didn't write."""
    for text in _wordings(spot):
        read = parse_byline(text)
        if read.people or read.organisations:
            return _weighed(spot, text, read, names)
    return None


def _wordings(spot: Spot) -> Iterator[str]:
    """What to read, the narrowest first: the inline elements named as byline, the lines, the innermost such element."""
    whole = "\n".join(map(unglued, spot.lines))
    inner = named_within(spot.lines[0]) if len(spot.lines) == 1 and spot.lines[0].own & BYLINE else []
    outer = "\n".join(dict.fromkeys(text for text, top in inner if top))
    if outer and outer != whole:
        yield outer
    yield whole
    if inner:
        yield inner[-1][0]


def _weighed(spot: Spot, text: str, read: Byline, names: frozenset[str]) -> Reading | None:
    """The names of a spot with its weight; None where they are nobody's who wrote, or too little of the line."""
    people = tuple(person for person in read.people if person.role not in NO_WRITERS)
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
    if len(text) > 60 and letters < 0.25 and not HAS_YEAR.search(text):
        return None
    if not spot.named and not spot.opened:
        if not people or not _stands_alone(text, people):
            return None
        weight += _alone(spot.lines[0], text, people)
    return Reading(
        Candidate(" ".join(text.split("\n")), "page byline", spot.lines[0].at),
        people,
        read.organisations,
        weight,
        tuple(line.at for line in spot.lines),
        all(is_house(name, names) for name in named),
    )


def _form(name: str, opened: bool) -> float:
    """What a name's form takes from its line: one word may be anything, and so may words that look like no name."""
    if " " not in name and name.isascii():
        return -0.3 if opened else -1.0
    return 0.0 if looks_like_person(name, single=True) else -1.0


def _stands_alone(text: str, people: tuple[Person, ...]) -> bool:
    """Whether a line without any other sign is names and, it may be, a date: all of them full names."""
    length = sum(letter.isalpha() for person in people for letter in person.name)
    if not all(looks_like_person(person.name) for person in people):
        return False
    if any(is_east_asian(person.name[0]) for person in people):
        return HAS_YEAR.search(text) is not None and length <= LONGEST_EAST_ASIAN
    return length * 2 >= sum(map(str.isalpha, text))


def _alone(line: Line, text: str, people: tuple[Person, ...]) -> float:
    """What speaks for such a line: a date beside the names, a link on them, given names that are known."""
    known = all(person.name.split(" ")[0].partition("-")[0].casefold() in GIVEN_NAMES for person in people)
    dated = HAS_YEAR.search(text) is not None
    return 0.7 * dated + 0.5 * (line.linked > 0) + (0.6 if known else -0.4)
