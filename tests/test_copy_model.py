"""The copy finder's parts: the shipped model, what it is asked of, and the agreement of neighbours."""

from importlib.resources import files
from itertools import cycle, product

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from crawler.layouts.fields import Evidence
from crawler.page import Page
from crawler.reader.copy import find_copy
from crawler.reader.copy.agreement import BREAK, EDGE, SUREST, agree
from crawler.reader.copy.features import COLUMNS, Told, describe
from crawler.reader.copy.model import Model, Trees, shipped
from crawler.reader.lines import Lines, read_lines
from crawler.reader.read import choose_fields

ANEW = "it was trained for other columns; train it anew (python -m tests.training DATA) and commit model.json with them"
LARGEST = 100_000
"""Bytes of model.json: it is read by every process that starts."""


@pytest.fixture(scope="module")
def trees():
    data = files("crawler.reader.copy").joinpath("model.json").read_bytes()
    assert len(data) < LARGEST
    return msgspec.json.decode(data, type=Trees)


def test_the_model_asks_for_columns_that_there_are(trees):
    unknown = [name for name in trees.columns if name not in COLUMNS]
    assert unknown == [], f"model.json asks for {unknown}, which describe() does not give: {ANEW}"


def test_columns_have_names_of_their_own(trees):
    assert len(set(COLUMNS)) == len(COLUMNS)
    assert len(set(trees.columns)) == len(trees.columns)


def test_the_model_is_whole(trees):
    depth = len(trees.trees[0])
    assert {len(levels) for levels in trees.trees} == {depth}
    assert {len(values) for values in trees.leaves} == {2**depth}
    assert len(trees.trees) == len(trees.leaves)
    asked = {number for levels in trees.trees for number in levels}
    assert asked == set(range(len(trees.splits)))
    assert {column for column, _ in trees.splits} == set(range(len(trees.columns)))
    assert np.isfinite(trees.leaves).all()
    assert np.isfinite([threshold for _, threshold in trees.splits]).all()


def test_a_model_for_other_columns_is_refused(trees):
    with pytest.raises(ValueError):
        Model.of(msgspec.structs.replace(trees, columns=["another_release", *trees.columns[1:]]))


def weigh_plainly(trees, row):
    """What a row weighs, question by question."""
    total = trees.bias
    for levels, leaves in zip(trees.trees, trees.leaves, strict=True):
        leaf = 0
        for bit, number in enumerate(levels):
            column, threshold = trees.splits[number]
            if row[COLUMNS.index(trees.columns[column])] > np.float32(threshold):
                leaf |= 1 << bit
        total += leaves[leaf]
    return total


NUMBERS = st.floats(-2, 2, width=32) | st.floats(0, 3000, width=32) | st.sampled_from([-1.0, 0.0, 0.5, 1.0, 2.0, 999.0])


@settings(max_examples=40, deadline=None)
@given(arrays(np.float32, (2, len(COLUMNS)), elements=NUMBERS))
def test_numpy_weighs_as_the_trees_say(trees, rows):
    assert shipped().weigh(rows) == pytest.approx([weigh_plainly(trees, row) for row in rows])


@settings(max_examples=60, deadline=None)
@given(st.data(), st.integers(1, 4), st.integers(1, 5), st.integers(1, 6))
def test_any_trees_are_weighed_as_they_say(data, depth, number, questions):
    value = st.floats(-10, 10, width=32)
    few = COLUMNS[:3]
    trees = Trees(
        columns=list(few),
        splits=data.draw(st.lists(st.tuples(st.integers(0, 2), value), min_size=questions, max_size=questions)),
        trees=data.draw(
            st.lists(
                st.lists(st.integers(0, questions - 1), min_size=depth, max_size=depth),
                min_size=number,
                max_size=number,
            )
        ),
        leaves=data.draw(
            st.lists(st.lists(value, min_size=2**depth, max_size=2**depth), min_size=number, max_size=number)
        ),
        bias=data.draw(value),
    )
    rows = data.draw(arrays(np.float32, (3, len(COLUMNS)), elements=value, fill=st.just(0.0)))
    weighed = Model.of(trees).weigh(rows)
    assert weighed == pytest.approx([weigh_plainly(trees, row) for row in rows], abs=1e-6)


