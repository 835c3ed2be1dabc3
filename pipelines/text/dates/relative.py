"""Stamps that speak from the moment of reading: "3 hours ago", "gestern, 16:12 Uhr", "2h", "Friday"."""

from dataclasses import dataclass
from datetime import timedelta

from pipelines.text.dates.tokens import Token
from pipelines.text.dates.words import AGO, DAYS_BACK, LABELS, LINKING, NOW, ONE, UNITS

# Abbreviations that mean "ago" when they stand alone: "2h". A whole word does not: "5 minutes" may be a read time.
_ALONE = frozenset({"s", "m", "min", "mins", "h", "hr", "hrs", "d", "w", "wk", "mo"})
_SECONDS = {"second": 1, "minute": 60, "hour": 3600}
_DAYS = {"day": 1, "week": 7}


@dataclass(frozen=True, slots=True)
class Back:
    """How far back a stamp points."""

    span: timedelta | None = None
    """An exact span; None where the stamp counts days or months of the calendar."""
    days: int | None = None
    months: int | None = None


def read_back(tokens: list[Token]) -> Back | None:
    """Read "3 hours ago", "il y a 2 jours", "2h", "just now".

    Returns:
        How far back; None where any word is foreign to such a stamp, so that prose is never taken for one.
    """
    words = [token for token in tokens if token.word not in LABELS]
    if words and any(t.word in NOW for t in words) and all(t.word in NOW | LINKING | AGO for t in words):
        return Back(span=timedelta(0))
    amounts = _amounts(words)
    return _sum(amounts) if amounts else None


def days_back(words: tuple[str, ...]) -> int | None:
    """The days back of "today", "hier", "前天", where these are all the words there are; else None."""
    said = {DAYS_BACK[word] for word in words if word in DAYS_BACK}
    return said.pop() if len(said) == 1 and all(word in DAYS_BACK for word in words) else None


def _amounts(tokens: list[Token]) -> dict[str, int]:
    """The number of each unit: {"hour": 1, "minute": 20}; empty where the stamp is not of this kind."""
    amounts: dict[str, int] = {}
    pending: int | None = None
    ago = False
    for i, token in enumerate(tokens):
        follows = tokens[i + 1].word if i + 1 < len(tokens) else ""
        if token.kind == "number" and pending is None:
            pending = token.numbers[0]
        elif token.kind == "hours" and pending is None:
            amounts |= dict(zip(("hour", "minute"), token.numbers, strict=False))
        elif pending is not None and token.word in UNITS:
            amounts[UNITS[token.word]], pending = pending, None
        elif token.word in ONE and follows in UNITS:
            pending = 1
        elif token.word in AGO:
            ago = True
        elif not token.word or token.word not in LINKING:
            return {}
    bare = all(token.kind in {"number", "hours"} or token.word in _ALONE for token in tokens)
    return amounts if pending is None and (ago or bare) else {}


def _sum(amounts: dict[str, int]) -> Back | None:
    """None for absurd amounts: nothing in a newspaper's stamp is a thousand units old."""
    if max(amounts.values()) >= 1000:
        return None
    if "month" in amounts:
        return Back(months=amounts["month"])
    if amounts.keys() & _DAYS.keys():
        return Back(days=sum(n * _DAYS.get(unit, 0) for unit, n in amounts.items()))
    return Back(span=timedelta(seconds=sum(n * _SECONDS[unit] for unit, n in amounts.items())))
