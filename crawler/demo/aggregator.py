"""The demo aggregator as a child process: started, asked what it was asked for, and stopped."""

import json
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from crawler.demo.listings import PAGE_SIZE

# The folder that holds the package, so that the child finds it from wherever it is started.
_ROOT = Path(__file__).resolve().parents[2]
# Seconds until a stopped child is killed: it has nothing to save.
_PATIENCE = 5


class DemoAggregator:
    """The demo site, up for as long as the ``with`` block lasts.

    >>> with DemoAggregator(folder) as demo:  # doctest: +SKIP
    ...     fetch(demo.site + "/robots.txt")
    ...     demo.requests()[0]["path"]
    '/robots.txt'
    """

    def __init__(
        self,
        folder: Path,
        crawl_delay: float = 0.2,
        *,
        slow_seconds: float = 2.0,
        weight: int = 0,
        synthetic: int = 0,
        page_size: int = PAGE_SIZE,
        prepare: bool = False,
        port: int = 0,
        newsroom: int | None = None,
        days: int = 3,
        clock: Path | None = None,
    ) -> None:
        """The demo to be.

        Args:
            folder: Where its request log goes; made where it is missing.
            crawl_delay: Seconds between requests that its robots.txt asks for.
            slow_seconds: How long the slow page takes.
            weight: Bytes that each story's page has at least.
            synthetic: Stories added to the demo's own, for a benchmark.
            page_size: Stories on one page of a section.
            prepare: Whether every page is rendered before it is up, so that a benchmark does not time the rendering.
            port: Port on 127.0.0.1; 0 takes a free one.
            newsroom: Seed of a newsroom's plan for the synthetic stories; None: the demo as on its day.
            days: Days that the newsroom's plan covers.
            clock: File that holds the newsroom's moment.
        """
        self.site = ""
        """Its address without a final slash, once it is up: "http://127.0.0.1:40123"."""
        self.log = folder.resolve() / "requests.jsonl"
        """Its request log."""
        self._options = {
            "--port": port,
            "--log": self.log,
            "--crawl-delay": crawl_delay,
            "--slow-seconds": slow_seconds,
            "--weight": weight,
            "--synthetic": synthetic,
            "--page-size": page_size,
        }
        if newsroom is not None:
            self._options |= {"--newsroom": newsroom, "--days": days, "--clock": clock or ""}
        self._flags = ["--prepare"] if prepare else []
        self._child: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        """Start it, and wait until it says its address.

        Raises:
            RuntimeError: it ended before it was ready; its own words are on stderr.
        """
        self.log.parent.mkdir(parents=True, exist_ok=True)
        options = [str(word) for pair in self._options.items() for word in pair]
        command = [sys.executable, "-m", "crawler.demo", *self._flags, *options]
        self._child = subprocess.Popen(command, cwd=_ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        assert self._child.stdout is not None
        self.site = self._child.stdout.readline().strip()
        if not self.site:
            self._stop(self._child)
            raise RuntimeError(f"the demo aggregator did not start: {' '.join(command)}")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop it."""
        if self._child:
            self._stop(self._child)

    def requests(self) -> list[dict[str, Any]]:
        """The requests that came in so far, in the order of their answers: at, method, path, user_agent, status."""
        whole, _, _ = self.log.read_text("utf-8").rpartition("\n")  # what follows is being written
        return [json.loads(line) for line in whole.splitlines()]

    @staticmethod
    def _stop(child: "subprocess.Popen[str]") -> None:
        """End the child and close its pipe."""
        child.terminate()
        try:
            child.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        if child.stdout:
            child.stdout.close()
