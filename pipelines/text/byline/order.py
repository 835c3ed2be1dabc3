"""Bylines printed in another order than the grammar's, put into it: "As told to Ann Lee by Bo Reed", "A B via AP"."""

from pipelines.text.byline.tokens import COMMA, MARKS
from pipelines.text.organisations import is_agency

_TOLD = ["as", "told", "to"]


def in_order(tokens: list[str]) -> list[str]:
    """The tokens with the writer first, and a mark before an agency that "via" leads to.

    >>> in_order("As told to Ann Lee by Bo Reed".split())
    ['Bo', 'Reed', 'as', 'told', 'to', 'Ann', 'Lee']
    >>> in_order("Special to the Post by Bo Reed".split())
    ['Bo', 'Reed', ',', 'Special', 'to', 'the', 'Post']
    """
    return _parted_at_via(_writer_first(tokens))


def _writer_first(tokens: list[str]) -> list[str]:
    told = [token.casefold() for token in tokens[:3]]
    if told == _TOLD and (at := _between_words(tokens, "by", 4)):
        return [*tokens[at + 1 :], *_TOLD, *tokens[3:at]]
    if told == ["as", "told", "by"] and (at := _between_words(tokens, "to", 4)):
        return [*tokens[3:at], *_TOLD, *tokens[at + 1 :]]
    if told[:2] in (["special", "to"], ["special", "for"]) and (at := _between_words(tokens, "by", 3)):
        return [*tokens[at + 1 :], COMMA, *tokens[:at]]
    return tokens


def _between_words(tokens: list[str], word: str, start: int) -> int | None:
    """Where a small word stands from ``start`` on, words on either side; None where it does not."""
    inner = range(start, len(tokens) - 1)
    found = next((at for at in inner if tokens[at].casefold() == word), None)
    return found if found and tokens[found - 1] not in MARKS and tokens[found + 1] not in MARKS else None


def _parted_at_via(tokens: list[str]) -> list[str]:
    at = tokens.index("via", 2) if "via" in tokens[2:-1] else 0
    if not at or tokens[at - 1] in MARKS or not is_agency(" ".join(tokens[at + 1 :])):
        return tokens
    return [*tokens[:at], COMMA, *tokens[at:]]
