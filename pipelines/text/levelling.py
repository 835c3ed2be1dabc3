"""Levelling: the form in which lines are compared with rules, so that typography decides nothing.

The copy itself keeps its quotes and dashes; only what is compared is levelled. Every text here is tidy already.
"""

import re
from functools import lru_cache

_ALIKE = {
    "'": "‘’‚‛ʼ´`＇",
    '"': "“”„‟«»＂",
    "-": "‐‑‒–—―−－",
    ":": "：",
    "(": "（",
    ")": "）",
    "!": "！",
    "?": "？",
    "|": "｜",
    "/": "／",
    "=": "＝",
    "...": "…",
}
# Found first and replaced one by one: over a paragraph that is a tenth of what str.translate takes.
_PLAIN = {letter: plain for plain, letters in _ALIKE.items() for letter in letters}
_UNLEVEL = re.compile(f"[{''.join(map(re.escape, _PLAIN))}]")

# What pages hang before and after a line to point at it: bullets, arrows, stars, rules.
_POINTERS = " •·▪■□●○◆▶►▷▸→⇒➡➔☞➡👇📲🔴📷📸🎥🔗📰📩🚨⚡\ufe0f↓↑←◀◄▼▲👉*|>›»<‹~_"
# Around a line that is compared whole, brackets and dashes are as idle: "[Advertisement]", "- Advertisement -".
_FRAME = _POINTERS + '-()[]【】〔〕「」『』《》〈〉":+'


def level(text: str) -> str:
    """Tidy text with quotes straight, dashes short, ellipses as three stops, full-width marks plain.

    >>> level("Don’t miss：more… —")
    "Don't miss:more... -"
    """
    if not text.isascii():
        for letter in set(_UNLEVEL.findall(text)):
            text = text.replace(letter, _PLAIN[letter])
    return text


@lru_cache(maxsize=1024)  # a page's lines are asked about up to three times: at their place, and at the end
def bare(text: str) -> str:
    """A line as patterns see it: levelled, without bullets and arrows at its ends; a line of nothing else stays whole.

    >>> bare("• Read more: The ferry that never left »")
    'Read more: The ferry that never left'
    >>> bare("___")
    '___'
    """
    return level(text.strip(_POINTERS)) or level(text)


def fold(text: str) -> str:
    """The key under which a whole line is looked up: levelled, without its frame, case folded.

    >>> fold("— ADVERTISEMENT —") == fold("[Advertisement]") == "advertisement"
    True
    """
    return fold_bare(bare(text))


def fold_bare(line: str) -> str:
    """As ``fold``, of a line that is ``bare`` already."""
    return (line.strip(_FRAME) or line).casefold()
