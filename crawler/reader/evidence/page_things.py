"""What a page says of itself as a page, where it says nothing better of its story: weaker than all of that."""

from collections.abc import Iterator

from crawler.layouts.fields import Evidence
from crawler.layouts.linked_data import text_of
from crawler.reader.choice import Candidate
from pipelines.text.whitespace import tidy_or_none

# By field, the other things of JSON-LD that may say it, and where in them.
PLACES = (
    ("datePublished", ("WebPage", "ItemPage", "AboutPage", "Recipe", "VideoObject"), "datePublished"),
    ("datePublished", ("VideoObject",), "uploadDate"),
    ("dateModified", ("WebPage", "ItemPage", "Recipe"), "dateModified"),
    ("headline", ("Recipe", "VideoObject"), "name"),
    ("author", ("Recipe",), "author"),
    ("author", ("WebPage", "ItemPage"), "author"),  # who writes a page without a story, in Yoast SEO's graph
    ("description", ("WebPage",), "description"),
    ("publisher", ("WebSite",), "name"),
    ("publisher", ("NewsMediaOrganization",), "name"),
    ("publisher.url", ("NewsMediaOrganization", "WebSite"), "url"),
    ("inLanguage", ("WebPage", "WebSite"), "inLanguage"),
)


def page_candidates(evidence: Evidence) -> Iterator[tuple[str, Candidate]]:
    """What the page says as a page, as (field, candidate); its title and its language last."""
    linked = evidence.linked
    if linked.things:
        for field, kinds, path in PLACES:
            for thing in linked.of_kind(*kinds):
                for value in linked.values(path, thing)[:1]:
                    text = tidy_or_none(text_of(value))
                    if text:
                        yield field, Candidate(text, f"json-ld {kinds[0]} {path}")
    if evidence.title:
        yield "headline", Candidate(evidence.title, "page title")
    language = tidy_or_none(evidence.root.get("lang") or evidence.root.get("xml:lang"))
    if language:
        yield "inLanguage", Candidate(language, "page lang")
    if evidence.canonical:
        yield "url", Candidate(evidence.canonical, "link canonical")
