"""Virtual environments beside the checkout's own, for what copydesk is measured against or trained with.

Each is made from its lock with its hashes when it is first asked for, and anew when the lock changes.
"""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


class NotInstalled(Exception):
    """Something that is needed is not there; the message says what to install."""


def own_python(name: str, lock: Path, say: Callable[[str], object]) -> Path:
    """The interpreter of one such environment.

    Args:
        name: Its folder in the checkout: ".venv-peers".
        lock: What is in it, every package with its hashes.
        say: Told what is done, since installing takes a while.

    Raises:
        NotInstalled: It can't be made here, for want of network say.
    """
    venv = ROOT / name
    python = venv / "bin" / "python"
    if is_made(name, lock):
        return python
    say(f"installing {lock.stem.removeprefix('requirements-')} into {name}")
    pip = [str(python), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    try:
        subprocess.run([sys.executable, "-m", "venv", "--clear", venv], check=True)
        # Wheels alone: what would build a source archive is not in the lock.
        subprocess.run([*pip, "--only-binary", ":all:", "--require-hashes", "-r", str(lock)], check=True)
    except subprocess.CalledProcessError as fault:
        raise NotInstalled(f"{lock.name} could not be installed into {name} ({fault})") from fault
    _stamp(venv).write_bytes(lock.read_bytes())
    return python


def is_made(name: str, lock: Path) -> bool:
    """Whether the environment is there, with what its lock says."""
    stamp = _stamp(ROOT / name)
    return stamp.exists() and stamp.read_bytes() == lock.read_bytes()


def _stamp(venv: Path) -> Path:
    return venv / "installed.lock"
