"""Small bodies that unpack to enormous ones."""

import gzip
import struct
import zlib

import brotli
from backports import zstd

MB = 2**20


def gzip_bomb(megabytes: int) -> bytes:
    """One gzip member of zeros: the same deflate block over and over, since each begins anew."""
    packer = zlib.compressobj(9, wbits=-15)
    block = packer.compress(b"\0" * 10 * MB) + packer.flush(zlib.Z_FULL_FLUSH)
    return gzip.compress(b"")[:10] + block * (megabytes // 10) + b"\x03\x00" + struct.pack("<II", 0, 0)


def zstd_bomb(megabytes: int) -> bytes:
    return zstd.compress(b"\0" * 100 * MB) * (megabytes // 100)


def brotli_bomb(megabytes: int) -> bytes:
    packer = brotli.Compressor(quality=1)
    packed = b"".join(packer.process(b"\0" * MB) for _ in range(megabytes))
    return packed + packer.finish()


def deflate_bomb(megabytes: int) -> bytes:
    return zlib.compress(b"\0" * megabytes * MB, 9)


def empty_members(size: int) -> bytes:
    one = gzip.compress(b"")
    return one * (size // len(one))


def empty_frames(size: int) -> bytes:
    one = zstd.compress(b"")
    return one * (size // len(one))
