"""Which articles are meant: of which aggregator, fetched when. Pure."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from pipelines.storage.keys import safe_segment

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Bounds on what is read; None is no bound. The moment is that of the fetch, as in the parts' keys."""

    aggregator: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    """Before this moment."""

    def has_day(self, day: date) -> bool:
        """Whether any moment of a UTC day is within."""
        begins = datetime.combine(day, time(), UTC)
        return (self.since is None or self.since < begins + DAY) and (self.until is None or begins < self.until)

    def has(self, fetched: datetime | None, day: date | None) -> bool:
        """Whether an article is within; one without a moment is where its day is."""
        if fetched is None:
            return day is None or self.has_day(day)
        return (self.since is None or self.since <= fetched) and (self.until is None or fetched < self.until)

    def prefix(self, kind: str) -> str:
        """What the keys of a kind of parts begin with."""
        return f"{kind}/aggregator={safe_segment(self.aggregator)}/" if self.aggregator else f"{kind}/aggregator="

    def in_whole_days(self) -> "Window":
        """The window widened to UTC days, first and last taken whole."""
        since = self.since and datetime.combine(self.since.astimezone(UTC), time(), UTC)
        until = self.until and datetime.combine(self.until.astimezone(UTC), time(), UTC)
        if until is not None and self.until is not None and until < self.until:
            until += DAY
        return Window(aggregator=self.aggregator, since=since, until=until)
