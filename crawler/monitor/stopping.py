"""SIGINT and SIGTERM for a command without Scrapy's reactor: the first is noted, the second ends it at once."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Signalled:
    """What came so far."""

    def __init__(self) -> None:
        self.number: int | None = None
        """The first signal; None where none came."""

    def __bool__(self) -> bool:
        return self.number is not None

    @property
    def status(self) -> int:
        """The exit status of who was stopped by it."""
        return 128 + (self.number or 0)

    def note(self, number: int, frame: FrameType | None) -> None:
        """A signal came."""
        if self:  # what is acknowledged is on the disk, as for a kill
            sys.stderr.flush()
            os._exit(128 + number)
        self.number = number


@contextmanager
def noting_signals() -> Iterator[Signalled]:
    """Note SIGINT and SIGTERM within the block, for who looks between two steps."""
    signalled = Signalled()
    before = {number: signal.signal(number, signalled.note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield signalled
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
