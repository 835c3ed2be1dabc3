"""Attacks on whoever prints our JSON (cases/attacks.toml): through the whole road, nothing that runs is left."""

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from unicodedata import normalize

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser
from playwright.sync_api import Error as PageMoved
from playwright.sync_api import Page as BrowserPage

from crawler.explained.page import explained_page
from crawler.explained.reasons import reasons
from crawler.page import Page
from crawler.read_page import read_page
from crawler.spiders.inkl import Inkl
from crawler.spiders.msn import Msn
from pipelines.errors import CopydeskError, UnreadablePage
from pipelines.items import Article
from pipelines.stages import STAGES, Chain, Plan
from pipelines.text.address import web_address
from pipelines.text.markup import sanitise_inline
from pipelines.text.whitespace import tidy
from tests.attacks import BASE, CASES, markup_of
from tests.browser import browser
from tests.strict_reader import DOM_FAULTS, faults

ADDRESSES = CASES["address"]
AROUND = ("{}", "Copy {} copy.", "<b>{}</b>", '<a href="/x">{}', '<abbr title="{}">x</abbr>')
PLAN = Plan()
BECAUSE = reasons(PLAN.rules, (*Inkl.layouts, *Msn.layouts))


ATTACKS = [(case, markup_of(case)) for case in CASES["attack"]]

SHORT = [(case, markup) for case, markup in ATTACKS if len(markup) < 1000]
each_attack = pytest.mark.parametrize(("case", "markup"), ATTACKS, ids=[case["label"] for case, _ in ATTACKS])
each_address = pytest.mark.parametrize(
    "printed", [one["printed"] for one in ADDRESSES], ids=lambda one: ascii(one)[:40]
)


# --- The pure function ---------------------------------------------------------------------------------------------


@each_attack
@pytest.mark.parametrize("around", AROUND)
def test_no_attack_leaves_more_than_is_allowed(case: dict[str, Any], markup: str, around: str) -> None:
    clean = sanitise_inline(around.format(markup), base=BASE)
    assert faults(clean) == []
    assert faults(normalize("NFC", clean or "")) == []
    assert sanitise_inline(clean or "", base=BASE) == clean


@each_attack
def test_the_copy_within_an_attack_stays(case: dict[str, Any], markup: str) -> None:
    clean = sanitise_inline(f"Before {markup} after", base=BASE) or ""
    assert "Before" in clean
    assert case.get("keeps", "") in clean


@each_address
@pytest.mark.parametrize("base", [None, BASE])
def test_no_address_is_filed_that_is_no_web_page(printed: str, base: str | None) -> None:
    assert web_address(printed, base) is None


@pytest.mark.parametrize(
    ("printed", "address"),
    [
        ("https://e.example/a?b=1#c", "https://e.example/a?b=1#c"),
        (" https://e.example/a\n", "https://e.example/a"),
        ("HTTP://E.example/", "HTTP://E.example/"),
        ("/picture.jpg", "https://paper.example/picture.jpg"),
        ("//cdn.example/p.jpg", "https://cdn.example/p.jpg"),
        ("a:b", None),
        ("./a:b", "https://paper.example/news/a:b"),
        ("", None),
        (" ", None),
    ],
)
def test_a_sound_address_is_filed(printed: str, address: str | None) -> None:
    assert web_address(printed, BASE) == address


def test_a_relative_address_stays_where_nobody_says_to_what() -> None:
    assert web_address("/news/1", None) == "/news/1"


# --- The whole road: page, layout, stages, JSON --------------------------------------------------------------------


def filed(page: Page, spider: type[Inkl] | type[Msn] = Inkl) -> dict[str, Any]:
    article = Chain(STAGES, PLAN).run(read_page(page, spider.aggregator()))
    return json.loads(msgspec.json.encode(article))  # type: ignore[no-any-return]


def page_with(markup: str) -> Page:
    """An inkl page with the attack wherever the page has words of its own."""
    html = f"""<!doctype html><html><head><meta property="og:title" content="A headline of the day">
<meta name="author" content="{markup.replace('"', "&quot;")}"></head><body>
<div class="article-content-container"><h1>{markup}</h1><p>The first paragraph of the copy ends here.</p>
<p>The second has {markup} in it, and goes on.</p><blockquote>{markup}</blockquote><ul><li>{markup}</li></ul>
<figure><img src="/p.jpg" alt="{markup}"><figcaption>{markup}</figcaption></figure>
<table><tr><td>{markup}</td><td>7</td></tr></table>
<p>The last paragraph.</p></div></body></html>"""
    return Page(html.encode("utf-8", "surrogatepass"), url="https://www.inkl.com/news/a-story")


