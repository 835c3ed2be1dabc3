"""The dates that a page tells machines, each with the time it means, and which of several is to be believed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from crawler.layouts.fields import Evidence
from crawler.reader.choice import Candidate
from crawler.reader.evidence import Told
from pipelines.items import Timestamp
from pipelines.text.dates import resolve_date

# Where publishing systems put the story's own date. Elsewhere it may be a video's, the page's, or the day of the visit.
STRONG = ("json-ld datePublished", "microdata datePublished", "rdfa datePublished", "meta article:published_time")
WEAK = ("json-ld VideoObject", "json-ld WebPage", "json-ld Recipe", "meta date", "meta dc.date", "meta created")

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ToldDate:
    """One date as told, and as understood."""

    candidate: Candidate
    time: Timestamp
    at: datetime
    """``time.at``, which is never None here."""

    @property
    def is_weak(self) -> bool:
        """Whether it stands where many systems put another date than the story's."""
        return self.candidate.source.startswith(WEAK)

    @property
    def is_instant(self) -> bool:
        """Whether it tells the hour."""
        return self.time.precision == "instant"

    @property
    def clock(self) -> datetime:
        """What its clock showed, its zone left out, to the minute."""
        return self.at.replace(tzinfo=None, second=0, microsecond=0)


def told_dates(evidence: Evidence, languages: tuple[str, ...], *fields: str) -> list[ToldDate]:
    """The dates told at these fields that can be understood, the most trusted first."""
    told = evidence.once(Told)
    found = []
    known: dict[str, Timestamp] = {}  # most pages write the same stamp into several places
    for candidate in (one for field in fields for one in told.of(field)):
        value = candidate.value
        if value not in known:
            known[value] = resolve_date(value, fetched_at=evidence.page.fetched_at, languages=languages)
        time = known[value]
        if time.at is not None:
            found.append(ToldDate(candidate, time, time.at))
    return found


def believed(dates: list[ToldDate], changed: list[ToldDate]) -> ToldDate | None:
    """The date of publication among those told; None where there is none.

    Args:
        dates: As told for publication, the most trusted first.
        changed: As told for the last change: systems that write that for both are found out by it.
    """
    if not dates:
        return None
    first = _before_the_change(dates, changed)
    exact = [one for one in dates if one.is_instant and _near(one, first)]
    best = first if first.is_instant or not exact else exact[0]
    return zoned(best, dates)


def zoned(best: ToldDate, dates: list[ToldDate]) -> ToldDate:
    """The same time with its zone: of those that say the same, one that names a zone, the local one before UTC.

    Systems that know no zone call their own clock UTC, so of two that show the same hour the other is right.
    """
    if not best.is_instant or _is_local(best):
        return best
    others = [one for one in dates if one.is_instant and one.candidate is not best.candidate]
    same = [one for one in others if one.clock == best.clock or one.at == best.at]
    local = next((one for one in same if _is_local(one)), None)
    if local is not None:
        return local
    named = next((one for one in same if one.time.assumed_zone is None), None)
    return named if named is not None and best.time.assumed_zone else best


def _before_the_change(dates: list[ToldDate], changed: list[ToldDate]) -> ToldDate:
    first = dates[0]
    if not any(abs(first.at - one.at) < A_DAY for one in changed):
        return first
    earlier = [one for one in dates if one.candidate.source in STRONG and one.at < first.at - A_DAY]
    return earlier[0] if earlier else first


def _near(one: ToldDate, other: ToldDate) -> bool:
    return one.at.date() == other.at.date() or abs(one.at - other.at) < A_DAY / 2


def _is_local(one: ToldDate) -> bool:
    """Whether it names a zone that is not Greenwich's."""
    return one.time.assumed_zone is None and bool(one.at.utcoffset())
