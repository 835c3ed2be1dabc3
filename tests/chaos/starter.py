"""The program, imported once and forked for every run: to import it takes longer than most of the runs last.

    python -m tests.chaos.starter

Reads a line of JSON, the words after "scrapy"; answers with the process id of a child that runs it, and then, when that
has ended, with its exit status. A child is what ``python -m scrapy`` is after its imports.
"""

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from time import monotonic

from tests.forking import SETTINGS, preload


def main() -> None:
    preload()
    import_module(SETTINGS)  # all runs have one environment
    while line := sys.stdin.readline():
        child = os.fork()
        if not child:
            _become(json.loads(line))
        print(child, flush=True)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _become(words: Sequence[str]) -> None:
    from scrapy.cmdline import execute

    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    sys.argv = ["scrapy", *words]
    execute(sys.argv)  # leaves by SystemExit


class Starter:
    """Starts runs one after another; a context manager."""

    def __init__(self, home: Path, environment: Mapping[str, str], log: Path):
        with log.open("ab") as sink:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.chaos.starter"],
                cwd=home,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=sink,
            )
        self._run: Run | None = None

    def start(self, words: Sequence[str]) -> "Run":
        """Start a run; the one before has ended."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(words).encode() + b"\n")
        self._process.stdin.flush()
        self._run = Run(int(self._process.stdout.readline()), self._process.stdout.fileno())
        return self._run

    def __enter__(self) -> "Starter":
        return self

    def __exit__(self, *_: object) -> None:
        if self._run and self._run.wait(0) is None:
            self._run.send(signal.SIGKILL)
        assert self._process.stdin and self._process.stdout
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


class Run:
    """A run that was started."""

    def __init__(self, pid: int, told: int):
        self.pid = pid
        self._told = told
        self._status: int | None = None

    def send(self, number: signal.Signals) -> None:
        if self.wait(0) is None:
            with suppress(ProcessLookupError):  # it has ended, and we have not yet been told
                os.kill(self.pid, number)

    def wait(self, seconds: float) -> int | None:
        """Its exit status, negative for a signal; None where it goes on after so many seconds."""
        if self._status is None and select.select([self._told], [], [], max(0.0, seconds))[0]:
            self._status = int(_line(self._told))
        return self._status

    def wait_for_file(self, path: Path, seconds: float) -> None:
        """Until it has opened a file, has ended, or so many seconds are over."""
        give_up = monotonic() + seconds
        while self.wait(0.005) is None and not self._holds(path) and monotonic() < give_up:
            pass

    def _holds(self, path: Path) -> bool:
        try:
            return any(Path(os.readlink(file)) == path for file in Path(f"/proc/{self.pid}/fd").iterdir())
        except OSError:  # a file that was closed meanwhile, a process that is gone
            return False


def _line(handle: int) -> bytes:
    line = b""
    while not line.endswith(b"\n"):
        line += os.read(handle, 1)
    return line


if __name__ == "__main__":
    main()
