"""HTML listing pages: their links, what cards say, and where a listing goes on."""

import pytest
from cssselect import SelectorError

from crawler.discovery.listing_page import MOST_LINKS, ListingPage, SectionPages
from crawler.discovery.paging import page_after
from crawler.discovery.selecting import shown_text
from tests.listings import SITE, cases, label, page, written

CASES = cases("listing_pages")


@pytest.mark.parametrize("case", CASES, ids=label)
def test_case(case):
    reading = ListingPage(**case.get("source", {})).read(page(case["html"], case.get("path", "/listing")))
    assert written(reading.found) == case["links"]
    assert reading.kind == "html"
    assert [one.url for one in reading.further if one.why == "next"] == ([case["next"]] if "next" in case else [])
    assert [one.url for one in reading.further if one.why == "more"] == case.get("more", [])
    if "trouble" in case:
        assert case["trouble"] in (reading.trouble or "")
        assert "https://wire.example/listing" in (reading.trouble or "")
    else:
        assert reading.trouble is None


def test_every_label_is_its_own():
    assert len({case["label"] for case in CASES}) == len(CASES)


def test_what_follows_is_read_alike():
    source = ListingPage("/latest", links=".story a", more="nav a")
    html = """<nav><a href="/sections/sea">Sea</a></nav><p class="story"><a href="/news/1">One</a></p>
    <a rel="next" href="?page=2">Next</a>"""
    assert {one.source for one in source.read(page(html)).further} == {source}


@pytest.mark.parametrize("body", [b"", b"   ", b"\x89PNG\r\n\x1a\n" + b"\x00" * 400, b"<div>" * 3000])
def test_what_is_no_page_is_told_and_not_raised(body):
    reading = ListingPage().read(page(body))
    assert list(reading.found) == [] and SITE in (reading.trouble or "")


def test_more_links_than_a_page_has_are_left():
    reading = ListingPage().read(page("".join(f"<a href=/news/{n}>x</a>" for n in range(MOST_LINKS + 1))))
    assert len(list(reading.found)) == MOST_LINKS and f"more than {MOST_LINKS} links" in (reading.trouble or "")


@pytest.mark.parametrize(
    "field", ["links", "next_page", "more", "card", "headline", "publisher", "published", "section"]
)
def test_a_selector_that_is_none_shows_when_it_is_declared(field):
    with pytest.raises(SelectorError):
        ListingPage(**{field: "a["})


def test_where_listings_begin():
    assert ListingPage().urls(SITE, ()) == (f"{SITE}/",)
    assert ListingPage().urls(SITE, ("arts",)) == ()
    sections = SectionPages("/sections/{section}")
    assert sections.urls(SITE, ()) == ()
    assert sections.urls(SITE, ("arts", "a/b?c")) == (f"{SITE}/sections/arts", f"{SITE}/sections/a/b%3Fc")


@pytest.mark.parametrize(
    ("here", "link", "follows"),
    [
        ("/a", "/a?page=2", True),
        ("/a/", "/a?page=2", True),
        ("/a?page=1", "/a?page=2", True),
        ("/a?page=9", "/a?page=10", True),
        ("/a?paged=2", "/a?paged=3", True),
        ("/a/page/2/", "/a/page/3/", True),
        ("/a/page-2", "/a/page-3", True),
        ("/a", "/a?page=1", False),
        ("/a", "/a?page=3", False),
        ("/a?page=2", "/a?page=2", False),
        ("/a?page=2", "/a", False),
        ("/a", "/b?page=2", False),
        ("/a", "/a?homepage=2", False),
        ("/a", "/a?page=2x", False),
        ("/a?page=99999", "/a?page=100000", False),
        ("/a/page/x", "/a/page/2", False),
    ],
)
def test_which_page_comes_after(here, link, follows):
    assert page_after(SITE + here, [SITE + link]) == (SITE + link if follows else None)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>The <b>fer</b>ry <i>returns</i></p>", "The ferry returns"),
        ("<p>Ferry<br>returns<span> home</span></p>", "Ferry returns home"),
        ("<p><span>Islands</span><div>Ferry</div></p>", "Islands Ferry"),
        ("<p>Ferry<script>x()</script> returns<style>p{}</style></p>", "Ferry returns"),
        ("<p> \u200b </p>", None),
    ],
)
def test_the_text_an_element_shows(html, text):
    body = page(f"<html><body><main>{html}</main></body></html>").root.find(".//main")
    assert body is not None
    assert shown_text(body) == text


def test_pages_of_a_listing_are_no_listings_of_their_own():
    """A selector for sections finds the links to their older pages too."""
    body = "".join(
        f'<a href="{href}">x</a>'
        for href in (
            "/sections/arts",
            "/sections/arts?page=2",
            "/sections/arts?page=9",
            "/sections/life/page/3",
            "/sections/life",
        )
    )
    reading = ListingPage(more="a[href^='/sections/']").read(page(body, "/sections/arts"))
    assert {one.url: one.why for one in reading.further} == {
        f"{SITE}/sections/arts?page=2": "next",
        f"{SITE}/sections/life": "more",
    }
