"""What a stamp's tokens say: day, clock, zone, weekday. Nothing is chosen here: a date with two readings gives both."""

import re
from dataclasses import dataclass
from datetime import time, tzinfo

from pipelines.text.dates.tokens import CLOCKS, Token, without_read_time
from pipelines.text.dates.words import (
    AFTER_NOON,
    BEFORE_NOON,
    LABELS,
    LINKING,
    MONTHS,
    MONTHS_OF,
    WEEKDAYS,
)
from pipelines.text.dates.zones import named_zone

# Years that an emperor or a republic counts from: year 1 is the year after.
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
ERAS = tuple(_ERAS)
BUDDHIST = 543  # years that the Thai calendar is ahead
_YEAR_FIRST = frozenset({"ja", "ko", "zh"})  # and so the month before the day, always
_SILENT = LABELS | LINKING | WEEKDAYS.keys()
_HOUR_WORDS = frozenset({"uhr", "uur", "uhrzeit", "gio"})


@dataclass(frozen=True, slots=True)
class Day:
    """One reading of a printed date."""

    year: int | None
    """None where none was printed."""
    month: int
    day: int | None
    """None where only a month was printed."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A stamp as read."""

    days: tuple[Day, ...]
    """The readings of its date, likeliest first; empty where it has no date."""
    clock: time | None
    zone: tzinfo | None
    """The zone that its letters name."""
    weekday: int | None
    """0 is Monday."""
    words: tuple[str, ...]
    """Folded words that are neither of these."""
    numbers_left: bool
    """Whether numbers remain that nothing accounts for."""


def read_stamp(tokens: list[Token], languages: tuple[str, ...], zone: str | None, month_first: bool | None) -> Stamp:
    """Read one stamp.

    Args:
        tokens: Those of ``date_tokens.cut``; the list is left alone.
        languages: Primary subtags; they decide words on which languages differ ("listopada").
        zone: The page's IANA zone; it decides letters with several owners ("IST").
        month_first: How the page writes 03/04; None where that is not known.

    Raises:
        ValueError: There is no such hour.
    """
    rest = list(without_read_time(tokens, any_minutes=True))
    clock, letters = _take_clock(rest, zone)
    days = _take_figures(rest, languages, month_first) or _take_words(rest, languages)
    words = [token.word for token in rest if token.kind == "word"]
    return Stamp(
        days=days,
        clock=clock,
        zone=letters,
        weekday=next((WEEKDAYS[word] for word in words if word in WEEKDAYS), None),
        words=tuple(word for word in words if word not in _SILENT),
        numbers_left=any(token.kind != "word" for token in rest),
    )


def _take_clock(rest: list[Token], page: str | None) -> tuple[time | None, tzinfo | None]:
    """Take the time of day and the letters of its zone."""
    for i, token in enumerate(rest):
        after = rest[i + 1].word if i + 1 < len(rest) else ""
        noon = after if after in BEFORE_NOON | AFTER_NOON else ""
        if token.kind not in CLOCKS and not (token.kind == "number" and (noon or after in _HOUR_WORDS)):
            continue
        before = rest[i - 1].word if i else ""
        if not noon and before in BEFORE_NOON | AFTER_NOON:
            noon, i = before, i - 1
            del rest[i]
        del rest[i : i + 1 + bool(noon and noon == after)]
        return _time(token, noon), _take_zone(rest, i, page)
    return None, None


def _time(token: Token, noon: str) -> time:
    hour, minute, second, fraction = (*token.numbers, 0, 0, 0)[:4]
    if token.text.endswith("半"):
        minute = 30
    if hour <= 12 and noon:
        hour = hour % 12 + 12 * (noon in AFTER_NOON)
    micro = int(re.split("[.,]", token.text)[-1][:6].ljust(6, "0")) if fraction else 0
    return time(hour, minute, second, micro)


def _take_zone(rest: list[Token], here: int, page: str | None) -> tzinfo | None:
    """Letters right after the clock, in any case; elsewhere in capitals alone, for "est" is a word of French."""
    for i, token in enumerate(rest):
        if token.kind == "word" and (i == here or token.text.isupper()):
            zone = named_zone(token.word, page)
            if zone is not None:
                del rest[i]
                return zone
    return None


