"""A folder as a target: the same keys as a bucket, as paths under a root."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from pipelines.errors import BucketRefused, DeliveryTrouble, KeyTaken, NotHeld
from pipelines.storage.about import NOTE, NOTE_KEY
from pipelines.storage.disk import copy_synced, digest_of_file, forget, make_folder, sync_folder, write_synced
from pipelines.storage.held import Held
from pipelines.storage.keys import checked

# What another try won't mend: no right, a file where a folder should be, a disk mounted read-only, a bad name.
NEEDS_A_PERSON = {errno.EACCES, errno.EPERM, errno.ENOTDIR, errno.EEXIST, errno.EROFS, errno.EISDIR, errno.ENAMETOOLONG}
# Systems of files without hard links (FAT, some network shares) answer one of these.
NO_HARD_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}
LAST = "\U0010ffff"  # sorts behind every letter of a key
FILED = 0o666  # less the umask: filed articles are for others to read


class FolderTarget:
    """Objects as files under ``root``. Nothing is overwritten, and no name ever stands for half a file."""

    def __init__(self, root: Path):
        self.root = root

    def check(self) -> None:
        """As ``Target.check``; creates the root where it is missing."""
        try:
            make_folder(self.root)
            if not (self.root / NOTE_KEY).exists():
                self._write(self.root / NOTE_KEY, lambda temporary: write_synced(temporary, NOTE, FILED))
            elif not os.access(self.root, os.W_OK | os.X_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self.root))
        except FileExistsError as error:
            if not (self.root / NOTE_KEY).is_file():  # another run may have left the note a moment ago
                raise self._trouble(NOTE_KEY, error) from error
        except OSError as error:
            raise self._trouble(NOTE_KEY, error) from error

    def put(self, key: str, data: bytes) -> None:
        """As ``Target.put``."""
        self._create(key, lambda temporary: write_synced(temporary, data, FILED), sha256(data).hexdigest())

    def put_file(self, key: str, path: Path) -> None:
        """As ``Target.put_file``."""
        self._create(key, lambda temporary: copy_synced(path, temporary, FILED), digest_of_file(path))

    def _create(self, key: str, write: Callable[[Path], None], digest: str) -> None:
        """Let ``write`` make the object under a temporary name, where there is none; then see what is there."""
        path = self.root / checked(key)
        try:
            make_folder(path.parent)
            if not path.exists():
                with suppress(FileExistsError):  # another hand was quicker: its bytes are compared like any other's
                    self._write(path, write)
            held = digest_of_file(path)
            forget(_temporary(path))  # a run killed after the link left it, and perhaps a name not yet safe
            sync_folder(path.parent)
        except OSError as error:
            raise self._trouble(key, error) from error
        if held != digest:
            raise KeyTaken(
                f"{path} holds other bytes (SHA-256 {held[:16]}…) than this part ({digest[:16]}…). "
                "Nothing was overwritten: compare the two, then move one away."
            )

    def get(self, key: str) -> bytes:
        """As ``Target.get``."""
        try:
            return (self.root / checked(key)).read_bytes()
        except OSError as error:
            raise self._unreadable(key, error) from error

    def get_range(self, key: str, offset: int, length: int) -> bytes:
        """As ``Target.get_range``."""
        try:
            with (self.root / checked(key)).open("rb") as file:
                file.seek(offset)
                data = file.read(length)
        except OSError as error:
            raise self._unreadable(key, error) from error
        if length and not data:
            raise NotHeld(f"{self.where(key)} has no byte {offset}: it is shorter.")
        return data

    def list(self, prefix: str, *, after: str = "") -> Iterator[Held]:
        """As ``Target.list``. What other programs left here under names beginning with a dot is passed over."""
        folder = prefix.rpartition("/")[0]
        if folder:
            checked(folder)
        try:
            yield from self._walk(folder, prefix, after)
        except OSError as error:
            raise self._unreadable(prefix, error) from error

    def replace(self, key: str, data: bytes) -> None:
        """As ``Target.replace``."""
        path = self.root / checked(key)
        temporary = _temporary(path)
        try:
            write_synced(temporary, data, FILED)
            temporary.rename(path)
            sync_folder(path.parent)
        except OSError as error:
            raise self._trouble(key, error) from error

    def delete(self, key: str) -> None:
        """As ``Target.delete``."""
        path = self.root / checked(key)
        try:
            if path.exists():
                forget(path)
                sync_folder(path.parent)
        except OSError as error:
            raise self._trouble(key, error) from error

    def where(self, key: str) -> str:
        """As ``Target.where``."""
        return str(self.root / key)

    def _walk(self, folder: str, prefix: str, after: str) -> Iterator[Held]:
        """The objects in a folder and below. A folder sorts as its name with "/", as a bucket sorts its keys."""
        try:
            entries = [entry for entry in os.scandir(self.root / folder) if not entry.name.startswith(".")]
        except (FileNotFoundError, NotADirectoryError):
            return
        base = f"{folder}/" if folder else ""
        for name, entry in sorted((entry.name + "/" * entry.is_dir(), entry) for entry in entries):
            key = base + name
            if not key.endswith("/"):
                if key.startswith(prefix) and key > after:
                    yield Held(key, entry.stat().st_size)
            elif (key.startswith(prefix) or prefix.startswith(key)) and key + LAST > after:
                yield from self._walk(key[:-1], prefix, after)

    @staticmethod
    def _write(path: Path, write: Callable[[Path], None]) -> None:
        temporary = _temporary(path)
        write(temporary)
        try:
            os.link(temporary, path)  # unlike rename, it never replaces a file
        except OSError as error:
            if error.errno not in NO_HARD_LINKS or path.exists():
                raise
            temporary.rename(path)
        finally:
            forget(temporary)

    def _unreadable(self, key: str, error: OSError) -> DeliveryTrouble:
        if isinstance(error, FileNotFoundError):
            return NotHeld(f"{self.where(key)} is not there.")
        happened = f"{self.where(key)} can't be read: {error.strerror or error}."
        if error.errno in NEEDS_A_PERSON:
            return BucketRefused(f"{happened} Give this user the right to read in {self.root}.")
        return DeliveryTrouble(happened)

    def _trouble(self, key: str, error: OSError) -> DeliveryTrouble:
        happened = f"{self.where(key)} can't be written: {error.strerror or error}."
        if error.errno in NEEDS_A_PERSON:
            return BucketRefused(
                f"{happened} Give this user the right to write in {self.root}, or name another FILE_TO."
            )
        return DeliveryTrouble(f"{happened} The part stays in the spool and is tried again.")


def _temporary(path: Path) -> Path:
    """Always the same for one object, so that what a killed run left is written over, not heaped up."""
    return path.with_name(f".{path.name}.tmp")
