"""Times as printed, resolved against the moment of fetching and the aggregator's zone."""

import re
from dataclasses import replace

from pipelines.items import Article, Timestamp
from pipelines.stages.base import Stage
from pipelines.text.dates import resolve_date
from pipelines.text.dates.zones_of_languages import ZONES

# "2017-01-06T14:05:00", as JSON-LD and meta elements have it.
MACHINE_STAMP = re.compile(r"\d{4}-\d\d-\d\d[T ]")


class ResolveDates(Stage):
    """``published.printed``, ``updated.printed`` -> ``at``, ``precision``, ``assumed_zone``."""

    name = "resolve_dates"

    def apply(self, article: Article) -> Article:
        """Resolve both times; one that is not understood keeps its ``printed`` alone."""
        if article.published is None and article.updated is None:
            return article
        return replace(
            article,
            published=self._resolve(article.published, article),
            updated=self._resolve(article.updated, article),
        )

    def _resolve(self, printed: Timestamp | None, article: Article) -> Timestamp | None:
        if printed is None:
            return None
        return resolve_date(
            printed.printed,
            fetched_at=article.source.fetched_at,
            languages=(article.language,) if article.language else (),
            zone=self.plan.zones.get(article.aggregator) or _zone_of(printed.printed, article.language),
        )


def _zone_of(printed: str, language: str | None) -> str | None:
    """The zone of a clock that a page prints, by its language. A stamp for machines that names none is seldom local."""
    return ZONES.get((language or "")[:2]) if MACHINE_STAMP.match(printed) is None else None
