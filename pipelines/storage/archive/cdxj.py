"""The index beside a WARC file: a CDXJ line for each page, sorted, as pywb and its kin read it.

    com,inkl)/news/harbour-bill 20260801090000 {"url": "https://…", "mime": "text/html", "status": "200", …}

Form: the CDXJ of pywb and OpenWayback: a sort-friendly address (SURT), fourteen digits of UTC, one JSON object whose
values are strings; ``offset`` and ``length`` are of the record's gzip member.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from fastwarc import ArchiveIterator, WarcRecord, WarcRecordType
from surt import surt

PAGES = WarcRecordType.response | WarcRecordType.revisit
REVISIT = "warc/revisit"


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in a WARC file.

    Attributes:
        url: Where it was asked for.
        at: When, in UTC.
        mime: Its media type; "warc/revisit" where the payload stands elsewhere.
        status: The answer's status; None where the record has none.
        digest: "sha256:<hex>" of the payload, as the record says.
        offset: Bytes of the file before the record.
        length: The record's bytes, packed.
    """

    url: str
    at: datetime
    mime: str
    status: int | None
    digest: str
    offset: int
    length: int


def read_entries(path: Path) -> Iterator[Entry]:
    """The pages of a WARC file, in their order; memory is bounded by one record.

    Raises:
        OSError: The file can't be read.
        ValueError: A record of it can't.
    """
    size = path.stat().st_size
    page: tuple[int, WarcFacts] | None = None
    with path.open("rb") as file:
        for record in ArchiveIterator(file, parse_http=True):
            start = record.stream_pos
            if page:
                yield page[1].entry(page[0], start - page[0])
            page = (start, WarcFacts.of(record)) if record.record_type & PAGES else None
    if page:
        yield page[1].entry(page[0], size - page[0])


@dataclass(frozen=True, slots=True)
class WarcFacts:
    """What a record's headers say of its page."""

    url: str
    at: datetime
    mime: str
    status: int | None
    digest: str

    @classmethod
    def of(cls, record: WarcRecord) -> "WarcFacts":
        """Read a record; it is gone when the next one is."""
        is_revisit = record.record_type == WarcRecordType.revisit
        http = record.http_headers
        return cls(
            url=record.headers["WARC-Target-URI"] or "",
            at=record.record_date,
            mime=REVISIT if is_revisit else record.http_content_type or "unk",
            status=http.status_code if http is not None else None,
            digest=record.headers.get("WARC-Payload-Digest") or "",
        )

    def entry(self, offset: int, length: int) -> Entry:
        """The same with where the record stands."""
        return Entry(self.url, self.at, self.mime, self.status, self.digest, offset, length)


def write_cdxj(entries: Iterator[Entry], warc: str) -> tuple[bytes, int]:
    """The index of a WARC file.

    Args:
        entries: Its pages.
        warc: The file's key; the index names its last segment.

    Returns:
        The lines, sorted, and how many there are.
    """
    name = warc.rpartition("/")[2]
    lines = sorted(_line(entry, name) for entry in entries)
    return b"".join(lines), len(lines)


def _line(entry: Entry, name: str) -> bytes:
    facts = {
        "url": entry.url,
        "mime": entry.mime,
        "status": str(entry.status or ""),
        "digest": entry.digest,
        "length": str(entry.length),
        "offset": str(entry.offset),
        "filename": name,
    }
    at = entry.at.astimezone(UTC).strftime("%Y%m%d%H%M%S")
    return f"{surt(entry.url)} {at} ".encode() + msgspec.json.encode(facts) + b"\n"
