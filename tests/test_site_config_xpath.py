"""XPath as site configs have it: found as libxml2 finds it, and on hostile pages not at any price."""

import random
from functools import cache

import pytest
from lxml.etree import XPath, _Element

from crawler.layouts.fields import Evidence
from crawler.page import Page
from crawler.reader.site_configs.cost import MOST, Meter
from crawler.reader.site_configs.expressions import read_expression
from crawler.reader.site_configs.finding import Asked

EXPRESSIONS = [
    "//p",
    "//div[@class='a']",
    "//div[contains(@class, 'a') or @id]",
    "//div[1]",
    "//p[last()]",
    "//div/p[2]",
    "//div//p",
    "//div//p[1]",
    "//div//div//b",
    "//div[.//b]//p",
    "//div[not(.//b)]",
    "//p[contains(., 'quay')]",
    "//p[contains(b, 'quay')]",
    "//p[contains(., 'quay')]/following::*",
    "//p[contains(., 'quay')]/preceding::p[1]",
    "//b/..",
    "//b/../p",
    "//b/parent::p",
    "//p/ancestor::div",
    "//p/ancestor::div[1]",
    "//p/ancestor-or-self::*[@class]",
    "//p/following-sibling::*",
    "//p/following-sibling::*[1][self::div]",
    "//p/preceding-sibling::p",
    "//div/descendant::b",
    "//div/descendant::b[1]",
    "//div/descendant-or-self::div[@id]//b",
    "//p | //b",
    "//b | //div[@class='a'] | //p/following-sibling::b",
    "//div/@class",
    "//div//@class",
    "//p/text()",
    "//p/text()[contains(., 'quay')]",
    "//p/text()[contains(., 'quay')]/..",
    "//@class/..",
    "//@class/../p",
    "(//p)[1]",
    "(//div//p)[last()]/b",
    "//p[preceding-sibling::b]",
    "//p[following::b]",
    "//p[//b]",
    "//div[p/b | b]",
    "/html/body/div",
    "/html/body//p",
    ".//p",
    "//*[@class='a']/*[2]",
    "//p[position() = 2]",
    "//p[@class = 'a' and position() > 1]//b",
    "id('a')",
]
VALUES = [
    ("concat(//p[1], '!')", "quay!"),
    ("substring-after(//p[@id='s'], 'By ')", "Ann Lee"),
    ("substring-before(concat(//p[@id='s'], '|'), '|')", "By Ann Lee"),
    ("normalize-space(//p[@id='s'])", "By Ann Lee"),
    ("count(//p) > 1", True),
    ("count(//h6)", 0.0),
    ("//p = 'quay'", True),
]


def ask(markup: str, expression: str, meter: Meter | None = None):
    asked = Asked(Evidence(Page(markup.encode(), form="html")), meter)
    return asked.value(read_expression(expression, 1)), asked


@cache
def page(seed: int) -> str:
    """A page of random nesting in a handful of elements, classes and words."""
    draw = random.Random(seed)

    def element(depth: int) -> str:
        if depth > 6 or draw.random() < 0.2:
            return draw.choice(["quay ", "ship ", "<b>quay</b>", "<b>tide</b>"])
        tag = draw.choice(["div", "div", "p", "b", "section"])
        names = draw.choice(["", ' class="a"', ' class="b a"', f' id="{draw.choice("abc")}"'])
        return f"<{tag}{names}>{''.join(element(depth + 1) for _ in range(draw.randint(0, 4)))}</{tag}>"

    return f"<html><body>{''.join(element(0) for _ in range(4))}</body></html>"


def plain(found) -> list:
    return [one if isinstance(one, _Element) else str(one) for one in found]


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_what_is_found_is_what_libxml2_finds(expression):
    for seed in range(40):
        evidence = Evidence(Page(page(seed).encode(), form="html"))
        wanted = XPath(expression)(evidence.root)
        asked = Asked(evidence)
        assert plain(asked.value(read_expression(expression, 1))) == plain(wanted), (seed, page(seed))
        assert not asked.too_costly


def test_the_random_pages_hold_what_is_looked_for():
    """Else the test above would compare nothing with nothing."""
    empty = [
        one
        for one in EXPRESSIONS
        if not any(XPath(one)(Evidence(Page(page(seed).encode(), form="html")).root) for seed in range(40))
    ]
    assert empty == []


@pytest.mark.parametrize(("expression", "value"), VALUES)
def test_an_expression_may_give_a_value(expression, value):
    assert ask("<p>quay</p><p id='s'>By Ann Lee</p>", expression)[0] == value


