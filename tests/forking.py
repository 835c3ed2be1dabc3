"""The program, imported once in a process of its own and forked for every command that a test runs to its end.

To import it and to compile its rules takes 2 s of processor, and most commands need less than that for all the rest.
A command is a process of its own as ever, with its own folder, environment and umask, and its settings are imported
anew; but its parent is nobody's.
"""

import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from scrapy.utils.misc import walk_modules_iter

# What a run imports until it opens its spool. The reactor is not among it: each run installs its own.
PACKAGES = "crawler.commands crawler.spiders crawler.middlewares crawler.monitor pipelines.stages scrapy.commands "
PACKAGES += "scrapy.downloadermiddlewares scrapy.spidermiddlewares scrapy.pipelines"
MODULES = "scrapy.cmdline scrapy.core.downloader.handlers.http11 pipelines.storage.s3"
SETTINGS = "crawler.settings"  # reads the environment
LONGEST = 1 << 20  # bytes of a request


def preload() -> None:
    """Import what a command imports, but for what it may not find made."""
    for name in PACKAGES.split():
        list(walk_modules_iter(name))
    for name in MODULES.split():
        import_module(name)
    import_module("pipelines.stages.plan").packaged_rules()  # kept for the process; a second to compile
    assert "twisted.internet.reactor" not in sys.modules


# --- the process that is forked ---


def serve(door: socket.socket) -> None:
    """Fork for each request until nobody is left who could ask; in a child, become the command."""
    preload()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # whoever waits for a command goes without being waited for
    while True:
        request, handles, _, _ = socket.recv_fds(door, LONGEST, 4)
        if not request:
            return
        if not os.fork():
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            door.close()
            _mind(json.loads(request), *handles)
            return
        for handle in handles:
            os.close(handle)


def _mind(request: Mapping[str, Any], stdin: int, stdout: int, stderr: int, told: int) -> None:
    """Fork once more: the child becomes the command, and this process tells its id and how it ended."""
    child = os.fork()
    if not child:
        os.close(told)
        _become(request, (stdin, stdout, stderr))
    for handle in (stdin, stdout, stderr):
        os.close(handle)
    os.write(told, f"{child}\n".encode())
    _, status = os.waitpid(child, 0)
    os.write(told, f"{os.waitstatus_to_exitcode(status)}\n".encode())
    os._exit(0)


def _become(request: Mapping[str, Any], handles: Sequence[int]) -> None:
    for number, handle in enumerate(handles):
        os.dup2(handle, number)
        os.close(handle)
    os.chdir(request["cwd"])
    os.umask(request["umask"])
    os.environ.clear()
    os.environ.update(request["env"])
    time.tzset()
    sys.path[0] = request["cwd"]
    sys.modules.pop(SETTINGS, None)
    sys.argv = ["scrapy", *request["words"]]
    from scrapy.cmdline import execute

    execute(sys.argv)  # leaves by SystemExit


# --- the tests' side ---


@cache
def _started() -> tuple[socket.socket, "subprocess.Popen[bytes]"]:
    """Where to ask, and the process that is forked; it ends with the last process that could ask."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.forking", str(theirs.fileno())],
        cwd=Path(__file__).parents[1],
        pass_fds=[theirs.fileno()],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    theirs.close()
    return ours, server


def run_forked(
    words: Sequence[str],
    *,
    cwd: Path,
    env: Mapping[str, str],
    files: tuple[IO[bytes], IO[bytes], IO[bytes]],
    patience: float,
) -> int:
    """Run ``scrapy`` with words to its end.

    Args:
        words: What stands behind "scrapy".
        cwd: The folder to run it in.
        env: Its whole environment.
        files: What it reads, and what it writes its output and its log to.
        patience: Seconds after which it is killed.

    Returns:
        Its exit status, negative for a signal.

    Raises:
        TimeoutExpired: It was killed.
    """
    mask = os.umask(0)
    os.umask(mask)
    request = {"words": list(words), "cwd": str(cwd.resolve()), "env": dict(env), "umask": mask}
    listening, telling = os.pipe()
    with os.fdopen(listening, "rb", buffering=0) as told:
        socket.send_fds(_started()[0], [json.dumps(request).encode()], [*(file.fileno() for file in files), telling])
        os.close(telling)
        child = int(told.readline())
        if not select.select([told], [], [], patience)[0]:
            os.kill(child, signal.SIGKILL)
            raise subprocess.TimeoutExpired(list(words), patience)
        return int(told.readline())


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
