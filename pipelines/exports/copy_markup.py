"""The body of an article as HTML elements, safe to print: what ninjs and the page of its own both hold. Pure."""

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from pipelines.items import Block
from pipelines.text.markup import sanitise_inline

# A headline is the page's only h1; what a paper printed as h1 within its copy comes below it.
HIGHEST = 2


def copy_elements(blocks: Iterable[Block]) -> Iterator[str]:
    """One element a block, but one ``ul`` for list items in a row and one ``blockquote`` for quotes in a row.

    Args:
        blocks: In order. Their ``html`` is sanitised once more, so that articles of any origin are safe to print.
    """
    for kind, row in groupby(blocks, key=lambda block: block.kind):
        if kind == "list_item":
            yield f"<ul>{''.join(f'<li>{inline_markup(block)}</li>' for block in row)}</ul>"
        elif kind == "quote":
            yield f"<blockquote>{''.join(f'<p>{inline_markup(block)}</p>' for block in row)}</blockquote>"
        else:
            yield from map(_element, row)


def inline_markup(block: Block) -> str:
    """A block's inline markup, or its text escaped where it has none."""
    marked = sanitise_inline(block.html, base=None) if block.html else None
    return marked or escape(block.text, quote=False)


def _element(block: Block) -> str:
    match block.kind:
        case "heading":
            tag = f"h{max(block.level or HIGHEST, HIGHEST)}"
        case "pre" | "table":  # of a table the article has its text alone
            tag = "pre"
        case _:
            tag = "p"
    return f"<{tag}>{inline_markup(block)}</{tag}>"