@pytest.mark.parametrize(
    ("expression", "found"),
    [("div[@id='x']", 1), ("*[@data-print='no']", 1), ("body/div", 2), ("@id", 1), ("html", 1), ("h1", 0)],
)
def test_a_path_that_begins_nowhere_is_looked_for_anywhere(expression, found):
    markup = "<div id='x'></div><div data-print='no'></div>"
    assert len(ask(markup, expression)[0]) == found


# Hostile pages: each expression would take minutes to hours if libxml2 were let loose on it.

WIDE = "<p><b>x</b></p>" * 100_000
DEEP = ("<div>" * 1900 + "<span>x</span>" + "</div>" * 1900) * 100
NESTED = ("<div>" * 40 + "<span>quay</span>" * 10 + "</div>" * 40) * 4000
WORDY = "<div>" * 1900 + "<span>x</span>" + "word " * 1_000_000 + "</div>" * 1900
HOSTILE = [
    (WIDE, "//p/following::*"),
    (WIDE, "//p/following::*/preceding::*"),
    (WIDE, "//p[following::i]"),
    (WIDE, "//p[//i]"),
    (WIDE, "//p[count(//b) = 1]"),
    (WIDE, "//p[count(//b[count(//p) = 1]) = 1]"),
    (WIDE, "//p/following-sibling::p"),
    (WIDE, "//p[preceding-sibling::i]"),
    (WIDE, "(//p | //b)[1]"),
    (WIDE, "(//p/following::b)[1]"),
    (WIDE, "concat(//p/following::b, '')"),
    (WIDE, "count(//p[//b]) + count(//p | //b)"),
    (DEEP, "//div[.//i]"),
    (DEEP, "//div/ancestor::div"),
    (DEEP, "//div[.//div[.//i]]"),
    (DEEP, "//span/ancestor::div[ancestor::div[ancestor::i]]"),
    (DEEP, "//div[count(.//div//span) = 0]"),
    (NESTED, "//div[.//div//span[contains(., 'z')]]"),
    (NESTED, "//span[../following::i]"),
    (WORDY, "//*[contains(., 'zz')]"),
    (WORDY, "//div[normalize-space(.) = 'zz']"),
]


@pytest.mark.parametrize(("markup", "expression"), HOSTILE, ids=[expression for _, expression in HOSTILE])
def test_what_may_take_too_long_is_not_asked(markup, expression):
    found, asked = ask(markup, expression)
    assert found is None
    assert [one.text for one in asked.too_costly] == [expression]


@pytest.mark.parametrize(
    ("markup", "expression", "found"),
    [
        (WIDE, "//p | //b", 200_000),
        (WIDE, "//p//b", 100_000),
        (WIDE, "//b/..", 100_000),
        (WIDE, "//p[b]", 100_000),
        (WIDE, "//p[contains(@class, 'x')]/following::*", 0),
        (WIDE, "(//p)[1]", 1),
        (DEEP, "//div//div", 189_900),
        (DEEP, "//div//div//span", 100),
        (NESTED, "//span[1]/ancestor::div[1]", 4000),
        (NESTED, "//div//span", 40_000),
    ],
)
def test_what_is_linear_if_done_so_is_asked_of_any_page(markup, expression, found):
    answer, asked = ask(markup, expression)
    assert not asked.too_costly and len(answer) == found


@pytest.mark.parametrize(
    "expression",
    [
        "//p[contains(., 'Read this at')]/following::*",
        "//div[contains(@class, 'player') and not(.//iframe)]",
        "//article//img[@src]/following-sibling::*[1][self::div and @class='late']",
        "//div[@data-el='body']//section/div[contains(./span/text(), 'More')]",
        "concat(substring-before(//link[@rel='canonical']/@href, '_story'), '_print')",
        "//div[.//a[contains(@href, 'x')]]//p[not(preceding-sibling::hr)]",
    ],
)
def test_what_real_configs_ask_is_asked_of_large_real_pages(expression):
    """A live blog has some 20,000 elements, 40 deep."""
    story = "<article>" + "<div>" * 30 + ("<p>Read on at <a href='x'>ten</a></p>" * 20) + "</div>" * 30 + "</article>"
    _, asked = ask(f"<div>{story * 250}<p>Read this at</p></div>", expression)
    assert not asked.too_costly


def test_all_expressions_share_what_may_be_spent():
    meter = Meter(50_000)
    asked = Asked(Evidence(Page(("<p>x</p>" * 9_000).encode(), form="html")), meter)
    answers = [len(asked.nodes(read_expression("//p", line))) for line in range(1, 8)]
    assert answers == [9_000] * 5 + [0, 0]
    assert [one.line for one in asked.too_costly] == [6, 7]
    assert 0 <= meter.left < 9_002 < MOST
