"""Yahoo's story pages, a layout for each of its designs, newest first.

Seen: the class names that other programs know, and flat captures. The live site was not seen from here. What a page
says of itself in JSON-LD is believed first where readers see the same, the printed line where it says more.
"""

from itertools import takewhile

from lxml.etree import _Element

from crawler.layouts.base import Furniture, HtmlLayout
from crawler.layouts.fields import Attribute, Evidence, Linked, Meta, Selector, Text, first, required


class YahooHtml(HtmlLayout):
    """What all designs share: a NewsArticle whose ``provider`` is the publisher, and figures above the copy."""

    headline = required(Linked("headline"), Meta("og:title"), Text("h1"))
    section = first(Linked("articleSection"), Meta("article:section"))
    language = first(Attribute("html[lang]", "lang"), Linked("inLanguage"))
    canonical_url = first(Attribute("link[rel=canonical]", "href"), Meta("og:url"))
    updated = first(Linked("dateModified"))

    def stories(self, evidence: Evidence) -> list[_Element]:
        """The first article's copy and the figures above it; underneath stand whole other stories in the same form."""
        copy = super().stories(evidence)
        article = next(copy[0].iterancestors("article"), None)
        if article is None:
            return copy
        within = list(article.iter())  # asked once: pages nest deep
        above = takewhile(lambda one: one is not copy[0], within)
        return [*(one for one in above if one.tag == "figure"), *set(copy).intersection(within)]


class YahooAtoms(YahooHtml):
    """The design since 2024. Finance's folds the second half of the copy away ("Story Continues")."""

    name = "yahoo/html-2024"
    story = Selector(".atoms, .atoms-wrapper, .read-more-wrapper")

    publisher = first(
        Linked("provider.name"), Text(".byline-attr-provider"), Attribute(".top-header a[title]", "title")
    )
    publisher_url = first(Linked("provider.url"))
    byline = first(Text(".byline-attr-author"), Linked("author"))
    published = first(Linked("datePublished"), Attribute("time.byline-attr-meta-time", "datetime"))

    furniture = (
        Furniture("yahoo/read-more", "The button that unfolds the copy.", Selector(".readmore, .read-more-button")),
        Furniture("yahoo/advertisement", "Room for an advertisement.", Selector("[data-testid=inarticle-ad], .sda")),
        Furniture("yahoo/tickers", "Share prices of companies that the story names.", Selector(".ticker-list")),
        Furniture("yahoo/related", "Links to other stories.", Selector("[data-testid=related-links], .recommended")),
    )


class YahooCaas(YahooHtml):
    """The design of 2020 to 2024."""

    name = "yahoo/html-2020"
    story = Selector(".caas-body")

    publisher = first(Text(".caas-attr-provider"), Linked("provider.name"), Attribute(".caas-logo img[alt]", "alt"))
    publisher_url = first(Attribute(".caas-attr-provider[href], .caas-logo a[href]", "href"), Linked("provider.url"))
    byline = first(Text(".caas-attr-item-author"), Linked("author"))
    published = first(Linked("datePublished"), Attribute(".caas-attr-time-style > time", "datetime"))

    furniture = (
        Furniture("yahoo/read-more", "The button that unfolds the copy.", Selector(".caas-readmore")),
        Furniture("yahoo/advertisement", "Room for an advertisement.", Selector(".caas-da")),
        Furniture("yahoo/blocked-embed", "What stands for an embedded post.", Selector(".caas-3p-blocked")),
        Furniture("yahoo/related", "Links to other stories.", Selector(".caas-related, .caas-list-related")),
    )


class YahooCanvas(YahooHtml):
    """The design of 2016 to 2020, which archives hold."""

    name = "yahoo/html-2016"
    story = Selector(".canvas-body")

    publisher = first(Linked("provider.name"), Text(".provider-link"), Attribute(".auth-prov-soc img[alt]", "alt"))
    publisher_url = first(Attribute(".provider-link[href]", "href"), Linked("provider.url"))
    byline = first(Text(".auth-prov-soc .author"), Linked("author"))
    published = first(Linked("datePublished"), Attribute(".auth-prov-soc time", "datetime"))

    furniture = (
        Furniture("yahoo/read-more", "The button that unfolds the copy.", Selector(".read-more-button")),
        Furniture("yahoo/share", "Buttons to share the story.", Selector(".canvas-share-buttons")),
        Furniture("yahoo/related", "Links to other stories.", Selector(".canvas-related")),
    )
