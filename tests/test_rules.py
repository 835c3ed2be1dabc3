"""The rule files: every rule keeps its word, and a wrong file says what is wrong where."""

from pathlib import Path

import pytest

from pipelines.errors import RuleError
from pipelines.rules import PACKAGED, load_rules
from pipelines.text.boilerplate.coded import CODED
from pipelines.text.boilerplate.rulebook import Rule, RuleBook

BOOK = load_rules()
RULES = list(BOOK.rules.values())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_keeps_its_word(rule: Rule) -> None:
    assert all(rule in BOOK.speaking(line) for line in (*rule.lines, *rule.cuts))
    assert not any(rule in BOOK.speaking(line) for line in rule.keeps)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_says_why_and_where(rule: Rule) -> None:
    assert len(rule.because.split()) >= 3
    assert rule.seen


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.says], ids=lambda rule: rule.id)
def test_pattern_has_copy_it_must_keep(rule: Rule) -> None:
    assert rule.cuts
    assert rule.keeps


def test_no_line_is_longer_than_its_rule_allows() -> None:
    assert not [(rule.id, line) for rule in RULES for line in rule.lines if len(line) > rule.longest]


def test_every_coded_rule_is_listed() -> None:
    assert {rule.code for rule in RULES if rule.code} == set(CODED)


def test_every_packaged_file_is_read() -> None:
    assert {path.stem for path in PACKAGED.glob("*.toml")} == {rule.id.split("/")[0] for rule in RULES}


def test_digest_tells_books_apart_and_not_their_order() -> None:
    one = Rule(id="a/one", because="", seen="", lines=("One",))
    two = Rule(id="a/two", because="", seen="", lines=("Two",))
    assert RuleBook([one, two]).digest == RuleBook([two, one]).digest
    assert RuleBook([one]).digest != RuleBook([one, two]).digest
    assert load_rules().digest == BOOK.digest


@pytest.mark.parametrize(
    "line",
    [
        "Loading...",
        "LOADING…",
        "loading…",
        " [Loading…] ",
        "• Loading... ",
        "— Loading… —",
    ],
)
def test_typography_decides_nothing(line: str) -> None:
    book = RuleBook([Rule(id="a/one", because="", seen="", lines=("Loading...",))])
    assert [rule.id for rule in book.speaking(line)] == ["a/one"]


def test_pattern_speaks_of_the_whole_line_only() -> None:
    book = RuleBook([Rule(id="a/one", because="", seen="", says=("read more",))])
    assert book.speaking("READ MORE")
    assert not book.speaking("read more about it")
    assert not book.speaking("to read more")


def test_unless_spares_a_line_that_fits() -> None:
    book = RuleBook([Rule(id="a/one", because="", seen="", says=("sign up .*",), unless=(r"\bsaid\b", "council"))])
    assert book.speaking("Sign up to our letter")
    assert not book.speaking("Sign up to our letter, she said")
    assert not book.speaking("Sign up with the Council")


def test_shorthand_asks_for_capitals() -> None:
    book = RuleBook([Rule(id="a/one", because="", seen="", says=("editing by <name>",))])
    assert book.speaking("editing by María José Ibáñez de la Cruz")
    assert not book.speaking("Editing by hand")


RULE = 'id = "a/x"\nbecause = "b"\nseen = "s"\n'
WRONG = {
    'id = "a/x"': "because: is missing",
    'because = "b"\nseen = "s"': "rule 1: id: is missing",
    'id = "z/x"\nbecause = "b"\nseen = "s"\nlines = ["l"]': "z/x: id: must begin with",
    RULE: "a/x: says: a rule needs",
    RULE + "lines = []": "a/x: lines: must be a list of lines",
    RULE + 'lines = ["l"]\nlongset = 3': "a/x: longset: no such field",
    RULE + 'lines = ["l"]\nlongest = 0': "a/x: longest: must be a number of letters above 0",
    RULE + 'lines = ["l"]\nlongest = true': "a/x: longest: must be",
    RULE + 'lines = ["l"]\nwhere = "top"': "a/x: where: must be one of anywhere",
    RULE + 'lines = ["l"]\nkinds = ["poem"]': "a/x: kinds: must be a list out of",
    RULE + 'lines = ["l"]\ntakes_following = "all"': "a/x: takes_following: must be",
    RULE + 'lines = ["l"]\nfollows = "a/y"': "a/x: follows: there is no rule a/y",
    RULE + 'code = "nobody"': "a/x: code: must be one of",
    RULE + 'says = "("\ncuts = ["("]': "a/x: says: '(' is no RE2 pattern",
    RULE + 'says = "l"\nunless = "("\ncuts = ["l"]': "a/x: unless: '(' is no RE2 pattern",
    RULE + 'says = "l"': "a/x: cuts: a pattern needs",
    RULE + 'says = "l"\ncuts = ["m"]': "a/x: cuts: the rule does not strike 'm'",
    RULE + 'says = "l"\ncuts = ["l"]\nkeeps = ["L"]': "a/x: keeps: the rule strikes 'L'",
    RULE + 'lines = ["l"]\n[[rule]]\n' + RULE + 'lines = ["m"]': "a/x: id:",
}


@pytest.mark.parametrize("text", WRONG, ids=WRONG.values())
def test_wrong_rule_names_file_rule_and_field(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.toml").write_text("[[rule]]\n" + text, encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        load_rules(tmp_path)
    assert str(tmp_path / "a.toml") in str(caught.value)
    assert WRONG[text] in str(caught.value)


@pytest.mark.parametrize("text", ["[[rule", "rule = 3", "[other]\nid = 1"])
def test_file_that_is_no_rule_file_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.toml").write_text(text, encoding="utf-8")
    with pytest.raises(RuleError, match=r"a\.toml"):
        load_rules(tmp_path)


def test_folders_add_up_and_may_not_repeat_an_id(tmp_path: Path) -> None:
    rule = '[[rule]]\nid = "house/x"\nbecause = "b"\nseen = "s"\nlines = ["Our own mark"]\n'
    (tmp_path / "house.toml").write_text(rule, encoding="utf-8")
    assert len(load_rules(PACKAGED, tmp_path)) == len(BOOK) + 1
    with pytest.raises(RuleError, match=r"house/x: id: .*house\.toml has a rule of that id"):
        load_rules(tmp_path, tmp_path)
