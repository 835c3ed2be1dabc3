"""What is read of elements that the walk over a page takes whole: menus, forms, tables, pages without scripts."""

from collections.abc import Iterator

from lxml.etree import _Element

from pipelines.text.inline import plain_text, visible_text
from pipelines.text.tags import SECRETIVE, is_data_table

WRAPPERS = frozenset({"form", "dialog", "menu", "label", "nav"})
"""Controls that hold others, and sometimes the page."""
PAGE_IN_A_FORM = 2000
"""Characters of such a one that is the page itself, as some publishing systems wrap it."""


def wraps_page(control: _Element, tag: str) -> bool:
    """Whether a control holds the page, or much of it."""
    if tag not in WRAPPERS or next(control.iter("p"), None) is None:
        return False
    return len(plain_text(control)) > PAGE_IN_A_FORM


def control_text(control: _Element, tag: str) -> str:
    """What is read on a control; quickly where it holds others and nothing unseen."""
    return plain_text(control) if tag in WRAPPERS and not _holds_unseen(control) else visible_text(control)


def table_text(table: _Element) -> str | None:
    """What is read in a table of figures, which may be nothing; None for one that merely lays out the page."""
    return visible_text(table) if is_data_table(table) else None


def page_without_scripts(top: _Element) -> _Element | None:
    """What is shown where no script runs, the longest of it; None where that is nothing."""
    pages = (node for node in _outermost(top) if node.find(".//p") is not None)
    return max(pages, key=lambda node: len(plain_text(node)), default=None)


def _outermost(top: _Element) -> Iterator[_Element]:
    """Each ``noscript`` that stands in no other: those that nest would be read again and again."""
    last: _Element | None = None
    for node in top.iter("noscript"):
        if last is None or last not in node.iterancestors("noscript"):
            last = node
            yield node


def _holds_unseen(node: _Element) -> bool:
    """Whether something below an element may not be seen: by its tag, or hidden by an attribute."""
    if next(node.iter(*SECRETIVE), None) is not None:
        return True
    return any(one.get("hidden") is not None or "none" in (one.get("style") or "") for one in node.iterdescendants())
