"""Levelling: the form in which lines are compared with rules, so that typography decides nothing.

The copy itself keeps its quotes and dashes; only what is compared is levelled.
"""

from pipelines.text.whitespace import tidy

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
_LEVEL = {ord(letter): plain for plain, letters in _ALIKE.items() for letter in letters}

# What pages hang before and after a line to point at it: bullets, arrows, stars, rules.
_POINTERS = " •·▪■□●○◆▶►▷▸→⇒➡➔☞↓↑←◀◄▼▲👉*|>›»<‹~_"
# Around a line that is compared whole, brackets and dashes are as idle: "[Advertisement]", "- Advertisement -".
_FRAME = _POINTERS + '-()[]【】〔〕「」『』《》〈〉":+'


def level(text: str) -> str:
    """Text with quotes straight, dashes short, ellipses as three stops, full-width marks plain, white space tidy.

    >>> level("Don’t miss：  more… —")
    "Don't miss: more... -"
    """
    return tidy(text if text.isascii() else text.translate(_LEVEL))


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
    levelled = bare(text)
    return (levelled.strip(_FRAME) or levelled).casefold()
