"""S3 as a target; the only file that knows boto3. Credentials come from the usual AWS chain, never from a setting.

Every object is created with If-None-Match, so that a key is written once, and with its SHA-256, so that what arrives
is what was sent. A crawl asks the store for put, for head and get to compare a key that is taken, and for the list of
what was withdrawn. Only taking copy back overwrites or deletes.
"""

from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError

from pipelines.errors import DeliveryTrouble, KeyTaken, NotHeld
from pipelines.storage.about import NOTE, NOTE_KEY
from pipelines.storage.disk import PIECE, digest_of_file
from pipelines.storage.held import Held
from pipelines.storage.keys import checked
from pipelines.storage.s3_trouble import read_trouble

if TYPE_CHECKING:
    from types_boto3_s3 import S3Client

# A connection that is not up in 5 s is not coming up. A read waits for the store's answer to a whole part: 60 s is
# boto3's own figure, said here so that it is a choice.
CONNECT_SECONDS = 5
READ_SECONDS = 60
# The first try and two more, with growing pauses, for a hiccup; longer trouble is the uploader's to sit out.
TRIES = 3
CONTENT_TYPES = {
    ".gz": "application/gzip",
    ".json": "application/json",
    ".txt": "text/plain; charset=utf-8",
    ".cdxj": "text/plain; charset=utf-8",
}


def make_client(
    *, endpoint: str | None, region: str | None, connections: int = 4, keys: tuple[str, str] | None = None
) -> "S3Client":
    """An S3 client whose timeouts and retries are chosen; nothing is connected yet.

    Args:
        endpoint: The address of an S3 that is not Amazon's.
        region: The bucket's region; None: what the AWS chain says.
        connections: Requests at the same time.
        keys: Access key and secret of a store that this very process started (demo, tests). None, as in every
            run: the AWS chain.
    """
    access: dict[str, Any] = {"aws_access_key_id": keys[0], "aws_secret_access_key": keys[1]} if keys else {}
    config = Config(
        connect_timeout=CONNECT_SECONDS,
        read_timeout=READ_SECONDS,
        retries={"mode": "standard", "total_max_attempts": TRIES},
        max_pool_connections=connections + 1,
        user_agent_extra="copydesk",
    )
    with name_trouble("the S3 client"):
        return boto3.session.Session().client("s3", endpoint_url=endpoint, region_name=region, config=config, **access)


