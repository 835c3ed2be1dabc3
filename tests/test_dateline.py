"""Datelines: place and agency of an opening, and openings that are none."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.items import Dateline
from pipelines.text.dateline import read_dateline
from pipelines.text.whitespace import tidy

CASES = tomllib.loads((Path(__file__).parent / "cases" / "dateline.toml").read_text(encoding="utf-8"))
GLUES = ("—", "】", "--")  # after these the copy may follow without a space


@pytest.mark.parametrize("case", CASES["case"], ids=lambda case: case["label"])
def test_dateline_is_read(case: dict[str, str]) -> None:
    expected = Dateline(printed=case["opening"], place=case.get("place"), agency=case.get("agency"))
    assert read_dateline(f"{case['opening']} {case['rest']}") == expected


@pytest.mark.parametrize("case", [case for case in CASES["case"] if case["opening"].endswith(GLUES)])
def test_copy_may_be_glued_to_the_dash(case: dict[str, str]) -> None:
    read = read_dateline(case["opening"] + case["rest"])
    assert read is not None
    assert read.place == case.get("place")


@pytest.mark.parametrize("text", CASES["not"]["texts"])
def test_opening_without_dateline(text: str) -> None:
    assert read_dateline(text) is None


PIECES = st.sampled_from([case["opening"] for case in CASES["case"]] + CASES["not"]["texts"]) | st.text(max_size=30)


@given(st.lists(PIECES, max_size=5).map(" ".join))
def test_never_raises_and_prints_what_stands_there(text: str) -> None:
    text = tidy(text)
    read = read_dateline(text)
    assert read is None or text.startswith(read.printed)
    assert read is None or read.place or read.agency


def test_long_paragraph_is_read_by_its_opening_alone() -> None:
    text = "CHICAGO (AP) — " + "The boards go down. " * 50_000
    assert read_dateline(text) == read_dateline(text[:300])


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Kampala -Riders told the paper that the fee was high.", "Kampala"),
        ("Addis Ababa- The ministry said nothing.", "Addis Ababa"),
        ("Saint-Ferréol -The ferry was late.", "Saint-Ferréol"),
    ],
)
def test_hyphen_may_lean_on_a_word_behind_a_place(text: str, place: str) -> None:
    read = read_dateline(text)
    assert read is not None
    assert read.place == place
