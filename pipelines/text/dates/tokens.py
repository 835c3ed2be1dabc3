"""A printed stamp cut into tokens: clocks, dates in figures, offsets, words. What they mean is read elsewhere."""

import re
from dataclasses import dataclass
from datetime import tzinfo
from itertools import pairwise
from unicodedata import normalize

from pipelines.text.dates.words import READ, UNITS, fold
from pipelines.text.dates.zones import offset_zone, page_zone

# Every repeat below is bounded or runs over one class that its neighbour excludes: no pattern can backtrack far.
_GLUED = re.compile("(午前|午後|上午|下午|凌晨|早上|晚上|오전|오후|(?<![午오])[前전](?!天))")
_RUN_ON = re.compile(r"\b((?:19|20)\d\d)(\d{1,2}:\d\d)")  # "13 Nov 202316:12", of two elements side by side
_ASIDE = re.compile(r"\(\d{1,4}(?: [A-Z]{3,4})?\)")  # the hour elsewhere, "(0410 HKT)"; a count, "(3)"
_MILITARY = re.compile(
    r"\b([01]\d|2[0-3])([0-5]\d)(?= (?:GMT|UTC|[A-Z]{1,3}T)\b.{0,40}\b\d{4}\b)"
)  # "2010 GMT March 14, 2021"
_DOTTED_NOON = re.compile(r"\b([ap])\.? m\b", re.IGNORECASE)  # "4:12 p. m."
_OFFSET = re.compile(
    r"(?:\b(?:gmt|utc) ?(?P<sign>[+\-−])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?"  # GMT+1, UTC+05:30
    r"|(?<=\d) ?(?P<sign2>[+\-−])(?P<hours2>\d{2}):?(?P<minutes2>\d{2})"  # 16:12 -0500
    r"|(?<=:\d\d)(?P<sign3>[+\-−])(?P<hours3>\d{2}))"  # 16:12:05+01
    r"(?![\d:/.\-])(?: ?[(\[][^)\]]{0,60}[)\]])?",  # and the zone's long name in brackets
    re.IGNORECASE,
)
_IANA = re.compile(r"\[?\b[A-Z][A-Za-z]{2,12}/[A-Z][A-Za-z_/]{1,30}\b\]?")  # 16:12 America/New_York
_TOKEN = re.compile(
    r"(?P<cjk>(?:(?:令和|平成|昭和|民國|民国) ?)?(?:\d{1,4}|元) ?[年년]"
    r"(?: ?\d{1,2} ?[月월](?: ?\d{1,2} ?[日일号號])?)?)"
    r"|(?P<cjk_yearless>\d{1,2} ?[月월] ?\d{1,2} ?[日일号號])"
    r"|(?P<cjk_clock>\d{1,2} ?[時时点點시](?![間间간])(?: ?(?:\d{1,2} ?[分분]|半))?(?: ?\d{1,2} ?[秒초])?)"
    r"|(?P<figures>\d{4}(?P<a>[:/.\-−])\d{1,2}(?P=a)\d{1,2}(?!\d)|\d{1,2}(?P<b>[/.\-−])\d{1,2}(?P=b)(?:\d{4}|\d{2})(?!\d)"
    r"|\d{4} ?(?P<c>[/.\-−]) ?\d{1,2} ?(?P=c) ?\d{1,2}(?!\d)|\d{1,2} ?(?P<d>[/.\-−|]) ?\d{1,2} ?(?P=d) ?\d{4}(?!\d))"
    r"|(?P<slashed>\d{1,2}/\d{1,2}(?![\d/]))"
    r"|(?P<clock>\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?!\d))"
    r"|(?P<hours>\d{1,2} ?h(?: ?\d{2}(?!\d))?(?![^\W\d_]{2}))"
    r"|(?P<day_month>\d{1,2}\. ?\d{1,2}\.(?!\d))"
    r"|(?P<dotted>\d{1,2}\.\d{2}(?![\d.]))"
    r"|(?P<number>\d+)"
    r"|(?P<word>[^\s\d!-/:-@\[-`{-~«»“”„‘’·•–—−、。・]+(?:\.[^\s\d!-/:-@\[-`{-~«»“”„‘’·•–—−、。・]+)*)",
    re.IGNORECASE,
)

CLOCKS = frozenset({"clock", "hours", "dotted", "cjk_clock"})


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a stamp."""

    kind: str
    """The name of its group in the pattern: "clock", "figures", "number", "word", …"""
    text: str
    """As printed, in NFKC."""

    @property
    def word(self) -> str:
        """The folded word; empty for what is no word, so that it is in no table."""
        return fold(self.text) if self.kind == "word" else ""

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers in it, whatever the script of their figures."""
        return tuple(map(int, re.findall(r"\d+", self.text)))


def cut(text: str) -> tuple[list[Token], tzinfo | None]:
    """The tokens of a tidy string, and the zone of the offset printed in it, if one is.

    >>> [token.text for token in cut("Nov. 13, 2023 / 4:12 PM")[0]]
    ['Nov', '13', '2023', '4:12', 'PM']
    """
    if not text.isascii():
        text = _GLUED.sub(r" \1 ", normalize("NFKC", text))
    text = _RUN_ON.sub(r"\1 \2", _DOTTED_NOON.sub(r"\1m", _ASIDE.sub(" ", text)))
    text, zone = _without_offset(text if ":" in text else _MILITARY.sub(r"\1:\2", text, count=1))
    return [Token(str(m.lastgroup), m.group()) for m in _TOKEN.finditer(text)], zone


def _without_offset(text: str) -> tuple[str, tzinfo | None]:
    found = _OFFSET.search(text)
    if found is None:
        return _without_name(text)
    part = found.groupdict()
    sign, hours = (part[name] or part[name + "2"] or part[name + "3"] for name in ("sign", "hours"))
    zone = offset_zone(sign, hours, part["minutes"] or part["minutes2"])
    if zone is None:
        return text, None
    return f"{text[: found.start()]} {text[found.end() :]}", zone


def _without_name(text: str) -> tuple[str, tzinfo | None]:
    """Take a zone's IANA name; "AFP/Getty" has the form of one and is none."""
    found = _IANA.search(text) if "/" in text else None
    zone, name = page_zone(found.group().strip("[]")) if found else (None, "UTC")
    if found is None or name == "UTC":
        return text, None
    return f"{text[: found.start()]} {text[found.end() :]}", zone


def without_read_time(tokens: list[Token], *, any_minutes: bool = False) -> list[Token]:
    """The tokens without "5 min read", "Lesezeit: 3 Minuten", and with ``any_minutes`` without "5 min", "04:03 min".

    Minutes are no part of a date; of "5 minutes ago" they are all there is.
    """
    if not (any_minutes or any(token.word in READ for token in tokens)):
        return tokens
    for i, (amount, unit) in enumerate(pairwise(tokens)):
        is_amount = amount.kind == "clock" or (amount.kind == "number" and len(amount.text) < 4)  # "2017 m." is a year
        if is_amount and UNITS.get(unit.word) == "minute":
            near = {token.word for token in (*tokens[max(0, i - 2) : i], *tokens[i + 2 : i + 4])}
            if any_minutes or near & READ:
                return [token for token in (*tokens[:i], *tokens[i + 2 :]) if token.word not in READ]
    return tokens
