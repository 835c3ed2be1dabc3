"""The words of a byline's line, where its inline elements meet without a space and where some of them are named."""

import re
from collections.abc import Iterator

from lxml.etree import _Element

from crawler.reader.hints import BYLINE, UNSEEN, hints
from crawler.reader.lines import Line
from pipelines.text.tags import INVISIBLE, is_hidden
from pipelines.text.whitespace import tidy

MOST_INLINE = 80  # elements of a box that are looked at; a byline has a handful

_GLUE = re.compile(r"^[^\W\d_][\w.]|^\d\d|^[@/|·•]")


def unglued(line: Line) -> str:
    """A line's text with a new line wherever two inline elements meet: "Ann Lee|Published 3 May".

    A style sheet sets them apart, and their text alone does not.
    """
    joined = _join(_pieces(line.box.element))
    bare, wanted = _bare(joined), _bare(line.text)
    if bare == wanted:
        return joined
    start = bare.find(wanted)
    return _cut(joined, start, len(wanted)) if start >= 0 else line.text


def named_within(line: Line) -> list[tuple[str, bool]]:
    """The texts of a line's inline elements that are named as byline; True where none around it is named so."""
    found = []
    wanted = _bare(line.text)
    inside: _Element | None = None
    for seen, node in enumerate(line.box.element.iterdescendants()):
        if seen > MOST_INLINE:
            break
        if hints(node.get("class"), node.get("rel"), node.get("itemprop")) & BYLINE:
            text = _join(_pieces(node))
            if text and _bare(text) in wanted:
                top = inside is None or inside not in node.iterancestors()
                inside = node if top else inside
                found.append((text, top))
    return found


def _pieces(element: _Element) -> list[str]:
    """The texts of an element and of all within, one by one; what no reader sees is left out."""
    found: list[str] = []
    _collect(element, found, MOST_INLINE)
    return found


def _collect(element: _Element, found: list[str], budget: int) -> int:
    """Collect texts; ``budget``: how many more elements may be opened, which bounds the depth as well."""
    if element.text:
        found.append(element.text)
    for child in element:
        if budget <= 0:
            break
        budget -= 1
        if child.tag not in INVISIBLE and not is_hidden(child) and not hints(child.get("class")) & UNSEEN:
            budget = _collect(child, found, budget)
        if child.tail:
            found.append(child.tail)
    return budget


def _join(pieces: list[str]) -> str:
    """Pieces as lines: an edge with words on both sides parts them, whether it has a space or not."""
    made: list[str] = []
    end = ""  # the last two letters so far, and a space where one follows them
    for piece in pieces:
        if end and _parts(end, piece):
            made.append("\n")
        made.append(piece.replace("\n", " "))
        bare = piece.rstrip()
        end = (end + bare)[-2:] + " " * (len(bare) < len(piece)) if bare else end.rstrip() + " " * bool(piece)
    return "\n".join(filter(None, map(tidy, "".join(made).split("\n"))))


def _parts(end: str, piece: str) -> bool:
    """Whether the edge before a piece is one of words; the last letter of a word set apart ("Ann Le|e") is none."""
    before, after = end.rstrip(), piece.strip()
    if len(before) == len(end) and not piece[:1].isspace():
        return len(before) > 1 and before.isalnum() and _GLUE.match(piece) is not None
    return len(after) > 1 and before[-1:].isalnum() and after[0].isalnum()


def _bare(text: str) -> str:
    return "".join(text.split())


def _cut(joined: str, start: int, length: int) -> str:
    """The part of a text from its ``start``-th letter, white space not counted, that has ``length`` letters."""
    letters = list(_places(joined))
    return joined[letters[start] : letters[start + length - 1] + 1]


def _places(text: str) -> Iterator[int]:
    return (at for at, letter in enumerate(text) if not letter.isspace())
