"""Every recorded page under tests/pages/<spider>/ is read as its expected.json says; ``scrapy record`` writes both.

The copy is invented, in the aggregators' true shapes.
"""

from pathlib import Path
from typing import Any

import pytest
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from crawler import settings as project
from crawler.cleaning import Cleaner
from crawler.layouts.general_flat import GeneralFlat
from crawler.read_page import read_page
from crawler.recording.folder import RecordedPage, all_pages
from crawler.recording.reading import read_recorded
from pipelines.errors import UnreadablePage
from pipelines.text.conservation import destinations

PAGES = all_pages(Path(__file__).parent / "pages")
STORIES = [one for one in PAGES if one.kind == "story"]
SETTINGS = Settings({"SPIDER_MODULES": project.SPIDER_MODULES})
CLEANER = Cleaner(SETTINGS)
SPIDERS = SpiderLoader.from_settings(SETTINGS)


def label(recorded: object) -> str:
    return f"{recorded.spider}/{recorded.folder.name}" if isinstance(recorded, RecordedPage) else ""


def read(recorded: RecordedPage) -> dict[str, Any]:
    return read_recorded(recorded, CLEANER, SPIDERS.load(recorded.spider))


@pytest.mark.parametrize("recorded", PAGES, ids=label)
def test_the_page_is_read_as_expected(recorded: RecordedPage) -> None:
    now, expected = read(recorded), recorded.expected
    differing = {name: (expected.get(name), now.get(name)) for name in {*expected, *now}}
    assert {name: both for name, both in differing.items() if both[0] != both[1]} == {}


@pytest.mark.parametrize("recorded", PAGES, ids=label)
def test_the_words_are_invented(recorded: RecordedPage) -> None:
    assert recorded.invented, "a page with other people's copy has no place here; `scrapy record` invents by default"


@pytest.mark.parametrize("recorded", STORIES, ids=label)
def test_every_piece_of_the_page_has_one_destination(recorded: RecordedPage) -> None:
    aggregator = CLEANER.aggregators.named(recorded.spider)
    try:
        printed = read_page(recorded.page, aggregator)
        cleaned = CLEANER.clean(recorded.page, recorded.spider)
    except UnreadablePage:
        return
    for article in (printed, cleaned):
        places = [one.at for one in destinations(article)]
        assert len(places) == len(set(places))
    shown = "".join(one.printed for one in destinations(printed)).replace(" ", "")
    assert "".join(one.printed for one in destinations(cleaned)).replace(" ", "") == shown


@pytest.mark.parametrize("recorded", [one for one in STORIES if one.page.url], ids=label)
def test_the_page_shows_by_itself_whose_it_is(recorded: RecordedPage) -> None:
    """By its address, ``clean`` finds the aggregator that nobody named."""
    if "unreadable" not in recorded.expected:
        assert CLEANER.aggregators.of(recorded.page).name == recorded.spider


def test_every_layout_has_a_page() -> None:
    """Every layout of every spider with recorded pages, but for the flat ones, which have cases of their own."""
    read_by = {one.expected.get("layout") for one in STORIES}
    named = {one.spider for one in PAGES}
    layouts = [layout for name in sorted(named) for layout in SPIDERS.load(name).layouts]
    assert [one.name for one in layouts if one.name not in read_by and not isinstance(one, GeneralFlat)] == []
