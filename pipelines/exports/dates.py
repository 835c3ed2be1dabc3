"""A Timestamp for those who take ISO 8601: no more exactly than it was printed. Pure."""

from pipelines.items import Timestamp


def as_iso(stamp: Timestamp | None) -> str | None:
    """As "2026-08-01T04:00:00-05:00", "2026-08-01" or "2026-08", by its precision; None where it is not understood."""
    if stamp is None or stamp.at is None:
        return None
    match stamp.precision:
        case "month":
            return f"{stamp.at:%Y-%m}"
        case "day":
            return stamp.at.date().isoformat()
        case _:
            return stamp.at.isoformat()