def json_page_with(markup: str) -> Page:
    story = {
        "title": markup,
        "abstract": markup,
        "body": f"<p>The first paragraph of the copy ends here.</p><p>The second has {markup} in it.</p>",
        "provider": {"name": "The Echo", "url": "javascript:alert(1)"},
        "sourceHref": "javascript:alert(1)",
        "imageResources": [{"cmsId": "i", "url": "javascript:alert(1)", "caption": markup, "attribution": markup}],
    }
    return Page(json.dumps(story).encode(), url="https://www.msn.com/en-us/news/world/a-story/ar-AA1abcd")


def assert_harmless(article: dict[str, Any]) -> None:
    for block in article["body"]:
        assert faults(block["html"]) == [], block
    addresses = [article["canonical_url"], (article["publisher"] or {}).get("url")]
    addresses += [picture["url"] for picture in article["pictures"]]
    assert all(one is None or one.startswith(("https://", "http://")) for one in addresses), addresses


@each_attack
def test_what_is_filed_of_a_page_runs_nowhere(case: dict[str, Any], markup: str) -> None:
    if case.get("unreadable"):
        with pytest.raises(UnreadablePage):
            filed(page_with(markup))
    else:
        assert_harmless(filed(page_with(markup)))


@each_attack
def test_what_is_filed_of_a_story_in_json_runs_nowhere(case: dict[str, Any], markup: str) -> None:
    if case.get("unreadable"):
        with pytest.raises(UnreadablePage):
            filed(json_page_with(markup), Msn)
    else:
        assert_harmless(filed(json_page_with(markup), Msn))


@each_address
def test_an_address_that_is_struck_leaves_an_edit(printed: str) -> None:
    quoted = json.dumps(printed).replace("</", "<\\/")
    html = f"""<meta property="og:title" content="H"><script type="application/ld+json">{{"@type": "NewsArticle",
"publisher": {{"name": "Echo", "url": {quoted}}}}}</script><div class="article-content-container"><p>The copy.</p>"""
    article = filed(Page(html.encode(), url="https://www.inkl.com/news/a-story"))
    if tidy(printed) != printed:  # line breaks have become spaces, and it the address of a page that isn't there
        assert article["publisher"]["url"].startswith("https://www.inkl.com/news/")
        return
    assert article["publisher"]["url"] is None
    (edit,) = (edit for edit in article["edits"] if edit["stage"] == "sanitise")
    assert (edit["rule"], edit["field"], edit["action"]) == ("sanitise/no-web-address", "publisher.url", "removed")
    assert "No rule" not in BECAUSE(edit["rule"])


def test_a_struck_address_as_long_as_a_picture_leaves_a_short_edit() -> None:
    html = f"""<meta property="og:title" content="H"><link rel="canonical" href="data:image/png;base64,{"A" * 500_000}">
<div class="article-content-container"><p>The copy.</p>"""
    article = filed(Page(html.encode(), url="https://www.inkl.com/news/a-story"))
    assert article["canonical_url"] is None
    assert len(json.dumps(article)) < 5000


PIECES = sorted({piece for _, markup in SHORT for piece in markup.replace(">", ">\n").split("\n") if piece})


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=12).map("".join))
def test_pieces_of_attacks_make_no_attack(markup: str) -> None:
    clean = sanitise_inline(markup, base=BASE)
    assert faults(clean) == []
    assert sanitise_inline(clean or "", base=BASE) == clean


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_pieces_of_attacks_on_a_page_are_filed_harmless(markup: str) -> None:
    try:
        article = read_page(page_with(markup), Inkl.aggregator())
    except CopydeskError:  # a page that the attack broke is filed nowhere
        return
    assert_harmless(json.loads(msgspec.json.encode(Chain(STAGES, PLAN).run(article))))


# --- A browser -----------------------------------------------------------------------------------------------------


class Watched:
    """A page of its own in a browser, with all that the attacks of the corpus could do noted down."""

    def __init__(self, browser: Browser) -> None:
        self.page: BrowserPage = browser.new_page()
        self.ran: list[str] = []
        self.page.add_init_script(
            "for (const name of ['alert', 'confirm', 'prompt', 'print']) "
            "window[name] = said => console.log(`${name} ${said}`)"
        )
        self.page.on("console", lambda message: self.ran.append(f"script {message.text}"))
        self.page.on("popup", lambda popup: self.ran.append(f"window {popup.url}"))
        self.page.route("**/*", self._asked)

    def _asked(self, route: Any) -> None:
        if route.request.url == BASE:
            route.fulfill(body=self.html, content_type="text/html; charset=utf-8")
            return
        self.ran.append(f"request {route.request.url}")
        route.abort()

    def show(self, html: str) -> list[str]:
        """What happened while the page was loaded, looked at, walked over and scrolled to its end."""
        self.html, self.ran = html, []
        with suppress(PageMoved):
            self.page.goto(BASE, wait_until="load")
            self.page.mouse.move(40, 40)
            self.page.evaluate("new Promise(done => { scrollTo(0, 1e9); setTimeout(done, 10) })")
        if self.page.url != BASE:
            self.ran.append(f"moved to {self.page.url}")
        return self.ran


