"""The headline of a page that no layout knows: which of the things that it says is the story's."""

import pytest

from crawler.layouts.fields import Evidence
from crawler.page import Page
from crawler.reader.headline import choose_headline
from crawler.reader.headline.titles import machine_titles, site_names, without_site
from crawler.reader.lines import read_lines

COPY = "<p>The ferry had been late for a week when the harbour board met on Tuesday evening.</p>"


def evidence_of(body: str, head: str = "", url: str = "https://www.harbourcourier.example/news/bridge") -> Evidence:
    html = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    return Evidence(Page(url=url, body=html.encode()))


def choose(body: str, head: str = ""):
    evidence = evidence_of(body, head)
    return choose_headline(evidence, read_lines(evidence.root, {}))


def title(text: str) -> str:
    return f"<title>{text}</title>"


def og(text: str) -> str:
    return f'<meta property="og:title" content="{text}">'


def linked(text: str) -> str:
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{text}"}}</script>'


HEADLINES = {
    "an h1 that the title repeats with the site's name": (
        f"<h1>Bridge closes for a week</h1>{COPY}",
        title("Bridge closes for a week | Harbour Courier"),
        "Bridge closes for a week",
    ),
    "a section's h1 before it": (
        f"<h1>Town hall</h1><h1>Bridge closes for a week</h1>{COPY}<h1>More from Town hall</h1>",
        title("Bridge closes for a week"),
        "Bridge closes for a week",
    ),
    "the site's name as h1, the story as h2": (
        f"<h1>Harbour Courier</h1><h2>Bridge closes for a week</h2>{COPY}",
        title("Bridge closes for a week - Harbour Courier") + og("Bridge closes for a week"),
        "Bridge closes for a week",
    ),
    "a social title is not what the page prints": (
        f"<h1>Bridge closes for a week</h1>{COPY}",
        title("Bridge closes for a week - Courier") + og("You won't believe how long this bridge will be shut"),
        "Bridge closes for a week",
    ),
    "the page's quotes and not the metadata's": (
        f"<h1>Ferry’s last ‘summer’</h1>{COPY}",
        linked("Ferry's last 'summer'"),
        "Ferry’s last ‘summer’",
    ),
    "an h1 of two elements without a space between": (
        f"<h1><span>Harbour bill</span><span>Bridge closes for a week</span></h1>{COPY}",
        og("Harbour bill: Bridge closes for a week"),
        "Harbour bill: Bridge closes for a week",
    ),
    "a kicker inside the h1": (
        f"<h1><span>Town hall</span> Bridge closes for a week</h1>{COPY}",
        title("Town hall: Bridge closes for a week") + og("Bridge closes for a week"),
        "Bridge closes for a week",
    ),
    "a kicker that all metadata set before the h1": (
        f"<div>Harbour</div><h1>Bridge closes for a week</h1>{COPY}",
        og("Harbour: Bridge closes for a week") + linked("Harbour: Bridge closes for a week"),
        "Harbour: Bridge closes for a week",
    ),
    "a date inside the h1": (
        f"<h1><span>14.05.2024</span><br>Bridge closes for a week</h1>{COPY}",
        title("Courier - Bridge closes for a week") + '<meta name="twitter:title" content="Bridge closes for a week">',
        "Bridge closes for a week",
    ),
    "an h1 of two lines": (
        f"<h1>Bridge closes<br>for a week</h1>{COPY}",
        title("Bridge closes for a week"),
        "Bridge closes for a week",
    ),
    "an h1 that nobody repeats": (
        f"<h1>A week without the bridge</h1>{COPY}",
        title("What the closure means for you"),
        "A week without the bridge",
    ),
    "of several that nobody repeats the sentence": (
        f"<h1>Business</h1><h1>Related</h1><h1>What the people think of the new bridge</h1>{COPY}<h1>Videos</h1>",
        title("Ferry or bridge? We asked"),
        "What the people think of the new bridge",
    ),
    "one word that nobody repeats is no headline": (
        f"<h1>Brasília</h1>{COPY}",
        title("Bridge closes for a week"),
        "Bridge closes for a week",
    ),
    "an h1 cut short in the metadata": (
        f"<h1>Bridge closes for a week as the harbour board counts its money</h1>{COPY}",
        linked("Bridge closes for a week as the harbour board...") + title("Harbour Courier"),
        "Bridge closes for a week as the harbour board counts its money",
    ),
    "no heading, metadata escaped twice": (
        COPY,
        og("Bridge &amp;quot;closes&amp;quot; for a week | Harbour Courier"),
        'Bridge "closes" for a week',
    ),
    "a heading that is none by its element, but by its name": (
        f'<div class="article-headline">Bridge closes for a week</div>{COPY}',
        title("Bridge closes for a week – Harbour Courier"),
        "Bridge closes for a week",
    ),
    "a teaser of the same words is not the story's heading": (
        f'<div class="related"><h2>Bridge closes for week</h2></div><h1>Bridge closes for a week</h1>{COPY}',
        title("Bridge closes for a week"),
        "Bridge closes for a week",
    ),
    "nothing at all": (COPY, "", None),
}


@pytest.mark.parametrize(("body", "head", "wanted"), HEADLINES.values(), ids=HEADLINES)
def test_headline(body, head, wanted):
    assert choose(body, head).value == wanted


def test_every_line_that_prints_the_headline_is_shown():
    choice = choose(
        f'<h1>Bridge closes<br>for a week</h1>{COPY}<div class="sticky-title">Bridge closes for a week</div>',
        title("Bridge closes for a week"),
    )
    assert choice.shown == (1, 2, 5)
    assert choice.chosen.at == 1


def test_what_lost_is_told_once():
    choice = choose(
        f"<h1>Bridge closes for a week</h1>{COPY}",
        title("Bridge closes for a week") + og("Bridge shut") + '<meta name="twitter:title" content="Bridge shut">',
    )
    assert list(map(str, choice.lost)) == ["meta og:title: Bridge shut"]


TITLES = {
    "a bar": ("Bridge closes | Harbour Courier", "Bridge closes"),
    "sections behind": ("Bridge closes | Town | Harbour Courier News", "Bridge closes | Town"),
    "the name in front": ("Harbour Courier: Bridge closes", "Harbour Courier: Bridge closes"),
    "the name in front, parted": ("Harbour Courier - Bridge closes", "Bridge closes"),
    "a hyphen that is the story's": ("Bridge closes - and opens again", "Bridge closes - and opens again"),
    "the author behind the name": ("Bridge closes * Harbour Courier * by Ann Lee", "Bridge closes"),
    "nothing but the name": ("Harbour Courier", "Harbour Courier"),
}


@pytest.mark.parametrize(("printed", "wanted"), TITLES.values(), ids=TITLES)
def test_title_without_the_site(printed, wanted):
    evidence = evidence_of(COPY, '<meta property="og:site_name" content="Harbour Courier">')
    assert without_site(printed, site_names(evidence)) == wanted


def test_a_title_given_in_several_places_is_one():
    evidence = evidence_of(COPY, og("Bridge closes") + title("Bridge closes") + linked("Bridge closes"))
    (one,) = machine_titles(evidence, site_names(evidence))
    assert one.candidate.source == "json-ld headline"
    assert one.weight == 9
