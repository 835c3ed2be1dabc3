"""Delivery: takes finished files from the spool to the target.

Each step leaves the spool so that a run killed after it can be taken up: seal, put, note in the journal, forget. What
is put twice is the same bytes under the same key, which the target takes for success.
"""

from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from pipelines.storage.disk import forget, write_whole
from pipelines.storage.journal import Journal
from pipelines.storage.keys import run_of, spooled_key
from pipelines.storage.parts import FiledObject, objects_of, pack, sealed_name, unpack
from pipelines.storage.spool import Spool
from pipelines.storage.target import Target


@dataclass(slots=True)
class Delivered:
    """Running totals of what went out."""

    parts: int = 0
    articles: int = 0
    bytes: int = 0


@dataclass(slots=True)
class Delivery:
    """Between one spool and one target. Threads may deliver different files at the same time."""

    spool: Spool
    target: Target
    totals: dict[str, Delivered] = field(default_factory=dict)
    """What went out, by run."""
    _journals: dict[str, Journal] = field(default_factory=dict)
    _counting: Lock = field(default_factory=Lock)

    def journal(self, run: str) -> Journal:
        """The journal of a run, the same for all threads."""
        with self._counting:
            return self._journals.setdefault(run, Journal(path=self.spool.runs / f"{run}.jsonl"))

    def deliver(self, path: Path) -> None:
        """Take one file to the target: a part, open or sealed, or a sealed index object or manifest.

        Raises:
            DeliveryTrouble: the target did not take it; it stays.
            SpoolUnwritable: the spool's disk refuses.
        """
        run, key = run_of(path.name) or "", spooled_key(path.name)
        if key.startswith("articles/"):
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
            totals = self.totals.setdefault(run, Delivered())
            totals.parts += 1
            totals.articles += sum(entry.count for entry in filed)
            totals.bytes += sum(entry.bytes for entry in filed)
