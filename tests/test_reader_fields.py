"""Standfirst, section, publisher, language, address and wall, as the general reader finds them."""

import json

import pytest

from crawler.layouts.fields import Evidence
from crawler.page import Page
from crawler.reader.access import read_access
from crawler.reader.addresses import choose_canonical_url
from crawler.reader.headline import choose_headline
from crawler.reader.language import choose_language
from crawler.reader.lines import Lines, read_lines
from crawler.reader.publisher import choose_publisher, publisher_url
from crawler.reader.section import choose_section
from crawler.reader.standfirst import choose_standfirst

URL = "https://www.thecourier.com/news/harbour-bill"
SAID = "The bill, long in the making, passed by nine votes."
FIRST = "The harbour bill passed on Tuesday after a debate of many hours in the house, with nine votes to spare. "
COPY = f"<p>{FIRST * 2}</p><p>{'Members of both sides spoke for hours on what the harbour had cost so far. ' * 2}</p>"
H1 = "<h1>Harbour bill passes</h1>"


def evidence(body: str, head: str = "", url: str | None = URL, lang: str = "en") -> Evidence:
    title = "" if "<title>" in head else "<title>Harbour bill passes</title>"
    markup = f"<html lang='{lang}'><head>{title}{head}</head><body>{body}</body></html>"
    return Evidence(Page(markup.encode(), url=url, form="html"))


def linked(thing: dict[str, object]) -> str:
    return f"<script type='application/ld+json'>{json.dumps({'@type': 'NewsArticle'} | thing)}</script>"


def lines_of(page: Evidence) -> Lines:
    return read_lines(page.root, {})


