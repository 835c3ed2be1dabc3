"""The manifest: the last word of a run, naming each object it filed. Pure."""

from dataclasses import dataclass
from datetime import datetime

import msgspec

from pipelines.storage.journal import RunStart
from pipelines.storage.keys import ARCHIVE, ARTICLES, QUARANTINE, kind_of
from pipelines.storage.parts import FiledObject, Maker

SCHEMA = "copydesk.manifest/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestPart:
    """One object of the run."""

    key: str
    count: int
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a run filed. Nothing is added to it later: a manifest that is there is complete."""

    schema: str
    run: str
    started: datetime
    ended: str
    """How the run ended: "finished", "recovered" (killed, or left something unsent: a later run wrote this), …"""
    ended_at: datetime
    version: str
    """The release that ran."""
    made_by: tuple[Maker, ...]
    """The releases and digests of rules found in the articles; a replay may mix them."""
    articles: int
    parts: tuple[ManifestPart, ...]
    """The articles' parts."""
    archives: tuple[ManifestPart, ...] = ()
    """The WARC files, each with its index beside it; counts are of pages."""
    quarantine: tuple[ManifestPart, ...] = ()
    """What could not be filed as it was, for a person to look at."""


def write_manifest(start: RunStart, delivered: list[FiledObject], *, ended: str, ended_at: datetime) -> bytes:
    """A run's manifest as JSON, indented for people."""
    makers = {maker for entry in delivered for maker in entry.made_by}
    parts = _of_kind(delivered, ARTICLES)
    manifest = Manifest(
        schema=SCHEMA,
        run=start.run,
        started=start.started,
        ended=ended,
        ended_at=ended_at,
        version=start.version,
        made_by=tuple(sorted(makers, key=lambda maker: (maker.version, maker.rules or ""))),
        articles=sum(part.count for part in parts),
        parts=parts,
        archives=_of_kind(delivered, ARCHIVE),
        quarantine=_of_kind(delivered, QUARANTINE),
    )
    return encode_manifest(manifest)


def encode_manifest(manifest: Manifest) -> bytes:
    """A manifest as JSON, indented for people; the other way of ``read_manifest``."""
    return msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n"


def _of_kind(delivered: list[FiledObject], kind: str) -> tuple[ManifestPart, ...]:
    return tuple(
        ManifestPart(key=entry.key, count=entry.count, sha256=entry.sha256, bytes=entry.bytes)
        for entry in delivered
        if kind_of(entry.key) == kind
    )


def read_manifest(data: bytes) -> Manifest:
    """A manifest read back."""
    return msgspec.json.decode(data, type=Manifest)
