"""What was filed, and which revision of which story each article is, told by its copy alone."""

import gzip
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from crawler.demo import truth
from crawler.demo.newsroom import Newsroom, Planned, edition

# How much of headline, byline and paragraphs an article and the revision it is taken for must share (Jaccard): a story
# has six paragraphs or more, so one that the desk struck or kept by mistake leaves three quarters.
ALIKE = 0.7


@dataclass(frozen=True, slots=True)
class Filed:
    """One article of the bucket, with what the plan says it is."""

    article: dict[str, Any]
    planned: Planned
    revision: int
    """Which revision of the plan its copy is."""

    @property
    def name(self) -> str:
        """For a message."""
        return f"{self.article['id']} (revision {self.article['revision']}, {self.revision} by the plan)"


def read_filed(keys: Iterable[str], get: Callable[[str], bytes]) -> list[dict[str, Any]]:
    """Every article under ``articles/``, in order of key and line."""
    articles: list[dict[str, Any]] = []
    for key in sorted(keys):
        if "articles/" in key:
            data = get(key)
            articles += map(json.loads, (gzip.decompress(data) if key.endswith(".gz") else data).splitlines())
    return articles


def recognise(articles: Iterable[dict[str, Any]], newsroom: Newsroom) -> tuple[list[Filed], list[str]]:
    """Each article's story and revision, and what is neither."""
    by_slug = newsroom.by_slug()
    filed, strange = [], []
    for article in articles:
        planned = by_slug.get(article["id"].partition("/")[2])
        revision = _revision(planned, article) if planned else None
        if planned is None or revision is None:
            strange.append(f"{article['id']}: no story's copy" if planned else f"{article['id']}: no story of the plan")
        else:
            filed.append(Filed(article, planned, revision))
    return filed, strange


def _revision(planned: Planned, article: dict[str, Any]) -> int | None:
    """The revision whose copy is most like the article's; None where none is like it."""
    printed = _printed(article["headline"], article["byline"]["printed"], *(block["text"] for block in article["body"]))
    likeness = {
        number: len(printed & copy) / len(printed | copy) for number, copy in enumerate(_revisions(planned), start=1)
    }
    best = max(likeness, key=lambda number: (likeness[number], number))
    return best if likeness[best] >= ALIKE else None


@cache
def _revisions(planned: Planned) -> tuple[frozenset[tuple[int, str | None]], ...]:
    """Headline, byline and paragraphs of each revision."""
    numbers = [0, *(number for number, change in enumerate(planned.changes, start=1) if change.revises)]
    gold = [truth(edition(planned, number)) for number in numbers]
    return tuple(
        _printed(one["headline"], one["byline_raw"], *(block["text"] for block in one["body"])) for one in gold
    )


def _printed(headline: str | None, byline: str | None, *paragraphs: str) -> frozenset[tuple[int, str | None]]:
    return frozenset({(0, headline), (1, byline), *((2, text) for text in paragraphs)})