DESCRIBED = f'<meta name="description" content="{SAID}">'
STANDFIRSTS = {
    "named by its class": ("", f"{H1}<p class=standfirst>{SAID}</p>{COPY}", SAID),
    "named in German": ("", f"{H1}<p class=article-vorspann>{SAID}</p>{COPY}", SAID),
    "named by the box around it": ("", f"{H1}<div class=dek><p>{SAID}</p></div>{COPY}", SAID),
    "over the headline": ("", f"<p class=summary>{SAID}</p>{H1}{COPY}", SAID),
    "of two lines": ("", f"{H1}<div class=dek>{SAID}<br>{SAID}</div>{COPY}", f"{SAID} {SAID}"),
    "a subhead that the page describes itself by": (DESCRIBED, f"{H1}<h2>{SAID}</h2>{COPY}", SAID),
    "the same in bold": (DESCRIBED, f"<main>{H1}<p><b>{SAID}</b></p>{COPY}</main>", SAID),
    "the same in a box of its own": (DESCRIBED, f"{H1}<header><p>{SAID}</p></header><main>{COPY}</main>", SAID),
    "what only machines are told": (DESCRIBED, f"{H1}{COPY}", None),
    "the copy's first paragraph": (f'<meta name="description" content="{FIRST}">', f"{H1}{COPY}", None),
    "a caption that is named a summary": ("", f"{H1}<p class='caption summary'>{SAID}</p>{COPY}", None),
    "a teaser below": ("", f"{H1}{COPY * 20}<p class=teaser>{SAID}</p>", None),
    "a date and place": ("", f"{H1}<p class=subtitle>Northport, 2 November 2021</p>{COPY}", None),
    "a few words right under the headline": ("", f"{H1}<h2 class=subtitle>Ferries stop</h2>{COPY}", None),
    "three words right under the headline": (
        "",
        f"{H1}<h2 class=subtitle>Ferries to stop</h2>{COPY}",
        "Ferries to stop",
    ),
    "three words farther down": (
        "",
        f"{H1}<ul><li>Monday</li></ul><div><p>By Dana Whitlock</p></div><h2 class=teaser>Ferries to stop</h2>{COPY}",
        None,
    ),
    "headings right under the headline": (
        "",
        f"<main>{H1}<div><h2>{SAID}</h2><h2>The ferries stop for a week.</h2></div>{COPY}</main>",
        SAID,
    ),
    "the copy's own first heading": (
        "",
        f"<main>{H1}<h2>What the board has to say of it</h2>{COPY}<h2>What the town says</h2>{COPY}</main>",
        None,
    ),
    "a label right under the headline": ("", f"{H1}<h2>All that you need to know now:</h2>{COPY}", None),
    "a picture of a gallery": ("", f"{H1}<h2>Picture 1 / 12 of the harbour at dawn</h2>{COPY}", None),
    "behind a label that the description lacks": (
        f'<meta name="description" content="{FIRST}">',
        f"{H1}<h2>Analysis {FIRST}</h2>{COPY}",
        f"Analysis {FIRST}".strip(),
    ),
    "in bold, where the description goes on with the copy": (
        f'<meta name="description" content="{SAID} {FIRST}">',
        f"<main>{H1}<p><b>{SAID}</b></p>{COPY}</main>",
        SAID,
    ),
    "a paragraph of another name than the copy's": (
        DESCRIBED,
        f"<main>{H1}<p class=typo-large>{SAID}</p>{COPY.replace('<p>', '<p class=typo-body>')}</main>",
        SAID,
    ),
    "a first paragraph that is named so": (
        DESCRIBED,
        f"<main>{H1}<p class=firstpara>{SAID}</p>{COPY.replace('<p>', '<p class=typo-body>')}</main>",
        None,
    ),
    "copy with its dateline, in bold": (
        f'<meta name="description" content="NORTHPORT (AP) — {SAID}">',
        f"<main>{H1}<p><b>NORTHPORT (AP) — {SAID}</b></p>{COPY}</main>",
        None,
    ),
    "in a header that has the caption as well": (
        "",
        f"<div class='hasCaption'>{H1}<h2 class=subtitle>{SAID}</h2></div>{COPY}",
        SAID,
    ),
    "the author's life, described": (
        "",
        f"<div>{H1}<div class=author-dropdown><div><div class=description><p>{SAID}</p></div></div></div></div>{COPY}",
        None,
    ),
    "the headline again": ("", f"{H1}<p class=subtitle>Harbour bill passes!</p>{COPY}", None),
}


@pytest.mark.parametrize(("head", "body", "expected"), STANDFIRSTS.values(), ids=STANDFIRSTS)
def test_standfirst(head, body, expected):
    page = evidence(body, head)
    lines = lines_of(page)
    assert choose_standfirst(page, lines, choose_headline(page, lines)).value == expected


def test_a_description_that_is_not_shown_is_told_as_lost():
    page = evidence(H1 + COPY, DESCRIBED)
    lines = lines_of(page)
    lost = choose_standfirst(page, lines, choose_headline(page, lines)).lost
    assert list(map(str, lost)) == [f"meta description: {SAID}"]


def trail(*names: str) -> str:
    steps = [{"@type": "ListItem", "position": n, "name": name} for n, name in enumerate(names)]
    return linked({"@type": "BreadcrumbList", "itemListElement": steps})


