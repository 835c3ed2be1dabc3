"""A printed byline cut into words and marks; what is no one's name by its very form (addresses, handles) is dropped.

A token is a word, or one of the marks ``, ; / : ( ) .``: every bracket, bullet, bar and dash becomes one of these,
so that the grammar knows seven marks and not forty.
"""

import re

from pipelines.text.organisations import is_agency, is_domain
from pipelines.text.vocabulary.labels import BY_WORDS, LABELS
from pipelines.text.vocabulary.outlets import OUTLETS
from pipelines.text.vocabulary.roles import ROLE_HEADS
from pipelines.text.vocabulary.titles import DROPPED_TITLES

COMMA, BREAK, SLASH, COLON, OPEN, CLOSE, STOP = ",", ";", "/", ":", "(", ")", "."
MARKS = frozenset((COMMA, BREAK, SLASH, COLON, OPEN, CLOSE, STOP))

_MARKS_OF = {
    COMMA: ",、،，",
    BREAK: ";|·•●►▸▶»›\n；｜¦—―+∙⋅‣◆■★☆→~‧؛✎",
    SLASH: "/／\\",
    COLON: ":：=＝",
    OPEN: "([{<（［【〔《「『",
    CLOSE: ")]}>）］】〕》」』",
}
_SPACED = str.maketrans({letter: f" {mark} " for mark, letters in _MARKS_OF.items() for letter in letters})
_LONE_DASHES = frozenset("-–‐‑−*#…_")
_EDGES = "".join(_MARKS_OF[OPEN] + _MARKS_OF[CLOSE] + ",;、，،.:")

# "Lee/3 May", "Lee/BR24", "Lee24.04.2024": the space between name and figure was a style sheet's.
_NAME_MEETS_DATE = re.compile(r"([^\W\d_]{2,})(?:/(?=\w*\d)|(?=\d{1,2}[./]\d{1,2}[./]\d{2}))(.+)")

# A stop after these is theirs and ends nothing. Three letters or fewer are taken for an abbreviation anyway ("Th.").
_SHORTENED = frozenset(
    {"prof", "dipl.-ing", "corp", "assoc", "dott", "mgmt", "messrs", "sept", "capt", "col", "lt", "gen", "oprac"}
)
_NO_JOINT_AFTER = (
    "mc",
    "mac",
    "fitz",
    "van",
    "de",
    "di",
    "du",
    "la",
    "le",
    "o",
    "ver",
    "des",
    "del",
    "al",
    "el",
    "ben",
    "von",
)


def tokenise(source: str) -> list[str]:
    """Words and marks of a byline.

    Args:
        source: The byline, its lines parted by new lines, otherwise tidy.

    Returns:
        The tokens; e-mail addresses, web addresses and handles have become a break.
    """
    tokens: list[str] = []
    for line_number, line in enumerate(source.split("\n")):
        if line_number:
            tokens.append(BREAK)
        for printed in line.split():
            if printed.isalpha():
                tokens.append(printed)
            else:
                _add_marked(printed, tokens)
    return _part_joined_names(tokens)


def _add_marked(printed: str, tokens: list[str]) -> None:
    """Add one word that has more than letters in it."""
    if "@" in printed or is_address(printed):
        name = _before_handle(printed)
        if name:
            tokens.append(name)
        tokens.append(BREAK)
        if printed.endswith(","):
            tokens.append(COMMA)
        return
    if any(map(str.isdigit, printed)):
        _add_figures(printed, tokens)
        return
    if printed.casefold() in OUTLETS:  # "L'Express/AFP" is two, "rfe/rl" and "t-online" are one
        tokens.append(printed)
        return
    for word in printed.translate(_SPACED).split():
        _add_word(word, tokens)


def _before_handle(printed: str) -> str:
    """The name that a handle was run on to: "Lee" of "Lee@annlee"; an address ("lee@example.org") has none."""
    name, at, handle = printed.partition("@")
    return name if at and name.istitle() and name.isalpha() and "." not in handle else ""


def is_address(word: str) -> bool:
    """Whether a word is a web address or a social handle's path; a bare host ("Mirror.co.uk") is an outlet's name."""
    folded = word.casefold().lstrip("(<[")
    return folded.startswith(("http:", "https:", "www.", "mailto:", "twitter.com/", "facebook.com/", "x.com/", "t.co/"))


def _add_figures(printed: str, tokens: list[str]) -> None:
    """Add a word with figures, whole: its colons, stops and slashes are a date's or a time's."""
    if met := _NAME_MEETS_DATE.match(printed):
        tokens.extend((met[1], BREAK))
        printed = met[2]
    core = printed.strip(_EDGES)
    at = printed.find(core)
    tokens.extend(printed[:at].translate(_SPACED).split())
    tokens.append(core)
    tokens.extend(printed[at + len(core) :].translate(_SPACED).split())


def _add_word(word: str, tokens: list[str]) -> None:
    if word.isalpha() or word in MARKS:
        tokens.append(word)
    elif not any(map(str.isalpha, word)) and word != "&":
        tokens.append(BREAK)
    elif (at := word.find("&", 3)) > 0 and word[:at].istitle() and word[at + 1 :].istitle():  # "Lee&Bo", not "AT&T"
        tokens.extend((word[:at], "&", word[at + 1 :]))
    elif word.endswith(".") and _ends_a_sentence(word):
        tokens.extend((word.rstrip("."), STOP))
    else:
        tokens.append(word)


def _ends_a_sentence(word: str) -> bool:
    bare = word.rstrip(".")
    if "." in bare:
        return is_domain(bare)
    return len(bare) > 3 and bare.casefold() not in _SHORTENED and word.casefold() not in DROPPED_TITLES


def _part_joined_names(tokens: list[str]) -> list[str]:
    """Part names that lost the space or comma between them: "Paul WisemanFatima Hussein" has a joint in its middle."""
    if not any(map(_joint, tokens)):
        return tokens
    parted: list[str] = []
    before = 0  # words since the last mark or joint
    for at, token in enumerate(tokens):
        joint = _joint(token) if before else 0
        after = tokens[at + 1] if at + 1 < len(tokens) else BREAK
        if joint and (after not in MARKS or _stands_alone(token[joint:])):
            parted.extend((token[:joint], BREAK, token[joint:]))
            before = 1
        else:
            parted.append(token)
            before = 0 if token in MARKS else before + 1
    return parted


def _joint(word: str) -> int:
    """Where a capital follows a small letter inside a word as where two names met; 0 where none does."""
    if word.istitle() or word.islower() or word.isupper() or len(word) < 5:
        return 0
    for at in range(3, len(word) - 1):
        if word[at].isupper() and word[at - 1].islower() and word[at - 2].islower():
            tail_is_name = word[at + 1].islower() or word[at:].isupper()
            if tail_is_name and word[:at].casefold() not in _NO_JOINT_AFTER and word.casefold() not in OUTLETS:
                return at
    return 0


def _stands_alone(word: str) -> bool:
    folded = word.casefold()
    return is_agency(word) or folded in BY_WORDS or folded in LABELS or folded in ROLE_HEADS or folded in OUTLETS
