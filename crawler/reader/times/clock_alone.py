"""A clock without a day, by the headline of a page whose masthead shows the day of the visit.

A paper that prints "Published 14:14" and no day has published today; so the two are one date. The page of another
day prints that day.
"""

import re

from crawler.reader.hints import DATE
from crawler.reader.lines import Line, Lines
from crawler.reader.times.score import Home
from pipelines.text.dates.called import Called, called_by
from pipelines.text.dates.find import find_stamps, opens_with_weekday

LONGEST = 60  # characters of a line of two clocks with their labels
ONLY_DAY = 0.6  # the share of a masthead's line that is its day

_PART = re.compile(r"[^|·•–—/\n]+")
_CLOCK = re.compile(
    r"(?:(?P<label>[^\W\d_]+(?: [^\W\d_]+)?):?\s)??"
    r"(?:(?:kl|um|at|à|alle|klo|today|heute|idag|i dag|hoy|oggi)\b[.,]?\s?)*"
    r"(?P<clock>\d{1,2}[:.h]\d\d(?:\s?[ap]\.?m\.?)?(?: Uhr| h)?)",
    re.IGNORECASE,
)


def clocks_of_today(lines: Lines, home: Home) -> dict[int, tuple[str, Called | None]]:
    """By line (``Line.at``), the masthead's day with the line's clock, and what its label says of it."""
    if home.at is None:
        return {}
    near = [line for line in lines.lines if home.at < line.at < home.prose and len(line.text) <= LONGEST]
    found = {line.at: clock for line in near if (clock := _clock(line))}
    day = _day_of_visit(lines, home) if found else None
    return {at: (f"{day}, {clock}", called) for at, (clock, called) in found.items()} if day else {}


def _clock(line: Line) -> tuple[str, Called | None] | None:
    """The clock of a line that is labels and clocks alone: that of publication, else the first."""
    parts = [_CLOCK.fullmatch(part.strip()) for part in _PART.findall(line.text)]
    clocks = [(part["clock"], called_by(reversed((part["label"] or "").split()))) for part in parts if part]
    is_named = bool((line.own | line.box.own) & DATE)
    if not clocks or len(clocks) < len(parts) or not (is_named or all(called for _, called in clocks)):
        return None
    return next((one for one in clocks if one[1] == "published"), clocks[0])


def _day_of_visit(lines: Lines, home: Home) -> str | None:
    for line in lines.lines:
        if home.at is None or line.at >= home.at:
            break
        stamps = find_stamps(line.text) if len(line.text) <= LONGEST and opens_with_weekday(line.text) else ()
        if len(stamps) == 1 and stamps[0].has_year and len(stamps[0].text) >= ONLY_DAY * len(line.text):
            return stamps[0].text
    return None
