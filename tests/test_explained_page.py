"""The page that explains a story: complete, self-contained, and looked at in a real browser at two widths."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from crawler.demo import load_stories, render_flat, render_story
from crawler.explained.lines import explain
from crawler.explained.page import explained_page
from crawler.explained.reasons import reasons
from crawler.layouts.fields import Evidence
from crawler.page import Page as SavedPage
from crawler.read_page import Aggregator, blank, read_page
from crawler.reader.read import GeneralReader
from crawler.spiders.inkl import Inkl
from pipelines.items import Article
from pipelines.stages import STAGES, Chain, Plan
from tests.browser import browser

PLAN = Plan()
BECAUSE = reasons(PLAN.rules, Inkl.layouts)
STORIES = {story.slug: story for story in load_stories()}
ANYBODY = Aggregator("site", (), lambda url: "quayside.example/lamp")
WIDTHS = {"desk": (1280, 900), "telephone": (390, 844)}


def article_of(slug: str, *, flat: bool = False) -> Article:
    story = STORIES[slug]
    page = render_flat(story) if flat else render_story(story, site="https://www.inkl.com")
    saved = SavedPage(page.encode(), url=f"https://www.inkl.com/news/{slug}", form="flat" if flat else "html")
    return Chain(STAGES, PLAN).run(read_page(saved, Inkl.aggregator()))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


def shown(chromium: Browser, article: Article, tmp_path: Path, width: str) -> Page:
    file = tmp_path / "explained.html"
    file.write_text(explained_page(article, BECAUSE), encoding="utf-8")
    wide, high = WIDTHS[width]
    page = chromium.new_page(viewport={"width": wide, "height": high})
    page.on(
        "request", lambda request: pytest.fail(f"the page asked for {request.url}") if request.url[:5] != "file:" else 0
    )
    page.goto(file.as_uri())
    return page


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("slug", ["moth-counters-of-the-long-meadow", "khabbaz-al-fajr", "toudai-no-neko-taishoku"])
def test_the_page_fits_and_shows_every_piece(chromium: Browser, tmp_path: Path, slug: str, width: str) -> None:
    article = article_of(slug)
    page = shown(chromium, article, tmp_path, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS[width][0], "it scrolls sideways"
    assert page.locator("h1").inner_text() == article.headline
    lines = explain(article, BECAUSE)
    assert page.locator("section.row").count() == len(lines)
    for line in lines:
        row = page.locator(f"#at-{line.at}")
        for rule, reason in zip(line.rules, line.reasons, strict=True):
            assert rule in row.inner_text() and reason in row.inner_text()
        if line.clean:
            assert row.locator(".clean p").first.is_visible()
    page.screenshot(path=tmp_path / f"{width}.png", full_page=True)
    assert (tmp_path / f"{width}.png").stat().st_size > 20_000, "the screenshot is empty"


def test_columns_stand_side_by_side_on_a_desk_and_under_one_another_on_a_telephone(
    chromium: Browser, tmp_path: Path
) -> None:
    article = article_of("moth-counters-of-the-long-meadow")
    kept = next(line.at for line in explain(article, BECAUSE) if line.fate == "kept" and line.kind == "paragraph")
    page = shown(chromium, article, tmp_path, "desk")
    printed, clean = (page.locator(f"#at-{kept} {part}").bounding_box() for part in (".printed", ".clean"))
    assert printed and clean and printed["x"] + printed["width"] <= clean["x"] and printed["y"] == clean["y"]
    page = shown(chromium, article, tmp_path, "telephone")
    assert not page.locator(f"#at-{kept} .printed").is_visible(), "what is kept unchanged is shown once"


def test_what_is_struck_is_struck_through(chromium: Browser, tmp_path: Path) -> None:
    article = article_of("moth-counters-of-the-long-meadow", flat=True)
    struck = next(line.at for line in explain(article, BECAUSE) if line.fate == "removed")
    page = shown(chromium, article, tmp_path, "desk")
    style = "element => getComputedStyle(element).textDecorationLine"
    assert page.locator(f"#at-{struck} .words").evaluate(style) == "line-through"
    assert page.locator(f"#at-{struck} .rule").evaluate(style) == "none"


def test_markup_of_the_page_is_shown_as_text() -> None:
    html = "<meta property='og:title' content='<script>alert(1)</script>'><body><div class='article-content-container'>"
    article = Chain(STAGES, PLAN).run(
        read_page(SavedPage(f"{html}<p>&lt;img src=x onerror=a()&gt;".encode()), Inkl.aggregator())
    )
    page = explained_page(article, BECAUSE)
    assert "<script" not in page and "<img" not in page
    assert "&lt;img src=x" in page


@pytest.mark.parametrize("flat", [False, True])
@pytest.mark.parametrize("slug", STORIES)
def test_every_rule_has_its_reason(slug: str, flat: bool) -> None:
    for line in explain(article_of(slug, flat=flat), BECAUSE):
        assert all("No rule of this release" not in reason for reason in line.reasons), line.rules


FOREIGN = """<html lang=en><head><title>Lighthouse lit again | The Quayside</title>
<meta property=og:title content="A lamp!">
<script type=application/ld+json>{"@type": "NewsArticle", "datePublished": "2026-11-02T08:00:00Z"}</script></head>
<body><nav><a href=/>Home</a></nav><article><h1>Lighthouse lit again</h1><p class=byline>By Ewa Lind</p>
<figure><img src=/lamp.jpg><figcaption>The lamp. Photo: Ewa Lind</figcaption></figure>
<p>The lamp of the old lighthouse burned for forty minutes on Sunday night, and nobody has said who lit it so far.</p>
<p>The keeper left in 1998, and the door has been locked since then, the harbour office said on Monday morning.</p>
<p>A second lamp was found in the cellar, wrapped in newspapers of the year in which the tower was closed for good.</p>
</article><aside><h3>More stories</h3><a href=/2>A goat at large in the council house</a></aside></body></html>"""


def test_a_page_of_no_known_site_shows_what_was_believed_and_what_lost(chromium: Browser, tmp_path: Path) -> None:
    saved = SavedPage(FOREIGN.encode(), url="https://quayside.example/lamp")
    article = Chain(STAGES, PLAN).run(GeneralReader().read(Evidence(saved), blank(saved, ANYBODY, "reader/general")))
    for line in explain(article, BECAUSE):
        assert all("No rule of this release" not in reason for reason in line.reasons), line.rules
    page = shown(chromium, article, tmp_path, "desk")
    page.locator("summary").click()
    told = page.locator(".weighed").inner_text()
    assert "page h1: Lighthouse lit again" in told and "meta og:title: A lamp!" in told
    assert page.locator(".weighed s").filter(has_text="A lamp!").count() == 1
