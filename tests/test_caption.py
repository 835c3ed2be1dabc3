"""Captions parted from their credits: the table of cases, and what holds for any string."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipelines.items import Credit
from pipelines.text.caption import Caption, parse_caption
from pipelines.text.caption.debris import clear_debris
from pipelines.text.caption.parse import LONGEST
from pipelines.text.whitespace import tidy

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "cases/caption.toml").read_text("utf-8"))["case"]


def _parameters() -> list[Any]:
    marks = [
        [pytest.mark.xfail(reason=case["known_failure"], strict=True)] if "known_failure" in case else []
        for case in CASES
    ]
    return [pytest.param(case, id=case["label"], marks=mark) for case, mark in zip(CASES, marks, strict=True)]


@pytest.mark.parametrize("case", _parameters())
def test_case(case: dict[str, Any]) -> None:
    got = parse_caption(case["printed"], publisher=case.get("publisher"))
    credit = got.credit or Credit()
    if case.get("unchanged"):
        assert got == Caption(case["printed"], None)
        return
    assert (got.caption, credit.photographer, credit.organisation, credit.via) == tuple(
        case.get(key) for key in ("caption", "photographer", "organisation", "via")
    )


def test_labels_are_told_once() -> None:
    labels = [case["label"] for case in CASES]
    assert len(labels) == len(set(labels))


def test_some_cases_stay_unchanged() -> None:
    assert sum(bool(case.get("unchanged")) for case in CASES) >= 60


@pytest.mark.parametrize(
    ("printed", "credit"),
    [
        ("Boats wait. (Bea Nolan/AP)", "Bea Nolan/AP"),
        ("Boats wait. Photograph: Bea Nolan/AP", "Photograph: Bea Nolan/AP"),
        ("Boats wait. [File: Bea Nolan/Reuters]", "File: Bea Nolan/Reuters"),
        ("© Bea Nolan/Getty Images The boats wait in the fog.", "© Bea Nolan/Getty Images"),
        ("霧の港＝共同", "共同"),
    ],
)
def test_credit_is_kept_as_printed(printed: str, credit: str) -> None:
    got = parse_caption(printed).credit
    assert got is not None
    assert got.printed == credit


def test_no_credit_is_none() -> None:
    assert parse_caption("Boats wait at Lund.").credit is None


@pytest.mark.parametrize("nothing", ["", " ", "\u200b\n", "\u00a0"])
def test_nothing_gives_nothing(nothing: str) -> None:
    assert parse_caption(nothing) == Caption(None, None)


def test_publisher_is_evidence() -> None:
    printed = "Boats wait at Lund. Bea Nolan for Skyline"
    assert parse_caption(printed).credit is None
    credit = parse_caption(printed, publisher="Skyline").credit
    assert credit is not None
    assert (credit.photographer, credit.organisation) == ("Bea Nolan", "Skyline")


def test_sound_caption_needs_no_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a sound caption was given to BeautifulSoup")

    monkeypatch.setattr("pipelines.text.caption.debris.BeautifulSoup", refuse)
    for case in CASES:
        if "</" not in case["printed"] and "/>" not in case["printed"] and "&lt;" not in case["printed"]:
            parse_caption(case["printed"])


# Letters and words that open, close and part credits, so that chance text reaches every rule.
TOKENS = st.sampled_from(
    """Photo: Photograph Photo by © ( ) [ ] （ ） ＝ / | - – via for Getty Images AP Reuters Bea Nolan BEA NOLAN/AFP
    Lund . “ ” " = <b> </b> <img alt= width=”1” /> &amp; &lt; FILE PHOTO: image: view more Source: 写真： 共同 提供
    사진= 연합뉴스 … , ; : boats the of Handout Pool File Supplied: Image source,
    1987 © 2024 Jr. J.J.
    @x \u200b e\u0301""".split()
)
PRINTED = st.one_of(
    st.text(max_size=300), st.lists(TOKENS, max_size=40).map(" ".join), st.lists(TOKENS, max_size=30).map("".join)
)


@settings(max_examples=400, deadline=None)
@given(PRINTED)
@example("© ")
@example("Photo by ")
@example("()")
@example("(")
@example("= = =")
@example("/ / via")
def test_never_raises_and_is_tidy(printed: str) -> None:
    got = parse_caption(printed)
    for part in (got.caption, *_parts(got.credit)):
        assert part is None or (part and tidy(part) == part)


def _parts(credit: Credit | None) -> tuple[str | None, ...]:
    return (credit.printed, credit.photographer, credit.organisation, credit.via) if credit else ()


@settings(max_examples=300, deadline=None)
@given(PRINTED)
def test_caption_comes_from_the_printed_text_in_order(printed: str) -> None:
    caption = parse_caption(printed).caption or ""
    rest = iter(clear_debris(tidy(printed)))
    assert all(letter in rest for letter in caption.replace(" ", ""))


@settings(max_examples=200, deadline=None)
@given(PRINTED)
def test_what_is_not_caption_is_credit_mark_or_copy(printed: str) -> None:
    got = parse_caption(printed)
    if got.caption is None and got.credit is None:
        assert not clear_debris(tidy(printed)).strip(" .|;,>") or len(clear_debris(tidy(printed))) < 120


@pytest.mark.parametrize(
    "unit",
    [
        "Photo: ",
        "(",
        ")",
        "/",
        "A B/",
        "<a ",
        "&amp;",
        '="',
        'width="1" ',
        "boats wait ",
        "＝",
        "© ",
        ". ",
        "A. ",
        "写真：",
        " via ",
    ],
)
def test_long_text_is_read_at_its_ends_alone(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Growth, not time: however long the text is, no step of the grammar sees more than the cap."""
    import pipelines.text.caption.parse as parse

    seen: list[int] = []
    find_credit, clear = parse.find_credit, parse.clear_debris
    monkeypatch.setattr(
        parse, "find_credit", lambda text, publisher: (seen.append(len(text)), find_credit(text, publisher))[1]
    )
    monkeypatch.setattr(parse, "clear_debris", lambda text: (seen.append(len(text)), clear(text))[1])
    parse_caption(unit * (1_000_000 // len(unit)))
    assert seen
    assert max(seen) <= LONGEST
