"""How the copy finder's model is made: labels from gold, figures, and trees as we ship them."""

import gzip
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.reader.copy.features import COLUMNS
from crawler.reader.copy.model import Model, Trees, shipped
from tests.own_venv import ROOT, is_made
from tests.training.alignment import PLACES, align
from tests.training.fitting import LOCK, VENV, fitter, trees_of
from tests.training.gold import GoldPage, NoGold, host_of, load
from tests.training.labels import by_snippets, weight
from tests.training.measure import body_figures, likeness, snippet_figures
from tests.training.reading import read
from tests.training.report import tables
from tests.training.rules_alone import copy_by_rules
from tests.training.training import DRAWS, TooLittle, cross_validate, train

FIRST = "The ferry to Skarholm left two hours late on Monday."
SECOND = "Nobody was hurt, the company said, and the mail was delivered by noon."
THIRD = "Three more sailings are planned before the winter timetable begins."
BODY = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"

# The page's lines, each with whether it is copy; the gold is BODY unless the case has another.
ALIGNED = {
    "a line a paragraph": ([(FIRST, True), (SECOND, True), (THIRD, True)], [BODY]),
    "furniture around it": ([("Home", False), (FIRST, True), (SECOND, True), (THIRD, True), ("Share", False)], [BODY]),
    "furniture within": ([(FIRST, True), ("Read more: a storm warning", False), (SECOND, True), (THIRD, True)], [BODY]),
    "a paragraph in two lines": ([(FIRST[:26], True), (FIRST[26:], True), (SECOND, True), (THIRD, True)], [BODY]),
    "a teaser repeats the first line": (
        [(FIRST, False), ("Ferries", False), (FIRST, True), (SECOND, True), (THIRD, True)],
        [BODY],
    ),
    "a pull quote repeats a line": ([(FIRST, True), (SECOND, True), (THIRD, True), (SECOND, False)], [BODY]),
    "a line twice in the gold too": (
        [(FIRST, True), (SECOND, True), (FIRST, True), (THIRD, True)],
        [f"{FIRST} {SECOND} {FIRST} {THIRD}"],
    ),
    "a crosshead of one word": (
        [(FIRST, True), ("Delivered", True), (SECOND, True), (THIRD, True)],
        [f"{FIRST} Delivered {SECOND} {THIRD}"],
    ),
    "a menu's word that the copy has too": ([("Monday", False), (FIRST, True), (SECOND, True), (THIRD, True)], [BODY]),
    "two words that open the gold": ([("The ferry", True), (FIRST[10:], True), (SECOND, True), (THIRD, True)], [BODY]),
    "a tweet whose link the gold left out": (
        [(FIRST, True), (f"{SECOND} pic.example/fE3x", True), (THIRD, True)],
        [BODY],
    ),
    "a caption of the same words in another order": (
        [(FIRST, True), ("By noon the mail was delivered, and nobody was hurt.", False), (SECOND, True), (THIRD, True)],
        [BODY],
    ),
    "a rule of stars": ([(FIRST, True), ("* * *", None), (SECOND, True), (THIRD, True)], [BODY]),
    "an optional paragraph": (
        [("Home", False), (FIRST, True), (SECOND, True), (THIRD, None)],
        [f"{FIRST} {SECOND}", BODY],
    ),
    "an optional paragraph within": ([(FIRST, True), (SECOND, None), (THIRD, True)], [f"{FIRST} {THIRD}", BODY]),
    "another story": ([("Home", False), ("A storm closed the bridge to the mainland.", False)], [BODY]),
    "gold without a word": ([("Home", False), ("***", None)], ["–"]),
    "no lines": ([], [BODY]),
}


@pytest.mark.parametrize(("lines", "bodies"), ALIGNED.values(), ids=ALIGNED)
def test_lines_are_aligned_with_the_gold(lines, bodies):
    texts = [text for text, _ in lines]
    assert list(zip(texts, align(texts, bodies), strict=True)) == lines


