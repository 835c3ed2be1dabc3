"""The story pages of Phys.org, Medical Xpress and Tech Xplore, which are built alike.

Seen: flat captures (2015 to 2026) and the class names that other programs know. The live sites were not seen from here,
so each field has more than one source.
"""

from urllib.parse import urlsplit

from lxml.etree import _Element

from crawler.layouts.base import Furniture, HtmlLayout
from crawler.layouts.fields import Attribute, Evidence, Linked, Meta, Selector, Text, first, required

SITES = {"medicalxpress.com": "Medical Xpress", "techxplore.com": "Tech Xplore"}


class SiteName:
    """The site by the page's address: each of the three calls its own what it prints."""

    def value(self, evidence: Evidence) -> str | None:
        """Its name; Phys.org's for a page without an address."""
        host = urlsplit(evidence.page.url or "").hostname or ""
        return SITES.get(host.removeprefix("www."), "Phys.org")

    def element(self, evidence: Evidence) -> _Element | None:
        """None: it stands in no element."""
        return None


class PhysOrgHtml(HtmlLayout):
    """Since 2018: the story in ``article-main``, and in it the boxes that say where it is from."""

    name = "physorg/html"
    story = Selector(".article-main")

    headline = required(Text("article h1, h1.text-extra-large"), Linked("headline"), Meta("og:title"))
    publisher = first(SiteName())
    section = first(Linked("articleSection"), Meta("article:section"), Text(".breadcrumb-item:last-child"))
    byline = first(Text(".article-byline"), Linked("author"))
    published = first(
        Linked("datePublished"), Meta("article:published_time"), Text(".article__info-item p, .article__info p")
    )
    updated = first(Linked("dateModified"), Meta("article:modified_time"))
    language = first(Linked("inLanguage"), Attribute("html[lang]", "lang"))
    canonical_url = first(Attribute("link[rel=canonical]", "href"), Meta("og:url"))

    furniture = (
        Furniture(
            "physorg/more", "Names the paper and the journal that the story reports.", Selector(".article-main__more")
        ),
        Furniture("physorg/explore", "Leads to another story.", Selector(".article-main__explore")),
        Furniture(
            "physorg/copyright", "Whose the text is, and what may be done with it.", Selector(".article-main__note")
        ),
        Furniture("physorg/print", "The citation that is shown on paper alone.", Selector(".d-print-block")),
        Furniture(
            "physorg/support", "Asks for money or attention.", Selector(".article-main__support, .ads, .pro-note")
        ),
        Furniture("physorg/author", "Presents the authors and editors.", Selector(".author-card, .who-behind")),
        Furniture("physorg/reviewed", "How the site has checked the story.", Selector(".article__info-fc")),
        Furniture("physorg/gist", "The summary that a machine wrote.", Selector(".article-gist, .gist")),
        Furniture("physorg/actions", "Buttons.", Selector(".article-actions, .article-interaction, .social-buttons")),
    )


class PhysOrg2013(HtmlLayout):
    """2012 to 2017: schema.org in the markup, date and byline on one line under the headline."""

    name = "physorg/2013"
    story = Selector("[itemprop=articleBody], .article-body")

    headline = required(Text("article h1, h1[itemprop=headline]"), Meta("og:title"))
    publisher = first(SiteName())
    byline = first(Text("[itemprop=author], .news-author, h5 span"))
    published = first(Attribute("time[datetime]", "datetime"), Text("h5, .news-date"), Meta("article:published_time"))
    language = first(Attribute("html[lang]", "lang"))
    canonical_url = first(Attribute("link[rel=canonical]", "href"), Meta("og:url"))

    furniture = (
        Furniture(
            "physorg/more", "Names the paper and the journal that the story reports.", Selector(".news-more, .refer")
        ),
        Furniture("physorg/explore", "Leads to another story.", Selector(".news-relevant, .explore-further")),
        Furniture("physorg/actions", "Buttons.", Selector(".toolsicon, .news-tools")),
    )
