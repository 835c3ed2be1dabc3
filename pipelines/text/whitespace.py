"""Tidy text: the one definition of white space, composed form and invisible letters."""

from unicodedata import is_normalized, normalize

# U+200B zero width space, U+FEFF byte order mark, U+2060 word joiner, U+00AD soft hyphen: marks of typesetting
# and of copying, not of the language. U+200C and U+200D stay: Persian, Hindi and emoji are spelt with them.
INVISIBLE = "\u200b\ufeff\u2060\u00ad"


def tidy(text: str) -> str:
    r"""Text in NFC, invisible letters dropped, every run of white space one space, ends stripped.

    Args:
        text: Any string; NBSP, U+202F and U+3000 count as white space.

    Returns:
        The tidy string, ``""`` where nothing visible is left. Quotes, dashes and case stay as printed.

    >>> tidy(" So\u00adfia\u00a0 said:\n “no” ")
    'Sofia said: “no”'
    """
    if not text.isascii():
        for letter in INVISIBLE:  # four searches; str.translate looks at every letter and costs a hundred times as much
            if letter in text:
                text = text.replace(letter, "")
        if not is_normalized("NFC", text):
            text = normalize("NFC", text)
    return " ".join(text.split())


def tidy_or_none(text: str | None) -> str | None:
    """As ``tidy``, with nothing left as ``None``: what a field of the Article holds."""
    return (tidy(text) or None) if text else None
