"""What is wrong in a spool: every file read, nothing changed.

What a run that is at work has not finished is not wrong: the end of a part that it writes to, and what it has yet to
mark in the ledger.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from pipelines.storage.archive.mending import read_soundness
from pipelines.storage.holder import is_held, read_holder
from pipelines.storage.index import read_index
from pipelines.storage.keys import ARCHIVE, ARTICLES, spool_name
from pipelines.storage.ledger import Ledger
from pipelines.storage.manifest import read_manifest
from pipelines.storage.mending import ArchivedPages, is_article, is_json
from pipelines.storage.parts import Line, read_line
from pipelines.storage.spool import Spool
from pipelines.storage.stocktaking.files import SpoolFile, files_of, lines_of

TORN = "its end is torn ({} bytes): the next run on the spool cuts it; nothing that was acknowledged stands there"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong."""

    path: Path
    what: str


@dataclass
class Verifying:
    """One look through a spool.

    Args:
        spool: The folder.
        ledger: To hold it against; None: there is none.
    """

    spool: Path
    ledger: Ledger | None
    files: int = 0
    """Read so far."""
    articles: int = 0
    """Of them, the articles."""

    def run(self) -> Iterator[Fault]:
        """Everything that is wrong.

        Raises:
            OSError: The spool can't be read.
            LedgerTrouble: The ledger can't.
        """
        holder = read_holder(self.spool) if is_held(self.spool) else None
        self._at_work = holder.run if holder else None
        self._is_held = is_held(self.spool)
        self._pages = ArchivedPages(Spool(self.spool, ""))
        self._sound: dict[str, int] = {}  # of damaged WARC files, the bytes that can be read
        for path in sorted((self.spool / "runs").glob("*.jsonl")):
            yield from self._of_lines(path, path.read_bytes(), self._is_busy(path.stem))
        for file in sorted(files_of(self.spool), key=lambda file: file.stream != ARCHIVE):
            try:
                yield from self._of(file)
            except FileNotFoundError:  # delivered since it was listed
                continue
        for path in sorted((self.spool / "damaged").glob("*")):
            yield Fault(path, "was found damaged: see `scrapy spool quarantine`")

    def _is_busy(self, run: str) -> bool:
        """Whether a run is at work; one that left no note of itself may be any."""
        return self._is_held and self._at_work in (None, run)

    def _of(self, file: SpoolFile) -> Iterator[Fault]:
        self.files += 1
        if file.stream == ARCHIVE:
            yield from self._of_warc(file)
        elif file.stream == "books":
            yield from _of_books(file)
        else:
            try:
                lines = lines_of(file)
            except ValueError as fault:
                yield Fault(file.path, f"can't be unpacked: {fault}")
                return
            is_busy = file.is_open and self._is_busy(file.run)
            yield from self._of_lines(file.path, lines, is_busy)
            if file.stream == ARTICLES:
                yield from self._of_articles(file, lines)

    def _of_lines(self, path: Path, data: bytes, is_busy: bool) -> Iterator[Fault]:
        whole = data.rfind(b"\n") + 1
        if whole < len(data) and not is_busy:
            yield Fault(path, TORN.format(len(data) - whole))
        is_sound = is_json if path.parent.name == "runs" else is_article
        for number, line in enumerate(data[:whole].splitlines(), start=1):
            if not is_sound(line):
                yield Fault(path, f"line {number} can't be read")

    def _of_articles(self, file: SpoolFile, data: bytes) -> Iterator[Fault]:
        whole = data[: data.rfind(b"\n") + 1].splitlines()
        lines = [line for raw in whole if (line := read_line(raw)) is not None]
        self.articles += len(lines)
        for line in lines:
            for place in line.source.places:
                if not self._holds(place.warc, place.offset + place.length):
                    yield Fault(file.path, f"{line.id}: its page is missing in {place.warc}, byte {place.offset}")
        if not self._is_busy(file.run):
            yield from self._of_ledger(file, lines)

    def _holds(self, warc: str, end: int) -> bool:
        sound = self._sound.get(spool_name(warc))
        return self._pages.hold(warc, end) if sound is None else sound >= end

    def _of_ledger(self, file: SpoolFile, lines: list[Line]) -> Iterator[Fault]:
        known = self.ledger.revisions({line.id for line in lines}) if self.ledger else {}
        behind = [line for line in lines if known.get(line.id, 0) < line.revision]
        if behind:
            what = f"{len(behind)} articles, {behind[0].id} the first, are not yet in the ledger"
            yield Fault(file.path, f"{what}: the next run on the spool, or `scrapy spool send`, marks them")

    def _of_warc(self, file: SpoolFile) -> Iterator[Fault]:
        sound = read_soundness(file.path)
        rest = file.path.stat().st_size - sound.size
        if file.is_open and sound.is_torn:
            if rest and not self._is_busy(file.run):
                yield Fault(file.path, TORN.format(rest))
        elif rest or not sound.is_torn:
            self._sound[file.path.name] = sound.size
            yield Fault(file.path, f"can't be read from byte {sound.size} on ({rest} bytes)")


def _of_books(file: SpoolFile) -> Iterator[Fault]:
    read = read_manifest if file.path.name.startswith("manifests,") else read_index
    try:
        read(file.path.read_bytes())
    except FileNotFoundError:
        raise
    except (msgspec.DecodeError, OSError, EOFError, zlib.error, UnicodeDecodeError) as fault:
        yield Fault(file.path, f"can't be read: {fault}")
