"""A headline as a listing prints it, made plain text."""

from html import unescape

import re2

from pipelines.text.whitespace import tidy_or_none

# Ten times a long headline. What is longer is a summary or a whole page in the wrong element.
LONGEST_HEADLINE = 1000

LONGEST_SIGNATURE = 120  # characters: two or three names and a publisher

_TAG = re2.compile(r"(?i)</?[a-z][^<>]*>|<!--[^<>]*-->")


def headline(printed: str | None, *, escaped: bool = True) -> str | None:
    """One line of plain text, tidy.

    Args:
        printed: As the listing has it.
        escaped: Whether it may be HTML in a text's clothes, as RSS has it: "Q&amp;amp;A", "&lt;b&gt;No&lt;/b&gt;".

    Returns:
        None where nothing is left, or more than ``LONGEST_HEADLINE`` letters are.

    >>> headline("<b>Q&amp;A</b>:  who pays?")
    'Q&A: who pays?'
    """
    if not printed or len(printed) > 4 * LONGEST_HEADLINE:
        return None
    if escaped and ("<" in printed or "&" in printed):
        printed = unescape(_TAG.sub("", printed))
    text = tidy_or_none(printed)
    return text if text and len(text) <= LONGEST_HEADLINE else None


def name_or_none(printed: str | None) -> str | None:
    """A publisher's or a section's name, as ``headline``; None where an address stands in its place."""
    name = headline(printed)
    return None if name is None or name.startswith(("http://", "https://")) else name


def signed(printed: str | None) -> tuple[str | None, str | None]:
    """A headline that ends in its source, parted: the headline, and the publisher.

    Args:
        printed: "Ferry returns (Ann Lee/The Harbour Post)", "Ferry returns (harbour.example)", or without.

    Returns:
        The headline without the brackets, and what follows the last slash in them; None where there are none, or they
        hold more than a name: a remark in brackets is part of a headline.

    >>> signed("Ferry returns (Ann Lee/The Harbour Post)")
    ('Ferry returns', 'The Harbour Post')
    """
    if printed is None or not printed.endswith(")"):
        return printed, None
    text, _, within = printed[:-1].rpartition("(")
    publisher = within.rpartition("/")[2].strip()
    is_name = "/" in within or (" " not in within and "." in within)
    has_letters = any(map(str.isalpha, publisher))  # "(part 1/2)" names nobody
    if not is_name or not has_letters or not text.strip() or len(within) > LONGEST_SIGNATURE:
        return printed, None
    return text.strip(), publisher
