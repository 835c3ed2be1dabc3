"""The bounds that the operator set: no more stories than ``limit``, none older than ``since``."""

from datetime import datetime

from crawler.frontier.arguments import Arguments
from pipelines.items import Article
from pipelines.text.dates import resolve_date


class Scope:
    """What the run may file, held against what it has filed so far."""

    def __init__(self, arguments: Arguments, *, timezone: str):
        self._arguments = arguments
        self._timezone = timezone
        self._filed = 0

    @property
    def since(self) -> datetime | None:
        """No story older than this; None: no bound."""
        return self._arguments.since

    @property
    def is_full(self) -> bool:
        """Whether as many stories as the run may file are filed."""
        return self._arguments.limit is not None and self._filed >= self._arguments.limit

    def left(self, on_the_way: int) -> int:
        """How many stories more the run may ask for, when so many are on their way."""
        if self._arguments.limit is None:
            return 1 << 30
        return max(0, self._arguments.limit - self._filed - on_the_way)

    def one_filed(self) -> None:
        """A story was filed."""
        self._filed += 1

    def published(self, article: Article) -> datetime | None:
        """When an article as printed says that it was published; None where it does not, or is not understood."""
        if article.published is None:
            return None
        return resolve_date(article.published.printed, fetched_at=article.source.fetched_at, zone=self._timezone).at

    def is_old(self, published: datetime | None, discovered: datetime | None) -> bool:
        """Whether a story is older than asked for: by its publication, else by when its address was first seen."""
        moment = published or discovered
        return self.since is not None and moment is not None and moment < self.since
