"""Inline markup made safe: what is kept, what goes, and a corpus of attacks that must leave nothing else."""

from html.parser import HTMLParser
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.text.markup import ATTRIBUTES, SCHEMES, TAGS, sanitise_inline

BASE = "https://paper.example/news/story-1?page=2"


class Inspector(HTMLParser):
    """Collects whatever a reader of the markup would find in it that is not allowed."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.faults = []

    def handle_starttag(self, tag, attrs):
        if tag not in TAGS:
            self.faults.append(tag)
        for name, value in attrs:
            if name not in ATTRIBUTES.get(tag, ()):
                self.faults.append(f"{tag} {name}")
            if name == "href" and (value or "").partition(":")[0].lower() not in SCHEMES:
                self.faults.append(f"href {value}")

    handle_startendtag = handle_starttag

    def handle_comment(self, data):
        self.faults.append(f"comment {data}")

    handle_decl = unknown_decl = handle_pi = handle_comment


def faults(html):
    inspector = Inspector()
    inspector.feed(html or "")
    inspector.close()
    return inspector.faults


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


ATTACKS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script\x00>alert(1)</script>",
    "</script><script>alert(1)",
    "<img src=x onerror=alert(1)>",
    "<img/src=`x`onerror=alert(1)>",
    '<IMG """><SCRIPT>alert(1)</SCRIPT>">',
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
    "<svg><animate onbegin=alert(1) attributeName=x>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    '<math><mi xlink:href="javascript:alert(1)">x</mi></math>',
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    '<form><math><mtext></form><form><mglyph><svg><mtext><style><path id="</style><img onerror=alert(1) src>">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    "<template><img src=x onerror=alert(1)></template>",
    '<iframe src="javascript:alert(1)"></iframe>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<object data="data:text/html,<script>alert(1)</script>"></object>',
    '<embed src="//evil.example/x.swf">',
    '<link rel="stylesheet" href="//evil.example/x.css">',
    '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
    '<base href="//evil.example/">',
    '<style>@import "//evil.example/x.css";</style>',
    '<b style="background:url(javascript:alert(1))">x</b>',
    '<b style="width:expression(alert(1))">x</b>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="JaVaScRiPt:alert(1)">x</a>',
    '<a href="  javascript:alert(1)">x</a>',
    '<a href="java\tscript:alert(1)">x</a>',
    '<a href="java\nscript:alert(1)">x</a>',
    '<a href="java&#x0A;script:alert(1)">x</a>',
    '<a href="&#106;&#97;vascript:alert(1)">x</a>',
    '<a href="java&#8203;script:alert(1)">x</a>',
    '<a href="java\u200bscript:alert(1)">x</a>',
    '<a href="\x01javascript:alert(1)">x</a>',
    '<a href="javascript&colon;alert(1)">x</a>',
    '<a href="vbscript:msgbox(1)">x</a>',
    '<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">x</a>',
    '<a href="view-source:javascript:alert(1)">x</a>',
    '<a href="blob:https://paper.example/1">x</a>',
    '<a href="file:///etc/passwd">x</a>',
    '<a href="https:javascript:alert(1)" onmouseover="alert(1)">x</a>',
    "<a href='x' onclick=alert(1)//>x</a>",
    '<a href="/x"onfocus=alert(1) autofocus tabindex=1>x</a>',
    '<a\x0conclick=alert(1) href="/x">x</a>',
    '<a href="/x" style="position:fixed;inset:0">x</a>',
    '<time datetime="1" onclick="alert(1)">x</time>',
    '<abbr title="&quot; onmouseover=&quot;alert(1)">x</abbr>',
    '<abbr title="--><script>alert(1)</script>">x</abbr>',
    "<b onclick=alert(1)>x</b>",
    '<b contenteditable onblur="alert(1)">x</b>',
    "<marquee onstart=alert(1)>x</marquee>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video><source onerror=alert(1)></video>",
    "<input autofocus onfocus=alert(1)>",
    "<select autofocus onfocus=alert(1)></select>",
    "<textarea><script>alert(1)</script></textarea>",
    "<title><script>alert(1)</script></title>",
    "<xmp><script>alert(1)</script></xmp>",
    "<plaintext><script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "<!DOCTYPE x [<!ENTITY e '<script>alert(1)</script>'>]>&e;",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "＜script＞alert(1)＜/script＞",
    '<a href="https://e.example/">\u0338 onmouseover=alert(1) x="</a>',
    '<a href="https://e.example/">&#x338; onmouseover=alert(1) x="</a>',
    '<a href="https://e.example/">\u0323&#x338; onmouseover=alert(1)</a>',
    "<" * 2000,
    "<b>" * 2000 + "x",
    "<a href=" * 500 + "x>",
    "&" * 2000 + "<",
]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack[:50])
@pytest.mark.parametrize("around", ["{}", "Copy {} copy.", "<b>{}</b>", '<a href="/x">{}'])
def test_no_attack_leaves_more_than_is_allowed(attack, around):
    clean = sanitise_inline(around.format(attack), base=BASE)
    assert faults(clean) == []
    assert faults(normalize("NFC", clean or "")) == []
    assert sanitise_inline(clean or "", base=BASE) == clean


def test_the_inspector_sees_what_it_should():
    assert faults('<img src=x onerror="y"><a href="javascript:x" class=c>z</a><!-- c -->') == [
        "img",
        "img src",
        "img onerror",
        "href javascript:x",
        "a class",
        "comment  c ",
    ]


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
