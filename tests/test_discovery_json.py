"""JSON listings: an API's answers, and the data within a page."""

import json

import pytest
from cssselect import SelectorError
from jmespath.exceptions import ParseError

from crawler.discovery.json_listing import MOST_ITEMS, JsonListing
from tests.listings import SITE, page, written

ANSWER = {
    "data": {
        "stories": [
            {
                "id": 7001,
                "link": "/news/ferry?utm_source=api",
                "title": "Ferry &amp; tide",
                "provider": {"name": "The Harbour Post", "id": "hp"},
                "publishedDateTime": "2026-11-16T10:00:00Z",
                "updated": 1794909600,
                "category": ["islands", "sea"],
            },
            {"id": 7002, "link": "https://wire.example/news/dam", "title": None, "publishedDateTime": "no date"},
        ],
        "after": "abc/=",
    }
}
SOURCE = JsonListing(
    "/api/stories",
    items="data.stories",
    url="link",
    publisher="provider.name",
    published="publishedDateTime",
    updated="updated",
    section="category",
    key="id",
    cursor="data.after",
    next_page="/api/stories?after={cursor}",
)
LINKS = [
    {
        "url": "https://wire.example/news/ferry",
        "headline": "Ferry & tide",
        "publisher": "The Harbour Post",
        "published": "2026-11-16T10:00:00+00:00",
        "updated": "2026-11-17T10:00:00+00:00",
        "section": "islands",
        "key": "7001",
    },
    {"url": "https://wire.example/news/dam", "key": "7002"},
]


def shown(links):
    return [
        {
            name: str(value).replace(" ", "T") if name in ("published", "updated") else value
            for name, value in link.items()
        }
        for link in written(links)
    ]


def test_items_with_all_that_is_read():
    reading = SOURCE.read(page(json.dumps(ANSWER), "/api/stories"))
    assert shown(reading.found) == LINKS
    assert reading.trouble is None and reading.kind == "json"
    assert [(one.url, one.why, one.source) for one in reading.further] == [
        ("https://wire.example/api/stories?after=abc%2F%3D", "next", SOURCE)
    ]


@pytest.mark.parametrize(
    "wrapped",
    [
        "{}",
        "\ufeff{}",
        ")]}}',\n{}",
        "for(;;);{}",
        "callback({});",
        "window.__STATE__ = {};\nwindow.more = {{}};",
        "<!-- {} -->",
    ],
)
def test_what_stands_round_the_json_does_not_count(wrapped):
    reading = SOURCE.read(page(wrapped.format(json.dumps(ANSWER))))
    assert shown(reading.found) == LINKS and reading.trouble is None


def test_data_within_a_page():
    data = {"props": {"pageProps": {"items": [{"slug": "ferry returns", "t": "Ferry returns"}, {"slug": None}]}}}
    html = f'<html><body><script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script></body></html>'
    source = JsonListing("/", items="props.pageProps.items", url="/news/{slug}", headline="t", script="#__NEXT_DATA__")
    reading = source.read(page(html))
    assert written(reading.found) == [{"url": "https://wire.example/news/ferry%20returns", "headline": "Ferry returns"}]
    assert "1 of 2 items have no address" in (reading.trouble or "")
    assert "no '#__NEXT_DATA__'" in (source.read(page("<html><body><p>Soon</p></body></html>")).trouble or "")


def test_lists_within_lists_and_templates_with_paths():
    answer = {
        "sections": [{"cards": [{"a": {"id": 1}}, {"a": {"id": "x/y"}}]}, {"cards": None}, {"cards": [{"a": {}}]}]
    }
    source = JsonListing("/api", items="sections[].cards[]", url="https://read.example/{a.id}/text", headline=None)
    assert [link.url for link in source.read(page(json.dumps(answer))).found] == [
        "https://read.example/1/text",
        "https://read.example/x/y/text",
    ]


@pytest.mark.parametrize(
    ("cursor", "url"),
    [
        ("https://wire.example/api?page=2", "https://wire.example/api?page=2"),
        ("?page=2", "https://wire.example/listing?page=2"),
        ("https://wire.example/listing", None),
        (None, None),
        ("", None),
        (False, None),
        ({"a": 1}, None),
    ],
)
def test_a_cursor_that_is_an_address(cursor, url):
    answer = {"items": [{"url": "/one"}], "next": cursor}
    reading = JsonListing("/api", items="items", cursor="next").read(page(json.dumps(answer)))
    assert [one.url for one in reading.further] == ([url] if url else [])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("One", "One"),
        (7, "7"),
        (7.9, "7"),
        (True, None),
        ({"name": "Post"}, "Post"),
        ({"title": "Post"}, None),
        (["Post", "Other"], "Post"),
        ([], None),
        ("  ", None),
        (10**40, None),
    ],
)
def test_what_counts_as_text(value, text):
    answer = [{"url": "/one", "p": value}]
    (link,) = JsonListing("/api", publisher="p").read(page(json.dumps(answer))).found
    assert link.publisher == text


def test_half_a_letter_is_no_letter():
    (link,) = (
        JsonListing("/api").read(page('[{"url": "/one\\ud800", "title": "Fer\\udc00ry",}]'.replace(",}", "}"))).found
    )
    assert link.headline == "Fer\ufffdry" and link.url.isascii()


@pytest.mark.parametrize(
    ("body", "trouble"),
    [
        ('{"data": {"stories": [{"link": "/one"}', "no JSON listing"),
        ("<html><body>Sorry</body></html>", "neither an object nor a list"),
        ("", "empty"),
        ("[" * 100_000, "nests too deep"),
        ('{"errors": [], "status": 403}', "no list at 'data.stories'; the answer holds the keys 'errors', 'status'"),
        ('{"data": {"stories": {"a": 1}}}', "no list at 'data.stories'"),
        ("[1, 2]", "the answer holds a list"),
        ('{"data": {"stories": [1, null, "x", []]}}', "4 of 4 items have no address"),
    ],
)
def test_what_is_no_listing_is_told_and_not_raised(body, trouble):
    reading = SOURCE.read(page(body))
    assert list(reading.found) == [] and reading.further == ()
    assert trouble in (reading.trouble or "") and SITE in (reading.trouble or "")


def test_more_items_than_an_answer_has_are_left():
    reading = JsonListing("/api").read(page(json.dumps([{"url": f"/{n}"} for n in range(MOST_ITEMS + 1)])))
    assert len(list(reading.found)) == MOST_ITEMS and f"more than {MOST_ITEMS} items" in (reading.trouble or "")


@pytest.mark.parametrize("field", ["items", "url", "headline", "publisher", "published", "updated", "key", "cursor"])
def test_a_path_that_is_none_shows_when_it_is_declared(field):
    with pytest.raises(ParseError):
        JsonListing("/api", **{field: "a..b"})


def test_a_template_with_a_path_that_is_none_shows_too():
    with pytest.raises(ParseError):
        JsonListing("/api", url="/news/{a..b}")
    with pytest.raises(SelectorError):
        JsonListing("/", script="script[")


def test_a_function_of_a_path_that_does_not_fit_finds_nothing():
    source = JsonListing("/api", headline="join('-', title)")
    (link,) = source.read(page('[{"url": "/one", "title": 7}]')).found
    assert link.headline is None


def test_where_answers_begin():
    assert SOURCE.urls(SITE, ()) == (f"{SITE}/api/stories",)
    assert JsonListing("/api?of={section}", sections=("top",)).urls(SITE, ()) == (f"{SITE}/api?of=top",)
