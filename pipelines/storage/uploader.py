"""The uploader: threads that deliver parts while the crawl goes on, and sit out the target's troubles."""

import logging
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Condition, Thread
from time import monotonic

from pipelines.errors import BucketRefused, DeliveryTrouble, KeyTaken, StorageTrouble
from pipelines.storage.keys import spooled_key
from pipelines.storage.parts import sealed_name

log = logging.getLogger(__name__)

# Seconds between tries while the target is in trouble: soon for a hiccup, then once a minute for an outage.
PAUSES = (2.0, 5.0, 15.0, 30.0, 60.0)
# At the end somebody waits: three tries in a row, after 1 s and 2 s, then the rest stays in the spool.
LAST_PAUSES = (1.0, 2.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsent:
    """A file of the spool that could not be delivered."""

    path: Path
    key: str
    reason: str


def send(deliver: Callable[[Path], None], paths: Sequence[Path], at_once: int) -> tuple[Unsent, ...]:
    """Deliver these files now, with a bounded number of tries.

    Returns:
        What stays in the spool, with the reason.

    Raises:
        StorageTrouble: the spool's own disk fails.
    """
    if not paths:
        return ()
    uploader = Uploader(deliver, min(at_once, len(paths)))
    uploader.add(paths)
    uploader.start()
    unsent = uploader.finish()
    if uploader.failure:
        raise uploader.failure
    return unsent


class Uploader:
    """Delivers paths by ``at_once`` daemon threads. They may be daemons because everything they hold is on the disk."""

    def __init__(self, deliver: Callable[[Path], None], at_once: int):
        self._deliver = deliver
        self._at_once = at_once
        self._changed = Condition()
        self._queue: deque[Path] = deque()
        self._set_aside: dict[Path, str] = {}
        self._threads: list[Thread] = []
        self._on_their_way = 0
        self._rounds = 0  # in a row that failed
        self._resume_at = 0.0
        self._closing = False
        self.trouble: str | None = None
        """What the last failed try said; None once a try succeeds."""
        self.failure: StorageTrouble | None = None
        """The spool's own failure, for which the run has to stop."""

    def start(self) -> None:
        """Start the threads."""
        for number in range(self._at_once):
            thread = Thread(target=self._work, name=f"uploader-{number}", daemon=True)
            thread.start()
            self._threads.append(thread)

    def add(self, paths: Iterable[Path]) -> None:
        """Hand over parts; they go out in this order as threads come free."""
        with self._changed:
            self._queue.extend(paths)
            self._changed.notify_all()

    @property
    def waiting(self) -> int:
        """Parts not yet delivered."""
        with self._changed:
            return len(self._queue) + len(self._set_aside) + self._on_their_way

    def finish(self) -> tuple[Unsent, ...]:
        """Deliver the rest with a bounded number of tries and stop the threads.

        Returns:
            What stays in the spool, with the reason.
        """
        with self._changed:
            self._closing = True
            self._rounds, self._resume_at = 0, 0.0
            self._changed.notify_all()
        for thread in self._threads:
            thread.join()
        for path in self._queue:
            self._set_aside.setdefault(path, self.trouble or "the run stopped before it could be sent")
        return tuple(
            Unsent(path=path, key=spooled_key(sealed_name(path.name)), reason=reason)
            for path, reason in sorted(self._set_aside.items())
        )

    def _work(self) -> None:
        while (path := self._next()) is not None:
            try:
                self._deliver(path)
            except KeyTaken as trouble:
                self._put_aside(path, trouble)
            except DeliveryTrouble as trouble:
                self._try_again(path, trouble)
            except StorageTrouble as trouble:
                self.failure = trouble
                self._put_aside(path, trouble)
            except Exception as error:  # a fault of ours: the part is safe, the others go on, the run ends 1
                log.exception("Delivering %s failed", path)
                self._put_aside(path, error)
            else:
                self._succeed()

    def _next(self) -> Path | None:
        """The next part to try, once the pause is over; None when there is nothing more to do."""
        with self._changed:
            while self.failure is None:
                pause = self._resume_at - monotonic()
                if self._queue and pause <= 0:
                    self._on_their_way += 1
                    return self._queue.popleft()
                # A part on its way may still come back to the queue.
                if self._closing and not self._queue and not self._on_their_way:
                    break
                self._changed.wait(pause if self._queue else None)
            return None

    def _succeed(self) -> None:
        with self._changed:
            if self.trouble:
                log.info("Delivery goes on")
            self._rounds, self._resume_at, self.trouble = 0, 0.0, None
            self._on_their_way -= 1
            self._changed.notify_all()

    def _put_aside(self, path: Path, trouble: Exception) -> None:
        """No other try would change it: leave it to a person."""
        log.error("%s stays in the spool: %s", path, trouble)
        with self._changed:
            self.trouble = str(trouble)
            self._set_aside[path] = str(trouble) or type(trouble).__name__
            self._on_their_way -= 1
            self._changed.notify_all()

    def _try_again(self, path: Path, trouble: DeliveryTrouble) -> None:
        with self._changed:
            self._on_their_way -= 1
            self._queue.append(path)
            if self.trouble != str(trouble):
                log.warning("%s", trouble)
            self.trouble = str(trouble)
            if monotonic() >= self._resume_at:  # tries that were under way together fail as one
                self._pause(isinstance(trouble, BucketRefused))
            self._changed.notify_all()

    def _pause(self, refused: bool) -> None:
        pauses = LAST_PAUSES if self._closing else PAUSES
        self._rounds = len(pauses) + 1 if refused else self._rounds + 1
        if self._closing and self._rounds > len(pauses):
            self._set_aside.update(dict.fromkeys(self._queue, self.trouble or ""))
            self._queue.clear()
        else:
            self._resume_at = monotonic() + pauses[min(self._rounds, len(pauses)) - 1]
