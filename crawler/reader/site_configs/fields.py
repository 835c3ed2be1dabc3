"""The fields that a site config names: headline, byline and date, as the page prints them."""

from collections.abc import Collection, Container, Iterable
from dataclasses import replace
from typing import Any

from lxml.etree import _Element

from crawler.reader.choice import Candidate, Choice
from crawler.reader.lines import Lines
from crawler.reader.site_configs.config import SiteConfig
from crawler.reader.site_configs.expressions import Expression
from crawler.reader.site_configs.finding import Asked
from crawler.reader.site_configs.story import lines_within
from pipelines.text.inline import visible_text
from pipelines.text.tags import BLOCK_LEVEL
from pipelines.text.tree import around
from pipelines.text.whitespace import tidy_or_none

FIELDS = {"headline": "title", "byline": "author", "published": "date"}
"""The article's fields by the directives that name them."""
LONGEST = 1000  # letters; what is longer is no headline, no name and no date, but a part of the page
SAYS = {"meta": "content", "time": "datetime"}  # the attribute in which an element says it exactly
JOINTS = " :|·,–—-"
AROUND = 40  # letters that a line may have beside the field it shows: "By", "Published on", a role
MOST_AUTHORS = 20  # more of them are a list of something else


def own_choices(
    asked: Asked, config: SiteConfig, lines: Lines, stories: Collection[_Element]
) -> dict[str, Choice | None]:
    """What the config says of each field.

    Args:
        asked: The page.
        config: What it says.
        lines: The page's.
        stories: The elements that hold the copy: none of them, and nothing around one, is a field.

    Returns:
        By the article's names; None for a field that the config does not name, or does not find and leaves to the
        general reader. Where it says ``autodetect_on_failure: no``, one that it does not find is an empty choice.
    """
    barred = around(stories) | set(stories)
    chosen: dict[str, Choice | None] = {}
    for field, directive in FIELDS.items():
        expressions: tuple[Expression, ...] = getattr(config, directive)
        own = _chosen(asked, expressions, lines, directive, barred)
        chosen[field] = own or (Choice() if expressions and not config.autodetect_on_failure else None)
    return chosen


def joined(own: Choice | None, other: Choice) -> Choice:
    """The config's choice, the general reader's among what lost; the lines that either knows to show the field."""
    if own is None or own.chosen is None:
        return own or other
    lost = [one for one in (other.chosen, *other.lost) if one is not None and one.value != own.value]
    return replace(own, lost=tuple(lost), shown=tuple(dict.fromkeys((*own.shown, *other.shown))))


def _chosen(
    asked: Asked, expressions: Iterable[Expression], lines: Lines, directive: str, barred: Container[_Element]
) -> Choice | None:
    """What the first expression that says something says; of authors all that it finds, with commas between."""
    for expression in expressions:
        found = asked.value(expression)
        parts = [one for one in (found if isinstance(found, list) else [found]) if one not in barred]
        told = [(text, part) for part in parts if (text := _text(part)) is not None]
        told = told[: MOST_AUTHORS if directive == "author" else 1]
        if told:
            value = ", ".join(dict.fromkeys(text for text, _ in told))
            shown = _shown([part for _, part in told], value, lines)
            at = shown[0] if shown else None
            return Choice(Candidate(value, f"site-config {directive}", at), shown=shown)
    return None


def _text(found: Any) -> str | None:
    """The text of what an expression found; None for a number, half a page, and an address, which is no name."""
    text = _said(found) if isinstance(found, _Element) else tidy_or_none(found) if isinstance(found, str) else None
    if text is not None and not isinstance(found, _Element):
        text = text.strip(JOINTS) or None  # put together of parts, of which one was not there
    return None if text is None or len(text) > LONGEST or text.startswith(("http://", "https://")) else text


def _said(element: _Element) -> str | None:
    attribute = SAYS.get(str(element.tag))
    exactly = tidy_or_none(element.get(attribute)) if attribute else None
    return exactly or visible_text(element) or tidy_or_none(element.text)


def _shown(parts: Iterable[Any], value: str, lines: Lines) -> tuple[int, ...]:
    """The lines that show what was found and little more: "By Ann Lee" shows "Ann Lee".

    Args:
        parts: Elements, and attributes of such as show the same in words.
        value: The whole field.
        lines: The page's.
    """
    elements = {element for part in parts if (element := _shower(part)) is not None}
    if not elements:
        return ()
    within = lines_within(lines, elements)
    texts = {_box(element): visible_text(element) for element in elements}
    return tuple(
        line.at
        for line in lines.lines
        if len(line.text) <= len(value) + AROUND
        and (line.at in within or (line.box.element in texts and (texts[line.box.element] or line.text) in line.text))
    )


def _shower(found: Any) -> _Element | None:
    """What shows a thing that was found: the element itself, or the one that carries the attribute, if it is a time."""
    if isinstance(found, _Element):
        return found
    owner = found.getparent() if getattr(found, "is_attribute", False) else None
    return owner if owner is not None and owner.tag == "time" else None


def _box(element: _Element) -> _Element | None:
    """The element of the box around one."""
    return next((above for above in element.iterancestors() if above.tag in BLOCK_LEVEL or above.tag == "body"), None)
