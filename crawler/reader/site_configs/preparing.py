"""The page as a site config wants it before it is read: strings replaced, attributes dropped, late pictures addressed.

The page as served is never changed: what is prepared is a page of its own, made of the same bytes.
"""

from collections import Counter
from dataclasses import replace
from typing import cast

from lxml.etree import XPath, _Element

from crawler.layouts.fields import Evidence
from crawler.reader.lines import read_lines
from crawler.reader.site_configs.config import SiteConfig
from crawler.reader.site_configs.finding import Asked
from crawler.reader.site_configs.replacing import replace_strings
from pipelines.errors import UnreadablePage
from pipelines.items import Edit
from pipelines.text.tags import SECRETIVE

_LINKED_DATA = XPath("//script[@type='application/ld+json']")
_NAMES = XPath("//@class | //@id | //@style | //@hidden", smart_strings=False)
LATE_ADDRESS = "data-src"  # where pipelines.text.pictures looks first


def prepare(evidence: Evidence, config: SiteConfig) -> tuple[Evidence, tuple[Edit, ...]]:
    """The page to be read.

    Args:
        evidence: The page as served.
        config: What is to be done to it.

    Returns:
        The same evidence where there is nothing to do; and an edit where the page's words became others.
    """
    markup = replace_strings(evidence.page.text, config.replacements)
    replaced = markup is not evidence.page.text
    if not (replaced or config.strip_attr or config.src_lazy_load_attr or config.skip_json_ld):
        return evidence, ()
    prepared = _page_of(evidence, markup)
    if prepared is None:
        return evidence, ()
    edits = _told(evidence, prepared) if replaced else ()
    _drop_attributes(prepared, config)
    _address_late_pictures(prepared, config.src_lazy_load_attr)
    if config.skip_json_ld:
        _drop_linked_data(prepared.root)
    return prepared, edits


def own_copy(evidence: Evidence) -> Evidence:
    """The same page with a tree of its own."""
    return Evidence(replace(evidence.page))


def _page_of(evidence: Evidence, markup: str) -> Evidence | None:
    """A page of this markup, with a tree of its own; None where the strings have made what can't be read of it."""
    page = replace(evidence.page, body=markup.encode("utf-8", "replace"), content_type=None, form="html")
    try:
        _ = page.root
    except UnreadablePage:
        return None
    return Evidence(page)


def _told(before: Evidence, after: Evidence) -> tuple[Edit, ...]:
    """What the strings have done to the lines that a reader sees; nothing where they did not touch those."""
    if _is_same_to_read(before.root, after.root):
        return ()
    was, now = _line_texts(before), _line_texts(after)
    gone, new = Counter(was) - Counter(now), Counter(now) - Counter(was)
    if not gone and not new:
        return ()
    edit = Edit(
        stage="reader",
        rule="site-config/replace-string",
        action="changed",
        field="body",
        before=_in_order(was, gone),
        after=_in_order(now, new),
    )
    return (edit,)


def _is_same_to_read(one: _Element, other: _Element) -> bool:
    """Whether two trees print the same, told at a glance: the same texts, and as much that may hide some of them."""
    return _texts(one) == _texts(other) and _hiding(one) == _hiding(other)


def _texts(root: _Element) -> list[str]:
    return [text for text in root.itertext() if not text.isspace()]


def _hiding(root: _Element) -> tuple[list[str], list[str]]:
    """The elements that show nothing, and the names and styles that may hide an element, in page order."""
    names = cast("list[str]", _NAMES(root))
    return [str(element.tag) for element in root.iter(*SECRETIVE)], [str(name) for name in names]


def _line_texts(evidence: Evidence) -> list[str]:
    return [line.text for line in read_lines(evidence.root, {}).lines]


def _in_order(texts: list[str], wanted: Counter[str]) -> str | None:
    left = Counter(wanted)
    kept = []
    for text in texts:
        if left[text] > 0:
            left[text] -= 1
            kept.append(text)
    return "\n".join(kept) or None


def _drop_attributes(evidence: Evidence, config: SiteConfig) -> None:
    asked = Asked(evidence)
    for expression in config.strip_attr:
        for found in asked.nodes(expression):
            if getattr(found, "is_attribute", False):
                found.getparent().attrib.pop(found.attrname, None)


def _address_late_pictures(evidence: Evidence, attribute: str | None) -> None:
    if attribute is None:
        return
    for image in evidence.root.iter("img"):
        address = image.get(attribute)
        if address:
            image.set(LATE_ADDRESS, address)


def _drop_linked_data(root: _Element) -> None:
    for script in cast("list[_Element]", _LINKED_DATA(root)):
        script.text = None
