"""Invented pages read through invented configs: what a directive does to the article, and where the rest goes."""

from collections import Counter

import pytest

from crawler.layouts.fields import Evidence
from crawler.page import Page
from crawler.read_page import Aggregator, blank
from crawler.reader.site_configs.parse import read_config
from crawler.reader.site_configs.reading import read_by
from pipelines.errors import LayoutMismatch
from pipelines.items import Article
from pipelines.text.conservation import destinations
from pipelines.text.inline import visible_text
from tests.test_site_config_xpath import page as random_page

URL = "https://www.harbour.example/news/quay-bill-passes"
READER = Aggregator("site", (), lambda url: None)

FIRST = "The council passed the quay bill on Tuesday, after a debate that went on until midnight."
SECOND = "Dockers, who had waited outside, said that they would read it before they cheered it."
PAGE = f"""<!doctype html><html lang="en"><head><title>Quay bill passes | Harbour Ledger</title>
<meta property="og:title" content="Quay bill passes, says the Ledger">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Told by machine",
"author": "A Robot"}}</script>
</head><body class="page-promo-frame">
<header><a href="/">Harbour Ledger</a></header>
<article class="tale">
  <h1>Quay bill passes</h1>
  <p class="who">By <a href="/ann">Ann Lee</a> and <a href="/tom">Tomás Ó Sé</a></p>
  <p class="when"><time datetime="2026-03-02T23:40:00Z">2 March 2026</time></p>
  <div id="copy">
    <p>{FIRST}</p>
    <aside>Read also: the other bill</aside>
    <figure><img src="https://pictures.harbour.example/quay.jpg" width="800"><figcaption>The quay.</figcaption></figure>
    <p>{SECOND} <span class="inline-promo">Buy a boat.</span></p>
    <div class="box promo-box">Boats for hire.</div>
    <img src="https://count.example/pixel.gif" width="400">
    <ul><li>Ayes: twelve</li><li>Noes: nine</li></ul>
  </div>
  <div class="copy-two"><p>A second container.</p></div>
</article>
<footer>About the Ledger</footer></body></html>"""

COPY = "body: //div[@id='copy']\nprune: no\n"


def read(config: str, page: str = PAGE) -> Article:
    served = Page(page.encode(), url=URL)
    return read_by(read_config(config, "harbour.example"), Evidence(served), blank(served, READER, "site-config"))


def lines(article: Article) -> list[str]:
    return [block.text for block in article.body]


def rules(article: Article) -> dict[str, list[str | None]]:
    """What each rule struck or noted."""
    told: dict[str, list[str | None]] = {}
    for edit in article.edits:
        if edit.rule.startswith("site-config/"):
            told.setdefault(edit.rule, []).append(edit.before)
    return told


# The body


@pytest.mark.parametrize(
    ("config", "first", "last"),
    [
        ("body: //div[@id='copy']", FIRST, "Noes: nine"),
        ("body: //div[@id='none']\nbody: //div[@id='copy']", FIRST, "Noes: nine"),
        ("body: //div[@class='copy-two']", "A second container.", "A second container."),
        ("body: //div[@class='copy-two'] | //div[@id='copy']", FIRST, "A second container."),
        ("body: //div[@id='copy'] | //div[@id='copy']/p", FIRST, "Noes: nine"),
        ("body: //div[@id='copy']/p", FIRST, f"{SECOND} Buy a boat."),
        ("body: //div[@id='copy']/@id\nbody: //ul", "Ayes: twelve", "Noes: nine"),
        ("body: //div[@id='empty']\nbody: //ul/li[1]", "Ayes: twelve", "Ayes: twelve"),
        ("body: string(//ul)\nbody: //ul", "Ayes: twelve", "Noes: nine"),
        ("body: //span", "Buy a boat.", "Buy a boat."),
    ],
)
def test_the_first_body_that_is_there_counts(config, first, last):
    article = read(f"{config}\nprune: no")
    assert (lines(article)[0], lines(article)[-1]) == (first, last)
    assert article.made_by.layout == "site-config/harbour.example"
    assert "site-config/body-not-found" not in rules(article)


def test_a_body_whose_scripts_would_show_it_is_read():
    page = PAGE.replace('<div id="copy">', '<div style="display:none"><div id="copy" hidden>').replace(
        '<div class="copy-two">', '</div><div class="copy-two">'
    )
    assert lines(read(COPY, page))[0] == FIRST


