"""Bytes as served into pieces of plain bytes: unzipped where they are gzip, whatever their name says."""

import zlib
from collections.abc import Generator, Iterable, Iterator
from itertools import chain

CHUNK = 64 * 1024  # bytes; small beside a sitemap, large beside what one call costs

# The protocol allows a sitemap 50 MB; a million addresses with dates are 150 MB.
LARGEST_UNPACKED = 256 * 1024 * 1024

# Sitemaps shrink ten to thirtyfold, repetitive ones fiftyfold; a bomb of one letter a thousandfold.
RICHEST = 200
UNSUSPECTED = 4 * 1024 * 1024  # bytes unpacked; up to here a small file may be as repetitive as it likes

# A gzip file may be many joined together; tools that do so write blocks of 64 kB and more, so that this is as many as
# LARGEST_UNPACKED can be. Members of nothing, 20 bytes each, cost more time than any text.
MOST_MEMBERS = 4096

GZIP = b"\x1f\x8b\x08"
LAYERS = 2  # a .gz file whose server zips everything once more

Pieces = Generator[bytes, None, str | None]
"""Pieces of bytes; returns what went wrong, or None."""


def begun(pieces: Pieces) -> tuple[bytes, Pieces, str | None]:
    """The first piece with something in it, to look at; all pieces; and where there is none, what went wrong."""
    head = b""
    while not head:
        try:
            head = next(pieces)
        except StopIteration as end:
            return b"", pieces, end.value
    return head, _whole(head, pieces), None


def _whole(head: bytes, pieces: Pieces) -> Pieces:
    yield head
    trouble = yield from pieces
    return trouble


def joined(pieces: Pieces, most: int) -> tuple[bytes, str | None]:
    """All pieces, or as many as are more than ``most`` bytes; and what went wrong."""
    whole = bytearray()
    while len(whole) <= most:
        try:
            whole += next(pieces)
        except StopIteration as end:
            return bytes(whole), end.value
    return bytes(whole), None


def cut(body: bytes) -> Iterator[bytes]:
    """Bytes in pieces."""
    return (body[at : at + CHUNK] for at in range(0, len(body), CHUNK))


def unpacked(body: bytes) -> Pieces:
    """The plain bytes of what was served, a piece at a time.

    Returns:
        Pieces of about ``CHUNK`` bytes. What went wrong is returned at the end: a gzip that ends too soon or is damaged
        gives what came before; a bomb is left where it shows itself as one.
    """
    source = cut(body)
    troubles: list[str] = []
    for _ in range(LAYERS):
        first = next(source, b"")
        source = chain((first,), source)
        if not first.startswith(GZIP):
            break
        source = _unzipped(source, troubles)
    yield from source
    return troubles[0] if troubles else None


def _unzipped(pieces: Iterable[bytes], troubles: list[str]) -> Iterator[bytes]:
    """The members of a gzip file, one after another."""
    packed = plain = members = 0
    member: zlib._Decompress | None = None  # None between two members
    for piece in pieces:
        packed += len(piece)
        while piece:
            if member is None:
                piece = piece.lstrip(b"\x00")  # some tools pad the file with zeros
                if not piece:
                    break
                members += 1
                if members > MOST_MEMBERS:
                    troubles.append(f"more than {MOST_MEMBERS} files joined in one gzip: a bomb; it was not read on")
                    return
                member = zlib.decompressobj(wbits=31)
            try:
                out = member.decompress(piece, CHUNK)
            except zlib.error:
                troubles.append("the gzip is damaged")
                return
            plain += len(out)
            if plain > LARGEST_UNPACKED or plain > max(UNSUSPECTED, packed * RICHEST):
                troubles.append(f"{packed} bytes of gzip unpack to {plain} and more: a bomb; it was not read on")
                return
            yield out
            piece, member = (member.unused_data, None) if member.eof else (member.unconsumed_tail, member)
    if member is not None:
        troubles.append("the gzip ends too soon")
