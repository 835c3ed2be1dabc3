"""Dates found among the other words of a line, and what those words call them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.text.dates import resolve_date
from pipelines.text.dates.find import find_stamps

P, U, NEITHER, N = "published", "updated", "other", None

# Line, and for each date in it: as printed, what it is called.
LINES = {
    "a byline's line": (
        "By Dana Whitlock | Posted Mar 3, 2017, 4:12 PM EST | 3 min",
        [("Mar 3, 2017, 4:12 PM EST", P)],
    ),
    "two elements without a space": (
        "10. Februar 20199. Februar 2019 von Heiko",
        [("10. Februar 2019", N), ("9. Februar 2019", N)],
    ),
    "two stamps run together": (
        "Published Tue, Dec 20 201610:32 AM ESTUpdated Tue, Dec 20 20166:29 PM EST",
        [("Tue, Dec 20 201610:32 AM EST", P), ("Tue, Dec 20 20166:29 PM EST", U)],
    ),
    "the hour first": (
        "Updated 11:22 PM EST, Tue November 29, 2016",
        [("11:22 PM EST, Tue November 29, 2016", U)],
    ),
    "the zone last": ("Published 22:00, 11 July 2021 BST", [("22:00, 11 July 2021 BST", P)]),
    "Japanese": ("» 2019年02月22日 14時30分 公開", [("2019年02月22日 14時30分", P)]),
    "Japanese, changed": ("2019年12月17日更新", [("2019年12月17日", U)]),
    "Japanese, both": (
        "公開日：2022年3月4日 更新日：2022年3月5日",
        [("2022年3月4日", P), ("2022年3月5日", U)],
    ),
    "Korean": ("등록 2023.11.13 10:05 수정 2023.11.14 11:00", [("2023.11.13 10:05", P), ("2023.11.14 11:00", U)]),
    "Chinese, after a name": ("谢若含2017-03-01 14:27:02", [("2017-03-01 14:27:02", N)]),
    "German, in a sentence": (
        "Diese Seite wurde zuletzt am 29. Januar 2020 um 13:22 Uhr geändert.",
        [("29. Januar 2020 um 13:22 Uhr", U)],
    ),
    "German, as of": ("Stand: 11.03.2024, 14:07 Uhr", [("11.03.2024, 14:07 Uhr", U)]),
    "German, in columns": ("26 | 01 | 2022", [("26 | 01 | 2022", N)]),
    "German, a short year": ("Do 25.04.24 | 14:07 Uhr | Von Eva Kirch", [("25.04.24 | 14:07 Uhr", N)]),
    "French": (
        "Publié le 12/05/2020 à 18h03, mis à jour le 13/05/2020",
        [("12/05/2020 à 18h03", P), ("13/05/2020", U)],
    ),
    "Spanish": ("Actualizado el 13 de noviembre de 2023 a las 10:05", [("13 de noviembre de 2023 a las 10:05", U)]),
    "Russian": ("13 ноября 2023, 10:05", [("13 ноября 2023, 10:05", N)]),
    "Hungarian": ("2017. március 9., 10:15", [("2017. március 9., 10:15", N)]),
    "Bengali, in its own figures": ("| শনিবার, আগস্ট ২৯, ২০২০ |", [("আগস্ট ২৯, ২০২০", N)]),
    "Hindi": ("प्रकाशित 13 नवंबर 2023", [("13 नवंबर 2023", P)]),
    "Arabic": ("نشرت 13 نوفمبر 2023", [("13 نوفمبر 2023", P)]),
    "Unix": ("Sun Mar 3 16:12:05 CET 2024", [("Sun Mar 3 16:12:05 CET 2024", N)]),
    "the year last": ("Mar 03 16:12 2024", [("Mar 03 16:12 2024", N)]),
    "a clock before a house's number": ("Mar 3, 2024 16:12 2024 Harbour Rd", [("Mar 3, 2024 16:12", N)]),
    "Korean, the half of the day before the hour": ("입력 2024.03.03. 오후 4:12", [("2024.03.03. 오후 4:12", P)]),
    "Japanese, made known": ("公表日：2024/03/03 最終更新日：2024/03/05", [("2024/03/03", P), ("2024/03/05", U)]),
    "Japanese, an edition's day": ("発行日：2024/03/03", [("2024/03/03", N)]),
    "Chinese": ("来源：港口网 时间：2024-03-03 16:12", [("2024-03-03 16:12", P)]),
    "Arabic, of two calendars": ("الأحد، 03 آذار/مارس 2024، 16:12", [("03 آذار/مارس 2024، 16:12", N)]),
    "Turkish, the weekday before the hour": ("3 Mart 2024 Pazar 16:12", [("3 Mart 2024 Pazar 16:12", N)]),
    "Latvian": ("2024. gada 3. martā, 16:12", [("2024. gada 3. martā, 16:12", N)]),
    "Thai, short": ("3 มี.ค. 2567", [("3 มี.ค. 2567", N)]),
    "from day to day": ("March 3, 2024 – April 9, 2024", [("March 3, 2024", NEITHER), ("April 9, 2024", NEITHER)]),
    "a broadcast": ("Mehr dazu im Radio am 26.08.2024 um 06:00 Uhr", [("26.08.2024 um 06:00 Uhr", NEITHER)]),
    "glued to the headline": ("27.01.2022Harbour bill passes", [("27.01.2022", N)]),
    "a copyright": ("© 2022 ab 12. Mai 2020", [("12. Mai 2020", NEITHER)]),
    "the end of a span": ("9-23 Feb 2017 | Mo-Fr 9–16", [("23 Feb 2017", NEITHER)]),
    "a deadline": ("Anmeldungen sind bis 15. Februar 2022 möglich", [("15. Februar 2022", NEITHER)]),
    "a name that holds a label": (
        "Das Hafen-Update mit Dana Whitlock - 18.03.2020 13:15 Uhr",
        [("18.03.2020 13:15 Uhr", N)],
    ),
    "no date": ("Vor 12 Bewertungen 3.5 von 5", []),
    "a year alone": ("Best of 2022", []),
    "an address": ("Tel. 040-12-34567", []),
}


@pytest.mark.parametrize(("line", "expected"), LINES.values(), ids=LINES)
def test_dates_are_found_in_a_line(line, expected):
    assert [(found.text, found.called) for found in find_stamps(line)] == expected


@pytest.mark.parametrize(("line", "expected"), LINES.values(), ids=LINES)
def test_what_is_found_can_be_understood(line, expected):
    assert all(resolve_date(found.text, fetched_at=None, languages=("de",)).at for found in find_stamps(line))


def test_a_day_without_a_year_says_so():
    assert [found.has_year for found in find_stamps("May 13, 10:05 | May 13, 2024")] == [False, True]


PIECES = [*"0123456789./-: |,年月日", "May ", "Mai ", "updated ", "Uhr", "PM"]


@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_no_line_raises_and_dates_do_not_overlap(pieces):
    line = "".join(pieces)
    found = find_stamps(line)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(one.text == line[one.start : one.end] for one in found)


def test_a_line_full_of_dates_is_cut_short():
    assert len(find_stamps("13.11.2023 " * 1000)) <= 8
