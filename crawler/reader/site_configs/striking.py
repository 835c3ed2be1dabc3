"""What a site config says is no copy: elements with the rule that names the directive, and pictures without them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice

from lxml.etree import _Element

from crawler.reader.site_configs.config import SiteConfig
from crawler.reader.site_configs.finding import Asked
from pipelines.items import Picture
from pipelines.text.tree import around

STRIP, STRIP_NAME, STRIP_IMAGE = "site-config/strip", "site-config/strip-id-or-class", "site-config/strip-image-src"

HIGHEST = 30  # elements around one up to its figure
Pictures = Mapping[_Element, tuple[Picture, ...]]


def struck_elements(asked: Asked, config: SiteConfig) -> dict[_Element, str]:
    """Every element that a directive strikes, with the rule's id. The page's own frame is never among them."""
    struck: dict[_Element, str] = {}
    for expression in config.strip:
        for element in asked.elements(expression):
            struck.setdefault(element, STRIP)
    for element in _named(asked, config.strip_id_or_class):
        struck.setdefault(element, STRIP_NAME)
    for element in _images(asked, config.strip_image_src):
        struck.setdefault(element, STRIP_IMAGE)
    return {element: rule for element, rule in struck.items() if element.tag not in ("html", "body", "head")}


def _named(asked: Asked, names: tuple[str, ...]) -> Iterator[_Element]:
    """Elements whose id or class holds one of the strings."""
    if not names:
        return
    holds = _any_of(names)
    known: dict[str, bool] = {}  # a page gives the same few names again and again
    for element in asked.evidence.elements:
        for name in (element.get("class"), element.get("id")):
            if name and (known[name] if name in known else known.setdefault(name, holds.search(name) is not None)):
                yield element
                break


def _images(asked: Asked, addresses: tuple[str, ...]) -> Iterator[_Element]:
    for image in asked.evidence.root.iter("img") if addresses else ():
        address = image.get("src") or ""
        if any(one in address for one in addresses):
            yield image


@lru_cache(maxsize=256)  # of the configs in use
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    """Plain strings, tried side by side: nothing here can backtrack."""
    return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))


def without_stories(struck: Mapping[_Element, str], stories: Iterable[_Element]) -> dict[_Element, str]:
    """The struck elements but for those that are a story or hold one."""
    told = list(stories)
    holding = around(told) | set(told)
    return {element: rule for element, rule in struck.items() if element not in holding}


def torn(pictures: Pictures, struck: Mapping[_Element, str]) -> dict[_Element, _Element]:
    """Struck elements that stand within a picture with its caption, by element; and that whole."""
    within: dict[_Element, _Element] = {}
    for element in struck:
        whole = next((above for above in islice(element.iterancestors(), HIGHEST) if above in pictures), None)
        if whole is not None and element not in pictures:
            within[element] = whole
    return within


def take_out(within: Mapping[_Element, _Element]) -> None:
    """Set struck elements behind the picture they stand in, where they are struck as anything is.

    Args:
        within: As ``torn`` gives it, of a tree that is nobody else's: it is changed.
    """
    for element, whole in reversed(list(within.items())):
        _leave_tail(element)
        whole.addnext(element)


def _leave_tail(element: _Element) -> None:
    """Give the text behind an element to what stands before it."""
    tail, element.tail = element.tail, None
    before, parent = element.getprevious(), element.getparent()
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail and parent is not None:
        parent.text = (parent.text or "") + tail