def test_a_body_that_is_not_there_is_found_by_the_general_reader_and_that_is_told():
    article = read("body: //div[@id='gone']\nbody: //main")
    assert FIRST in lines(article)
    assert rules(article)["site-config/body-not-found"] == ["//div[@id='gone']\n//main"]
    assert article.made_by.layout == "site-config/harbour.example"


def test_where_nothing_may_be_looked_for_the_page_has_no_layout():
    with pytest.raises(LayoutMismatch, match=r"site-config/harbour\.example lacks body"):
        read("body: //div[@id='gone']\nautodetect_on_failure: no")


def test_without_a_body_in_the_config_the_general_reader_finds_it():
    article = read("strip: //aside\nautodetect_on_failure: no")
    assert FIRST in lines(article) and "site-config/body-not-found" not in rules(article)


# What is struck


def test_strips_that_leave_no_copy_at_all_are_left_out_and_that_is_told():
    article = read("strip_id_or_class: tale\nstrip: //footer")
    assert FIRST in lines(article)
    assert rules(article)["site-config/strips-left-out"] == ["//footer\ntale"]
    with pytest.raises(LayoutMismatch):
        read("strip_id_or_class: tale\nautodetect_on_failure: no")


@pytest.mark.parametrize(
    ("config", "rule", "struck"),
    [
        ("strip: //aside", "site-config/strip", ["Read also: the other bill"]),
        ("strip: //ul/li[2]", "site-config/strip", ["Noes: nine"]),
        ("strip: //div[@id='copy']//span", "site-config/strip", ["Buy a boat."]),
        ("strip: //figcaption", "site-config/strip", ["The quay."]),
        ("strip_id_or_class: promo", "site-config/strip-id-or-class", ["Buy a boat.", "Boats for hire."]),
        ("strip_id_or_class: 'box promo'", "site-config/strip-id-or-class", ["Boats for hire."]),
        ("strip: //footer", "site-config/strip", ["About the Ledger"]),
        ("strip: //body", "site-config/strip", None),
        ("strip: //article", "site-config/strip", None),
        ("strip_id_or_class: tale", "site-config/strip-id-or-class", None),
        ("strip: //aside/@class", "site-config/strip", None),
    ],
)
def test_what_is_struck_is_told_and_is_no_copy(config, rule, struck):
    article = read(COPY + config)
    assert rules(article).get(rule) == struck
    assert lines(article)[0] == FIRST
    assert not set(struck or ()) & set(lines(article))


def test_a_line_goes_on_behind_what_is_struck_within_it():
    page = PAGE.replace("passed the quay", "passed <b class='promo'>(boats!)</b> the quay")
    assert lines(read(COPY + "strip_id_or_class: promo", page))[0] == FIRST


def test_a_body_that_is_struck_is_passed_over():
    article = read("body: //div[@id='copy']\nbody: //div[@class='copy-two']\nstrip: //div[@id='copy']\nprune: no")
    assert lines(article) == ["A second container."]


def test_pictures_go_with_their_address_and_with_what_holds_them():
    assert [one.url for one in read(COPY).pictures][:1] == ["https://pictures.harbour.example/quay.jpg"]
    by_address = read(COPY + "strip_image_src: pictures.harbour\nstrip: //figcaption")
    assert "quay.jpg" not in str(by_address.pictures)
    assert "quay.jpg" not in str(read(COPY + "strip: //figure").pictures)


def test_a_picture_keeps_its_place_when_its_caption_is_struck():
    pictures = read(COPY + "strip: //figcaption").pictures
    assert [(one.url, one.caption) for one in pictures][:1] == [("https://pictures.harbour.example/quay.jpg", None)]


def test_what_is_struck_within_a_figure_leaves_its_caption_whole():
    page = PAGE.replace(
        "The quay.", "The <i>old</i> quay at dusk, <b class='promo'>(boats!)</b> on the eve of the vote."
    )
    article = read(COPY + "strip_id_or_class: promo", page)
    assert article.pictures[0].caption == "The old quay at dusk, on the eve of the vote."
    assert rules(article)["site-config/strip-id-or-class"][:1] == ["(boats!)"]
    assert not any("dusk" in line for line in lines(article))


# Fields


