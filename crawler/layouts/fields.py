"""How a layout says where a field stands: one line a field, sources in the order of belief."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, cast

from cssselect import HTMLTranslator
from lxml.etree import XPath, _Element

from crawler.layouts.linked_data import LinkedData, read_meta
from crawler.page import Page
from pipelines.text.inline import visible_text
from pipelines.text.whitespace import tidy_or_none


class Selector:
    """A CSS selector, compiled once; gives elements in page order."""

    def __init__(self, css: str):
        self.css = css
        self._find = XPath(HTMLTranslator().css_to_xpath(css))

    def all(self, root: _Element) -> list[_Element]:
        """Every element that matches, in page order; none is an empty list."""
        return cast("list[_Element]", self._find(root))

    def first(self, root: _Element) -> _Element | None:
        """The first element that matches, or None."""
        found = self.all(root)
        return found[0] if found else None


class Evidence:
    """One page with what its sources say, each read once and only when asked for."""

    def __init__(self, page: Page):
        self.page = page
        self.root = page.root

    @cached_property
    def linked(self) -> LinkedData:
        """The page's JSON-LD."""
        return LinkedData(self.root)

    @cached_property
    def meta(self) -> dict[str, str]:
        """The page's meta elements by name."""
        return read_meta(self.root)


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
        return self._selector.first(evidence.root)


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
        return self._selector.first(evidence.root)


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