COPY_WORDS, OTHER_WORDS = st.sampled_from("abcdefghij"), st.sampled_from("pqrstuvwxyz")


def lines_of(words, least):
    return st.lists(words, min_size=least, max_size=12).map(" ".join)


@given(st.lists(st.tuples(st.booleans(), lines_of(COPY_WORDS, 3), lines_of(OTHER_WORDS, 1)), max_size=30))
def test_whatever_stands_between_the_copy_is_found_out(page):
    lines = [(text, True) if is_copy else (other, False) for is_copy, text, other in page]
    texts = [text for text, _ in lines]
    gold = "\n".join(text for text, is_copy in lines if is_copy)
    assert align(texts, [gold]) == [is_copy for _, is_copy in lines]


@given(st.lists(lines_of(COPY_WORDS, 0), max_size=20), lines_of(COPY_WORDS, 0))
def test_any_page_is_aligned_with_any_gold(texts, body):
    labels = align(texts, [body])
    assert [label is None for label in labels] == [not text for text in texts]


def test_of_a_word_that_is_everywhere_the_first_places_are_looked_at():
    assert align(["la"] * 1_000, ["la " * 1_000]).count(True) == PLACES


SNIPPETS = {
    "a wanted one within a line": ("Nobody was hurt, the company said.", ["Nobody was hurt"], [], True),
    "a line within a wanted one": ("Nobody was hurt, the company said,", [SECOND], [], True),
    "a word within a wanted one": ("Nobody", [SECOND], [], None),
    "an unwanted one within a line": ("Sign up for the mail", [], ["Sign up"], False),
    "wanted before unwanted": ("Nobody was hurt. Sign up", ["Nobody was hurt"], ["Sign up"], True),
    "white space is one": ("Nobody was hurt", ["Nobody\n  was hurt"], [], True),
    "neither": ("Three more sailings", ["Nobody was hurt"], ["Sign up"], None),
}


@pytest.mark.parametrize(("text", "wanted", "unwanted", "label"), SNIPPETS.values(), ids=SNIPPETS)
def test_snippets_label_lines(text, wanted, unwanted, label):
    assert by_snippets([text], wanted, unwanted) == [label]


def page_of(name="a", url="https://www.example.com/a", html=Path("a.html.gz"), **gold):
    return GoldPage("hand", name, url, gold, "", html)


def test_a_long_line_counts_more_and_one_that_snippets_label_less():
    whole, some = page_of(body=BODY), page_of(**{"with": ["x"]})
    assert weight("x" * 10, whole) < weight("x" * 100, whole) < weight("x" * 400, whole) == weight("x" * 900, whole)
    assert weight("x" * 100, some) < weight("x" * 100, whole)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.example.com/news/a", "example.com"),
        ("http://m.example.com", "example.com"),
        ("https://web.archive.org/web/20190101id_/https://www.example.com/a", "example.com"),
        ("https://EXAMPLE.com:8080/a", "example.com"),
        ("hand::example.com-a.html", None),
        ("", None),
    ],
)
def test_the_host_of_a_page(url, host):
    assert host_of(url) == host
    assert page_of(url=url).host == (host or "a")


def test_a_third_of_the_hosts_is_held_back_and_always_the_same():
    held = [page_of(url=f"https://site{number}.example/a").held_back for number in range(3000)]
    assert 900 < sum(held) < 1100
    assert held[:12] == [page_of(url=f"https://www.site{number}.example/b").held_back for number in range(12)]


# Copies, and how they compare with "a b c d e": exact, precision, recall.
LIKE = {
    "the same": ("A b c d e", "A, b c. d e!", (True, 1.0, 1.0)),
    "a word more": ("a b c d e f", "a b c d e", (False, 2 / 3, 1.0)),
    "a word less": ("a b c d", "a b c d e", (False, 1.0, 1 / 2)),
    "another": ("v w x y z", "a b c d e", (False, 0.0, 0.0)),
    "nothing": ("", "a b c d e", (False, None, 0.0)),
    "runs count as often as they occur": ("a a a a a a", "a a a a", (False, 1 / 3, 1.0)),
    "shorter than a run": ("a b", "a b", (True, 1.0, 1.0)),
}


