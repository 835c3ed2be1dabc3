"""The files of a spool, and how much each holds."""

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipelines.storage.archive.mending import read_soundness
from pipelines.storage.disk import TEMPORARY
from pipelines.storage.keys import ARCHIVE, ARTICLES, QUARANTINE, kind_of, run_of, spooled_key
from pipelines.storage.parts import EACH, WARC

PARTS = (ARTICLES, ARCHIVE, QUARANTINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpoolFile:
    """One file that waits to be delivered."""

    path: Path
    run: str
    stream: str
    """"articles", "archive", "quarantine"; "books" for a run's index and manifest."""
    is_open: bool
    size: int
    """Bytes, as it stands on the disk."""
    changed: float
    """When it was written to last: seconds since 1970."""


def files_of(spool: Path) -> Iterator[SpoolFile]:
    """What waits in a spool, open parts first, so that one that is sealed meanwhile is not missed."""
    for folder in ("open", "sealed"):
        for path in sorted((spool / folder).glob("*")):
            run = run_of(path.name)
            if run is None or path.suffix == TEMPORARY:
                continue
            try:
                state = path.stat()
            except FileNotFoundError:
                continue
            kind = kind_of(spooled_key(path.name))
            yield SpoolFile(
                path=path,
                run=run,
                stream=kind if kind in PARTS else "books",
                is_open=folder == "open",
                size=state.st_size,
                changed=state.st_mtime,
            )


def lines_of(file: SpoolFile) -> bytes:
    """The lines of a part of articles or quarantine.

    Raises:
        FileNotFoundError: It has gone out since.
        ValueError: It can't be unpacked; it says why.
    """
    data = file.path.read_bytes()
    if file.is_open or file.path.name.endswith(EACH):
        return data
    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error) as fault:
        raise ValueError(str(fault)) from fault


def items_of(file: SpoolFile) -> int:
    """How many articles, entries or pages a part holds; 0 for one that has gone out or can't be read, and for books."""
    try:
        if file.path.name.endswith(WARC):
            # A file begins with its own description; then a page is two members.
            return max(0, read_soundness(file.path).members - 1) // 2
        return lines_of(file).count(b"\n") if file.stream in PARTS else 0
    except (FileNotFoundError, ValueError):
        return 0
