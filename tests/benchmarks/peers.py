"""The peers' own virtual environment, .venv-peers: made from its lock with its hashes, anew when the lock changes."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.processes import ROOT, NotInstalled

LOCK = Path(__file__).with_name("requirements-peers.lock")
VENV = ROOT / ".venv-peers"


def peer_python(say: Callable[[str], object]) -> Path:
    """The interpreter that has the peers.

    Args:
        say: Told what is done, since installing takes a while.

    Raises:
        NotInstalled: It can't be made here, for want of network say.
    """
    python, stamp = VENV / "bin" / "python", VENV / "installed.lock"
    if stamp.exists() and stamp.read_bytes() == LOCK.read_bytes():
        return python
    say(f"installing the peers into {VENV.name}")
    pip = [str(python), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    try:
        subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True)
        # Wheels alone: what would build a source archive is not in the lock.
        subprocess.run([*pip, "--only-binary", ":all:", "--require-hashes", "-r", str(LOCK)], check=True)
    except subprocess.CalledProcessError as fault:
        raise NotInstalled(f"the peers could not be installed ({fault}); --no-peers measures without them") from fault
    stamp.write_bytes(LOCK.read_bytes())
    return python
