"""The dates that readers see on a page, each with what speaks for its being the story's."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from lxml.etree import _Element

from crawler.layouts.fields import Evidence
from crawler.reader.choice import Candidate, Choice
from crawler.reader.hints import (
    ADVERT,
    BIO,
    BYLINE,
    CHROME,
    COMMENTS,
    CONSENT,
    DATE,
    EMBED,
    PROMPT,
    QUOTE,
    RELATED,
    SIDE,
)
from crawler.reader.lines import Box, Line, Lines
from pipelines.items import Timestamp
from pipelines.text.dates import resolve_date
from pipelines.text.dates.called import Called
from pipelines.text.dates.find import find_stamps, opens_with_weekday

MOST_LINES = 24  # with dates, the nearest to the headline; a page with more lists stories
MOST_TIMES = 60  # time elements
NEAR = 15  # lines round the headline
LONGEST_LINKED = 40  # characters of a link that is a date, and leads to the day's other stories
LONGEST_LINE = 300  # characters; a longer line is copy
PROSE = 120  # characters of a line that is copy for certain

MASTHEAD = 8  # lines above the headline, from which a date that opens with a weekday is the day of the visit

# What a date has, for a first look at every line.
_DATE = re.compile(r"\d(?:\D{1,20}\d\d\d\d|\d{3}\D{1,15}\d|[./-] ?\d\d?[./-] ?\d\d| ?\| ?\d|[年년])")
_FIGURE = re.compile(r"\d")
_UPDATED = re.compile(r"updat|modif|aktualis|geaendert|edited|revis|refresh", re.IGNORECASE)
_PUBLISHED = re.compile(r"publi|posted|created|erstell|entry-date|datePublished", re.IGNORECASE)

# What a place's names say against its dates, where they say it of the headline's place too little.
AGAINST = (
    (COMMENTS, 8.0),
    (EMBED, 6.0),
    (RELATED, 3.0),
    (SIDE, 1.5),
    (CHROME, 3.0),
    (BIO, 2.0),
    (ADVERT | PROMPT | CONSENT | QUOTE, 3.0),
)

ELSEWHERE = COMMENTS | EMBED | RELATED


@dataclass
class VisibleDate:
    """One date on the page.

    Attributes:
        line: Where it stands.
        text: As a reader sees it.
        machine: The same for machines, where a time element says it.
        called: What the words beside it, or its names, say that it is.
        languages: Of the page, to read it by.
        evidence: The moment of fetching, to read it by.
        score: What speaks for its being the story's.
        elsewhere: Whether it stands among comments, related stories or other sites' posts.
        in_header: Whether it stands before the first line of copy.
    """

    line: Line
    text: str
    machine: str | None
    called: Called | None
    languages: tuple[str, ...]
    evidence: Evidence
    score: float = 0.0
    elsewhere: bool = False
    in_header: bool = False

    @cached_property
    def read(self) -> tuple[str, Timestamp]:
        """The better form of the two, and the time it means: an hour beats none, and the machine's beats the other."""
        best = None
        for form in (self.machine, self.text):
            if form:
                time = resolve_date(form, fetched_at=self.evidence.page.fetched_at, languages=self.languages)
                if time.precision == "instant":
                    return form, time
                best = best if best and best[1].at else (form, time)
        assert best is not None  # a date has a form
        return best

    @property
    def time(self) -> Timestamp:
        """The time it means; ``at`` is None where it is not understood."""
        return self.read[1]

    @property
    def at(self) -> datetime:
        """The time, of a date that is understood."""
        assert self.time.at is not None
        return self.time.at

    @property
    def is_named(self) -> bool:
        """Whether the page calls it a date."""
        return self.machine is not None or bool((self.line.own | self.line.box.own) & DATE)

    @property
    def candidate(self) -> Candidate:
        """As a candidate for the field."""
        return Candidate(self.read[0], f"page {'time' if self.machine else self.line.box.tag}", self.line.at)


def visible_dates(evidence: Evidence, lines: Lines, headline: Choice, languages: tuple[str, ...]) -> list[VisibleDate]:
    """The dates that may be the story's, the likeliest first."""
    home = _home(lines, headline)
    times = _time_elements(evidence, lines)
    found = []
    for line in _dated_lines(lines, home, times):
        for date in _dates(line, times.get(line.at, []), languages, evidence):
            date.score = _score(date, home)
            date.elsewhere = bool(line.box.hints & ~home.hints & ELSEWHERE)
            date.in_header = line.at < home.prose
            found.append(date)
    return sorted(found, key=lambda date: -date.score)


@dataclass(frozen=True, slots=True)
class Home:
    """Where the story begins: its headline's place, its first line of copy, and what names that place has."""

    at: int | None
    prose: int
    hints: int
    headline: str | None


def _home(lines: Lines, headline: Choice) -> Home:
    at = headline.chosen.at if headline.chosen else None
    if at is None and headline.shown:
        at = headline.shown[0]
    line = next((line for line in lines.lines if line.at == at), None) if at is not None else None
    prose = (
        line.at for line in lines.lines if line.at > (at or 0) and len(line.text) > PROSE and line.link_share < 0.3
    )
    return Home(at, next(prose, at or 0), line.box.hints if line else 0, headline.value)


