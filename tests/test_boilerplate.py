"""Boilerplate: what is struck, what stays, and that nothing a page can hold upsets the engine."""

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.items import Block
from pipelines.rules import load_rules
from pipelines.text.boilerplate import Surroundings, find_boilerplate
from pipelines.text.boilerplate.rulebook import Rule, RuleBook

CASES = tomllib.loads((Path(__file__).parent / "cases" / "boilerplate.toml").read_text(encoding="utf-8"))
BOOK = load_rules()

# Rules of one aggregator's furniture: told by its pages, and sometimes the first to speak of a line that all print.
AGGREGATORS = {"allafrica", "eurekalert", "msn", "phys-org", "pressreader", "yahoo"}

COPY = (
    "The levee at Wirrin held on Thursday night with a hand’s breadth to spare, and nobody who stood on it cheered.",
    "Below the town, three farms went under. The river is expected to fall slowly for a fortnight, the bureau said.",
    "Volunteers from four districts came with shovels; others came with cameras, and were thanked for leaving again.",
    "Mayor Kath Ellery said the town would not forget who had come, nor in what shoes they had done so, nor why.",
)


def lay_out(text: str) -> list[Block]:
    """Blocks of a flat page: one a line, numbers adjoining within a run, a gap at a blank line."""
    lines = enumerate(text.strip().splitlines())
    return [Block(kind="paragraph", text=line.strip(), at=at) for at, line in lines if line.strip()]


def surroundings(case: dict[str, Any]) -> Surroundings:
    return Surroundings(
        **{name: case.get(name) for name in ("aggregator", "publisher", "headline", "language", "byline")}
    )


def each_line() -> Iterator[Any]:
    for group in CASES["lines"]:
        for line in group["lines"]:
            yield pytest.param(group, line, id=f"{group['label']}: {line[:60]}")


def set_line(place: str, line: str) -> tuple[str, int]:
    """A page with the line in its place, and the number of blocks before it."""
    before = {"first": 0, "amid": 2, "last": 4}[place]
    return "\n\n".join((*COPY[:before], line, *COPY[before:])), before


@pytest.mark.parametrize(("group", "line"), list(each_line()))
def test_line_goes_or_stays(group: dict[str, Any], line: str) -> None:
    page, place = set_line(group["place"], line)
    struck = find_boilerplate(lay_out(page), BOOK, surroundings(group))
    kind = struck.pop(place, "copy/").split("/")[0]
    assert kind == group["kind"] or (kind in AGGREGATORS and group["kind"] != "copy")
    assert not struck, "copy around the line was struck"


@pytest.mark.parametrize("page", CASES["page"], ids=lambda page: page["label"])
def test_page_is_struck_as_marked(page: dict[str, Any]) -> None:
    marked = lay_out(page["text"])
    blocks = lay_out(page["text"].replace("~~ ", ""))
    struck = find_boilerplate(blocks, BOOK, surroundings(page))
    assert [blocks[place].text for place in struck] == [
        block.text[3:] for block in marked if block.text.startswith("~~ ")
    ]


def test_kinds_told_are_kinds_of_rules() -> None:
    told = {group["kind"] for group in CASES["lines"]} - {"copy"}
    assert told <= {rule_id.split("/")[0] for rule_id in BOOK.rules}


# ---------------------------------------------------------------- place, neighbours, repetition, limits


def book_of(**fields: Any) -> RuleBook:
    return RuleBook([Rule(id="test/rule", because="", seen="", lines=("Mark",), **fields)])


def struck_at(text: str, book: RuleBook, **around: str) -> list[int]:
    return list(find_boilerplate(lay_out(text), book, Surroundings(**around)))


