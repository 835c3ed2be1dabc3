"""The format of site configs: each directive as it is read, refused or found broken; and whose file is whose."""

import pytest

from crawler.reader.site_configs.config import Replacement, Sample, SiteConfig
from crawler.reader.site_configs.directives import REFUSED, WITHOUT_EFFECT
from crawler.reader.site_configs.joining import join
from crawler.reader.site_configs.names import config_name
from crawler.reader.site_configs.parse import read_config
from crawler.reader.site_configs.replacing import MOST_GROWTH, ROOM, replace_strings


def read(text: str) -> SiteConfig:
    return read_config(text, "harbour.example")


def texts(expressions) -> list[str]:
    return [one.text for one in expressions]


# What is used


@pytest.mark.parametrize("name", ["title", "author", "date", "body", "strip", "strip_attr"])
def test_an_xpath_directive_may_stand_several_times(name):
    config = read(f"{name}: //div[@id='a:b']\n{name}://p\n")
    assert texts(getattr(config, name)) == ["//div[@id='a:b']", "//p"]
    assert config.used == 2 and not config.broken


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("strip_id_or_class: promo", "strip_id_or_class", ("promo",)),
        ("strip_id_or_class: 'promo box'", "strip_id_or_class", ("promo box",)),
        ("strip_image_src: /pixel.gif?", "strip_image_src", ("/pixel.gif?",)),
        ("src_lazy_load_attr: data-quay", "src_lazy_load_attr", "data-quay"),
        ("prune: no", "prune", False),
        ("prune: yes", "prune", True),
        ("autodetect_on_failure: false", "autodetect_on_failure", False),
        ("skip_json_ld: TRUE", "skip_json_ld", True),
        ("replace_string(<b>): <i>", "replacements", (Replacement("<b>", "<i>"),)),
        ("replace_string(<b>):", "replacements", (Replacement("<b>", ""),)),
        ("replace_string( · ):", "replacements", (Replacement(" · ", ""),)),
        ("replace_string(https://a.example/): /", "replacements", (Replacement("https://a.example/", "/"),)),
        ("find_string: <b>\nreplace_string: <i>", "replacements", (Replacement("<b>", "<i>"),)),
        ("find_string: <b>\nreplace_string:", "replacements", (Replacement("<b>", ""),)),
        (
            "find_string: 1\nfind_string: 2\nreplace_string(0): o\nreplace_string: one\nreplace_string: two",
            "replacements",
            (Replacement("1", "one"), Replacement("2", "two"), Replacement("0", "o")),
        ),
        (
            "test_url: https://a.example/1\ntest_contains: One line\ntest_contains: Two\ntest_url: https://a.example/2",
            "samples",
            (Sample("https://a.example/1", ("One line", "Two")), Sample("https://a.example/2")),
        ),
    ],
)
def test_a_directive_is_read(line, field, value):
    config = read(line)
    assert getattr(config, field) == value
    assert config.used == line.count("\n") + 1 and not config.broken


def test_what_nobody_says_has_the_formats_default():
    config = read("# nothing but a comment\n\n")
    assert (config.prune, config.autodetect_on_failure, config.skip_json_ld) == (True, True, False)
    assert config.used == 0 and not config.broken


def test_a_condition_is_about_the_link_before_it():
    config = read("single_page_link: //a[1]\nif_page_contains: //b\nsingle_page_link: //a[2]\nnext_page_link: //a[3]")
    conditions = [link.condition and link.condition.text for link in (*config.single_page, *config.next_page)]
    assert conditions == ["//b", None, None]


@pytest.mark.parametrize(
    "line",
    ["title: //h1", "  title  :  //h1  ", "title://h1", "title: //h1\r", "\ttitle: //h1"],
)
def test_white_space_around_name_and_value_does_not_count(line):
    assert texts(read(line).title) == ["//h1"]


# What changes nothing here, and what is refused


@pytest.mark.parametrize("name", sorted(WITHOUT_EFFECT))
def test_a_directive_without_effect_is_told_with_its_reason(name):
    config = read(f"title: //h1\n{name}: no")
    assert [(one.line, one.directive, one.why) for one in config.without_effect] == [(2, name, WITHOUT_EFFECT[name])]
    assert not config.broken and config.used == 1


REFUSED_LINES = [
    *(f"{name}: x" for name in REFUSED if name != "http_header"),
    "http_header(user-agent): Mozilla/5.0",
    "http_header(User-Agent): Mozilla/5.0",
    "http_header(referer): https://a.example/",
    "http_header(cookie): consent=1",
    "http_header(Accept): text/html",
    "http_header: x",
    'replace_string(style="display: none"): style=""',
    'replace_string(<div hidden>): <div class="x">',
    'replace_string(class="paywall"): class="free"',
    'replace_string("isAccessibleForFree":false): ""',
]


@pytest.mark.parametrize("line", REFUSED_LINES)
def test_what_signs_in_poses_or_defeats_a_wall_is_refused_and_the_rest_is_used(line):
    config = read(f"title: //h1\n{line}\nbody: //article")
    assert [one.line for one in config.refused] == [2]
    assert config.refused[0].directive == line.rpartition(": ")[0]
    assert config.refused[0].why
    assert texts(config.title) == ["//h1"] and texts(config.body) == ["//article"]
    assert config.used == 2 and not config.broken and not config.replacements


def test_a_pair_of_strings_that_reveals_is_refused_by_name():
    config = read('find_string: <div style="display:none"\nreplace_string: <div\n')
    assert [(one.line, one.directive) for one in config.refused] == [(1, "find_string")]
    assert not config.replacements


