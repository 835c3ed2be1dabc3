"""Pages struck out of WARC files, with the requests behind them, and out of the indexes beside the files."""

import zlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from io import BytesIO

from fastwarc import ArchiveIterator

from pipelines.errors import DamagedObject, NotHeld
from pipelines.morgue.strike_record import TooShort, is_struck, strike
from pipelines.morgue.takedown.trace import indexed
from pipelines.storage.keys import cdxj_key
from pipelines.storage.target import Target
from pipelines.storage.withdrawn import Record

PIECE = 1 << 16  # bytes unpacked at a time


def strike_pages(target: Target, warc: str, records: Iterable[Record], at: datetime) -> bool:
    """Strike pages out of a WARC file, whose length and whose other records stay. False where all were struck before.

    Raises:
        DamagedObject: There is no page where one is to be struck, or it can't be struck in its place.
        DeliveryTrouble: The target can't be read or written.
    """
    try:
        data = before = target.get(warc)
    except NotHeld:
        return False
    for record in records:
        if not is_struck(data[record.offset : record.offset + record.length]):
            data = _strike(data, record, at, target.where(warc))
    if data == before:
        return False
    target.replace(warc, data)
    return True


def strike_entries(target: Target, warc: str, records: Iterable[Record]) -> bool:
    """Strike pages out of the index beside a WARC file. False where it has none of them (any more)."""
    key, offsets = cdxj_key(warc), {str(record.offset) for record in records}
    try:
        lines = target.get(key).splitlines(keepends=True)
    except NotHeld:
        return False
    kept = [line for line in lines if indexed(line, target.where(key)).offset not in offsets]
    if len(kept) == len(lines):
        return False
    target.replace(key, b"".join(kept))
    return True


def member_length(data: bytes, start: int) -> int:
    """How long the gzip member is that begins here; 0 where none does, or it is torn."""
    member, at = zlib.decompressobj(16 + zlib.MAX_WBITS), start
    try:
        while not member.eof and at < len(data):
            member.decompress(data[at : at + PIECE])
            at += PIECE
    except zlib.error:
        return 0
    return min(at, len(data)) - len(member.unused_data) - start if member.eof else 0


def _strike(data: bytes, record: Record, at: datetime, where: str) -> bytes:
    page = _headers(data, record.offset)
    if page.get("WARC-Type") not in ("response", "revisit") or member_length(data, record.offset) != record.length:
        raise DamagedObject(f"{where} has no page at byte {record.offset}, where something says that there is one.")
    end = record.offset + record.length
    behind = _headers(data, end)
    if behind.get("WARC-Type") == "request" and behind.get("WARC-Concurrent-To") == page.get("WARC-Record-ID"):
        end += member_length(data, end)
    try:
        return strike(data, record.offset, end - record.offset, at)
    except TooShort as fault:
        raise DamagedObject(f"{where}, byte {record.offset}: {fault}") from fault


def _headers(data: bytes, start: int) -> Mapping[str, str]:
    """The headers of the record that begins here; none where none does."""
    try:
        member = BytesIO(data[start : start + member_length(data, start)])
        record = next(iter(ArchiveIterator(member, parse_http=False)), None)
    except (OSError, ValueError):
        return {}
    return dict(record.headers.items()) if record is not None else {}
