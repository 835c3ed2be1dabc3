"""Flat pages of aggregators other than inkl, and of sites nobody declared: where each of their lines goes."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from scrapy.settings import Settings

from crawler import settings as project
from crawler.cleaning import Cleaner
from crawler.page import Page
from pipelines.items import Article, Block, Byline, Picture, Publisher, Timestamp
from pipelines.text.conservation import Destination, destinations
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


def params(*, failing: bool) -> list[Any]:
    """The cases; those of known failure apart, since one wrong line fails one test of a page and not the others."""
    return [pytest.param(case, id=case["label"]) for case in PAGES if ("known_failure" in case) == failing]


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


@pytest.mark.parametrize("case", params(failing=False))
def test_every_line_goes_where_it_belongs(case: dict[str, Any]) -> None:
    assert_lines(case)


@pytest.mark.parametrize("case", params(failing=False))
def test_fields_are_what_the_page_says(case: dict[str, Any]) -> None:
    assert_fields(case)


@pytest.mark.parametrize("case", params(failing=False))
def test_people_and_pictures_are_understood(case: dict[str, Any]) -> None:
    assert_understood(case)


@pytest.mark.xfail(strict=True, raises=AssertionError, reason="each case says what is wrong in known_failure")
@pytest.mark.parametrize("case", params(failing=True))
def test_pages_known_to_fail(case: dict[str, Any]) -> None:
    assert_lines(case)
    assert_fields(case)
    assert_understood(case)
