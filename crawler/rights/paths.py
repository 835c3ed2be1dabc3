"""Path patterns as robots.txt has them (RFC 9309, 2.2.2): a prefix, with ``*`` for anything and ``$`` for the end."""

from collections.abc import Iterable
from typing import TypeVar
from urllib.parse import quote, unquote, urlsplit

Said = TypeVar("Said")


def path_of(url: str) -> str:
    """What patterns are held against: path and query of an address, escapes undone alike on both sides."""
    parts = urlsplit(url)
    return _alike((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))


def matches(pattern: str, path: str) -> bool:
    """Whether a pattern speaks of a path that ``path_of`` gave.

    Pieces between stars are looked for from left to right, each once, so no pattern takes more than linear time a
    piece. "/news/*.html$" speaks of "/news/a.html", not of "/news/a.html?x"; an empty pattern speaks of nothing.
    """
    if not pattern:
        return False
    anchored = pattern.endswith("$")
    first, *pieces = _alike(pattern.removesuffix("$")).split("*")
    if not path.startswith(first):
        return False
    if not pieces:
        return not anchored or path == first
    *amid, last = pieces
    at = len(first)
    for piece in amid:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    if anchored:
        return path.endswith(last) and len(path) - len(last) >= at
    return path.find(last, at) >= 0


def most_specific(rules: Iterable[tuple[str, Said]], path: str) -> list[Said]:
    """What the longest of the matching patterns says; more than one answer where patterns of one length match."""
    speaking = [(len(pattern), said) for pattern, said in rules if matches(pattern, path)]
    longest = max((length for length, _ in speaking), default=0)
    return [said for length, said in speaking if length == longest]


def _alike(path: str) -> str:
    """One spelling for a path, however it was escaped; a star or dollar that was escaped stays so."""
    kept = path.replace("%2A", "%252A").replace("%2a", "%252A").replace("%24", "%2524")
    return quote(unquote(kept), safe="/*?=&%~+,;:@!'()$")
