"""allAfrica's story page.

Seen: flat captures (2018 to 2026) and the class names that other programs know (``headline``, ``story-body``,
``publication-date``, ``story-header``). The live site was not seen from here, so each field has more than one source.
"""

from lxml.etree import _Element

from crawler.layouts.base import Furniture, HtmlLayout
from crawler.layouts.fields import Attribute, Evidence, FieldSource, Linked, Meta, Selector, Text, first, required


class WithoutPlace:
    """A publisher's name without the place that is printed behind it: "Daily Monitor (Kampala)"."""

    def __init__(self, source: FieldSource):
        self._source = source

    def value(self, evidence: Evidence) -> str | None:
        """The name."""
        printed = self._source.value(evidence)
        name, bracket, _ = (printed or "").rpartition(" (")
        return name if bracket and printed and printed.endswith(")") else printed

    def element(self, evidence: Evidence) -> _Element | None:
        """The element that shows name and place."""
        return self._source.element(evidence)


class Unseen:
    """A value that stands in an element whose text is something else: the address of a link in a sentence."""

    def __init__(self, source: FieldSource):
        self._source = source

    def value(self, evidence: Evidence) -> str | None:
        """The value."""
        return self._source.value(evidence)

    def element(self, evidence: Evidence) -> _Element | None:
        """None: what is shown there is no field."""
        return None


ORIGINAL = "Read the original", "Lire l'article original", "Lire l’article original"
TO_ORIGINAL = ", ".join(f"p:contains({words!r}) a[href^=http]" for words in ORIGINAL)


class AllAfricaHtml(HtmlLayout):
    """A publisher's story, a release or allAfrica's own, under a headline that begins with its country."""

    name = "allafrica/html"
    story = Selector(".story-body")

    headline = required(
        Text("h1.headline, h2.headline, .story-headline"), Linked("headline"), Meta("og:title"), Text("h1")
    )
    standfirst = first(Text(".story-standfirst, .subheadline"))
    publisher = first(
        WithoutPlace(Text(".publisher-name, .story-publisher, .story .publisher")),
        WithoutPlace(Linked("sourceOrganization.name")),
        WithoutPlace(Linked("publisher.name")),
    )
    section = first(Linked("articleSection"), Meta("article:section"))
    byline = first(Text(".byline"), Linked("author"), Meta("author"))
    published = first(Linked("datePublished"), Meta("article:published_time"), Text(".publication-date"))
    updated = first(Linked("dateModified"), Meta("article:modified_time"))
    language = first(Linked("inLanguage"), Attribute("html[lang]", "lang"), Meta("og:locale"))
    canonical_url = first(
        Unseen(Attribute(TO_ORIGINAL, "href")), Attribute("link[rel=canonical]", "href"), Meta("og:url")
    )

    furniture = (
        Furniture(
            "allafrica/kind", "Says what kind of item it is: press release, opinion.", Selector(".story-kind, .genre")
        ),
        Furniture(
            "allafrica/promotion",
            "allAfrica's forms and offers within a story.",
            Selector(".newsletter-signup, .promo, .ad"),
        ),
        Furniture("allafrica/tags", "The tags under a story.", Selector(".story-tags, .tagged")),
        Furniture("allafrica/related", "Links to other stories.", Selector(".related-stories, .infocus, .topic-links")),
    )
