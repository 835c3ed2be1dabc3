"""The site's own name: how it is known, and what is known by it."""

import re
from urllib.parse import urlsplit

from crawler.layouts.fields import Evidence
from crawler.reader.headline.parts import parts_of
from crawler.reader.headline.words import fold, plain
from pipelines.text.whitespace import tidy

LONGEST_ARTICLE = 4  # letters before a site's name in its title: "The Courier" at courier.example
LONGEST_TITLE = 1000  # characters that are looked at
LONGEST_NAME = 60  # characters
SHORTEST_HOST = 3  # letters that may be a name's initials
MOST_WORDS = 8
_WORDS = re.compile(r"\w+")
MOST_SPACES = 4  # in a name that only a title's end tells of


def site_names(evidence: Evidence) -> frozenset[str]:
    """What the site calls itself, folded: by its metadata, and its host with and without the ending."""
    host = (urlsplit(evidence.page.url).hostname or "") if evidence.page.url else ""
    host = host.removeprefix("www.")
    given = (
        evidence.meta.get("og:site_name"),
        evidence.meta.get("application-name"),
        evidence.linked.text("publisher.name"),
        host,
        host.partition(".")[0],
        max(host.split(".")[:-1], key=len, default=""),
    )
    return frozenset(folded for name in given if name and len(folded := fold(name)) > 1)


def title_names(evidence: Evidence) -> frozenset[str]:
    """The same, and what stands in the page's title behind the very words of its social title."""
    social = evidence.meta.get("og:title") or evidence.linked.text("headline")
    behind = _behind(evidence.title, social)
    names = evidence.once(site_names)
    return names | {fold(behind)} if behind else names


def _behind(title: str | None, social: str | None) -> str | None:
    """The last part of the page's title, where all before it begins with its social title."""
    title, social = tidy((title or "")[:LONGEST_TITLE]), tidy((social or "")[:LONGEST_TITLE])
    if not social or not title.startswith(social) or len(title) == len(social):
        return None
    parts = parts_of(title)
    last = parts[-1]
    return last if len(parts) > 1 and last not in social and last.count(" ") <= MOST_SPACES else None


def is_site(text: str, names: frozenset[str]) -> bool:
    """Whether words are the site's name, give or take an ending, a word or an accent: "Metro News" for "Metro".

    A name that its host shortens is known by it: "Parco Nazionale del Faro" at parcofaro.example, "North East
    Times" at netimes.example.
    """
    folded = fold(text)
    if not folded or len(text) > LONGEST_NAME:
        return False
    if folded in names:
        return True
    bare = plain(folded)
    return any(_is_name(name, folded) or (bare != folded and _is_name(name, bare)) for name in names) or any(
        spells(name, text) for name in names if name.isascii()
    )


def _is_name(name: str, folded: str) -> bool:
    return len(name) > 3 and (
        folded.startswith(name)
        or (len(folded) > 3 and folded in name)
        or (folded.endswith(name) and len(folded) <= len(name) + LONGEST_ARTICLE)
    )


def spells(host: str, name: str) -> bool:
    """Whether a host's letters are a name's words and initials, in their order, the first and most of them used."""
    found = _WORDS.findall(plain(name))
    if len(host) < SHORTEST_HOST or not 2 <= len(found) <= MOST_WORDS or not found[0].startswith(host[0]):
        return False
    left, whole, initials = host, 0, 0
    for word in found:
        if left.startswith(word) and len(word) > 1:
            left, whole = left[len(word) :], whole + 1
        elif left and word[0] == left[0] and len(word) > 1:
            left, initials = left[1:], initials + 1
    if left:
        return False
    return whole > 1 or (whole and initials > 0) or initials == sum(len(word) > 3 for word in found) > 2
