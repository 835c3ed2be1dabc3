"""What a failing disk has spoilt: the files that recovery kept in ``damaged``, and what of them can still be read.

Of a part that was open, the sound lines stayed in the spool and were delivered. One that was sealed already is here
whole: what can be read of it, and was not delivered before, is nowhere else.
"""

import gzip
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import msgspec

from pipelines.errors import NotHeld
from pipelines.items import Article
from pipelines.morgue.places import Index
from pipelines.storage.keys import ARTICLES, article_key, kind_of, spooled_key
from pipelines.storage.parts import EACH, WARC, read_line, sealed_name
from pipelines.storage.stocktaking.files import PARTS, files_of, lines_of
from pipelines.storage.target import Target
from pipelines.storage.withdrawn import Withdrawn

Told = tuple[str, int]
"""An article by its id and revision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DamagedFile:
    """One file that was found damaged."""

    path: Path
    what: str
    """"articles", "archive", "quarantine"; "journal" for a run's account of what it delivered."""
    bytes: int
    readable: int
    """Lines that can be read; 0 for the archive."""
    unreadable: int
    """Lines that can't; what can't even be unpacked counts as one."""
    articles: tuple[Article, ...]
    """Those that can be read."""


@dataclass
class Whereabouts:
    """Which articles are somewhere else than in a damaged file.

    Args:
        spool: The spool's folder.
        target: Where parts are filed.
        index: Of the target.
        withdrawn: What is not to be filed again.
    """

    spool: Path
    target: Target
    index: Index
    withdrawn: Withdrawn

    def missing(self, file: DamagedFile) -> list[Article]:
        """The articles that can be read here and are nowhere else; none that were withdrawn.

        Raises:
            DeliveryTrouble: The target can't be read.
            DamagedObject: Its index can't.
        """
        articles = [one for one in file.articles if one.id not in self.withdrawn]
        if not articles:
            return []
        there = self._waiting | frozenset(self._in_place_of(file.path.name))
        return [one for one in articles if (one.id, one.revision) not in there and not self._is_indexed(one)]

    @cached_property
    def _waiting(self) -> frozenset[Told]:
        """The articles that wait in the spool."""
        found: set[Told] = set()
        for file in files_of(self.spool):
            if file.stream == ARTICLES:
                try:
                    found.update(_told(lines_of(file)))
                except (FileNotFoundError, ValueError):
                    continue
        return frozenset(found)

    def _in_place_of(self, name: str) -> Iterator[Told]:
        """The articles of the part that a damaged file was, as far as that was delivered."""
        key = spooled_key(sealed_name(name))
        if not key.endswith(EACH):
            try:
                yield from _told(gzip.decompress(self.target.get(key)))
            except NotHeld:
                return
            return
        stem = article_key(key.removesuffix(EACH), 0).removesuffix("00000.json")
        for held in list(self.target.list(stem)):
            yield from _told(self.target.get(held.key))

    def _is_indexed(self, article: Article) -> bool:
        return any(place.revision == article.revision for place in self.index.find(article.id))


def damaged_files(spool: Path) -> Iterator[DamagedFile]:
    """What lies in ``damaged``, by name.

    Raises:
        OSError: It can't be read.
    """
    for path in sorted((spool / "damaged").glob("*")):
        kind = kind_of(spooled_key(path.name))
        data = path.read_bytes()
        lines, is_whole = (b"", True) if path.name.endswith(WARC) else _unpacked(path.name, data)
        whole = lines.splitlines(keepends=True)
        sound = [line for line in whole if line.endswith(b"\n") and _is_sound(line)]
        yield DamagedFile(
            path=path,
            what=kind if kind in PARTS else "journal",
            bytes=len(data),
            readable=len(sound),
            unreadable=len(whole) - len(sound) + (not is_whole),
            articles=tuple(_articles(sound)) if kind == ARTICLES else (),
        )


def _unpacked(name: str, data: bytes) -> tuple[bytes, bool]:
    """The lines of a file as far as they can be unpacked, and whether that is all."""
    if not name.endswith(".gz"):
        return data, True
    unpacking, lines = zlib.decompressobj(wbits=31), []
    try:
        for start in range(0, len(data), 256):  # in small pieces: of the one that breaks nothing is given
            lines.append(unpacking.decompress(data[start : start + 256]))
    except zlib.error:
        return b"".join(lines), False
    return b"".join(lines), unpacking.eof


def _is_sound(line: bytes) -> bool:
    try:
        msgspec.json.decode(line, type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False
    return True


def _articles(lines: Iterable[bytes]) -> Iterator[Article]:
    for line in lines:
        try:
            yield msgspec.json.decode(line, type=Article)
        except (msgspec.DecodeError, UnicodeDecodeError):
            continue


def _told(lines: bytes) -> Iterator[Told]:
    for raw in lines.splitlines():
        if (line := read_line(raw)) is not None:
            yield line.id, line.revision
