"""Captions in the flow of the copy: lines under pictures that nothing names so, told by how the page sets them.

A short line under a picture may be the story going on. It is a caption where it points at the picture, or where it is
set as no other line of the copy is, or where the page does so under picture after picture.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import islice
from statistics import median

from lxml.etree import _Element

from crawler.reader.hints import BYLINE, DATE
from crawler.reader.lines import Box, Line
from crawler.reader.pictures.breadth import breadth
from crawler.reader.pictures.buttons import is_button, is_counter
from crawler.reader.pictures.parting import fold_caption

LONGEST = 240  # characters of a caption that only its place tells
LONGEST_HABIT = 100
MOST_LINKED = 0.3
HABIT = 3  # pictures of a page that have such a line
MOST_WITHOUT = 5  # one picture in so many may have none
TIMES_LONGER = 3  # copy is than captions
LEAST_WORDS = 4  # of a line that the alternative text repeats; fewer may be a name
LEVELS = 3  # elements around a line, or a picture, whose setting is asked
STOPS = ".!?…。！？"

FOOTNOTES = "*†‡#"
POINTERS = "▲△▼▽↑⬆☝▴"
# "The picture shows", in the words of the papers that print them; with a colon where they are everyday words.
OPENINGS: tuple[str, ...] = (
    "图为",
    "圖為",
    "图说",
    "圖說",
    "（图",
    "(图",
    "资料图：",
    "資料圖：",
    "写真は",
    "사진은",
    "사진=",
    "pictured: ",
)
OPENINGS += ("im bild: ", "na zdjęciu: ", "nella foto: ", "en la imagen: ", "na foto: ", "sur la photo: ", "на фото: ")

_ALIGNED = re.compile(r"text-align\s*:\s*(?:-webkit-)?(\w+)", re.I)
_CENTRED = frozenset(
    {"center", "centered", "f_center", "text-center", "text-centre", "aligncenter", "has-text-align-center"}
)
_SMALL = re.compile(
    r"font-size\s*:\s*(?:(?:[89]|1[0-2])(?:\.\d+)?px|[6-9](?:\.\d+)?pt|0?\.[5-8]\d*r?em|x?x?-?small(?:er)?)"
    r"|(?:^|[^-])color\s*:\s*(?:gr[ae]y|#(?:[6-9a]{3}|[6-9a]{6})\b|rgb\(\s*(1[0-5]\d)\s*,\s*\1\s*,\s*\1\s*\))",
    re.I,
)


def captions_under(
    candidates: Mapping[int, int], lines: Sequence[Line], alternatives: Mapping[int, str], taken: Collection[int]
) -> dict[int, int]:
    """The candidates that are captions.

    Args:
        candidates: By the number of a picture without a caption the index of the line right under it.
        lines: All lines of the page.
        alternatives: By the number of a picture its alternative text, folded.
        taken: The indexes of lines that are captions already.
    """
    near = {number: index for number, index in candidates.items() if _may_be(lines[index])}
    if not near:
        return {}
    under = frozenset({*near.values(), *taken})
    found = {
        number: index
        for number, index in near.items()
        if _points(lines[index].text) or _repeats(lines[index].text, alternatives.get(number))
    }
    for look, least in ((_is_centred_line, 1), (_is_small_line, 1), (_is_italic, 2)):
        found |= _set_apart(near, lines, under, look, least)
    bold = _set_apart(near, lines, under, _is_bold_sentence, 1)
    found |= {number: index for number, index in bold.items() if _follows(index, lines)}
    return found | _habit({number: index for number, index in candidates.items() if number not in found}, near, lines)


def _may_be(line: Line) -> bool:
    if line.level is not None or line.kind != "paragraph" or line.link_share > MOST_LINKED:
        return False
    if (line.own | line.box.own | (line.box.parent.own if line.box.parent else 0)) & (BYLINE | DATE):
        return False
    if line.text[0] in FOOTNOTES:
        return False
    return breadth(line.text) <= LONGEST and not is_counter(line.text) and not is_button(line.text)


def _follows(index: int, lines: Sequence[Line]) -> bool:
    """Whether copy stands before a line in its container: what is bold at the head of a story is its opening."""
    box = _container(lines[index].box)
    return any(
        _container(line.box) is box and len(line.text) > LONGEST_HABIT for line in lines[max(index - 4, 0) : index]
    )


def _points(text: str) -> bool:
    return text[0] in POINTERS or text.casefold().startswith(OPENINGS)


def _repeats(text: str, alternative: str | None) -> bool:
    """Whether a line is the alternative text of the picture above it, and no mere name."""
    telling = text[-1] in STOPS or len(text.split()) >= LEAST_WORDS or breadth(text) > 2 * len(text)
    return telling and bool(alternative) and fold_caption(text) == alternative


def _set_apart(
    near: Mapping[int, int], lines: Sequence[Line], under: Collection[int], look: Callable[[Line], bool], least: int
) -> dict[int, int]:
    """The candidates that are set in one way, where lines that stand under no picture are not."""
    alike = {number: index for number, index in near.items() if look(lines[index])}
    if len(alike) < least:
        return {}
    containers = {id(_container(lines[index].box)) for index in alike.values()}
    around = ((line, id(_container(line.box))) for at, line in enumerate(lines) if at not in under)
    others = Counter(box for line, box in around if box in containers and look(line))
    return {
        number: index
        for number, index in alike.items()
        if others[id(_container(lines[index].box))] <= (0 if _is_bold(lines[index]) else len(alike) - 1)
    }


def _container(box: Box) -> Box:
    return box.parent or box


def _habit(candidates: Mapping[int, int], near: Mapping[int, int], lines: Sequence[Line]) -> dict[int, int]:
    """The candidates where nearly every picture beside them has a short sentence under it, and the copy is longer."""
    short = {number: index for number, index in candidates.items() if number in near and _is_short(lines[index])}
    containers = {id(_container(lines[index].box)) for index in short.values()}
    lone = sum(id(_container(lines[index].box)) in containers for index in candidates.values())
    if len(short) < HABIT or len(short) * MOST_WITHOUT < lone * (MOST_WITHOUT - 1):
        return {}
    under = frozenset(short.values())
    copy = [
        breadth(line.text)
        for at, line in enumerate(lines)
        if at not in under and id(_container(line.box)) in containers
    ]
    usual = median(breadth(lines[index].text) for index in under)
    return short if copy and median(copy) >= TIMES_LONGER * usual else {}


def _is_short(line: Line) -> bool:
    return breadth(line.text) <= LONGEST_HABIT and line.text[-1] in STOPS and not _is_bold(line)


def _is_bold(line: Line) -> bool:
    return line.strong * 10 >= len(line.text.replace(" ", "")) * 9 and not _is_italic(line)


def _is_bold_sentence(line: Line) -> bool:
    """Whether a line is one short sentence in bold with its full stop, which subheads lack."""
    return breadth(line.text) <= LONGEST_HABIT and line.text[-1] in ".。" and _is_bold(line)


def _is_italic(line: Line) -> bool:
    tags = {mark[0] for mark in line.markup or () if not isinstance(mark, str)}
    return (
        line.strong * 10 >= len(line.text.replace(" ", "")) * 9
        and bool(tags & {"em", "i"})
        and not tags & {"b", "strong"}
    )


def _is_centred_line(line: Line) -> bool:
    return is_centred(line.box.element)


def is_centred(element: _Element) -> bool:
    """Whether the nearest setting around an element is the middle."""
    node: _Element | None = element
    for _ in range(LEVELS):
        if node is None or node.tag in ("body", "article", "main", "td"):
            return False
        aligned = _alignment(node)
        if aligned is not None:
            return aligned
        node = node.getparent()
    return False


def _alignment(element: _Element) -> bool | None:
    """Whether an element centres what it holds; None where it doesn't say."""
    style = element.get("style")
    said = _ALIGNED.search(style[:500]) if style else None
    if said:
        return said[1].lower() == "center"
    aligned = element.get("align")
    if aligned:
        return aligned.lower() == "center"
    name = element.get("class")
    return True if element.tag == "center" or (name and _CENTRED.intersection(name.split())) else None


def _is_small_line(line: Line) -> bool:
    """Whether all of a line is in small or grey print."""
    element = line.box.element
    node: _Element | None = element
    for _ in range(LEVELS):
        if node is None:
            return False
        if node.tag == "small" or (node.tag == "font" and node.get("size") in ("1", "2", "-1", "-2")):
            return True
        style = node.get("style")
        if style and _SMALL.search(style[:500]):
            return True
        node = (
            next((child for child in islice(node, 3) if child.tag not in ("br", "img")), None)
            if not (node.text or "").strip()
            else None
        )
    return False
