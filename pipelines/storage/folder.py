"""A folder as a target: the same keys as a bucket, as paths under a root."""

import errno
import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from pipelines.errors import BucketRefused, DeliveryTrouble, KeyTaken
from pipelines.storage.about import NOTE, NOTE_KEY
from pipelines.storage.disk import forget, make_folder, sync_folder, write_synced

# What another try won't mend: no right, a file where a folder should be, a disk mounted read-only, a bad name.
NEEDS_A_PERSON = {errno.EACCES, errno.EPERM, errno.ENOTDIR, errno.EEXIST, errno.EROFS, errno.EISDIR, errno.ENAMETOOLONG}
# Systems of files without hard links (FAT, some network shares) answer one of these.
NO_HARD_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}
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
                self._write(self.root / NOTE_KEY, NOTE)
            elif not os.access(self.root, os.W_OK | os.X_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self.root))
        except FileExistsError as error:
            if not (self.root / NOTE_KEY).is_file():  # another run may have left the note a moment ago
                raise self._trouble(NOTE_KEY, error) from error
        except OSError as error:
            raise self._trouble(NOTE_KEY, error) from error

    def put(self, key: str, data: bytes) -> None:
        """As ``Target.put``."""
        path = self.root / key
        try:
            make_folder(path.parent)
            if not path.exists():
                with suppress(FileExistsError):  # another hand was quicker: its bytes are compared like any other's
                    self._write(path, data)
            held = path.read_bytes()
            forget(_temporary(path))  # a run killed after the link left it, and perhaps a name not yet safe
            sync_folder(path.parent)
        except OSError as error:
            raise self._trouble(key, error) from error
        if held != data:
            raise KeyTaken(
                f"{path} holds other bytes (SHA-256 {sha256(held).hexdigest()[:16]}…) than this part "
                f"({sha256(data).hexdigest()[:16]}…). Nothing was overwritten: compare the two, then move one away."
            )

    def get(self, key: str) -> bytes:
        """As ``Target.get``."""
        try:
            return (self.root / key).read_bytes()
        except OSError as error:
            raise self._trouble(key, error) from error

    def where(self, key: str) -> str:
        """As ``Target.where``."""
        return str(self.root / key)

    @staticmethod
    def _write(path: Path, data: bytes) -> None:
        temporary = _temporary(path)
        write_synced(temporary, data, FILED)
        try:
            os.link(temporary, path)  # unlike rename, it never replaces a file
        except OSError as error:
            if error.errno not in NO_HARD_LINKS or path.exists():
                raise
            temporary.rename(path)
        finally:
            forget(temporary)

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
