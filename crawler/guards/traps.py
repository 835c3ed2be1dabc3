"""Spider traps: listings that lead to ever more listings. What a run sees of a host's addresses tells."""

import re
from collections import Counter
from itertools import pairwise
from typing import Final
from urllib.parse import unquote, urlsplit

# Distinct listing addresses of one shape, of one host, in one run. A listing goes back MOST_PAGES (50) pages; a site
# has some dozens of sections whose addresses differ in a number alone. A calendar has as many as there are days.
MOST_OF_A_SHAPE = 120
# Distinct listing addresses of one host in one run, sitemaps among them: the largest sites have one for each of the
# last few thousand days.
MOST_OF_A_HOST = 5000
# Letters. Listings' addresses are short; Scrapy itself stops at URLLENGTH_LIMIT, for all.
LONGEST_LISTING = 1000
DEEPEST = 12  # parts of a path
MOST_PARAMETERS = 12

# "(S(lit3py55t21z5v55vlm25s55))" of ASP.NET, "/sid=81f2…/", "/PHPSESSID=…/"
_SESSION: Final = re.compile(
    r"\((?:[A-Z]\()[A-Za-z0-9]{12,64}\)|(?:^|[/;])(?:phpsessid|jsessionid|sessionid|session|sess|sid)[=~:-][a-z0-9]{12,}",
    re.IGNORECASE,
)
_DIGITS: Final = re.compile(r"[0-9]+")
_MONTHS: Final = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())


class Traps:
    """One run's listing addresses, counted by shape and host."""

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._shapes: Counter[tuple[str, str]] = Counter()
        self._hosts: Counter[str] = Counter()

    def why(self, url: str, *, listed: bool = False) -> str | None:
        """Why a listing's address looks like a trap; None where it does not, and then it is counted.

        Args:
            url: Absolute.
            listed: A sitemap index names it. Such addresses differ in a number alone by nature.
        """
        if url in self._seen:
            return None
        why = trap_in(url)
        if why is not None:
            return why
        host, shape = urlsplit(url).netloc.lower(), shape_of(url)
        if self._hosts[host] >= MOST_OF_A_HOST:
            return f"{MOST_OF_A_HOST} listings of {host} have been asked for in this run"
        if not listed and self._shapes[host, shape] >= MOST_OF_A_SHAPE:
            return f"{MOST_OF_A_SHAPE} listings of {host} with addresses like {shape} have been asked for in this run"
        self._seen.add(url)
        self._hosts[host] += 1
        self._shapes[host, shape] += not listed
        return None


def trap_in(url: str) -> str | None:
    """What in an address itself is a trap's; None where nothing is.

    >>> trap_in("https://wire.example/a/b/a/b/a/b/")
    'its path repeats itself'
    """
    if len(url) > LONGEST_LISTING:
        return f"its address has {len(url)} letters"
    try:
        parts = urlsplit(url)
    except ValueError:
        return "its address can't be read"
    path = unquote(parts.path)
    segments = [part for part in path.split("/") if part]
    if len(segments) > DEEPEST:
        return f"its path has {len(segments)} parts"
    if _repeats(segments):
        return "its path repeats itself"
    names = [part.partition("=")[0] for part in parts.query.split("&") if part]
    if len(names) > MOST_PARAMETERS:
        return f"its address has {len(names)} parameters"
    if len(set(names)) < len(names) - 2:  # "tag=a&tag=b&tag=c" is a filter that somebody chose
        return "its parameters repeat themselves"
    return "a session's name stands in its path" if _SESSION.search(path) else None


def _repeats(segments: list[str]) -> bool:
    """Whether the parts of a path come again in the same order: /a/b/a/b, /x/x/x. Dates (/11/11) may come twice."""
    words = [part for part in segments if not part.isdecimal()]
    return any(_runs(words, length) for length in range(1, len(words) // 2 + 1))


def _runs(words: list[str], length: int) -> bool:
    """Whether so many parts stand twice in a row; a single one three times ("/world/world" is a section's front)."""
    times = 3 if length == 1 else 2
    blocks = [words[at : at + length * times] for at in range(len(words) - length * times + 1)]
    return any(all(one == other for one, other in pairwise(_pieces(block, length))) for block in blocks)


def _pieces(block: list[str], length: int) -> list[list[str]]:
    return [block[at : at + length] for at in range(0, len(block), length)]


def shape_of(url: str) -> str:
    """What addresses of one kind have alike: digits are "#", long codes and months "*", parameters their names.

    >>> shape_of("https://wire.example/archive/2026/nov/22?page=3&sort=new")
    '/archive/#/*/#?page&sort'
    """
    parts = urlsplit(url)
    path = "/".join(_shape(part) for part in parts.path.split("/"))
    names = sorted({_DIGITS.sub("#", part.partition("=")[0]) for part in parts.query.split("&") if part})
    return f"{path}?{'&'.join(names)}" if names else path


def _shape(part: str) -> str:
    if part[:3].lower() in _MONTHS and (len(part) == 3 or part.lower() in _LONG_MONTHS):
        return "*"
    digits = sum(letter.isdecimal() for letter in part)
    if len(part) >= 16 and digits >= 4 and part.isalnum():
        return "*"
    return _DIGITS.sub("#", part)


_LONG_MONTHS: Final = frozenset(
    "january february march april may june july august september october november december".split()
)
