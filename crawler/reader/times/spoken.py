"""Dates that speak from the moment of reading, by the headline: "3 hours ago", "gestern, 16:12 Uhr"."""

import re

from crawler.reader.lines import Line, Lines
from crawler.reader.times.score import Home
from pipelines.text.dates.called import folded
from pipelines.text.dates.find import find_stamps
from pipelines.text.dates.words import AGO, DAYS_BACK, NOW, UNITS

ABOVE = 8  # lines before the headline
LONGEST = 90  # characters of a line: names, a date, a read time
LONGEST_PART = 40  # characters between two of its marks

_PART = re.compile(r"[^|·•–—/\n]+")
_WORD = re.compile(r"[^\W\d_]+")
_AMOUNT = re.compile(r"\d|(?i:\ban?\b|\beine?[rmn]?\b|\bune?\b|\buna?\b)")


def spoken_dates(lines: Lines, home: Home) -> dict[int, str]:
    """By line (``Line.at``), what it says of the time that has passed since; a page without a headline gives none."""
    if home.at is None or not home.shown:
        return {}
    near = (line for line in lines.lines if home.at - ABOVE <= line.at < home.prose and line.at != home.at)
    return {line.at: said for line in near if len(line.text) <= LONGEST and (said := _said(line))}


def _said(line: Line) -> str | None:
    parts = (part.strip() for part in _PART.findall(line.text))
    return next((part for part in parts if len(part) <= LONGEST_PART and _is_spoken(part)), None)


def _is_spoken(part: str) -> bool:
    """Whether a part says how long ago, or which day as seen from today; a whole date says more."""
    words = {folded(word) for word in _WORD.findall(part)}
    ago = bool(words & AGO and words & UNITS.keys() and _AMOUNT.search(part))
    if not ago and not words & (DAYS_BACK.keys() | NOW):
        return False
    return not any(stamp.has_year for stamp in find_stamps(part))
