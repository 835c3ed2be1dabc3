"""WARC files and the indexes beside them: against the manifest, against each other, and against the articles."""

import zlib
from collections.abc import Generator, Iterable, Iterator
from functools import lru_cache
from hashlib import sha256
from io import BytesIO

from fastwarc import ArchiveIterator, WarcRecordType

from pipelines.errors import CopydeskError, DamagedObject, DeliveryTrouble, NotHeld
from pipelines.morgue.strike_record import is_struck
from pipelines.morgue.takedown.pages import member_length
from pipelines.morgue.takedown.trace import indexed
from pipelines.morgue.verify.fault import Fault, Tally, read_named
from pipelines.morgue.verify.parts import Link
from pipelines.storage.archive.cdxj import PAGES
from pipelines.storage.keys import cdxj_key
from pipelines.storage.manifest import Manifest
from pipelines.storage.target import Target

Pages = dict[int, tuple[int, str, str]]
"""The pages of a file by their offset: length, digest and address."""


def check_archives(target: Target, manifest: Manifest, tally: Tally) -> Iterator[Fault]:
    """The WARC files of a run, and the indexes beside them."""
    for part in manifest.archives:
        data, faults = read_named(target, part)
        yield from faults
        if data is None or part.key.endswith(".cdxj"):
            continue  # an index is held against its file
        tally.archives += 1
        try:
            held = yield from _pages_in(part.key, data)
        except (OSError, ValueError, zlib.error) as fault:
            yield Fault(part.key, f"can't be read: {fault}")
            continue
        tally.pages += len(held)
        if len(held) != part.count:
            yield Fault(part.key, f"has {len(held)} pages; its manifest says {part.count}")
        yield from _check_index(target, part.key, held)


class Links:
    """The pages that articles point at, by the indexes of their files, each read once."""

    def __init__(self, target: Target):
        self._target = target
        self._pages = lru_cache(64)(self._read)

    def check(self, links: Iterable[Link]) -> Iterator[Fault]:
        """Whether each article's page is where it says. One that was struck since is no fault: it was wanted."""
        for where, digest, place in links:
            pages = self._pages(place.warc)
            if pages is None:
                continue  # the index is named as missing with its file
            at = pages.get(place.offset)
            if at is not None and (at[0], at[1]) == (place.length, f"sha256:{digest}"):
                continue
            if at is not None or not self._is_struck(place.warc, place.offset, place.length):
                yield Fault(where, f"points at byte {place.offset} of {place.warc}, where its page is not")

    def _is_struck(self, warc: str, offset: int, length: int) -> bool:
        try:
            return is_struck(self._target.get_range(warc, offset, length))
        except NotHeld:
            return False

    def _read(self, warc: str) -> Pages | None:
        try:
            return _pages_of(self._target.get(cdxj_key(warc)), cdxj_key(warc))
        except (DeliveryTrouble, DamagedObject):
            return None


def _pages_in(key: str, data: bytes) -> Generator[Fault, None, Pages]:
    """The pages of a WARC file by its records; each response's payload is held against its digest."""
    found: Pages = {}
    for record in ArchiveIterator(BytesIO(data), record_types=PAGES, parse_http=True):
        start, digest = record.stream_pos, record.headers.get("WARC-Payload-Digest") or ""
        url = record.headers.get("WARC-Target-URI") or ""
        if record.record_type == WarcRecordType.response:
            payload = f"sha256:{sha256(record.reader.read()).hexdigest()}"
            if payload != digest:
                yield Fault(key, f"the page at byte {start}, {url}, has other bytes than its digest says")
        found[start] = (member_length(data, start), digest, url)
    end = sum(_members(data))
    if end != len(data):
        yield Fault(key, f"can't be read behind byte {end}")
    return found


def _members(data: bytes) -> Iterator[int]:
    start = 0
    while length := member_length(data, start):
        yield length
        start += length


def _check_index(target: Target, warc: str, held: Pages) -> Iterator[Fault]:
    key = cdxj_key(warc)
    try:
        listed = _pages_of(target.get(key), key)
    except CopydeskError as fault:
        yield Fault(key, str(fault))
        return
    for offset in sorted(held.keys() - listed.keys()):
        yield Fault(key, f"lacks the page at byte {offset}, {held[offset][2]}")
    for offset in sorted(listed.keys() - held.keys()):
        yield Fault(key, f"names a page at byte {offset}, where there is none")
    for offset in sorted(held.keys() & listed.keys()):
        if held[offset] != listed[offset]:
            yield Fault(key, f"says another length, digest or address of the page at byte {offset} than its record")


def _pages_of(data: bytes, where: str) -> Pages:
    lines = (indexed(line, where) for line in data.splitlines())
    return {int(page.offset): (int(page.length), page.digest, page.url) for page in lines}
