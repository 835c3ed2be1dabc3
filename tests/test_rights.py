"""What pages and sites reserve: cases in cases/rights.toml, what overrules what, and what keeps a story unfiled."""

import tomllib
from pathlib import Path

import pytest

from crawler.page import Page
from crawler.rights import SiteRules, allowed, rights_of
from crawler.rights.paths import matches, path_of
from crawler.rights.tdm import read_tdm_file
from crawler.rights.usage import read_ai_txt, read_robots_usage
from crawler.rights.words import header_words
from pipelines.items import Rights

CASES = tomllib.loads((Path(__file__).parent / "cases" / "rights.toml").read_text("utf-8"))
URL = "https://echo.example/news/a"


def cases(kind: str):
    return pytest.mark.parametrize("case", [pytest.param(case, id=case["label"]) for case in CASES[kind]])


def page(head: str = "", url: str = URL) -> Page:
    return Page(body=f"<html><head>{head}</head><body><p>Copy.</p></body></html>".encode(), url=url)


@cases("header")
def test_header(case):
    assert list(header_words(case["given"])) == case["words"]


@cases("page")
def test_page(case):
    said = rights_of(page(case["head"]), ())
    assert said == Rights(robots=case.get("robots"), tdm_reservation=case.get("tdm"), notice=case.get("notice"))


@cases("tdm_file")
def test_tdm_file(case):
    said = read_tdm_file(case["file"].encode()).speaks_of("https://echo.example" + case["path"])
    assert (said.reserved if said else None) == case.get("tdm")


@cases("usage")
def test_usage(case):
    assert list(read_robots_usage(case["file"]).withheld(URL)) == case["withheld"]


@cases("ai_txt")
def test_ai_txt(case):
    assert list(read_ai_txt(case["file"]).withheld(URL)) == case["withheld"]


# What overrules what


RESERVED = SiteRules(
    read_tdm_file(b'[{"location": "/", "tdm-reservation": 1, "tdm-policy": "https://echo.example/p"}]')
)


@pytest.mark.parametrize(
    ("header", "head", "reserved"),
    [
        (None, "", True),
        ("0", "", False),
        ("0", '<meta name="tdm-reservation" content="1">', True),
        ("1", '<meta name="tdm-reservation" content="0">', False),
        ("2", "", True),
        (None, '<meta name="tdm-reservation" content="0">', False),
    ],
)
def test_markup_overrules_header_and_header_the_file(header, head, reserved):
    headers = [("TDM-Reservation", header)] if header else []
    assert rights_of(page(head), headers, RESERVED).tdm_reservation is reserved


def test_all_that_is_said_is_recorded():
    site = SiteRules(usage=(read_robots_usage("User-agent: *\nContent-Signal: ai-train=no"),))
    headers = [("X-Robots-Tag", "noarchive"), ("x-robots-tag", "otherbot: none"), ("Content-Usage", "search=n")]
    said = rights_of(page('<meta name="robots" content="nosnippet, noarchive">'), headers, site)
    assert said == Rights(robots="noarchive, nosnippet, search=no, ai-train=no")


def test_a_page_that_nobody_can_read_says_what_its_header_says():
    for body in (b"", b"\x00" * 5000, b"The Echo\n\nA flat page.\n"):
        assert rights_of(Page(body=body, url=URL), [("X-Robots-Tag", "noindex")]) == Rights(robots="noindex")


def test_nothing_said_is_nothing_reserved():
    said = rights_of(page(), [("Content-Type", "text/html")])
    assert said == Rights()
    assert allowed(said, "obey") is None


def test_a_policy_stands_in_the_notice_where_there_is_no_other():
    assert rights_of(page(), (), RESERVED).notice == "TDM policy: https://echo.example/p"


# What keeps a story from being filed


@pytest.mark.parametrize("word", ["noindex", "none", "noarchive", "nocache", "noai", "ai-train=no", "search=no"])
def test_a_word_that_reserves(word):
    assert allowed(Rights(robots=f"follow, {word}"), "obey") == word
    assert allowed(Rights(robots=f"follow, {word}"), "record") is None


@pytest.mark.parametrize(
    "words",
    ["index, follow", "nofollow", "nosnippet", "max-snippet:0", "noimageindex", "noimageai", "notranslate", "all"],
)
def test_words_that_ask_for_nothing_that_is_done_here(words):
    assert allowed(Rights(robots=words), "obey") is None


def test_mining_reserved():
    assert allowed(Rights(tdm_reservation=True), "obey") == "text and data mining is reserved"
    assert allowed(Rights(tdm_reservation=True), "record") is None
    assert allowed(Rights(tdm_reservation=False), "obey") is None


def test_mining_withheld_by_name_is_mining_reserved():
    assert rights_of(page(), [("Content-Usage", "tdm=n")]).tdm_reservation is True


# Hostile files


def test_a_pattern_of_many_stars_takes_no_time():
    """Each star is looked for once: nothing is tried again."""
    assert not matches("/" + "*a" * 20_000 + "b$", path_of("https://echo.example/" + "a" * 100_000))


@pytest.mark.parametrize(
    "body",
    [b"[" * 100_000, b'{"a":' * 100_000, b"\xff\xfe[", b"null", b'"1"', b"[[[]]]", b"[" + b"1," * 400_000 + b"1]"],
)
def test_a_tdm_file_that_is_none_says_nothing(body):
    assert read_tdm_file(body).rules == ()
