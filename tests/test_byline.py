"""The byline grammar, case by case, and what holds for every string."""

import sys
import tomllib
from pathlib import Path
from types import FrameType
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipelines.items import Byline, Person
from pipelines.text.byline import LONGEST_BYLINE, parse_byline
from pipelines.text.byline import parse as grammar
from pipelines.text.whitespace import tidy

CASES = tomllib.loads((Path(__file__).parent / "cases" / "byline.toml").read_text(encoding="utf-8"))["case"]


def case_params():
    for case in CASES:
        reason = case.get("known_failure")
        marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
        yield pytest.param(case, id=case["label"], marks=marks)


def wanted_people(case: dict[str, Any]) -> tuple[Person, ...]:
    return tuple(Person(**({"name": p} if isinstance(p, str) else p)) for p in case.get("people", ()))


@pytest.mark.parametrize("case", list(case_params()))
def test_case(case):
    read = parse_byline(case["printed"])
    assert read.people == wanted_people(case)
    assert read.organisations == tuple(case.get("organisations", ()))
    assert read.printed == (tidy(case["printed"]) or None)


def test_every_label_is_its_own():
    labels = [case["label"] for case in CASES]
    assert len(labels) == len(set(labels))


def test_every_kind_of_line_is_there():
    kinds = {case["label"].rsplit(" ", 1)[0] for case in CASES}
    assert len(CASES) >= 400
    assert len(kinds) >= 15
    assert sum(not case.get("people") and not case.get("organisations") for case in CASES) >= 50


@pytest.mark.parametrize("nothing", [None, "", "  ", "\n\u200b\ufeff"])
def test_nothing_printed_is_an_empty_byline(nothing):
    assert parse_byline(nothing) == Byline()


def test_printed_is_tidy_and_otherwise_as_it_stood():
    assert parse_byline("  BY\u00a0ANN\u200b LEE \n").printed == "BY ANN LEE"


def test_a_byline_longer_than_any_names_nobody():
    names = ", ".join(["Ann Lee and Bo Reed"] * 40)
    assert len(names) > LONGEST_BYLINE
    assert parse_byline(names) == Byline(printed=names)


PLAIN = [
    case for case in CASES if case["label"].startswith(("plain names", "names that are words", "particles", "nobody"))
]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["label"]) for case in PLAIN])
def test_the_short_way_says_what_the_grammar_says(case, monkeypatch):
    """Plain names skip the grammar: with that short cut closed, the answer is the same."""
    short = parse_byline(case["printed"])
    monkeypatch.setattr(grammar, "_plain_names", lambda text: ())
    assert parse_byline(case["printed"]) == short


def test_a_publisher_alone_is_an_organisation_whatever_its_form():
    assert parse_byline("Houzz Deutschland", publisher="Houzz Deutschland").organisations == ("Houzz Deutschland",)
    assert parse_byline("Ann Lee", publisher="Houzz Deutschland").people == (Person(name="Ann Lee"),)


# What holds for every string. The words are the grammar's own, so that its rules meet in orders nobody thought of.
WORDS = st.sampled_from(
    """
    Ann Lee Tomás Ó Sé van der Berg McAllister URBINO AFP Reuters by By Von Par and with in for & , ; :
    / | · • – ( ) [ ] (now) (earlier) editor Political correspondent à Paris Harare Dr MD Jr. III
    photographs additional reporting as told to May 3, 2021 09:15 min read @ann ann@example.org
    https://example.org 松岡健太 記者 写真・ 배윤정 기자 محمد علي Иван Петров the said , 、 ／ = ＝
    LeeReuters OakleyBy İnci ß ﬁn \u0301 \u200d \U0001f600 © . .. ... ' ’ " “x” {{author}} <b> Special
    The Times .co.uk Mirror.co.uk
    """.split()
)
LINES = st.one_of(
    st.lists(WORDS, max_size=14).map(" ".join), st.lists(WORDS, max_size=8).map("".join), st.text(max_size=80)
)


def letters(text: str) -> set[str]:
    """Letters whatever their case and marks: capitals undone may change both (İ, ß)."""
    plain = normalize("NFKD", normalize("NFKD", text.casefold()).casefold())
    return {letter for letter in plain + normalize("NFKD", text.upper().casefold()) if letter.isalpha()}


@settings(max_examples=400, deadline=None)
@given(LINES)
@example("&AA&AAa")
@example("reporting à Ann")
@example("Photo بقلم i\u0307le")
def test_any_string_is_read_and_nothing_is_invented(line):
    read = parse_byline(line)
    assert read.printed == (tidy(line) or None)
    named = [value for p in read.people for value in (p.name, p.location, p.affiliation) if value is not None]
    for text in [*named, *read.organisations]:
        assert text
        assert text == tidy(text)
        assert letters(text) <= letters(line)
    assert len({p.name for p in read.people}) == len(read.people)


@settings(max_examples=200, deadline=None)
@given(LINES)
def test_reading_what_was_read_names_nobody_new(line):
    """A name that came out is a name, alone, too: it is read as itself or, being one common word, not at all."""
    for person in parse_byline(line).people:
        again = parse_byline(f"By {person.name}").people
        assert len(again) <= max(1, len(person.name.split()))


def calls_for(line: str) -> int:
    """How many Python calls reading a line takes: a measure of work that no other load on the machine changes."""
    count = 0

    def profile(frame: FrameType, event: str, arg: Any) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(profile)
    try:
        parse_byline(line)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "piece", ["Ann Lee, ", "By ", "((", "and ", "A.", "LeeReuters ", "3 May ", "as told to ", "à ", "文・", "de "]
)
def test_work_grows_no_faster_than_the_line(piece):
    """Within a byline's length, twice the line is about twice the work; four leaves room for what starts once."""
    short = piece * (LONGEST_BYLINE // (2 * len(piece)))
    calls_for(short), calls_for(short * 2)  # fills the caches, so that both are counted alike
    assert calls_for(short * 2) <= 4 * calls_for(short) + 200


@pytest.mark.parametrize("piece", ["Ann Lee, ", "By ", "((", "A", "文", "\n", "@"])
def test_beyond_a_bylines_length_nothing_is_parsed(piece):
    """However long a line is, the grammar never sees it: the number of calls stays."""
    line = piece * 5000
    assert calls_for(line * 4) <= calls_for(line) + 20
