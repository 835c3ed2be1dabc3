"""When the story was published, and when it was last changed."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from crawler.layouts.fields import Evidence
from crawler.reader.choice import Candidate, Choice
from crawler.reader.lines import Lines
from crawler.reader.times.line import VisibleDate
from crawler.reader.times.stray import date_in_scripts, day_in_address, marked_date, month_in_address
from crawler.reader.times.told import A_DAY, ToldDate, believed, told_dates, zoned
from crawler.reader.times.visible import visible_dates

SURE = 6.0
"""A visible date's score from which it is believed against metadata that often hold another date."""
ENOUGH = 2.0
"""From which it is believed where there are no metadata: of those above, 94 in 100 were right on the pages we had."""
AT_LAST = 0.0
"""From which it is believed where nothing better is on the page: of those, 3 in 4 were right."""
LABELLED = -2.0
"""The same, where a word beside it says what it is."""
CHANGED = 2.0
"""By how much another date must beat one that is said to be the last change's, to be the day of publication."""

A_MINUTE = timedelta(minutes=1)
A_WEEK = timedelta(days=7)
A_MONTH = timedelta(days=32)
MOST_LOST = 2
"""Of the dates that the page shows, that are told as lost: more are of other stories."""
LONGEST_OWN = 120
"""Characters of a line that is there for its date: a byline with two dates takes a hundred."""


def choose_times(evidence: Evidence, lines: Lines, headline: Choice, language: str | None) -> tuple[Choice, Choice]:
    """The times of publication and of the last change, as printed. ``language``: the page's, to read dates by."""
    languages = (language,) if language else ()
    changed = told_dates(evidence, languages, "dateModified")
    dates = told_dates(evidence, languages, "datePublished", "dateCreated")
    best = believed(dates, changed)
    seen = visible_dates(evidence, lines, headline, languages, bare=best is None or best.is_weak)
    address = day_in_address(evidence.page.url)
    published = _told(best, seen, address) or _seen(seen, evidence, address)
    updated = _updated(changed, seen)
    shown = tuple(sorted({date.line.at for date in seen if _is_line_of_its_own(date, headline)}))
    return _choice(published, dates, seen, shown), _choice(updated, changed, [], ())


def _is_line_of_its_own(date: VisibleDate, headline: Choice) -> bool:
    """Whether the date's line is there for the date, and so is no copy: near the headline, or named a date."""
    if date.score < ENOUGH or date.elsewhere or date.called == "other" or date.line.at in headline.shown:
        return False
    text = date.line.text
    if date.machine is not None and date.text not in text:
        return False  # an attribute's: nothing of it is shown
    return len(text) <= LONGEST_OWN and (date.is_named or (date.in_header and len(date.text) * 4 > len(text)))


def _told(best: ToldDate | None, seen: list[VisibleDate], address: Candidate | None) -> Candidate | None:
    """What machines are told, unless that is weak and the page shows an earlier day, or a week later than its address.

    A story that is told to be so much later than its address was published once more.
    """
    if best is None:
        return None
    if _is_later(best.at, address):
        return address
    unchanged = [date for date in seen if date.called not in {"updated", "other"}]
    better = _first(date for date in unchanged if date.score >= SURE) if best.is_weak else None
    if better is not None and better.at < best.at - A_DAY:
        return better.candidate
    return _with_zone_of_page(best, unchanged)


def _seen(seen: list[VisibleDate], evidence: Evidence, address: Candidate | None) -> Candidate | None:
    """What the page shows; where that is no more than likely, or the last change, other places are asked as well."""
    open_ = _of_month([date for date in seen if date.called != "other"], month_in_address(evidence.page.url))
    likely = sorted(open_, key=lambda date: CHANGED * (date.called == "updated") - date.score)
    first = _first(date for date in likely if date.score >= ENOUGH)
    is_change = (
        first is not None and address is not None and (first.called == "updated" or _is_later(first.at, address))
    )
    if first is not None and first.score >= SURE and not is_change:
        return first.candidate
    if first is not None:
        return address if address and not _is_day(first, address) else first.candidate
    here = (date for date in likely if not date.elsewhere and (date.called or len(date.text) * 4 > len(date.line.text)))
    last = _first(date for date in here if date.score >= (LABELLED if date.called else AT_LAST))
    return address or marked_date(evidence) or (last.candidate if last else None) or date_in_scripts(evidence)


