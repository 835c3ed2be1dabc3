"""The openings of a byline and of its parts: "By", "Photographs by", "Texte :", "as told to", "Now:".

Finds where each stands and what it says of the people after it; what the people are called is read elsewhere.
"""

from dataclasses import dataclass

from pipelines.text.byline.tokens import CLOSE, COLON, MARKS
from pipelines.text.names import is_particle
from pipelines.text.organisations import looks_like_organisation
from pipelines.text.roles import is_role_head
from pipelines.text.vocabulary.joiners import AND_WORDS, WITH_WORDS
from pipelines.text.vocabulary.labels import (
    BARE_LABELS,
    BY_WORDS,
    LABEL_FILLERS,
    LABELS,
    OPENING_BY,
    OPENING_PHRASES,
    PARTNER_PHRASES,
)
from pipelines.text.vocabulary.roles import BRACKET_ROLES
from pipelines.text.vocabulary.roles import MARKS as LIVE_MARKS

_LONGEST_PHRASE = max(len(phrase) for phrase in OPENING_PHRASES)
_PHRASE_STARTS = frozenset(phrase[0] for phrase in OPENING_PHRASES)
_OPENERS = (
    _PHRASE_STARTS | LIVE_MARKS | frozenset(LABELS) | LABEL_FILLERS | OPENING_BY | BARE_LABELS
)  # any other word, and that is nearly all of them, opens nothing
_MAY_OPEN_NAMES = frozenset({"von", "de", "di", "da", "del", "d'", "d’", "from"})


@dataclass(slots=True)
class Label:
    """An opening: the role it gives the people after it, and whether it was printed at all."""

    role: str | None = None
    printed: bool = False
    live: bool = False
    """Whether it is a live blog's "now" or "earlier"."""


@dataclass(slots=True)
class Part:
    """The tokens that one opening governs, itself left out; ``before`` is the mark or joining word it stood behind."""

    label: Label
    tokens: list[str]


def part_by_labels(tokens: list[str]) -> list[Part]:
    """Cut the tokens at every opening. The first part has an empty label where the byline has none at its head."""
    tokens = _without_partner(tokens)
    folded = [token.casefold() for token in tokens]
    parts = [Part(Label(), [])]
    at = 0
    while at < len(tokens):
        found = _label_at(tokens, folded, at, parts)
        if found:
            label, at = found
            _drop_joining(parts[-1].tokens)
            parts.append(Part(label, []))
        else:
            parts[-1].tokens.append(tokens[at])
            at += 1
    return parts


def _without_partner(tokens: list[str]) -> list[str]:
    """The tokens with "in partnership with" as "with" before a house that the tables know, and cut before any other."""
    if "partnership" not in tokens and "association" not in tokens:
        return tokens
    for at in range(1, len(tokens) - 3):
        if tuple(tokens[at : at + 3]) in PARTNER_PHRASES:
            known = _names_a_house(tokens, at + 3)
            return [*tokens[:at], "with", *tokens[at + 3 :]] if known else tokens[:at]
    return tokens


def _drop_joining(tokens: list[str]) -> None:
    """Drop the "and" or "with" that leads to the next opening: "presented by A and produced by B"."""
    if tokens and tokens[-1].islower() | (tokens[-1] == "&") and tokens[-1].casefold() in AND_WORDS | WITH_WORDS:
        tokens.pop()


def _label_at(tokens: list[str], folded: list[str], at: int, parts: list[Part]) -> tuple[Label, int] | None:
    """The label that starts at ``at``, and where what it governs starts."""
    word = folded[at]
    if word not in _OPENERS:
        return None
    if word in _PHRASE_STARTS and (found := _phrase_at(folded, at)):
        return found
    head = _at_head(folded, at)
    if word in LIVE_MARKS and head and folded[at + 1 : at + 2] == [COLON]:
        return Label(word, printed=True, live=True), at + 2
    if word in LIVE_MARKS and head and len(tokens) > at + 2 and tokens[at + 1][0].isupper():
        return Label(word, printed=True, live=True), at + 1
    if (word in LABELS or (head and word in LABEL_FILLERS)) and (found := _compound_at(tokens, folded, at, head=head)):
        return found
    if word in OPENING_BY and (found := _by_at(tokens, folded, at, head=head)):
        return found
    if word in BARE_LABELS and (head or any(part.label.printed for part in parts)):
        return _bare_at(tokens, folded, at)
    return None


