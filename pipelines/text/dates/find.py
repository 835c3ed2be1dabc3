"""The stamps that stand in a line among other words: where each begins and ends, and what the line calls it."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from pipelines.text.dates.called import Called, called_by, folded
from pipelines.text.dates.printed import ERAS
from pipelines.text.dates.words import LINKING, MONTHS_OF, WEEKDAYS

LONGEST_LINE = 400  # characters; a longer line is copy, and is cut
MOST_IN_CLOCK = 7  # pieces of a clock with its zone and the year behind it
MOST_STAMPS = 8  # in one line; with more it is a calendar

_MONTHS = frozenset(word for table in MONTHS_OF.values() for word in table)

# Marks that join a letter are of its word, as in Bengali and Thai, so a word is all that is no space, figure or stop.
_PIECE = re.compile(
    r"(?:19|20)\d\d(?=\d{1,2}\D)|\d+|[\u0e01-\u0e4e]+(?:\.[\u0e01-\u0e4e]+)*|(?<=\d)[年月日号號년월일]|[A-Z]{2,4}T(?=[A-Z][a-z])"
    r"|[^\s\d!-/:-@\[-`{-~«»“”„‘’·•–—−、。・：（）]+"
)
_FIGURES_GAP = re.compile(r"\s?([./\-−|])\s?")
_DAY_GAP = re.compile(r"[\s.,ºª°’'/-]{0,4}")
_CLOCK = r"\d{1,2}(?:[:.h]\d{2}(?::\d{2})?(?:\s?[ap]\.?\s?m\b\.?)?|\s?[ap]\.?m\b\.?|\s?Uhr\b)"
_ZONE = (
    r"(?:\s?Uhr\b)?(?:\s?\(?(?:GMT|UTC)\s?[+\-−]\d{1,2}(?::?\d{2})?\)?|\s?[+\-−]\d{2}:?\d{2}\b"
    r"|(?-i:\s?\(?\b(?:[A-Z]{1,3}[SD]?T(?:\b|(?=[A-Z][a-z]))|UTC|MESZ|MEZ|WIB|Z\b)\)?))?"
)
_AT = r"(?:at|um|om|à|a las|às|alle(?: ore)?|ore|kl\.?|klo|o|godz\.?|o godz\.?|в|în|ora|saat|T)\s?"
_AFTER = re.compile(
    rf"[\s,،;|·•–—\-/.]{{0,5}}(?:\(?{_AT})?"
    rf"\(?({_CLOCK}{_ZONE})",
    re.IGNORECASE,
)
_CJK_AFTER = re.compile(
    r"[.\s(（月火水木金土日曜)）]{0,6}(?:午前|午後|上午|下午|오전|오후)?\s?\d{1,2}\s?(?:[:：]\s?\d{2}|[時时点시]\s?(?:\d{1,2}\s?[分분])?)"
)
_BEFORE = re.compile(
    rf"(?:^|(?<=[\s|(,:]))({_CLOCK}{_ZONE})[\s,|·•–—\-/]{{0,4}}(?:on|am|le|el|den)?\s?$", re.IGNORECASE
)
_LATER_ZONE = re.compile(r"[\s,]{1,2}\(?(?:GMT|UTC|[A-Z]{1,3}[SD]?T|MESZ|MEZ)\b")
_SPAN = re.compile(r"\d\.?\s?[-–/]\s?$")  # 9-23 Feb 2017
# "Jan 4 09:34:00 CET 2021", as Unix prints it.
_LATER_YEAR = re.compile(r",?\s((?:19|20)\d\d)\b(?![:.]\d)")
_TO = re.compile(r"\s?(?:[–—−-]|bis|to|until|au|al|a)\s?")  # between two days: a span
_YEAR = ("年", "년")
_MINUTES = re.compile(r"\d:\Z")  # what stands before the minutes of a clock
_APOSTROPHES = ("'", "’")
_DAY_LETTERS = tuple("日일号號")


@dataclass(frozen=True, slots=True)
class Found:
    """One stamp of a line.

    Attributes:
        text: As printed: day, hour and zone, its label left out.
        start, end: Its place in the line.
        called: What the words beside it say that it is; None where they say nothing.
        has_year: Whether a year is printed.
    """

    text: str
    start: int
    end: int
    called: Called | None
    has_year: bool


class _Piece(NamedTuple):
    start: int
    end: int
    text: str
    figures: bool


@lru_cache(maxsize=512)  # a line with a date is asked for it, for its parts, and with its neighbours
def find_stamps(line: str) -> tuple[Found, ...]:
    """The stamps of a tidy line, in its order.

    >>> [(one.text, one.called) for one in find_stamps("By Dana Whitlock | Posted Mar 3, 2017, 4:12 PM EST | 3 min")]
    [('Mar 3, 2017, 4:12 PM EST', 'published')]
    """
    line = line[:LONGEST_LINE]
    pieces = [_Piece(m.start(), m.end(), m.group(), m.group()[0].isdecimal()) for m in _PIECE.finditer(line)]
    spans: list[tuple[int, int, int, int, bool]] = []
    at = 0
    while at < len(pieces) and len(spans) < MOST_STAMPS:
        day = _day(pieces, at, line)
        if day is None:
            at += 1
            continue
        first, last, has_year = day
        floor = spans[-1][1] if spans else 0
        start = _with_weekday(pieces, first, pieces[first].start, floor)
        start, end = _with_clock(line, start, _end(pieces[last], line), floor)
        later = None if has_year else _LATER_YEAR.match(line, end)
        if later is not None:
            end, has_year = later.end(), True
        spans.append((start, end, first, last, has_year))
        if later is not None:
            last += sum(piece.start < end for piece in pieces[last + 1 : last + MOST_IN_CLOCK])
        at = last + 1
    return tuple(_found(line, pieces, spans, n) for n in range(len(spans)))


def opens_with_weekday(line: str) -> bool:
    """Whether a line's first word is a day of the week, as a masthead's date has it."""
    first = _PIECE.search(line)
    return first is not None and folded(first.group()) in WEEKDAYS


def _day(pieces: list[_Piece], at: int, line: str) -> tuple[int, int, bool] | None:
    """First and last piece of the day that begins at a piece, and whether it has a year; None where none does."""
    piece = pieces[at]
    if piece.figures:
        return _in_figures(pieces, at, line) or _day_first(pieces, at, line)
    if any(after.figures for after in pieces[at + 1 : at + 3]) and _is_month(piece):
        return _month_first(pieces, at, line)
    return None


def _in_figures(pieces: list[_Piece], at: int, line: str) -> tuple[int, int, bool] | None:
    """13.11.2023, 11/13/23, 2023-11-13, 2023年11月13日."""
    a = pieces[at]
    in_era = len(a.text) <= 2 and line[: a.start].rstrip().endswith(ERAS)
    if (len(a.text) == 4 or in_era) and line[a.end : a.end + 2].strip().startswith(_YEAR):
        days = [n for n in range(at + 1, min(at + 6, len(pieces))) if pieces[n].figures][:2]
        whole = len(days) == 2 and line[pieces[days[1]].end :].lstrip()[:1] in _DAY_LETTERS
        at -= in_era and at > 0  # the era is a piece of its own
        return (at, days[1], True) if whole else None
    if at + 2 >= len(pieces):
        return None
    b, c = pieces[at + 1 : at + 3]
    gap = _FIGURES_GAP.fullmatch(line, a.end, b.start)
    other = _FIGURES_GAP.fullmatch(line, b.end, c.start)
    if not (b.figures and c.figures and gap and other and gap[1] == other[1]):
        return None
    lengths = (len(a.text), len(b.text), len(c.text))
    if lengths[0] == 4 and lengths[1] <= 2 and lengths[2] <= 2 and _is_year(a.text):
        return at, at + 2, True
    if lengths[0] <= 2 and lengths[1] <= 2 and (_is_year(c.text) or (lengths[2] == 2 and gap[1] in "./")):
        return at, at + 2, True
    return None


def _day_first(pieces: list[_Piece], at: int, line: str) -> tuple[int, int, bool] | None:
    """13. November 2023, 13 de noviembre de 2023, 2023. november 13."""
    if len(pieces[at].text) not in {1, 2, 4} or _MINUTES.search(line, max(0, pieces[at].start - 2), pieces[at].start):
        return None  # "6:30 am, January 6, 2017"
    month = _next(pieces, at, line)
    if month is not None and len(pieces[at].text) == 4 and _is_day(pieces[month]):
        last = _next(pieces, month, line)  # "2017. gada 4. janvāris"
        return (at, last, True) if last is not None and _is_year(pieces[at].text) and _is_month(pieces[last]) else None
    if month is None or not _is_month(pieces[month]):
        return None
    after = _next(pieces, month, line)
    if after is not None and _is_month(pieces[after]) and line[pieces[month].end : pieces[after].start] == "/":
        month, after = after, _next(pieces, after, line)  # in both of Arabic's calendars: "04 آب/أغسطس 2013"
    if after is not None and _is_day(pieces[after]) and _has_year_next(pieces, after, line):
        return None  # "Volume 3, January 6, 2017"
    if len(pieces[at].text) == 4:
        if _is_year(pieces[at].text) and after is not None and _is_day(pieces[after]):
            return at, after, True
        return None
    if not _is_day(pieces[at]):
        return None
    if after is not None and _is_year(pieces[after].text):
        return at, after, True
    if after is not None and _is_short_year(pieces[after], line):
        return at, after, True
    return at, month, False


def _month_first(pieces: list[_Piece], at: int, line: str) -> tuple[int, int, bool] | None:
    """November 13, 2023; Nov. 13."""
    day = _next(pieces, at, line)
    if day is None or not _is_day(pieces[day]):
        return None
    year = _next(pieces, day, line)
    if year is not None and _is_year(pieces[year].text):
        return at, year, True
    if year is not None and line[: pieces[year].start].endswith(_APOSTROPHES) and _is_short_year(pieces[year], line):
        return at, year, True
    return at, day, False


def _has_year_next(pieces: list[_Piece], at: int, line: str) -> bool:
    year = _next(pieces, at, line)
    return year is not None and _is_year(pieces[year].text)


def _next(pieces: list[_Piece], at: int, line: str) -> int | None:
    """The piece after this one, words that only link them left out ("de", "of", "th", "th of")."""
    for n in range(at + 1, min(at + 4, len(pieces))):
        if not _DAY_GAP.fullmatch(line, pieces[n - 1].end, pieces[n].start):
            return None
        if pieces[n].figures or _is_month(pieces[n]):
            return n
        if folded(pieces[n].text) not in LINKING:
            return None
    return None


def _is_month(piece: _Piece) -> bool:
    return not piece.figures and folded(piece.text) in _MONTHS


def _is_day(piece: _Piece) -> bool:
    return piece.figures and len(piece.text) <= 2 and 1 <= int(piece.text) <= 31


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdecimal() and (1600 <= int(text) < 2200 or 2400 <= int(text) < 2700)


def _is_short_year(piece: _Piece, line: str) -> bool:
    """The year in "4 Nov '23", "11 Mar 24": two figures that are no hour."""
    return piece.figures and len(piece.text) == 2 and line[piece.end : piece.end + 1] not in {":", ".", "h"}


def _end(piece: _Piece, line: str) -> int:
    """Where a day ends, the letter for it in Chinese, Japanese and Korean included."""
    rest = line[piece.end : piece.end + 2]
    return piece.end + len(rest) - len(rest.lstrip()) + 1 if rest.strip()[:1] in _DAY_LETTERS else piece.end


def _with_clock(line: str, start: int, end: int, floor: int) -> tuple[int, int]:
    after = _AFTER.match(line, end) or _CJK_AFTER.match(line, end)
    if after is None and (weekday := _PIECE.match(line, end + 1)) and folded(weekday.group()) in WEEKDAYS:
        after = _AFTER.match(line, weekday.end())  # "4 Ocak 2017 Çarşamba 09:34"
    if after is not None:
        return start, after.end()
    before = _BEFORE.search(line, max(floor, start - 40), start)
    if before is None:
        return start, end
    zone = _LATER_ZONE.match(line, end)
    return before.start(1), zone.end() if zone else end


def _with_weekday(pieces: list[_Piece], first: int, start: int, floor: int) -> int:
    """Where the stamp starts with the weekday before its day."""
    if first and pieces[first - 1].start >= floor:
        before = pieces[first - 1]
        if not before.figures and folded(before.text) in WEEKDAYS and start - before.end <= 3:
            return before.start
    return start


def _found(line: str, pieces: list[_Piece], spans: list[tuple[int, int, int, int, bool]], n: int) -> Found:
    start, end, _, _, has_year = spans[n]
    floor = spans[n - 1][1] if n else 0
    ceiling = spans[n + 1][0] if n + 1 < len(spans) else None
    before = [piece.text for piece in pieces if floor <= piece.start < start and not piece.figures][-5:]
    called = called_by(reversed(before))
    to = (n and _TO.fullmatch(line, floor, start)) or (ceiling and _TO.fullmatch(line, end, ceiling))
    if called is None and (to or "©" in line[floor:start] or _SPAN.search(line, max(floor, start - 4), start)):
        called = "other"
    if called is None and ceiling is None:
        after = called_by(piece.text for piece in pieces if end <= piece.start < end + 14)
        called = after if after != "other" else None
    return Found(line[start:end], start, end, called, has_year)
