"""A site on loopback that means harm: each path is a piece of bytes, or writes to the connection itself for as long as
somebody listens."""

import socket
import socketserver
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from time import sleep

Write = Callable[[bytes], None]
Answer = bytes | Callable[[Write], None]


def answer(body: bytes = b"<p>copy</p>", status: str = "200 OK", **headers: str) -> bytes:
    """An answer as it goes over the wire. Underlines in names of headers are hyphens."""
    given = {"Content-Type": "text/html", "Content-Length": str(len(body)), "Connection": "close"}
    given |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in given.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode("latin-1") + body


def redirect(to: str, **headers: str) -> bytes:
    return answer(b"", "302 Found", Location=to, **headers)


def drip(write: Write) -> None:
    """A page without an end, a few bytes at a time."""
    write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<p>")
    while True:
        write(b"and so on ")
        sleep(0.02)


def pour(write: Write) -> None:
    """A page without an end, as fast as it goes."""
    write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<p>")
    while True:
        write(b"and so on " * 6000)


def headers_without_end(write: Write) -> None:
    write(b"HTTP/1.1 200 OK\r\n")
    while True:
        write(b"".join(b"X-Header-%d: %s\r\n" % (number, b"x" * 500) for number in range(100)))


def interim_answers_without_end(write: Write) -> None:
    while True:
        write(b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n" * 100)


def silence(write: Write) -> None:
    """No answer at all."""
    sleep(3)


@dataclass(frozen=True)
class Harm:
    """The site while it is up."""

    port: int
    asked: list[str]
    """Paths, in the order in which they were asked for."""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


class _Handler(socketserver.StreamRequestHandler):
    server: "_Server"

    def handle(self) -> None:
        words = self.rfile.readline().split()
        while self.rfile.readline().strip():
            pass
        if len(words) < 2:
            return
        path = words[1].decode("latin-1")
        self.server.asked.append(path)
        told = self.server.pages.get(path) or self.server.other(path)
        try:
            if callable(told):
                told(self.connection.sendall)
            else:
                self.connection.sendall(told)
                self.connection.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # nobody listens any more


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, host: str, pages: Mapping[str, Answer], other: Callable[[str], Answer]):
        super().__init__((host, 0), _Handler)
        self.pages, self.other = pages, other
        self.asked: list[str] = []


def not_found(path: str) -> Answer:
    return answer(b"<h1>Not found</h1>", "404 Not Found")


@contextmanager
def harmful_site(
    pages: Mapping[str, Answer], other: Callable[[str], Answer] = not_found, host: str = "127.0.0.1"
) -> Iterator[Harm]:
    """Serve pages by path, on all of a loopback host; ``pages`` may grow while the site is up."""
    server = _Server(host, pages, other)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield Harm(server.server_address[1], server.asked)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
