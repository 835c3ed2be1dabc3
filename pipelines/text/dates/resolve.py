"""Resolve a date as printed to the time it means. Pure: the moment of fetching is handed in, there is no clock here.

ISO 8601, RFC 3339 and epochs are read on the spot (metadata print little else); stamps for people by
``tokens``, ``printed`` and ``relative``; what these do not know by dateparser (``other``).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

from pipelines.items import Precision, Timestamp
from pipelines.text.dates.machine import read_machine
from pipelines.text.dates.other import read_in
from pipelines.text.dates.printed import BUDDHIST, Day, Stamp, read_stamp
from pipelines.text.dates.relative import Back, days_back, read_back
from pipelines.text.dates.tokens import Token, cut, without_read_time
from pipelines.text.dates.words import DAYS_BACK, LABELS, LINKING, MONTHS, MONTHS_OF, WEEKDAYS
from pipelines.text.dates.zones import named_zone, page_zone, with_offset
from pipelines.text.whitespace import tidy

LONGEST = 200  # characters; a published and an updated stamp with their labels take half of it
MOST_UNKNOWN_WORDS = 4  # a name or a place beside the date; with more it is a sentence, and its date may be anything's
EARLIEST_YEAR = 1605  # the first newspaper (Relation, Strasbourg); below are the year 1 and such of empty fields
LEAD = timedelta(days=2)  # tomorrow's paper, in the zone furthest ahead
_EMPTY_FIELD = datetime(1970, 1, 1, tzinfo=UTC)  # zero on the Unix clock


@dataclass(frozen=True, slots=True)
class _Page:
    fetched_at: datetime | None
    languages: tuple[str, ...]
    zone: str | None
    month_first: bool | None
    order_is_given: bool

    def now(self) -> datetime | None:
        """The moment of the fetch on the page's own clock."""
        return self.fetched_at.astimezone(page_zone(self.zone)[0]) if self.fetched_at else None


@dataclass(frozen=True, slots=True)
class _Local:
    """A time understood: on the clock of ``zone``, or of the page where that is None."""

    at: datetime
    precision: Precision
    zone: tzinfo | None


def resolve_date(
    printed: str,
    *,
    fetched_at: datetime | None,
    languages: tuple[str, ...] = (),
    zone: str | None = None,
    day_first: bool | None = None,
) -> Timestamp:
    """Understand one printed date.

    Args:
        printed: The string of the page or of its metadata, label and all: "Updated: 13 Nov 2023, 4:12 PM IST".
            Of two stamps in one string the first counts. It must not be empty, for no Timestamp is.
        fetched_at: When the page was fetched, with its offset. None leaves "2h" and "13 May" unresolved.
        languages: BCP 47 tags of the page, likeliest first. They decide words that languages share, and 03/04.
        zone: IANA name of the zone the page keeps, for strings that name none. An unknown name counts as none.
        day_first: Whether the page writes 3 April as 03/04; None where that is not known.

    Returns:
        A Timestamp, its ``printed`` tidy. Not understood, impossible, two ways to read it, or more than two days
        after the fetch: ``at`` is None. ``assumed_zone`` is the page's zone, else "UTC", where the string names
        none and needs one. A bare date is midnight, precision "day"; "November 2023" the first, precision "month". A
        year alone is not understood, since no precision says so. Letters with several owners are read as ``zones``
        has it. Never raises.

    >>> resolve_date("March 11, 2015 3:46 PM", fetched_at=None).at.isoformat()
    '2015-03-11T15:46:00+00:00'
    """
    text = tidy(printed)
    given = fetched_at if fetched_at is None or fetched_at.tzinfo else fetched_at.replace(tzinfo=UTC)
    page = _Page(given, _primary(languages), zone, _month_first(languages, zone, day_first), day_first is not None)
    try:
        read = read_machine(text)
        found = _Local(*read) if read else _by_people(text, page) if len(text) <= LONGEST else None
        return _timestamp(text, found, page) if found else Timestamp(printed=text)
    except (ValueError, OverflowError):  # no such day or hour, or beyond the calendar's ends
        return Timestamp(printed=text)