@pytest.mark.parametrize(
    ("config", "field", "value"),
    [
        ("title: //h1", "headline", "Quay bill passes"),
        ("title: //h2\ntitle: //meta[@property='og:title']/@content", "headline", "Quay bill passes, says the Ledger"),
        ("title: //meta[@property='og:title']", "headline", "Quay bill passes, says the Ledger"),
        ("title: substring-before(//title, ' |')", "headline", "Quay bill passes"),
        ("title: //article\ntitle: //h1", "headline", "Quay bill passes"),
        ("title: concat(//h6, ': ', //h1)", "headline", "Quay bill passes"),
        ("title: concat(//h6, ': ', //h5)\ntitle: //h1", "headline", "Quay bill passes"),
        ("author: //p[@class='who']/a", "byline", "Ann Lee, Tomás Ó Sé"),
        ("author: //p[@class='who']", "byline", "By Ann Lee and Tomás Ó Sé"),
        ("author: substring-after(//p[@class='who'], 'By ')", "byline", "Ann Lee and Tomás Ó Sé"),
        ("author: //p[@class='who']/a[1]/@href\nauthor: //a[@href='/ann']", "byline", "/ann"),
        ("date: //time", "published", "2026-03-02T23:40:00Z"),
        ("date: //p[@class='when']", "published", "2 March 2026"),
        ("date: //time/@datetime", "published", "2026-03-02T23:40:00Z"),
    ],
)
def test_a_field_is_what_the_config_says(config, field, value):
    article = read(COPY + config)
    said = {"headline": article.headline, "byline": article.byline.printed}
    said["published"] = article.published.printed if article.published else None
    assert said[field] == value


def test_an_address_is_no_name():
    page = PAGE.replace("<head>", "<head><meta property='article:author' content='https://harbour.example/ann'>")
    article = read(COPY + "author: //meta[@property='article:author']/@content\nauthor: //a[@href='/ann']", page)
    assert article.byline.printed == "Ann Lee"


def test_a_headline_from_metadata_is_not_repeated_in_the_copy():
    title = "title: //meta[@property='og:title']/@content"
    page = PAGE.replace("Quay bill passes, says the Ledger", "Quay bill passes")
    assert "Quay bill passes" not in lines(read(f"body: //article\nprune: no\n{title}", page))


def test_what_shows_a_field_is_no_copy():
    article = read("body: //article\nprune: no\ntitle: //h1\nauthor: //p[@class='who']/a\ndate: //time/@datetime")
    assert lines(article)[0] == FIRST
    shown = {(edit.field, edit.before) for edit in article.edits if edit.at is not None and edit.action == "merged"}
    assert {
        ("headline", "Quay bill passes"),
        ("byline", "By Ann Lee and Tomás Ó Sé"),
        ("published", "2 March 2026"),
    } <= shown


def test_a_field_that_is_not_there_is_left_to_the_general_reader_or_absent():
    gone = "title: //h6\nauthor: //h6\ndate: //h6\n"
    assert read(COPY + gone).headline is not None
    strict = read(COPY + gone + "autodetect_on_failure: no")
    assert (strict.headline, strict.byline.printed, strict.published) == (None, None, None)


def test_linked_data_is_not_believed_where_the_config_says_so():
    told = [edit.before or "" for edit in read(COPY + "skip_json_ld: yes").edits]
    assert not any("Told by machine" in one or "A Robot" in one for one in told)
    served = Page(PAGE.encode(), url=URL)
    read_by(read_config("skip_json_ld: yes", "x"), Evidence(served), blank(served, READER, "x"))
    assert "Told by machine" in served.root.findtext("head/script"), "the page as served is not touched"


# Strings and attributes


def test_strings_are_replaced_before_the_page_is_parsed_and_lost_words_are_told():
    article = read(COPY + "find_string: <aside>\nreplace_string: <script>\nreplace_string(</aside>): </script>")
    assert rules(article) == {"site-config/replace-string": ["Read also: the other bill"]}
    changed = read(COPY + "replace_string(Dockers, who): Sailors, who")
    edit = next(edit for edit in changed.edits if edit.rule == "site-config/replace-string")
    assert (edit.action, edit.before, edit.after) == (
        "changed",
        f"{SECOND} Buy a boat.",
        f"{SECOND.replace('Dockers', 'Sailors')} Buy a boat.",
    )


def test_strings_that_change_no_words_leave_no_edit():
    assert rules(read(COPY + "replace_string(<aside>): <section>\nreplace_string(</aside>): </section>")) == {}
    assert rules(read(COPY + "replace_string(not on the page): <b>")) == {}


def test_strings_that_leave_no_page_are_not_replaced():
    assert lines(read(COPY + "replace_string(<div): <i" + " a" * 20 + "\nreplace_string(<): \nreplace_string(>): "))


