"""Parts: what one file of the spool holds, and the objects it becomes.

A part is JSON lines of one aggregator and one day. Its name in the spool says everything about it: the key, and by its
ending whether it is packed into one object ("….jsonl") or gives one object an article ("….each.jsonl"). A part of the
archive ("….warc.gz") is packed as it is written: see ``pipelines.storage.archive``.
"""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

import msgspec
from isal import igzip

from pipelines.items import ArchivedAt
from pipelines.storage.keys import article_key, part_key, part_stem, spool_name, spooled_key

PACKED, EACH, WARC = ".jsonl", ".each.jsonl", ".warc.gz"
# zlib's own middle: level 9 takes twice the time for 1 % less.
LEVEL = 6
# isal's last level, for the parts, nearly all that is packed: it takes a twelfth of the time of zlib's middle
# (which was a tenth of all that a story costs) and gives 8 % more bytes.
FAST = 3


class Maker(msgspec.Struct, frozen=True):
    """The release and the rules that made an article."""

    version: str
    rules: str | None = None


class Further(msgspec.Struct, frozen=True):
    """Of a later page of a story, where it is kept."""

    archive: ArchivedAt | None = None


class Origin(msgspec.Struct, frozen=True):
    """Of an article's source, where its page is kept, or its pages."""

    archive: ArchivedAt | None = None
    further: tuple[Further, ...] = ()

    @property
    def places(self) -> tuple[ArchivedAt, ...]:
        """Where its pages are kept; those that are."""
        places = (self.archive, *(page.archive for page in self.further))
        return tuple(place for place in places if place is not None)


class Line(msgspec.Struct, frozen=True):
    """What the spool has to know of an article it holds; the rest of the line is not looked at."""

    id: str
    made_by: Maker
    source: Origin = Origin()
    url: str | None = None
    content_hash: str | None = None
    revision: int = 1


_LINE = msgspec.json.Decoder(Line)


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledObject:
    """One object that was delivered, as the journal and the manifest name it."""

    key: str
    count: int
    sha256: str
    bytes: int
    ids: tuple[str, ...]
    """The ids of its articles, in order of lines: what the index is made of."""
    made_by: tuple[Maker, ...]
    """The releases and rules found in it, each once."""
    revisions: tuple[int, ...] = ()
    """The revisions of its articles, beside ``ids``; empty in a journal of before they were noted."""

    @classmethod
    def of(cls, key: str, *, count: int, digest: str, bytes: int) -> "FiledObject":
        """An object that holds no articles: a part of the archive, or of what went to quarantine."""
        return cls(key=key, count=count, sha256=digest, bytes=bytes, ids=(), made_by=())


def part_name(aggregator: str, day: date, run: str, part: int, *, kind: str, ending: str) -> str:
    """The file name of an open part."""
    return spool_name(part_stem(aggregator, day, run, part, kind=kind)) + ending


def sealed_name(open_name: str) -> str:
    """The file name of a part once it is sealed; a file that is sealed has it already."""
    return f"{open_name}.gz" if open_name.endswith(PACKED) and not open_name.endswith(EACH) else open_name


def key_of_line(open_name: str, line: int) -> str:
    """The key under which a line, counted from 1, of an open part will be found."""
    key = spooled_key(open_name)
    if key.endswith(EACH):
        return article_key(key.removesuffix(EACH), line)
    return part_key(key.removesuffix(PACKED))


def read_line(line: bytes) -> Line | None:
    """A line of a part; None where it is torn or damaged."""
    try:
        return _LINE.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def read_lines(lines: bytes) -> list[Line]:
    """All lines of a sound part."""
    return [_LINE.decode(line) for line in lines.splitlines()]


def pack(lines: bytes, sealed: str) -> bytes:
    """A part as it is sealed. The same lines always give the same bytes: no clock and no name goes in."""
    if sealed.endswith(EACH):
        return lines
    packed: bytes = igzip.compress(lines, FAST, mtime=0)
    return packed


def unpack(data: bytes, sealed: str) -> bytes:
    """The lines of a sealed part."""
    return data if sealed.endswith(EACH) else gzip.decompress(data)


def objects_of(sealed: str, data: bytes, lines: bytes) -> Iterator[tuple[FiledObject, bytes]]:
    """The objects that a sealed part becomes, each with its bytes."""
    key = spooled_key(sealed)
    if not key.endswith(EACH):
        yield _describe(key, data, read_lines(lines)), data
        return
    for number, line in enumerate(lines.splitlines(), start=1):
        yield _describe(key_of_line(sealed, number), line, [_LINE.decode(line)]), line


def _describe(key: str, data: bytes, lines: list[Line]) -> FiledObject:
    return FiledObject(
        key=key,
        count=len(lines),
        sha256=sha256(data).hexdigest(),
        bytes=len(data),
        ids=tuple(line.id for line in lines),
        made_by=tuple(dict.fromkeys(line.made_by for line in lines)),
        revisions=tuple(line.revision for line in lines),
    )
