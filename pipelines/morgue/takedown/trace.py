"""Where a story's copy lies: the parts that hold it, what went to quarantine, and its pages in the archive.

Nothing is taken on trust: every part of the aggregator is read, and every index of its WARC files. What a manifest or
an index forgot to name is found all the same.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO

import msgspec
from fastwarc import ArchiveIterator, WarcRecordType

from pipelines.errors import CopydeskError, DamagedObject, NotHeld
from pipelines.items import ArchivedAt
from pipelines.morgue.at_once import at_once
from pipelines.morgue.copy import lines_of
from pipelines.morgue.window import Window
from pipelines.storage.archive.exchange import kept_address
from pipelines.storage.keys import ARCHIVE, ARTICLES, QUARANTINE, cdxj_key
from pipelines.storage.target import Target
from pipelines.storage.withdrawn import Record, Trace

PAGES = WarcRecordType.response | WarcRecordType.revisit
AHEAD = 4


class Further(msgspec.Struct, frozen=True):
    """Of a later page of a story, what leads to it."""

    url: str | None = None
    sha256: str | None = None
    archive: ArchivedAt | None = None


class Origin(msgspec.Struct, frozen=True):
    """Of an article's source, what leads to its page, or its pages."""

    sha256: str | None = None
    archive: ArchivedAt | None = None
    further: tuple[Further, ...] = ()


class Entry(msgspec.Struct, frozen=True):
    """A line of an article or of quarantine, as far as it leads to pages."""

    id: str
    url: str | None = None
    source: Origin | None = None
    archive: ArchivedAt | None = None
    further: tuple[Further, ...] = ()

    @property
    def pages(self) -> tuple[Further, ...]:
        """Its pages."""
        source = self.source or Origin()
        first = Further(self.url, source.sha256, self.archive or source.archive)
        return (first, *self.further, *source.further)


class Indexed(msgspec.Struct, frozen=True):
    """A line of a CDXJ, after its address and moment."""

    url: str
    offset: str
    length: str
    digest: str = ""


_ENTRY = msgspec.json.Decoder(Entry)
_INDEXED = msgspec.json.Decoder(Indexed)


@dataclass(slots=True)
class Lines:
    """The lines of an article, and the parts that hold them."""

    keys: set[str] = field(default_factory=set)
    raw: list[bytes] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)


def trace(target: Target, id: str, known: Trace) -> tuple[Trace, list[bytes]]:
    """Where an article's copy lies.

    Args:
        target: Where it is looked for.
        id: The article's.
        known: By what else it is known already: addresses, and what an earlier try has found.

    Returns:
        Where it lies, and its lines as they were filed.

    Raises:
        DamagedObject: Something can't be read, and so not be searched.
        DeliveryTrouble: The target can't be read.
    """
    filed, failed = _lines(target, id, ARTICLES), _lines(target, id, QUARANTINE)
    entries = [*filed.entries, *failed.entries]
    pages = [page for entry in entries for page in entry.pages]
    urls = {kept_address(url) for url in (*known.urls, *(page.url for page in pages if page.url))}
    digests = {page.sha256 for page in pages if page.sha256}
    pointed = {Record(at.warc, at.offset, at.length) for at in (page.archive for page in pages) if at}
    urls |= {url for record in pointed if (url := _address(target, record))}
    found = known | Trace(urls=tuple(urls), digests=tuple(digests))
    records = {record for record in pointed if _is_page(target, record)} | set(_records(target, id, found))
    here = Trace(parts=tuple(sorted(filed.keys)), quarantine=tuple(sorted(failed.keys)), records=tuple(sorted(records)))
    return here | Trace(urls=found.urls, digests=found.digests), filed.raw


def keys_of(target: Target, id: str, kind: str) -> Iterator[str]:
    """The objects of a kind that the aggregator of an article has, whoever names them."""
    return (held.key for held in target.list(Window(aggregator=id.partition("/")[0]).prefix(kind)))


def read_lines(target: Target, key: str) -> list[bytes]:
    """A part's lines; none of one that has gone meanwhile."""
    try:
        return lines_of(key, target.get(key), target.where(key))
    except NotHeld:
        return []


def entry_of(line: bytes, where: str) -> Entry:
    """A line as far as it leads to its page.

    Raises:
        DamagedObject: It is no JSON of ours.
    """
    try:
        return _ENTRY.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as fault:
        raise DamagedObject(
            f"{where} holds a line that is no article: {fault}. Nothing of it can be searched"
        ) from fault


def _lines(target: Target, id: str, kind: str) -> Lines:
    found, sought = Lines(), id.encode()
    for key, lines in _read_all(target, keys_of(target, id, kind), lambda key: read_lines(target, key)):
        for line in lines:
            if sought in line or b"\\" in line:  # an id may stand escaped
                entry = entry_of(line, target.where(key))
                if entry.id == id:
                    found.keys.add(key)
                    found.raw.append(line)
                    found.entries.append(entry)
    return found


def _read_all(
    target: Target, keys: Iterable[str], read: Callable[[str], list[bytes]]
) -> Iterator[tuple[str, list[bytes]]]:
    return at_once(lambda key: (key, read(key)), keys, ahead=AHEAD)


def _records(target: Target, id: str, found: Trace) -> Iterator[Record]:
    """The pages of these addresses or digests, by the indexes beside the WARC files."""
    urls, digests = set(found.urls), {f"sha256:{digest}" for digest in found.digests}
    warcs = [key for key in keys_of(target, id, ARCHIVE) if key.endswith(".warc.gz")]
    for warc, lines in _read_all(target, warcs, lambda warc: _index_of(target, warc)):
        for line in lines:
            page = indexed(line, target.where(cdxj_key(warc)))
            if page.url in urls or page.digest in digests:
                yield Record(warc, int(page.offset), int(page.length))


def indexed(line: bytes, where: str) -> Indexed:
    """A line of a CDXJ.

    Raises:
        DamagedObject: It is none.
    """
    try:
        return _INDEXED.decode(line.split(b" ", 2)[2])
    except (IndexError, msgspec.DecodeError, UnicodeDecodeError) as fault:
        raise DamagedObject(f"{where} holds a line that indexes no page: {fault}") from fault


def _index_of(target: Target, warc: str) -> list[bytes]:
    try:
        return target.get(cdxj_key(warc)).splitlines()
    except NotHeld as fault:
        raise DamagedObject(f"{fault} Without it the pages of {warc} can't be searched.") from fault


def _record(target: Target, record: Record) -> bytes:
    try:
        return target.get_range(record.warc, record.offset, record.length)
    except NotHeld:
        return b""


def _address(target: Target, record: Record) -> str | None:
    """The address in a record; None where there is none, as in one that is struck already."""
    try:
        for one in ArchiveIterator(BytesIO(_record(target, record)), record_types=PAGES, parse_http=False):
            return one.headers.get("WARC-Target-URI")
    except (OSError, ValueError, CopydeskError):
        return None
    return None


def _is_page(target: Target, record: Record) -> bool:
    return _address(target, record) is not None
