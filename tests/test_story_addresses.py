"""Which addresses are whose, which of them are stories, and what each story is called by whatever address."""

import pytest
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from crawler import settings as project
from crawler.cleaning import Cleaner
from crawler.discovery import Link
from crawler.page import Page

SETTINGS = Settings({"SPIDER_MODULES": project.SPIDER_MODULES})
SPIDERS = SpiderLoader.from_settings(SETTINGS)
CLEANER = Cleaner(SETTINGS)


@pytest.mark.parametrize(
    ("spider", "url", "key"),
    [
        ("allafrica", "https://allafrica.com/stories/202611190123.html", "202611190123"),
        ("allafrica", "http://www.allafrica.com/stories/202611190123.html?aa_source=x#top", "202611190123"),
        ("allafrica", "https://fr.allafrica.com/stories/202611190123.html", "202611190123"),
        ("allafrica", "https://allafrica.com/stories/printable/202611190123.html", "202611190123"),
        ("allafrica", "https://allafrica.com/stories/2026111901234.html", "2026111901234"),
        ("allafrica", "https://allafrica.com/stories/2026.html", None),
        ("allafrica", "https://allafrica.com/view/group/main/main/id/00091234.html", None),
        ("allafrica", "https://allafrica.com/uganda/", None),
        ("physorg", "https://phys.org/news/2026-11-wet-stones-darker.html", "2026-11-wet-stones-darker"),
        ("physorg", "https://phys.org/news/2026-11-Wet-stones.amp?utm_source=x", "2026-11-wet-stones"),
        ("physorg", "https://techxplore.com/news/2026-11-robot-harbour.html", "2026-11-robot-harbour"),
        ("physorg", "https://phys.org/news/2026-11-wet-stones-darker.pdf", None),
        ("physorg", "https://phys.org/physics-news/", None),
        ("physorg", "https://phys.org/tags/stones/", None),
        ("techmeme", "https://www.techmeme.com/261119/p4", None),
        ("realclear", "https://www.realclearpolitics.com/articles/2026/11/20/count_the_moths_153001.html", None),
        ("hacker_news", "https://news.ycombinator.com/item?id=49000001", None),
    ],
)
def test_a_story_has_one_name(spider: str, url: str, key: str | None) -> None:
    one = SPIDERS.load(spider)
    assert one.owns(url)
    assert one.story_key(url) == key


@pytest.mark.parametrize(
    ("spider", "url"),
    [
        ("allafrica", "https://notallafrica.com/stories/202611190123.html"),
        ("physorg", "https://phys.org.example/news/2026-11-wet-stones.html"),
        ("physorg", "https://sciencex.com/news/2026-11-wet-stones.html"),
        ("realclear", "https://clearpolitics.com/"),
    ],
)
def test_a_host_that_only_sounds_alike_is_not_its_own(spider: str, url: str) -> None:
    assert not SPIDERS.load(spider).owns(url)


@pytest.mark.parametrize(
    ("spider", "url", "asked"),
    [
        ("physorg", "https://phys.org/news/2026-11-a-b.amp", "https://phys.org/news/2026-11-a-b.html"),
        ("physorg", "https://phys.org/news/2026-11-a-b.html", "https://phys.org/news/2026-11-a-b.html"),
        (
            "allafrica",
            "https://allafrica.com/stories/printable/202611190123.html",
            "https://allafrica.com/stories/202611190123.html",
        ),
    ],
)
def test_the_page_that_has_all_is_asked_for(spider: str, url: str, asked: str) -> None:
    one = SPIDERS.load(spider)
    assert one.page_address(url, one.site) == asked


@pytest.mark.parametrize(
    ("spider", "url", "is_lead"),
    [
        ("realclear", "https://www.realclearscience.com/2026/11/20/loud_ice.html", False),
        ("realclear", "https://lamp.example/the-dam", True),
        ("hacker_news", "https://news.ycombinator.com/item?id=1", False),
        ("hacker_news", "https://www.ycombinator.com/companies", True),
        ("techmeme", "https://www.techmeme.com/events", False),
    ],
)
def test_what_an_aggregator_has_itself_is_no_lead(spider: str, url: str, is_lead: bool) -> None:
    assert SPIDERS.load(spider).is_lead(Link(url)) is is_lead


@pytest.mark.parametrize(
    ("url", "id", "layout"),
    [
        ("https://phys.org/news/2026-11-eels-home.html", "physorg/2026-11-eels-home", "physorg/flat"),
        ("https://medicalxpress.com/news/2026-11-eels-home.html", "physorg/2026-11-eels-home", "physorg/flat"),
        ("https://allafrica.com/stories/202611190123.html", "allafrica/202611190123", "allafrica/flat"),
    ],
)
def test_a_capture_with_an_address_is_the_story_at_that_address(url: str, id: str, layout: str) -> None:
    text = (
        "The ferry that came back\nBy Ann Lee\n12 March 2024\n\nIt left on Monday and came back.\n\nNobody knows why."
    )
    article = CLEANER.clean(Page(text.encode(), url=url, form="flat"))
    assert (article.id, article.made_by.layout) == (id, layout)
