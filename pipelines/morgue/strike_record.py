"""Striking records out of a WARC file, so that every other record keeps its place. Pure.

Articles point at their pages by offset. What is struck is therefore replaced, byte for byte of its length, by one gzip
member with one record: WARC ``metadata`` (ISO 28500:2017, 6.6) that says that something was withdrawn, and when. Its
data is stored, not packed, so that the length can be chosen; what is left over goes into the member's comment.
"""

import gzip
import zlib
from datetime import UTC, datetime
from uuid import uuid4

# Bytes of a gzip member's header (RFC 1952), and most of a stored block (RFC 1951, 3.2.4).
HEADER = 10
LONGEST_BLOCK = 0xFFFF
HAS_COMMENT = 0x10
# What the record's own text begins with: how a reader of ours knows it.
WITHDRAWN = b"withdrawn: "


class TooShort(ValueError):
    """Not even the shortest record that says so fits in the place of what is to be struck."""


def strike(warc: bytes, offset: int, length: int, at: datetime) -> bytes:
    """A WARC file in which whole members are struck.

    Args:
        warc: The file.
        offset: Where the first of them begins.
        length: Their bytes together.
        at: When they were withdrawn.

    Raises:
        TooShort: They are shorter than some 300 bytes, which no page with its request is.
    """
    return warc[:offset] + struck(length, at) + warc[offset + length :]


def struck(length: int, at: datetime) -> bytes:
    """One gzip member of exactly so many bytes, with a record that says that what stood here was withdrawn."""
    bare = gzip.compress(_record(at, 0), 9, mtime=0)
    if len(bare) > length:
        raise TooShort(f"{length} bytes are too few for a record that says that another was withdrawn")
    padding = length
    while padding > 0 and (over := len(_store(_record(at, padding))) - length) > 0:
        padding -= over
    member = _store(_record(at, padding)) if padding > 0 else bare
    return _comment(member, length - len(member))


def is_struck(record: bytes) -> bool:
    """Whether a gzip member is one that ``struck`` made."""
    try:
        head, _, text = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(record, 2_000).partition(b"\r\n\r\n")
    except zlib.error:
        return False
    return b"WARC-Type: metadata" in head and text.startswith(WITHDRAWN)


def _record(at: datetime, padding: int) -> bytes:
    """The record, with so many bytes of nothing at its end."""
    moment = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    text = WITHDRAWN + moment + b"\r\n" + (b"padding: " + b"." * padding + b"\r\n" if padding else b"")
    head = (
        b"WARC/1.1\r\nWARC-Type: metadata\r\nWARC-Record-ID: <%s>\r\nWARC-Date: %s\r\n"
        b"Content-Type: application/warc-fields\r\nContent-Length: %d\r\n\r\n"
    )
    return head % (uuid4().urn.encode(), moment, len(text)) + text + b"\r\n\r\n"


def _store(data: bytes) -> bytes:
    """A gzip member whose data is stored as it is."""
    starts = range(0, len(data), LONGEST_BLOCK)
    blocks = [data[start : start + LONGEST_BLOCK] for start in starts]
    stored = b"".join(_block(block, is_last=block is blocks[-1]) for block in blocks)
    header = b"\x1f\x8b\x08\0" + bytes(4) + b"\0\xff"
    return header + stored + zlib.crc32(data).to_bytes(4, "little") + len(data).to_bytes(4, "little")


def _block(data: bytes, *, is_last: bool) -> bytes:
    size = len(data)
    return bytes([is_last]) + size.to_bytes(2, "little") + (size ^ LONGEST_BLOCK).to_bytes(2, "little") + data


def _comment(member: bytes, extra: int) -> bytes:
    """The member so many bytes longer, by a comment in its header."""
    if not extra:
        return member
    return member[:3] + bytes([HAS_COMMENT]) + member[4:HEADER] + b"." * (extra - 1) + b"\0" + member[HEADER:]
