"""Headings that head no copy go with what they head; a table of small pages."""

import pytest

from crawler.layouts.fields import Evidence
from crawler.page import Page
from crawler.reader.copy.headings import strike_headings
from crawler.reader.lines import Lines, read_lines
from crawler.reader.link_lists import link_lists

LINKS = "<ul><li><a href=/1>Ferries</a><li><a href=/2>Quays</a><li><a href=/3>Cranes</a><li><a href=/4>Ships</a></ul>"
OTHER = "no: By Dana Whitlock, our correspondent in Norrvik"
PARAGRAPH = "The crane on the eastern quay works again, nine weeks after a storm had bent its arm and stopped all work."
COPY = "<p>The crane works again.</p>"

# A page; lines that begin with "no:" are not kept before. Then the headings that stay.
PAGES = {
    "over copy": (f"<h2>Repaired</h2>{COPY}", ["Repaired"]),
    "over another heading": (f"<h2>Repaired</h2><h3>On Monday</h3>{COPY}", ["Repaired", "On Monday"]),
    "at the end": (f"{COPY}<h2>Comments</h2><p>no: {OTHER}</p>", []),
    "two at the end": (f"{COPY}<h2>More</h2><h3>Ships</h3>", []),
    "not closed, and paragraphs within": (
        f"<h2>Repaired<div><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p></div><div>no: More</div></h2>",
        ["Repaired", PARAGRAPH, PARAGRAPH],
    ),
    "over a list of links": (f"<h2>Contents</h2>{LINKS}{COPY}", []),
    "over a list of links, a line between": (f"<h2>Harbours</h2><p>These count.</p>{LINKS}{COPY}", ["Harbours"]),
    "a sentence over a list of links": (f"<h2>It is all here.</h2>{LINKS}{COPY}", ["It is all here."]),
    "over a list that is none of links": (f"<h2>Next</h2><ul><li>Ships<li>Quays</ul>{COPY}", ["Next"]),
    "in a box with other matter": (f"{COPY}<div><h4>By post</h4><p>{OTHER}</p></div>{COPY}", []),
    "two boxes around other matter": (f"{COPY}<div><div><h4>By post</h4></div><p>{OTHER}</p></div>{COPY}", []),
    "in a box with copy": (f"<div><h2>Repaired</h2><p>{OTHER}</p>{COPY}</div>", ["Repaired"]),
    "in a box of its own": (f"<div><h2>Repaired</h2></div><p>{OTHER}</p>{COPY}", ["Repaired"]),
    "in a box with a time alone": (f"<div><h2>Repaired</h2><p>no: 12:30</p></div>{COPY}", ["Repaired"]),
    "below other matter in its box": (f"<div><p>{OTHER}</p><h2>Repaired</h2></div>{COPY}", ["Repaired"]),
}


def page_of(markup: str) -> Lines:
    evidence = Evidence(Page(f"<html><body><div>{markup}</div></body></html>".encode(), form="html"))
    return read_lines(evidence.root, {}, struck=link_lists(evidence))


@pytest.mark.parametrize(("markup", "expected"), PAGES.values(), ids=PAGES)
def test_headings_stay_over_copy_alone(markup, expected):
    page = page_of(markup)
    kept = strike_headings(page, [not line.text.startswith("no:") for line in page.lines])
    assert [line.text for line, stays in zip(page.lines, kept, strict=True) if stays and line.level] == expected


def test_other_lines_are_left_alone():
    page = page_of(f"<h2>Contents</h2>{LINKS}{COPY}<p>no: {OTHER}</p>{COPY}<h2>More</h2>")
    kept = [not line.text.startswith("no:") for line in page.lines]
    changed = strike_headings(page, kept)
    assert [a for a, line in zip(changed, page.lines, strict=True) if not line.level] == [
        a for a, line in zip(kept, page.lines, strict=True) if not line.level
    ]


def test_many_headings_deep_in_boxes_take_no_time_worth_telling():
    page = page_of("<div>" * 1_500 + f"<h2>Repaired</h2><p>{OTHER}</p>" * 4_000)
    assert not any(strike_headings(page, [line.level is not None for line in page.lines]))
