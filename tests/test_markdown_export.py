"""An article as Markdown: read by markdown-it, which is not ours, it says what the article says, sign for sign."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from pipelines.exports.markdown import as_markdown
from pipelines.items import Block, Picture
from pipelines.text.markup import sanitise_inline
from pipelines.text.whitespace import tidy
from tests.article_samples import BARE, FULL

READER = MarkdownIt("commonmark")


def rendered(article):
    return lxml_html.fragment_fromstring(READER.render(as_markdown(article)), create_parent="div")


def pieces(article):
    return [(one.tag, " ".join(one.text_content().split())) for one in rendered(article)]


def of_blocks(*blocks):
    return replace(BARE, body=blocks)


def test_everything_stands_in_its_order():
    assert pieces(FULL) == [
        ("h1", FULL.headline),
        ("p", "Nobody was told."),
        ("p", FULL.byline.printed),
        ("p", f"Harbour Ledger · 2026-08-01T04:00:00-05:00 · {FULL.url}"),
        ("p", "(Handout)"),
        ("h3", "On the quay"),
        ("p", "CORK (AFP) — Tea & …"),
        ("p", "The quay at dawn (Dana Whitlock/AP)"),
        ("ul", "茶"),
        ("blockquote", "“We waited.”"),
    ]
    page = rendered(FULL)
    image = page.find(".//img")
    assert (image.get("src"), image.get("alt")) == ("https://img.example/a%20b.jpg", "A quay")
    assert [one.text for one in page.iter("strong")] == ["Nobody was told.", "Tea"]


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<b>Tea</b> and <em>cake</em>", "**Tea** and *cake*"),
        ("<strong><i>Both</i></strong> of them", "***Both*** of them"),
        ("un<em>believ</em>able", "un*believ*able"),
        ("<b>Tea </b>and", "**Tea** and"),
        ("so<b>“Tea”</b>said", "so“Tea”said"),
        ("<b>one</b><i>two</i>", "**one**two"),
        (
            'See <a href="https://x.example/a_(b)">the <b>list</b></a>.',
            "See [the **list**](https://x.example/a_%28b%29).",
        ),
        ('Hey!<a href="https://x.example/">no picture</a>', "Hey\\![no picture](https://x.example/)"),
        ('<a href="mailto:desk@x.example">write</a>', "[write](mailto:desk@x.example)"),
        ('<a href="https://x.example/"> spaced </a>out', "[spaced](https://x.example/) out"),
        ("run <code>a``b</code> now", "run ```a``b``` now"),
        ("H<sub>2</sub>O, <u>under</u>, <mark>marked</mark>", "H2O, under, marked"),
        ("5 * 3 _x_ [y] &lt;z&gt; &amp;amp; AT&amp;T", r"5 \* 3 \_x\_ \[y\] \<z> \&amp; AT\&T"),
    ],
)
def test_markup_of_a_block_is_kept_where_commonmark_can_say_it(html, markdown):
    assert as_markdown(of_blocks(Block(kind="paragraph", text="x", html=html))) == f"{markdown}\n"


@pytest.mark.parametrize(
    ("kind", "text", "markdown"),
    [
        ("paragraph", "# no heading", r"\# no heading"),
        ("paragraph", "1. no list", r"1\. no list"),
        ("paragraph", "- - -", r"\- - -"),
        ("paragraph", "> no quote", r"\> no quote"),
        ("paragraph", "1977 was", "1977 was"),
        ("heading", "C #", r"## C \#"),
        ("list_item", "2) second", r"- 2\) second"),
        ("quote", "No.", "> No."),
        ("pre", "a ``` b", "````\na ``` b\n````"),
        ("table", "Wed 12 34", "Wed 12 34"),
    ],
)
def test_what_begins_a_line_means_itself(kind, text, markdown):
    article = of_blocks(Block(kind=kind, text=text))
    assert as_markdown(article) == f"{markdown}\n"
    assert [words for _, words in pieces(article)] == [text]


def test_rows_of_items_and_quotes_are_one_list_and_one_quotation():
    kinds = ["list_item", "list_item", "quote", "quote", "paragraph"]
    article = of_blocks(*(Block(kind=kind, text=f"n{at}") for at, kind in enumerate(kinds)))
    assert pieces(article) == [("ul", "n0 n1"), ("blockquote", "n2 n3"), ("p", "n4")]
    assert [one.tag for one in rendered(article).iter("li", "p")] == ["li", "li", "p", "p", "p"]


def test_nothing_but_web_and_mail_is_linked():
    article = of_blocks(Block(kind="paragraph", text="x", html='<a href="javascript:alert(1)">go</a>'))
    assert as_markdown(replace(article, pictures=(Picture(caption="[x](javascript:y)"),))) == (
        "\\[x\\](javascript:y)\n\ngo\n"
    )


def test_a_bare_article_is_empty():
    assert as_markdown(BARE).strip() == ""


SIGNS = st.text(st.sampled_from("ab 1.#>+-=*_`~[]()!<&;\\/:|\"'“”é€…¡茶 \u0301"), max_size=24)
TAGGED = st.recursive(
    SIGNS.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;")),
    lambda inner: st.lists(
        st.one_of(
            inner,
            st.tuples(st.sampled_from("b i em strong code sub u cite q".split()), inner).map(
                lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>"
            ),
            inner.map(lambda words: f'<a href="https://x.example/a_b*(c)?d=&amp;e">{words}</a>'),
        ),
        max_size=5,
    ).map("".join),
    max_leaves=12,
)


@given(TAGGED, st.sampled_from(["paragraph", "heading", "list_item", "quote"]))
@example("<b>*</b><i>a</i>", "paragraph")
def test_any_markup_is_read_back_as_the_same_text(html, kind):
    clean = sanitise_inline(html, base=None)
    if clean is None:
        return
    told = rendered(of_blocks(Block(kind=kind, text="x", html=clean))).text_content()
    wanted = lxml_html.fragment_fromstring(clean, create_parent="p").text_content()
    assert tidy(told) == tidy(wanted)


@given(st.lists(st.tuples(st.sampled_from(["paragraph", "heading", "list_item", "quote", "table", "pre"]), SIGNS)))
def test_any_text_is_read_back_as_it_was(rows):
    blocks = [Block(kind=kind, text=tidy(text)) for kind, text in rows if tidy(text)]
    article = of_blocks(*blocks)
    assert tidy(rendered(article).text_content()) == tidy(" ".join(block.text for block in blocks))
    assert len(READER.parse(as_markdown(article))) >= len(blocks)


@given(SIGNS, SIGNS, SIGNS)
def test_headline_standfirst_and_caption_too(headline, standfirst, caption):
    words = [tidy(one) or None for one in (headline, standfirst, caption)]
    picture = Picture(url="https://x.example/1.jpg", alt=words[2], caption=words[2])
    article = replace(BARE, headline=words[0], standfirst=words[1], pictures=(picture,))
    assert [text for _, text in pieces(article)] == [one for one in (*words[:2], words[2] or "") if one is not None]
    assert rendered(article).find(".//img").get("alt") == (words[2] or "")
