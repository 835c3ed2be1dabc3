"""Plain strings replaced in a page's markup before it is parsed: no patterns, and no page grows without bound."""

from collections.abc import Iterable

import re2

from crawler.page import LARGEST_PAGE
from crawler.reader.site_configs.config import Replacement

# What hides matter from a reader, and what marks a wall. A string that takes such a thing away shows what the page
# does not show, or hides from the desk that there is a wall.
_HIDES = re2.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden|\shidden(?:[\s=>]|$)")
_WALL = re2.compile(r"(?i)pay-?wall|reg-?wall|isaccessibleforfree|metered")

MOST_GROWTH = 2
"""How many times longer a page may become: strings are put in the place of others of about their length."""
ROOM = 65_536  # characters that any page may grow by


def reason_to_refuse_replacement(replacement: Replacement) -> str | None:
    """Why a replacement is not made on any page, or None where it is."""
    if _HIDES.search(replacement.find) and not _HIDES.search(replacement.replace):
        return "it would show what the page does not show its readers"
    if _WALL.search(replacement.find):
        return "it would take away the mark of a wall"
    return None


def replace_strings(markup: str, replacements: Iterable[Replacement]) -> str:
    """The markup with each string replaced, one after the other, wherever it stands.

    Args:
        markup: The page's.
        replacements: In their order; each sees what those before it made.

    Returns:
        The same string where nothing was found. A replacement that would make the page longer than ``MOST_GROWTH``
        times (and ``ROOM``) what it was, or than a page may be, is left out.
    """
    most = min(len(markup) * MOST_GROWTH + ROOM, max(LARGEST_PAGE, len(markup)))
    for one in replacements:
        longer = len(one.replace) - len(one.find)
        times = markup.count(one.find)
        if times and len(markup) + times * longer <= most:
            markup = markup.replace(one.find, one.replace)
    return markup
