"""nginx on loopback, serving the rendered pages as files: one process, so that its use of the processor is known."""

import os
import shutil
import socket
import sys
from pathlib import Path
from string import Template
from time import monotonic, sleep
from types import TracebackType

from crawler.demo.object_store import DIES_WITH_PARENT
from tests.benchmarks.processes import BenchmarkFailed, Measured, Used
from tests.own_venv import NotInstalled

# Where Debian puts it, which is not on everybody's PATH.
PLACES = f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/usr/local/sbin"
# Seconds; it answers in a few hundredths.
PATIENCE = 10.0

# The paths are its own because the packaged ones may not be written by everybody. Stories carry no charset in their
# header, so that each page's own word counts.
CONFIGURATION = Template("""
daemon off;
master_process off;
worker_processes 1;
error_log "$scratch/error.log" error;
pid "$scratch/nginx.pid";
events { worker_connections 256; }
http {
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 1000000;
    open_file_cache max=10000 inactive=300s;
    client_body_temp_path "$scratch/body";
    proxy_temp_path "$scratch/proxy";
    fastcgi_temp_path "$scratch/fastcgi";
    uwsgi_temp_path "$scratch/uwsgi";
    scgi_temp_path "$scratch/scgi";
    types { }
    default_type "text/html";
    server {
        listen 127.0.0.1:$port;
        root "$root";
        location = /robots.txt { default_type "text/plain"; }
    }
}
""")


def find_nginx() -> str:
    """The path of the program.

    Raises:
        NotInstalled: There is none.
    """
    found = shutil.which("nginx", path=PLACES)
    if found is None:
        raise NotInstalled(
            "the crawl is measured against nginx, which is not installed: install Debian's nginx-light "
            "(apt-get install nginx-light), or your system's nginx; or give --only clean or --only parse"
        )
    return found


class WebServer:
    """One server over one folder; a context manager. ``used`` is what it took, once it has ended."""

    def __init__(self, root: Path, scratch: Path) -> None:
        self._root = root
        self._scratch = scratch
        self._child: Measured | None = None
        self.port = 0
        self.used = Used(0.0, 0.0)

    @property
    def site(self) -> str:
        """Its address without a slash at the end: "http://127.0.0.1:40123"."""
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> "WebServer":
        self._scratch.mkdir(parents=True, exist_ok=True)
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            self.port = listener.getsockname()[1]
        configuration = self._scratch / "nginx.conf"
        configuration.write_text(
            CONFIGURATION.substitute(scratch=self._scratch, port=self.port, root=self._root), encoding="utf-8"
        )
        program: list[str | Path] = [
            find_nginx(),
            "-p",
            self._scratch,
            "-c",
            configuration,
            "-e",
            self._scratch / "error.log",
        ]
        self._child = Measured([sys.executable, "-ISc", DIES_WITH_PARENT, str(os.getpid()), *program])
        try:
            self._wait_until_ready(self._child)
        except BaseException:
            self._child.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._child is not None:
            self.used = self._child.stop()

    def _wait_until_ready(self, child: Measured) -> None:
        give_up = monotonic() + PATIENCE
        while monotonic() < give_up and not child.ended():
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                sleep(0.01)
            else:
                return
        log = self._scratch / "error.log"
        said = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
        raise BenchmarkFailed(f"nginx did not start; {log} says: {said}")
