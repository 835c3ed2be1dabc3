"""inkl's pages: HTML, and the flat form that archives and third-party captures carry.

Seen: flat captures (2020 to 2023), and the class names that other programs know. The live site was not seen from
here, so what is not known (headline, section, byline, time) is asked of JSON-LD and Open Graph first, of a declared
selector after; each is one line to change.
"""

from typing import ClassVar

from crawler.layouts.base import Furniture, HtmlLayout
from crawler.layouts.fields import Attribute, Linked, Meta, Selector, Text, first, required
from crawler.layouts.flat import FlatLayout, Taken, fold_quotes, runs
from pipelines.items import Block
from pipelines.text.byline import parse_byline
from pipelines.text.vocabulary.sections import SECTIONS

WALL = Selector(".article-signup-container, .locked-sign-up-container")


class InklHtml(HtmlLayout):
    """inkl's story page."""

    name = "inkl/html"
    story = Selector("div.article-content-container")
    wall = WALL

    headline = required(Linked("headline"), Meta("og:title"), Text("h1"))
    standfirst = first(Text(".article-standfirst"))
    publisher = first(Text(".publisher-name"), Linked("publisher.name"), Meta("article:publisher"))
    publisher_url = first(Linked("publisher.url"))
    section = first(Linked("articleSection"), Meta("article:section"), Text(".section-name"))
    byline = first(Text(".article-author"), Linked("author"), Meta("author"))
    published = first(Linked("datePublished"), Meta("article:published_time"), Attribute("time", "datetime"))
    updated = first(Linked("dateModified"), Meta("article:modified_time"))
    language = first(Linked("inLanguage"), Attribute("html[lang]", "lang"), Meta("og:locale"))
    canonical_url = first(Attribute("link[rel=canonical]", "href"), Meta("og:url"))

    furniture = (
        Furniture("inkl/wall", "The prompts to sign up that a locked story carries.", WALL),
        Furniture("inkl/gradient", "The veil laid over a locked story.", Selector(".gradient-container")),
        Furniture(
            "inkl/about-inkl",
            "What inkl says of itself under a story.",
            Selector(".what-is-inkl-container, .features-panel"),
        ),
        Furniture("inkl/shared-banner", "The masthead of a shared story.", Selector(".shared-article-inline-banner")),
        Furniture("inkl/dive-deeper", "Links to related stories.", Selector(".dive-deeper-container")),
    )


# Lines between masthead and headline: publisher twice, section, and a byline each for some. More is no header.
MOST_NAMES = 12

MASTHEAD = ("get all your news in one place", "100's of premium titles", "one app", "start reading")


class InklFlat(FlatLayout):
    """inkl's page as text: masthead, publisher twice, section, byline, blank, headline, blank, copy, footer."""

    name = "inkl/flat"
    wall: ClassVar[str | None] = "sign up to read this article"

    def header(self, lines: tuple[Block, ...]) -> tuple[Taken, ...]:
        """The lines between masthead and copy; none where the page does not begin as inkl's do."""
        top = _skip_masthead(lines)
        groups = runs(lines[top:])
        if top == 0 or len(groups) < 2 or len(groups[0]) > MOST_NAMES:
            return ()
        taken = _names(groups[0])
        return (*taken, Taken(groups[1][0], "headline"))


def _skip_masthead(lines: tuple[Block, ...]) -> int:
    """How many lines of masthead there are. They stay in the body, for a rule to strike."""
    top = 0
    while top < len(lines) and fold_quotes(lines[top].text) in MASTHEAD:
        top += 1
    return top


def _names(run: list[Block]) -> tuple[Taken, ...]:
    """Publisher, its repeat, then section and byline, either of which may be missing."""
    taken = [Taken(run[0], "publisher")]
    rest = run[1:]
    if rest and rest[0].text == run[0].text:
        taken.append(Taken(rest.pop(0), "publisher", "merged"))
    if rest and _is_section(rest[0], alone=len(rest) == 1):
        taken.append(Taken(rest.pop(0), "section"))
    return (*taken, *(Taken(line, "byline") for line in rest))


def _is_section(line: Block, *, alone: bool) -> bool:
    """Whether the first line after the publisher is the section; with another line below it always is."""
    if not alone or line.text.casefold() in SECTIONS:
        return True
    byline = parse_byline(line.text)
    return not byline.people and not byline.organisations
