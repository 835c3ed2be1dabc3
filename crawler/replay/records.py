"""A WARC file's pages, whatever state it is in: fastwarc reads it, and after damage reading goes on behind it.

WARC 1.0 and 1.1, packed a record at a time or as a whole by gzip, zstd or lz4, or not at all; WET files too.
"""

import mmap
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final, Literal

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from crawler.page import LARGEST_PAGE
from pipelines.storage.archive.exchange import Exchange
from pipelines.storage.archive.records import PAGE_OF

Headers = tuple[tuple[str, str], ...]
Why = Literal["damaged", "cut", "revisit", "not 200", "no page", "no answer", "too large"]

PAGES = frozenset("text/html application/xhtml+xml application/json text/json text/plain".split())
LONGEST_HEADER = 256 * 1024  # bytes, as crawler.guards.download has it
# How a record begins, by how the file does.
BEGINNINGS: Final = {b"\x1f\x8b": b"\x1f\x8b\x08", b"\x28\xb5": b"\x28\xb5\x2f\xfd", b"\x04\x22": b"\x04\x22\x4d\x18"}
PLAIN_BEGINNING = b"WARC/1."


@dataclass(frozen=True, slots=True)
class Record:
    """One page in a WARC file.

    Attributes:
        url: Its WARC-Target-URI; None where it has none.
        at: Its WARC-Date; None where it has none that can be read.
        offset: Where its record begins in the file.
        headers: The answer's header lines; none of a page without an answer, as WET files hold.
        status: The answer's status; None where there is none.
        body: As it stands in the record: see ``wire``.
        flat: Whether it is text that somebody took from a page.
        sha256: What its record says of the payload, in hexadecimal; None where it says it otherwise.
        page_of: The address of the first page of the story of which this is a later page; None for any other.
    """

    url: str | None
    at: datetime | None
    offset: int
    headers: Headers
    status: int | None
    body: bytes = field(repr=False)
    flat: bool = False
    sha256: str | None = None
    page_of: str | None = None


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A record that holds no page, or none that is wanted or can be read.

    Attributes:
        why: Of ``Why``, or as the wish was worded.
        offset: Where it begins.
        words: What an operator is told; None where that is nothing out of order.
    """

    why: str
    offset: int
    words: str | None = None


Wish = Callable[[str | None, datetime | None, int, bool], str | None]
"""Why a page at an address, from a moment, at an offset, flat or not, is not wanted; None where it is."""


def read_records(path: Path, wish: Wish) -> Iterator[Record | PassedOver]:
    """The pages of a WARC file in their order; what is passed over between them is said.

    Args:
        path: The file.
        wish: Asked before a page's body is read.

    Raises:
        OSError: The file can't be opened.
    """
    with path.open("rb") as file:
        start: int | None = 0
        while start is not None:
            file.seek(start)
            behind = start
            records = ArchiveIterator(file, parse_http=False, max_header_len=LONGEST_HEADER, buffer_size=2**18)
            try:
                for record in records:
                    behind = record.stream_pos
                    read = _read(record, wish)
                    if read is not None:
                        yield read
                return
            except (OSError, ValueError, KeyError) as fault:
                start = _next_beginning(path, behind)
                yield PassedOver("damaged", behind, f"damaged at or behind byte {behind}: {fault}")


def record_of(exchange: Exchange, offset: int) -> Record:
    """A page of our own archive that was looked up by its place."""
    return Record(
        url=exchange.url or None,
        at=exchange.at,
        offset=offset,
        headers=exchange.said,
        status=exchange.status or None,
        body=exchange.body,
        sha256=exchange.digest,
    )


def _read(record: WarcRecord, wish: Wish) -> Record | PassedOver | None:
    """A record's page; None for a record of another kind."""
    kind, offset = record.record_type, record.stream_pos
    if kind == WarcRecordType.revisit:
        return PassedOver("revisit", offset)
    if kind not in (WarcRecordType.response, WarcRecordType.conversion):
        return None
    said = record.headers
    url, at = (said.get("WARC-Target-URI") or "").strip("<> ") or None, record.record_date
    page_of = said.get(PAGE_OF)
    unwanted = wish(page_of or url, at, offset, kind == WarcRecordType.conversion)
    if unwanted is not None:
        return PassedOver("further" if page_of and unwanted == "unfiled" else unwanted, offset)
    if record.content_length > LARGEST_PAGE + LONGEST_HEADER:
        return PassedOver("too large", offset, f"{url}: {record.content_length} bytes are no story page")
    if said.get("WARC-Truncated"):
        return PassedOver("cut", offset, f"{url}: its record is cut ({said.get('WARC-Truncated')})")
    return _flat(record, url, at) if kind == WarcRecordType.conversion else _answer(record, url, at)