def _of_month(seen: list[VisibleDate], month: tuple[int, int] | None) -> list[VisibleDate]:
    """The dates without those of other months than the page is filed under, unless a word or all else speaks for them.

    ``month``: of the address; None leaves all.
    """
    if month is None:
        return seen
    first = datetime(*month, 1, tzinfo=UTC)
    return [
        date
        for date in seen
        if date.called is not None
        or date.score >= SURE
        or (date.time.at is not None and first - A_DAY <= date.at < first + A_MONTH)
    ]


def _is_day(date: VisibleDate, address: Candidate) -> bool:
    """Whether a date is that of the page's address, give or take what zones make of midnight."""
    return abs(date.at - _day_of(address, date.at)) < 2 * A_DAY


def _is_later(at: datetime, address: Candidate | None) -> bool:
    """Whether a time is of a later week than the day of the page's address, which nobody writes anew."""
    return address is not None and at - _day_of(address, at) > A_WEEK


def _day_of(address: Candidate, at: datetime) -> datetime:
    """The day of an address, in the zone of a time that it is compared with."""
    return datetime.fromisoformat(address.value).replace(tzinfo=at.tzinfo)


def _first(dates: Iterable[VisibleDate]) -> VisibleDate | None:
    """The first that can be understood."""
    return next((date for date in dates if date.time.at is not None), None)


def _with_zone_of_page(best: ToldDate, unchanged: list[VisibleDate]) -> Candidate:
    """The date as told, or as the page shows it, where both say the same and the page alone has its hour or zone."""
    if not best.is_instant:
        same = (date for date in unchanged if date.score >= SURE and date.time.precision == "instant")
        return next((date.candidate for date in same if date.at.date() == best.at.date()), best.candidate)
    if best.at.utcoffset():
        return best.candidate
    near = [date for date in unchanged[:3] if date.score > ENOUGH and date.time.at is not None]
    return zoned(best, [ToldDate(date.candidate, date.time, date.at) for date in near]).candidate


def _updated(changed: list[ToldDate], seen: list[VisibleDate]) -> Candidate | None:
    """What machines are told, unless the page plainly shows another day: systems count a mended tag as a change."""
    shown = _first(date for date in seen if date.called == "updated" and date.score >= LABELLED)
    if not changed:
        return shown.candidate if shown else None
    best = zoned(changed[0], changed[1:])
    if shown is not None and shown.score >= SURE and abs(shown.at - best.at) > 2 * A_DAY:
        return shown.candidate
    return best.candidate


def _choice(chosen: Candidate | None, told: list[ToldDate], seen: list[VisibleDate], shown: tuple[int, ...]) -> Choice:
    """The choice with those that say another day or hour: all that were told, and the likeliest that are shown."""
    if chosen is None:
        return Choice(shown=shown)
    near = [date for date in seen[:MOST_LOST] if date.score >= ENOUGH and date.time.at is not None]
    all_ = [(one.candidate, one.time, one.at) for one in told] + [(one.candidate, one.time, one.at) for one in near]
    own = next((at for candidate, _, at in all_ if candidate == chosen), None)
    lost: dict[str, Candidate] = {}
    for candidate, time, at in all_:
        if own is None or abs(at - own) > (A_MINUTE if time.precision == "instant" else A_DAY):
            lost.setdefault(candidate.value, candidate)
    lost.pop(chosen.value, None)
    return Choice(chosen, tuple(lost.values()), shown)
