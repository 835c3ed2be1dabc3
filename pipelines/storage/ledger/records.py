"""What goes into the ledger and comes out of it. Moments are aware and come back in UTC; None means absent."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from pipelines.text.template.sightings import StoryLines

Outcome = Literal["unchanged", "gone", "failed", "refused", "old"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A story whose address was seen."""

    id: str
    url: str
    at: datetime
    on: str | None = None
    """The listing it was seen on."""
    headline: str | None = None
    publisher: str | None = None
    published: datetime | None = None
    """What the listing says of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a look at a story's page told besides the article, for whoever looks again."""

    etag: str | None = None
    last_modified: str | None = None
    """Both as the server printed them."""
    page_hash: str | None = None
    """Digest of the page's bytes."""
    printed_hash: str | None = None
    """Digest of the copy as printed, before the desk."""
    fingerprint: bytes | None = None
    rules: str | None = None
    """Digest of the rules the copy was made by; None: take the article's own."""
    next_look: datetime | None = None
    """When to look again; None: never."""
    step: int | None = None
    """The step of the schedule at which the copy was found changed; None: as many as there were looks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredStory:
    """A story whose article the spool holds safely. The optional facts are those of ``Facts``."""

    id: str
    url: str | None
    content_hash: str | None
    revision: int
    run: str
    part: str
    stored_at: datetime
    lines: StoryLines | None = None
    """What it shows of its aggregator's template; None where nobody looked. Counted when the story is first stored."""
    etag: str | None = None
    last_modified: str | None = None
    page_hash: str | None = None
    printed_hash: str | None = None
    fingerprint: bytes | None = None
    rules: str | None = None
    publisher: str | None = None
    published: datetime | None = None
    next_look: datetime | None = None
    looked_at: datetime | None = None
    """None: when it was stored."""
    step: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """Which of an aggregator's stories a run is for, where that is not all of them."""

    under: str | None = None
    """What their ids begin with: "site/paper.example/"; None: ``found_on`` says which."""
    found_on: tuple[str, ...] = ()
    """The listings on which they were first seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A story that a run has claimed."""

    id: str
    url: str
    state: Literal["discovered", "stored", "failed"]
    """stored: look again. failed: it was never stored. What is asked for by id and is gone or refused is one of the
    two."""
    tries: int
    """Failures since the last success."""
    discovered_at: datetime
    stored_at: datetime | None = None
    """When the revision stored last was stored; None where none is."""
    looks: int
    """Looks made since it was first stored, whatever they showed; failed ones do not count."""
    etag: str | None = None
    last_modified: str | None = None
    page_hash: str | None = None
    content_hash: str | None = None
    printed_hash: str | None = None
    fingerprint: bytes | None = None
    revision: int | None = None
    """The revision stored last; None where none is."""
    rules: str | None = None
    publisher: str | None = None
    published: datetime | None = None
    found_on: str | None = None
    """The listing it was first seen on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A look at a story that brought no new copy. What is None leaves what the ledger has, ``next_look`` excepted.

    unchanged: its page, or the copy on it, is as it was. gone: the page is no longer there. failed: it could not be had
    or read. refused: its site asks to leave it alone. old: it is older than this run was asked for, and not stored.
    """

    id: str
    at: datetime
    outcome: Outcome
    next_look: datetime | None = None
    """When to try again; None: never of itself. What is gone or old has none."""
    reason: str | None = None
    step: int | None = None
    """The step of the schedule that an unchanged look belongs to; None: as many as there were looks."""
    url: str | None = None
    """Where it was read, if not where it was asked for."""
    published: datetime | None = None
    etag: str | None = None
    last_modified: str | None = None
    page_hash: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """How often a publisher's stories turned out changed at one step of the schedule."""

    step: int
    """0: the first of the schedule."""
    looks: int
    changes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingState:
    """A listing, as it was looked at last; all None and zero for one that never was."""

    url: str
    aggregator: str
    source: int = 0
    """Which of the aggregator's sources reads it."""
    page: int = 1
    """2, 3, …: a page behind a listing."""
    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None
    """Digest of its story keys."""
    looked_at: datetime | None = None
    changed_at: datetime | None = None
    next_look: datetime | None = None
    interval: float | None = None
    """Seconds between two looks, as learned."""
    failures: int = 0
    """Failures since the last success."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HostState:
    """What was asked of a host on one day, and until when it wants to be left alone."""

    host: str
    day: date
    requests: int = 0
    bytes: int = 0
    not_before: datetime | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A story elsewhere that a link-only aggregator points to."""

    id: str
    """Its normalised URL."""
    url: str
    source: str
    """The aggregator that printed it."""
    at: datetime
    headline: str | None = None
    publisher: str | None = None
    found_on: str | None = None
    state: Literal["open", "taken"] = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What a story's words look like, to find it again elsewhere."""

    id: str
    aggregator: str
    at: datetime
    own: bool
    """Whether it is on the publisher's own pages."""
    signature: bytes
    cluster: str
    canonical_id: str
