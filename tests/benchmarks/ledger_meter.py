"""``python -m tests.benchmarks.ledger_meter FILE crawl …``: Scrapy's command, and what the ledger took of its time.

FILE gets, as JSON, the seconds of processor by method of the ledger: of the thread that called it, and so with all that
SQLAlchemy and the database do there. Opening is left out: a ledger is made once, and a run opens it once.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable
from functools import wraps
from inspect import getmembers, isfunction, isgeneratorfunction
from pathlib import Path
from threading import Lock, local
from time import thread_time
from typing import Any

from scrapy.cmdline import execute

from pipelines.storage.ledger import Ledger


class Meter:
    """Adds up seconds of processor by name, from any thread."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()  # type: ignore[type-var]  # a Counter takes fractions too
        self._adding, self._thread = Lock(), local()

    def watch(self, kind: type) -> None:
        """Measure the public methods of a class. What one of them has another do is the first one's."""
        for name, method in getmembers(kind, isfunction):
            if not name.startswith("_"):
                setattr(kind, name, self._metered(name, _whole(method)))

    def _metered(self, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(method)
        def call(*given: Any, **named: Any) -> Any:
            if getattr(self._thread, "is_measured", False):
                return method(*given, **named)
            self._thread.is_measured, began = True, thread_time()
            try:
                return method(*given, **named)
            finally:
                with self._adding:
                    self.seconds[name] += thread_time() - began
                self._thread.is_measured = False

        return call


def _whole(method: Callable[..., Any]) -> Callable[..., Any]:
    """A generator's work is done as it is read, so it is read here."""
    return (lambda *given, **named: iter(list(method(*given, **named)))) if isgeneratorfunction(method) else method


def main() -> None:
    """Run Scrapy's command line behind the file's name."""
    file, *command = sys.argv[1:]
    meter = Meter()
    meter.watch(Ledger)
    try:
        execute(["scrapy", *command])
    finally:
        Path(file).write_text(json.dumps(meter.seconds), encoding="utf-8")


if __name__ == "__main__":
    main()
