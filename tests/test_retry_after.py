"""Retry-After, read: seconds, dates, and what is neither."""

from datetime import UTC, datetime

import pytest

from crawler.middlewares.retry_after import LONGEST, read_retry_after

NOW = datetime(2026, 10, 21, 7, 28, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0),
        ("120", 120),
        (" 7 ", 7),
        ("Wed, 21 Oct 2026 07:29:00 GMT", 60),
        ("Wednesday, 21-Oct-26 07:30:00 GMT", 120),
        ("Wed Oct 21 07:31:00 2026", 180),
        ("Wed, 21 Oct 2026 09:29:00 +0200", 60),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0),
        ("99999999999999999999", LONGEST),
        ("Fri, 21 Oct 2050 07:28:00 GMT", LONGEST),
        (None, None),
        ("", None),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("٣", None),
        ("Wed, 99 Oct 2026 07:28:00 GMT", None),
        ("Wed, 21 Oct 99999 07:28:00 GMT", None),
    ],
)
def test_values(value, seconds):
    assert read_retry_after(value, now=NOW) == seconds


def test_a_date_is_held_against_the_clock_that_made_it():
    date = "Mon, 01 Jan 2035 00:00:00 GMT"
    assert read_retry_after("Mon, 01 Jan 2035 00:01:30 GMT", now=NOW, date=date) == 90
    assert read_retry_after("Wed, 21 Oct 2026 07:29:00 GMT", now=NOW, date="no date") == 60