@pytest.mark.parametrize(("copy", "body", "expected"), LIKE.values(), ids=LIKE)
def test_likeness(copy, body, expected):
    found = likeness(copy, [body])
    assert (found.exact, found.precision, found.recall) == pytest.approx(expected)


def test_the_kinder_of_two_readings_counts():
    assert likeness("a b c d e", ["a b c d e f", "a b c d e"]).exact


@given(lines_of(COPY_WORDS, 0), lines_of(COPY_WORDS, 0))
def test_what_is_precision_one_way_is_recall_the_other(one, other):
    there, back = likeness(one, [other]), likeness(other, [one])
    assert (there.precision, there.recall, there.f1) == (back.recall, back.precision, back.f1)


def test_a_page_without_copy_counts_for_recall_alone():
    told = body_figures([("a b c d", ["a b c d"]), ("", ["a b c d"])])
    assert (told.precision, told.recall, told.exact) == (1.0, 0.5, 0.5)
    assert told.f1 == pytest.approx(2 / 3)


def test_snippets_are_counted_over_all_pages():
    told = snippet_figures([("a b\nc", (["b c"], ["z"])), ("z", (["q"], ["z"]))])
    assert (told.recall, told.leak, told.f1) == (0.5, 0.5, 0.5)


def site(number, wanted=None):
    """A page of an invented site, and its gold."""
    told = f"That was on day {number}, {'or so, ' * number}as the harbour office at Skarholm confirmed."
    copy = [f"{text} {told}" for text in BODY.split("\n\n")]
    shown = "".join(f"<p>{text}</p>" for text in copy)
    links = "".join(f"<li><a href=/{at}>Another story of the day, number {at}</a></li>" for at in range(number % 4 + 3))
    markup = (
        f"<html lang=en><head><title>Ferry late</title></head><body><nav><ul>{links}</ul></nav><h1>Ferry late</h1>"
        f"<div class=story>{shown}</div><div class=more><ul>{links}</ul><p>Sign up for our newsletter</p></div>"
    )
    gold = {"with": copy[:1], "without": ["Sign up"]} if wanted else {"body": "\n".join(copy)}
    return {"id": f"p{number}", "url": f"https://site{number}.example/ferry", "gold": gold}, markup


