"""The last resort for a stamp: dateparser, in the page's own languages. The only file that calls it."""

from datetime import datetime

LONGEST = 100  # characters; dateparser's time grows with length, and no stamp was seen to be half as long


def read_in(
    text: str, languages: tuple[str, ...], now: datetime | None, month_first: bool
) -> tuple[datetime, str] | None:
    """Read a stamp that our own tables don't know.

    Args:
        text: The stamp, labels and offset taken off.
        languages: Primary subtags. None given, nothing is tried: its autodetection takes milliseconds and guesses.
        now: The moment of reading in the page's zone, without offset; None leaves relative stamps unread.
        month_first: How the page writes 03/04.

    Returns:
        The local time without offset, and "instant", "day" or "month"; None where it tells no month.
    """
    if not languages or len(text) > LONGEST:
        return None
    from dateparser.date import DateDataParser  # 70 ms to import, and most pages never need it

    settings = {
        "DATE_ORDER": "MDY" if month_first else "DMY",
        "PARSERS": ["relative-time", "absolute-time"] if now else ["absolute-time"],
        "PREFER_DATES_FROM": "past",
        "PREFER_DAY_OF_MONTH": "first",
        "REQUIRE_PARTS": ["month", "year"],
        "RETURN_TIME_AS_PERIOD": True,
        "RELATIVE_BASE": now or datetime(1, 1, 1),  # noqa: DTZ001 - dateparser's base carries no zone
    }
    try:
        found = DateDataParser(languages=list(languages), settings=settings).get_date_data(text)
    except Exception:  # whatever a stranger's string does to a parser of 200 languages, a page goes on
        return None
    if found.date_obj is None or found.period not in _PRECISION:
        return None
    return found.date_obj.replace(tzinfo=None), _PRECISION[found.period]


_PRECISION = {"time": "instant", "day": "day", "month": "month"}
