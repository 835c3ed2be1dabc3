"""A site on loopback that answers as a test tells it to and records every request with its time."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from time import monotonic, sleep
from typing import Any


@dataclass(frozen=True)
class Answer:
    """One answer."""

    body: bytes = b"<title>page</title><p>copy</p>"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    wait: float = 0.0
    """Seconds until it comes."""


def robots(*lines: str, status: int = 200) -> Answer:
    """A robots.txt."""
    return Answer("\n".join(lines).encode(), status, {"Content-Type": "text/plain"})


@dataclass(frozen=True)
class Asked:
    """One request: when it arrived and when it was answered, in seconds of the monotonic clock."""

    path: str
    at: float
    answered: float
    user_agent: str | None
    status: int


@dataclass
class MannersSite:
    """A site while it is up."""

    address: str
    log: list[Asked]

    @property
    def paths(self) -> list[str]:
        return [one.path for one in self.asked]

    @property
    def asked(self) -> list[Asked]:
        return sorted(self.log, key=lambda one: one.at)

    def gaps(self, prefix: str = "/") -> list[float]:
        """Seconds between the arrivals of requests whose path begins so."""
        return [later.at - sooner.at for sooner, later in pairwise(o for o in self.asked if o.path.startswith(prefix))]

    def of(self, path: str) -> list[Asked]:
        return [one for one in self.asked if one.path == path]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: "_Server"

    def do_GET(self) -> None:
        at = monotonic()
        answer = self.server.answer_to(self.path)
        sleep(answer.wait)
        # Before anything goes out, so that whatever the client does upon it comes later.
        self.server.log.append(Asked(self.path, at, monotonic(), self.headers.get("User-Agent"), answer.status))
        self.send_response(answer.status)
        for name, value in {"Content-Type": "text/html", "Content-Length": len(answer.body), **answer.headers}.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, pages: Mapping[str, Answer | Sequence[Answer]]):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages = pages
        self.log: list[Asked] = []
        self._times: dict[str, int] = {}
        self._lock = threading.Lock()

    def answer_to(self, path: str) -> Answer:
        """A path's answer; of several, one after the other, the last of them for ever. Stories need not be told of."""
        with self._lock:
            times = self._times[path] = self._times.get(path, -1) + 1
        default = Answer() if path.startswith("/news/") else Answer(b"<h1>Not found</h1>", 404)
        answers = self.pages.get(path, default)
        return answers if isinstance(answers, Answer) else answers[min(times, len(answers) - 1)]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a client that hangs up."""


@contextmanager
def manners_site(pages: Mapping[str, Answer | Sequence[Answer]] | None = None) -> Iterator[MannersSite]:
    """Serve a site; any ``/news/…`` is a page, anything else that is not told is a 404."""
    server = _Server(pages or {})
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield MannersSite(f"http://127.0.0.1:{server.server_port}", server.log)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