@pytest.mark.parametrize(
    ("fields", "text", "struck"),
    [
        ({"where": "head"}, "Mark\nA\nB\nC\nD\nMark", [0]),
        ({"where": "head"}, "A\nB\nC\nMark", [3]),
        ({"where": "tail"}, "Mark\nA\nB\nC\nMark\nD\nE", [4]),
        ({"where": "end"}, "Mark\nA\nMark", [2]),
        ({"where": "end"}, "Mark\nA", []),
        ({"least": 2}, "A\nMark\nB", []),
        ({"least": 2}, "Mark\nB\nMark", [0, 2]),
        ({"longest": 3}, "A\nMark\nB", []),
        ({"kinds": ("heading",)}, "A\nMark\nB", []),
        ({"takes_following": 1}, "Mark\n\nGoat wins third term\n\nMan finds own name", [0, 1]),
        ({"takes_following": "run"}, "Mark\nGoat wins\nMan finds name\n\nA subhead of five words", [0, 1, 2]),
        ({"takes_following": "run"}, "Mark\n\nThe aftermath\n\nProse ends with a stop.", [0]),
        ({"takes_following": "run"}, "Mark\n\nGoat wins third term\nWhy goats\n\nProse stops.", [0, 1, 2]),
        ({"takes_following": "links"}, "Mark\n\nGoat wins third term\n\nWhy we all went up\n\nProse stops.", [0, 1]),
        ({"takes_following": "links"}, "Mark\n\nGoat wins third term\n\nWhy we all went up", [0, 1, 2]),
        ({"takes_following": "rest"}, "A\nMark\nB.\nC.", [1, 2, 3]),
    ],
)
def test_place_and_neighbours_decide(fields: dict[str, Any], text: str, struck: list[int]) -> None:
    assert struck_at(text, book_of(**fields)) == struck


def test_rule_may_need_another_rule_before_it() -> None:
    first = Rule(id="test/first", because="", seen="", lines=("Slogan",))
    book = RuleBook([Rule(id="test/rule", because="", seen="", lines=("Mark",), follows=("test/first",)), first])
    assert struck_at("Mark\nSlogan\nMark\nA", book) == [1, 2]


@pytest.mark.parametrize(
    ("field", "name"), [("aggregators", "aggregator"), ("publishers", "publisher"), ("languages", "language")]
)
def test_limits_hold(field: str, name: str) -> None:
    book = book_of(**{field: ("it",)})
    assert struck_at("A\nMark", book, **{name: "it"}) == [1]
    assert struck_at("A\nMark", book, **{name: "other"}) == []


def test_limit_that_is_not_known_is_met_for_language_alone() -> None:
    assert struck_at("Mark", book_of(languages=("it",))) == [0]
    assert struck_at("Mark", book_of(aggregators=("it",))) == []


def test_links_of_html_are_links() -> None:
    mark = Block(kind="paragraph", text="Mark", html="Mark", at=0)
    plain = Block(kind="paragraph", text="Goat wins third term", html="Goat wins third term", at=1)
    linked = Block(kind="paragraph", text=plain.text, html='<a href="/goat">Goat wins third term</a>', at=1)
    book = book_of(takes_following="run")
    assert list(find_boilerplate([mark, plain], book, Surroundings())) == [0]
    assert list(find_boilerplate([mark, linked], book, Surroundings())) == [0, 1]


# ---------------------------------------------------------------- whatever a page holds

LINES = st.sampled_from([line for group in CASES["lines"] for line in group["lines"]]) | st.text(max_size=80)
PAGES = st.lists(st.tuples(LINES.filter(bool), st.integers(1, 3)), max_size=40)


def number(lines: Sequence[tuple[str, int]]) -> list[Block]:
    at, blocks = 0, []
    for text, step in lines:
        at += step
        blocks.append(Block(kind="paragraph", text=text, at=at))
    return blocks


@given(PAGES)
def test_never_raises_and_names_rules_of_the_book(lines: list[tuple[str, int]]) -> None:
    blocks = number(lines)
    struck = find_boilerplate(blocks, BOOK, Surroundings(headline="Politics"))
    assert list(struck) == sorted(set(struck))
    assert all(0 <= place < len(blocks) for place in struck)
    assert set(struck.values()) <= set(BOOK.rules)


@given(PAGES)
def test_same_page_same_answer(lines: list[tuple[str, int]]) -> None:
    assert find_boilerplate(number(lines), BOOK, Surroundings()) == find_boilerplate(
        number(lines), BOOK, Surroundings()
    )


@pytest.mark.parametrize(
    "line", ["Read more: " + "a" * 1_000_000, "_" * 1_000_000, "(" * 1_000_000, "Sign up to our " * 70_000]
)
def test_line_of_a_megabyte_is_copy_and_is_not_matched(line: str) -> None:
    assert BOOK.speaking(line) == ()
    assert find_boilerplate([Block(kind="paragraph", text=line, at=0)], BOOK, Surroundings()) == {}


def test_page_of_marks_alone_is_struck_whole() -> None:
    blocks = number([("Read More", 1)] * 5_000)
    assert len(find_boilerplate(blocks, BOOK, Surroundings())) == 5_000
