"""Conditional requests, as RFC 9110 section 13 has them: whether 304 is the answer."""

from dataclasses import dataclass
from datetime import datetime
from email.message import Message
from email.utils import format_datetime, parsedate_to_datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What an answer says of its state; None where it does not say."""

    etag: str | None = None
    modified: datetime | None = None
    """UTC, whole seconds."""

    @property
    def fields(self) -> dict[str, str]:
        """As header fields."""
        fields = {} if self.etag is None else {"ETag": self.etag}
        if self.modified is not None:
            fields["Last-Modified"] = format_datetime(self.modified, usegmt=True)
        return fields


def is_unchanged(state: Validators, asked: Message) -> bool:
    """Whether a client that sent these header fields has the page as it is.

    If-None-Match goes before If-Modified-Since (RFC 9110, 13.2.2), even where the page has no ETag.
    """
    tags = asked.get("If-None-Match")
    if tags is not None:
        return state.etag is not None and state.etag in (tag.strip().removeprefix("W/") for tag in tags.split(","))
    since = asked.get("If-Modified-Since")
    if since is None or state.modified is None:
        return False
    try:
        return state.modified <= parsedate_to_datetime(since)
    except (TypeError, ValueError):  # no date, or one without a zone: as if it were not there (13.1.3)
        return False
