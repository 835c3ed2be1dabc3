"""The dates that readers see on a page, the likeliest to be the story's first."""

import re
from collections.abc import Iterator

from lxml.etree import _Element

from crawler.layouts.fields import Evidence
from crawler.reader.choice import Choice
from crawler.reader.date_score import Home, home_of, score_of
from crawler.reader.hints import COMMENTS, DATE, EMBED, RELATED
from crawler.reader.lines import Box, Line, Lines
from crawler.reader.visible_date import VisibleDate
from pipelines.text.dates.called import Called
from pipelines.text.dates.find import find_stamps

MOST_LINES = 24  # with dates, the nearest to the headline; a page with more lists stories
MOST_TIMES = 60  # time elements
NEAR = 15  # lines round the headline
LONGEST_LINKED = 40  # characters of a link that is a date, and leads to the day's other stories
LONGEST_LINE = 300  # characters; a longer line is copy

# What a date has, for a first look at every line.
_DATE = re.compile(r"\d(?:\D{1,20}\d\d\d\d|\d{3}\D{1,15}\d|[./-] ?\d\d?[./-] ?\d\d| ?\| ?\d|[年년])")
_FIGURE = re.compile(r"\d")
_UPDATED = re.compile(r"updat|modif|aktualis|geaendert|edited|revis|refresh", re.IGNORECASE)
_PUBLISHED = re.compile(r"publi|posted|created|erstell|entry-date|datePublished", re.IGNORECASE)

ELSEWHERE = COMMENTS | EMBED | RELATED


def visible_dates(evidence: Evidence, lines: Lines, headline: Choice, languages: tuple[str, ...]) -> list[VisibleDate]:
    """The dates that may be the story's, the likeliest first."""
    home = home_of(lines, headline)
    times = _time_elements(evidence, lines)
    found = []
    for line in _dated_lines(lines, home, times):
        for date in _dates(line, times.get(line.at, []), languages, evidence):
            date.score = score_of(date, home)
            date.elsewhere = bool(line.box.hints & ~home.hints & ELSEWHERE)
            date.in_header = line.at < home.prose
            found.append(date)
    return sorted(found, key=lambda date: -date.score)


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
    if len(text) >= LONGEST_LINE:
        return False
    if _DATE.search(text) is None:
        return bool((line.own | line.box.own) & DATE) and _FIGURE.search(text) is not None
    is_link = line.linked >= len(text) - 2
    return not is_link or (is_near and len(text) < LONGEST_LINKED) or bool((line.own | line.box.own) & DATE)


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
