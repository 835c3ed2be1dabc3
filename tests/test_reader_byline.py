"""The byline of a page that no layout knows: whom its data and its lines name, and which of them is believed."""

import json

import pytest

from crawler.layouts.fields import Evidence
from crawler.page import Page
from crawler.reader.byline import choose_byline
from crawler.reader.headline import choose_headline
from crawler.reader.lines import read_lines

COPY = (
    "<p>The ferry had been late for a week when the harbour board met on Tuesday evening to hear its captain, who said "
    "that nobody had told him of the new bridge and that he would have come at once.</p>"
)
H1 = "<h1>Bridge closes for a week</h1>"
TITLE = "<title>Bridge closes for a week | Harbour Courier</title>"
SITE = '<meta property="og:site_name" content="Harbour Courier">'


def read(body: str, head: str = ""):
    html = f"<!doctype html><html><head>{TITLE}{SITE}{head}</head><body>{body}</body></html>"
    evidence = Evidence(Page(url="https://www.harbourcourier.example/news/bridge", body=html.encode()))
    lines = read_lines(evidence.root, {})
    return choose_byline(evidence, lines, choose_headline(evidence, lines))


def names(choice) -> list[str]:
    return [person.name for person in choice.byline.people] + list(choice.byline.organisations)


def linked(author: object, **more: object) -> str:
    story = {"@type": "NewsArticle", "headline": "Bridge closes for a week", "author": author, **more}
    return f'<script type="application/ld+json">{json.dumps(story)}</script>'