def _flat(record: WarcRecord, url: str | None, at: datetime | None) -> Record | PassedOver:
    if (record.headers.get("Content-Type") or "text/plain").partition(";")[0].strip().lower() != "text/plain":
        return PassedOver("no page", record.stream_pos)
    body = record.reader.read()
    if len(body) < record.content_length:
        return _cut(record, url, len(body))
    return Record(url=url, at=at, offset=record.stream_pos, headers=(), status=None, body=body, flat=True)


def _answer(record: WarcRecord, url: str | None, at: datetime | None) -> Record | PassedOver:
    offset = record.stream_pos
    if not record.is_http:
        return PassedOver("no answer", offset)
    record.parse_http(auto_decode="none", max_header_len=LONGEST_HEADER, quirks_mode=True)
    answer = record.http_headers
    if answer is None or answer.status_code is None:
        return PassedOver("no answer", offset, f"{url}: no HTTP answer stands in its record")
    if answer.status_code != 200:
        return PassedOver("not 200", offset)
    headers = tuple(answer.astuples())
    if not _may_be_page(headers):
        return PassedOver("no page", offset)
    body = record.reader.read()
    if len(body) < record.content_length:  # which is the body's alone, now that the answer's head is read
        return _cut(record, url, len(body))
    digest = record.headers.get("WARC-Payload-Digest") or ""
    return Record(
        url=url,
        at=at,
        offset=offset,
        headers=headers,
        status=answer.status_code,
        body=body,
        sha256=digest.removeprefix("sha256:") if digest.startswith("sha256:") else None,
        page_of=record.headers.get(PAGE_OF),
    )


def _may_be_page(headers: Headers) -> bool:
    """Whether an answer says that it is HTML, JSON or plain text, or does not say what it is."""
    said = next((value for name, value in headers if name.lower() == "content-type"), "text/html")
    kind = said.partition(";")[0].strip().lower()
    return not kind or kind in PAGES or kind.endswith("+json")


def _cut(record: WarcRecord, url: str | None, length: int) -> PassedOver:
    words = f"{url}: its record is cut: {length} bytes of {record.content_length}"
    return PassedOver("cut", record.stream_pos, words)


def _next_beginning(path: Path, behind: int) -> int | None:
    """Where the first record begins that stands behind an offset; None where there is none."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as whole:
        beginning = BEGINNINGS.get(whole[:2], PLAIN_BEGINNING)
        at = whole.find(beginning, behind + 1)
        while at >= 0 and not _is_record(whole[at : at + 4096]):
            at = whole.find(beginning, at + 1)
        return at if at >= 0 else None


def _is_record(head: bytes) -> bool:
    """Whether bytes that begin as a record does are one; of gzip, three bytes that come by chance too, a look tells."""
    if not head.startswith(BEGINNINGS[b"\x1f\x8b"]):
        return True
    try:
        return zlib.decompressobj(wbits=31).decompress(head, len(PLAIN_BEGINNING)) == PLAIN_BEGINNING
    except zlib.error:
        return False