def _at_head(folded: list[str], at: int) -> bool:
    """Whether a token stands where a clause may start: first, behind a mark, behind "and" or "with"."""
    return at == 0 or folded[at - 1] in MARKS or folded[at - 1] in AND_WORDS or folded[at - 1] in WITH_WORDS


def _phrase_at(folded: list[str], at: int) -> tuple[Label, int] | None:
    for length in range(_LONGEST_PHRASE, 1, -1):
        phrase = tuple(folded[at : at + length])
        if phrase in OPENING_PHRASES and folded[at + length : at + length + 1] != [CLOSE]:
            return Label(OPENING_PHRASES[phrase], printed=True), _past_colon(folded, at + len(phrase))
    return None


def _compound_at(tokens: list[str], folded: list[str], at: int, *, head: bool) -> tuple[Label, int] | None:
    """Label words that end in a by-word or a colon: "Written and edited by", "A review by", "Photos :"."""
    role, end, said = None, at, False
    while end < len(folded) and (folded[end] in LABELS or (folded[end] in LABEL_FILLERS and (head or end > at))):
        if said and folded[end] in BY_WORDS:
            break
        if folded[end] in LABELS:
            role, said = LABELS[folded[end]] or role, True
        end += 1
    if not said or end >= len(folded):
        return None
    if folded[end] == COLON:
        return Label(role, printed=True), end + 1
    if at and is_role_head(folded[end - 1]) and _names_a_house(tokens, end + 1):
        return None  # "Ana Ruiz, redactora de El País"
    if folded[end] in BY_WORDS and end > at and not (tokens[end][0].isupper() and tokens[at].islower()):
        return Label(role, printed=True), _past_colon(folded, end + 1)
    elided = tokens[end][:2].casefold()
    if elided in {"d'", "d’"} and len(tokens[end]) > 3 and folded[end - 1] in LABELS:
        tokens[end] = tokens[end][2:]
        return Label(role, printed=True), end
    return None


def _by_at(tokens: list[str], folded: list[str], at: int, *, head: bool) -> tuple[Label, int] | None:
    """As in "By" alone, at a head; with a capital also where two bylines ran together."""
    word = tokens[at]
    if not head and word not in {"By", "BY"}:
        return None
    if folded[at] == "by" and (head or at + 1 < len(tokens)):
        return Label(printed=True), _past_colon(folded, at + 1)
    if at and not (folded[at - 1] in MARKS and folded[at] in {"von", "par", "por"}) and folded[at - 1] not in AND_WORDS:
        return None
    if folded[at] in _MAY_OPEN_NAMES and not _leaves_a_name(tokens, at + 1):
        return None
    return Label(printed=True), _past_colon(folded, at + 1)


def _leaves_a_name(tokens: list[str], at: int) -> bool:
    """Whether what follows "Von" or "De" at the head of a line can do without it: two words, or none."""
    rest = _up_to_mark(tokens, at)
    if looks_like_organisation(" ".join(rest)):
        return True
    return len(rest) != 1 or rest[0] in MARKS or rest[0].isupper() or rest[0].islower() or tokens[at - 1].islower()


def _names_a_house(tokens: list[str], at: int) -> bool:
    return looks_like_organisation(" ".join(_up_to_mark(tokens, at)))


def _up_to_mark(tokens: list[str], at: int) -> list[str]:
    """The tokens from ``at`` up to the next mark; a mark at ``at`` itself is taken along."""
    rest: list[str] = []
    for token in tokens[at:]:
        if token in MARKS and rest:
            break
        rest.append(token)
    return rest


def _bare_at(tokens: list[str], folded: list[str], at: int) -> tuple[Label, int] | None:
    """A label noun straight before a name: "Words Ann Lee"."""
    rest = tokens[at + 1 : at + 3]
    if len(rest) < 2 or any(token in MARKS for token in rest) or not _is_capital(rest[0]):
        return None
    if (
        folded[at + 1] in LABELS
        or folded[at + 1] in BRACKET_ROLES
        or not (_is_capital(rest[1]) or is_particle(rest[1]))
    ):
        return None
    return Label(LABELS.get(folded[at]), printed=True), at + 1


def _is_capital(word: str) -> bool:
    return word[0].isupper() or not (word[0].islower() or word[0].isupper())


def _past_colon(folded: list[str], at: int) -> int:
    return at + 1 if folded[at : at + 1] == [COLON] else at