SECTIONS = {
    "JSON-LD": (linked({"articleSection": "Politics"}), "", "Politics"),
    "the first of a list": (linked({"articleSection": ["Politics", "Harbour"]}), "", "Politics"),
    "the first of keywords": (linked({"articleSection": "Politics, Harbour, Bridge, Port"}), "", "Politics"),
    "a section that is none": (
        linked({"articleSection": "Uncategorized"}) + '<meta property="article:section" content="Politics">',
        "",
        "Politics",
    ),
    "the publisher as section": (linked({"articleSection": "The Courier"}), "", None),
    "a host as section": (linked({"articleSection": "thecourier.com"}), "", None),
    "a trail": (trail("Home", "News", "Politics", "Harbour bill passes"), "", "Politics"),
    "a trail without the story": (trail("Home", "News", "Politics"), "", "Politics"),
    "a trail of nothing": (trail("Home"), "", None),
    "shown": ("", "<div class=section-name><a>Politics</a></div>", "Politics"),
    "the first of a path": (linked({"articleSection": "news,harbour,ferries"}), "", "harbour"),
    "a word for news of any kind, before a better one": (
        linked({"articleSection": "News"}) + trail("Home", "News", "Politics"),
        "",
        "Politics",
    ),
    "a word for news of any kind alone": (linked({"articleSection": "News"}), "", "News"),
    "an address's form of it": (
        linked({"articleSection": "culture_life-style"}) + trail("Home", "Life & Style", "Harbour bill passes"),
        "",
        "Life & Style",
    ),
    "in the form that is printed": (
        linked({"articleSection": "politics"}),
        "<div class=section-name>Politics</div>",
        "Politics",
    ),
    "the menu's name for the story's folder": (
        "",
        "<ul><li><a href='/town-hall/'>Town Hall</a></li></ul>",
        "Town Hall",
    ),
    "the deepest of them": (
        "",
        "<a href='https://www.thecourier.com/town-hall'>Town Hall</a> <a href='/town-hall/budget?from=menu'>Budget</a>",
        "Budget",
    ),
    "a folder that only another site has": ("", "<a href='https://www.theharbour.com/town-hall'>Town Hall</a>", None),
    "a link that is no name of its folder": ("", "<a href='/town-hall'>All you need to know of our mayor</a>", None),
    "a label with what it labels": ("", "<div class=section-name>More: Ferries, Bridges</div>", None),
    "a byline's word": ("", "<div class=section-name>Von</div>", None),
    "a date where the section stands": ("", "<div class=section-name>2 March 2024</div>", None),
}


@pytest.mark.parametrize(("head", "above", "expected"), SECTIONS.values(), ids=SECTIONS)
def test_section(head, above, expected):
    page = evidence(above + H1 + COPY, head, "https://www.thecourier.com/town-hall/budget/harbour-bill-passes")
    lines = lines_of(page)
    assert choose_section(page, lines, choose_headline(page, lines), "The Courier").value == expected


def test_the_lines_that_show_the_section_are_named():
    page = evidence(f"<p>Politics</p>{H1}{COPY}", linked({"articleSection": "politics"}))
    lines = lines_of(page)
    assert choose_section(page, lines, choose_headline(page, lines), None).shown == (lines.lines[0].at,)