def document(body: str) -> str:
    return f"<!doctype html><html><head><title>A paper</title></head><body>{body}</body></html>"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def outcomes() -> list[str]:
    """All that the corpus leaves in ``html``, by the function alone and by the whole road."""
    markups = [markup for _, markup in ATTACKS]
    clean = [sanitise_inline(around.format(markup), base=BASE) for markup in markups for around in AROUND]
    readable = [markup for case, markup in ATTACKS if not case.get("unreadable")]
    articles = [filed(page_with(one)) for one in readable] + [filed(json_page_with(one), Msn) for one in readable]
    clean += [block["html"] for article in articles for block in article["body"]]
    return sorted({one for one in clean if one})


def test_nothing_runs_where_a_page_prints_what_was_filed(chromium: Browser, outcomes: list[str]) -> None:
    """As part of the page, and set into it by a script as sites do that are built so."""
    watched = Watched(chromium)
    assert watched.show(document("".join(f"<p>{one}</p>\n" for one in outcomes))) == []
    assert watched.show(document("<main></main>")) == []
    watched.page.evaluate("all => { document.querySelector('main').innerHTML = all }", "".join(outcomes))
    watched.page.evaluate("all => document.querySelector('main').insertAdjacentHTML('beforeend', all)", outcomes[0])
    assert watched.ran == []


def test_a_browser_sees_nothing_in_it_that_is_not_allowed(chromium: Browser, outcomes: list[str]) -> None:
    watched = Watched(chromium)
    watched.show(document(""))
    assert watched.page.evaluate(DOM_FAULTS, outcomes) == []
    printed = watched.page.evaluate(  # read, printed and read again: where mutations happen
        "all => all.map(one => { const b = document.createElement('div'); b.innerHTML = one; return b.innerHTML })",
        outcomes,
    )
    assert watched.page.evaluate(DOM_FAULTS, printed) == []
    assert [fault for one in printed for fault in faults(one)] == []


def test_nothing_runs_on_the_page_that_explains(chromium: Browser) -> None:
    watched = Watched(chromium)
    for page, spider in ((page_with("".join(markup for _, markup in SHORT)), Inkl), *_hostile_pages()):
        article = Chain(STAGES, PLAN).run(read_page(page, spider.aggregator()))
        html = explained_page(article, BECAUSE)
        assert watched.show(html) == []
        found = watched.page.evaluate("[...document.querySelectorAll('*')].map(one => one.localName)")
        assert set(found) <= EXPLAINED
        assert watched.page.evaluate("document.querySelectorAll('[href], [src], [onclick], [onerror]').length") == 0


EXPLAINED = set(
    "html head meta title style body header p h1 dl dt dd b ul li main div span section code footer".split()
)


def _hostile_pages() -> Iterator[tuple[Page, type[Inkl] | type[Msn]]]:
    """Attacks as text, in every field that the page shows."""
    for _, markup in SHORT[::12]:
        text = markup.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
        yield page_with(text), Inkl
        yield json_page_with(text), Msn


ALIVE = {"script element", "image that fails to load", "image from elsewhere", "refresh", "iframe", "SVG that loads"}


def test_the_watcher_sees_attacks_that_are_let_through(chromium: Browser) -> None:
    """The corpus is alive: of an eighth of it, half runs or asks for something in a browser, without a click."""
    alive = set()
    for case, markup in (*SHORT[::8], *(one for one in SHORT if one[0]["label"] in ALIVE)):
        watched = Watched(chromium)  # of its own: one that moves the page would move the next one's too
        if watched.show(document(f"<p>{markup}</p>")):
            alive.add(case["label"])
        watched.page.close()
    assert alive >= ALIVE
    assert len(alive) >= 12


def test_the_readers_see_what_is_not_allowed(chromium: Browser) -> None:
    bad = '<img src=x onerror="y"><a href="javascript:x" class=c>z</a><!-- c --><svg></svg>'
    seen = {"img", "img src", "img onerror", "href javascript:x", "a class", "comment  c ", "svg"}
    assert set(faults(bad)) == seen
    watched = Watched(chromium)
    watched.show(document(""))
    told = {fault for _, fault in watched.page.evaluate(DOM_FAULTS, [bad])}
    assert told == seen - {"comment  c "} | {"#comment"}


def test_attacks_are_told_apart_and_say_why() -> None:
    labels = [case["label"] for case in CASES["attack"]]
    assert len(labels) == len(set(labels)) >= 120
    assert all(case["why"] for case in CASES["attack"])


def test_articles_of_the_road_decode() -> None:
    assert msgspec.convert(filed(page_with("<b>x</b>")), Article).headline