def lines_in(markup: str) -> Lines:
    return read_lines(Evidence(Page(f"<html><body>{markup}</body></html>".encode(), form="html")).root, {})


# A small page: "(" opens a box and ")" closes it, "p" is a line of its own paragraph, "t" text, "b" text after a break.
SHAPES = ("t", "tt", "pp", "(t)(t)", "(tb)t", "((t)p)(tb)", "(((t)))", "p(pp)(p(t))", "(ppp)(p)t", "((tb)(tb))")
SPELT = {"(": "<div>", ")": "</div>", "p": "<p>{}</p>", "t": "<span>{}</span><hr>", "b": "<span>{}</span><br>{}<hr>"}


def small_page(shape: str, lengths: list[int]) -> Lines:
    texts = cycle(lengths)
    markup = "".join(SPELT[sign].format("x" * next(texts), "y" * next(texts)) for sign in shape)
    return lines_in(markup)


def against(line, odd: float, label: bool) -> float:
    """What the model holds against a label: nothing where it agrees."""
    sure = max(-SUREST, min(SUREST, odd)) * min(2.5, (max(len(line.text), 8) / 100) ** 0.5)
    return max(0.0, -sure if label else sure)


def expense(lines: Lines, odds: list[float], of_line: list[bool], of_box: dict) -> float:
    """What labels cost: each line against its odds, and each edge whose ends differ."""
    total = 0.0
    for line, odd, label in zip(lines.lines, odds, of_line, strict=True):
        total += against(line, odd, label)
        total += (BREAK if line.broken else EDGE) * (label != of_box[line.box])
    return total + sum(EDGE * (of_box[box] != of_box[box.parent]) for box in lines.boxes if box.parent is not None)


def least_expense(lines: Lines, odds: list[float], fixed: list[bool] | None = None) -> float:
    """By trying all there are."""
    some = product((False, True), repeat=len(lines.lines)) if fixed is None else [fixed]
    boxes = list(product((False, True), repeat=len(lines.boxes)))
    return min(
        expense(lines, odds, list(of_line), dict(zip(lines.boxes, of_box, strict=True)))
        for of_line in some
        for of_box in boxes
    )


@settings(max_examples=60, deadline=None)
@given(st.data(), st.sampled_from(SHAPES), st.lists(st.integers(1, 300), min_size=1, max_size=5))
def test_neighbours_agree_at_the_least_expense(data, shape, lengths):
    lines = small_page(shape, lengths)
    number = len(lines.lines)
    odds = data.draw(st.lists(st.floats(-5, 5), min_size=number, max_size=number))
    found = agree(lines.boxes, lines.lines, odds)
    assert least_expense(lines, odds, found) == pytest.approx(least_expense(lines, odds))


def test_a_doubtful_line_goes_with_its_neighbours_and_a_sure_one_does_not():
    lines = lines_in("<p>{}</p>".format("x" * 100) * 3)
    assert agree(lines.boxes, lines.lines, [3.0, -0.2, 3.0]) == [True, True, True]
    assert agree(lines.boxes, lines.lines, [3.0, -2.0, 3.0]) == [True, False, True]


def test_what_a_line_break_parts_holds_together_more_than_what_boxes_part():
    text = "x" * 100
    broken, parted = lines_in(f"<p>{text}<br>{text}<br>{text}</p>"), lines_in(f"<p>{text}</p>" * 3)
    odds = [3.0, -0.8, 3.0]
    assert agree(broken.boxes, broken.lines, odds) == [True, True, True]
    assert agree(parted.boxes, parted.lines, odds) == [True, False, True]


def rows_of(markup: str):
    lines = lines_in(markup)
    return lines, describe(lines, Told())


