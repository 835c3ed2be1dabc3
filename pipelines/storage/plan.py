"""Where and how to file: the settings of ``Filing``, checked when they are made."""

from dataclasses import dataclass, field
from math import inf
from pathlib import Path

from pipelines.errors import WrongSettings
from pipelines.redaction import has_user_info
from pipelines.storage.keys import is_run_id


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingPlan:
    """Where articles go, by which spool and ledger, and in what pieces.

    Raises:
        WrongSettings: a value that can't be meant; the message names the setting.
    """

    file_to: str
    """"s3://bucket/prefix" or a folder's path (FILE_TO)."""
    spool: Path
    """The local folder that keeps what is not yet delivered (SPOOL). One run at a time."""
    ledger_url: str = field(repr=False)
    """SQLAlchemy URL of the ledger (LEDGER_URL): "sqlite:///ledger.sqlite"."""
    run_id: str
    """"<UTC yyyymmddThhmmssZ>-<6 digits><8 hex>": ``keys.new_run_id`` makes one."""
    spider: str | None = None
    """Whose run it is, for the ledger's table of runs."""
    part_articles: int = 500
    """Articles after which a part is sealed (PART_ARTICLES): about 4 MB of JSON, 1 MB packed."""
    part_seconds: float = 60.0
    """Seconds after which a part is sealed however few it holds (PART_SECONDS)."""
    articles_per_object: int | None = None
    """1: one JSON object an article (ARTICLES_PER_OBJECT). None: parts of many, packed."""
    archive_bytes: int = 64 * 2**20
    """Bytes, packed, after which a WARC file gets no more (ARCHIVE_BYTES): some 8,000 pages."""
    archive_seconds: float = 3600.0
    """Seconds after which it gets no more however little it holds (ARCHIVE_SECONDS)."""
    spool_bytes: int = 0
    """Bytes that the spool may hold (SPOOL_BYTES); 0: as many as its disk has room for."""
    spool_free_bytes: int = 64 * 2**20
    """Bytes that its disk shall keep free, at most a tenth of it (SPOOL_FREE_BYTES); 0: none."""
    archive_keep_days: float = 0
    """Days that delivered WARC files stay in the spool's folder ``kept`` (ARCHIVE_KEEP_DAYS); 0: age does not count."""
    archive_keep_bytes: int = 0
    """Bytes of them that stay (ARCHIVE_KEEP_BYTES); 0: size does not count. With both 0 none is kept."""
    s3_endpoint: str | None = None
    """The address of an S3 that is not Amazon's (S3_ENDPOINT)."""
    s3_region: str | None = None
    """The bucket's region (S3_REGION); None: what the AWS chain says."""
    s3_kms_key: str | None = None
    """The KMS key to encrypt with (S3_KMS_KEY); None: what the bucket does by default."""
    learns: bool = True
    """Whether the ledger counts the stories' recurring lines (TEMPLATE_LEARNING is not "off")."""
    uploads_at_once: int = 4
    """Parts on their way at the same time. Four keep a 100 Mbit line full with parts of 1 MB."""

    def __post_init__(self) -> None:
        if not is_run_id(self.run_id):
            raise WrongSettings(f"run_id {self.run_id!r}: expected <UTC yyyymmddThhmmssZ>-<6 digits><8 hex digits>.")
        if not self.file_to:
            raise WrongSettings("FILE_TO is empty: expected s3://bucket/prefix or a folder.")
        for name, address in (("FILE_TO", self.file_to), ("S3_ENDPOINT", self.s3_endpoint)):
            if address and has_user_info(address):
                raise WrongSettings(
                    f"{name} is {address!r}: an address with a name or password in it. Credentials come from the AWS "
                    "chain alone: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile or a role."
                )
        if self.articles_per_object not in (None, 1):
            raise WrongSettings(
                f"ARTICLES_PER_OBJECT is {self.articles_per_object}: expected 1 (one JSON object an article) or "
                "nothing (parts of many; PART_ARTICLES says how many)."
            )
        for name, value in (
            ("PART_ARTICLES", self.part_articles),
            ("PART_SECONDS", self.part_seconds),
            ("UPLOADS_AT_ONCE", self.uploads_at_once),
            ("ARCHIVE_BYTES", self.archive_bytes),
            ("ARCHIVE_SECONDS", self.archive_seconds),
        ):
            if value <= 0:
                raise WrongSettings(f"{name} is {value}: expected more than 0.")
        for name, value in (
            ("SPOOL_BYTES", self.spool_bytes),
            ("SPOOL_FREE_BYTES", self.spool_free_bytes),
            ("ARCHIVE_KEEP_DAYS", self.archive_keep_days),
            ("ARCHIVE_KEEP_BYTES", self.archive_keep_bytes),
        ):
            if not 0 <= value < inf:
                raise WrongSettings(f"{name} is {value}: expected 0 or more.")