def graph(*things: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@graph": things})}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{content}">'


PERSON = {"@type": "Person", "name": "Ann Lee"}

TOLD = {
    "a person": (linked(PERSON), ["Ann Lee"]),
    "a string": (linked("Ann Lee"), ["Ann Lee"]),
    "two people": (linked([PERSON, {"@type": "Person", "name": "Tomás Ó Sé"}]), ["Ann Lee", "Tomás Ó Sé"]),
    "one person twice, in two spellings": (linked([PERSON, {"@type": "Person", "name": "ANN LEE"}]), ["Ann Lee"]),
    "two people in one name": (linked({"@type": "Person", "name": "Ann Lee og Bo Reed"}), ["Ann Lee", "Bo Reed"]),
    "an agency that is called a person": (linked({"@type": "Person", "name": "AFP"}), ["AFP"]),
    "a paper and an agency in one name": (linked("Harbour Courier et AFP"), ["Harbour Courier", "AFP"]),
    "a role behind the name": (linked("Ann Lee, Political Editor"), ["Ann Lee"]),
    "family name first": (linked("Bjerg, Daniel"), ["Daniel Bjerg"]),
    "somebody by reference": (
        graph(
            {"@type": "NewsArticle", "headline": "Bridge closes for a week", "author": {"@id": "#ann"}},
            {"@type": "Person", "@id": "#ann", "name": "Ann Lee"},
        ),
        ["Ann Lee"],
    ),
    "an organisation of a person's form": (linked({"@type": "Organization", "name": "Nova Marin"}), ["Nova Marin"]),
    "a pen name": (linked({"@type": "Person", "name": "Harbour Cat"}), ["Harbour Cat"]),
    "a profile's address": (linked("https://www.harbourcourier.example/authors/ann-lee"), []),
    "an account": (meta("author", "a.lee@harbourcourier.example"), []),
    "a number": (meta("author", "105092"), []),
    "nobody": (meta("author", "admin"), []),
    "a meta element for each": (meta("author", "Ann Lee") + meta("author", "Bo Reed"), ["Ann Lee", "Bo Reed"]),
    "an account in the data, the name in a meta element": (linked("ann-lee") + meta("author", "Ann Lee"), ["Ann Lee"]),
    "a page's author where the page has no story": (
        graph(
            {"@type": "WebPage", "author": {"@id": "#ann"}},
            {"@type": ["Person"], "@id": "#ann", "name": "Ann Lee"},
        ),
        ["Ann Lee"],
    ),
    "who owns the site": (meta("author", "Copyright Deich GmbH & Co. KG"), []),
    "who made the site": (meta("author", "Deichweb GmbH"), []),
    "a system's user": (meta("author", "Super User"), []),
    "markup in the name": (linked({"@type": "Person", "name": "<a href='/ann'>Ann Lee</a>"}), ["Ann Lee"]),
    "a name in two parts": (linked({"@type": "Person", "givenName": "Ann", "familyName": "Lee"}), ["Ann Lee"]),
    "small letters": (meta("author", "ann van der lee"), ["Ann van der Lee"]),
    "by inside the data": (linked("By Ann Lee"), ["Ann Lee"]),
    "the site as a meta element says it": (meta("author", "Harbour Courier"), []),
    "the site as its data say it": (linked({"@type": "Organization", "name": "Harbour Courier"}), ["Harbour Courier"]),
    "a person beside the site": (linked([PERSON, {"@type": "Person", "name": "Harbour Courier"}]), ["Ann Lee"]),
    "a person in a meta element, the site in the data": (
        linked({"@type": "Organization", "name": "Harbour Courier"}) + meta("parsely-author", "Ann Lee"),
        ["Ann Lee"],
    ),
}


@pytest.mark.parametrize(("head", "wanted"), TOLD.values(), ids=TOLD)
def test_whom_the_data_name(head, wanted):
    assert names(read(H1 + COPY, head)) == wanted


PRINTED = {
    "by": (f"{H1}<p>By Ann Lee</p>{COPY}", ["Ann Lee"]),
    "by and a date": (f"{H1}<div>By Ann Lee | 3 May 2024</div>{COPY}", ["Ann Lee"]),
    "by behind a date": (f"{H1}<p>3 May 2024 at 6:08 PM by Ann Lee</p>{COPY}", ["Ann Lee"]),
    "von": (f"{H1}<div>Von Anke Wiedenroth und Tom Brandt</div>{COPY}", ["Anke Wiedenroth", "Tom Brandt"]),
    "par": (f"{H1}<div>Par Anne Leroy le 14.09.2020</div>{COPY}", ["Anne Leroy"]),
    "text": (f"{H1}<p>Text: Ann Lee</p>{COPY}", ["Ann Lee"]),
    "text and pictures": (f"{H1}<p>Text & Fotos: Ann Lee</p>{COPY}", ["Ann Lee"]),
    "a box that is named": (f'{H1}<div class="article__author">Ann Lee</div>{COPY}', ["Ann Lee"]),
    "by in a box of its own": (
        f'{H1}<div class="byline"><div>By</div><div class="author">Ann Lee</div></div>{COPY}',
        ["Ann Lee"],
    ),
    "each in a box of their own": (
        f'{H1}<div class="authors"><div class="author">Ann Lee</div><div class="author">Bo Reed</div></div>{COPY}',
        ["Ann Lee", "Bo Reed"],
    ),
    "each in a box, with words between": (
        f'{H1}<div class="authors"><div class="author">By</div><div class="author">Ann Lee</div>'
        f'<div class="author">and</div><div class="author">Bo Reed</div></div>{COPY}',
        ["Ann Lee", "Bo Reed"],
    ),
    "links to profiles with a comma's line between": (
        f'{H1}<ul><li><a href="/autoren/1/ann">Ann Lee</a></li><li>,</li><li><a href="/autoren/2/bo">Bo Reed</a></li>'
        f"</ul>{COPY}",
        ["Ann Lee", "Bo Reed"],
    ),
    "an address element": (f"{H1}<address>Oda Finn og Liv Dahl</address>{COPY}", ["Oda Finn", "Liv Dahl"]),
    "below a long standfirst and its caption": (
        f'{H1}<p class="standfirst">{COPY[3:-4]}</p><div class="caption">{COPY[3:-4]}</div>'
        f'<h2 class="deck">Captain heard</h2><div class="byline">Ann Lee · Courier · Posted: Aug 08, 2024</div>{COPY}',
        ["Ann Lee"],
    ),
    "the last of a line's parts": (
        f"{H1}<div>Captain’s Ball, News | Published: 5 hours ago | Written by Ann Lee</div>{COPY}",
        ["Ann Lee"],
    ),
    "a linked name above the date": (f"{H1}<p><a>Linh Dinh</a><br>28.04.2024 | 09:36 Uhr</p>{COPY}", ["Linh Dinh"]),
    "a name with its role's element named": (
        f'{H1}<div class="story"><a href="/x">Ann Lee</a><span class="author-role">Editor</span></div>{COPY}',
        ["Ann Lee"],
    ),
    "elements without a space between": (
        f'{H1}<div class="byline">By<a>Ann Lee</a><span>@annlee</span><time>3 May 2024</time></div>{COPY}',
        ["Ann Lee"],
    ),
    "elements with line breaks between": (
        f'{H1}<div class="byline">Von\n<strong>\n<a>Tomas Brandt</a>\n</strong>\n</div>{COPY}',
        ["Tomas Brandt"],
    ),
    "the last letter set apart": (f'{H1}<p class="byline">By Ann L<span>e</span>e</p>{COPY}', ["Ann Lee"]),
    "the author among dates and sections": (
        f'{H1}<p class="entry-meta"><time>30. Oktober 2023</time> <span class="author"><a>Ann Lee</a></span> '
        f"<a>Kultur</a></p>{COPY}",
        ["Ann Lee"],
    ),
    "a pen name in its element": (
        f'{H1}<p class="meta">von <span class="author">Frau_Hafen</span> Veröffentlicht am 11. Juni 2019</p>{COPY}',
        ["Frau_Hafen"],
    ),
    "a full name alone": (f"{H1}<div><a>Anna Lee</a></div><div>3 May 2024</div>{COPY}", ["Anna Lee"]),
    "a link to a profile": (f'{H1}<div><a href="/autor/finn-oda">Oda Finn</a></div>{COPY}', ["Oda Finn"]),
    "a date and a name": (f"{H1}<p>11.12.2019 - Anna Loewen</p>{COPY}", ["Anna Loewen"]),
    "above the headline": (f'<p class="byline"><a>Ann Lee</a>/3 May 2024</p>{H1}{COPY}', ["Ann Lee"]),
    "the first line of the copy": (f"{H1}<p>Zodwa Mokoena/Thato Phakela</p>{COPY}", ["Zodwa Mokoena", "Thato Phakela"]),
    "far below, alone": (f"{H1}{COPY * 4}<h5>Von Ann Lee</h5>", ["Ann Lee"]),
    "in Chinese": (f'{H1}<div class="author">谢若含<span>2017-03-01 14:27:02</span></div>{COPY}', ["谢若含"]),
    "in Japanese, with what each did": (
        f"{H1}<div>Ann Lee 著、嶋田 健志 監訳</div>{COPY}",
        ["Ann Lee", "嶋田 健志"],
    ),
    "in Chinese, under the copy": (f"{H1}{COPY * 4}<div>(责编：牛镛、岳弘彬)</div>", ["牛镛", "岳弘彬"]),
    "in Chinese, a house and its own": (f"{H1}<p>港口新闻记者 王小明 李红</p>{COPY}", ["王小明", "李红", "港口新闻"]),
    "in Chinese, the editor behind the writer": (f"{H1}<div>作者：王小明 编辑：李红</div>{COPY}", ["王小明"]),
    "by on a line of its own, in no box that is named": (
        f"{H1}<p class=label>By</p><p class=full-name>Zodwa Mokoena</p><p class=label>Date</p>{COPY}",
        ["Zodwa Mokoena"],
    ),
    "a name with its address": (
        f"{H1}<p>Zodwa Mokoena zmokoena@example.com | Viernes 22 abril, 2022</p>{COPY}",
        ["Zodwa Mokoena"],
    ),
    "by behind a clock, and a picture's credit": (
        f"{H1}<p>Harbour (1 / 1) 06.11.2023 13:30 von Olga Symbolbild imago</p>{COPY}",
        ["Olga"],
    ),
    "the people above the copy, though the system names the house": (
        f'{H1}<div class="entry-meta"><span class="author">by Quay Times</span></div>'
        f"<p>Zodwa Mokoena/Thato Phakela</p>{COPY}",
        ["Zodwa Mokoena", "Thato Phakela"],
    ),
    "beside whoever took the picture": (
        f'{H1}<div class="author">PAP/ Rafał Gill</div><h2>Ferry late</h2><div class="author">Ann Lee</div>{COPY}',
        ["Ann Lee"],
    ),
    "an account that the system names": (
        f"{H1}{COPY * 4}<p>Gespeichert von hafi am 24. Juli 2017 - 18:55</p>",
        ["hafi"],
    ),
    "a system's sentence": (
        f"{H1}{COPY * 4}<p>This entry was posted on May 3, 2014 by Ann Lee and is filed under Harbour.</p>",
        ["Ann Lee"],
    ),
    "the section behind the name": (
        f'{H1}<div class="author">Written by <a>Ann Lee</a> in <a>Linux Kernel</a> on 24 January 2017.</div>{COPY}',
        ["Ann Lee"],
    ),
    "an account of two words": (f"{H1}{COPY * 4}<p>Eingestellt von der Lotse um 21:11</p>", ["der Lotse"]),
    "whoever signs the copy": (f"{H1}<div>{COPY * 9}<p>Anna Lee</p></div><p>Share</p>", ["Anna Lee"]),
    "the author's box, where nothing else is": (
        f'{H1}{COPY * 4}<div class="author-box"><h4 class="author-box__name">Heinz Steiner</h4>'
        f"<p>{COPY[3:180]}</p></div>",
        ["Heinz Steiner"],
    ),
    "in Spanish": (f'{H1}<div class="autor">Escribe Camila Ruiz</div>{COPY}', ["Camila Ruiz"]),
    "in Russian": (f"{H1}<p>Автор: Иван Петров</p>{COPY}", ["Иван Петров"]),
    "in Arabic": (f"{H1}<p>بقلم: أحمد علي</p>{COPY}", ["أحمد علي"]),
    "a desk": (f'{H1}<div class="byline">By News Desk</div>{COPY}', ["News Desk"]),
    "a microdata element of no story": (f'{H1}<p><span itemprop="author">Ann Lee</span></p>{COPY}', ["Ann Lee"]),
}


@pytest.mark.parametrize(("body", "wanted"), PRINTED.values(), ids=PRINTED)
def test_whom_the_page_prints(body, wanted):
    choice = read(body)
    assert names(choice) == wanted
    assert choice.shown


TEASER = '<div class="card"><h3>{}</h3><div class="card__author">By {}</div></div>'
TEASERS = "".join(
    TEASER.format(title, name)
    for title, name in (("Ferry late", "Bo Reed"), ("Port sold", "Cy Marsh"), ("Gulls fed", "Di Ford"))
)

NOBODY = {
    "teasers": H1 + COPY + TEASERS,
    "comments": f'{H1}{COPY}<ul class="comments"><li class="comment-author">Bo Reed</li></ul>',
    "the photographer": f'{H1}<p class="credit">Photograph by Bo Reed</p>{COPY}',
    "a teaser beside the headline": f'{H1}<div class="related-stories"><p>Ferry late</p><p>Bo Reed</p></div>{COPY}',
    "a section": f"{H1}<p>Town Hall</p>{COPY}",
    "two words with capitals": f"{H1}<p>Match Settings</p>{COPY}",
    "a part's heading": f"{H1}<h2>Oda Finn</h2>{COPY}",
    "a rubric and a date": f"{H1}<div>Thema des Tages // 02.11.2021</div>{COPY}",
    "a sentence that opens with from": f"{H1}<p>Vom Deich zum Kai: warum alle segeln wollen</p>{COPY}",
    "a sentence": f"{H1}<p>By night the ferry sails to the island and back again</p>{COPY}",
    "a sentence with a by": f"{H1}<p>By comparison, the captain, who ruled from the quay, was often late.</p>{COPY}",
    "an invitation": f'{H1}<p class="author-more">Learn more about our authors</p>{COPY}',
}


@pytest.mark.parametrize("body", NOBODY.values(), ids=NOBODY)
def test_nobody_is_better_than_somebody_else(body):
    assert names(read(body)) == []


HOUSE = linked({"@type": "Organization", "name": "Harbour Courier"})
BOTH = {
    "the publisher loses to a printed person": (f"{H1}<p>By Ann Lee</p>{COPY}", HOUSE, ["Ann Lee"]),
    "an agency loses to a printed person": (f"{H1}<p>By Ann Lee</p>{COPY}", linked("AFP"), ["Ann Lee"]),
    "an account loses to the name": (f'{H1}<p class="byline">By Ann Lee</p>{COPY}', linked("alee2"), ["Ann Lee"]),
    "an account spelt out": (f'{H1}<p class="byline">By Ann Lee</p>{COPY}', linked("ann-lee"), ["Ann Lee"]),
    "a meta element loses": (f"{H1}<p>By Ann Lee</p>{COPY}", meta("author", "Mia Web"), ["Ann Lee"]),
    "the editor loses to the byline": (
        f'{H1}<div class="author">Ann Lee</div>{COPY * 3}<div class="info-author">Editor: Bo Reed</div>',
        linked("Bo Reed"),
        ["Ann Lee"],
    ),
    "a teaser's author does not win": (H1 + COPY + TEASERS, linked("Ann Lee"), ["Ann Lee"]),
    "the publisher stays where only teasers name people": (H1 + COPY + TEASERS, HOUSE, ["Harbour Courier"]),
    "the page names more than the data": (
        f'{H1}<p class="byline">By Ann Lee and Bo Reed</p>{COPY}',
        linked("Ann Lee"),
        ["Ann Lee", "Bo Reed"],
    ),
    "the data name more than the page": (
        f'{H1}<p class="byline">By Ann Lee</p>{COPY}',
        linked([PERSON, {"@type": "Person", "name": "Bo Reed"}]),
        ["Ann Lee", "Bo Reed"],
    ),
    "the data's spelling": (f'{H1}<p class="byline">BY ANN MCLEE</p>{COPY}', linked("Ann McLee"), ["Ann McLee"]),
    "the data give half a name": (f'{H1}<p class="byline">By Ann Lee</p>{COPY}', linked("Ann"), ["Ann Lee"]),
    "a paper and its agency as printed": (
        f'{H1}<p class="byline">Par Harbour Courier et AFP</p>{COPY}',
        linked("Harbour Courier et AFP"),
        ["Harbour Courier", "AFP"],
    ),
}


@pytest.mark.parametrize(("body", "head", "wanted"), BOTH.values(), ids=BOTH)
def test_data_and_page_weighed(body, head, wanted):
    assert names(read(body, head)) == wanted


def test_printed_is_what_the_page_prints():
    choice = read(f'{H1}<p class="byline">By Ann Lee, Ferry Editor</p>{COPY}', linked("Ann Lee"))
    assert choice.byline.printed == choice.value == "By Ann Lee, Ferry Editor"
    assert choice.chosen.source == "json-ld author"
    assert choice.shown == (2,)


def test_a_role_that_the_page_prints_is_kept():
    (person,) = read(
        f'{H1}<p class="byline">By Ann Lee, Ferry Editor in Oslo</p>{COPY}', linked("Ann Lee")
    ).byline.people
    assert (person.name, person.role, person.location) == ("Ann Lee", "Ferry Editor", "Oslo")


def test_what_lost_is_told():
    choice = read(f"{H1}<p>By Ann Lee</p>{COPY}", HOUSE + meta("author", "Harbour Courier"))
    assert list(map(str, choice.lost)) == ["json-ld author: Harbour Courier", "meta author: Harbour Courier"]


def test_a_page_of_names_and_nothing_else_takes_no_time():
    names_alone = "".join(f'<div class="author">By Ann Lee {at}</div>' for at in range(5000))
    assert read(H1 + names_alone) is not None


def test_a_byline_nested_deep_is_read():
    deep = "<span>" * 1500 + "By Ann Lee" + "</span>" * 1500
    assert names(read(f'{H1}<p class="byline">{deep}</p>{COPY}')) == ["Ann Lee"]
