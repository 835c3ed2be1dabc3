"""The headings that a reader sees, each whole however many lines it is set in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.reader.hints import (
    ADVERT,
    CHROME,
    COMMENTS,
    CONSENT,
    HEADLINE,
    PROMPT,
    RELATED,
    SHARE,
    SIDE,
    UNSEEN,
)
from crawler.reader.lines import Box, Line, Lines
from pipelines.text.whitespace import tidy

OUTSIDE = RELATED | COMMENTS | CONSENT | PROMPT | ADVERT | SIDE | SHARE | UNSEEN
LONGEST = 300  # characters; a headline of more is a paragraph
NEAR = 3  # boxes
WHOLE = frozenset({"article", "main", "body"})
LOWEST = 3  # level; blogs set the story's title as h3 below the site's and the day's
TAIL = 24  # characters at a title's end that no other line has by chance
SHORTEST = 8  # characters of what is left of a heading without its kicker

_FRONT = re.compile(r"(?:https?:)?//[^/?#]+/?|/|\./|(?:/|\./)?index\.(?:html?|php)", re.IGNORECASE)
# By the names that papers give it, in English, German ("dachzeile"), French ("surtitre"), Spanish and Italian.
_KICKER = re.compile(
    r"kicker|overline|topline|roofline|dachzeile|spitzmarke|eyebrow|sur-?titre|ante-?titulo|volanta|occhiello|"
    r"headline-intro|headline__?(?:prefix|top|label)|title-?prefix",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading, or a line that is named as one.

    Attributes:
        text: Its lines with a space between.
        lines: ``Line.at`` of each.
        level: 1 to 3; 4 for a lower one, and for a line that only its name makes a heading.
        named: Whether the page's own names call it a headline.
        outside: Whether names around it say that it is no story's: related, comments, prompts.
        chrome: Whether it stands in a header, footer or menu.
        trail: Whether it is the last step of a trail of sections, which repeats the headline or shortens it.
        linked: The share of it that is a link.
        front: Whether it leads to the site's front page, and so is the site's name.
        kicker: The words before it that an element named so sets apart; None where there are none.
        box: The heading element.
    """

    text: str
    lines: tuple[int, ...]
    level: int
    named: bool
    outside: bool
    chrome: bool
    trail: bool
    linked: float
    front: bool = False
    kicker: str | None = None
    box: Box | None = None

    @property
    def source(self) -> str:
        """What to call it: "page h1"."""
        return f"page h{self.level}" if self.level <= LOWEST else "page line"


def headings(lines: Lines, titles: frozenset[str]) -> tuple[Heading, ...]:
    """The page's headings in reading order.

    Args:
        lines: The page.
        titles: What the page calls its story out of sight: a line that says the same, or ends with it, is a heading,
            whatever its form.
    """
    tails = frozenset(title[-TAIL:] for title in titles if len(title) > TAIL)
    return tuple(map(_heading, _runs(lines, titles, tails)))


def _runs(lines: Lines, titles: frozenset[str], tails: frozenset[str]) -> Iterator[list[Line]]:
    run: list[Line] = []
    top: Box | None = None
    for line in lines.lines:
        level = line.level
        said = line.text in titles or line.text[-TAIL:] in tails
        if level is None and not said and not (line.own | line.box.own) & HEADLINE:
            if run:
                yield run
                run, top = [], None
            continue  # nearly every line of a page
        if level is not None and (level <= 2 or (level <= LOWEST and (said or _is_named(line)))):
            box = _heading_box(line.box)
            if run and box is top:
                run.append(line)
                continue
            if run:
                yield run
            run, top = [line], box
            continue
        if run:
            yield run
            run, top = [], None
        if (said and len(line.text) < LONGEST) or _is_named(line):
            yield [line]
    if run:
        yield run


def _is_named(line: Line) -> bool:
    """Whether a line is called a headline by the names of its elements."""
    return bool((line.own | line.box.own) & HEADLINE and 8 < len(line.text) < LONGEST)


def _heading_box(box: Box) -> Box:
    """The heading element itself, from a box inside it."""
    while box.parent is not None and box.parent.kind == box.kind:
        box = box.parent
    return box


def _around(box: Box) -> int:
    """What the boxes close around a heading say; those of the whole page ("has-sidebar") say nothing of it."""
    found = box.own
    for _ in range(NEAR):
        parent = box.parent
        if parent is None or parent.tag in WHOLE or parent.parent is None:
            break
        box = parent
        found |= box.own
    return found


def _heading(run: list[Line]) -> Heading:
    first = run[0]
    around = _around(first.box)
    return Heading(
        text=" ".join(line.text for line in run)[:LONGEST],
        lines=tuple(line.at for line in run),
        level=min(first.level or 4, 4),
        named=bool((first.own | first.box.own) & HEADLINE) or first.box.element.get("itemprop") == "headline",
        outside=bool(around & OUTSIDE),
        chrome=bool(around & CHROME),
        trail=_is_step(first.box),
        linked=first.link_share,
        front=first.link_share > 0.5 and _leads_to_front(first),
        kicker=_kicker(first) if first.level else None,
        box=_heading_box(first.box),
    )


def _is_step(box: Box) -> bool:
    parent: Box | None = box
    for _ in range(NEAR):
        if parent is None:
            return False
        if parent.tag == "nav" or "crumb" in parent.name.lower():
            return True
        parent = parent.parent
    return False


def _leads_to_front(line: Line) -> bool:
    """Whether a line's link is the site's own first page: "/", "https://example.com"."""
    marks = (mark for mark in line.markup or () if not isinstance(mark, str))
    return any(tag == "a" and _FRONT.fullmatch(value) for tag, _, value in marks)


def _kicker(line: Line) -> str | None:
    """What the first element of a heading says, where its name is a kicker's and more follows."""
    box = _heading_box(line.box).element
    first = next(iter(box), None)
    if first is None or (box.text or "").strip() or not _KICKER.search(first.get("class") or ""):
        return None
    text = tidy("".join(map(str, first.itertext())))
    return text if text and len(text) + SHORTEST < len(tidy("".join(map(str, box.itertext())))) else None
