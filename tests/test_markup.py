"""Inline markup made safe: what is kept and what goes. Attacks on it: test_attacks."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.text.markup import sanitise_inline
from tests.strict_reader import faults

BASE = "https://paper.example/news/story-1?page=2"


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ("Plain copy, “quoted” — no markup", "Plain copy, “quoted” — no markup"),
        ("  two\n lines\u00a0here ", "two lines here"),
        ("Fish &amp; chips", "Fish &amp; chips"),
        ("Fish & chips", "Fish &amp; chips"),
        ("5 > 4", "5 &gt; 4"),
        ("a &lt;b&gt; tag", "a &lt;b&gt; tag"),
        ("&ldquo;So&rdquo;&nbsp;she said&hellip;", "“So” she said…"),
        ("<b>bold</b> <i>italic</i> <em>em</em> <strong>strong</strong>",) * 2,
        ("H<sub>2</sub>O and E=mc<sup>2</sup>",) * 2,
        ("<q>said</q> <cite>Source</cite> <code>x</code> <s>old</s> <u>u</u> <mark>m</mark> <small>s</small>",) * 2,
        ("one<br/>two", "one<br>two"),
        (
            '<b title="a" lang="de">b</b> <a title="x" href="https://e.example/">y</a>',
            '<b>b</b> <a href="https://e.example/">y</a>',
        ),
        ('<abbr title="a" lang="de">b</abbr>', '<abbr title="a">b</abbr>'),
        ('<abbr title="World Health Organization">WHO</abbr>',) * 2,
        ('<time datetime="2023-11-13">Monday</time>',) * 2,
        ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>",) * 2,
        ('<bdo dir="rtl">abc</bdo> <bdi>def</bdi>',) * 2,
        ('<a href="/x">rooted</a>', '<a href="https://paper.example/x">rooted</a>'),
        ('<a href="x">near</a>', '<a href="https://paper.example/news/x">near</a>'),
        ('<a href="//other.example/x">schemeless</a>', '<a href="https://other.example/x">schemeless</a>'),
        ('<a href="?page=3">query</a>', '<a href="https://paper.example/news/story-1?page=3">query</a>'),
        ('<a href="https://e.example/a?b=1&c=2">two</a>', '<a href="https://e.example/a?b=1&amp;c=2">two</a>'),
        ('<a href="mailto:desk@paper.example">mail</a>',) * 2,
        ('<a href="tel:+15550100">call</a>', "call"),
        (
            '<a href="/x" target="_blank" rel="nofollow" class="c" id="i">x</a>',
            '<a href="https://paper.example/x">x</a>',
        ),
        ('<a name="top">anchor</a>', "anchor"),
        ('<span class="x">span</span> <font color="red">font</font>', "span font"),
        ("<p>one</p><p>two</p>", "one two"),
        ("<td>7</td><td>9</td>", "7 9"),
        ("Hear<img src=x alt=y>say", "Hear say"),
        ("<b>left open", "<b>left open</b>"),
        ("stray</b> end", "stray end"),
        ("<b><i>crossed</b></i>", "<b><i>crossed</i></b>"),
        ("copy<!-- note -->right", "copyright"),
        ("no\u200bbreak <b>so\u00adft</b>", "nobreak <b>soft</b>"),
        ("Cafe\u0301 <b>x</b>", "Café <b>x</b>"),
        ("", None),
        ("   ", None),
        ("<b></b>", None),
        ("<script>x()</script>", None),
        ("&nbsp;", None),
        ("<br>", None),
    ],
)
def test_sanitise(html, clean):
    assert sanitise_inline(html, base=BASE) == clean


@pytest.mark.parametrize(
    "base", [None, "", "nonsense", "javascript:alert(1)", "file:///etc/", "mailto:a@b.example", "https://["]
)
def test_without_a_page_address_relative_links_lose_theirs(base):
    assert sanitise_inline('<a href="/x">x</a> <a href="http://e.example/">y</a>', base=base) == (
        'x <a href="http://e.example/">y</a>'
    )


PIECES = """
< > / b a href=" " javascript: script p & lt; #x338; !-- --> x \u0338 svg style = ' \0 &nbsp; é e\u0301 \u200b br
"""


@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from([*PIECES.split(), " "]), max_size=25).map("".join)))
def test_whatever_comes_in_only_what_is_allowed_comes_out(html):
    clean = sanitise_inline(html, base=BASE)
    assert clean != ""
    assert faults(clean) == []
    assert faults(normalize("NFC", clean or "")) == []
    assert sanitise_inline(clean or "", base=BASE) == clean


LEAVES = st.sampled_from(
    ["a", "é", "e\u0301", "&amp;", "&lt;", "&gt;", "&quot;", '"', "=", " ", "  ", "\u200b", "\ufeff", "\u0338", "\x85"]
)
NESTED = st.recursive(
    st.lists(LEAVES, max_size=3).map("".join),
    lambda inner: st.tuples(st.sampled_from("b em sub q mark a code rt p".split()), st.lists(inner, max_size=3)).map(
        lambda one: f"<{_opened(one[0])}>{''.join(one[1])}</{one[0]}>"
    ),
    max_leaves=12,
)


def _opened(tag):
    return 'a href="https://e.example/?b=1&amp;lt=2#é"' if tag == "a" else tag


@given(st.lists(NESTED, max_size=4).map("".join))
def test_what_is_sound_is_as_the_printer_prints_it(html):
    """The span goes, and with it whatever is not asked of ammonia because it need not be."""
    assert sanitise_inline(html, base=BASE) == sanitise_inline(f"<span>{html}</span>", base=BASE)


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ('<a href="https://1.2.3.4.5/">x</a>', "x"),
        ('<a href="https://xn--a.example/">x</a>', "x"),
        ('<a href="https://e.example:99999/">x</a>', "x"),
        (
            '<a href="https://e.example/a"><a href="https://e.example/b">x</a></a>',
            '<a href="https://e.example/a"></a><a href="https://e.example/b">x</a>',
        ),
    ],
)
def test_links_that_only_look_sound(html, clean):
    assert sanitise_inline(html, base=BASE) == clean
