"""Delivery: takes finished files from the spool to the target.

Each step leaves the spool so that a run killed after it can be taken up: seal, put, note in the journal, forget. What
is put twice is the same bytes under the same key, which the target takes for success.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from threading import Lock

from pipelines.storage.archive.cdxj import read_entries, write_cdxj
from pipelines.storage.disk import digest_of_file, forget, move, write_whole
from pipelines.storage.journal import Journal
from pipelines.storage.kept import KeptCopies
from pipelines.storage.keys import ARCHIVE, ARTICLES, QUARANTINE, cdxj_key, kind_of, run_of, spooled_key
from pipelines.storage.parts import FiledObject, objects_of, pack, sealed_name, unpack
from pipelines.storage.spool import Spool
from pipelines.storage.target import Target


@dataclass(slots=True)
class Delivered:
    """Running totals of what went out."""

    parts: int = 0
    """Of articles."""
    articles: int = 0
    bytes: int = 0
    """Of the articles' parts."""
    pages: int = 0
    """Archived."""
    archived_bytes: int = 0
    quarantined: int = 0

    def add(self, filed: Sequence[FiledObject]) -> None:
        """Count the objects that one file of the spool became."""
        kind, size = kind_of(filed[0].key), sum(entry.bytes for entry in filed)
        if kind == ARTICLES:
            self.parts += 1
            self.articles += sum(entry.count for entry in filed)
            self.bytes += size
        elif kind == ARCHIVE:
            self.pages += filed[0].count
            self.archived_bytes += size
        else:
            self.quarantined += sum(entry.count for entry in filed)


@dataclass(slots=True)
class Delivery:
    """Between one spool and one target. Threads may deliver different files at the same time."""

    spool: Spool
    target: Target
    kept: KeptCopies
    totals: dict[str, Delivered] = field(default_factory=dict)
    """What went out, by run."""
    _journals: dict[str, Journal] = field(default_factory=dict)
    _counting: Lock = field(default_factory=Lock)

    def journal(self, run: str) -> Journal:
        """The journal of a run, the same for all threads."""
        with self._counting:
            return self._journals.setdefault(run, Journal(path=self.spool.runs / f"{run}.jsonl"))

    def deliver(self, path: Path) -> None:
        """Take one file to the target: a part of any stream, open or sealed, or a sealed index object or manifest.

        Raises:
            DeliveryTrouble: the target did not take it; it stays.
            SpoolUnwritable: the spool's disk refuses.
        """
        run, key = run_of(path.name) or "", spooled_key(path.name)
        kind = kind_of(key)
        if kind == ARCHIVE:
            self._deliver_warc(run, path)
            return
        if kind in (ARTICLES, QUARANTINE):
            self._deliver_part(run, path)
            return
        with self.spool.writing(path):
            data = path.read_bytes()
        self.target.put(key, data)
        if key.startswith("manifests/"):
            forget(self.journal(run).path)  # first, or a kill in between would have the books written anew
        forget(path)

    def _deliver_part(self, run: str, path: Path) -> None:
        with self.spool.writing(path):
            sealed, data, lines = self._seal(path)
        filed: list[FiledObject] = []
        for entry, body in objects_of(sealed.name, data, lines):
            self.target.put(entry.key, body)
            filed.append(entry)
        with self.spool.writing(self.journal(run).path):
            self.journal(run).append(filed)
            forget(sealed)
        self._count(run, filed)

    def _deliver_warc(self, run: str, path: Path) -> None:
        """A WARC file, which is packed as it was written, and its index, which is made of it."""
        sealed = self.spool.sealed / path.name
        with self.spool.writing(path):
            if path != sealed and not sealed.exists():  # by an earlier try that the target did not take
                move(path, sealed)
            key = spooled_key(sealed.name)
            index, pages = write_cdxj(read_entries(sealed), key)
            warc = FiledObject.of(key, count=pages, digest=digest_of_file(sealed), bytes=sealed.stat().st_size)
        self.target.put_file(key, sealed)
        self.target.put(cdxj_key(key), index)
        beside = FiledObject.of(cdxj_key(key), count=pages, digest=sha256(index).hexdigest(), bytes=len(index))
        with self.spool.writing(self.journal(run).path):
            self.journal(run).append([warc, beside])
            self.kept.keep(sealed, index)
        self._count(run, [warc, beside])

    def _seal(self, path: Path) -> tuple[Path, bytes, bytes]:
        """The sealed file, its bytes and its lines."""
        sealed = self.spool.sealed / sealed_name(path.name)
        if sealed.exists():  # by an earlier try, whose bytes may have arrived
            data = sealed.read_bytes()
            return sealed, data, unpack(data, sealed.name)
        lines = path.read_bytes()
        data = pack(lines, sealed.name)
        write_whole(sealed, data)
        forget(path)
        return sealed, data, lines

    def _count(self, run: str, filed: list[FiledObject]) -> None:
        with self._counting:
            self.totals.setdefault(run, Delivered()).add(filed)
