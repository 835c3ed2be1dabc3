"""Tidy text: the one definition of white space, composed form and invisible letters."""

from unicodedata import is_normalized, normalize

import re2

# U+200B zero width space, U+FEFF byte order mark, U+2060 word joiner, U+00AD soft hyphen: marks of typesetting
# and of copying, not of the language. U+200C and U+200D stay: Persian, Hindi and emoji are spelt with them.
INVISIBLE = "\u200b\ufeff\u2060\u00ad"

# Characters that no page shows and no XML holds: controls (white space apart: TAB to CR, U+001C to U+001F, U+0085),
# and two that are none. An ESC in a headline would command the terminal that shows it.
_CONTROLS = re2.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x{84}\x{86}-\x{9f}\x{fffe}\x{ffff}]+")

# Composing puts a letter's marks in order, in quadratic time: a megabyte of nothing but marks takes minutes. So a
# joiner parts long rows, as Unicode's Stream-Safe Text Format has it (UAX #15, 13); no language comes near thirty.
MOST_MARKS = 30
JOINER = "\u034f"
SHORT = 500  # letters; composing so many is nothing, whatever they are
_MARKS = re2.compile(rf"[^\PM{JOINER}]{{{MOST_MARKS + 1},}}")


def tidy(text: str) -> str:
    r"""Text in NFC, invisible letters and controls dropped, every run of white space one space, ends stripped.

    Args:
        text: Any string; NBSP, U+202F and U+3000 count as white space.

    Returns:
        The tidy string, ``""`` where nothing visible is left. Quotes, dashes and case stay as printed.

    >>> tidy(" So\u00adfia\u00a0 said:\n “no” ")
    'Sofia said: “no”'
    """
    if not text.isprintable():  # quick, and so it is of nearly all text but for line breaks
        text = " ".join(text.split())
        if not text.isprintable():
            text = _CONTROLS.sub("", text)
    if not text.isascii():
        for letter in INVISIBLE:  # four searches; str.translate looks at every letter and costs a hundred times as much
            if letter in text:
                text = text.replace(letter, "")
        if len(text) > SHORT:
            text = _MARKS.sub(_part_marks, text)
        if not is_normalized("NFC", text):
            text = normalize("NFC", text)
    text = text.strip(" ")  # no other white space is left
    return " ".join(text.split()) if "  " in text else text


def _part_marks(row: "re2._Match[str]") -> str:
    """A row of marks, one letter's, with a joiner after every thirty."""
    marks = "".join(normalize("NFD", mark) for mark in row.group())
    return JOINER.join(marks[at : at + MOST_MARKS] for at in range(0, len(marks), MOST_MARKS))


def tidy_or_none(text: str | None) -> str | None:
    """As ``tidy``, with nothing left as ``None``: what a field of the Article holds."""
    return (tidy(text) or None) if text else None
