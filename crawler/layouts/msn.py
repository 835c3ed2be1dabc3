"""MSN's stories: the JSON from which its pages are built by script.

Seen: the keys that other programs know, and flat captures. The live site was not seen from here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from lxml.etree import Element, SubElement, _Element

from crawler.layouts.base import Furniture, is_cut
from crawler.layouts.fields import Evidence, Selector, first, required
from crawler.layouts.json_story import JsonLayout, Key
from pipelines.items import Article, Edit
from pipelines.text.whitespace import tidy_or_none


class MsnJson(JsonLayout):
    """A story's JSON. The copy names its pictures by id; address, caption and credit stand in a list of their own."""

    name = "msn/json"
    copy = "body"

    headline = required(Key("title"))
    standfirst = first(Key("abstract"))
    publisher = first(Key("provider.name"))
    publisher_url = first(Key("provider.url"))
    section = first(Key("category"), Key("tags[0].label"))
    byline = first(Key("authors[].name"))
    published = first(Key("publishedDateTime"))
    updated = first(Key("updatedDateTime"))
    language = first(Key("locale"), Key("market"))
    canonical_url = first(Key("sourceHref"))

    furniture = (
        Furniture("msn/related", "Links to other stories.", Selector("[data-reference=relatedlinks], .related-links")),
        Furniture(
            "msn/poll", "A poll or a slot for something that a script brings.", Selector("[data-reference=poll]")
        ),
    )

    def read(self, evidence: Evidence, blank: Article) -> Article:
        """The article as printed. Some publishers give MSN the beginning of a story alone, and a link to the rest."""
        article = self._without_excerpt(super().read(evidence, blank))
        is_short = any(is_cut(block.text) for block in article.body[-2:])
        return replace(article, access="truncated") if is_short else article

    def _without_excerpt(self, article: Article) -> Article:
        """An abstract that only repeats how the copy begins is no standfirst."""
        copy = " ".join(block.text for block in article.body[:3])
        if article.standfirst is None or not is_excerpt(article.standfirst, copy):
            return article
        repeat = Edit(
            stage="layout", rule="layout/standfirst", action="merged", field="standfirst", before=article.standfirst
        )
        return replace(article, standfirst=None, edits=(*article.edits, repeat))

    def markup(self, evidence: Evidence) -> Evidence:
        """The copy's HTML, its pictures set in; one that the copy does not name stands above it."""
        markup = super().markup(evidence)
        body = markup.root.find("body")
        unplaced = {_id(one): one for one in _pictures(evidence)}
        for image in list(markup.root.iter("img")):
            picture = unplaced.pop(image.get("data-document-id") or "", None)
            if picture is not None:
                _set_in(image, picture)
        if body is not None:
            body[:0] = [_figure(picture) for picture in unplaced.values()]
        return markup


def is_excerpt(abstract: str, copy: str) -> bool:
    """Whether an abstract is a piece of the copy, cut off or whole, rather than a sentence of its own."""
    stem = abstract.rstrip(" .…-–—[]")
    return abstract.endswith(("…", "...", " -", "[…]")) or stem in copy


def _pictures(evidence: Evidence) -> Iterator[Mapping[str, Any]]:
    """The pictures that have an address."""
    found = (evidence.page.data or {}).get("imageResources")
    for one in found if isinstance(found, list) else ():
        if isinstance(one, dict) and isinstance(one.get("url"), str):
            yield one


def _id(picture: Mapping[str, Any]) -> str:
    """What the copy calls a picture."""
    return str(picture.get("cmsId") or picture["url"])


def _set_in(image: _Element, picture: Mapping[str, Any]) -> None:
    """Put a picture in its place in the copy."""
    parent = image.getparent()
    if parent is not None:
        figure = _figure(picture)
        figure.tail = image.tail
        parent.replace(image, figure)


def _figure(picture: Mapping[str, Any]) -> _Element:
    """A picture as MSN's page shows it: caption, then credit; the credit in brackets, so that it can be told apart."""
    figure = Element("figure")
    caption, credit, title = (_text(picture, name) for name in ("caption", "attribution", "title"))
    SubElement(figure, "img", src=picture["url"], alt=title or "")
    line = " ".join(part for part in (caption or title, f"({credit})" if credit else None) if part)
    SubElement(figure, "figcaption").text = line
    return figure


def _text(picture: Mapping[str, Any], name: str) -> str | None:
    found = picture.get(name)
    return tidy_or_none(found) if isinstance(found, str) else None
