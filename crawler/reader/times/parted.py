"""Dates that are set in several lines: a calendar's leaf ("Jan", "06", "2017"), and a day with its hour beneath it."""

import re

from crawler.reader.lines import Line, Lines
from crawler.reader.times.score import Home
from pipelines.text.dates.find import find_stamps

ABOVE = 12  # lines before the headline
BELOW = 30  # and after it, where the copy does not begin before
STANDFIRST = 6  # lines below the first long one, which may be a standfirst or a caption
LONGEST_PIECE = 14  # characters: "September 2017", "Wednesday 31."
LONGEST_DAY = 40  # characters of a line that is a day and no more
MOST_PIECES = 3

_CLOCK = re.compile(
    r"(?:at |um |à |alle |@ )?\d{1,2}(?:[:.h]\d\d|\s?[ap]\.?m)[\w .:()+-]{0,16}", re.IGNORECASE
)  # with its zone


def parted_dates(lines: Lines, home: Home) -> dict[int, str]:
    """The dates in several lines, by the first of these (``Line.at``).

    Args:
        lines: The page.
        home: Where its story begins; a page without a headline gives none.
    """
    if home.at is None:
        return {}
    last = min(home.at + BELOW, home.prose + STANDFIRST)
    near = [line for line in lines.lines if home.at - ABOVE <= line.at <= last]
    found = {}
    for n, line in enumerate(near):
        if len(line.text) <= LONGEST_DAY and line.at != home.at:
            date = _leaf(near[n : n + MOST_PIECES]) or _with_hour(near[n : n + 2])
            if date:
                found[line.at] = date
    return found


def _leaf(pieces: list[Line]) -> str | None:
    """Two or three short lines that are a date together, and none of them is one alone."""
    for count in range(2, len(pieces) + 1):
        run = pieces[:count]
        if any(len(line.text) > LONGEST_PIECE or line.level for line in run):
            return None
        text = " ".join(line.text for line in run)
        stamps = find_stamps(text)
        if len(stamps) == 1 and stamps[0].has_year and stamps[0].text == text.rstrip("."):
            return None if any(stamp.has_year for line in run for stamp in find_stamps(line.text)) else text
    return None


def _with_hour(pieces: list[Line]) -> str | None:
    """A day, and the hour on the line below."""
    if len(pieces) < 2 or not _CLOCK.fullmatch(pieces[1].text):
        return None
    stamps = find_stamps(pieces[0].text)
    if len(stamps) != 1 or not stamps[0].has_year or ":" in stamps[0].text:
        return None
    text = f"{stamps[0].text}, {pieces[1].text}"
    joined = find_stamps(text)
    return text if len(joined) == 1 and joined[0].end > stamps[0].end - stamps[0].start + 2 else None
