"""Captions among the lines of a flat page: the table of small pages, and what holds for any page."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.items import Block
from pipelines.text.caption.in_copy import FoundCaptions, find_captions
from pipelines.text.flat import read_flat

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "cases/captions_in_copy.toml").read_text("utf-8"))[
    "case"
]


def _parameters() -> list[Any]:
    return [
        pytest.param(
            case,
            id=case["label"],
            marks=[pytest.mark.xfail(reason=case["known_failure"], strict=True)] if "known_failure" in case else [],
        )
        for case in CASES
    ]


@pytest.mark.parametrize("case", _parameters())
def test_case(case: dict[str, Any]) -> None:
    blocks = read_flat(case["lines"])
    found = find_captions(blocks, headline=case.get("headline"), publisher=case.get("publisher"))
    assert _as_printed(found) == case.get("captions", [])
    assert [blocks[one.index].text for one in found.alternatives] == case.get("alternatives", [])
    assert len(found.captions) + len(found.alternatives) + len(found.copy) == len(blocks)


def _as_printed(found: FoundCaptions) -> list[list[str]]:
    rows = []
    for block in found.captions:
        credit = block.caption.credit
        names = (credit.photographer, credit.organisation, credit.via) if credit else (None, None, None)
        rows.append([part or "" for part in (block.caption.caption, *names)])
    return rows


def test_alternative_text_names_its_caption() -> None:
    blocks = read_flat("The quay at Lund today.\nThe quay at Lund today. (Ines Varga/AP)\n")
    (alternative,) = find_captions(blocks, headline=None, publisher=None).alternatives
    assert (alternative.index, alternative.caption_index) == (0, 1)


def test_blocks_without_a_place_make_no_run() -> None:
    texts = ["Cars wait. (Ines Varga/AP)", "Walkers wait.", "A dog waits. (Ines Varga/AP)"]
    blocks = tuple(Block(kind="paragraph", text=text) for text in texts)
    assert find_captions(blocks, headline=None, publisher=None).copy == (1,)


LINES = st.lists(
    st.one_of(
        st.just(""),
        st.text(alphabet=st.characters(blacklist_characters="\n"), max_size=80),
        st.sampled_from(
            [
                "Cars wait. (Ines Varga/AP)",
                "Cars wait.",
                "(AP)",
                "Photograph: Ines Varga/AP",
                "FILE - Cars wait.",
                "LUND (AP) — Cars wait.",
                "• Cars",
            ]
        ),
    ),
    max_size=14,
)


@settings(max_examples=200, deadline=None)
@given(LINES, st.none() | st.sampled_from(["Cars wait.", "AP"]))
def test_every_block_has_exactly_one_place(lines: list[str], headline: str | None) -> None:
    blocks = read_flat("\n".join(lines))
    found = find_captions(blocks, headline=headline, publisher=headline)
    places = [one.index for one in found.captions] + [one.index for one in found.alternatives] + list(found.copy)
    assert sorted(places) == list(range(len(blocks)))
    captions = {one.index for one in found.captions}
    assert all(one.caption_index in captions for one in found.alternatives)
