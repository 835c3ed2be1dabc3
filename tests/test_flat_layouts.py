"""Flat pages of aggregators other than inkl, and of sites nobody declared: where each of their lines goes."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scrapy.settings import Settings

from crawler import settings as project
from crawler.cleaning import Cleaner
from crawler.layouts.general_flat import GeneralFlat
from crawler.page import Page
from crawler.read_page import Aggregator, read_page
from pipelines.errors import LayoutMismatch
from pipelines.items import Article, Block, Byline, Picture, Publisher, Timestamp
from pipelines.stages import STAGES, Chain, Plan
from pipelines.text.conservation import Destination, destinations
from pipelines.text.flat import read_flat
from pipelines.text.header.lines import read_header_line
from pipelines.text.whitespace import tidy, tidy_or_none

PAGES = tomllib.loads((Path(__file__).parent / "cases" / "flat_pages.toml").read_text("utf-8"))["page"]
CLEANER = Cleaner(Settings({"SPIDER_MODULES": project.SPIDER_MODULES}))

MARKS = {"h": "headline", "b": "byline", "p": "publisher", "s": "section", "d": "published", "u": "updated"}
FIELDS = ("headline", "byline", "publisher", "section", "published", "updated")
WENT = {"m": "merged", "-": "removed", "c": "picture", "t": "copy"}


def bare(marked: str) -> str:
    """The page without its marks."""
    return "\n".join(line[2:] for line in marked.split("\n"))


def read(case: dict[str, Any]) -> Article:
    return CLEANER.clean(Page(bare(case["text"]).encode(), form="flat"), case.get("aggregator"))


def mark_of(one: Destination) -> str:
    """The mark of the place that a line went to."""
    if isinstance(one.went_to, Block):
        return "t"
    if isinstance(one.went_to, Picture):
        return "c"
    if one.went_to.action == "moved":
        return next((mark for mark, field in MARKS.items() if field == one.went_to.field), "?")
    return {"merged": "m", "removed": "-"}[one.went_to.action]


def line_of(case: dict[str, Any], field: str) -> str | None:
    """What a field is by the case: as it is given, else the line marked so."""
    mark = next(mark for mark, name in MARKS.items() if name == field)
    lines = [line[2:] for line in case["text"].split("\n") if line.startswith(mark + " ")]
    given = case.get(field)
    return given if isinstance(given, str) else tidy_or_none(", ".join(lines))


def printed(article: Article, field: str) -> str | None:
    value = getattr(article, field)
    if isinstance(value, Publisher):
        return value.name
    if isinstance(value, Byline | Timestamp):
        return value.printed
    return None if value is None else str(value)


def persons(article: Article) -> list[dict[str, str]]:
    return [
        {name: value for name in ("name", "role", "location", "affiliation") if (value := getattr(person, name))}
        for person in article.byline.people
    ]


def captions(article: Article) -> list[dict[str, str]]:
    return [
        {
            name: value
            for name in ("caption", "photographer", "organisation", "via")
            if (value := getattr(picture if name == "caption" else picture.credit, name, None))
        }
        for picture in article.pictures
    ]


def assert_lines(case: dict[str, Any]) -> None:
    got = {one.at: f"{mark_of(one)} {one.printed}" for one in destinations(read(case))}
    lines = enumerate(case["text"].split("\n"), 1)
    assert got == {number: tidy(line) for number, line in lines if line}


def assert_fields(case: dict[str, Any]) -> None:
    article = read(case)
    got = {field: printed(article, field) for field in FIELDS}
    assert got == {field: line_of(case, field) for field in FIELDS}
    place = article.dateline.place if article.dateline else None
    assert (place, article.language, article.access) == (case.get("dateline"), case.get("language", "en"), "open")


def assert_understood(case: dict[str, Any]) -> None:
    article = read(case)
    assert persons(article) == case.get("people", [])
    assert list(article.byline.organisations) == case.get("organisations", [])
    assert captions(article) == case.get("captions", [])


CHECKS = {"lines": assert_lines, "fields": assert_fields, "understood": assert_understood}


def checks() -> list[Any]:
    """Each check of each case; a case's ``known_failure`` says by check what is wrong with it."""
    return [
        pytest.param(
            CHECKS[name],
            case,
            id=f"{name}: {case['label']}",
            marks=[pytest.mark.xfail(strict=True, raises=AssertionError, reason=why)]
            if (why := case.get("known_failure", {}).get(name))
            else [],
        )
        for case in PAGES
        for name in CHECKS
    ]


