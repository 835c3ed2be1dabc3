"""The text of one block with its inline markup, gathered while the page is walked."""

from collections.abc import Iterator
from html import escape
from typing import cast

from lxml.etree import XPath, _Element

from pipelines.text.tags import BLOCK_LEVEL, INLINE_KEPT, INVISIBLE, is_hidden
from pipelines.text.whitespace import tidy

# The one attribute that carries meaning, by element.
MEANING = {"a": "href", "abbr": "title", "time": "datetime", "bdo": "dir"}

# Characters of start tags that a page may have opened again, block after block. An emphasis left open over a whole
# story takes a thousand; two thousand tags left open, or one address of a megabyte, would take gigabytes.
MOST_REOPENED = 100_000

_TEXTS = XPath("descendant::text()", smart_strings=False)  # half of what ``itertext`` takes


class InlineText:
    """Gathers the text and markup of one block after another.

    ``take`` gives the block so far and begins the next; inline elements that are open then are closed in the one
    and opened again in the other, so that ``<em>one<br>two</em>`` gives two sound blocks. Past MOST_REOPENED they are
    not: their text stays, their mark ends with its first block.
    """

    def __init__(self) -> None:
        self._text: list[str] = []
        self._html: list[str] = []
        self._open: list[tuple[str, str]] = []
        self._marked = False
        self._reopened = 0

    def add(self, text: str) -> None:
        """Append the text of the page as it stands."""
        self._text.append(text)
        self._html.append(escape(text, quote=False))

    def open(self, element: _Element) -> None:
        """An inline element begins; one that is mere typesetting leaves no mark."""
        tag = element.tag
        if tag not in INLINE_KEPT:
            return
        name = MEANING.get(tag)
        value = element.get(name) if name else None
        start = f'<{tag} {name}="{escape(value)}">' if value else f"<{tag}>"
        self._open.append((tag, start))
        self._html.append(start)
        self._marked = True

    def close(self, element: _Element) -> None:
        """The inline element ends."""
        if element.tag in INLINE_KEPT and self._open:  # none is where it was not opened again
            tag, _ = self._open.pop()
            self._html.append(f"</{tag}>")

    def take(self) -> tuple[str, str]:
        """The block's text and markup, both ``""`` where nothing visible was gathered."""
        if not (self._text or self._open):  # blocks end where they begin: half of all calls have nothing
            self._html.clear()
            self._marked = False
            return "", ""
        text = tidy("".join(self._text)) if self._text else ""
        if not text:
            html = ""
        elif self._marked:
            html = tidy("".join(self._html) + "".join(f"</{tag}>" for tag, _ in reversed(self._open)))
        else:
            html = escape(text, quote=False)
        self._text.clear()
        self._reopen()
        self._marked = bool(self._open)
        return text, html

    def _reopen(self) -> None:
        """Begin the next block with what is open."""
        if not self._open:
            self._html.clear()
            return
        self._reopened += sum(len(start) for _, start in self._open)
        if self._reopened > MOST_REOPENED:
            self._open.clear()
        self._html = [start for _, start in self._open]


def visible_text(element: _Element) -> str:
    """All text that a reader sees of an element, as one line; ``""`` where there is none.

    Block-level elements and line breaks count as white space, inline elements do not: ``<b>A</b>pril`` is one word.
    """
    return tidy("".join(_visible_pieces(element)))


def plain_text(element: _Element) -> str:
    """As ``visible_text``, for an element that holds nothing unseen, at a tenth of the cost.

    Every element counts as white space, so that ``<b>A</b>pril`` is two words: good enough for furniture.
    """
    return tidy(" ".join(cast("list[str]", _TEXTS(element))))


def _visible_pieces(top: _Element) -> Iterator[str]:
    """Text and tails below an element in reading order, without recursion (pages can nest 100,000 deep)."""
    node: _Element | None = top
    while node is not None:
        shown = node.tag not in INVISIBLE and not is_hidden(node)
        if shown:
            if node.tag in BLOCK_LEVEL or node.tag == "br":
                yield "\n"
            if node.text:
                yield node.text
            if len(node):
                node = node[0]
                continue
        while node is not None:
            if node is top:
                return
            if node.tag in BLOCK_LEVEL:
                yield "\n"
            if node.tail:
                yield node.tail
            following = node.getnext()
            if following is not None:
                node = following
                break
            node = node.getparent()