PUBLISHERS = {
    "JSON-LD": (linked({"publisher": {"@type": "Organization", "name": "The Courier"}}), "The Courier"),
    "Open Graph": ('<meta property="og:site_name" content="The Courier">', "The Courier"),
    "with its motto": ('<meta property="og:site_name" content="The Courier | News from the port">', "The Courier"),
    "a motto alone, before the name": (
        linked({"publisher": {"name": "Where the port finds its voice"}})
        + '<meta property="og:site_name" content="The Courier">',
        "The Courier",
    ),
    "an address": ('<meta property="og:site_name" content="https://www.thecourier.com">', None),
    "a page elsewhere": ('<meta name="publisher" content="https://www.facebook.com/thecourier">', None),
    "the author": (
        linked({"author": {"@type": "Person", "name": "Dana Whitlock"}, "publisher": "Dana Whitlock"}),
        None,
    ),
    "a copyright": ('<meta name="dc.publisher" content="© 2024 The Courier">', "The Courier"),
    "the end of the title": ("<title>Harbour bill passes - Politics - The Courier</title>", "The Courier"),
    "a title that ends otherwise": ("<title>Harbour bill passes - Politics</title>", None),
    "a name and its host": (
        '<meta property="og:site_name" content="The Northport Post | NPost.com">',
        "The Northport Post",
    ),
    "a host, and the title's name": (
        '<meta property="og:site_name" content="www.thecourier.com"><title>Harbour bill passes - The Courier</title>',
        "The Courier",
    ),
    "a host alone": ('<meta property="og:site_name" content="TheCourier.com">', "TheCourier.com"),
    "a company, and the title's name": (
        linked({"publisher": "Northport Publishing GmbH"}) + "<title>Harbour bill passes | The Courier</title>",
        "The Courier",
    ),
    "a company alone": (linked({"publisher": "Northport Publishing GmbH"}), "Northport Publishing GmbH"),
    "the agency whose copy it is": (
        linked({"publisher": "Associated Press"}) + '<meta property="og:site_name" content="The Courier">',
        "The Courier",
    ),
    "what the blog is written in": (linked({"publisher": "Blogger"}), None),
    "before the title's colon": ("<title>The Courier: Harbour bill passes</title>", "The Courier"),
    "a subject before the title's colon": ("<title>The bill: Harbour bill passes</title>", None),
    "with an accent that the host lacks": ("<title>Harbour bill passes - Thé Couriér</title>", "Thé Couriér"),
    "a Chinese title's end": ("<title>大桥封闭一周_交通_港口日报</title>", "港口日报"),
    "a Korean title's end": ("<title>다리 일주일 폐쇄 : 뉴스 : 항구닷컴</title>", "항구닷컴"),
    "a name and the same in full": (
        "<title>Harbour bill passes - The Courier (Northport Newspaper Company)</title>",
        "The Courier",
    ),
    "a Chinese title that ends otherwise": ("<title>大桥封闭一周_交通</title>", None),
    "nothing": ("", None),
}


@pytest.mark.parametrize(("head", "expected"), PUBLISHERS.values(), ids=PUBLISHERS)
def test_publisher(head, expected):
    assert choose_publisher(evidence(H1 + COPY, head)).value == expected


OWN_SITES = {
    "its own": ("https://www.thecourier.com/", "https://www.thecourier.com/"),
    "a social network's": ("https://www.facebook.com/thecourier", None),
    "no address": ("/", None),
    "a broken one": ("https://[", None),
}


@pytest.mark.parametrize(("url", "expected"), OWN_SITES.values(), ids=OWN_SITES)
def test_publisher_s_own_site(url, expected):
    head = linked({"publisher": {"name": "The Courier", "url": url}})
    assert publisher_url(evidence(H1, head)) == expected


ADDRESSES = {
    "absolute": ("<link rel=canonical href='https://www.thecourier.com/a'>", "https://www.thecourier.com/a"),
    "relative": ("<link rel=canonical href='/a'>", "https://www.thecourier.com/a"),
    "Open Graph": ("<meta property='og:url' content='https://www.thecourier.com/a'>", "https://www.thecourier.com/a"),
    "the front page": ("<link rel=canonical href='https://www.thecourier.com/'>", None),
    "the front page, and a better one": (
        "<link rel=canonical href='/'><meta property='og:url' content='https://www.thecourier.com/a'>",
        "https://www.thecourier.com/a",
    ),
    "a broken one": ("<link rel=canonical href='https://['>", None),
    "a script": ("<link rel=canonical href='javascript:void(0)'>", None),
    "none": ("", None),
}


@pytest.mark.parametrize(("head", "expected"), ADDRESSES.values(), ids=ADDRESSES)
def test_canonical_address(head, expected):
    assert choose_canonical_url(evidence(H1, head)).value == expected


