"""What may be told to a spider with ``-a``, and what is refused before anything starts."""

import socket
from datetime import UTC, datetime

import pytest

from crawler.frontier.arguments import KNOWN, Arguments, read_arguments
from pipelines.errors import WrongSettings
from tests.crawling import Desk

NOW = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)


def read(**given: str) -> Arguments:
    return read_arguments(given, now=NOW, spider="inkl")


def test_nothing_told_is_nothing_meant():
    assert read() == Arguments()


UNDERSTOOD = {
    "one address": ({"urls": "https://a.example/news/x"}, {"urls": ("https://a.example/news/x",)}),
    "addresses in a row": (
        {"urls": " http://a.example/1  https://a.example/2\n\thttp://a.example/3 "},
        {"urls": ("http://a.example/1", "https://a.example/2", "http://a.example/3")},
    ),
    "no addresses": ({"urls": " "}, {"urls": ()}),
    "sections": ({"sections": "world, good news ,,sport"}, {"sections": ("world", "good news", "sport")}),
    "a limit": ({"limit": "7"}, {"limit": 7}),
    "minutes": ({"since": "90m"}, {"since": datetime(2026, 11, 1, 10, 30, tzinfo=UTC)}),
    "hours": ({"since": "6h"}, {"since": datetime(2026, 11, 1, 6, 0, tzinfo=UTC)}),
    "days": ({"since": "3d"}, {"since": datetime(2026, 10, 29, 12, 0, tzinfo=UTC)}),
    "weeks": ({"since": "2w"}, {"since": datetime(2026, 10, 18, 12, 0, tzinfo=UTC)}),
    "the longest time back": ({"since": "9999w"}, {"since": datetime(1835, 3, 15, 12, 0, tzinfo=UTC)}),
    "a day": ({"since": "2026-10-30"}, {"since": datetime(2026, 10, 30, tzinfo=UTC)}),
    "a moment": ({"since": "2026-10-30T08:00:00+02:00"}, {"since": datetime(2026, 10, 30, 6, tzinfo=UTC)}),
    "a site": ({"site": "http://127.0.0.1:8000/"}, {"site": "http://127.0.0.1:8000"}),
}


@pytest.mark.parametrize(("given", "meant"), UNDERSTOOD.values(), ids=UNDERSTOOD)
def test_what_is_understood(given, meant):
    assert read(**given) == Arguments(**meant)


def test_addresses_from_a_file(tmp_path):
    (tmp_path / "list").write_text("https://a.example/1\n\n  https://a.example/2\r\n", "utf-8")
    assert read(urls=f"@{tmp_path / 'list'}").urls == ("https://a.example/1", "https://a.example/2")


REFUSED = {
    "an address without its scheme": ({"urls": "a.example/news/x"}, "a.example/news/x"),
    "a file for an address": ({"urls": "file:///etc/passwd"}, "file:///etc/passwd"),
    "a list that is not there": ({"urls": "@no-such-list"}, "no-such-list"),
    "a list that is a folder": ({"urls": "@."}, "can't be read"),
    "a limit of none": ({"limit": "0"}, "limit=0"),
    "a limit below none": ({"limit": "-1"}, "limit=-1"),
    "half a story": ({"limit": "1.5"}, "limit=1.5"),
    "a limit in words": ({"limit": "ten"}, "limit=ten"),
    "a limit in other digits": ({"limit": "٣"}, "limit="),
    "an empty limit": ({"limit": ""}, "limit="),
    "a time without its unit": ({"since": "6"}, "90m, 6h, 3d"),
    "a time in words": ({"since": "yesterday"}, "90m, 6h, 3d"),
    "a time ahead": ({"since": "-6h"}, "since=-6h"),
    "a day that there is not": ({"since": "2026-02-30"}, "since=2026-02-30"),
    "an empty time": ({"since": ""}, "since="),
    "a site without its scheme": ({"site": "inkl.com"}, "site=inkl.com"),
    "an empty site": ({"site": ""}, "site="),
}


