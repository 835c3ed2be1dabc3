"""Every piece of a page has one destination, nothing is lost, nothing invented: over any page that can be made."""

from bs4 import BeautifulSoup, NavigableString
from bs4.element import PageElement, PreformattedString
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from crawler.layouts.inkl import InklFlat, InklHtml
from crawler.page import Page
from crawler.read_page import Aggregator, read_page
from pipelines.items import Article
from pipelines.stages import STAGES, Chain, Plan
from pipelines.text.conservation import destinations
from pipelines.text.whitespace import tidy

INKL = Aggregator("inkl", (InklHtml(), InklFlat()), lambda url: None)
CHAIN = Chain(STAGES, Plan())

words = st.sampled_from(
    "harbour mayor the levee held Updated ADVERTISEMENT Sign up to read this article Photograph: Dana Whitlock/AP "
    "(AP) By Ann Lee <3 & Zürich 東京 علم “quoted” READ MORE: Source: • 1. … fishing—boats Sign".split()
)
phrases = st.lists(words, min_size=1, max_size=12).map(" ".join)
lines_known = st.sampled_from(
    [
        "Get all your news in one place.",
        "Sign up to read this article",
        "Related Stories",
        "Updated",
        "___",
        "The Mayor",
    ]
)
texts = st.one_of(phrases, lines_known).map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;"))
INLINE = ["em", "strong", "a", "span", "b", "sup", "font"]
BLOCKS = [
    "p",
    "div",
    "h2",
    "ul",
    "li",
    "blockquote",
    "section",
    "figure",
    "figcaption",
    "table",
    "tr",
    "td",
    "pre",
    "nav",
]
OTHERS = ["br", "img", "script", "style", "button", "noscript", "hr"]
UNSEEN = ("script", "style", "noscript")  # left open, they (and what is hidden) would swallow the story
CLASSES = ["", "article-signup-container", "dive-deeper-container", "gradient-container", "caption", "features-panel"]


def element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def build(tag: str, cls: str, inner: list[str], hidden: bool, closed: bool) -> str:
        if tag in ("br", "img", "hr"):
            return f"<{tag} src=/a.jpg>" if tag == "img" else f"<{tag}>"
        attributes = (f' class="{cls}"' if cls else "") + (" hidden" if hidden else "")
        return f"<{tag}{attributes}>" + "".join(inner) + (f"</{tag}>" if closed or hidden or tag in UNSEEN else "")

    return st.builds(
        build,
        st.sampled_from(INLINE * 2 + BLOCKS * 3 + OTHERS),
        st.sampled_from(CLASSES),
        st.lists(children, max_size=4),
        st.sampled_from([False] * 9 + [True]),
        st.sampled_from([True] * 9 + [False]),
    )


markup = st.lists(st.recursive(texts, element, max_leaves=25), max_size=6).map("".join)


def html_page(before: str, inside: str, after: str) -> str:
    return (
        "<!doctype html><html><head><title>No part</title><meta property='og:title' content='The Mayor'></head>"
        f"<body>{before}<h1>The Mayor</h1><div class='article-content-container'>{inside}</div>{after}</body></html>"
    )


def is_unseen(element: PageElement) -> bool:
    return any(parent.name in (*UNSEEN, "head", "title") or parent.has_attr("hidden") for parent in element.parents)


def is_story_seen(html: str) -> bool:
    """Not so where a hidden element, whose end tag an inner one took, swallows what follows: then nobody sees it."""
    return not any(map(is_unseen, BeautifulSoup(html, "lxml").select("h1, div.article-content-container")))


def visible(html: str) -> str:
    """What a reader sees, by another parser's tree walk: lxml through BeautifulSoup, its strings one by one."""
    soup = BeautifulSoup(html, "lxml")
    shown = []
    for text in soup.find_all(string=True):
        if isinstance(text, PreformattedString) or not isinstance(text, NavigableString):
            continue
        if not is_unseen(text):
            shown.append(str(text))
    return tidy(" ".join(shown)).replace(" ", "")


def accounted(article: Article) -> str:
    return "".join(one.printed for one in destinations(article)).replace(" ", "")


def assert_each_once(article: Article) -> None:
    places = [one.at for one in destinations(article)]
    assert len(places) == len(set(places)), "a piece of the page went to two places"


@settings(max_examples=150, deadline=None)
@given(markup, markup, markup)
def test_html_as_printed_is_conserved(before: str, inside: str, after: str) -> None:
    page = html_page(before, inside, after)
    assume(is_story_seen(page))
    article = read_page(Page(page.encode()), INKL)
    assert_each_once(article)
    assert accounted(article) == visible(page)


@settings(max_examples=150, deadline=None)
@given(markup, markup, markup)
def test_html_stays_conserved_through_the_stages(before: str, inside: str, after: str) -> None:
    page = html_page(before, inside, after)
    assume(is_story_seen(page))
    article = CHAIN.run(read_page(Page(page.encode()), INKL))
    assert_each_once(article)
    assert accounted(article) == visible(page)


MASTHEAD = "Get all your news in one place.\n100’s of premium titles.\nOne app.\nStart reading\n"
raw_lines = st.one_of(
    phrases, lines_known, st.just(""), st.just("  "), st.text(max_size=40).filter(lambda t: "\n" not in t)
)


def flat_page(lines: list[str]) -> str:
    return MASTHEAD + "The Lamp\nThe Lamp\nWorld\nAnn Lee\n\nThe Mayor\n\n" + "\n".join(lines)


@settings(max_examples=150, deadline=None)
@given(st.lists(raw_lines, max_size=25))
def test_flat_pages_are_conserved_line_by_line(lines: list[str]) -> None:
    page = flat_page(lines)
    article = CHAIN.run(read_page(Page(page.encode(), form="flat"), INKL))
    assert_each_once(article)
    expected = {number: tidy(line) for number, line in enumerate(page.split("\n"), 1) if tidy(line)}
    got = {one.at: one.printed for one in destinations(article)}
    assert got.keys() == expected.keys()
    for number, line in expected.items():
        assert got[number] in (line, line[2:]), "only a bullet may go without an edit"


def test_the_test_notices_a_loss() -> None:
    """The oracle is no tautology: a page with one word more than its article is told apart."""
    page = html_page("", "<p>One word</p>", "")
    article = read_page(Page(page.encode()), INKL)
    assert accounted(article) != visible(page.replace("One word", "One word more"))