def _primary(languages: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(tag.replace("_", "-").split("-")[0].lower() for tag in languages)


def _month_first(languages: tuple[str, ...], zone: str | None, day_first: bool | None) -> bool | None:
    """Whether 03/04 is March the fourth: as given, else CLDR's order for the first language; None where none is known.

    Plain ``en`` is American in CLDR; a zone outside the Americas says otherwise.
    """
    if day_first is not None:
        return not day_first
    if not languages:
        return False if (zone or "").startswith(("Europe/", "Australia/", "Africa/")) else None
    tag, _, region = languages[0].replace("_", "-").partition("-")
    if tag.lower() != "en":
        return False
    if region:
        return region.upper() in {"US", "PH"}
    return zone is None or zone.startswith(("America/", "US/", "UTC", "Etc/"))


def _by_people(text: str, page: _Page) -> _Local | None:
    tokens, offset = cut(text)
    for stamp in _stamps(tokens):
        found = _one_stamp(stamp, offset, page)
        if found is not None:
            return found
    return _by_dateparser(tokens, text, offset, page)


def _stamps(tokens: list[Token]) -> Iterator[list[Token]]:
    """The stamps of a line: a label opens the next one."""
    start = 0
    for i, token in enumerate(tokens):
        if token.word in LABELS:
            yield tokens[start:i]
            start = i
    yield tokens[start:]


def _one_stamp(tokens: list[Token], offset: tzinfo | None, page: _Page) -> _Local | None:
    back = read_back(without_read_time(tokens))
    if back is not None:
        return _back(back, page)
    stamp = read_stamp(tokens, page.languages, page.zone, page.month_first)
    if stamp.numbers_left or len(stamp.words) > MOST_UNKNOWN_WORDS:
        return None
    zone = offset or stamp.zone
    if stamp.days:
        return _choose(stamp, zone, page) if _is_date(stamp) else None
    return _near(stamp, zone, page)


def _is_date(stamp: Stamp) -> bool:
    """A day and a year, or a day and an hour, are a date whatever stands beside them; "in March 2023" may be prose."""
    day = stamp.days[0]
    exact = day.day is not None and (day.year is not None or stamp.clock is not None)
    return exact or all(word in DAYS_BACK for word in stamp.words)


def _choose(stamp: Stamp, zone: tzinfo | None, page: _Page) -> _Local | None:
    """The one reading that can be meant. Where two can, the page's order decides; where it has none, nobody can."""
    possible = [found for day in stamp.days for found in _in_years(day, stamp.clock, zone, page)]
    if page.order_is_given:
        possible = possible[:1]
    possible = [found for found in possible if not _too_late(found, page)]
    if stamp.weekday is not None:
        possible = [found for found in possible if found.at.weekday() == stamp.weekday] or possible
    if not possible:
        raise ValueError("no reading of this date is possible")
    settled = len(possible) == 1 or page.month_first is not None or stamp.days[0].year is None
    return possible[0] if settled else None


def _in_years(day: Day, clock: time | None, zone: tzinfo | None, page: _Page) -> Iterator[_Local]:
    """The reading as a time; without a year, those round the fetch, latest first; no days that don't exist."""
    now = page.now()
    years = [day.year] if day.year is not None else [now.year + 1, now.year, now.year - 1] if now else []
    for year in years:
        try:
            yield _on(datetime(_common_era(year), day.month, day.day or 1), clock, zone, day.day is None)  # noqa: DTZ001
        except ValueError:
            continue


def _common_era(year: int) -> int:
    """Years from 2400 to 2700 are counted from the Buddha's death, as in Thailand."""
    return year - BUDDHIST if 2400 <= year < 2700 else year


def _on(day: datetime, clock: time | None, zone: tzinfo | None, month_only: bool = False) -> _Local:
    if clock is not None and not month_only:
        return _Local(datetime.combine(day, clock), "instant", zone)
    return _Local(datetime.combine(day, time()), "month" if month_only else "day", zone)


def _near(stamp: Stamp, zone: tzinfo | None, page: _Page) -> _Local | None:
    """Yesterday at 16:12; Friday."""
    now = page.now()
    back = days_back(stamp.words)
    if back is None and stamp.weekday is not None and not stamp.words and now:
        later = stamp.clock is not None and stamp.clock > now.time()  # today's hour that has not come: last week's
        back = (now.weekday() - stamp.weekday) % 7 or 7 * later
    if back is None or now is None:
        return None
    return _on(now - timedelta(days=back), stamp.clock, zone)


def _back(back: Back, page: _Page) -> _Local | None:
    now = page.now()
    if now is None or page.fetched_at is None:
        raise ValueError("relative to a moment that is not known")
    if back.span is not None:
        at = page.fetched_at - back.span
        return _Local(at.replace(tzinfo=None), "instant", at.tzinfo)
    if back.days is not None:
        return _on(now - timedelta(days=back.days), None, None)
    months = now.year * 12 + now.month - 1 - (back.months or 0)
    return _on(datetime(months // 12, months % 12 + 1, 1), None, None, month_only=True)  # noqa: DTZ001


def _by_dateparser(tokens: list[Token], text: str, offset: tzinfo | None, page: _Page) -> _Local | None:
    """What is left is a language that our tables do not hold. The zone's letters are not dateparser's to judge."""
    now = page.now()
    words = [token.text for token in tokens if token.word not in LABELS and named_zone(token.word, None) is None]
    if not any(words) or not any(_is_foreign(token, page) for token in tokens):
        return None
    # Where our tables have the language, what they did not take for a relative stamp is none: "~ 10 Minuten".
    if any(language in MONTHS_OF for language in page.languages):
        now = None
    found = read_in(" ".join(words), page.languages, now.replace(tzinfo=None) if now else None, bool(page.month_first))
    if found is None:
        return None
    at, precision = found
    clock = at.time() if precision == "instant" else None
    return _on(at, clock, offset, precision == "month")


def _is_foreign(token: Token, page: _Page) -> bool:
    """Whether a word is in none of our tables; where all are, dateparser knows no more, and takes its time.

    In a language that has no table, the small words are another's.
    """
    word = token.word
    known = word in MONTHS or word in WEEKDAYS or word in LABELS or named_zone(word, None) is not None
    return len(word) > 2 and not known and not (word in LINKING and set(page.languages) <= MONTHS_OF.keys())


def _too_late(found: _Local, page: _Page) -> bool:
    if page.fetched_at is None:
        return False
    return found.at.replace(tzinfo=found.zone or page_zone(page.zone)[0]) > page.fetched_at + LEAD


def _timestamp(printed: str, found: _Local, page: _Page) -> Timestamp:
    zone, name = (found.zone, None) if found.zone else page_zone(page.zone)
    at = with_offset(found.at.replace(tzinfo=zone))
    if found.at.year < EARLIEST_YEAR or at == _EMPTY_FIELD or _too_late(found, page):
        return Timestamp(printed=printed)
    return Timestamp(printed=printed, at=at, precision=found.precision, assumed_zone=name)
