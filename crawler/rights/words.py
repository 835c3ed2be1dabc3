"""Robots directives of a page: the X-Robots-Tag header and ``meta name="robots"``. Theirs, not robots.txt's.

Source: the directives that Google, Bing and Yandex document for robots meta tags, and "noai" (DeviantArt, 2022).
"""

from collections.abc import Iterable

OURS = "copydesk"
"""The name that sites may call us by: ``X-Robots-Tag: copydesk: noarchive``, ``<meta name="copydesk" …>``."""

# Directives that have a value, which is where a colon does not follow the name of a robot.
VALUED = frozenset({"max-snippet", "max-image-preview", "max-video-preview", "unavailable_after"})

# A page that prints more is no page that means what it prints.
MOST_WORDS = 50


def header_words(values: Iterable[str]) -> tuple[str, ...]:
    """The directives of X-Robots-Tag headers that are said to all robots or to us.

    A name before a colon holds for the directives after it, up to the next name: in
    "googlebot: noindex, nofollow, copydesk: noarchive" only "noarchive" concerns us. Each header begins anew.
    """
    words: list[str] = []
    for value in values:
        to_us = True
        for part in value.lower().split(","):
            name, colon, rest = part.partition(":")
            if colon and _is_robot(name.strip()):
                to_us, part = name.strip() == OURS, rest
            if to_us:
                words.append(part)
    return _plain(words)


def meta_words(contents: Iterable[str]) -> tuple[str, ...]:
    """The directives of ``content`` attributes of meta tags for all robots or for us: "noindex, follow"."""
    return _plain(part for content in contents for part in content.lower().replace(";", ",").split(","))


def _is_robot(name: str) -> bool:
    return name not in VALUED and name.replace("-", "").replace("_", "").isalnum()


def _plain(words: Iterable[str]) -> tuple[str, ...]:
    """Each directive once, in order, spaces put right: "max-snippet:20"."""
    tidy = (":".join(piece.strip() for piece in " ".join(word.split()).split(":", 1)) for word in words)
    return tuple(dict.fromkeys(word for word in tidy if word and len(word) < 100 and word.isprintable()))[:MOST_WORDS]