PROSE = "The harbour office said on Tuesday that the crane would be back at work by the end of the week. "
HOSTILE = {
    "one line": "<p>Home</p>",
    "one letter": "x",
    "one sign": "<p>–</p>",
    "bare text": PROSE * 3,
    "a line of 200,000 characters": f"<p>{PROSE * 2000}</p>",
    "a word of 200,000 letters": f"<p>{'x' * 200_000}</p>",
    "nothing but links": f"<a href=/a>{PROSE}</a><br>" * 50,
    "links within links' text": f"<p><a href=/a>{PROSE}<b>{PROSE}</b></a></p>" * 5,
    "nested 1,900 deep": f"{'<div>' * 1900}{PROSE}{'</div>' * 1900}",
    "the same line 500 times": f"<p>{PROSE}</p>" * 500,
    "500 boxes in a row": f"<div><p>{PROSE}</p></div>" * 500,
    "signs of another script": "<p>平成二十三年の港湾局の発表によると、クレーンは週末までに復旧する。</p>" * 3,
}


@pytest.mark.parametrize("markup", HOSTILE.values(), ids=HOSTILE)
def test_every_line_has_a_row(markup):
    lines, rows = rows_of(markup)
    assert rows.shape == (len(lines.lines), len(COLUMNS))
    assert rows.dtype == np.float32
    assert np.isfinite(rows).all()
    assert np.isfinite(shipped().weigh(rows)).all()


def test_a_page_of_20_000_lines_is_described_and_agreed_on():
    lines, rows = rows_of("".join(f"<div class=c{number % 7}><p>{PROSE}</p></div>" for number in range(20_000)))
    assert rows.shape == (20_000, len(COLUMNS))
    assert len(agree(lines.boxes, lines.lines, shipped().weigh(rows).tolist())) == 20_000


def test_a_page_without_lines_has_no_copy():
    evidence = Evidence(Page(b"<html><head><title>Nothing</title></head><body><hr></body></html>", form="html"))
    lines = read_lines(evidence.root, {})
    assert lines.lines == []
    assert find_copy(evidence, lines, choose_fields(evidence, lines)) == frozenset()


def column(rows, name):
    return rows[:, COLUMNS.index(name)].tolist()


# What a column says of the lines of a page; each was read off by hand.
SAID = {
    "words": ("<p>One two</p><p>One</p>", [2, 1]),
    "extent": ("<p>abc</p><p>港湾局</p>", [3, 9]),
    "linked": ("<p><a href=/a>abcd</a>efgh</p><p>x</p>", [0.5, 0]),
    "strong": ("<p><b>abcd</b></p><p>x</p>", [1, 0]),
    "ends": ("<p>It is so.</p><p>It is “so.”</p><p>Is it</p>", [1, 1, 0]),
    "colon": ("<p>As follows:</p><p>so</p>", [1, 0]),
    "capital": ("<p>“So</p><p>so</p>", [1, 0]),
    "upper": ("<p>SO</p><p>So</p>", [1, 0]),
    "broken": ("<p>a<br>b</p><p>c</p>", [0, 1, 0]),
    "cut": ("<p>So…</p><p>So.</p>", [1, 0]),
    "twins": ("<p>a</p><p>b</p><p>a</p>", [2, 1, 2]),
    "addressed": ("<p>a@b.example</p><p>a</p>", [1, 0]),
    "prose": (f"<p>{PROSE}</p><p>Home</p><p><a href=/a>{PROSE}</a></p>", [1, 0, 0]),
    "inside": (f"<p>Home</p><div><p>{PROSE * 3}</p></div>", [0, 1]),
    "kin": (f"<div class=a><p>{PROSE * 3}</p></div><div class=a><p>{PROSE}</p></div><p>c</p>", [1, 1, 0]),
    "within_ul": ("<ul><li>a</ul><p>b</p>", [1, 0]),
    "depth": ("a<div>b<p>c</p></div>", [0, 1, 2]),
    "own_RELATED": ("<div class=related>a<p>b</p></div>", [1, 0]),
    "around_RELATED": ("<div class=related>a<p>b</p></div><p>c</p>", [1, 1, 0]),
    "extent@-1": ("<p>abc</p><p>de</p>", [-1, 3]),
    "extent@1": ("<p>abc</p><p>de</p>", [2, -1]),
    "extent@2": ("<p>abc</p><p>de</p>", [-1, -1]),
    "same_box@1": ("<div>a<hr>b</div><p>c</p>", [1, 0, 0]),
}


@pytest.mark.parametrize("name", SAID)
def test_what_a_column_says(name):
    markup, expected = SAID[name]
    assert column(rows_of(markup)[1], name) == expected