@pytest.mark.parametrize(("check", "case"), checks())
def test_page_is_read(check: Callable[[dict[str, Any]], None], case: dict[str, Any]) -> None:
    check(case)


# ---------------------------------------------------------------- whose page it is


@pytest.mark.parametrize(
    ("given", "name", "layout"),
    [
        ("Yahoo News", "yahoo", "yahoo/flat"),
        ("yahoo-jp", "yahoo_japan", "yahoo_japan/flat"),
        ("Yahoo!ニュース", "yahoo_japan", "yahoo_japan/flat"),
        ("phys.org", "physorg", "physorg/flat"),
        ("EurekAlert!", "eurekalert", "eurekalert/flat"),
        ("MSN", "msn", "msn/flat"),
        ("The Daily Round-Up", "the_daily_round_up", "general/flat"),
        ("../etc/passwd", "etc_passwd", "general/flat"),
        ("Лента", "лента", "general/flat"),
        ("!", "unknown", "general/flat"),
        (None, "unknown", "general/flat"),
        ("x" * 500, "x" * 60, "general/flat"),
    ],
)
def test_name_is_folded_and_kept(given: str | None, name: str, layout: str) -> None:
    article = CLEANER.clean(Page(STORY.encode(), form="flat"), given)
    assert (article.aggregator, article.made_by.layout) == (name, layout)
    assert article.id.startswith(f"{name}/sha256-")


STORY = "The ferry that came back\nBy Ann Lee\n12 March 2024\n\nIt left on Monday and came back.\n\nNobody knows why."


def test_address_names_the_aggregator() -> None:
    page = Page(STORY.encode(), url="https://www.msn.com/en-us/news/the-ferry/ar-1", form="flat")
    assert CLEANER.clean(page).aggregator == "msn"


@pytest.mark.parametrize("given", [None, "inkl", "Somebody"])
def test_masthead_tells_inkl(given: str | None) -> None:
    masthead = "Get all your news in one place.\n100’s of premium titles.\nOne app.\nStart reading\n"
    page = Page(f"{masthead}The Lantern\nThe Lantern\nWorld\nAnn Lee\n\n{STORY}".encode(), form="flat")
    article = CLEANER.clean(page, given)
    assert (article.made_by.layout, article.headline) == ("inkl/flat", "The ferry that came back")


@pytest.mark.parametrize(
    "text",
    [
        "Nobody knows why the ferry left on Monday and came back on Tuesday without any of the people who had been on "
        "it, the harbour master said.\n\nIt is to be asked.",
        "Home\nNews\nSport",
        "12 March 2024",
        "It began with a jar.\n\nBy autumn there was a shop.",
    ],
)
def test_page_without_a_headline_is_a_mismatch(text: str) -> None:
    with pytest.raises(LayoutMismatch, match="general/flat lacks headline"):
        CLEANER.clean(Page(text.encode(), form="flat"), "somebody")


@pytest.mark.parametrize("given", [None, "msn", "somebody"])
def test_html_that_no_layout_knows_is_a_mismatch(given: str | None) -> None:
    with pytest.raises(LayoutMismatch, match="reader/general lacks copy"):
        CLEANER.clean(Page(b"<html><body><h1>The ferry</h1><p>It came back.</p></body></html>"), given)


def test_wall_is_seen_on_any_page() -> None:
    page = Page(f"{STORY}\n\nSign up to read this article".encode(), form="flat")
    assert CLEANER.clean(page, "somebody").access == "prompted"


