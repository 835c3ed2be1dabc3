"""Whether a line of a header is a date or a read time and nothing else. What a date means is read in ``dates``."""

import re
from functools import lru_cache

from pipelines.text.dates.printed import Stamp, read_stamp
from pipelines.text.dates.relative import read_back
from pipelines.text.dates.tokens import cut, without_read_time
from pipelines.text.dates.words import DAYS_BACK, LABELS, LINKING, UNITS, fold
from pipelines.text.names import is_east_asian

LONGEST_DATE = 90  # characters: "Wednesday, 13 September 2023 at 11:52 Central European Summer Time" has 67

# "5 min read", "2 Minuten Lesezeit", "Reading time: 3 minutes". Each repeat is bounded.
_MINUTES = r"(?:mins?\.?|minutes?|minuten|minutos?|minut[io]|minuter|minutter|分)"
_READ = (
    r"(?:read|reading time|lesezeit|lesedauer|de lecture|de lectura|de leitura|di lettura|leestijd|läsning|lesetid"
    r"|læsetid)"
)
_AT_END = re.compile(rf"\d{{1,3}} ?-?{_MINUTES} {_READ}\.?$", re.IGNORECASE)
_WHOLE = re.compile(
    r"(?:read(?:ing)? time|lesezeit|lesedauer|temps de lecture|tiempo de lectura|tempo de leitura|tempo di lettura"
    rf"|leestijd|lästid|lesetid|læsetid|読了時間) ?:? ?(?:ca\.? |about |約)?\d{{1,3}} ?{_MINUTES}",
    re.IGNORECASE,
)

_UPDATES = frozenset(
    "update updated modified edited revised aktualisiert geandert actualise actualizada actualizado modifie aggiornata "
    "aggiornato atualizada atualizado bijgewerkt gewijzigd uppdaterad uppdaterat oppdatert opdateret 更新 最終更新"
    " 수정".split()
)
_LEADS = LABELS | {"news", "public", "press", "release", "date", "first", "last", "on", "at", "le", "am", "el"}
_SENT = ("配信", "公開", "掲載")
_WEEKDAY = re.compile(r"[(（][月火水木金土日](?:・祝)?[)）]")


def part_read_time(text: str) -> tuple[str, bool]:
    """A line without the read time at its end, and whether it had one.

    >>> part_read_time("Mon, March 11, 2024 at 4:12 PM EDT·5 min read")
    ('Mon, March 11, 2024 at 4:12 PM EDT', True)
    """
    if _WHOLE.fullmatch(text):
        return "", True
    found = _AT_END.search(text)
    return (text[: found.start()].rstrip(" ·•|,-–—/(").strip(), True) if found else (text, False)


@lru_cache(maxsize=1024)
def is_date(text: str) -> bool:
    """Whether the words are a date and nothing else: "3h", "Nov. 13, 2023 / 4:12 PM", "3/12(火) 10:30配信".

    A weekday or an hour alone is none: such lines are a programme's, a section's or a live blog's.
    """
    if not text or len(text) > LONGEST_DATE or not any(map(str.isdigit, text)):
        return False
    tokens, _ = cut(_WEEKDAY.sub(" ", _without_mark(text)))
    try:
        if read_back(without_read_time(tokens)) is not None:
            return True
        stamp = read_stamp(tokens, ("ja",) if any(map(is_east_asian, text)) else (), None, None)
    except ValueError:
        return False
    return not stamp.numbers_left and _says_when(stamp)


def _says_when(stamp: Stamp) -> bool:
    near = bool(stamp.words) or stamp.weekday is not None
    known = all(word in DAYS_BACK or word in _LEADS or word in LINKING for word in stamp.words)
    return known and (bool(stamp.days) or (near and stamp.clock is not None))


def is_age(text: str) -> bool:
    """Whether the words are a number and a unit of time alone: "3 Std.", "2 horas". Beside a byline that is an age."""
    tokens, _ = cut(text) if len(text) <= LONGEST_DATE else ([], None)
    return len(tokens) == 2 and tokens[0].kind == "number" and tokens[1].word in UNITS


def bare_date(text: str) -> str:
    """The date without its label.

    >>> bare_date("News Release 12-Mar-2024")
    '12-Mar-2024'
    >>> bare_date("3/12(火) 10:30配信")
    '3/12(火) 10:30'
    """
    words = _without_mark(text).split()
    at = 0
    while at < len(words) - 1 and fold(words[at].strip(":：")) in _LEADS and not any(map(str.isdigit, words[at])):
        at += 1
    return " ".join(words[at:]).strip(" :：/|,-–—()")


def says_update(text: str) -> bool:
    """Whether the date's label says that the page was changed then: "Updated 3 March 2024, 12:00"."""
    words = [fold(word.strip(":：")) for word in text.split()[:3]]
    return any(word in _UPDATES or word.startswith(("最終更新", "更新")) for word in words)


def _without_mark(text: str) -> str:
    for mark in _SENT:
        text = text.removesuffix(mark)
    return text.strip()
