"""Lists of links: menus, other stories, topics. Set aside before the page is walked: they are a third of its lines."""

from typing import cast

from lxml.etree import XPath, _Element

from crawler.layouts.fields import Evidence
from crawler.reader import hints
from crawler.reader.hints import hints as hints_of

RULE = "reader/link-list"

# What a list's own names may say that makes it worth reading: who wrote the story, when, and its copy.
WORTH = hints.COPY | hints.BYLINE | hints.DATE | hints.SECTION | hints.HEADLINE | hints.STANDFIRST | hints.CAPTION
LEAST_LINKS = 4
# The share of its words that are links.
LINKED = 0.9
# Letters that are looked at of a page, a link counting ten: lists that nest would be read again and again.
MOST_LETTERS = 2_000_000

_TEXT = XPath("string(.)")


def link_lists(evidence: Evidence) -> dict[_Element, str]:
    """The page's lists that hold nothing but links, each with the rule that strikes it; those within one are not told.

    A list of links that is copy, such as the films of a year, each with its page, says something between the links.
    """
    found: dict[_Element, str] = {}
    within: set[_Element] = set()
    left = MOST_LETTERS
    for element in evidence.declared["ul"]:
        if element in within:
            continue
        links = list(element.iter("a"))
        left -= 10 * len(links)
        if left <= 0:
            break
        if len(links) < LEAST_LINKS or hints_of(element.get("class"), element.get("id")) & WORTH:
            continue
        text = cast("str", _TEXT(element))
        left -= len(text)
        linked = sum(len(_text(link).split()) for link in links)
        if linked >= LINKED * len(text.split()):
            found[element] = RULE
            within.update(element.iter("ul", "ol"))
    return found


def _text(link: _Element) -> str:
    """All text of a link; most hold nothing else."""
    return cast("str", _TEXT(link)) if len(link) else link.text or ""
