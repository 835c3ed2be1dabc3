"""Printed dates and the times they mean: the cases of cases/dates.toml, and what must hold for any string."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipelines.items import Timestamp
from pipelines.text.dates import LEAD, resolve_date
from pipelines.text.dates.tokens import cut
from pipelines.text.dates.zones import page_zone

FETCHED = datetime(2024, 6, 12, 10, tzinfo=UTC)
CASES = tomllib.loads((Path(__file__).parent / "cases" / "dates.toml").read_text("utf-8"))["case"]


def param(case: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(reason=case["known_failure"], strict=True)] if "known_failure" in case else []
    return pytest.param(case, id=case["label"], marks=marks)


def resolve(case: dict[str, Any]) -> Timestamp:
    fetched = case.get("fetched", FETCHED.isoformat())
    return resolve_date(
        case["printed"],
        fetched_at=None if fetched == "never" else datetime.fromisoformat(fetched),
        languages=tuple(case.get("languages", ())),
        zone=case.get("zone"),
        day_first=case.get("day_first"),
    )


@pytest.mark.parametrize("case", [param(case) for case in CASES])
def test_a_printed_date_means(case):
    found = resolve(case)
    assert (found.at.isoformat() if found.at else None) == case.get("at")
    assert found.precision == (case.get("precision", "instant") if "at" in case else None)
    assert found.assumed_zone == case.get("assumed")


def test_printed_stays_beside_it():
    assert resolve_date(" 13\u00a0Nov  2023 ", fetched_at=None).printed == "13 Nov 2023"


@pytest.mark.parametrize("zone", ["Mars/Olympus", "America", "../etc/passwd", "", "\x00"])
def test_a_zone_that_does_not_exist_is_utc_and_says_so(zone):
    assert resolve_date("13 Nov 2023", fetched_at=None, zone=zone).assumed_zone == "UTC"


def test_a_moment_of_fetching_without_offset_is_taken_for_utc():
    naive = FETCHED.replace(tzinfo=None)
    assert resolve_date("2h", fetched_at=naive).at == datetime(2024, 6, 12, 8, tzinfo=UTC)


def test_an_offset_of_local_mean_time_can_be_written_as_rfc_3339():
    found = resolve_date("13 November 1880", fetched_at=None, zone="Europe/Amsterdam")
    assert found.at is not None
    assert found.at.utcoffset() is not None
    assert len(found.at.isoformat()) == len("1880-11-13T00:00:00+00:20")


PIECES = """
13 11 2023 23 31 2 29 / . - : , ( ) 年 月 日 時 分 時間前 Nov novembre März mar may vor il y a ago fa 前 h 16:12 4 pm am
Uhr um EST BST UTC+ GMT-5 +0100 −99:99 yesterday gestern Friday Updated Publié T Z 令和 元 1699891925 99999999 0 00
24:00 12.30 １３ ١٣ ² ½ İ ß
"""
LINES = st.lists(st.sampled_from(PIECES.split()), max_size=9)


@given(st.one_of(st.text(max_size=60), LINES.map(" ".join), LINES.map("".join)))
@example("99999999999999999999999999999999")
@example("9999-12-31T23:59:59-14:00")
@example("0001-01-01T00:00:00+14:00")
@example("31.12.9999")
@example("²")
@example("999 months ago")
@example("2023-11-13T16:12:05+23:59")
def test_no_string_raises_and_none_lies_in_the_future(printed):
    found = resolve_date(printed, fetched_at=FETCHED, languages=("en", "fr"), zone="Pacific/Kiritimati")
    assert found.at is None or found.at <= FETCHED + LEAD
    assert (found.at is None) == (found.precision is None)
    assert found.at is None or found.at.isoformat() == datetime.fromisoformat(found.at.isoformat()).isoformat()


@given(st.integers(int(datetime(1971, 1, 2, tzinfo=UTC).timestamp()), int(FETCHED.timestamp())))
def test_what_machines_and_people_print_of_one_minute_is_one_minute(seconds):
    at = datetime.fromtimestamp(seconds - seconds % 60, UTC)
    for form in (
        "%Y-%m-%dT%H:%M:%SZ",
        "%a, %d %b %Y %H:%M:%S +0000",
        "%A, %B %d, %Y %I:%M %p UTC",
        "%d.%m.%Y %H.%M GMT",
    ):
        assert resolve_date(at.strftime(form), fetched_at=FETCHED).at == at


def test_a_line_full_of_figures_is_cut_in_time_that_grows_with_its_length():
    assert len(cut("1 " * 5000)[0]) == 5000


def test_the_zone_is_the_one_named():
    assert page_zone("Europe/London")[1] == "Europe/London"
