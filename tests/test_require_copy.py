"""Whether a page of which the desk leaves no copy is a story: by who read it."""

import pytest
from scrapy.settings import Settings

from crawler import settings as project
from crawler.cleaning import Cleaner
from crawler.page import Page
from pipelines.errors import LayoutMismatch
from pipelines.items import Article, Block, Edit, MadeBy, Picture, Source
from pipelines.stages import Chain, Plan
from pipelines.stages.require_copy import RequireCopy
from tests.publisher_pages import NOTICE, search_page

NOTHING_LEFT = (
    Edit(stage="reader", rule="reader/outside-the-copy", action="removed", field="body", before="Home"),
    Edit(stage="strip_boilerplate", rule="origin/allafrica", action="removed", field="body", before=NOTICE),
    Edit(stage="normalise_captions", rule="caption/credit-apart", action="changed", field="pictures[0].caption"),
)


def article(layout: str, *paragraphs: str) -> Article:
    return Article(
        id="site/paper.example/search",
        aggregator="site",
        url="https://paper.example/search",
        headline="Search",
        standfirst="Search seven years of the Saltmere Ledger.",
        pictures=(Picture(url="https://paper.example/quay.jpg", caption="The quay at dusk."),),
        body=tuple(Block(kind="paragraph", text=one, html=one) for one in paragraphs),
        edits=NOTHING_LEFT,
        source=Source(sha256="0" * 64),
        made_by=MadeBy(version="0", layout=layout),
    )


def require(given: Article) -> Article:
    return Chain((RequireCopy,), Plan()).run(given)


@pytest.mark.parametrize("layout", ["reader/general", "site-config/paper.example"])
def test_what_reads_anything_needs_copy(layout):
    with pytest.raises(LayoutMismatch) as told:
        require(article(layout))
    assert told.value.missing == {layout: ("copy",)}
    for words in ("https://paper.example/search", "struck by origin/allafrica,", "leave it out of `urls`"):
        assert words in str(told.value)
    assert "reader/outside-the-copy" not in str(told.value) and "credit-apart" not in str(told.value)


@pytest.mark.parametrize(
    "given",
    [article("reader/general", "One line."), article("inkl/html"), article("yahoo/html-2024"), article("general/flat")],
    ids=lambda one: f"{one.made_by.layout}, {len(one.body)}",
)
def test_one_line_is_copy_and_an_aggregators_layout_knows_its_stories(given):
    assert require(given) is given


@pytest.mark.parametrize("prompted", ["whole", "headline"])
def test_copy_that_is_withheld_was_there(prompted):
    """``clean`` reads a page as a crawl does; a story filed by its headline alone is one too."""
    cleaner = Cleaner(Settings({"SPIDER_MODULES": project.SPIDER_MODULES, "PROMPTED_STORIES": prompted}))
    page = Page(body=search_page().body, url="https://paper.example/search")
    with pytest.raises(LayoutMismatch):
        cleaner.clean(page)
    wall = '<div class="paywall"><p>Subscribe to continue reading.</p></div></main>'
    story = "".join(f"<p>The ferry was {hours} hours late, and nobody could say why.</p>" for hours in range(3, 9))
    body = page.body.decode().replace(NOTICE, "").replace("</main>", story + wall)
    read = cleaner.clean(Page(body=body.encode(), url="https://paper.example/ferry"))
    assert read.access != "open" and bool(read.body) is (prompted == "whole")
