"""The entries of the quarantine: in the target, of complete runs and of others, and those that wait in the spool."""

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import msgspec

from pipelines.errors import NotHeld
from pipelines.morgue.at_once import at_once
from pipelines.morgue.window import Window
from pipelines.storage.keys import QUARANTINE, day_of, spool_name
from pipelines.storage.quarantine import Quarantined
from pipelines.storage.target import Target

_ENTRY = msgspec.json.Decoder(Quarantined)


@dataclass
class Entries:
    """The entries within a window of days; each is read once, wherever it is held.

    Args:
        target: Where parts are filed.
        spool: The spool's folder, which need not be there.
    """

    target: Target
    spool: Path
    unreadable: list[str] = field(default_factory=list)
    """Parts, or lines of them, that can't be read, in words."""

    def newest(self, since: datetime | None = None) -> list[Quarantined]:
        """The newest entry of each article that failed since then, the newest first; None: since ever."""
        by_id: dict[str, Quarantined] = {}
        for entry in self.read(since):
            if entry.id not in by_id or by_id[entry.id].at < entry.at:
                by_id[entry.id] = entry
        return sorted(by_id.values(), key=lambda entry: (entry.at, entry.id), reverse=True)

    def read(self, since: datetime | None = None) -> Iterator[Quarantined]:
        """Every entry since then, each once.

        Raises:
            DeliveryTrouble: The target can't be read.
        """
        seen: set[tuple[str, datetime]] = set()
        for entry in self._all(Window(since=since)):
            told = entry.id, entry.at
            if told not in seen and (since is None or since <= entry.at):
                seen.add(told)
                yield entry

    def _all(self, window: Window) -> Iterator[Quarantined]:
        # The spool first, and in it what is open: a part that goes out meanwhile is then found where it went.
        for folder in ("open", "sealed"):
            for path in sorted((self.spool / folder).glob(f"{spool_name(QUARANTINE)},aggregator=*")):
                if path.suffix != ".tmp" and (data := _bytes_of(path)) is not None:
                    yield from self._read(str(path), data, is_open=folder == "open")
        keys = [held.key for held in self.target.list(window.prefix(QUARANTINE)) if _is_within(held.key, window)]
        for key, part in zip(keys, at_once(self._get, keys), strict=True):
            yield from self._read(self.target.where(key), part)

    def _get(self, key: str) -> bytes:
        try:
            return self.target.get(key)
        except NotHeld:  # taken away since it was listed, as copy that is purged is
            return gzip.compress(b"")

    def _read(self, where: str, data: bytes, *, is_open: bool = False) -> Iterator[Quarantined]:
        try:
            lines = data if is_open else gzip.decompress(data)
        except (OSError, EOFError, zlib.error) as fault:
            self.unreadable.append(f"{where}: {fault}")
            return
        # The last line of an open part may be half written.
        whole = lines[: lines.rfind(b"\n") + 1] if is_open else lines
        for number, line in enumerate(whole.splitlines(), start=1):
            try:
                yield _ENTRY.decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError) as fault:
                self.unreadable.append(f"{where}, line {number}: {fault}")


def _is_within(key: str, window: Window) -> bool:
    day = day_of(key)
    return day is None or window.has_day(day)


def _bytes_of(path: Path) -> bytes | None:
    """A file of the spool; None where a run has taken it further since."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
