"""A proxy between a run and its S3 that does harm: it passes requests on as they are until it is told a fault.

toxiproxy, the tool for this, is no Python package and knows bytes, not requests: it can't answer SlowDown or lie.
"""

import socket
import struct
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from tests.chaos.faults import DOWN, FAULTS, Answer

UPSTREAM_SECONDS = 60
# RST instead of FIN: linger on, for no time.
RESET = struct.pack("ii", 1, 0)
# What concerns one connection and not the message.
HOP = {"connection", "expect", "keep-alive", "transfer-encoding"}


class Exchange(BaseHTTPRequestHandler):
    """One connection; what a fault may do with the request that it is at."""

    protocol_version = "HTTP/1.1"
    timeout = 120
    disable_nagle_algorithm = True
    server: "_Server"

    def do_GET(self) -> None:
        fault = self.server.proxy.meet()
        self._left = int(self.headers.get("Content-Length") or 0)
        try:
            FAULTS[fault](self) if fault else self.reply(self.pass_on())
        except OSError:  # either side hung up
            self.reset()

    do_PUT = do_HEAD = do_DELETE = do_POST = do_GET

    def read(self, share: float = 1.0) -> bytes:
        """The body, or the first share of it."""
        wanted = int(self._left * share)
        self._left -= wanted
        return self.rfile.read(wanted)

    def pass_on(self, body: bytes | None = None) -> Answer:
        """Ask the store, with the body that came or with another."""
        data = self.read() if body is None else body
        headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP}
        headers |= {"Content-Length": str(len(data))} if "Content-Length" in self.headers else {}
        store = HTTPConnection(self.server.proxy.upstream, timeout=UPSTREAM_SECONDS)
        try:
            store.request(self.command, self.path, data, headers)
            answer = store.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read())
        finally:
            store.close()

    def reply(self, answer: Answer, share: float = 1.0) -> None:
        """Answer, with no more than a share of the body."""
        self.read()  # what nobody wanted to know, so that the next request begins where it should
        self.send_response_only(answer.status)
        said = {name.lower() for name in answer.headers}
        for name, value in answer.headers.items():
            if name.lower() not in HOP:
                self.send_header(name, value)
        if "content-length" not in said:
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body[: int(len(answer.body) * share)])

    def reset(self) -> None:
        """Break the connection off."""
        self.close_connection = True
        with suppress(OSError):
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            self.connection.close()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, proxy: "FaultProxy"):
        super().__init__(("127.0.0.1", proxy.port), Exchange)
        self.proxy = proxy

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a client that was killed."""


class FaultProxy:
    """A context manager. Its address is the endpoint that the run is given; what it does is said by ``strike``."""

    def __init__(self, endpoint: str):
        self.upstream = urlsplit(endpoint).netloc
        self.met: Counter[str] = Counter()
        """How many requests met each fault; of those that met "down" only the ones on a connection from before."""
        self._fault: str | None = None
        # Bound and never listening, so that the port stays ours while the proxy is down.
        self._held = socket.socket()
        self._held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._held.bind(("127.0.0.1", 0))
        self.port: int = self._held.getsockname()[1]
        self._server: _Server | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def strike(self, fault: str | None) -> None:
        """Do this from now on to every request; None: no harm."""
        self._fault = fault
        if fault == DOWN:
            self._close()
        elif self._server is None:
            self._open()

    @contextmanager
    def struck(self, fault: str) -> Iterator[None]:
        """Do it for as long as the block lasts."""
        self.strike(fault)
        try:
            yield
        finally:
            self.strike(None)

    def meet(self) -> str | None:
        """What the next request meets, counted."""
        if self._fault:
            self.met[self._fault] += 1
        return self._fault

    def __enter__(self) -> "FaultProxy":
        self._open()
        return self

    def __exit__(self, *_: object) -> None:
        self._close()
        self._held.close()

    def _open(self) -> None:
        self._server = _Server(self)
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def _close(self) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None
