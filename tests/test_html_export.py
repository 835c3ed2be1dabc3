"""An article as a web page of its own: what stands where, that it is sound HTML, and that nothing in it runs."""

import json
from dataclasses import replace

import pytest
from lxml import html as lxml_html

from pipelines.exports.html import POLICY, as_html
from pipelines.items import Block, Credit, Picture, Publisher, Timestamp
from tests.article_samples import BARE, FULL
from tests.attacks import ATTACKS
from tests.browser import browser


def read(article):
    return lxml_html.document_fromstring(as_html(article).encode())


def test_everything_stands_in_its_order():
    page = read(FULL)
    article = page.find(".//article")
    assert (page.get("lang"), article.get("dir")) == ("en", "ltr")
    assert [one.text_content() for one in article.find("header")] == [
        "Transport",
        FULL.headline,
        "Nobody was told.",
        FULL.byline.printed,
        "2026-08-01 04:00:00-05:00 · 2026-08-02",
    ]
    assert [one.get("datetime") for one in article.iter("time")] == ["2026-08-01T04:00:00-05:00", "2026-08-02"]
    assert [(one.tag, one.text_content()) for one in article][1:-1] == [
        ("figure", "Handout"),
        ("h3", "On the quay"),
        ("p", "CORK (AFP) — Tea & …"),
        ("figure", "The quay at dawn Dana Whitlock/AP"),
        ("ul", "茶"),
        ("blockquote", "“We waited.”"),
    ]
    image = article.find(".//img")
    assert (image.get("src"), image.get("alt")) == ("https://img.example/a b.jpg", "A quay")
    assert [one.get("href") for one in article.find("footer").iter("a")] == [FULL.publisher.url, FULL.url]
    assert page.find(".//link[@rel='canonical']").get("href") == FULL.canonical_url


def test_items_and_quotes_in_a_row_are_one_list_and_one_quotation():
    kinds = ["paragraph", "list_item", "list_item", "quote", "quote", "heading", "heading", "list_item", "pre"]
    body = tuple(Block(kind=kind, text=f"{kind} {at}", level=1) for at, kind in enumerate(kinds))
    article = read(replace(FULL, body=body, pictures=())).find(".//article")
    shape = [(one.tag, [child.tag for child in one]) for one in article][1:-1]
    assert shape == [
        ("p", []),
        ("ul", ["li", "li"]),
        ("blockquote", ["p", "p"]),
        ("h2", []),
        ("h2", []),
        ("ul", ["li"]),
        ("pre", []),
    ]


def test_a_picture_may_part_a_list():
    items = tuple(Block(kind="list_item", text=text) for text in ("one", "two"))
    picture = Picture(url="https://img.example/1.jpg", after_block=0)
    article = read(replace(FULL, body=items, pictures=(picture,))).find(".//article")
    assert [one.tag for one in article][1:-1] == ["ul", "figure", "ul"]


def test_the_page_carries_the_article_for_machines():
    script = read(FULL).find(".//script")
    assert script.get("type") == "application/ld+json"
    assert json.loads(script.text)["headline"] == FULL.headline


@pytest.mark.parametrize(
    ("language", "direction"), [("ar", "rtl"), ("he", "rtl"), ("fa", "rtl"), ("en", "ltr"), (None, "auto")]
)
def test_the_direction_is_the_languages(language, direction):
    page = read(replace(FULL, language=language))
    assert (page.get("lang"), page.find(".//article").get("dir")) == (language, direction)


def test_a_bare_article_is_a_page():
    page = read(BARE)
    assert page.find(".//title").text == BARE.id
    assert page.find(".//article").text_content().strip() == ""


def test_a_date_that_nobody_understood_is_printed():
    page = read(replace(FULL, published=Timestamp(printed="<lately>"), updated=None))
    assert page.find(".//span[@class='published']").text == "<lately>"


def hostile(markup):
    """An article in which everything is an attack, as no layout and no stage would leave it."""
    return replace(
        FULL,
        headline=markup or "x",
        standfirst=markup,
        section=markup,
        byline=replace(FULL.byline, printed=markup),
        publisher=Publisher(name=markup, url="javascript:alert(1)"),
        canonical_url="javascript:alert(1)",
        url='https://x.example/"><script>alert(1)</script>',
        published=Timestamp(printed=markup),
        body=(
            Block(kind="paragraph", text=markup, html=markup),
            Block(kind="list_item", text=markup),
            Block(kind="pre", text=markup, html=f"<pre>{markup}</pre>"),
        ),
        pictures=(
            Picture(url="javascript:alert(1)", alt=markup, caption=markup, credit=Credit(printed=markup)),
            Picture(url='https://x.example/"onerror="alert(1)', alt='" onerror="alert(1)'),
        ),
    )


ALLOWED = set(
    "html head meta title link style script body article header footer h1 h2 h3 p ul li blockquote pre figure img "
    "figcaption small time span a abbr b bdi bdo br cite code em i mark q rp rt ruby s strong sub sup u".split()
)


@pytest.mark.parametrize("markup", [one for one in ATTACKS if len(one) < 1000])
def test_no_attack_leaves_more_than_is_allowed(markup):
    for one in read(hostile(markup)).iter():
        assert one.tag in ALLOWED
        assert not [name for name in one.attrib if name.startswith("on") or name == "style"]
        for name in ("href", "src"):
            assert one.get(name, "https:").lower().startswith(("http:", "https:", "mailto:"))
        assert one.tag != "script" or one.get("type") == "application/ld+json"


def test_a_browser_runs_nothing_of_it_even_without_the_policy(tmp_path):
    pages = "".join(as_html(hostile(one)) for one in ATTACKS if len(one) < 1000)
    assert POLICY in pages
    (tmp_path / "page.html").write_text(pages.replace(POLICY, ""), "utf-8", "surrogatepass")
    with browser() as opened:
        page, ran = opened.new_page(), []
        page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: ran.append(request.url) if "evil.example" in request.url else None)
        page.route("http*://**", lambda route: route.abort())
        page.goto((tmp_path / "page.html").as_uri())
        assert page.locator("article").count() > 50
        assert ran == []
        assert page.url.endswith("page.html")
