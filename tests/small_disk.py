"""Commands on a small disk of their own: skipped where none can be mounted, unless COPYDESK_REQUIRE says small-disk."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.chaos.disk import NAMESPACE, why_not


def on_small_disk(
    script: str, folder: Path, cwd: Path, environment: Mapping[str, str], size: str
) -> subprocess.CompletedProcess[str]:
    """A shell script in a mount namespace in which a folder is a disk of so many bytes; it may mount it anew.

    The script has the folder's path in ``$disk``.
    """
    if reason := why_not():
        if "small-disk" in os.environ.get("COPYDESK_REQUIRE", "").split(","):
            pytest.fail(reason)
        pytest.skip(reason)
    folder.mkdir(parents=True, exist_ok=True)
    mounted = f"mount -t tmpfs -o size={size},mode=700 none $disk || exit 99\n"
    command = [*NAMESPACE, "sh", "-c", mounted + script]
    return subprocess.run(
        command,
        cwd=cwd,
        env={**environment, "disk": str(folder)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