def _dated_lines(lines: Lines, home: Home, times: dict[int, list[_Element]]) -> list[Line]:
    """The lines that have a date, the nearest to the headline first."""
    centre, never = home.at or 0, COMMENTS & ~home.hints
    found = [
        line
        for line in lines.lines
        if (line.at in times or _may_have_date(line, abs(line.at - centre) < NEAR)) and not line.box.hints & never
    ]
    return sorted(found, key=lambda line: abs(line.at - centre))[:MOST_LINES]


def _may_have_date(line: Line, is_near: bool) -> bool:
    """A first look. Menus and teasers are links whole; so is a date only by the headline, or where it is called one."""
    text = line.text
    if len(text) >= LONGEST_LINE or (
        line.linked >= len(text) - 2
        and not (is_near and len(text) < LONGEST_LINKED)
        and not (line.own | line.box.own) & DATE
    ):
        return False
    return _DATE.search(text) is not None or bool((line.own | line.box.own) & DATE and _FIGURE.search(text))


def _time_elements(evidence: Evidence, lines: Lines) -> dict[int, list[_Element]]:
    """Time elements by the line that they stand in."""
    elements = evidence.declared["time"][:MOST_TIMES]
    if not elements:
        return {}
    by_box: dict[_Element, list[Line]] = {}
    for line in lines.lines:
        by_box.setdefault(line.box.element, []).append(line)
    found: dict[int, list[_Element]] = {}
    for element in elements:
        shown = _line_of(element, by_box)
        if shown is not None:
            found.setdefault(shown.at, []).append(element)
    return found


def _line_of(element: _Element, by_box: dict[_Element, list[Line]]) -> Line | None:
    text = _text(element)
    around: _Element | None = element
    for _ in range(6):
        if around is None:
            return None
        inside = by_box.get(around)
        if inside:
            return next((line for line in inside if text and text in line.text), None)
        around = around.getparent()
    return None


def _text(element: _Element) -> str:
    return " ".join("".join(element.itertext()).split())[:100]


def _dates(line: Line, times: list[_Element], languages: tuple[str, ...], evidence: Evidence) -> Iterator[VisibleDate]:
    stamps = find_stamps(line.text)
    by_names = _called_by_names(line.box)
    named = (line.own | line.box.own) & DATE  # "May 13" may be half a name, but not where the page calls it a date
    for element in times:
        text, machine = _text(element), element.get("datetime")
        at = line.text.find(text)
        beside = next((one.called for one in stamps if at <= one.start < at + len(text) + 1), None)
        inner = find_stamps(text)
        if not inner and not machine:
            continue
        called = (
            (inner[0].called if inner else None) or beside or _called_by(element.get("class"), element.get("itemprop"))
        )
        yield VisibleDate(line, inner[0].text if inner else text, machine, called or by_names, languages, evidence)
    if not times:
        for one in stamps if named else (stamp for stamp in stamps if stamp.has_year):
            yield VisibleDate(line, one.text, None, one.called or by_names, languages, evidence)


def _called_by_names(box: Box) -> Called | None:
    return _called_by(box.element.get("class"), box.element.get("id"), box.element.get("itemprop"))


def _called_by(*names: str | None) -> Called | None:
    said = " ".join(name for name in names if name)
    if _PUBLISHED.search(said):
        return "published"
    return "updated" if _UPDATED.search(said) else None


def _score(date: VisibleDate, home: Home) -> float:
    line, box = date.line, date.line.box
    score = _nearness(line, home)
    around = box.own | (box.parent.own if box.parent else 0)
    score += 3.0 if (line.own | box.own) & DATE else 2.0 if around & DATE else 0.0
    score += 1.0 if (line.own | around) & BYLINE else 0.0
    score += 2.5 if date.machine else 0.0
    score += {"published": 3.0, "updated": 0.5, "other": -6.0, None: 0.0}[date.called]
    score += 1.0 if ":" in date.text or ":" in (date.machine or "") else 0.0
    score += _purity(date, home)
    score -= 2.0 if line.link_share > 0.6 and not around & DATE else 0.0
    score -= 3.0 if "©" in line.text else 0.0
    return score - sum(weight for bits, weight in AGAINST if box.hints & bits & ~home.hints)


def _purity(date: VisibleDate, home: Home) -> float:
    """A line that is all date beats one that has a date in a sentence; a headline may begin or end with its date."""
    share = len(date.text) / len(date.line.text)
    if date.line.at == home.at:
        return 0.0 if date.line.text.startswith(date.text) or date.line.text.endswith(date.text) else -3.0
    return 2.0 if share > 0.7 else 1.0 if share > 0.3 else -1.0 if share > 0.15 else -3.0


def _nearness(line: Line, home: Home) -> float:
    """Right under the headline is best, right above it next, the copy's end after that."""
    if home.at is None:
        return 1.0
    away = line.at - home.at
    if away == 0 or (home.headline and home.headline in line.text):
        return 5.0
    if away < -MASTHEAD and opens_with_weekday(line.text):
        return -6.0  # today's date
    if away < 0:
        return max(-4.0, 4.0 + 0.5 * away)
    if line.at <= home.prose:
        return max(1.0, 5.0 - 0.15 * away)
    return max(-1.0, 2.0 - 0.1 * (line.at - home.prose))
