"""The dates that readers see on a page, the likeliest to be the story's first."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import islice, pairwise

from lxml.etree import _Element

from crawler.layouts.fields import Evidence
from crawler.reader.choice import Choice
from crawler.reader.hints import COMMENTS, DATE, EMBED, RELATED
from crawler.reader.lines import Box, Line, Lines
from crawler.reader.times.attributes import attribute_dates
from crawler.reader.times.clock_alone import clocks_of_today
from crawler.reader.times.elements import shown_text, time_elements
from crawler.reader.times.line import VisibleDate
from crawler.reader.times.opening import opening_date
from crawler.reader.times.parted import parted_dates
from crawler.reader.times.score import Home, home_of, is_long, score_of
from crawler.reader.times.spoken import spoken_dates
from pipelines.text.dates.called import Called, called_by
from pipelines.text.dates.find import find_stamps

DATELINE = 2.5  # the score of a date that the copy opens with
LINKED = 0.3  # the share of a long line that is links, from which it is a teaser
IN_LIST = 2.0  # what a date loses that stands in a list of dates
ALIKE = 3  # lines that make one
MOST_LINES = 40  # with dates, the nearest to the headline; a page with more lists stories
NEAR = 15  # lines round the headline
LONGEST_LINKED = 40  # characters of a link that is a date, and leads to the day's other stories
LONGEST_LABEL = 24  # characters of a line that says what the date below it is
LONGEST_LINE = 300  # characters; a longer line is copy

# What a date has, for a first look at every line.
_DATE = re.compile(r"\d(?:\D{1,20}\d\d\d\d|\d{3}\D{1,15}\d|[./-] ?\d\d?[./-] ?\d\d| ?\| ?\d|[年년]|.{0,3}['’]\d\d\b)")
_FIGURE = re.compile(r"\d")
_UPDATED = re.compile(r"updat|modif|aktualis|geaendert|edited|revis|refresh", re.IGNORECASE)
_PUBLISHED = re.compile(r"publi|posted|created|erstell|entry-date|datePublished", re.IGNORECASE)

ELSEWHERE = COMMENTS | EMBED | RELATED


def visible_dates(
    evidence: Evidence, lines: Lines, headline: Choice, languages: tuple[str, ...], *, bare: bool
) -> list[VisibleDate]:
    """The dates that may be the story's, the likeliest first.

    Args:
        evidence: The page.
        lines: Its lines.
        headline: Its headline.
        languages: To read dates by.
        bare: Whether metadata say nothing that is believed, so that attributes of the story's elements are asked too.
    """
    home = home_of(lines, headline)
    times = time_elements(evidence, lines)
    carried = attribute_dates(lines, home) if bare else {}
    parted = parted_dates(lines, home) if bare else {}
    spoken = spoken_dates(lines, home) if bare and evidence.page.fetched_at else {}
    today = clocks_of_today(lines, home) if bare else {}
    found = [*_opening(evidence, lines, home, languages)] if bare else []
    dated = _dated_lines(lines, home, times.keys() | carried.keys() | parted.keys() | spoken.keys() | today.keys())
    labels, listed = _labels(lines, dated), _in_lists(dated, home)
    for line in dated:
        read = _Reader(line, labels.get(line.at), languages, evidence)
        for date in (
            *read.carried(carried.get(line.at, [])),
            *read.parted(parted.get(line.at)),
            *read.shown(times.get(line.at, [])),
            *read.spoken(spoken.get(line.at)),
            *read.of_today(today.get(line.at)),
        ):
            date.score = score_of(date, home) - (IN_LIST if line.at in listed else 0.0)
            date.in_header = line.at < home.prose
            date.elsewhere = bool(line.box.hints & ~home.hints & ELSEWHERE) and not home.is_under_headline(line)
            found.append(date)
    return sorted(found, key=lambda date: -date.score)


def _dated_lines(lines: Lines, home: Home, times: AbstractSet[int]) -> list[Line]:
    """The lines that have a date, the nearest to the headline first."""
    centre, never = home.at or 0, COMMENTS & ~home.hints
    found = [
        line
        for line in lines.lines
        if (line.at in times or _may_have_date(line, abs(line.at - centre) < NEAR))
        and (not line.box.hints & never or home.is_under_headline(line))
    ]
    return sorted(found, key=lambda line: abs(line.at - centre))[:MOST_LINES]


def _opening(evidence: Evidence, lines: Lines, home: Home, languages: tuple[str, ...]) -> Iterator[VisibleDate]:
    """The date that the copy opens with, below a standfirst or not."""
    copy = (line for line in lines.lines if line.at > (home.at or 0) and is_long(line) and line.link_share < LINKED)
    for line in islice(copy, 2):
        stamp = opening_date(line.text)
        if stamp is not None:
            yield VisibleDate(line, stamp.text, None, stamp.called, languages, evidence, score=DATELINE)
            return


def _in_lists(dated: list[Line], home: Home) -> frozenset[int]:
    """Dated lines of one form, as teasers have: three boxes of the same class, the first by the headline left out."""
    forms: dict[tuple[str, ...], list[Line]] = {}
    for line in dated:
        around = line.box.parent.element.get("class") if line.box.parent is not None else ""
        forms.setdefault((line.box.tag, line.box.element.get("class") or "", around or ""), []).append(line)
    alike = [line for form in forms.values() if len({line.text for line in form}) >= ALIKE for line in form]
    return frozenset(line.at for line in alike if not home.is_under_headline(line))


def _labels(lines: Lines, dated: list[Line]) -> dict[int, Called]:
    """By line, what a label on the line above calls its date: "Last updated", and the day below it."""
    short = {line.at for line in dated if len(line.text) < LONGEST_LINKED}
    found: dict[int, Called] = {}
    for above, line in pairwise(lines.lines):
        if line.at in short and len(above.text) <= LONGEST_LABEL and _FIGURE.search(above.text) is None:
            label = called_by(reversed(above.text.split()))
            if label is not None:
                found[line.at] = label
    return found


def _may_have_date(line: Line, is_near: bool) -> bool:
    """A first look. Menus and teasers are links whole; so is a date only by the headline, or where it is called one."""
    text = line.text
    if len(text) >= LONGEST_LINE:
        return False
    if _DATE.search(text) is None:
        return bool((line.own | line.box.own) & DATE) and _FIGURE.search(text) is not None
    is_link = line.linked >= len(text) - 2
    return not is_link or (is_near and len(text) < LONGEST_LINKED) or bool((line.own | line.box.own) & DATE)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the dates of one line. ``label``: what the line above says of them."""

    line: Line
    label: Called | None
    languages: tuple[str, ...]
    evidence: Evidence

    def carried(self, elements: list[tuple[_Element, str, str]]) -> Iterator[VisibleDate]:
        """The dates of attributes."""
        for element, attribute, value in elements:
            text = shown_text(element)
            text = text if text and text in self.line.text else value
            inner = find_stamps(text)
            called = (inner[0].called if inner else None) or _called_by(attribute, element.get("class"))
            yield self._date(text, value, called or _called_by_names(self.line.box))

    def parted(self, text: str | None) -> Iterator[VisibleDate]:
        """The date that begins here and goes on in the lines below."""
        if text:
            yield self._date(text, None, find_stamps(self.line.text + " " + text)[-1].called)

    def spoken(self, text: str | None) -> Iterator[VisibleDate]:
        """The date that speaks from the moment of reading."""
        if text:
            date = self._date(text, None, called_by(reversed(text.split())))
            if date.time.at is not None:
                yield date

    def of_today(self, clock: tuple[str, Called | None] | None) -> Iterator[VisibleDate]:
        """The masthead's day with the clock that stands here."""
        if clock:
            yield self._date(clock[0], None, clock[1])

    def shown(self, times: list[_Element]) -> Iterator[VisibleDate]:
        """The dates of time elements, and of the text outside of these."""
        stamps = find_stamps(self.line.text)
        by_names = _called_by_names(self.line.box)
        taken: list[tuple[int, int]] = []
        for element in times:
            text, machine = shown_text(element), element.get("datetime")
            inner = find_stamps(text)
            if not inner and not machine:
                continue
            at = self.line.text.find(text) if text else -1
            span = (at, at + len(text) + 1) if at >= 0 else (0, 0)
            beside = next((one for one in stamps if span[0] <= one.start < span[1]), None)
            taken.append(span)
            named = _called_by(element.get("class"), element.get("itemprop"))
            called = (inner[0].called if inner else None) or (beside.called if beside else None) or named
            yield self._date(inner[0].text if inner else text or machine or "", machine, called or by_names)
        # "May 13" may be half a name, but not where the page calls it a date.
        named_date = (self.line.own | self.line.box.own) & DATE
        for one in stamps:
            if (one.has_year or named_date) and not any(start <= one.start < end for start, end in taken):
                yield self._date(one.text, None, one.called or by_names)

    def _date(self, text: str, machine: str | None, called: Called | None) -> VisibleDate:
        return VisibleDate(self.line, text, machine, called or self.label, self.languages, self.evidence)


def _called_by_names(box: Box) -> Called | None:
    return _called_by(box.element.get("class"), box.element.get("id"), box.element.get("itemprop"))


def _called_by(*names: str | None) -> Called | None:
    said = " ".join(name for name in names if name)
    if _PUBLISHED.search(said):
        return "published"
    return "updated" if _UPDATED.search(said) else None