# ---------------------------------------------------------------- what one header line says


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("Story by Ann Lee • 2h • 3 min read", {"byline": "Ann Lee", "published": "2h"}),
        ("Artikel von Ann Lee • 3 Std. • 2 Minuten Lesezeit", {"byline": "Ann Lee", "published": "3 Std."}),
        ("Nov. 13, 2023 / 4:12 PM", {"published": "Nov. 13, 2023 / 4:12 PM"}),
        ("Updated 3:43 PM GMT, March 12, 2024", {"updated": "3:43 PM GMT, March 12, 2024"}),
        ("March 11, 2024 by Ann Lee, Phys.org", {"published": "March 11, 2024", "byline": "Ann Lee, Phys.org"}),
        ("By Ann Lee 12 March 2024", {"byline": "Ann Lee", "published": "12 March 2024"}),
        ("3/12(火) 10:30配信 共同通信", {"published": "3/12(火) 10:30", "publisher": "共同通信"}),
        ("By Ann Lee | The Lantern", {"byline": "Ann Lee", "publisher": "The Lantern"}),
        ("Photographs by Bo Reed", {"byline": "Photographs by Bo Reed"}),
        ("Ann Lee ann.lee@lantern.example", {"byline": "Ann Lee ann.lee@lantern.example"}),
        ("5 min read", {}),
        ("Reading time: 3 minutes", {}),
    ],
)
def test_header_line_says(line: str, values: dict[str, str]) -> None:
    read = read_header_line(line)
    assert read is not None
    assert dict(read.values) == values


@pytest.mark.parametrize(
    "line",
    [
        "By noon on Monday the pilots had voted.",
        "By night the harbour sleeps",
        "12 dead on the road to Mutare",
        "A day in March 2024",
        "Friday",
        "18:44",
        "Kenya: County Buys Umbrella for Governor’s Umbrella",
        "GOAT ELECTED TO SCHOOL BOARD",
        "Snow closes the only road to the snow museum",
        "山の郵便局、冬も休まず",
        "2 goats",
        "Five things to read",
        "x" * 5000,
        "",
    ],
)
def test_headlines_and_copy_say_nothing(line: str) -> None:
    assert read_header_line(line) is None


# ---------------------------------------------------------------- whatever a page holds

FORMS = [layout for layout in CLEANER.aggregators.layouts if isinstance(layout, GeneralFlat)]
CHAIN = Chain(STAGES, Plan())

ODD_LINES = ("", "  ", "\u200b", "• By Ann Lee", "12 March 2024", "By", "·", "|", "By Ann Lee | | 12", "Politics")
known_lines = st.sampled_from(
    [*ODD_LINES, *sorted({line[2:] for case in PAGES for line in case["text"].split("\n") if line})]
)
# Control characters make a page unreadable, which is another matter; half surrogates can't be encoded.
any_lines = known_lines | st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=60)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(FORMS), st.lists(any_lines, max_size=30))
def test_every_line_has_one_destination(form: GeneralFlat, lines: list[str]) -> None:
    page = "\n".join(["The ferry that came back to Osterby alone", *lines])
    try:
        printed_article = read_page(Page(page.encode(), form="flat"), Aggregator("any", (form,), lambda url: None))
    except LayoutMismatch:
        return  # a line of the page hid the headline, and nothing was taken
    whole = destinations(CHAIN.run(printed_article))
    expected = {number: tidy(line) for number, line in enumerate(page.split("\n"), 1) if tidy(line)}
    got = {one.at: one.printed for one in whole}
    assert len(whole) == len(got), "a line went to two places"
    assert got.keys() == expected.keys()
    for number, line in expected.items():
        assert got[number] in (line, line[2:]), "only a bullet may go without an edit"


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(FORMS), st.lists(any_lines, max_size=12))
def test_paragraphs_are_never_header(form: GeneralFlat, lines: list[str]) -> None:
    page = "\n".join([*lines, "", PARAGRAPH, "", "Politics", "12 March 2024", "By Ann Lee", PARAGRAPH])
    taken = form.header(read_flat(page))
    below = len(lines) + 2
    assert all((one.line.at or 0) < below for one in taken)


PARAGRAPH = (
    "The ferry left Osterby at noon on Monday with forty people and a goat on board, and when it came back on Tuesday "
    "morning it carried nobody but the goat, which the harbour master has questioned."
)
