"""What a listing page says of each story: the parts of its card."""

from collections.abc import Callable, Iterable
from itertools import islice
from typing import Protocol

from lxml.etree import _Element

from crawler.discovery.headlines import LONGEST_HEADLINE, name_or_none
from crawler.discovery.moments import Moments
from crawler.discovery.reading import Link
from crawler.discovery.selecting import select, shown_text
from pipelines.text.whitespace import tidy_or_none

CARD_LEVELS = 12  # elements from a part of a card up to the card; designs have two to eight
MOST_PARTS = 20_000  # elements that one selector finds: four a link, of the most links that are read
MOST_ELEMENTS = 200  # elements of a link that are looked through for a heading

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
SHORT = 15  # characters; "Read more", "12 comments", "Opinion"


class Parts(Protocol):
    """Where the parts of a card stand, as CSS selectors; None for what is not printed."""

    @property
    def headline(self) -> str | None:
        """The headline."""

    @property
    def publisher(self) -> str | None:
        """The publisher's name."""

    @property
    def published(self) -> str | None:
        """The time."""

    @property
    def section(self) -> str | None:
        """The section's name."""


class Told:
    """The parts of every card of one page. Each selector is asked once, and what it finds goes to the nearest card."""

    def __init__(self, parts: Parts, root: _Element, cards: frozenset[_Element], moments: Moments):
        self._cards = cards
        self._moments = moments
        self._headlines = self._by_card(parts.headline, root, shown_text)
        self._publishers = self._by_card(parts.publisher, root, shown_text)
        self._published = self._by_card(parts.published, root, _time)
        self._sections = self._by_card(parts.section, root, shown_text)

    def link(self, element: _Element, url: str) -> tuple[int, Link]:
        """One link with what its card says, and how good its headline is."""
        card = self._card(element)
        rank, headline = _headline(element)
        if card is not None and card in self._headlines:
            rank, headline = 3, self._headlines[card]
        if headline is not None and len(headline) > LONGEST_HEADLINE:
            rank, headline = 0, None
        if card is None:
            return rank, Link(url, headline)
        return rank, Link(
            url=url,
            headline=headline,
            publisher=name_or_none(self._publishers.get(card)),
            published=self._moments.read(self._published.get(card)),
            section=name_or_none(self._sections.get(card)),
        )

    def _by_card(self, css: str | None, root: _Element, text: Callable[[_Element], str | None]) -> dict[_Element, str]:
        """The text of the first element of each card that shows one."""
        found: dict[_Element, str] = {}
        elements: Iterable[_Element] = select(css, root)[:MOST_PARTS] if css else ()
        for element in elements:
            card = self._card(element)
            if card is not None and card not in found and (shown := text(element)):
                found[card] = shown
        return found

    def _card(self, element: _Element) -> _Element | None:
        """The nearest card round an element; None where there is none near."""
        above: _Element | None = element
        for _ in range(CARD_LEVELS + 1):
            if above is None or above in self._cards:
                return above
            above = above.getparent()
        return None


def _headline(element: _Element) -> tuple[int, str | None]:
    """A link's own headline and how good it is: 3 a heading's, 2 a text, 1 a short text or a label, 0 none."""
    heading = next((part for part in islice(element.iter("*"), MOST_ELEMENTS) if part.tag in HEADINGS), None)
    if heading is not None and (text := shown_text(heading)):
        return 3, text
    if text := shown_text(element):
        above = element.getparent()
        if above is not None and above.tag in HEADINGS:
            return 3, text
        return (2 if len(text) >= SHORT else 1), text
    label = tidy_or_none(element.get("aria-label") or element.get("title"))
    return (1 if label else 0), label


def _time(element: _Element) -> str | None:
    """The time that an element tells: to machines, else to people."""
    return element.get("datetime") or element.get("content") or element.get("title") or shown_text(element)
