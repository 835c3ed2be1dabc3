"""Headline, byline and day of pages that tell machines nothing: ``visible_pages.toml``, ``visible_dates.toml``."""

import tomllib
from pathlib import Path

import pytest

from crawler.layouts.fields import Evidence
from crawler.page import Page
from crawler.reader.lines import read_lines
from crawler.reader.pictures import picture_claims, take_captions
from crawler.reader.read import choose_fields
from pipelines.text.byline import parse_byline
from pipelines.text.dates import resolve_date

CASES = Path(__file__).parent / "cases"
PAGES = tomllib.loads((CASES / "visible_pages.toml").read_text("utf-8"))["page"]

DATES = tomllib.loads((CASES / "visible_dates.toml").read_text("utf-8"))

PROSE = "The members left the old hall at dawn, tired and hoarse, and said that nobody had known how long it would be. "
PROSE_DE = "Die Mitglieder gingen in den Morgen und sagten, niemand habe gewusst, wie lange die Sitzung dauern werde. "
PROSE_JA = "議員らは明け方に古い議事堂を出て、これほど長い夜になるとは誰も思わなかったと話した。"
MENU = "<ul class='nav'><li><a href='/'>Home</a></li><li><a href='/n'>News</a></li><li><a href='/s'>Sport</a></li></ul>"
TAIL = """<div class="related"><h3>Related stories</h3><ul>
<li><a href="/mill">Mill reopens in the valley</a> <span class="date">March 2, 2018</span> By Jo Field</li>
<li><a href="/tram">Tram line to the coast delayed</a> <span class="date">March 5, 2018</span> By Kim Marsh</li>
<li><a href="/pier">Pier gets a coat of paint</a> <span class="date">March 7, 2018</span> By Lou Hill</li></ul></div>
<div class="comments"><p>Robin, April 9, 2018 at 8:00 am: Well said.</p></div>
<footer><p>© 2018 The Harbor Company. Last updated April 12, 2018.</p></footer>"""
FRAGMENTS = {
    "{copy}": f"<p>{PROSE * 3}</p>" * 4,
    "{copy_de}": f"<p>{PROSE_DE * 3}</p>" * 4,
    "{copy_ja}": f"<p>{PROSE_JA * 5}</p>" * 4,
    "{menu}": MENU,
    "{tail}": TAIL,
}


def read(case):
    html = case["html"]
    for name, fragment in FRAGMENTS.items():
        html = html.replace(name, fragment)
    head = f"<meta charset=utf-8><title>{case.get('title', case.get('headline', ''))}</title>"
    markup = f"<html lang='{case.get('lang', 'en')}'><head>{head}</head><body>{html}</body></html>"
    evidence = Evidence(Page(markup.encode(), url=case.get("url"), fetched_at=None, form="html"))
    choices = choose_fields(evidence, take_captions(read_lines(evidence.root, picture_claims(evidence))))
    byline = getattr(choices["byline"], "byline", None) or parse_byline(choices["byline"].value or "")
    names = [*(person.name for person in byline.people), *byline.organisations]
    printed, languages = choices["published"].value, (choices["language"].value,)
    at = resolve_date(printed, fetched_at=None, languages=languages).at if printed else None
    return choices["headline"].value, names, at


def cases():
    for case in PAGES:
        known = case.get("known_failure")
        marks = [pytest.mark.xfail(reason=known, strict=True)] if known else []
        yield pytest.param(case, id=case["label"], marks=marks)


@pytest.mark.parametrize("case", list(cases()))
def test_a_page_is_read_from_what_it_shows(case):
    headline, names, at = read(case)
    wanted = case.get("published")
    said = (at.isoformat() if "T" in wanted else at.date().isoformat()) if at and wanted else at
    assert said == wanted
    assert names == case["byline"]
    if "headline" in case:
        assert headline == case["headline"]


@pytest.mark.parametrize("name", ["class='date'", ""], ids=["named", "unnamed"])
@pytest.mark.parametrize(("language", "printed"), [(tag, one) for tag, forms in DATES.items() for one in forms])
def test_a_day_is_read_in_every_printed_form(language, printed, name):
    html = f"{{menu}}<h1>Harbor bill passes</h1><p {name}>{printed}</p>{{copy}}{{tail}}"
    at = read({"html": html, "lang": language, "headline": "Harbor bill passes"})[2]
    assert at is not None
    assert at.date().isoformat() == "2017-01-06"
