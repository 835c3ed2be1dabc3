"""Tags with more attributes than the parser can take: libxml2 walks along all of an element's for each one it adds.

Measured with the 2.14 that lxml 6.1 brings: an attribute takes 0.5 µs where its tag has a hundred others, 2 where it
has 1,000, 27 where it has 10,000. A megabyte of them in one tag takes 45 s, and can't be stopped half-way. So the
markup is asked first: 0.4 ms for a page of 190 kB, whose tree takes 1.8. It has to be cut into tags as the parser cuts
it, or a tag could hide behind a quote: that is HTML's own way, but for ``<script/>``, which is empty.
tests/test_crowded_tags.py holds the two against each other.
"""

import sys
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING or sys.version_info >= (3, 11, 5):
    import re
else:
    # There ``re`` errs where a possessive group holds choices (python/cpython#106052). This one takes twice as long.
    import regex as re

# Real tags carry up to fifty. A page made of nothing but tags with a thousand each takes the parser 0.4 s a megabyte.
MOST_ATTRIBUTES = 1000


def _any_case(name: str) -> str:
    """A tag's name in capitals or not. ``re.IGNORECASE`` takes "ſ" for an s, and is slow where a name does not fit."""
    return "".join(f"[{letter}{letter.upper()}]" for letter in name) + r"(?=[ \t\n\f\r/>])"


# Possessive throughout: what was read once is not read again, so the time is linear whatever the page says.
_SPACE = r"[ \t\n\f\r]"
_VALUE = r"""(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^ \t\n\f\r>"'][^ \t\n\f\r>]*+)"""
_ATTRIBUTE = rf"[ \t\n\f\r/]*+[^ \t\n\f\r/>][^ \t\n\f\r/>=]*+(?:{_SPACE}*+={_SPACE}*+{_VALUE}?+)?+"
_COMMENT = r"!--(?:-?>|[^-]*+(?:-(?!-!?>)[^-]*+)*+(?:--!?>|\Z))"
# "<!doctype", "<![CDATA[", "<?php", "</ ": all of them end at the first ">".
_NO_TAG = r"(?:[!?]|/(?![a-zA-Z]))[^>]*+"

# Behind these tags all is text until they are closed, whatever it looks like: scripts are full of "<". In a comment in
# a script, another script may be opened and closed without closing it.
_OPENED, _CLOSED = f"<{_any_case('script')}", f"</{_any_case('script')}"
_WRITTEN = rf"{_OPENED}(?:[^<>]++|>(?<!-->)|(?!{_CLOSED})<)*+(?:{_CLOSED})?+"
_HIDDEN = rf"<!--(?:[^<>]++|>(?<!-->)|(?!{_CLOSED}|{_OPENED})<|{_WRITTEN})*+>?+"
_TEXTS = {
    "script": rf"(?:[^<]++|{_HIDDEN}|(?!{_CLOSED}|<!--)<)*+",
    "plaintext": r"(?s:.*+)",
    **{
        name: rf"[^<]*+(?:<(?!/{_any_case(name)})[^<]*+)*+"
        for name in ("style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
    },
}


@cache
def _piece(most: int) -> re.Pattern[str]:
    """One tag, comment or the like with the text before it; none where a tag has more than ``most`` attributes."""
    inside = rf"(?:{_ATTRIBUTE}){{0,{most}}}+(?:/*+{_SPACE}++)*+"
    parts = (
        *(rf"{_any_case(name)}{inside}(?:/++>|>{text}|\Z)" for name, text in _TEXTS.items()),
        _COMMENT,
        _NO_TAG,
        rf"/?[a-zA-Z][^ \t\n\f\r/>]*+{inside}/*+(?:>|\Z)",
        "(?![a-zA-Z/!?])",
    )
    return re.compile(rf"[^<]*+(?:<(?:{'|'.join(parts)})|\Z)")


@cache
def _plain(most: int) -> re.Pattern[str]:
    """Nine pieces of ten by a quicker way: tags with few attributes, since they are short and each takes two letters.

    Without single quotes such a tag does end at its first ">": the double quote before it can't have begun a value,
    for no "=" stands before that.
    """
    no_text = "(?![sS][cCtT]|[tT][eEiI]|[xX][mM]|[iI][fF]|[nN][oO]|[pP][lL])"
    last = "|".join(rf"""(?<=[^= \t\n\f\r]"{tail})""" for tail in ("", "/", " /", " "))
    return re.compile(rf"(?:[^<]*+<{no_text}(?:/?[a-zA-Z][a-zA-Z0-9]*+>|[a-zA-Z][^>]{{0,{2 * most}}}+(?:{last})>))*+")


def has_crowded_tag(markup: str, most: int = MOST_ATTRIBUTES) -> bool:
    """Whether some tag has more than ``most`` attributes, the same one given twice counted twice.

    Args:
        markup: A page as the parser is given it, however broken; its time is linear.
        most: How many are borne.

    >>> has_crowded_tag("<p hidden>" * 2000), has_crowded_tag("<p " + "hidden " * 2000)
    (False, True)
    """
    plain, piece = _plain(most).match, _piece(most).match
    at, quote, end = 0, -1, len(markup)
    while at < end:
        if quote < at:
            quote = markup.find("'", at) % (end + 1)  # the end where there is none
        passed = plain(markup, at, quote)
        one = piece(markup, passed.end() if passed else at)
        if one is None:
            return True
        at = one.end()
    return False
