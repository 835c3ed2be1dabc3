"""Microdata (HTML Living Standard, section 5): ``itemscope``, ``itemtype`` and ``itemprop`` as things of schema.org."""

import re
from itertools import islice
from typing import cast

from lxml.etree import XPath, _Element

from crawler.layouts.fields import Evidence
from crawler.layouts.which_story import Thing
from pipelines.text.inline import visible_text

MOST_PROPERTIES = 400  # a page with more marks up its comments
MOST_ELEMENTS = 80  # within a field's own
LONGEST_TEXT = 2000  # characters; what is longer is no field, and the copy is read elsewhere

# What to look for in a page's text before its tree is searched, which takes longer.
_STORY = re.compile(r"[\"']?[^\s\"'>]{0,40}/(?:\w{0,20}Article|\w{0,12}Posting|CreativeWork|Report|Review)\b")
_SCOPED = XPath("descendant::*[@itemscope or @itemprop]")
_WITHIN = XPath("ancestor::*[@itemscope][1]")

# Where an element's value stands (5.2.4); for the rest it is its text.
VALUE_IN = {
    "meta": "content",
    "a": "href",
    "area": "href",
    "link": "href",
    "img": "src",
    "audio": "src",
    "embed": "src",
    "iframe": "src",
    "source": "src",
    "track": "src",
    "video": "src",
    "object": "data",
    "data": "value",
    "meter": "value",
    "time": "datetime",
}

# Their value is what a reader sees, even where a link carries them: publishers mark the author's link as the author.
_TEXTUAL = frozenset({"author", "creator", "name", "headline", "publisher", "articleSection", "description"})


def read_microdata(evidence: Evidence) -> list[Thing]:
    """The things that the page's microdata describe, in page order."""
    if not mentions(evidence.page.text, "itemtype=", _STORY):
        return []
    elements = cast("list[_Element]", _SCOPED(evidence.root))[:MOST_PROPERTIES]
    things: dict[_Element, Thing] = {}
    for element in elements:
        if element.get("itemscope") is not None:
            things[element] = {"@type": (element.get("itemtype") or "").split()}
        names = (element.get("itemprop") or "").split()
        holder = _holder(element, things) if names else None
        if holder is not None:
            value = things.get(element) or property_value(element, names[0])
            for name in names:
                holder.setdefault(name, []).append(value)
    for element, thing in things.items():
        _name_by_text(element, thing)
    return list(things.values())


def mentions(text: str, attribute: str, value: re.Pattern[str]) -> bool:
    """Whether an attribute ("itemtype=") has such a value anywhere; many times as fast as one pattern for both."""
    at = text.find(attribute)
    for _ in range(MOST_PROPERTIES):
        if at < 0:
            return False
        at += len(attribute)
        if value.match(text, at):
            return True
        at = text.find(attribute, at)
    return False


def property_value(element: _Element, name: str) -> str | None:
    """The value of an element that carries a property; None where it has none, or one that is too long for a field."""
    given = element.get("content")
    place = VALUE_IN.get(cast("str", element.tag))
    if given is None and name.startswith("date") and element.tag == "abbr":
        given = element.get("title")  # Blogger's: the day for machines, the hour for readers
    if given is None and place is not None and name not in _TEXTUAL:
        given = element.get(place)
    return given if given is not None else short_text(element)


def short_text(element: _Element) -> str | None:
    """The visible text of an element; None where it is too long for a field, which shows without reading all of it."""
    if sum(1 for _ in islice(element.iter(), MOST_ELEMENTS + 1)) > MOST_ELEMENTS:
        return None
    length = 0
    for piece in element.itertext():
        length += len(piece)
        if length > LONGEST_TEXT:
            return None
    return visible_text(element) or None


def _holder(element: _Element, things: dict[_Element, Thing]) -> Thing | None:
    around = cast("list[_Element]", _WITHIN(element))
    return things.get(around[0]) if around else None


def _name_by_text(element: _Element, thing: Thing) -> None:
    """Name an author by the text of its element, where its markup names no name."""
    if "name" not in thing and element.get("itemprop") in {"author", "creator", "publisher"}:
        name = element.get("content") or short_text(element)
        if name and len(name) < 100:
            thing["name"] = [name]
