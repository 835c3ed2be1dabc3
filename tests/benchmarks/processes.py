"""A command run to its end, and what it took: time on the wall and on the processor."""

import os
import signal
import subprocess
import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from tests.own_venv import ROOT

KILO = 1 if sys.platform == "darwin" else 1024  # the unit of ru_maxrss
# Lines of a failed command's log that are shown.
TAIL = 15


class BenchmarkFailed(Exception):
    """A run that went wrong, so that nothing can be said of its speed."""


@dataclass(frozen=True, slots=True)
class Used:
    """What a finished process took.

    Attributes:
        wall: Seconds from start to end.
        cpu: Seconds of processor, user and system, of it and the children it waited for.
        peak: Bytes of memory that it held at most at one time (resident; its children's apart).
    """

    wall: float
    cpu: float
    peak: int = 0


class Measured:
    """A child process whose use of the processor is known when it has ended."""

    def __init__(self, command: Sequence[str | Path], **how: object) -> None:
        self._began = monotonic()
        self._process: subprocess.Popen[bytes] = subprocess.Popen(list(map(str, command)), **how)  # type: ignore[call-overload]

    def wait(self) -> tuple[int, Used]:
        """Wait for its end: exit status (negative for a signal) and use."""
        _, status, usage = os.wait4(self._process.pid, 0)
        self._process.returncode = os.waitstatus_to_exitcode(status)
        return self._process.returncode, Used(
            monotonic() - self._began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * KILO
        )

    def ended(self) -> bool:
        """Whether it is gone; False for one that runs."""
        return self._process.poll() is not None

    def stop(self, number: int = signal.SIGTERM) -> Used:
        """End it by a signal, and wait."""
        if self._process.returncode is not None:
            return Used(0.0, 0.0)
        os.kill(self._process.pid, number)
        return self.wait()[1]


def run(
    command: Sequence[str | Path],
    *,
    log: Path,
    stdin: Path | None = None,
    stdout: Path | None = None,
    environment: Mapping[str, str] | None = None,
    may_end_with: Collection[int] = (0,),
) -> Used:
    """Run a command from the checkout's root, with copydesk's own settings out of its environment.

    Args:
        command: Program and arguments.
        log: Where its standard error goes, and its standard output where ``stdout`` is None.
        stdin: What it reads; None: nothing.
        stdout: Where its standard output goes.
        environment: Variables for it alone.
        may_end_with: The exit statuses that are no failure.

    Raises:
        BenchmarkFailed: It ended with another; the message ends with the tail of its log.
    """
    with (
        (stdin or Path(os.devnull)).open("rb") as source,
        log.open("wb") as errors,
        (stdout or log).open("ab" if stdout is None else "wb") as sink,
    ):
        settings = {**clean_environment(), **(environment or {})}
        child = Measured(command, stdin=source, stdout=sink, stderr=errors, env=settings, cwd=ROOT)
        try:
            status, used = child.wait()
        except BaseException:
            child.stop(signal.SIGKILL)
            raise
    if status not in may_end_with:
        tail = "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-TAIL:])
        raise BenchmarkFailed(f"{' '.join(map(str, command))} ended with {status}; the end of {log}:\n{tail}")
    return used


def clean_environment() -> dict[str, str]:
    """This process's environment without anybody's settings of copydesk or Scrapy."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("COPYDESK_", "SCRAPY_"))}