class S3Target:
    """Objects in a bucket under a prefix."""

    def __init__(self, client: "S3Client", *, bucket: str, prefix: str = "", kms_key: str | None = None):
        self.client = client
        self.bucket = bucket
        self.prefix = f"{prefix}/" if prefix else ""
        self.encryption: dict[str, Any] = (
            {"ServerSideEncryption": "aws:kms", "SSEKMSKeyId": kms_key, "BucketKeyEnabled": True} if kms_key else {}
        )

    def check(self) -> None:
        """As ``Target.check``: whether the note is created or was there before, the store let this run ask."""
        self._create(NOTE_KEY, NOTE, digest_of(NOTE))

    def put(self, key: str, data: bytes) -> None:
        """As ``Target.put``."""
        digest = digest_of(data)
        if not self._create(key, data, digest):
            self._compare(key, digest)

    def put_file(self, key: str, path: Path) -> None:
        """As ``Target.put_file``; one request, so at most 5 GB."""
        digest = b64encode(bytes.fromhex(digest_of_file(path))).decode("ascii")
        with path.open("rb") as file:
            if not self._create(key, file, digest):
                self._compare(key, digest)

    def _compare(self, key: str, digest: str) -> None:
        """Make sure of what lies under a key that was taken, or that the store says it wrote and does not prove it."""
        try:
            held = self._digest(key, digest)
        except NotHeld as error:
            raise DeliveryTrouble(
                f"{self.where(key)}: the store answered that it has this object and does not hold it. It is sent again."
            ) from error
        if held != digest:
            raise KeyTaken(
                f"{self.where(key)} holds other bytes (SHA-256, base64: {held}) than this part ({digest}). "
                "Nothing was overwritten: compare the two, then move one away."
            )

    def get(self, key: str) -> bytes:
        """As ``Target.get``."""
        with self._trouble(key):
            return self.client.get_object(Bucket=self.bucket, Key=self._key(key))["Body"].read()

    def get_range(self, key: str, offset: int, length: int) -> bytes:
        """As ``Target.get_range``."""
        wanted = f"bytes={offset}-{offset + length - 1}"
        with self._trouble(key):
            return self.client.get_object(Bucket=self.bucket, Key=self._key(key), Range=wanted)["Body"].read()

    def list(self, prefix: str, *, after: str = "") -> Iterator[Held]:
        """As ``Target.list``; a request for every thousand objects."""
        start: Any = {"StartAfter": self.prefix + after} if after else {}
        with self._trouble(prefix):
            listing = self.client.get_paginator("list_objects_v2")
            for page in listing.paginate(Bucket=self.bucket, Prefix=self.prefix + prefix, **start):
                for entry in page.get("Contents", ()):
                    yield Held(entry["Key"].removeprefix(self.prefix), entry["Size"])

    def replace(self, key: str, data: bytes) -> None:
        """As ``Target.replace``."""
        digest = digest_of(data)
        if not self._put(key, data, digest, {}):
            self._compare(key, digest)

    def delete(self, key: str) -> None:
        """As ``Target.delete``."""
        with self._trouble(key):
            self.client.delete_object(Bucket=self.bucket, Key=self._key(key))

    def where(self, key: str) -> str:
        """As ``Target.where``."""
        return f"s3://{self.bucket}/{self.prefix}{key}"

    def _create(self, key: str, data: bytes | BinaryIO, digest: str) -> bool:
        """Create an object; False where the key is taken, by whatever bytes, or it is not proved that it arrived."""
        try:
            return self._put(key, data, digest, {"IfNoneMatch": "*"})
        except KeyTaken:
            return False

    def _put(self, key: str, data: bytes | BinaryIO, digest: str, condition: dict[str, Any]) -> bool:
        """Send an object.

        Returns:
            Whether the answer names the SHA-256 that was sent, as Amazon's and SeaweedFS' do. One that does not may
            come from something on the way that passed nothing on.

        Raises:
            KeyTaken: The condition is not met.
        """
        kind = CONTENT_TYPES.get(key[key.rfind(".") :], "application/octet-stream")
        with self._trouble(key):
            try:
                answer = self.client.put_object(
                    Bucket=self.bucket,
                    Key=self._key(key),
                    Body=data,
                    ContentType=kind,
                    ChecksumSHA256=digest,
                    **condition,
                    **self.encryption,
                )
            except ClientError as error:
                if error.response["ResponseMetadata"]["HTTPStatusCode"] == 412:
                    raise KeyTaken(f"{self.where(key)} is taken.") from error
                raise
        return answer.get("ChecksumSHA256") == digest

    def _digest(self, key: str, wanted: str) -> str:
        """The SHA-256 of the object that is there, from the store's own record or else from its bytes."""
        with self._trouble(key):
            head = self.client.head_object(Bucket=self.bucket, Key=self._key(key), ChecksumMode="ENABLED")
            recorded = head.get("ChecksumSHA256")
            # Where the record is another (an object sent in pieces has a digest of digests), the bytes decide.
            return recorded if recorded == wanted else self._digest_of_bytes(key)

    def _key(self, key: str) -> str:
        return self.prefix + checked(key)

    def _digest_of_bytes(self, key: str) -> str:
        digest = sha256()
        for piece in self.client.get_object(Bucket=self.bucket, Key=self._key(key))["Body"].iter_chunks(PIECE):
            digest.update(piece)
        return b64encode(digest.digest()).decode("ascii")

    @contextmanager
    def _trouble(self, key: str) -> Iterator[None]:
        with name_trouble(self.where(key)):
            yield


def digest_of(data: bytes) -> str:
    """SHA-256 as S3 writes it: base64."""
    return b64encode(sha256(data).digest()).decode("ascii")


@contextmanager
def name_trouble(where: str) -> Iterator[None]:
    """Turn what boto3 raises into copydesk's own troubles (``s3_trouble``)."""
    try:
        yield
    except ClientError as error:
        said = error.response.get("Error", {})
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode")
        raise read_trouble(where, said.get("Code", "unknown"), status, said.get("Message", str(error))) from error
    # ValueError: an endpoint that is no address; ResponseParserError: an answer that is cut or none of S3's.
    except (BotoCoreError, ResponseParserError, ValueError) as error:
        raise read_trouble(where, type(error).__name__, None, str(error)) from error
