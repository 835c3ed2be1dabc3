"""Retry-After (RFC 9110, 10.2.3): how long a server wants to be left alone. Pure."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

# Seconds. A month is beyond any run; what says more is a mistake, and would overflow a date.
LONGEST = 30 * 86_400.0


def read_retry_after(value: str | None, *, now: datetime, date: str | None = None) -> float | None:
    """Seconds to wait from now on; 0 for a moment that is past; None where it is not said or can't be read.

    Args:
        value: The header: "120", or "Wed, 21 Oct 2026 07:28:00 GMT".
        now: The moment by our clock.
        date: The answer's own Date header. A date is held against the clock that it was made by, which may be wrong.
    """
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:9]), LONGEST)
    until = _moment(text)
    if until is None:
        return None
    return min(max((until - (_moment(date) or now)).total_seconds(), 0.0), LONGEST)


def _moment(text: str | None) -> datetime | None:
    """An HTTP date; None where it is none. One without a zone is UTC, as all of them should be."""
    try:
        moment = parsedate_to_datetime(text or "")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
