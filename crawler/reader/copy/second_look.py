"""What the model's first word on a page teaches of the page itself, and rules that no count of pages would teach it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from crawler.reader import hints
from crawler.reader.lines import Box, Line

Path = tuple[str, str, str, str]

# Log odds. A shape that is copy for sure, or surely none, decides where the model is in doubt, and not against it.
FROM_TWINS = 1.0
# How many lines of one shape make it known.
ENOUGH_TWINS = 3
QUOTED_POST = 2.0
FEW_WORDS = 3
"""Spaces. Shorter linked lines are names and places as often as headlines."""
LEAST_BELOW = 0.2
"""The share of the copy below the headline from which what stands above is none: the headline is the right one."""
LONGEST_TEASER = 500
"""Characters under a linked heading, in a box of its own. Sections of stories are longer, by far the most."""
TEASER_DEPTH = 5
"""Boxes from a teaser's text to the one around all of it."""


def learn_from_twins(lines: Sequence[Line], odds: Sequence[float], prose: Sequence[bool]) -> list[float]:
    """The odds, those of each line moved towards what the page's lines of the same shape have.

    A shape is tag and class of a line's box and of the box around it; a publisher sets all paragraphs of a story in
    one, and teasers in another, wherever on the page they stand. Only names tell: shapes without a class say nothing.

    Args:
        lines: The page's.
        odds: The model's log odds for each.
        prose: Whether each is running text; headings learn from headings.
    """
    known: dict[tuple[Path, bool], list[float]] = {}
    shapes = [(_path(line.box), running) for line, running in zip(lines, prose, strict=True)]
    for shape, odd in zip(shapes, odds, strict=True):
        known.setdefault(shape, []).append(max(-3.0, min(3.0, odd)))
    means = {
        shape: sum(values) / len(values)
        for shape, values in known.items()
        if len(values) >= ENOUGH_TWINS and (shape[0][1] or shape[0][3])
    }
    return [odd + FROM_TWINS * means.get(shape, 0.0) / 3.0 for shape, odd in zip(shapes, odds, strict=True)]


def _path(box: Box) -> Path:
    parent = box.parent or box
    return box.tag, box.name, parent.tag, parent.name


def keep_quoted_posts(lines: Sequence[Line], odds: Sequence[float], inside: Sequence[bool]) -> list[float]:
    """The odds, raised for posts of social networks that the story quotes: in its main box, as quotations."""
    return [
        max(odd, QUOTED_POST) if within and line.box.kind == "blockquote" and line.box.hints & hints.EMBED else odd
        for line, odd, within in zip(lines, odds, inside, strict=True)
    ]


def is_link(line: Line) -> bool:
    """Whether a line is one link that stands among paragraphs: another story's headline, not a word of this one.

    What stands in a list or a table may be linked throughout and be copy: a list of films, each with its page.
    """
    return (
        line.linked * 10 >= 9 * len(line.text)
        and line.text.count(" ") >= FEW_WORDS
        and line.box.kind not in ("li", "dt", "dd")
        and line.kind != "table"
    )


def strike_teasers(lines: Sequence[Line], kept: Sequence[bool]) -> list[bool]:
    """What is kept, without the text that stands in a small box of its own with a linked heading.

    That is how pages set other stories between the paragraphs of one. A section of the story under a linked heading (a
    list of films, each with its page) holds more than a teaser does, or stands in the story's own box.
    """
    heads = [line.box for line in lines if line.level is not None and is_link(line)]
    if not heads:
        return list(kept)
    held: Counter[Box] = Counter()
    for line, is_kept in zip(lines, kept, strict=True):
        box: Box | None = line.box if is_kept else None
        while box is not None:
            held[box] += len(line.text)
            box = box.parent
    most = min(LONGEST_TEASER, sum(len(line.text) for line, is_kept in zip(lines, kept, strict=True) if is_kept) // 4)
    teasers = {_teaser_around(box, held, most) for box in heads}
    return [
        is_kept and not any(box in teasers for box in boxes_around(line.box, TEASER_DEPTH))
        for line, is_kept in zip(lines, kept, strict=True)
    ]


def _teaser_around(box: Box, held: Counter[Box], most: int) -> Box:
    """The widest box around a heading that holds no more copy than a teaser has."""
    widest = box
    for around in boxes_around(box, TEASER_DEPTH):
        if held[around] > most:
            break
        widest = around
    return widest


def boxes_around(box: Box, steps: int) -> Iterator[Box]:
    """A box and those around it, so many in all."""
    around: Box | None = box
    while around is not None and steps:
        yield around
        around, steps = around.parent, steps - 1


def strike_above(lines: Sequence[Line], kept: Sequence[bool], inside: Sequence[bool], head: int | None) -> list[bool]:
    """What is kept, without what stands above the headline and out of the main box, where the copy goes on below."""
    if head is None:
        return list(kept)
    below = sum(len(line.text) for line, is_kept in zip(lines[head:], kept[head:], strict=True) if is_kept)
    total = sum(len(line.text) for line, is_kept in zip(lines, kept, strict=True) if is_kept)
    if below < LEAST_BELOW * total:
        return list(kept)
    return [is_kept and (index >= head or inside[index]) for index, is_kept in enumerate(kept)]
