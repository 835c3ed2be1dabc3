"""What goes from a spider to the desk: the article, and what the wire room knows of it."""

from dataclasses import dataclass
from datetime import datetime

from pipelines.items import Article
from pipelines.schedule import Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A story's last reading that was filed, as the ledger remembers it. Absent is None: an older ledger kept less."""

    revision: int
    stored_at: datetime | None = None
    """When it was stored."""
    anchor: datetime | None = None
    """What its schedule was reckoned from."""
    content_hash: str | None = None
    printed_hash: str | None = None
    fingerprint: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """One article on its way through the desk."""

    article: Article
    """As printed when a spider hands it over, clean behind the desk."""
    printed_hash: str | None = None
    """Hash of the copy as the layout gave it."""
    before: Filed | None = None
    """What was filed of it before; None for a story that is new."""
    etag: str | None = None
    """The page's ETag, to ask by the next time."""
    last_modified: str | None = None
    """Its Last-Modified header, as it came."""
    page_hash: str | None = None
    """What the ledger knows its page, or its pages, by; None: the SHA-256 of ``article.source``."""
    is_missing_more: bool = False
    """Whether a further page of the story did not come that may come another time."""
    rates: tuple[Rate, ...] = ()
    """How often its publisher's stories change, by the steps of the schedule."""
    next_look: datetime | None = None
    """When to look at it again; set behind the desk, None: not again."""
    step: int | None = None
    """The step of the schedule at which it was found changed; set behind the desk, None for a new story."""
    fingerprint: bytes | None = None
    """What is kept of the clean copy; set behind the desk."""
