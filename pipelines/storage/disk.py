"""Durable file work: what is said to be written is on the disk, name and all, when these return.

A name lives in its folder, so a file is safe only when the folder too has been fsynced.
Every function raises OSError as the system gave it; the caller says what that means.
"""

import os
from hashlib import file_digest
from pathlib import Path

OURS_ALONE = 0o700
FILE_OURS_ALONE = 0o600
TEMPORARY = ".tmp"
PIECE = 1 << 20  # bytes copied at a time


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(folder: Path, mode: int = 0o777) -> None:
    """Create a folder and what leads to it, durably. One that is there stays as it is."""
    if folder.is_dir():
        return
    if not folder.parent.is_dir():
        make_folder(folder.parent, mode)
    folder.mkdir(mode=mode, exist_ok=True)
    sync_folder(folder.parent)


def append_all(handle: int, data: bytes) -> None:
    """Write all of ``data``: a write may take less than it was given when the disk is nearly full."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def write_synced(path: Path, data: bytes, mode: int) -> None:
    """Write a file whole and fsync its bytes; its name is not yet durable."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    try:
        append_all(handle, data)
        os.fsync(handle)
    finally:
        os.close(handle)


def copy_synced(source: Path, path: Path, mode: int) -> None:
    """Copy a file, a piece at a time, and fsync its bytes; its name is not yet durable."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    try:
        with source.open("rb") as file:
            while piece := file.read(PIECE):
                append_all(handle, piece)
        os.fsync(handle)
    finally:
        os.close(handle)


def digest_of_file(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def write_whole(path: Path, data: bytes, mode: int = FILE_OURS_ALONE) -> None:
    """Write a file so that its name never stands for half of it: temporary name, fsync, rename, fsync the folder."""
    temporary = path.with_name(path.name + TEMPORARY)
    write_synced(temporary, data, mode)
    temporary.rename(path)
    sync_folder(path.parent)


def move(path: Path, to: Path) -> None:
    """Give a file another name, durably."""
    path.rename(to)
    sync_folder(to.parent)
    sync_folder(path.parent)


def forget(path: Path) -> None:
    """Remove a file; one that is gone already is as good.

    The removal is not fsynced: a file that comes back after a power cut is delivered again, which changes nothing.
    """
    path.unlink(missing_ok=True)
