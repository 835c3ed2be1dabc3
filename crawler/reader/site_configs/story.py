"""Which elements hold the copy, by a site config's ``body``."""

from collections.abc import Container, Mapping

from lxml.etree import _Element

from crawler.reader.lines import Box, Lines
from crawler.reader.site_configs.config import SiteConfig
from crawler.reader.site_configs.finding import Asked, is_within, outermost
from pipelines.text.inline import plain_text

FRAME = frozenset({"html", "head"})


def find_stories(asked: Asked, config: SiteConfig, struck: Mapping[_Element, str]) -> tuple[_Element, ...]:
    """The elements that hold the copy.

    Args:
        asked: The page.
        config: Its ``body`` expressions are tried in their order; the first that finds something counts.
        struck: What is no copy; an element within it is none either.

    Returns:
        Elements with text, none within another; empty where no expression finds any. Where all that is found is
        struck, as by a string that the page's frame happens to carry, what is found counts, and the strike does not.
    """
    fallback: tuple[_Element, ...] = ()
    for expression in config.body:
        found = outermost([one for one in asked.elements(expression) if one.tag not in FRAME])
        candidates = tuple(one for one in found if plain_text(one))
        known: dict[_Element, bool] = {}
        free = tuple(one for one in candidates if one not in struck and not is_within(one, struck, known))
        if free:
            return free
        fallback = fallback or candidates
    return fallback


def lines_within(lines: Lines, elements: Container[_Element]) -> frozenset[int]:
    """The lines (``Line.at``) that stand in one of the elements."""
    known: dict[Box, bool] = {}
    return frozenset(line.at for line in lines.lines if _is_box_within(line.box, elements, known))


def _is_box_within(box: Box, elements: Container[_Element], known: dict[Box, bool]) -> bool:
    """Whether a box is one of the elements or stands in one. ``known`` grows: no box is asked twice."""
    way: list[Box] = []
    within, at = False, box
    while at not in known:
        way.append(at)
        if at.element in elements:
            within = True
            break
        if at.parent is None:
            break
        at = at.parent
    else:
        within = known[at]
    known.update(dict.fromkeys(way, within))
    return within