def _take_figures(rest: list[Token], languages: tuple[str, ...], month_first: bool | None) -> tuple[Day, ...]:
    for i, token in enumerate(rest):
        match token.kind:
            case "figures":
                days = _in_figures(token, languages, month_first)
            case "cjk":
                days = (_cjk(token),)
            case "cjk_yearless":
                days = (Day(None, *token.numbers),)
            case "slashed" if set(languages) & _YEAR_FIRST:
                days = (Day(None, *token.numbers),)
            case "day_month":
                days = (Day(None, token.numbers[1], token.numbers[0]),)
            case _:
                continue
        del rest[i]
        return days
    return ()


def _in_figures(token: Token, languages: tuple[str, ...], month_first: bool | None) -> tuple[Day, ...]:
    """13.11.2023, 11/13/2023, 2023-11-13: every reading, the page's own order first."""
    a, b, c = re.findall(r"\d+", token.text)
    if len(a) == 4:
        return (Day(int(a), int(b), int(c)),)
    if len(c) == 2 and set(languages) & _YEAR_FIRST:
        return (Day(full_year(a), int(b), int(c)),)
    day_first, us = Day(full_year(c), int(b), int(a)), Day(full_year(c), int(a), int(b))
    if "." in token.text and int(b) <= 12:
        return (day_first,)  # who writes dots writes the day first (CLDR: no locale has M.d.y)
    return (us, day_first) if month_first else (day_first, us)


def full_year(figures: str) -> int:
    """The year of two or four figures: "23" is 2023, "70" is 1970 (POSIX ``%y`` turns at 69)."""
    year = int(figures)
    if len(figures) > 2:
        return year
    return year + (2000 if year < 69 else 1900)


def _cjk(token: Token) -> Day:
    """2023年11月13日, 令和5年11月, 2023년 11월 13일."""
    text = token.text.replace("元", "1")
    year, month, day = (*map(int, re.findall(r"\d+", text)), None, None)[:3]
    era = next((start for name, start in _ERAS.items() if text.startswith(name)), 0)
    if year is None or month is None:
        raise ValueError("a year alone")
    return Day(year + era if era or year > 99 else full_year(str(year)), month, day)


def _take_words(rest: list[Token], languages: tuple[str, ...]) -> tuple[Day, ...]:
    """13 November 2023, Nov 13, 2023, 2023 november 13, November 2023, 13 Nov."""
    months = [(i, month) for i, token in enumerate(rest) if (month := _month(rest, i, languages))]
    numbers = [(i, token) for i, token in enumerate(rest) if token.kind == "number"]
    if not months or len(numbers) > 2:
        return ()
    here, month = _of_several(months, numbers)
    if any(m != month and rest[i].word not in WEEKDAYS for i, m in months):
        return ()
    day = _day_and_year(here, month, [(i, _whole_year(token.text, i > here, languages)) for i, token in numbers])
    if day is not None:
        taken = {i for i, _ in months if i == here or rest[i].word not in WEEKDAYS} | {i for i, _ in numbers}
        rest[:] = [token for i, token in enumerate(rest) if i not in taken]
    return (day,) if day else ()


def _whole_year(figures: str, behind_month: bool, languages: tuple[str, ...]) -> str:
    """Thai shortens the Buddha's years: "4 ม.ค. 60" is in 2560, which is 2017."""
    return "25" + figures if behind_month and len(figures) == 2 and languages[:1] == ("th",) else figures


def _month(rest: list[Token], i: int, languages: tuple[str, ...]) -> int | None:
    word = rest[i].word
    for language in languages:
        if word in MONTHS_OF.get(language, ()):
            return MONTHS_OF[language][word]
    return MONTHS.get(word)


def _of_several(months: list[tuple[int, int]], numbers: list[tuple[int, Token]]) -> tuple[int, int]:
    """The month that stands right before the year, else the last: "mar 12 mar 2024" is a Tuesday in March."""
    years = [i for i, token in numbers if len(token.text) == 4]
    return next((found for found in months if found[0] + 1 in years), months[-1])


def _day_and_year(here: int, month: int, numbers: list[tuple[int, str]]) -> Day | None:
    years = [figures for _, figures in numbers if len(figures) == 4]
    shorts = [figures for _, figures in numbers if len(figures) <= 2]
    if len(years) == 1 and len(years) + len(shorts) == len(numbers):
        return Day(full_year(years[0]), month, int(shorts[0]) if shorts else None)
    if len(shorts) == 2 and numbers[1][0] > here:
        return Day(full_year(shorts[1]), month, int(shorts[0]))
    if len(shorts) == len(numbers) == 1:
        return Day(None, month, int(shorts[0]))
    return None
