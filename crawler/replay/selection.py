"""Which pages are wanted: whose, and from when to when."""

from dataclasses import dataclass
from datetime import UTC, datetime

from pipelines.errors import WrongSettings


@dataclass(frozen=True, slots=True)
class Selection:
    """What the operator asked for. Absent is None: all of it.

    Attributes:
        aggregator: Whose pages, by the aggregator's own name.
        since: The earliest moment of a page.
        until: The moment before which a page must be.
        unfiled: Whether of our archive pages count too whose stories were never filed: no layout fitted them, say.
    """

    aggregator: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    unfiled: bool = False

    def refuses(self, at: datetime | None) -> str | None:
        """Why a page of a moment is not wanted; None where it is. A page of no moment is wanted at any."""
        if at is None:
            return None
        if (self.since and at < self.since) or (self.until and at >= self.until):
            return "other time"
        return None

    def in_words(self) -> dict[str, str | bool | None]:
        """As it is told and remembered."""
        return {
            "aggregator": self.aggregator,
            "since": self.since.isoformat() if self.since else None,
            "until": self.until.isoformat() if self.until else None,
            "unfiled": self.unfiled,
        }


def read_moment(option: str, value: str | None) -> datetime | None:
    """A moment that an operator names: a day such as 2026-11-01, or a time with or without its zone, else UTC.

    "3d" is not taken, as a crawl's ``since`` takes it: a replay that is started again has to mean the same pages.

    Raises:
        WrongSettings: It is none.
    """
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise WrongSettings(
            f"{option} {value}: expected a day such as 2026-11-01 (UTC), or 2026-11-01T06:00Z"
        ) from None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
