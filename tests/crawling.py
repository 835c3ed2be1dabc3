"""Crawls as an operator runs them: a process of its own in a folder of its own, and what it left there.

Also a site with pages that a test hands in. Both are on loopback alone.
"""

import json
import os
import re
import signal
import ssl
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryFile
from time import sleep
from typing import Any

from tests.buckets import Bucket
from tests.filing_samples import check_books, folder_reader, read_articles
from tests.forking import run_forked

ROOT = Path(__file__).parents[1]

# Waiting ends with what is waited for; this only ends a test that would wait for ever.
PATIENCE = 300

RETRYING = re.compile(r"Retrying <GET https?://[^/>]+(?P<path>/[^ >]*)> ")


def clean_environment() -> dict[str, str]:
    """This process's environment without what would reach a crawl from it, and with the project found from anywhere."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("COPYDESK_", "AWS_", "SCRAPY_"))}
    nothing = {"AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull}
    found = {"PYTHONPATH": str(ROOT), "SCRAPY_SETTINGS_MODULE": "crawler.settings"}
    return ours | nothing | found | {"AWS_EC2_METADATA_DISABLED": "true"}


@dataclass(frozen=True)
class Run:
    """A command that has ended."""

    status: int
    stdout: str
    stderr: str

    @property
    def log(self) -> list[dict[str, Any]]:
        """The log's lines; every line of standard error must be one."""
        return [json.loads(line) for line in self.stderr.splitlines() if line]

    @property
    def summary(self) -> str:
        """The summary that stands at the end of the log."""
        (ended,) = (line for line in self.log if line["message"] == "run ended")
        assert ended["exit_status"] == self.status
        return "\n".join(ended["summary"])

    @property
    def failures(self) -> dict[str, int]:
        """What failed, by the words of the summary."""
        return next(line["failures"] for line in self.log if line["message"] == "run ended")

    @property
    def retried(self) -> Counter[str]:
        """How often each path was asked for again after trouble on the way; wants ``-s LOG_LEVEL=DEBUG``."""
        retries = (RETRYING.match(line["message"]) for line in self.log)
        return Counter(retry["path"] for retry in retries if retry)


@dataclass
class Running:
    """A command that is under way; its output goes to a file, so that it is never held up."""

    process: subprocess.Popen[str]
    log: Path

    def send(self, number: int) -> None:
        self.process.send_signal(number)

    def wait(self) -> Run:
        status = self.process.wait(PATIENCE)
        return Run(status, "", self.log.read_text("utf-8"))

    def wait_for(self, done: Any) -> None:
        """Wait until ``done()`` is true; a command that ends before that is a failure."""
        for _ in range(PATIENCE * 50):
            if done():
                return
            assert self.process.poll() is None, f"ended too soon:\n{self.log.read_text('utf-8')}"
            sleep(0.02)
        raise AssertionError("waited in vain")


@dataclass
class Desk:
    """A folder that an operator works in, and the settings that they gave by environment."""

    home: Path
    settings: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        self.spool = self.home / "spool"
        self.filed = self.home / "filed"

    def crawl(self, *words: str, **settings: str) -> Run:
        """``scrapy crawl`` to its end, without a pause between requests but that which robots.txt asks for."""
        return self.scrapy("crawl", "inkl", "-s", "DOWNLOAD_DELAY=0", *words, **settings)

    def scrapy(self, *words: str, stdin: bytes = b"", **settings: str) -> Run:
        with TemporaryFile() as given, TemporaryFile() as out, TemporaryFile() as log:
            given.write(stdin)
            given.seek(0)
            status = run_forked(
                words, cwd=self.home, env=self._environment(settings), files=(given, out, log), patience=PATIENCE
            )
            out.seek(0)
            log.seek(0)
            return Run(status, out.read().decode("utf-8"), log.read().decode("utf-8"))

    def crawling(self, *words: str, **settings: str) -> AbstractContextManager[Running]:
        """``scrapy crawl`` under way; killed at the end of the block where it is still at it."""
        return self.running("crawl", "inkl", "-s", "DOWNLOAD_DELAY=0", *words, **settings)

    @contextmanager
    def running(self, *words: str, **settings: str) -> Iterator[Running]:
        """A command under way; killed at the end of the block where it is still at it."""
        log = self.home / f"{words[0]}.log"
        with log.open("w", encoding="utf-8") as sink:
            process = subprocess.Popen(
                self._command(words),
                cwd=self.home,
                env=self._environment(settings),
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=sink,
                text=True,
            )
        try:
            yield Running(process, log)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
            process.wait()

    def _command(self, words: tuple[str, ...]) -> list[str]:
        return [sys.executable, "-m", "scrapy", *words]

    def _environment(self, settings: Mapping[str, str]) -> dict[str, str]:
        given = {**self.settings, **settings}
        ours = {f"COPYDESK_{name}": value for name, value in given.items() if not name.startswith("AWS_")}
        return clean_environment() | ours | {name: value for name, value in given.items() if name.startswith("AWS_")}


