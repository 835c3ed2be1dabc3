"""What a stopped run left half-written in its spool, cut; and what the disk lost of it, set aside.

A kill leaves a torn end and nothing else. What can't be read before the end is a failing disk's doing: every sound line
or record stays, and the file as it was is kept for a person to look at.
"""

import logging
from collections.abc import Callable
from pathlib import Path

import msgspec

from pipelines.storage.archive.mending import cut, read_soundness
from pipelines.storage.disk import FILE_OURS_ALONE, OURS_ALONE, copy_synced, forget, make_folder, write_whole
from pipelines.storage.journal import Journal
from pipelines.storage.keys import ARCHIVE, run_of, spool_name
from pipelines.storage.parts import read_line
from pipelines.storage.spool import Spool

log = logging.getLogger(__name__)


def mend(path: Path, damaged: Path, is_sound: Callable[[bytes], bool]) -> bool:
    """Cut what a stopped run left half-written at the end of a file of JSON lines; an empty file goes.

    Returns:
        False where lines before the last can't be read: they are left out, every sound line stays, and the file as
        it was is kept in ``damaged``.
    """
    data = path.read_bytes()
    whole = data[: data.rfind(b"\n") + 1]
    lines = whole.splitlines(keepends=True)
    sound = [line for line in lines if is_sound(line)]
    if len(sound) < len(lines):
        make_folder(damaged, OURS_ALONE)
        write_whole(damaged / path.name, data)
        log.error("%s holds unreadable lines; as it was, it is kept in %s", path, damaged)
    if not sound:
        forget(path)
    elif (kept := b"".join(sound)) != data:
        write_whole(path, kept)
    return len(sound) == len(lines)


def mend_warc(path: Path, damaged: Path) -> bool:
    """Cut a WARC file behind its last whole record: what stands before keeps its place. One without a page goes.

    Returns:
        False where what is cut is no torn end; the file as it was is then kept in ``damaged``.
    """
    sound = read_soundness(path)
    if not sound.is_torn:
        make_folder(damaged, OURS_ALONE)
        copy_synced(path, damaged / path.name, FILE_OURS_ALONE)
        log.error("%s holds unreadable records; as it was, it is kept in %s", path, damaged)
    if sound.members < 2:
        forget(path)
    elif sound.size != path.stat().st_size:
        cut(path, sound.size)
    return sound.is_torn


class ArchivedPages:
    """Which pages the spool, or what its runs have delivered, really holds."""

    def __init__(self, spool: Spool):
        self._spool = spool
        self._delivered: dict[str, set[str]] = {}

    def hold(self, warc: str, end: int) -> bool:
        """Whether a WARC file reaches so far. One that another run delivered is taken to.

        One that was found damaged is taken to as well: its pages had reached the disk, and their articles may have
        been acknowledged.
        """
        name = spool_name(warc)
        if (self._spool.damaged / name).exists():
            return True
        for folder in (self._spool.open, self._spool.sealed):
            path = folder / name
            if path.exists():
                return path.stat().st_size >= end
        run = run_of(name) or ""
        if run not in self._delivered:
            journal = self._spool.runs / f"{run}.jsonl"
            entries = Journal(path=journal).read()[1] if journal.exists() else []
            self._delivered[run] = {entry.key for entry in entries if entry.key.startswith(f"{ARCHIVE}/")}
        return warc in self._delivered[run] or not (self._spool.runs / f"{run}.jsonl").exists()


def drop_unarchived(path: Path, pages: ArchivedPages) -> None:
    """Leave out the articles of an open part whose pages did not reach the disk, as only a power cut can bring about.

    Pages are synced before articles, and both before an article is acknowledged: such a one never was, and its story is
    fetched again.
    """
    lines = path.read_bytes().splitlines(keepends=True)
    kept = [line for line in lines if _is_archived(line, pages)]
    if len(kept) < len(lines):
        log.warning("%s: %d articles were written and their pages were not", path, len(lines) - len(kept))
        write_whole(path, b"".join(kept)) if kept else forget(path)


def _is_archived(raw: bytes, pages: ArchivedPages) -> bool:
    line = read_line(raw)
    return line is None or all(pages.hold(place.warc, place.offset + place.length) for place in line.source.places)


def is_article(line: bytes) -> bool:
    """Whether a line of a part is whole."""
    return read_line(line) is not None


def is_json(line: bytes) -> bool:
    """Whether a line is a JSON object."""
    try:
        msgspec.json.decode(line, type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False
    return True
