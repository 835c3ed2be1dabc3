"""What filing says of itself: while it goes on, and at its end."""

from dataclasses import dataclass

from pipelines.storage.uploader import Unsent


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingStatus:
    """How far a run has got, for the line an operator watches."""

    filed: int
    """Articles handed over."""
    spooled: int
    """Articles acknowledged: on the disk and in the ledger."""
    repeats: int
    """Articles handed over again in the same revision, and not filed twice."""
    archived: int
    """Pages handed over to the archive."""
    quarantined: int
    """Stories that could not be filed as they were."""
    parts_waiting: int
    """Finished parts not yet delivered."""
    parts_uploaded: int
    bytes_uploaded: int
    trouble: str | None
    """What the last failed delivery said; null once delivery goes on."""
    crowded: str | None = None
    """How full the spool is, once it is worth a word: "holds 834 MB, 83 % of SPOOL_BYTES (1000 MB)"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingReport:
    """What a run filed, and what is left to do."""

    run: str
    ended: str
    articles: int
    """Articles delivered."""
    parts: int
    bytes: int
    manifest: str | None
    """The manifest's full address; null where it could not be written yet."""
    pages: int = 0
    """Pages delivered to the archive."""
    archived_bytes: int = 0
    quarantined: int = 0
    """Stories that could not be filed as they were: ``scrapy quarantine list``."""
    unsent: tuple[Unsent, ...] = ()
    """Files that wait in the spool, of this run and of earlier ones; the next run on the spool delivers them."""
    unspooled: int = 0
    """Articles handed over that were never acknowledged."""
    recovered: tuple[str, ...] = ()
    """Earlier runs that this one completed."""
    damaged: int = 0
    """Files of the spool that were found unreadable in part; they are kept in its folder ``damaged``."""
    crowded: str | None = None
    """How full the spool was when that was worth a word; null where it never was."""
    trouble: str | None = None
    """What stopped the spool or the ledger."""

    @property
    def ok(self) -> bool:
        """Whether everything is where it belongs."""
        return not (self.unsent or self.unspooled or self.damaged or self.trouble)
