"""The demo site on loopback: HTTP/1.1, one thread a connection, every request logged as a line of JSON."""

import io
import json
import sys
import time
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

from crawler.demo.arrival import Arrivals, stamp_arrivals
from crawler.demo.conditional import is_unchanged
from crawler.demo.site import Answer


class Pages(Protocol):
    """A site as a function from a target to an answer."""

    site: str
    """Its own address; the server sets it."""

    def answer(self, target: str) -> Answer:
        """The answer to a GET of a target."""

    def moment(self) -> datetime | None:
        """The simulated moment; None where the site has no clock of its own."""


class RequestLog:
    """A file of JSON lines, one a request: at, monotonic, method, path, user_agent, status.

    A site with a clock of its own adds host, simulated, if_none_match and if_modified_since.
    """

    def __init__(self, path: Path) -> None:
        self._file = path.open("a", encoding="utf-8", buffering=1)
        self._lock = Lock()

    def write(self, arrived: tuple[datetime, float], **facts: Any) -> None:
        """Log one request with the moment it arrived: UTC, and seconds of the monotonic clock."""
        line = json.dumps({"at": arrived[0].isoformat(), "monotonic": arrived[1], **facts})
        with self._lock:
            self._file.write(line + "\n")

    def close(self) -> None:
        """Close the file."""
        self._file.close()


class DemoServer(ThreadingHTTPServer):
    """The demo site, bound to 127.0.0.1 and to no other address."""

    daemon_threads = True
    # A crawl opens its connections at once; the default queue of 5 would refuse some.
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a client that went away; of anything else, what http.server says."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    def __init__(self, site: Pages, log: RequestLog, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        stamp_arrivals(self.socket)
        self.pages = site
        self.log = log
        site.site = f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    server_version = "demo"
    sys_version = ""
    # A client that keeps its connection open and says nothing gives its thread back after this many seconds.
    timeout = 30
    # Head and body are two writes; without this the second waits for the client's delayed acknowledgement.
    disable_nagle_algorithm = True
    server: DemoServer

    def setup(self) -> None:
        """Read the connection so that each request's arrival is known."""
        super().setup()
        self._arrivals = Arrivals(self.connection)
        self.rfile = io.BufferedReader(self._arrivals)  # type: ignore[type-var]  # it is all that one needs

    def do_GET(self) -> None:
        """Answer a GET."""
        arrived = self._arrivals.moment()
        answer = self.server.pages.answer(self.path)
        unchanged = answer.status == 200 and is_unchanged(answer.state, self.headers)
        status = 304 if unchanged else answer.status
        self._log(arrived, status)
        time.sleep(answer.wait)
        self._send(answer, status)

    do_HEAD = do_GET  # noqa: N815

    def _log(self, arrived: tuple[datetime, float], status: int) -> None:
        """Log the request."""
        facts = {
            "method": self.command,
            "path": self.path,
            "user_agent": self.headers.get("User-Agent"),
            "status": status,
        }
        moment = self.server.pages.moment()
        if moment is not None:
            facts |= {
                "host": self.headers.get("Host"),
                "simulated": moment.isoformat(),
                "if_none_match": self.headers.get("If-None-Match"),
                "if_modified_since": self.headers.get("If-Modified-Since"),
            }
        self.server.log.write(arrived, **facts)

    def _send(self, answer: Answer, status: int) -> None:
        """Send the head, and the body where one is due."""
        self.send_response(status)
        if answer.location:
            self.send_header("Location", answer.location)
        if answer.status == 200:
            for name, value in answer.state.fields.items():
                self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if status != 304 and self.command != "HEAD":
            self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing on stderr: the request log says it."""
