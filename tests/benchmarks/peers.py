"""The peers' own virtual environment, .venv-peers."""

from collections.abc import Callable
from pathlib import Path

from tests.own_venv import NotInstalled, own_python

LOCK = Path(__file__).with_name("requirements-peers.lock")


def peer_python(say: Callable[[str], object]) -> Path:
    """The interpreter that has the peers.

    Args:
        say: Told what is done, since installing takes a while.

    Raises:
        NotInstalled: It can't be made here, for want of network say.
    """
    try:
        return own_python(".venv-peers", LOCK, say)
    except NotInstalled as fault:
        raise NotInstalled(f"{fault}; --no-peers measures without them") from fault
