"""The simulated moment, held by a file so that site, crawl and driver share it."""

from datetime import UTC, datetime
from pathlib import Path


class FileClock:
    """A callable clock: the RFC 3339 moment in a file, read again when the file is another.

    Whoever sets it replaces the file (``set_clock``), so that nobody reads half a moment.
    """

    def __init__(self, path: Path):
        self._path = path
        self._read: tuple[tuple[int, int], datetime] | None = None

    def __call__(self) -> datetime:
        """The moment, in UTC.

        Raises:
            OSError: There is no such file.
            ValueError: It holds no moment, or one without an offset.
        """
        state = self._path.stat()
        mark = (state.st_ino, state.st_mtime_ns)
        if self._read is None or self._read[0] != mark:
            self._read = (mark, _moment(self._path.read_text("ascii")))
        return self._read[1]


def set_clock(path: Path, moment: datetime) -> None:
    """Let the file hold this moment."""
    fresh = path.with_name(path.name + ".new")
    fresh.write_text(moment.astimezone(UTC).isoformat() + "\n", "ascii")
    fresh.replace(path)


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text.strip())
    if moment.tzinfo is None:
        raise ValueError(f"{text.strip()!r} is a moment without an offset")
    return moment.astimezone(UTC)
