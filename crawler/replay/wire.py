"""A body as it went over the wire -> the page: chunks joined, packing undone, within the bounds of a page.

Archives differ. Ours and Common Crawl's keep bodies unpacked, most others as they came, and some unpack the body and
leave the headers that say how it was packed. So what does not unpack and opens like a page is taken for one.
Unlike a browser or Scrapy this takes no torn body: half a story would be filed as a story.
"""

import zlib
from collections.abc import Callable, Mapping
from http.client import HTTPException, HTTPResponse
from io import BytesIO
from typing import Final, cast

from fastwarc.stream_io import BrotliReader, ZstdReader

from crawler.middlewares.unpacking import MOST_LAYERS, MOST_PIECES
from crawler.page import LARGEST_PAGE
from pipelines.errors import UnreadablePage

CHUNKED_ANSWER: Final = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
GZIP, ZLIB, RAW = 31, 15, -15  # zlib's wbits
PLAIN = (b"<", b"{", b"\xef\xbb\xbf")  # how a page opens that nobody packed


class Packed(UnreadablePage):
    """A body that can't be unpacked: torn, damaged, packed in an unknown way, or beyond what a page may have."""


def unwrapped(body: bytes, headers: tuple[tuple[str, str], ...]) -> bytes:
    """The page that a record's body holds.

    Args:
        body: As it stands in the record.
        headers: The answer's header lines.

    Raises:
        Packed: It is no whole page; the message says why.
    """
    if "chunked" in _said(headers, "transfer-encoding"):
        body = _attempt(_joined, body)
    layers = [one for one in _said(headers, "content-encoding") if one != "identity"]
    if len(layers) > MOST_LAYERS:
        raise Packed(f"packed {len(layers)} times over")
    for layer in reversed(layers):
        body = _attempt(UNPACKING.get(layer, _unknown), body)
    if len(body) > LARGEST_PAGE:
        raise Packed(f"more than {LARGEST_PAGE // 2**20} MiB unpacked")
    return body


def _said(headers: tuple[tuple[str, str], ...], name: str) -> list[str]:
    """What the header lines of a name say, in order."""
    lines = [value for key, value in headers if key.lower() == name]
    return [word.strip().lower() for line in lines for word in line.split(",") if word.strip()]


def _attempt(undo: Callable[[bytes], bytes], body: bytes) -> bytes:
    """A body undone, or as it is where its headers are wrong of it."""
    try:
        return undo(body)
    except (Packed, OSError, HTTPException, ValueError, zlib.error) as fault:
        if body[:64].lstrip().startswith(PLAIN):
            return body
        raise fault if isinstance(fault, Packed) else Packed(f"can't be unpacked: {fault}") from fault


class _Answer:
    """A socket that has the answer already."""

    def __init__(self, answer: bytes):
        self._answer = answer

    def makefile(self, *_mode: object) -> BytesIO:
        return BytesIO(self._answer)


def _joined(body: bytes) -> bytes:
    response = HTTPResponse(cast("object", _Answer(CHUNKED_ANSWER + body)))  # type: ignore[arg-type]
    response.begin()
    return response.read(LARGEST_PAGE + 1)


def _unknown(body: bytes) -> bytes:
    raise Packed("packed in a way that nobody here undoes")


def _gunzip(body: bytes) -> bytes:
    """The members of a gzip file; zeros behind the last are padding."""
    whole, pieces = b"", 0
    while body:
        member = zlib.decompressobj(wbits=GZIP)
        whole += member.decompress(body, LARGEST_PAGE + 1 - len(whole))
        pieces += 1
        if len(whole) > LARGEST_PAGE or pieces > MOST_PIECES:
            raise Packed(f"{pieces} pieces of gzip that unpack to {len(whole)} bytes and more")
        if not member.eof:
            raise Packed("the gzip ends too soon")
        body = member.unused_data.lstrip(b"\x00")
    return whole


def _inflate(body: bytes) -> bytes:
    """Deflate with zlib's frame, as the standard has it, or without, as some servers do."""
    try:
        return _inflated(body, ZLIB)
    except zlib.error:
        return _inflated(body, RAW)


def _inflated(body: bytes, wbits: int) -> bytes:
    stream = zlib.decompressobj(wbits=wbits)
    whole = stream.decompress(body, LARGEST_PAGE + 1)
    if len(whole) <= LARGEST_PAGE and not stream.eof:
        raise Packed("the deflate ends too soon")
    return whole


def _unbrotli(body: bytes) -> bytes:
    return BrotliReader(BytesIO(body)).read(LARGEST_PAGE + 1)


def _unzstd(body: bytes) -> bytes:
    if body.count(b"\x28\xb5\x2f\xfd") > MOST_PIECES:
        raise Packed(f"more than {MOST_PIECES} pieces of zstd")
    return ZstdReader(BytesIO(body)).read(LARGEST_PAGE + 1)


UNPACKING: Mapping[str, Callable[[bytes], bytes]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _inflate,
    "br": _unbrotli,
    "zstd": _unzstd,
}