def desk_for(home: Path, bucket: Bucket, **settings: str) -> Desk:
    """A desk that files to a bucket."""
    places = {"FILE_TO": f"s3://{bucket.name}/desk", "S3_ENDPOINT": bucket.store.endpoint}
    return Desk(home, {**places, **bucket.store.environment, "CONTACT": "desk@copydesk.example", **settings})


def in_bucket(bucket: Bucket, prefix: str = "desk/") -> list[dict[str, Any]]:
    """The articles under a prefix of a bucket, whose manifests must name exactly what is there."""
    keys = [key.removeprefix(prefix) for key in list(bucket.keys())]

    def get(key: str) -> bytes:
        return bucket.get(prefix + key)

    check_books(keys, get)
    return read_articles(keys, get)


def in_folder(root: Path) -> list[dict[str, Any]]:
    """The articles in a folder, whose manifests must name exactly what is there."""
    keys, get = folder_reader(root)
    check_books(keys, get)
    return read_articles(keys, get)


def ids_of(articles: list[dict[str, Any]]) -> list[str]:
    return sorted(article["id"] for article in articles)


@dataclass(frozen=True)
class Served:
    """One page of a test's own site."""

    body: bytes
    content_type: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    status: int = 200


def listing(*slugs: str) -> Served:
    """A front page that links stories."""
    return Served("\n".join(f'<a href="/news/{slug}">{slug}</a>' for slug in slugs).encode() or b"<p>nothing</p>")


def _is_unchanged(page: Served, given: Mapping[str, str]) -> bool:
    """Whether a page has the validators that a request gives; the tag decides where both are given."""
    tag, moment = page.headers.get("ETag"), page.headers.get("Last-Modified")
    if "If-None-Match" in given:
        return given["If-None-Match"] == tag
    return moment is not None and given.get("If-Modified-Since") == moment


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "_Server"

    def do_GET(self) -> None:
        page = self.server.pages.get(self.path, Served(b"<h1>Not found</h1>", status=404))
        self.server.asked.append(self.path)
        given = {name: self.headers[name] for name in ("If-None-Match", "If-Modified-Since") if name in self.headers}
        self.server.conditions.append((self.path, given))
        if page.status == 200 and _is_unchanged(page, given):
            page = Served(b"", headers=page.headers, status=304)
        self.send_response(page.status)
        for name, value in {
            "Content-Type": page.content_type,
            "Content-Length": len(page.body),
            **page.headers,
        }.items():
            self.send_header(name, str(value))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(page.body)

    do_HEAD = do_GET

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, pages: Mapping[str, Served], tls: ssl.SSLContext | None):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages = pages
        self.asked: list[str] = []
        self.conditions: list[tuple[str, dict[str, str]]] = []
        if tls is not None:
            self.socket = tls.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a client that hangs up: some are meant to."""


@dataclass(frozen=True)
class Site:
    """A test's own site while it is up."""

    address: str
    asked: list[str]
    """The paths asked for, in order."""
    conditions: list[tuple[str, dict[str, str]]]
    """The same, each with If-None-Match and If-Modified-Since as they came."""


@contextmanager
def serve(pages: Mapping[str, Served], tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """Serve pages by path on loopback; all else is a 404. Those with ETag or Last-Modified are 304 to who has them."""
    server = _Server(pages, tls)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield Site(f"http{'s' if tls else ''}://127.0.0.1:{server.server_port}", server.asked, server.conditions)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
