"""Stories served as JSON: fields at declared paths, and the copy as HTML in one of them, walked as any other HTML."""

from dataclasses import dataclass
from typing import Any, ClassVar

from lxml.etree import _Element

from crawler.discovery.json_text import search, search_text
from crawler.layouts.base import HtmlLayout
from crawler.layouts.fields import Evidence, Selector
from crawler.page import Page
from pipelines.text.whitespace import tidy_or_none

MOST_VALUES = 100  # a story has a handful of authors; a list of thousands is something else


@dataclass(frozen=True)
class Key:
    """A JMESPath in the page's JSON, of which dotted keys are the simplest: ``Key("provider.name")``.

    Several values, as at ``Key("authors[].name")``, are joined by comma and space.
    """

    path: str

    def value(self, evidence: Evidence) -> str | None:
        """The text at the path, tidy."""
        found = search(self.path, evidence.page.data)
        values = found[:MOST_VALUES] if isinstance(found, list) else [found]
        texts = [tidy_or_none(search_text("@", value)) for value in values]
        return ", ".join(dict.fromkeys(text for text in texts if text)) or None

    def element(self, evidence: Evidence) -> _Element | None:
        """None: nobody sees JSON."""
        return None


class JsonLayout(HtmlLayout):
    """A JSON story by declaration: a subclass names its fields by ``Key``, and ``copy``.

    ``furniture`` and ``wall`` are selectors within the copy's HTML.
    """

    story = Selector("body")
    copy: ClassVar[str]
    """JMESPath of the copy's HTML."""

    def fit(self, evidence: Evidence) -> tuple[str, ...]:
        """What is missing: ``json`` for a page of another kind; required fields; ``story`` where there is no copy."""
        if evidence.page.kind != "json":
            return ("json",)
        missing = self._missing(evidence)
        return missing if self._copy(evidence) else (*missing, "story")

    def markup(self, evidence: Evidence) -> Evidence:
        """The copy's HTML as a page of its own.

        Raises:
            UnreadablePage: It is empty, nests too deep, or is a trap.
        """
        return Evidence(Page(self._copy(evidence).encode("utf-8", "replace"), url=evidence.page.url, form="html"))

    def _copy(self, evidence: Evidence) -> str:
        found: Any = search(self.copy, evidence.page.data)
        return found.strip() if isinstance(found, str) else ""