def test_a_picture_that_loads_late_has_the_address_that_the_config_names():
    page = PAGE.replace('src="https://pictures.harbour.example/quay.jpg"', 'src="/grey.gif" data-quay="/late.jpg"')
    pictures = read(COPY + "src_lazy_load_attr: data-quay", page).pictures
    assert pictures[0].url == "https://www.harbour.example/late.jpg"


def test_an_attribute_that_is_struck_is_as_good_as_not_there():
    page = PAGE.replace('quay.jpg" width="800"', 'quay.jpg" width="10"')
    assert not any("quay.jpg" in str(one.url) for one in read(COPY, page).pictures)
    assert "quay.jpg" in str(read(COPY + "strip_attr: //img/@width", page).pictures[0].url)


# Furniture that no directive names


def test_pruning_strikes_what_two_witnesses_call_furniture():
    related = "<div class='related-links'><a href='/1'>The other bill</a></div>"
    page = PAGE.replace('<div class="box', f'{related}<div class="box')
    assert "The other bill" in lines(read(COPY, page))
    pruned = lines(read(COPY.replace("prune: no", "prune: yes"), page))
    assert "The other bill" not in pruned and {FIRST, "Ayes: twelve", "Noes: nine"} <= set(pruned)


# What is noted of no line


def test_a_clue_to_an_advertiser_is_told():
    assert "site-config/native-ad" in rules(read(COPY + "native_ad_clue: //article[@class='tale']"))
    assert "site-config/native-ad" not in rules(read(COPY + "native_ad_clue: //article[@class='paid']"))


@pytest.mark.parametrize(
    ("config", "address"),
    [
        ("next_page_link: //a[@href='/ann']", "https://www.harbour.example/ann"),
        ("next_page_link: //a[@href='/ann']\nsingle_page_link: //a[@href='/tom']", "https://www.harbour.example/tom"),
        ("next_page_link: //a[@href='/nowhere']", None),
    ],
)
def test_where_a_story_goes_on_is_told(config, address):
    told = [edit.after for edit in read(COPY + config).edits if edit.rule == "site-config/goes-on"]
    assert told == ([address] if address else [])


def test_what_was_not_looked_for_is_told():
    page = PAGE.replace("</article>", "<p>x</p>" * 20_000 + "</article>")
    article = read(COPY + "strip: //p/following::p", page)
    assert rules(article)["site-config/too-costly"] == ["//p/following::p"]
    assert lines(article)[0] == FIRST


# Nothing is taken silently

WILD = [
    "body: //div[@id='a']\nprune: no",
    "body: //div[@class='a'] | //p[@class]\nstrip: //b\nprune: no",
    "strip_id_or_class: a\nauthor: //b\ntitle: //p",
    "body: //div\nstrip: //div/p[2]\nstrip: //section//b\ntitle: //b",
    "body: //b\nstrip: //*[@class='a']\nprune: no",
]
CONFIGS = [
    COPY,
    "title: //h1",
    COPY + "strip: //aside\nstrip_id_or_class: promo\nstrip_image_src: pixel\nstrip: //figcaption",
    "body: //article\nprune: no\nauthor: //p[@class='who']/a\ndate: //time\nstrip: //ul",
    "body: //div[@class='copy-two']\nstrip: //*[@id='copy']\nstrip: //header",
    "body: //main\nstrip_id_or_class: o",
    "body: //span\nprune: no\ntitle: //li[1]",
]


@pytest.mark.parametrize("config", CONFIGS)
def test_every_word_of_the_page_goes_somewhere_once(config):
    article = read(config)
    told = destinations(article)
    assert len({one.at for one in told}) == len(told)
    printed = Counter(" ".join(one.printed for one in told).split())
    assert printed == Counter(visible_text(Page(PAGE.encode()).root.find("body")).split())


@pytest.mark.parametrize("config", WILD)
def test_of_no_page_a_letter_is_lost(config):
    """Random pages of nested and broken matter, with the copy at some depth of them."""
    done = 0
    for seed in range(40):
        page = random_page(seed).replace("<body>", f"<body><p>{FIRST}</p><div id='a'><p>{SECOND}</p></div>", 1)
        try:
            article = read(config, page)
        except LayoutMismatch:
            continue
        done += 1
        told = destinations(article)
        assert len({one.at for one in told}) == len(told)
        printed = Counter("".join(one.printed for one in told).replace(" ", ""))
        assert printed == Counter(visible_text(Page(page.encode()).root.find("body")).replace(" ", "")), (seed, page)
    assert done > 20
