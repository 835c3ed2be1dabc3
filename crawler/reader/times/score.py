"""What speaks for a date's being the story's: where it stands, what it is called, and what else is in its line."""

import re
from dataclasses import dataclass

from crawler.reader.choice import Choice
from crawler.reader.hints import (
    ADVERT,
    BIO,
    BYLINE,
    CHROME,
    COMMENTS,
    CONSENT,
    DATE,
    EMBED,
    PROMPT,
    QUOTE,
    RELATED,
    SIDE,
)
from crawler.reader.lines import Line, Lines
from crawler.reader.times.line import VisibleDate
from pipelines.text.dates.find import opens_with_weekday

PROSE = 120  # characters of a line that is copy for certain
DENSE_PROSE = 50  # the same in a script whose letters are words
FIRST_DENSE = "\u2e7f"  # letters above are Chinese, Japanese, Korean
STANDFIRST = 15  # lines between a long one that is no copy yet and the copy: byline, date, shares, a picture
MASTHEAD = 8  # lines above the headline, from which a date that opens with a weekday is the day of the visit
HEADER = 15  # lines under the headline
MENU = 3  # links one below another; two may be the story's own sections
LINK = 0.8  # the share of a menu's line that is a link
# "Heute ist Sonntag, der 26.11.2017".
_TODAY = re.compile(r"(?:heute ist|today is|nous sommes|hoy es|oggi è|vandaag is)\b", re.IGNORECASE)

# What a place's names say against its dates, where they say it of the headline's place too little.
AGAINST = (
    (COMMENTS, 8.0),
    (EMBED, 6.0),
    (RELATED, 3.0),
    (SIDE, 1.5),
    (CHROME, 3.0),
    (BIO, 2.0),
    (ADVERT | PROMPT | CONSENT | QUOTE, 3.0),
)


@dataclass(frozen=True, slots=True)
class Home:
    """Where the story begins: its headline's place, its first line of copy, and what names that place has.

    ``menu`` is the place of the last menu above it; what stands over a menu is the site's and no story's.
    ``shown`` is False where no line prints the headline, and the first line of copy stands for it.
    """

    at: int | None
    prose: int
    hints: int
    headline: str | None
    menu: int = -1
    shown: bool = True

    def is_under_headline(self, line: Line) -> bool:
        """Whether a line stands between headline and copy, where no comment and no other site's post does."""
        return self.at is not None and self.at < line.at < self.prose and line.at - self.at < HEADER


def home_of(lines: Lines, headline: Choice) -> Home:
    """The home of the story under this headline; where no line prints that, the first line of copy stands for it."""
    at = headline.chosen.at if headline.chosen else None
    if at is None and headline.shown:
        at = headline.shown[0]
    first = _first_of_copy(lines, at)
    if at is not None and first is not None:  # a bar that stays at the top prints it as well
        heads = {line.at for line in lines.lines if line.level is not None and at < line.at < first.at}
        at = max(heads.intersection(headline.shown), default=at)
    shown = at is not None
    if at is None and first is not None:
        at = first.at
    line = next((line for line in lines.lines if line.at == at), None) if at is not None else None
    own = line.box.hints if line else 0
    menu = _last_menu(lines, at, own) if at is not None else -1
    return Home(at, first.at if first else at or 0, own, headline.value, menu, shown)


def _first_of_copy(lines: Lines, headline_at: int | None) -> Line | None:
    """The first long line below the headline; a standfirst, which stands in a box apart from the next, is passed by."""
    long = (line for line in lines.lines if line.at > (headline_at or 0) and is_long(line) and line.link_share < 0.3)
    first, second = next(long, None), next(long, None)
    if first is None or second is None or headline_at is None or first.box.parent is second.box.parent:
        return first
    return second if second.at - first.at <= STANDFIRST and first.at - headline_at <= STANDFIRST else first


def is_long(line: Line) -> bool:
    """Whether a line is long enough to be copy for certain."""
    return len(line.text) > (DENSE_PROSE if line.text[0] > FIRST_DENSE else PROSE)


def _last_menu(lines: Lines, headline_at: int, own: int) -> int:
    """Where the last menu above the headline begins: links one below another, or a control; -1 where there is none."""
    found, run = -1, 0
    for line in lines.lines:
        if line.at >= headline_at:
            break
        is_link = line.link_share > LINK and (line.box.kind == "li" or bool(line.box.hints & CHROME & ~own))
        run = run + 1 if is_link else 0
        if run >= MENU:
            found = line.at
    return found


def score_of(date: VisibleDate, home: Home) -> float:
    """The score: from 6 a date is the story's almost certainly, below 0 it hardly ever is."""
    line, box = date.line, date.line.box
    score = _nearness(line, home)
    around = box.own | (box.parent.own if box.parent else 0)
    score += 3.0 if (line.own | box.own) & DATE else 2.0 if around & DATE else 0.0
    score += 1.0 if (line.own | around) & BYLINE else 0.0
    score += 2.5 if date.machine else 0.0
    score += {"published": 3.0, "updated": 0.5, "other": -6.0, None: 0.0}[date.called]
    score += 1.0 if ":" in date.text or ":" in (date.machine or "") else 0.0
    score += _purity(date, home)
    score -= 2.0 if line.link_share > 0.6 and not around & DATE else 0.0
    score -= 3.0 if "©" in line.text else 0.0
    against = box.hints & ~home.hints & ~(COMMENTS | EMBED if home.is_under_headline(line) else 0)
    return score - sum(weight for bits, weight in AGAINST if against & bits)


def _purity(date: VisibleDate, home: Home) -> float:
    """A line that is all date beats one that has a date in a sentence; a headline may begin or end with its date."""
    share = len(date.text) / len(date.line.text)
    if date.line.at == home.at:
        return 0.0 if date.line.text.startswith(date.text) or date.line.text.endswith(date.text) else -3.0
    return 2.0 if share > 0.7 else 1.0 if share > 0.3 else -1.0 if share > 0.15 else -3.0


def _nearness(line: Line, home: Home) -> float:
    """Right under the headline is best, right above it next, the copy's end after that."""
    if home.at is None:
        return 1.0
    away = line.at - home.at
    if _TODAY.match(line.text):
        return -6.0
    if away == 0 or (home.headline and home.headline in line.text):
        return 5.0
    if away < -MASTHEAD and opens_with_weekday(line.text):
        return -6.0  # today's date
    if line.at < home.menu:
        return -6.0 if opens_with_weekday(line.text) else -3.0
    if away < 0:
        return max(-4.0, 4.0 + 0.5 * away) if home.shown else max(-2.0, 3.0 + 0.15 * away)
    if line.at <= home.prose:
        return max(1.0, 5.0 - 0.15 * away)
    return max(-1.0, 2.0 - 0.1 * (line.at - home.prose))
