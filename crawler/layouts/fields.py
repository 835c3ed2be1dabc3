"""How a layout says where a field stands: one line a field, sources in the order of belief."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, TypeVar, cast

from cssselect import HTMLTranslator
from cssselect import parse as parse_css
from cssselect.parser import Class
from cssselect.parser import Element as CssElement
from lxml.etree import XPath, _Element

from crawler.layouts.linked_data import LinkedData, read_declared, read_meta
from crawler.page import Page
from pipelines.items import Block
from pipelines.text.flat import read_flat
from pipelines.text.inline import visible_text
from pipelines.text.whitespace import tidy_or_none

T = TypeVar("T")


class Selector:
    """A CSS selector, compiled once. One of classes alone ("div.byline, .author") is looked up, not searched for."""

    def __init__(self, css: str):
        self.css = css
        self._find = XPath(HTMLTranslator().css_to_xpath(css))
        self._classes = _only_classes(css)

    def all(self, evidence: "Evidence") -> list[_Element]:
        """Every element that matches, in page order; none is an empty list."""
        if self._classes is None:
            return cast("list[_Element]", self._find(evidence.root))
        found: dict[int, _Element] = {}
        for tag, name in self._classes:
            for place, element in evidence.by_class.get(name, ()):
                if tag is None or element.tag == tag:
                    found[place] = element
        return [found[place] for place in sorted(found)]


def _only_classes(css: str) -> tuple[tuple[str | None, str], ...] | None:
    """The selector's alternatives as (tag, class); None where it says more than that."""
    alternatives = []
    for selector in parse_css(css):
        tree = selector.parsed_tree
        if selector.pseudo_element or not isinstance(tree, Class) or not isinstance(tree.selector, CssElement):
            return None
        alternatives.append((tree.selector.element, tree.class_name))
    return tuple(alternatives)


class Evidence:
    """One page with what its sources say, each read once and only when asked for."""

    def __init__(self, page: Page):
        self.page = page
        self._found: dict[Selector, list[_Element]] = {}
        self._read: dict[Callable[[Evidence], object], object] = {}

    @cached_property
    def root(self) -> _Element:
        """The page's tree."""
        return self.page.root

    @cached_property
    def lines(self) -> tuple[Block, ...]:
        """A flat page's lines: asked for when a layout is fitted, and once more when it reads."""
        return read_flat(self.page.text)

    @cached_property
    def declared(self) -> dict[str, list[_Element]]:
        """The page's elements of the tags that are asked for, in page order: ``linked_data.ASKED_FOR``."""
        return read_declared(self.root)

    @cached_property
    def linked(self) -> LinkedData:
        """The page's JSON-LD."""
        return LinkedData(self.declared["script"], self.addresses, self.title)

    @cached_property
    def meta(self) -> dict[str, str]:
        """The page's meta elements by name."""
        return read_meta(self.declared["meta"])

    @cached_property
    def canonical(self) -> str | None:
        """The address that the page's link element calls its canonical one, as written."""
        links = (link.get("href") for link in self.declared["link"] if (link.get("rel") or "").lower() == "canonical")
        return tidy_or_none(next(links, None))

    @property
    def addresses(self) -> tuple[str, ...]:
        """What the page is known by: where it was read, and what it calls itself."""
        found = (self.page.url, self.canonical, self.meta.get("og:url"))
        return tuple(url for url in found if url)

    @cached_property
    def title(self) -> str | None:
        """The page's title, as its window shows it."""
        return tidy_or_none(next((title.text for title in self.declared["title"]), None))

    def once(self, read: Callable[["Evidence"], T]) -> T:
        """What a reader of pages makes of this one, made when first asked for: ``evidence.once(Told)``."""
        if read not in self._read:
            self._read[read] = read(self)
        return cast("T", self._read[read])

    @cached_property
    def elements(self) -> tuple[_Element, ...]:
        """Every element in page order. They are kept: letting go of one, lxml walks up to the next that is held."""
        return tuple(self.root.iter())

    @cached_property
    def by_class(self) -> dict[str, list[tuple[int, _Element]]]:
        """Elements with their place in the page, by each class they carry."""
        index: dict[str, list[tuple[int, _Element]]] = {}
        for place, element in enumerate(self.elements):
            for name in (element.get("class") or "").split():
                index.setdefault(name, []).append((place, element))
        return index

    def all(self, selector: Selector) -> list[_Element]:
        """Every element that a selector matches, in page order."""
        found = self._found.get(selector)
        if found is None:
            found = self._found[selector] = selector.all(self)
        return found

    def first(self, selector: Selector) -> _Element | None:
        """The first element that it matches, or None."""
        found = self.all(selector)
        return found[0] if found else None


class FieldSource(Protocol):
    """One place where a field's value may stand."""

    def value(self, evidence: Evidence) -> str | None:
        """The value there, tidy; None where there is none."""

    def element(self, evidence: Evidence) -> _Element | None:
        """The visible element that carries the field; None for a source that no reader sees."""


@dataclass(frozen=True)
class Linked:
    """A path in the page's JSON-LD NewsArticle: ``Linked("publisher.name")``."""

    path: str

    def value(self, evidence: Evidence) -> str | None:
        """The text at the path."""
        return evidence.linked.text(self.path)

    def element(self, evidence: Evidence) -> _Element | None:
        """None: nobody sees JSON-LD."""
        return None


@dataclass(frozen=True)
class Meta:
    """A meta element by its property or name: ``Meta("og:title")``."""

    name: str

    def value(self, evidence: Evidence) -> str | None:
        """The element's content."""
        return evidence.meta.get(self.name)

    def element(self, evidence: Evidence) -> _Element | None:
        """None: nobody sees a meta element."""
        return None


class Text:
    """The visible text of the first element that a CSS selector matches: ``Text("h1")``."""

    def __init__(self, css: str):
        self._selector = Selector(css)

    def value(self, evidence: Evidence) -> str | None:
        """The element's visible text."""
        element = self.element(evidence)
        return None if element is None else visible_text(element) or None

    def element(self, evidence: Evidence) -> _Element | None:
        """The element."""
        return evidence.first(self._selector)


class Attribute:
    """An attribute of the first element that matches: ``Attribute("time", "datetime")``."""

    def __init__(self, css: str, name: str):
        self._selector = Selector(css)
        self._name = name

    def value(self, evidence: Evidence) -> str | None:
        """The attribute, or the element's text where it lacks the attribute."""
        element = self.element(evidence)
        if element is None:
            return None
        return tidy_or_none(element.get(self._name)) or visible_text(element) or None

    def element(self, evidence: Evidence) -> _Element | None:
        """The element."""
        return evidence.first(self._selector)


class Field:
    """A field of a layout: sources in the order of belief, and whether a story must have it."""

    def __init__(self, *sources: FieldSource, required: bool = False):
        self.sources = sources
        self.required = required

    def value(self, evidence: Evidence) -> str | None:
        """What the first source that says anything says; None where none does."""
        return next(self._values(evidence), None)

    def element(self, evidence: Evidence) -> _Element | None:
        """The element on the page that shows the field, or None."""
        found = (source.element(evidence) for source in self.sources)
        return next((element for element in found if element is not None), None)

    def _values(self, evidence: Evidence) -> Iterator[str]:
        for source in self.sources:
            value = source.value(evidence)
            if value:
                yield value


def first(*sources: FieldSource) -> Field:
    """A field that a story may lack."""
    return Field(*sources)


def required(*sources: FieldSource) -> Field:
    """A field without which the page is no story of this layout."""
    return Field(*sources, required=True)
