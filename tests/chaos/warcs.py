"""The records of WARC files as a reader of other people's making (fastwarc) finds them."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO

from fastwarc.warc import ArchiveIterator, WarcRecordType


@dataclass(frozen=True)
class Record:
    """A response, or a revisit of one."""

    offset: int
    length: int
    said: str
    """The SHA-256 of the page that it names, in hexadecimal; "" where it names none."""
    page: str | None
    """That of the page that it holds; None for a revisit, which holds none."""


def records(data: bytes) -> Iterator[Record]:
    """The responses and revisits of a WARC file. One that is cut ends where it can't be read."""
    kinds = WarcRecordType.response | WarcRecordType.revisit
    starts, found = [], []
    for record in ArchiveIterator(BytesIO(data), parse_http=True, record_types=WarcRecordType.any_type):
        starts.append(record.stream_pos)
        if record.record_type & kinds:
            page = sha256(record.reader.read()).hexdigest() if record.record_type == WarcRecordType.response else None
            said = record.headers.get("WARC-Payload-Digest") or ""
            found.append((record.stream_pos, said.removeprefix("sha256:"), page))
    ends = dict(zip(starts, [*starts[1:], len(data)], strict=True))
    for offset, said, page in found:
        yield Record(offset, ends[offset] - offset, said, page)
