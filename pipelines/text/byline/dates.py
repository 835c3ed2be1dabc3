"""Dates, times and reading times among a byline's tokens: dropped, for the page has them elsewhere."""

from pipelines.text.byline.tokens import BREAK, MARKS
from pipelines.text.vocabulary.calendar import CLOCK_WORDS, MONTHS, NAMED_MONTHS, STAMP_WORDS, WEEKDAYS
from pipelines.text.vocabulary.joiners import AND_WORDS
from pipelines.text.vocabulary.labels import BY_WORDS
from pipelines.text.vocabulary.outlets import OUTLETS

_DATE_WORDS = MONTHS | NAMED_MONTHS | WEEKDAYS | CLOCK_WORDS | STAMP_WORDS
_NAMES_TOO = NAMED_MONTHS | frozenset("sun min day mon read time words di do so fri sat h last first".split())
# Words that belong to no date by themselves: a run of these and a bare number is left alone.
_GLUE = frozenset("de del of the at on um le à au às el il lo den first last h".split())


def drop_dates(tokens: list[str]) -> list[str]:
    """The tokens with every date, time and reading time replaced by a break.

    A run starts from a figure and takes the months, weekdays, clock words and marks beside it. A month that is also a
    name ("May", "April") is taken only there, so "May Lindqvist May 3" keeps its person.
    """
    if not any(map(_has_figure, tokens)):
        return tokens
    kept: list[str] = []
    at = 0
    while at < len(tokens):
        if _has_figure(tokens[at]) and not _in_outlet(tokens, at):
            end = _run_end(tokens, at)
            start = _run_start(kept)
            if _is_dated(kept[start:] + tokens[at:end]):
                del kept[start:]
                kept.append(BREAK)
                at = end
                continue
        kept.append(tokens[at])
        at += 1
    return kept


def _has_figure(token: str) -> bool:
    return token[0].isdigit() or (not token.isalpha() and len(token) > 1 and token[-1].isdigit())


def _in_outlet(tokens: list[str], at: int) -> bool:
    """Whether the figure belongs to an outlet's name: "France 24", "20 Minutes"."""
    pairs = (tokens[max(at - 1, 0) : at + 1], tokens[at : at + 2])
    return any(len(pair) == 2 and " ".join(pair).casefold() in OUTLETS for pair in pairs)


def _run_end(tokens: list[str], at: int) -> int:
    """The end of the run that starts with the figure at ``at``, its closing marks left outside."""
    end = last = at + 1
    while end < len(tokens) and (
        tokens[end] in MARKS or tokens[end].casefold() in _DATE_WORDS or _has_figure(tokens[end])
    ):
        end += 1
        if tokens[end - 1] not in MARKS:
            last = end
    return last


def _run_start(kept: list[str]) -> int:
    """The start of the run among the tokens kept so far, its opening marks left outside."""
    start = first = len(kept)
    while start and (kept[start - 1] in MARKS or kept[start - 1].casefold() in _DATE_WORDS):
        if _is_surname(kept, start - 1):
            break
        start -= 1
        if kept[start] not in MARKS:
            first = start
    return first


def _is_surname(kept: list[str], at: int) -> bool:
    """Whether a calendar's word is somebody's surname: one word with a capital stands before it, as in "Yiwei Sun"."""
    if not kept[at].istitle() or kept[at].casefold() not in _NAMES_TOO:
        return False
    alone = at == 1 or (at > 1 and (kept[at - 2] in MARKS or kept[at - 2].casefold() in BY_WORDS | AND_WORDS))
    return alone and kept[at - 1][0].isupper() and kept[at - 1].casefold() not in _DATE_WORDS | BY_WORDS


def _is_dated(run: list[str]) -> bool:
    """Whether a run says when: it has a month, a unit of time, a stamp, or a figure written as dates are."""
    words = [token.casefold() for token in run if token not in MARKS]
    return any(word in _DATE_WORDS and word not in _GLUE for word in words) or any(
        _is_written_date(word) for word in words
    )


def _is_written_date(word: str) -> bool:
    """Whether one word is a date or time by itself: "09:15", "03.05.2021", "2021", "14h30", "5月3日"."""
    figures = sum(letter.isdigit() for letter in word)
    if word.isdigit():
        return figures == 4 and word[:2] in {"19", "20"}
    return figures >= 2 and word[0].isdigit() and any(letter in ":./-h年月日时時" for letter in word)
