"""Where finished objects go: what a bucket and a folder have in common."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from pipelines.errors import WrongSettings
from pipelines.storage.folder import FolderTarget
from pipelines.storage.held import Held
from pipelines.storage.plan import FilingPlan


class Target(Protocol):
    """A place that keeps objects under keys, each written once and whole.

    Every method raises DeliveryTrouble (worth another try), or of it BucketRefused (needs a person), KeyTaken
    (the key holds other bytes) or NotHeld (there is no such key).

    A crawl needs ``check``, ``put``, ``get`` and, for what was withdrawn, ``list``. ``replace`` and ``delete`` are for
    taking copy back (``scrapy articles withdraw --purge``) and for nothing else.
    """

    def check(self) -> None:
        """Prove that this run may write here, by creating ``about.NOTE_KEY`` where it is not there yet."""

    def put(self, key: str, data: bytes) -> None:
        """Create one object; the same bytes already under the key are success."""

    def put_file(self, key: str, path: Path) -> None:
        """As ``put``, of a file of any size, in bounded memory."""

    def get(self, key: str) -> bytes:
        """Read one object back."""

    def get_range(self, key: str, offset: int, length: int) -> bytes:
        """Read so many bytes of an object, fewer where it ends before; NotHeld too where it has no byte there."""

    def list(self, prefix: str, *, after: str = "") -> Iterator[Held]:
        """The objects whose keys begin with a prefix, in the order of their keys.

        Args:
            prefix: Of the key, not only of whole segments: "index/a/2026" is one.
            after: Only keys behind this one.
        """

    def replace(self, key: str, data: bytes) -> None:
        """Write an object over the one that is there, whole or not at all."""

    def delete(self, key: str) -> None:
        """Remove an object; one that is not there is as good."""

    def where(self, key: str) -> str:
        """The full address of a key, for messages."""


def open_target(plan: FilingPlan) -> Target:
    """The target that ``plan.file_to`` names; nothing is connected or written yet.

    Raises:
        WrongSettings: an address that is neither a bucket's nor a folder's.
    """
    scheme, separator, rest = plan.file_to.partition("://")
    if not separator:
        return FolderTarget(Path(plan.file_to))
    bucket, _, prefix = rest.partition("/")
    if scheme != "s3" or not bucket:
        raise WrongSettings(f"FILE_TO is {plan.file_to!r}: expected s3://bucket/prefix or a folder's path.")
    # botocore takes a third of a second to import: only who files to S3 pays for it.
    from pipelines.storage.s3 import S3Target, make_client

    client = make_client(endpoint=plan.s3_endpoint, region=plan.s3_region, connections=plan.uploads_at_once)
    return S3Target(client, bucket=bucket, prefix=prefix.strip("/"), kms_key=plan.s3_kms_key)
