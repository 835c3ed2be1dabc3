"""A WARC file as a local file with its digest: itself where it lies on disk, else a private copy while it is needed."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from crawler.replay.sources import Warc
from pipelines.errors import UnreadablePage

PIECE = 8 * 2**20  # bytes asked of a bucket at a time


@dataclass(frozen=True, slots=True)
class Copy:
    """A WARC file on this machine's disk.

    Attributes:
        path: The file.
        sha256: Of its bytes, in hexadecimal.
    """

    path: Path
    sha256: str


@contextmanager
def local_copy(warc: Warc) -> Iterator[Copy]:
    """The file, on disk until the end of the ``with``.

    Raises:
        UnreadablePage: It can't be read.
        DeliveryTrouble: The bucket does not give it.
    """
    if warc.path is not None:
        yield Copy(warc.path, _digest(warc.path))
        return
    with tempfile.NamedTemporaryFile(prefix="copydesk-", suffix=".warc") as file:  # mode 0600
        digest = hashlib.sha256()
        for offset in range(0, warc.size, PIECE):
            piece = warc.target.get_range(warc.key, offset, min(PIECE, warc.size - offset))
            digest.update(piece)
            file.write(piece)
        file.flush()
        yield Copy(Path(file.name), digest.hexdigest())


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as fault:
        raise UnreadablePage(f"{path} can't be read: {fault.strerror or fault}") from fault
