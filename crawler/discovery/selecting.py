"""Elements of a listing page by CSS selector, and the text they show."""

from functools import lru_cache
from itertools import islice
from typing import cast

from cssselect import HTMLTranslator
from lxml.etree import XPath, _Element, iterwalk

from pipelines.text.whitespace import tidy_or_none

MOST_STEPS = 600  # in and out of elements; a headline with every word marked up takes sixty, a card's whole text 200
_UNSEEN = frozenset({"script", "style", "noscript", "template", "svg"})
_IN_LINE = frozenset("a abbr b bdi bdo cite code em font i mark q s small span strong sub sup u wbr".split())


@lru_cache(maxsize=256)
def selector(css: str) -> XPath:
    """A selector compiled, once.

    Raises:
        cssselect.SelectorError: It is none.
    """
    return XPath(HTMLTranslator().css_to_xpath(css))


def select(css: str, root: _Element) -> list[_Element]:
    """The elements that a selector finds, in the page's order."""
    return cast("list[_Element]", selector(css)(root))


def first_text(css: str, root: _Element) -> str | None:
    """The text that the first element shows which shows any; None where none does."""
    return next((text for one in select(css, root) if (text := shown_text(one))), None)


def shown_text(element: _Element) -> str | None:
    """The text an element shows, tidy; what blocks show is parted by a space. None where it shows none."""
    pieces: list[str] = []
    walk = iterwalk(element, events=("start", "end"))
    for event, part in islice(walk, MOST_STEPS):
        if part.tag not in _IN_LINE:
            pieces.append(" ")
        if event == "end":
            pieces.append((part.tail or "") if part is not element else "")
        elif part.tag in _UNSEEN:
            walk.skip_subtree()
        else:
            pieces.append(part.text or "")
    return tidy_or_none("".join(pieces))
