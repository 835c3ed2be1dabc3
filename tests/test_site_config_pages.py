"""Where a story goes on, by a site config's links."""

import pytest

from crawler.layouts.fields import Evidence
from crawler.page import Page
from crawler.reader.site_configs.further_pages import FurtherPages, further_pages
from crawler.reader.site_configs.parse import read_config

URL = "https://www.harbour.example/news/bill"
PAGE = """<html><head><link rel="canonical" href="https://harbour.example/news/bill_story.html"></head><body>
<ul class="pages"><li><a class="all" href="/news/bill?all=1#top">All</a></li>
<li><a class="next" href="bill/2">2</a></li>
<li><a class="away" href="https://elsewhere.example/2">2</a></li><li><a class="self" href="#two">2</a></li>
<li><a class="odd" href="javascript:next()">2</a></li>
<li><a class="port" href="//www.harbour.example:8080/2">2</a></li>
<li><a class="who" href="https://ann@www.harbour.example/2">2</a></li><li><a class="torn" href="http://[">2</a></li>
<li><a class="bare" href="https://harbour.example/2">2</a></li>
<li><a class="empty" href=" ">2</a></li></ul></body></html>"""


def pages(config: str, url: str | None = URL) -> FurtherPages:
    return further_pages(Evidence(Page(PAGE.encode(), url=url)), read_config(config, "harbour.example"))


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("//a[@class='next']", "https://www.harbour.example/news/bill/2"),
        ("//a[@class='next']/@href", "https://www.harbour.example/news/bill/2"),
        ("//a[@class='all']", "https://www.harbour.example/news/bill?all=1"),
        ("//a[@class='bare']", "https://harbour.example/2"),
        (
            "concat(substring-before(//link/@href, '_story'), '_print.html')",
            "https://harbour.example/news/bill_print.html",
        ),
        ("//a[@class='away']", None),
        ("//a[@class='self']", None),
        ("//a[@class='odd']", None),
        ("//a[@class='port']", None),
        ("//a[@class='who']", None),
        ("//a[@class='torn']", None),
        ("//a[@class='empty']", None),
        ("//li[1]", None),
        ("//a[@class='none']", None),
        ("count(//a)", None),
        ("substring-after(//a, 'x')", None),
    ],
)
def test_a_link_is_an_address_of_the_same_host(link, address):
    assert pages(f"next_page_link: {link}") == FurtherPages(next=address)
    assert pages(f"single_page_link: {link}") == FurtherPages(single=address)


def test_the_first_link_that_leads_somewhere_counts():
    config = "next_page_link: //a[@class='away']\nnext_page_link: //a[@class='next']\nnext_page_link: //a[@class='all']"
    assert pages(config).next == "https://www.harbour.example/news/bill/2"


@pytest.mark.parametrize(("condition", "found"), [("//link", True), ("//video", False), ("count(//a) > 3", True)])
def test_a_link_with_a_condition_counts_where_it_holds(condition, found):
    config = f"single_page_link: //a[@class='all']\nif_page_contains: {condition}"
    assert (pages(config).single is not None) is found


def test_a_page_without_address_leads_nowhere():
    assert pages("next_page_link: //a[@class='next']", url=None) == FurtherPages()
    assert pages("title: //h1") == FurtherPages()


@pytest.mark.parametrize(
    ("base", "address"),
    [
        ("https://www.harbour.example/de/", "https://www.harbour.example/de/bill/2"),
        ("/de/", "https://www.harbour.example/de/bill/2"),
        ("https://elsewhere.example/", None),
        ("http://[", None),
        ("", "https://www.harbour.example/news/bill/2"),
    ],
)
def test_links_build_on_what_the_page_says(base, address):
    page = Page(PAGE.replace("<head>", f'<head><base href="{base}">').encode(), url=URL)
    config = read_config("next_page_link: //a[@class='next']", "harbour.example")
    assert further_pages(Evidence(page), config).next == address
