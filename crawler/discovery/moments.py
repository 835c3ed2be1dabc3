"""When, as listings print it: ISO 8601, RFC 2822, seconds since 1970, and what people are shown."""

import re
from datetime import UTC, datetime, time, timedelta, timezone
from email.utils import parsedate_tz

from pipelines.items import Precision
from pipelines.text.dates import LEAD, resolve_date
from pipelines.text.dates.machine import read_machine
from pipelines.text.dates.zones import named_zone, page_zone
from pipelines.text.whitespace import tidy

LONGEST = 100  # characters; "Wednesday, 30 September 2026 12:00:00 GMT+02:00" has half of it
EARLIEST_YEAR = 1900  # listings are of the web; before are the year 1 and such of empty fields

# What is not understood at once costs most of a millisecond. A listing with a hundred such is not worth more of them.
MOST_ODD = 100

_RFC_2822 = re.compile(
    r"(?:[A-Za-z]{3,9}\.?,? )?[0-9]{1,2}[ -][A-Za-z]{3,9}[ -](?:[0-9]{4}|[0-9]{2}) [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?"
    r"(?: ?([A-Za-z]{1,5}|[+-][0-9]{2}:?[0-9]{2}|(?:GMT|UTC)[+-][0-9]{4}))?"
)
_Read = tuple[datetime, Precision]


class Moments:
    """Reads the stamps of one listing."""

    def __init__(self, fetched_at: datetime | None, zone: str | None = None):
        """Take what the stamps are read against.

        Args:
            fetched_at: When the listing was fetched; None leaves "2h ago" unread, and the future unsuspected.
            zone: IANA name of the zone of stamps that name none; None is UTC.
        """
        self._fetched_at = fetched_at
        self._zone = zone
        self._odd = 0

    def read(self, printed: str | None) -> datetime | None:
        """The time meant, with its offset.

        Args:
            printed: As the listing has it.

        Returns:
            None where nothing is printed, it is not understood, is no moment of the web's time, or lies more than two
            days after the fetch. A bare day is its last second, but not later than the fetch.
        """
        if not printed or len(printed) > LONGEST:
            return None
        try:
            read = self._read(tidy(printed))
            return self._bounded(*read) if read else None
        except (ValueError, OverflowError):  # no such day or hour
            return None

    def _read(self, text: str) -> _Read | None:
        read = read_machine(text)
        if read is not None:
            at, precision, zone = read
            return at.replace(tzinfo=zone or page_zone(self._zone)[0]), precision
        return self._rfc_2822(text) or self._for_people(text)

    def _rfc_2822(self, text: str) -> _Read | None:
        shape = _RFC_2822.fullmatch(text)
        parts = parsedate_tz(text) if shape else None
        if parts is None or shape is None:
            return None
        at = datetime(*parts[:6])  # noqa: DTZ001 - its zone is put on below
        letters = shape[1]
        if letters and letters.isalpha():
            zone = named_zone(letters.lower(), self._zone)
            if zone is not None:
                return at.replace(tzinfo=zone), "instant"
        if letters and parts[9] is not None:
            return at.replace(tzinfo=timezone(timedelta(seconds=parts[9]))), "instant"
        return at.replace(tzinfo=page_zone(self._zone)[0]), "instant"

    def _for_people(self, text: str) -> _Read | None:
        if self._odd >= MOST_ODD:
            return None
        found = resolve_date(text or "-", fetched_at=self._fetched_at, languages=("en",), zone=self._zone)
        if found.at is None or found.precision is None:
            self._odd += 1
            return None
        return found.at, found.precision

    def _bounded(self, at: datetime, precision: Precision) -> datetime | None:
        if at.year < EARLIEST_YEAR or precision == "month" or at == datetime(1970, 1, 1, tzinfo=UTC):
            return None
        if self._fetched_at is not None and at > self._fetched_at + LEAD:
            return None
        if precision == "day":
            end = datetime.combine(at.date(), time(23, 59, 59), at.tzinfo)
            return min(end, self._fetched_at) if self._fetched_at is not None and at <= self._fetched_at else end
        return at
