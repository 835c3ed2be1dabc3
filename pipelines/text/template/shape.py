"""The shape of a line: its words with names, numbers, dates and addresses left out.

Two lines of one shape are the same line of furniture with other particulars. What shapes are taken to mean is decided
in ``judgement``.
"""

import re
from collections.abc import Iterator
from unicodedata import category

from pipelines.text.function_words import SPEAKERS
from pipelines.text.levelling import bare
from pipelines.text.vocabulary.calendar import MONTHS, NAMED_MONTHS

# Stands where something was left out. Levelling turns the printed ellipsis into stops, so no line brings its own.
MASK = "…"
# Stands for all that follows a label ("Read more: ⋯").
OPEN = "⋯"

# Letters. Prompts and notes run to some 200; a longer paragraph that comes twice is an agency's background, or a poem.
LONGEST = 240
# A label has at most so many words, and what it opens at least three: "Source: Reuters" is a whole line of its own.
_LABEL_WORDS, _OPENED_WORDS = 4, 3
# A shape speaks for itself where two of its words say something, and two words stand for each thing left out. "… was
# born in … in …" would be half the obituaries of a paper.
_CONTENT_WORDS, _WORDS_A_MASK = 2, 2
_IDLE_WORDS = frozenset(SPEAKERS) | frozenset("this that these those here there had will would can".split())

# Of shapes with six words or more, those that differ in one may be a family; the first two are its own.
_FAMILY_WORDS, _FAMILY_FIXED = 6, 2

# Capitals from Latin to Armenian, and the Latin and Greek ones with rarer marks; other scripts have no case.
_LETTERS = (chr(code) for span in (range(0x41, 0x590), range(0x1E00, 0x2000)) for code in span)
_CAPITAL = "[" + "".join(letter for letter in _LETTERS if category(letter) in ("Lu", "Lt")) + "]"
_MONTH = "|".join(sorted(map(re.escape, MONTHS | NAMED_MONTHS), key=len, reverse=True))
_JOINER = "and|und|et|y|e|i|og|och|en|of|to|de|del|di|da|la|le|von|van|der|the|or|at"
_NAME = rf"{_CAPITAL}(?:\.(?= )|\w*(?:['&.-]\w+)*)"
_DIGIT = "[0-9０-９٠-٩۰-۹]"
_FIGURE = rf"{_DIGIT}+(?:[.,:/-]{_DIGIT}+)*(?:st|nd|rd|th|er|º|ª|%)?(?:\.?(?: de)? (?i:{_MONTH})(?!\w))?"
# Each alternative begins with a set of letters, which lets the search skip what can begin neither.
_PARTICULARS = re.compile(
    rf"{_CAPITAL}(?<!\w{_CAPITAL})(?:\.(?= )|\w*(?:['&.-]\w+)*)(?: (?:(?:{_JOINER}) )?{_NAME})*|{_FIGURE}"
)
_FIGURES = re.compile(_FIGURE)
_RUN = re.compile(rf"{MASK}(?:[ .,;/&|-]{{1,3}}(?:(?:{_JOINER}) )?{MASK})+")
_LETTERS_TWICE = re.compile(r"[^\W\d_]{2}")
_LINK = re.compile(r"(?<!\S)(?:https?://\S+|www\.\S+|@\w+|[^\s@]+@[^\s@]+\.\w+|[\w.-]+\.[a-z]{2,7}(?:/\S*)?)(?!\w)")


def shape(text: str) -> str | None:
    """The shape of one block.

    Args:
        text: The block's text, tidy.

    Returns:
        Its words in lower case, levelled, with ``…`` for each name, number, date or address and ``⋯`` for what a label
        opens; None for a long paragraph and for what has no words. Where too few words would be left to know the line
        by, names stay.

    >>> shape("Sign up to Down to Earth, our weekly climate letter")
    'sign up to …, our weekly climate letter'
    >>> shape("©2023 Chicago Tribune") == shape("© 2024 Echo")
    True
    >>> shape("Read more: The ferry that never left")
    'read more: ⋯'
    >>> shape("Ann Lee was born in Leeds in 1950.")
    'ann lee was born in leeds in ….'
    """
    if len(text) > LONGEST or "\x00" in text:  # which databases refuse
        return None
    line = bare(text)
    if not _LETTERS_TWICE.search(line):
        return None
    if ": " in line and (label := _label(line)):
        return label
    if _may_hold_address(line):
        line = _LINK.sub(MASK, line)
    if not line.isupper():
        masked = _join(_PARTICULARS.sub(MASK, _lower_opening(line)))
        if MASK not in masked or _says_enough(masked):
            return masked
    return _join(_FIGURES.sub(MASK, line))


def _join(masked: str) -> str:
    """One mask for a list of particulars, and all in lower case."""
    if MASK in masked:
        masked = _RUN.sub(MASK, masked).replace(f"© {MASK}", f"©{MASK}")
    return masked.casefold()


def _may_hold_address(line: str) -> bool:
    """Most lines hold none, and then looking closer would be half of the work."""
    return "@" in line or "/" in line or line.count(".") > line.count(". ") + line.endswith(".")


def _label(line: str) -> str | None:
    """The shape of a line that a label opens; None where there is no label."""
    label, _, rest = line.partition(": ")
    if len(label) < 4 or label.count(" ") >= _LABEL_WORDS or rest.count(" ") < _OPENED_WORDS - 1 or "," in label:
        return None
    if rest.endswith(".") or ". " in rest:  # a headline has no stop; "The result: nobody came." is a sentence
        return None
    return f"{label.casefold()}: {OPEN}" if label.replace(" ", "").isalpha() else None


def _lower_opening(line: str) -> str:
    """A line whose first word is capital because it is the first has it small."""
    first, _, rest = line.partition(" ")
    return line[:1].lower() + line[1:] if rest[:1].islower() and first[1:].islower() else line


def _says_enough(masked: str) -> bool:
    if "©" in masked:
        return True
    if masked.startswith(f"{MASK}:"):  # a speaker's name, and what they said
        return False
    tokens = masked.split(" ")
    masks = masked.count(MASK)
    if len(tokens) - masks < _WORDS_A_MASK * masks:
        return False
    content = 0
    for token in tokens:
        if len(token) > 2 and token not in _IDLE_WORDS and MASK not in token:
            content += 1
            if content == _CONTENT_WORDS:
                return True
    return False


def with_free_word(form: str) -> Iterator[str]:
    """A shape with each of its words in turn left out, but for the first two; nothing for a short shape.

    >>> list(with_free_word("sign up to our food letter"))[2]
    'sign up to our … letter'
    """
    words = form.split(" ")
    if len(words) < _FAMILY_WORDS:
        return
    for place in range(_FAMILY_FIXED, len(words)):
        yield " ".join((*words[:place], MASK, *words[place + 1 :]))
