"""The headline of a page that no layout knows: which of the things that it says is the story's."""

import pytest

from crawler.layouts.fields import Evidence
from crawler.page import Page
from crawler.reader.headline import choose_headline
from crawler.reader.headline.site import site_names, spells
from crawler.reader.headline.titles import machine_titles, without_site
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
    "all but a column's name in brackets": (
        f"<h3>Bridge closes for a week</h3>{COPY}",
        og("[Ann Lee's harbour diary] Bridge closes for a week"),
        "Bridge closes for a week",
    ),
    "a part of the title, in a line that is no heading": (
        f"<div>Bridge closes for a week</div>{COPY}",
        title("Harbour Board Watch – Bridge closes for a week"),
        "Bridge closes for a week",
    ),
    "the longer part of the title, behind a section": (
        f"<h1>Town | Entry</h1><div class='box'><h2>Bridge closes for a week</h2>{COPY}</div>",
        title("Town - Bridge closes for a week"),
        "Bridge closes for a week",
    ),
    "the site's name that only the title's end tells": (
        f"<h2>The Weekly Anchor</h2><h3>Bridge closes for a week</h3>{COPY}",
        og("Bridge closes for a week") + title("Bridge closes for a week - The Weekly Anchor"),
        "Bridge closes for a week",
    ),
    "the last step of a trail is its shorter version": (
        f'<div class="header-crumb"><a href="/town">Town</a><h1>Harbour bridge closes for a week</h1></div>'
        f"<h2>Bridge closes for a week</h2>{COPY}",
        title("Harbour bridge closes for a week") + og("Bridge closes for a week"),
        "Bridge closes for a week",
    ),
    "an h1 in the article's header, a longer h2 in its copy": (
        f'<div class="article-header"><h1 class="headline">How to mend a bridge that nobody looked at for years</h1>'
        f"</div>{COPY}<h2>How to mend a bridge in winter</h2>{COPY}",
        title("How to mend a bridge"),
        "How to mend a bridge that nobody looked at for years",
    ),
    "a kicker in an element, which the title lacks": (
        f"<h2><div>Trouble at the harbour</div><div>Bridge closes for a week</div></h2>{COPY}",
        title("Bridge closes for a week"),
        "Bridge closes for a week",
    ),
    "a kicker that is named, which the page's title has": (
        f'<h2><span class="kicker">Trouble at the harbour</span> Bridge closes for a week</h2>{COPY}',
        title("Trouble at the harbour: Bridge closes for a week"),
        "Bridge closes for a week",
    ),
    "a kicker that is named and printed with a colon": (
        f'<h2><span class="headline-intro">Long night:</span> Bridge closes for a week</h2>{COPY}',
        title("Long night: Bridge closes for a week"),
        "Long night: Bridge closes for a week",
    ),
    "a kicker that is named, which somebody wrote with the headline": (
        f'<h2><span class="kicker">Trouble at the harbour</span>Bridge closes for a week</h2>{COPY}',
        og("Trouble at the harbour: Bridge closes for a week"),
        "Trouble at the harbour: Bridge closes for a week",
    ),
    "a kicker behind which the title has a bar": (
        f"<h1>Session of the week<br>Ferry pyramid with sprints</h1>{COPY}",
        title("Session of the week | Ferry pyramid with sprints"),
        "Ferry pyramid with sprints",
    ),
    "a section and a bar": (
        f'<h1><a href="/town">Local News</a> | Bridge closes for a week</h1>{COPY}',
        title("Bridge closes for a week"),
        "Bridge closes for a week",
    ),
    "a shorter social title is no reason to cut a sentence": (
        f"<h1>Charged with endangering ships, three captains get bail</h1>{COPY}",
        linked("three captains get bail") + og("Three captains get bail"),
        "Charged with endangering ships, three captains get bail",
    ),
    "nor is a colon of its own": (
        f"<h1>Rust, rot and rats: The harbour bridge is near collapse</h1>{COPY}",
        title("The harbour bridge is near collapse"),
        "Rust, rot and rats: The harbour bridge is near collapse",
    ),
    "a day set apart as a kicker": (
        f'<h1><span class="topline">27.01.2022</span>Figures for November (ferries)</h1>{COPY}',
        title("Statistics - Figures for November (ferries)"),
        "Figures for November (ferries)",
    ),
    "a named h2 that nobody repeats, and not the teaser's h3": (
        f'<h2 class="title-headline">The captain who met the devil</h2>{COPY}<h3 class="teaser-title">Four ferries are '
        "late again on Monday</h3>",
        title("Captain tells the board of his week in the fog"),
        "The captain who met the devil",
    ),
    "a title that no heading repeats, and another story's h2": (
        f"{COPY}<h2>Four ferries are late again on Monday morning</h2>{COPY * 2}",
        title("Bridge closes for a week - Courier"),
        "Bridge closes for a week",
    ),
    "of several that are named the sentence, and none that leads elsewhere": (
        f'<h1 class="title"><a href="/monday">Harbour Monday</a></h1>'
        f'<h1 class="title">From ferries to bike paths, what captains think</h1>{COPY}<h1 class="title">Videos</h1>',
        title("We asked the town: when did you last take the ferry?"),
        "From ferries to bike paths, what captains think",
    ),
    "an h1 without copy below it is the footer's": (
        f"{COPY}<h1>Data protection and imprint</h1>",
        title("Championships POSTPONED - Courier"),
        "Championships POSTPONED",
    ),
    "a heading of the copy's own": (
        f"{COPY}<h1>Our tips for lunch and dinner by the sea:</h1>{COPY}",
        title("The blog for sailors"),
        "The blog for sailors",
    ),
    "the only h1, whatever its surroundings are called": (
        f'<div class="related-stories"><h1 class="page-headline">The biggest takeaway from the board meeting</h1></div>'
        f"{COPY}",
        title("Bridge has rust, which can be linked to collapse"),
        "The biggest takeaway from the board meeting",
    ),
    "no heading, a bar before the site's unknown name": (
        COPY,
        title("BRIDGE CLOSES FOR A WEEK | The Harbour Board of the Northern Isles and Reaches"),
        "BRIDGE CLOSES FOR A WEEK",
    ),
    "no heading, a section before the bar": (
        COPY,
        title("Opinion | Why the bridge has to close"),
        "Why the bridge has to close",
    ),
    "no heading, no space before the site's unknown name": (
        COPY,
        title("大桥封闭一周：港口居民怎么办-交通-港口报网"),
        "大桥封闭一周：港口居民怎么办",
    ),
    "the site's name as the only h1, and nothing said": (
        f'<h1><a href="/">Courier of the North</a></h1><h2>What the people think of the new bridge</h2>{COPY}',
        "",
        "What the people think of the new bridge",
    ),
    "an h1 below most of the copy": (
        f"<h2>What the people think of the new bridge</h2>{COPY * 3}<h1>What else we know of it</h1>{COPY}",
        "",
        "What the people think of the new bridge",
    ),
    "the only h1, of one word, and nothing said": (f"<h1>Ferries</h1>{COPY}", "", "Ferries"),
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
    "a blog's archive": ("Notes from the quay » Blog Archive » Bridge closes", "Bridge closes"),
    "a bar drawn as a box": ("Bridge closes│Harbour Courier", "Bridge closes"),
    "an accent that the host lacks": ("Bridge closes | Hárbour Couriér", "Bridge closes"),
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


