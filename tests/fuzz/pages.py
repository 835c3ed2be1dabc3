"""Harnesses for whole pages: bytes through layout and stages. A page may be refused, by name; what is read is sound."""

import json
from pathlib import Path
from unittest.mock import patch

from lxml.etree import _Element
from scrapy.settings import Settings

from crawler.cleaning import Cleaner
from crawler.json_lines import answer_lines
from crawler.layouts.fields import Evidence
from crawler.layouts.inkl import InklHtml
from crawler.layouts.linked_data import LinkedData, read_declared, read_meta
from crawler.page import Page
from pipelines.errors import CopydeskError, InvalidArticle, UnreadablePage
from pipelines.items import Article
from pipelines.text.tags import INVISIBLE, is_hidden
from tests.fuzz.claims import assert_lines_conserved, assert_page_conserved, assert_tidy, assert_valid

SETTINGS = Settings()
SETTINGS.setmodule("crawler.settings")
CLEANER = Cleaner(SETTINGS)
AGGREGATORS = (
    "inkl",
    None,
    "msn",
    "upi",
    "yahoo",
    "aol",
    "allafrica",
    "phys_org",
    "eurekalert",
    "pressreader",
    "yahoo_jp",
)
PARTS = b"\x1e"  # parts of an input that has several: before, inside and after the story
ADDRESS = "https://www.inkl.com/news/ferry-captain-wins-back-his-whistle"
PATHS = ("headline", "publisher.name", "author", "articleSection", "datePublished", "inLanguage", "publisher.url")


def clean(page: Page, aggregator: str | None) -> Article | None:
    """The article; None where the page is refused for what it is. An article against its schema is our fault."""
    try:
        return CLEANER.clean(page, aggregator)
    except InvalidArticle as fault:
        if "neither headline nor copy" not in str(fault):
            raise
        return None
    except CopydeskError:
        return None


def html(data: bytes) -> None:
    """An HTML page: with two separators it is put in a story's page, so that it fits; else as it is."""
    parts = data.split(PARTS)
    if len(parts) == 3:
        before, inside, after = parts
        data = (
            b"<!doctype html><html><head><meta property='og:title' content='The Mayor'></head><body>" + before
            + b"<h1>The Mayor</h1><div class='article-content-container'>" + inside + b"</div>" + after
        )  # fmt: skip
    page = Page(data, url=ADDRESS, form="html")
    article = clean(page, "inkl")
    if article is None:
        return
    assert_valid(article)
    if not any(map(_is_unseen, Evidence(page).all(InklHtml.story))):  # a story is read even where nobody sees it
        assert_page_conserved(article, page.root)


def _is_unseen(story: _Element) -> bool:
    return any(one.tag in INVISIBLE or is_hidden(one) for one in (story, *story.iterancestors()))


def flat(data: bytes) -> None:
    """A flat page, its first byte the aggregator."""
    page = Page(data[1:], form="flat")
    article = clean(page, AGGREGATORS[data[0] % len(AGGREGATORS)] if data else None)
    if article is not None:
        assert_valid(article)
        assert_lines_conserved(article, page.text)


def linked_data(data: bytes) -> None:
    """JSON-LD of any kind in a sound page: what is read of it is tidy, and the page is read all the same."""
    script = b"<script type='application/ld+json'>" + data + b"</script>"
    body = script + b"<h1>The Mayor</h1><div class='article-content-container'><p>The mayor left.</p></div>"
    page = Page(body, url=ADDRESS, form="html")
    try:
        root = page.root
    except UnreadablePage:
        return
    declared = read_declared(root)
    found = LinkedData(declared["script"])
    assert_tidy(*map(found.text, PATHS), *read_meta(declared["meta"]).values())
    article = clean(page, "inkl")
    if article is not None:
        assert_valid(article)


def json_lines(data: bytes) -> None:
    """JSON lines: an answer a line, whatever the line; no file is read, the input stands for any."""

    def read(path: Path) -> bytes:
        if len(str(path)) % 2:
            raise UnreadablePage(f"{path}: can't be read")
        return data[:2000]

    tasks = [line for line in data.split(b"\n") if line.strip()]
    with patch("crawler.json_lines.read_file", read):
        answers = list(answer_lines(tasks, CLEANER))
    assert len(answers) == len(tasks)
    for answer, worked in answers:
        assert b"\n" not in answer
        told = json.loads(answer)
        assert ("error" in told) != worked
        assert worked or "a fault in copydesk" not in told["error"]["message"], told["error"]
        assert worked or told["error"]["kind"] != "InvalidArticle" or "neither" in told["error"]["message"], told