@pytest.mark.parametrize(
    "line",
    [
        "replace_string(<script): <div style='display:none'",
        "replace_string(<noscript>): <div>",
        "replace_string(class='hidden-on-small'): class='x'",
    ],
)
def test_strings_that_reveal_nothing_are_replaced(line):
    assert len(read(line).replacements) == 1


# What is broken


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("a line of words", "no colon"),
        ("bodi: //div", "no directive has this name; body may be meant"),
        ("Titel: //h1", "no directive has this name; title may be meant"),
        ("test https://a.example/1", "no directive has this name"),
        ("title:", "nothing stands behind the colon"),
        ("title(x): //h1", "it takes nothing in brackets"),
        ("replace_string(x: y", 'has no "):" behind it'),
        ("replace_string(): y", "nothing to be found"),
        ("prune: maybe", "yes or no is wanted, not 'maybe'"),
        ("strip_id_or_class: ''", "nothing stands between the quotes"),
        ("test_contains: One line", "it belongs to the test_url before it"),
        ("if_page_contains: //b", "and there is title"),
        ("find_string: x", "1 find_string, 0 replace_string"),
        ("replace_string: x", "0 find_string, 1 replace_string"),
        ("body: //div[@id='x'", "it is no XPath: invalid predicate"),
        ("body: //div]", "it is no XPath"),
        ("body: //span,/span", "it is no XPath"),
        ("body: //div[@class=‘x’]", "begins nothing that XPath knows"),
        ("body: matches(//h1, 'x')", "no function matches(); that is XPath 2.0"),
        ("body: //p[re:test(., 'x')]", "the prefix of re:test is declared nowhere"),
        ("body: //p[php:function('x', .)]", "declared nowhere"),
        ("body: //p[document('/etc/passwd')]", "no function document()"),
        ("body: $copy", "it uses a variable"),
        ("body: under::p", "XPath has no axis under"),
        ("title: " + "/" * 5000, "more than 4000 letters"),
    ],
)
def test_a_broken_line_is_named_and_the_rest_is_used(line, why):
    config = read(f"title: //h1\n{line}\nbody: //article")
    assert [one.line for one in config.broken] == [2]
    assert why in config.broken[0].why
    assert texts(config.title) == ["//h1"] and texts(config.body) == ["//article"]
    assert config.used == 2


def test_strings_that_do_not_pair_are_none_of_them_used():
    config = read("find_string: a\nreplace_string: b\nfind_string: c\nreplace_string(d): e")
    assert config.replacements == (Replacement("d", "e"),)
    assert [one.line for one in config.broken] == [3] and config.used == 1


@pytest.mark.parametrize(
    "text", ["\0\0\0", "((((((", ":::::", "title: " + "(" * 3000, "body: //" + "a[" * 1500, "\u2028:"]
)
def test_no_text_is_too_odd_to_be_read(text):
    assert not read(text).body


# Whose file is whose

NAMES = {"example.com", ".example.com", ".deep.example.com", "sport.example.com", "uk.co", "global", ".com"}


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("example.com", "example.com"),
        ("www.example.com", "example.com"),
        ("WWW.Example.COM", "example.com"),
        ("example.com.", "example.com"),
        ("sport.example.com", "sport.example.com"),
        ("www.sport.example.com", "sport.example.com"),
        ("news.example.com", ".example.com"),
        ("a.b.example.com", ".example.com"),
        ("x.deep.example.com", ".deep.example.com"),
        ("deep.example.com", ".example.com"),
        ("notexample.com", ".com"),
        ("example.org", None),
        ("global", None),
        ("com", None),
        ("", None),
        ("www.", None),
        ("a." * 200 + "example.com", None),
    ],
)
def test_a_host_has_its_own_file_or_that_of_its_longest_ending(host, name):
    assert config_name(host, NAMES) == name


def test_a_wildcard_is_not_for_the_domain_itself():
    assert config_name("example.com", {".example.com"}) is None
    assert config_name("www.example.com", {".example.com"}) is None


# What is common to all sites

COMMON = "title: //h9\nbody: //div\nstrip: //nav\nstrip_id_or_class: ad\nreplace_string(a): b\nnative_ad_clue: //ad"


def test_what_is_common_stands_behind_what_is_the_sites_own():
    joined = join(read("strip: //aside\nreplace_string(c): d\ntitle: //h1"), read(COMMON))
    assert texts(joined.strip) == ["//aside", "//nav"]
    assert joined.strip_id_or_class == ("ad",) and len(joined.native_ad) == 1
    assert joined.replacements == (Replacement("c", "d"), Replacement("a", "b"))
    assert texts(joined.title) == ["//h1"] and not joined.body


def test_a_config_that_wants_nothing_found_wants_nothing_common():
    own = read("autodetect_on_failure: no\nstrip: //aside")
    assert join(own, read(COMMON)) is own
    assert join(own, None) is own


# Strings replaced


@pytest.mark.parametrize(
    ("markup", "pairs", "after"),
    [
        ("<b>x</b>", [("<b>", "<i>"), ("</b>", "</i>")], "<i>x</i>"),
        ("aaa", [("a", "b"), ("b", "c")], "ccc"),
        ("a.b", [(".", "-")], "a-b"),
        ("a.b", [("x", "y")], "a.b"),
        ("a\\1b", [("\\1", "$0")], "a$0b"),
    ],
)
def test_strings_are_replaced_in_their_order_as_they_stand(markup, pairs, after):
    assert replace_strings(markup, [Replacement(*pair) for pair in pairs]) == after


def test_no_page_grows_without_bound():
    doubling = [Replacement("a", "aa")] * 60
    grown = replace_strings("a" * 1000, doubling)
    assert len(grown) <= 1000 * MOST_GROWTH + ROOM
    assert replace_strings("a" * 1000, [Replacement("a", "b" * 1_000_000), Replacement("a", "c")]) == "c" * 1000
