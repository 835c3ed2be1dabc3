"""What HTML's elements mean to a reader of copy. Source: HTML Living Standard, sections 4 and 15.3 (rendering)."""

from typing import cast

from lxml.etree import _Element

from pipelines.items import Kind

# Their content is never on the page as a reader sees it (15.3.1, and scripting on).
INVISIBLE = frozenset(
    "script style template noscript head title meta link base datalist iframe object embed applet "
    "video audio canvas svg math map area param source track col colgroup noembed noframes rp".split()
)

# Of those, the ones that can hold text; the rest are void or hold only each other.
SECRETIVE = tuple(INVISIBLE - {"meta", "link", "base", "embed", "area", "param", "source", "track", "col", "colgroup"})

# Something to press or fill in: visible, but never copy.
CONTROLS = frozenset("button form input select textarea nav dialog menu label output progress meter".split())

# Each ends the line before it and begins a new one.
BLOCK_LEVEL = frozenset(
    "address article aside blockquote center dd details dir div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5 "
    "h6 header hgroup li main ol p pre section summary table tbody thead tfoot tr td th caption ul search".split()
)

# Of those, the ones that hold others: blocks on two sides of their edge are not one run.
CONTAINERS = frozenset("article aside blockquote details div dl figure footer header main ol section table ul".split())

HEADINGS = {f"h{level}": level for level in range(1, 7)}

# The innermost open element of these says what a block is; without one it is a paragraph.
KINDS = cast(
    "dict[str, Kind]",
    dict.fromkeys(HEADINGS, "heading")
    | {"li": "list_item", "dt": "list_item", "dd": "list_item", "blockquote": "quote", "pre": "pre"},
)

# Inline markup that is part of the copy; the rest is typesetting.
INLINE_KEPT = frozenset("a em strong b i sub sup q cite code s u mark small abbr time ruby rt bdi bdo".split())

# Inside a table these say that it only lays the page out, and is no table of figures.
LAYOUT_IN_TABLE = ("p", "div", "figure", "img", "table", "ul", "ol", "h1", "h2", "h3", "blockquote", "iframe")


def is_hidden(element: _Element) -> bool:
    """Whether the element says of itself that it is not shown: ``hidden``, or ``display: none`` in its style."""
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and "none" in style and "display:none" in style.replace(" ", "").lower()


def is_data_table(table: _Element) -> bool:
    """Whether a table holds figures to be read as one, and does not merely lay out the page."""
    return next(table.iterdescendants(*LAYOUT_IN_TABLE), None) is None
