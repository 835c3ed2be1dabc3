"""What a stopped run left half-written at the end of a WARC file is cut; what stands before keeps its place."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from isal import isal_zlib

# isal's stubs call its error an instance.
BROKEN = cast("tuple[type[Exception], ...]", (isal_zlib.error, ValueError))
GZIP = 16 + isal_zlib.MAX_WBITS
PIECE = 1 << 18  # bytes read at a time


@dataclass(frozen=True, slots=True)
class Sound:
    """How far a WARC file can be read.

    Attributes:
        size: Bytes of its whole members.
        members: How many those are; the first is its warcinfo.
        is_torn: Whether what follows is only the beginning of a member, or nothing: what a kill leaves. Else it is
            something that no run has written.
    """

    size: int
    members: int
    is_torn: bool


def read_soundness(path: Path) -> Sound:
    """How far a file of gzip members can be read, each held against its checksum.

    Raises:
        OSError: The file can't be read.
    """
    ends, is_torn = [0], True
    try:
        ends += _ends(path)
    except _Unreadable as fault:
        ends += fault.ends
        is_torn = fault.is_blank
    return Sound(size=ends[-1], members=len(ends) - 1, is_torn=is_torn)


class _Unreadable(Exception):
    def __init__(self, ends: list[int], is_blank: bool):
        self.ends, self.is_blank = ends, is_blank


def _ends(path: Path) -> list[int]:
    """Where each whole member ends."""
    ends: list[int] = []
    member, read = isal_zlib.decompressobj(GZIP), 0
    with path.open("rb") as file:
        for piece in _pieces(file.fileno()):
            read += len(piece)
            rest = piece
            while rest:
                try:
                    member.decompress(rest)
                except BROKEN as fault:
                    raise _Unreadable(ends, _is_blank(path, ends[-1] if ends else 0)) from fault
                if not member.eof:
                    break
                rest = member.unused_data
                ends.append(read - len(rest))
                member = isal_zlib.decompressobj(GZIP)
    return ends


def _pieces(handle: int) -> Iterator[bytes]:
    while piece := os.read(handle, PIECE):
        yield piece


def _is_blank(path: Path, start: int) -> bool:
    """Whether a file ends in zeros from here: what a power cut leaves of bytes whose length alone was kept."""
    with path.open("rb") as file:
        file.seek(start)
        return not any(piece.strip(b"\0") for piece in _pieces(file.fileno()))


def cut(path: Path, size: int) -> None:
    """Let a file end here, durably."""
    with path.open("r+b") as file:
        file.truncate(size)
        os.fsync(file.fileno())