@pytest.mark.parametrize(("given", "says"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused(given, says):
    with pytest.raises(WrongSettings) as caught:
        read(**given)
    assert says in str(caught.value)


def test_a_list_that_is_no_text_is_refused(tmp_path):
    (tmp_path / "list").write_bytes(b"\xff\xfe\x00http")
    with pytest.raises(WrongSettings, match="can't be read"):
        read(urls=f"@{tmp_path / 'list'}")


def test_an_unknown_argument_is_answered_with_those_that_are_known():
    with pytest.raises(WrongSettings) as caught:
        read(section="world", limt="3")
    assert "'limt', 'section'" in str(caught.value)
    assert all(name in str(caught.value) and what in str(caught.value) for name, what in KNOWN.items())


# Any site's stories


def read_of_site(**given: str) -> Arguments:
    return read_arguments(given, now=NOW, spider="site")


OF_A_SITE = {
    "a story": ({"url": "https://a.example/x"}, {"urls": ("https://a.example/x",)}),
    "stories with commas between, and in one": (
        {"url": "https://a.example/x,7.html, http://b.example/y,https://c.example/z"},
        {"urls": ("https://a.example/x,7.html", "http://b.example/y", "https://c.example/z")},
    ),
    "stories in a row": (
        {"urls": "https://a.example/x https://b.example/y"},
        {"urls": ("https://a.example/x", "https://b.example/y")},
    ),
    "a host": ({"domain": "www.a.example", "limit": "3"}, {"site": "https://www.a.example", "limit": 3}),
    "a host with its scheme and port": ({"domain": "http://a.example:8080/"}, {"site": "http://a.example:8080"}),
    "feeds": (
        {"feed": "https://a.example/f,https://b.example/g"},
        {"feeds": ("https://a.example/f", "https://b.example/g")},
    ),
    "leads": ({"leads": "techmeme, hacker_news"}, {"leads": ("techmeme", "hacker_news")}),
}


@pytest.mark.parametrize(("given", "meant"), OF_A_SITE.values(), ids=OF_A_SITE)
def test_what_is_understood_of_any_site(given, meant):
    assert read_of_site(**given) == Arguments(**meant)


REFUSED_OF_A_SITE = {
    "nothing": ({}, "takes one of url, urls, domain, feed and leads"),
    "nothing but a bound": ({"limit": "3"}, "takes one of"),
    "two": ({"domain": "a.example", "feed": "https://a.example/f"}, "takes one of"),
    "an aggregator's argument": ({"site": "https://a.example"}, "knows no argument 'site'"),
    "a page in place of a host": ({"domain": "https://a.example/news"}, "expected a host"),
    "a query in place of a host": ({"domain": "a.example?x=1"}, "expected a host"),
    "no host": ({"domain": "https://"}, "expected a host"),
    "a port that is none": ({"domain": "a.example:port"}, "expected a host"),
    "two hosts": ({"domain": "a.example b.example"}, "expected a host"),
    "a host with a password": ({"domain": "https://me:word@a.example"}, "name or password"),
    "a feed that is no address": ({"feed": "a.example/f"}, "is no address"),
    "a story with a password": ({"url": "https://me:word@a.example/x"}, "name or password"),
}


@pytest.mark.parametrize(("given", "says"), REFUSED_OF_A_SITE.values(), ids=REFUSED_OF_A_SITE)
def test_what_is_refused_of_any_site(given, says):
    with pytest.raises(WrongSettings) as caught:
        read_of_site(**given)
    assert says in str(caught.value)


# The same, typed: status 2, a line that says why, and nothing begun.

TYPED = {
    "an unknown argument": (("inkl", "-a", "section=world"), {}, "sections"),
    "an unknown spider": (("inkle",), {}, "inkl, msn"),
    "any site, and not which": (("site",), {}, "domain"),
    "a number that is none": (("inkl",), {"PART_ARTICLES": "many"}, "PART_ARTICLES"),
    "a policy that there is not": (("inkl",), {"PROMPTED_STORIES": "half"}, "whole, headline"),
    "learning that there is not": (("inkl",), {"TEMPLATE_LEARNING": "maybe"}, "strike, count, off"),
    "a place that is none": (("inkl",), {"FILE_TO": "ftp://host/x"}, "FILE_TO"),
    "an S3 that is no address": (("inkl",), {"FILE_TO": "s3://copy", "S3_ENDPOINT": "not an address"}, "S3_ENDPOINT"),
    "a ledger that is no address": (("inkl",), {"LEDGER_URL": "ledger"}, "LEDGER_URL"),
}


@pytest.fixture(scope="module")
def nowhere():
    """A site that nobody answers at: what is refused must not get as far as asking."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield f"site=http://127.0.0.1:{held.getsockname()[1]}"


@pytest.mark.parametrize(("words", "settings", "says"), TYPED.values(), ids=TYPED)
def test_wrong_use_ends_with_2_before_anything_starts(tmp_path, nowhere, words, settings, says):
    done = Desk(tmp_path, {"CONTACT": "desk@copydesk.example"}).scrapy("crawl", *words, "-a", nowhere, **settings)
    assert done.status == 2, done.stderr
    assert says in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert {path.name for path in tmp_path.iterdir()} <= {"spool"}  # which is taken before the ledger is opened
