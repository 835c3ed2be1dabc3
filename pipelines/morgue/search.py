"""Searching copy for a pattern, field by field. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import re2

from pipelines.errors import WrongSettings
from pipelines.items import Article

FIELDS = ("headline", "body", "caption", "byline")


@dataclass(frozen=True, slots=True)
class Hit:
    """A line of an article in which a pattern was found."""

    id: str
    field: str
    line: str


def compile_pattern(pattern: str, *, ignore_case: bool = False) -> "re2._Regexp[str]":
    """A pattern of RE2's syntax: no look-around, no back-references, linear time.

    Raises:
        WrongSettings: It is none.
    """
    options = re2.Options()
    options.case_sensitive = not ignore_case
    options.log_errors = False
    try:
        return re2.compile(pattern, options)
    except re2.error as fault:
        said = fault.args[0].decode() if isinstance(fault.args[0], bytes) else fault.args[0]
        raise WrongSettings(f"{pattern!r} is no pattern of RE2: {said}") from fault


def search(article: Article, pattern: "re2._Regexp[str]", fields: Iterable[str] = FIELDS) -> Iterator[Hit]:
    """The lines of these fields in which the pattern is found."""
    for field in fields:
        for line in _lines(article, field):
            if pattern.search(line):
                yield Hit(article.id, field, line)


def _lines(article: Article, field: str) -> Iterator[str]:
    match field:
        case "headline":
            yield from filter(None, [article.headline])
        case "byline":
            yield from filter(None, [article.byline.printed])
        case "body":
            for block in article.body:
                yield from block.text.splitlines()
        case "caption":
            yield from (picture.caption for picture in article.pictures if picture.caption)
