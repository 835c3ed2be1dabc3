"""A small disk of one's own: a tmpfs in a mount namespace, so that nothing of it outlives the process.

Linux alone, and only where a user may make namespaces, which many containers forbid.
"""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

NAMESPACE = ("unshare", "--mount", "--map-root-user", "--propagation", "private")
INSIDE = "COPYDESK_CHAOS_INSIDE"


@cache
def why_not() -> str | None:
    """Why this system gives us no small disk; None where it does."""
    if sys.platform != "linux" or not shutil.which("unshare"):
        return "a small disk needs Linux and unshare (util-linux)"
    command = (*NAMESPACE, "sh", "-c", "mount -t tmpfs -o size=64k none /mnt && mount -o remount,size=128k /mnt")
    tried = subprocess.run(command, capture_output=True, text=True, check=False)
    return None if tried.returncode == 0 else f"a small disk can't be mounted here: {tried.stderr.strip()}"


def enter() -> None:
    """Begin this very program again inside a namespace, unless it is in one."""
    if os.environ.pop(INSIDE, None) is None:
        os.environ[INSIDE] = "1"
        words = [sys.executable, "-m", "tests.chaos", *sys.argv[1:]]
        os.execvp(NAMESPACE[0], [*NAMESPACE, *words])


def mount(folder: Path, size: int) -> None:
    """Make a folder a disk of so many bytes; from inside a namespace."""
    folder.mkdir(parents=True, exist_ok=True)
    _mount("-t", "tmpfs", "-o", f"size={size},mode=700", "none", folder)


def leave_room(folder: Path, room: int) -> None:
    """Let a disk have so many bytes free."""
    stat = os.statvfs(folder)
    used = (stat.f_blocks - stat.f_bfree) * stat.f_frsize
    _mount("-o", f"remount,size={used + room}", folder)


def _mount(*words: str | Path) -> None:
    subprocess.run(("mount", *words), check=True)
