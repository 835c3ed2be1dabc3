"""Who holds a spool: the lock says whether anybody does, and a note beside it which run and process.

The note is not in the lock itself, which whoever asks for it in vain may empty. One that a killed run left says nothing
as long as the lock is free.
"""

import fcntl
import os
import socket
from pathlib import Path

import msgspec

from pipelines.storage.disk import forget, write_whole

LOCK, HOLDER = "lock", "holder.json"


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """The note."""

    run: str
    pid: int
    host: str
    """The machine's, or the container's, own name for itself."""


def is_held(folder: Path) -> bool:
    """Whether a run has the spool at this moment. Who asks has the lock for that moment, shared."""
    try:
        handle = os.open(folder / LOCK, os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


def read_holder(folder: Path) -> Holder | None:
    """The note; None where there is none that can be read."""
    try:
        return msgspec.json.decode((folder / HOLDER).read_bytes(), type=Holder)
    except (OSError, msgspec.DecodeError):
        return None


def told(holder: Holder | None) -> str:
    """The holder for a message: "Run 2026… (process 12 on desk-1)"."""
    return f"Run {holder.run} (process {holder.pid} on {holder.host})" if holder else "Another run"


def write_holder(folder: Path, run: str) -> None:
    """Note that this process holds the spool for a run. It has the lock already.

    Raises:
        OSError: The disk refuses.
    """
    note = Holder(run=run, pid=os.getpid(), host=socket.gethostname())
    write_whole(folder / HOLDER, msgspec.json.encode(note) + b"\n")


def forget_holder(folder: Path) -> None:
    """Take the note away, the lock being held still."""
    forget(folder / HOLDER)