@pytest.fixture
def data(tmp_path):
    """Three sets of invented pages: bodies, snippets, and one that tells nothing of the copy."""
    for name, numbers in {"bodies": range(12), "snippets": range(12, 16), "times": range(16, 18)}.items():
        html = tmp_path / "data" / name / "html"
        html.mkdir(parents=True)
        lines = []
        for number in numbers:
            told, markup = site(number, name == "snippets")
            if name == "times":
                told["gold"] = {"date": "2024-05-01"}
            (html / f"p{number}.html.gz").write_bytes(gzip.compress(markup.encode()))
            lines.append(json.dumps(told))
        (html.parent / "gold.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    return tmp_path / "data"


def training(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "tests.training", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_pages_are_loaded_with_what_is_known_of_their_copy(data):
    pages = load(data)
    assert [page.part for page in pages] == ["bodies"] * 12 + ["snippets"] * 4
    assert [len(page.bodies) for page in pages] == [1] * 12 + [0] * 4
    assert pages[-1].snippets == (site(15, True)[0]["gold"]["with"], ["Sign up"])
    assert b"Ferry late" in pages[0].body()


def test_a_folder_without_gold_is_named(tmp_path):
    with pytest.raises(NoGold, match=r"there is no <set>/gold\.jsonl"):
        load(tmp_path)


def test_a_page_is_read_as_the_reader_does(data):
    reading = read(load(data)[0])
    assert reading.rows.shape == (len(reading.lines.lines), len(COLUMNS))
    labelled = [line.text for line, label in zip(reading.lines.lines, reading.labels, strict=True) if label]
    assert "\n".join(labelled) == reading.page.bodies[0]
    assert copy_by_rules(reading) == reading.page.bodies[0]


def test_a_page_that_cannot_be_read_has_no_copy(tmp_path):
    html = tmp_path / "a.html.gz"
    html.write_bytes(gzip.compress(b"\x00" * 5000))
    reading = read(page_of(html=html, body=BODY))
    assert (len(reading.rows), reading.copy_by(shipped()), copy_by_rules(reading)) == (0, "", "")


def test_the_figures_are_a_line_a_set_and_name_no_page(data):
    readings = [read(page) for page in load(data)]
    shown = list(tables(readings * 2, {"rules alone": list(map(copy_by_rules, readings)) * 2}))
    assert [line.split() for line in shown] == [
        "bodies pages F1 precision recall exact".split(),
        "bodies rules alone 12 1.000 1.000 1.000 1.000".split(),
        "snippets pages F1 recall leak".split(),
        "snippets rules alone 4 1.000 1.000 0.000".split(),
    ]


def test_the_two_parts_are_written_for_other_scorers(data, tmp_path):
    done = training(data, "--split", tmp_path / "parts")
    assert (done.returncode, done.stderr) == (0, "")
    parts = {part: list((tmp_path / "parts" / part).glob("*/html/*.gz")) for part in ("seen", "held-back")}
    assert all(parts.values())
    assert sorted(path.name for paths in parts.values() for path in paths) == sorted(
        path.name for path in data.glob("*/html/*.gz")
    )
    for part, held in (("seen", False), ("held-back", True)):
        pages = load(tmp_path / "parts" / part)
        assert {page.held_back for page in pages} == {held}
        assert all(b"Ferry" in page.body() for page in pages)


@pytest.mark.parametrize("arguments", [[], ["nowhere"], [ROOT / "tests", "--hold"], ["nowhere", "--split", "parts"]])
def test_wrong_use_is_2(arguments):
    assert training(*arguments).returncode == 2


# Trees in catboost's form, over columns 3 and 0; the last one found nothing to ask at its second level.
CATBOOST = {
    "oblivious_trees": [
        {
            "splits": [{"float_feature_index": 3, "border": 0.5}, {"float_feature_index": 0, "border": 10.0000001}],
            "leaf_values": [-1.0, 0.25, 0.5, 2.0],
        },
        {
            "splits": [{"float_feature_index": 0, "border": 10.0}, {"float_feature_index": 0, "border": 20.0}],
            "leaf_values": [0.1, 0.2, 0.3, 0.40004],
        },
        {"splits": [{"float_feature_index": 3, "border": 0.5}], "leaf_values": [0.01, 0.02]},
    ],
    "scale_and_bias": [1, [0.5]],
}


def test_catboosts_trees_become_ours():
    trees = trees_of(CATBOOST, ["extent", "words", "linked", "strong"])
    assert (trees.columns, trees.splits) == (["extent", "strong"], [(1, 0.5), (0, 10.0), (0, 20.0)])
    assert (trees.trees, trees.leaves) == (
        [[0, 1], [1, 2], [0, 0]],
        [[-1.0, 0.25, 0.5, 2.0], [0.1, 0.2, 0.3, 0.4], [0.01, 0.02, 0.01, 0.02]],
    )
    assert trees.bias == 0.5
    rows = np.zeros((3, len(COLUMNS)), dtype=np.float32)
    rows[:, COLUMNS.index("extent")] = [5, 15, 25]
    rows[:, COLUMNS.index("strong")] = [0, 0, 1]
    assert Model.of(trees).weigh(rows) == pytest.approx([-1.0 + 0.1 + 0.51, 0.5 + 0.2 + 0.51, 2.0 + 0.4 + 0.52])


def one_answer(odds):
    """Trees that say the same of every line."""
    return Trees(columns=["extent"], splits=[(0, 0.0)], trees=[[0]], leaves=[[odds, odds]], bias=0.0)


def test_from_one_kind_of_line_nothing_is_learned(data):
    readings = [replace(reading, labels=[True] * len(reading.labels)) for reading in map(read, load(data))]
    for pages in ([], readings):
        with pytest.raises(TooLittle):
            train(pages, lambda *_: one_answer(1.0))


def test_lines_without_a_label_are_not_learned_from(data):
    readings = [read(page) for page in load(data) if page.snippets]
    learned = []

    def fit(rows, labels, weights):
        learned.extend(zip(map(bytes, rows), labels, weights, strict=True))
        return one_answer(1.0)

    train(readings, fit)
    known = [label for reading in readings for label in reading.labels if label is not None]
    assert [label for _, label, _ in learned] == known
    assert sorted(set(known)) == [False, True]
    assert len(known) == 2 * len(readings)


@pytest.mark.parametrize("deal", range(DRAWS))
def test_cross_validation_asks_no_model_of_a_host_that_it_was_made_from(data, deal):
    readings = [read(page) for page in load(data) if page.bodies]
    for index, own in enumerate(readings):
        mine = {bytes(row) for row in own.rows}

        def fit(rows, labels, weights, mine=mine):
            return one_answer(9.0 if mine <= {bytes(row) for row in rows} else -9.0)

        copies = cross_validate(readings, fit, deal)
        assert copies[index] == ""
        assert any(copies)


needs_catboost = pytest.mark.skipif(
    not is_made(VENV, LOCK), reason="catboost is installed by the first `python -m tests.training DATA`"
)


@needs_catboost
def test_the_same_pages_give_the_same_model_and_it_knows_them(data):
    readings = [read(page) for page in load(data)]
    fit = fitter(print, iterations=20)
    first, second = train(readings, fit), train(readings, fit)
    assert msgspec.json.encode(first) == msgspec.json.encode(second)
    model = Model.of(first)
    whole = [reading for reading in readings if reading.page.bodies]
    assert [reading.copy_by(model) for reading in whole] == [reading.page.bodies[0] for reading in whole]


@needs_catboost
def test_a_model_says_of_rows_what_catboost_says(tmp_path):
    rows = np.random.default_rng(1).normal(size=(400, len(COLUMNS))).astype(np.float32)
    labels = rows[:, 0] + rows[:, 7] * rows[:, 9] > 0
    np.savez(tmp_path / "rows.npz", rows=rows, labels=labels, weights=np.ones(400))
    script = (
        "import sys, numpy as np, catboost as c; rows = np.load(sys.argv[1]); m = c.CatBoostClassifier(iterations=30, "
        "depth=4, verbose=False, allow_writing_files=False).fit(rows['rows'], rows['labels']); "
        "m.save_model(sys.argv[2], format='json'); "
        "np.save(sys.argv[3], m.predict(rows['rows'], prediction_type='RawFormulaVal'))"
    )
    paths = [tmp_path / name for name in ("rows.npz", "model.json", "odds.npy")]
    subprocess.run([ROOT / VENV / "bin" / "python", "-c", script, *paths], check=True)
    model = Model.of(trees_of(json.loads(paths[1].read_text("utf-8"))))
    assert model.weigh(rows) == pytest.approx(np.load(paths[2]), abs=30 * 1e-4)


@needs_catboost
def test_hold_back_prints_both_parts_and_writes_only_where_it_is_told(data, tmp_path):
    before = (ROOT / "crawler/reader/copy/model.json").read_bytes()
    done = training(data, "--hold-back", "--out", tmp_path / "model.json")
    assert (done.returncode, done.stderr) == (0, "")
    assert "cross-validated in 3 parts by host, the mean of 3 ways" in done.stdout
    assert "held back, of hosts that nothing was learned from" in done.stdout
    assert len([line for line in done.stdout.splitlines() if line.startswith("bodies") and "the model" in line]) == 2
    assert "p3" not in done.stdout
    assert (tmp_path / "model.json").exists()
    assert (ROOT / "crawler/reader/copy/model.json").read_bytes() == before
