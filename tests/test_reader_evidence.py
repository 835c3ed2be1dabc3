"""What pages say of their stories to machines, and which of it is taken for the story's own."""

import json

import pytest

from crawler.layouts.fields import Evidence
from crawler.layouts.mended_json import decode_json
from crawler.page import Page
from crawler.reader.evidence import Told

URL = "https://www.example.com/news/harbour-bill"
STORY = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Harbour bill passes",
    "datePublished": "2024-03-02T10:15:00+01:00",
    "author": {"@type": "Person", "name": "Dana Whitlock"},
}


def told(markup: str, url: str | None = URL) -> Told:
    return Told(Evidence(Page(markup.encode(), url=url, form="html")))


def linked(*things: object, head: str = "") -> Told:
    scripts = "".join(f"<script type='application/ld+json'>{json.dumps(thing)}</script>" for thing in things)
    return told(f"<html><head>{head}{scripts}</head><body><p>Copy.</p></body></html>")


def values(found: Told, field: str) -> list[str]:
    return [candidate.value for candidate in found.of(field)]


BROKEN = {
    "as written": ('{"@type": "NewsArticle", "headline": "A"}', "A"),
    "a raw line break in a string": ('{"@type": "NewsArticle", "headline": "A\nb"}', "A\nb"),
    "a trailing comma": ('{"@type": "NewsArticle", "headline": "A",\n}', "A"),
    "an HTML comment": ('<!-- {"@type": "NewsArticle", "headline": "A"} -->', "A"),
    "a CDATA section": ('<![CDATA[{"@type": "NewsArticle", "headline": "A"}]]>', "A"),
    "a CDATA section in a comment": ('//<![CDATA[\n{"@type": "NewsArticle", "headline": "A"}\n//]]>', "A"),
    "a CDATA section in a block comment": ('/*<![CDATA[*/{"@type": "NewsArticle", "headline": "A"}/*]]>*/', "A"),
    "a semicolon": ('{"@type": "NewsArticle", "headline": "A"};', "A"),
    "entities for quotes": ("{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;A&quot;}", "A"),
    "a comment at a line's end": ('{"@type": "NewsArticle", //"Person",\n"headline": "A"}', "A"),
    "a comment in between": ('{"@type": "NewsArticle", /* was: Article */ "headline": "A"}', "A"),
    "a key without a value": ('{"@type": "NewsArticle", "image": , "headline": "A"}', "A"),
    "an escape that JSON has not": (r'{"@type": "NewsArticle", "headline": "Dana\'s A"}', "Dana's A"),
    "quotes that are not escaped": ('{"@type": "NewsArticle",\n"headline": "The "big" A",\n"x": 1}', 'The "big" A'),
    "a byte order mark": ('\ufeff{"@type": "NewsArticle", "headline": "A"}', "A"),
    "a fault that nothing mends": ('{"@type": "NewsArticle", "by": Dana Whitlock, "headline": "A \\"b\\""}', 'A "b"'),
}


@pytest.mark.parametrize(("source", "headline"), BROKEN.values(), ids=BROKEN)
def test_json_with_common_faults_is_read(source, headline):
    assert decode_json(source)["headline"] == headline


def test_several_values_in_a_row_are_a_list():
    assert decode_json('{"a": 1}\n{"b": 2}') == [{"a": 1}, {"b": 2}]


@pytest.mark.parametrize("source", ["", "   ", "null", "<p>", "{", "[" * 100_000])
def test_what_is_no_json_is_nothing(source):
    assert decode_json(source) is None


def test_what_is_past_mending_still_names_its_author():
    broken = '{"@type": "Article", "x": nothing, "author": {"@type": "Person", "name": "Dana Whitlock"}}'
    assert decode_json(broken)["author"] == "Dana Whitlock"


OTHER = {**STORY, "headline": "Bridge closes", "url": "https://www.example.com/news/bridge"}
OWN = {
    "by its url": {**STORY, "url": "https://example.com/news/harbour-bill/"},
    "by its main entity": {**STORY, "mainEntityOfPage": {"@type": "WebPage", "@id": f"{URL}?x=1"}},
    "by the page's title": {**STORY, "headline": "Harbour Bill passes!"},
}


@pytest.mark.parametrize("own", OWN.values(), ids=OWN)
def test_of_several_stories_the_page_s_own_is_read(own):
    found = linked(OTHER, own, head="<title>Harbour bill passes | The Example</title>")
    assert values(found, "headline")[0] == own["headline"]


def test_of_several_stories_that_nothing_tells_apart_the_first_is_read():
    assert values(linked(OTHER, STORY, head="<title>News</title>"), "headline")[0] == "Bridge closes"


