"""Hostile feeds and sitemaps (xml_bombs): read in a process with little memory, beside a server that nobody may ask."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from crawler.discovery.feed import Feed
from crawler.discovery.sitemap import Sitemap
from crawler.encodings import is_for_pages
from crawler.page import Page
from pipelines.errors import UnreadablePage
from tests.crawling import serve
from tests.xml_bombs import BOMBS, COSTLY, FETCHING, GROWING

SECRET = "a line that no feed may show"


@pytest.fixture(scope="module")
def came(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """What came of each bomb, by name; under "asked", what the server was asked for."""
    secret = tmp_path_factory.mktemp("bombs") / "secret"
    secret.write_text(SECRET)
    with serve({}) as site:
        command = [sys.executable, "-m", "tests.xml_bombs", site.address, str(secret)]
        child = subprocess.run(
            command, cwd=Path(__file__).parents[1], capture_output=True, text=True, timeout=300, check=False
        )
        lines = [json.loads(line) for line in child.stdout.splitlines()]
        yield {name: told for name, told, _ in lines} | {"asked": site.asked, "stderr": child.stderr}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_survived(came: dict[str, Any], name: str) -> None:
    """The sound entry beside it may be read or not; nothing is raised, nothing grows, and what is wrong is told."""
    assert name in came, f"the process died of it: {came['stderr']}"
    told = came[name]
    assert isinstance(told, dict), told
    for reading in told.values():
        assert reading["longest"] < 30_000
        assert all(url.startswith("https://wire.example/") for url, _ in reading["links"])


@pytest.mark.parametrize("name", GROWING)
def test_what_would_grow_is_refused_or_stays_as_it_is(came: dict[str, Any], name: str) -> None:
    for reading in came[name].values():
        assert "lollol" not in json.dumps(reading)
        assert reading["trouble"] or name in ("quadratic blowup", "default attributes by the thousand")


@pytest.mark.parametrize("name", FETCHING)
def test_nothing_is_read_that_a_listing_names(came: dict[str, Any], name: str) -> None:
    assert SECRET not in json.dumps(came[name])


def test_nobody_is_asked(came: dict[str, Any]) -> None:
    assert set(came) >= set(FETCHING)
    assert came["asked"] == []


@pytest.mark.parametrize(
    ("name", "trouble"),
    [
        ("depth", "nest deeper"),
        ("names", "different names"),
        ("prefixes", ""),
        ("ampersands", "letters in one entry"),
        ("brackets", "letters in one entry"),
        ("gzip of empty members", "joined in one gzip"),
        ("gzip", "a bomb"),
    ],
)
def test_a_trap_is_left_and_named(came: dict[str, Any], name: str, trouble: str) -> None:
    assert trouble in came[name]["Sitemap"]["trouble"]


def test_the_tables_are_told_apart() -> None:
    assert len(BOMBS) == len(GROWING) + len(FETCHING) + len(COSTLY)


ODD = (
    "idna",
    "punycode",
    "undefined",
    "unicode_escape",
    "rot13",
    "base64",
    "zip",
    "utf-16",
    "utf-32",
    "utf-7",
    "ebcdic",
)


@pytest.mark.parametrize("name", ODD)
def test_an_encoding_that_is_none_is_passed_over(name: str) -> None:
    """Python knows them all, and most raise on the first byte."""
    head = f'<?xml version="1.0" encoding="{name}"?>'
    body = f"{head}<rss><channel><item><link>https://wire.example/a</link></item></channel></rss>".encode()
    for noise in (b"", b"<!-- \xff\xfe \\x \xc3 -->"):
        for source in (Feed(), Sitemap()):
            assert [link.url for link in source.read(Page(body + noise)).found] in (["https://wire.example/a"], [])


@pytest.mark.parametrize("name", ODD)
def test_a_page_in_such_an_encoding_is_text(name: str) -> None:
    html = f'<html><meta charset="{name}"><body><p>The copy.</p>'.encode() + b"\xff\x80\xe9"
    for declared in (None, f"text/html; charset={name}"):
        with suppress(UnreadablePage):  # UTF-32, where the header says so
            assert isinstance(Page(html, content_type=declared).text, str)


@pytest.mark.parametrize(
    ("name", "sound"),
    [
        ("utf-8", True),
        ("cp1252", True),
        ("Shift_JIS", True),
        ("hz", True),
        ("idna", False),
        ("hex", False),
        ("x", False),
    ],
)
def test_encodings_for_pages(name: str, sound: bool) -> None:
    assert is_for_pages(name) is sound
    assert not is_for_pages(name + "\0")
