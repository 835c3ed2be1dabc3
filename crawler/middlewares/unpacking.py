"""Packed answers, unpacked by Scrapy within DOWNLOAD_MAXSIZE; what is packed as a bomb is told as one.

Scrapy 2.19 unpacks 64 kB at a time and stops at DOWNLOAD_MAXSIZE, for gzip, deflate, br and zstd, in every layer:
memory is bounded. Time is not: neither the number of layers is, nor that of the pieces a layer is made of. Ten
megabytes of empty gzip members took it 7 s, of empty zstd frames 49 s, in which a run does nothing else.
"""

from typing import Final, Self

from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Request, Response

from crawler.guards.refused import Refused, refuse

# One is usual; two come of a proxy that packs what is packed.
MOST_LAYERS = 3

# Pieces of one layer. A server's answer is one; tools that pack in parallel make one of each 64 or 128 kB.
MOST_PIECES = 1000
# What each piece begins with, by encoding; by chance these bytes stand once in some megabytes.
_BEGINNINGS: Final = {
    b"gzip": (b"\x1f\x8b\x08",),
    b"x-gzip": (b"\x1f\x8b\x08",),
    b"zstd": (b"\x28\xb5\x2f\xfd", b"\x2a\x4d\x18"),  # a frame; one to be skipped (RFC 8878, 3.1)
}


class TooManyPieces(IgnoreRequest):
    """A layer is made of more pieces than any sound one."""


class Unpacking(HttpCompressionMiddleware):
    """Scrapy's, with bounds for what it leaves open."""

    crawler: Crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        if not crawler.settings.getbool("COMPRESSION_ENABLED"):
            raise NotConfigured
        unpacking = cls(crawler=crawler)
        unpacking.crawler = crawler
        return unpacking

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """Unpack an answer.

        Raises:
            Refused: It is a bomb.
        """
        layers = [one for line in response.headers.getlist("Content-Encoding") for one in line.split(b",")]
        if len(layers) > MOST_LAYERS:
            raise self._refuse(request, f"it is packed {len(layers)} times over")
        try:
            return super().process_response(request, response)
        except TooManyPieces as fault:
            raise self._refuse(request, str(fault)) from fault
        except IgnoreRequest as fault:
            most = request.meta.get("download_maxsize", self._max_size)
            why = f"{len(response.body)} bytes packed are more than {most} unpacked (DOWNLOAD_MAXSIZE)"
            raise self._refuse(request, why) from fault

    @staticmethod
    def _decode(body: bytes, encoding: bytes, max_size: int) -> bytes:
        """One layer."""
        pieces = sum(body.count(beginning) for beginning in _BEGINNINGS.get(encoding, ()))
        if pieces > MOST_PIECES:
            raise TooManyPieces(f"{len(body)} bytes are packed in {pieces} pieces")
        return HttpCompressionMiddleware._decode(body, encoding, max_size)

    def _refuse(self, request: Request, why: str) -> Refused:
        return refuse(self.crawler, "bomb", request.url, why)