ADDRESS = "https://www.northernisles.example/article123/captains-meet-devil-in-fog.html"
ADDRESSES = {
    "the heading that the address repeats": (
        ADDRESS,
        f"<h1>Worth reading</h1>{COPY}<h1>Captains meet the devil in dense fog</h1>{COPY}<h1>What else we know</h1>",
        "Captains meet the devil in dense fog",
    ),
    "two words are no title": (
        "https://www.northernisles.example/captains-fog",
        f"<h1>What the board knows of the closed bridge</h1>{COPY}<h1>Captains in fog are late again</h1>{COPY}",
        "What the board knows of the closed bridge",
    ),
}


@pytest.mark.parametrize(("url", "body", "wanted"), ADDRESSES.values(), ids=ADDRESSES)
def test_headline_and_address(url, body, wanted):
    evidence = evidence_of(body, title("Northern Isles"), url)
    assert choose_headline(evidence, read_lines(evidence.root, {})).value == wanted


SPELLED = {
    "words, others left out": ("parcodelmare", "Parco Nazionale del Mare, Isole e Coste", True),
    "initials and a word": ("netimes", "North East Times", True),
    "initials": ("faz", "Frankfurter Allgemeine Zeitung", True),
    "two initials are chance": ("sz", "Sailors' Zone", False),
    "initials of some words only": ("npr", "No place for rats", False),
    "letters left over": ("harbourlights", "Harbour Courier", False),
    "one word": ("courier", "Courier", False),
}


@pytest.mark.parametrize(("host", "name", "wanted"), SPELLED.values(), ids=SPELLED)
def test_a_host_spells_a_name(host, name, wanted):
    assert spells(host, name) is wanted