def test_stories_in_a_list_of_others_are_not_the_page_s():
    teasers = {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": OTHER}]}
    assert values(linked(teasers, STORY), "headline")[0] == "Harbour bill passes"


def test_a_reference_stands_for_what_it_refers_to():
    graph = [
        {**STORY, "author": {"@id": "#dana"}, "publisher": {"@id": "#paper"}},
        {"@type": "Person", "@id": "#dana", "name": "Dana Whitlock"},
        {"@type": "Organization", "@id": "#paper", "name": "The Example", "url": "https://example.com"},
    ]
    found = linked({"@context": "https://schema.org", "@graph": graph})
    assert values(found, "author") == ["Dana Whitlock"]
    assert (values(found, "publisher"), values(found, "publisher.url")) == (["The Example"], ["https://example.com"])


def test_a_reference_to_itself_comes_to_an_end():
    assert values(linked({**STORY, "@id": "#a", "author": {"@id": "#a"}}), "author") == []


AUTHORS = {
    "a person": ({"@type": "Person", "name": "Dana Whitlock"}, [("Dana Whitlock", "person")]),
    "an organisation": ({"@type": "NewsMediaOrganization", "name": "AFP"}, [("AFP", "organisation")]),
    "a string": ("Dana Whitlock and Omar Reyes", [("Dana Whitlock and Omar Reyes", None)]),
    "a list of both": (
        [{"@type": "Person", "name": "Dana Whitlock"}, "AFP"],
        [("Dana Whitlock", "person"), ("AFP", None)],
    ),
    "a name in entities": ({"@type": "Person", "name": "D&#8217;Arcy &amp;amp; Co"}, [("D’Arcy & Co", "person")]),
    "no name": ({"@type": "Person", "name": ""}, []),
    "a list of names for one": ({"@type": "Person", "name": ["Dana Whitlock"]}, [("Dana Whitlock", "person")]),
}


@pytest.mark.parametrize(("author", "expected"), AUTHORS.values(), ids=AUTHORS)
def test_authors_are_read_with_what_they_are_called(author, expected):
    assert [(one.name, one.kind) for one in linked({**STORY, "author": author}).authors] == expected


MICRODATA = """
<article itemscope itemtype="https://schema.org/NewsArticle">
  <h1 itemprop="headline">Harbour bill passes</h1>
  <span itemprop="author" itemscope itemtype="https://schema.org/Person">By <a itemprop="name url" href="/dana">Dana
  Whitlock</a></span>
  <time itemprop="datePublished" datetime="2024-03-02T10:15+01:00">2 March</time>
  <meta itemprop="dateModified" content="2024-03-03">
  <div itemprop="publisher" itemscope itemtype="https://schema.org/Organization"><meta itemprop="name" content="The
  Example"></div>
  <div itemscope itemtype="https://schema.org/Comment"><span itemprop="author">Nobody</span></div>
</article>"""

RDFA = """
<article typeof="schema:NewsArticle"><h1 property="schema:name">Harbour bill passes</h1>
<span property="schema:author" typeof="schema:Person"><b property="schema:name">Dana Whitlock</b></span>
<span property="schema:datePublished" content="2024-03-02T10:15:00+01:00">2 March</span></article>"""

DRUPAL = """
<div typeof="sioc:Item foaf:Document"><span property="dc:title" content="Harbour bill passes"></span>
<span property="dc:date dc:created" content="2024-03-02T10:15:00+01:00">2 March</span></div>"""

SYNTAXES = {
    "microdata headline": (MICRODATA, "headline", "Harbour bill passes"),
    "microdata author": (MICRODATA, "author", "Dana Whitlock"),
    "microdata published": (MICRODATA, "datePublished", "2024-03-02T10:15+01:00"),
    "microdata modified": (MICRODATA, "dateModified", "2024-03-03"),
    "microdata publisher": (MICRODATA, "publisher", "The Example"),
    "rdfa headline": (RDFA, "headline", "Harbour bill passes"),
    "rdfa author": (RDFA, "author", "Dana Whitlock"),
    "rdfa published": (RDFA, "datePublished", "2024-03-02T10:15:00+01:00"),
    "drupal headline": (DRUPAL, "headline", "Harbour bill passes"),
    "drupal created": (DRUPAL, "dateCreated", "2024-03-02T10:15:00+01:00"),
    "open graph": ('<meta property="og:title" content="A">', "headline", "A"),
    "open graph date": ('<meta property="article:published_time" content="2024-03-02">', "datePublished", "2024-03-02"),
    "dublin core": ('<meta name="DC.Creator" content="Dana Whitlock">', "author", "Dana Whitlock"),
    "a card's label": (
        '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Dana Whitlock">',
        "author",
        "Dana Whitlock",
    ),
    "http-equiv": ('<meta http-equiv="Content-Language" content="de">', "inLanguage", "de"),
    "the title": ("<title>A | The Example</title>", "headline", "A | The Example"),
    "the page's language": ("<html lang='de-AT'><body>x</body></html>", "inLanguage", "de-AT"),
    "the canonical link": ("<link rel='canonical' href='https://example.com/a'>", "url", "https://example.com/a"),
}


@pytest.mark.parametrize(("markup", "field", "expected"), SYNTAXES.values(), ids=SYNTAXES)
def test_every_syntax_is_read(markup, field, expected):
    assert values(told(markup), field)[0] == expected


def test_a_commenter_in_microdata_is_no_author():
    assert [one.name for one in told(MICRODATA).authors] == ["Dana Whitlock"]


def test_candidates_say_where_they_stood():
    found = linked(STORY, head='<meta property="og:title" content="Harbour bill"><title>Harbour</title>')
    assert [str(one) for one in found.of("headline")] == [
        "json-ld headline: Harbour bill passes",
        "meta og:title: Harbour bill",
        "page title: Harbour",
    ]


def test_a_page_that_says_nothing_is_no_trouble():
    found = told("<p>Copy.</p>", url=None)
    assert (found.of("headline"), found.first("author"), found.authors) == ((), None, ())


def test_the_copy_is_no_field_of_the_microdata():
    copy = "A sentence of the copy. " * 200
    markup = f'<div itemscope itemtype="https://schema.org/Article"><div itemprop="articleBody">{copy}</div></div>'
    assert told(markup).of("articleBody") == ()


def test_the_copy_in_json_is_offered():
    assert values(linked({**STORY, "articleBody": "The copy."}), "articleBody") == ["The copy."]