LANGUAGES = {
    "the page's": ("de", "", "https://a.de/b", "de"),
    "with its region": ("de", '<meta property="og:locale" content="de_AT">', "https://a.at/b", "de_AT"),
    "a template's default": (
        "en",
        '<meta property="og:locale" content="fr_FR"><meta http-equiv="content-language" content="fr">',
        "https://a.fr/b",
        "fr_FR",
    ),
    "the host's English": ("en", "", "https://a.co.uk/b", "en-GB"),
    "English of nowhere": ("en", "", "https://a.com/b", "en"),
    "a character set's name": ("", '<meta http-equiv="content-language" content="utf-8">', "https://a.cn/b", None),
    "its own name for itself": ("", '<meta name="language" content="中文">', "https://a.cn/b", None),
    "a country's code": ("", '<meta name="language" content="kr">', "https://a.kr/b", "ko"),
    "a country's code with its region": ("jp-JP", "", "https://a.jp/b", "ja-JP"),
    "no language": ("", "", "https://a.com/b", None),
    "no tag": ("English language", "", "https://a.com/b", None),
}


@pytest.mark.parametrize(("lang", "head", "url", "expected"), LANGUAGES.values(), ids=LANGUAGES)
def test_language(lang, head, url, expected):
    assert choose_language(evidence(H1, head, url, lang)).value == expected


PAID = linked({"isAccessibleForFree": False})
CUT = "<p>Members of both sides spoke for hours on what the harbour had cost so far, and then…</p>"
WALLS = {
    "none": ("", COPY, "", "open"),
    "a wall": ("", COPY, "<div class=article-paywall><p>Subscribe to go on</p></div>", "prompted"),
    "a wall at which the copy stops": ("", CUT, "<div class=article-paywall>Subscribe to go on</div>", "truncated"),
    "one that is called a gate": ("", COPY, "<div class=gateway-box>Log in</div>", "prompted"),
    "one that offers to read on": ("", COPY * 2, "<div class=subscribe>Jetzt weiterlesen</div>", "prompted"),
    "one that offers to read on after a few sentences": (
        "",
        COPY,
        "<div class=subscribe>Jetzt weiterlesen</div>",
        "truncated",
    ),
    "one that offers to read on what is paid for, called nothing": (
        PAID,
        COPY * 2,
        "<div class=text-white>Weiterlesen</div>",
        "prompted",
    ),
    "the same where nothing says that it is paid for": (
        "",
        COPY * 2,
        "<div class=text-white>Weiterlesen</div>",
        "open",
    ),
    "comments where it is paid for": (PAID, COPY, "<div>Click to read more and view comments</div>", "open"),
    "one that says so of the story, called nothing": (
        "",
        CUT,
        "<div class=m-regist>この記事は会員限定です。</div>",
        "truncated",
    ),
    "one that says so in English": (
        "",
        COPY * 2,
        "<p>This article is for subscribers only</p>",
        "prompted",
    ),
    "the same of comments": ("", COPY, "<p>Comments are for subscribers only</p>", "open"),
    "the same of the story beside": ("", COPY, "<div class=related>This article is for subscribers only</div>", "open"),
    "copy that stops where it is paid for": (PAID, CUT, "", "truncated"),
    "copy that stops of itself": ("", CUT, "", "open"),
    "what is paid for, whole, without a wall": (PAID, COPY, "", "open"),
    "a newsletter's box": ("", COPY, "<div class=newsletter>Subscribe to our newsletter</div>", "open"),
    "a newsletter's box where it is paid for": (PAID, COPY, "<div class=newsletter>Subscribe</div>", "open"),
    "a menu's entry": ("", COPY, "<ul class='menu premium'><li>Subscribe</li></ul>", "open"),
    "a wall that nobody sees": ("", COPY, "<div class='paywall hidden'><p>Subscribe</p></div>", "open"),
    "a wall in a related story's teaser": ("", COPY, "<div class='related premium'>Keep reading</div>", "open"),
}


@pytest.mark.parametrize(("head", "body", "after", "expected"), WALLS.values(), ids=WALLS)
def test_access(head, body, after, expected):
    page = evidence(f"{H1}<main>{body}</main>{after}", head)
    lines = lines_of(page)
    copy = frozenset(line.at for line in lines.lines if line.box.parent and line.box.parent.tag == "main")
    assert read_access(page, lines, copy) == expected
