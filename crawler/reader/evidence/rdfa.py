"""RDFa Lite (W3C): ``typeof`` and ``property`` as things of schema.org. Open Graph's meta elements are not of it."""

import re
from typing import cast

from lxml.etree import XPath, _Element

from crawler.layouts.fields import Evidence
from crawler.layouts.which_story import Thing
from crawler.reader.evidence.microdata import MOST_PROPERTIES, mentions, property_value

_STORY = re.compile(r"[\"'][^\"'>]{0,60}(?:Article|Posting|Document|Item|CreativeWork)\b")
_TYPED = XPath("descendant::*[@typeof or @property]")
_WITHIN = XPath("ancestor::*[@typeof][1]")

_KIN = {"sioc:Item": "Article", "foaf:Document": "Article"}


def read_rdfa(evidence: Evidence) -> list[Thing]:
    """The things that the page's RDFa describe, in page order; names lose their prefix ("schema:headline").

    Drupal's ``sioc:Item foaf:Document`` is an article.
    """
    if not mentions(evidence.page.text, "typeof=", _STORY):
        return []
    things: dict[_Element, Thing] = {}
    for element in cast("list[_Element]", _TYPED(evidence.root))[:MOST_PROPERTIES]:
        if element.get("typeof") is not None:
            things[element] = {"@type": [_KIN.get(kind, kind) for kind in (element.get("typeof") or "").split()]}
        names = [name.rsplit(":", 1)[-1] for name in (element.get("property") or "").split()]
        around = cast("list[_Element]", _WITHIN(element)) if names else []
        holder = things.get(around[0]) if around else None
        if holder is not None:
            value = things.get(element) or property_value(element, names[0])
            for name in names:
                holder.setdefault(name, []).append(value)
    return list(things.values())
