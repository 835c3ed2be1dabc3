"""A round played: a run started, what is to be done to it done, and what came of it written down."""

import signal
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from time import monotonic
from typing import Any

from crawler.demo import load_stories
from tests.chaos.desk import Desk, crawl
from tests.chaos.disk import leave_room
from tests.chaos.ledger import Ledger
from tests.chaos.plan import Round
from tests.chaos.starter import Run, Starter

# Bytes of the spool's disk when it is not full.
DISK = 256 * 2**20
# Faults with which a run can't make sure that it may write, so that it does not start.
NO_START = {"down", "reset", "answer lost", "500", "SlowDown", "403", "BadDigest"}
EARLY_SECONDS = 0.3
# Seconds after which a run that should have ended is a fault of its own.
PATIENCE = 300.0
# Stories that a round has at least: fewer are read before anything could be done to it.
LEAST = 15
SIGNALS = {"stop": signal.SIGTERM, "stop twice": signal.SIGTERM, "interrupt": signal.SIGINT}
STOPPED = {signal.SIGTERM: 143, signal.SIGINT: 130}


@dataclass
class Pace:
    """How many stories there are, how many rounds are left to read them in, and how fast that goes."""

    stories: int
    rounds: int
    rate: float = 40.0
    """Stories a second, as the last runs had it."""

    def share(self, done: int) -> int:
        """Stories for the next round."""
        return max(LEAST, (self.stories - done) // (self.rounds + 1))

    def seconds(self, done: int) -> float:
        """What they take."""
        return self.share(done) / self.rate

    def learn(self, stories: int, seconds: float) -> None:
        """From a round that is over, in which so many stories were read."""
        self.rounds -= 1
        if stories > 20 and seconds > 0.5:
            self.rate = 0.7 * self.rate + 0.3 * stories / seconds


@dataclass
class Player:
    """Plays rounds on a desk."""

    desk: Desk
    starter: Starter
    ledger: Ledger
    pace: Pace
    _ended: bool = False
    """Whether the run was over by itself before anything was done to it."""

    def play(self, round_: Round) -> dict[str, Any]:
        """One round; the record of it, for chaos.json."""
        runs, met = self.ledger.runs(), self.desk.proxy.met.total()
        at, began = datetime.now(UTC), monotonic()
        status = PLAY[round_.kind](self, round_)
        seconds = monotonic() - began
        self.desk.proxy.strike(None)
        told, left = self.ledger.news(), bool(self.desk.left())
        started = self.ledger.runs() > runs
        self.pace.learn(len(told), seconds - 1.5)
        # A run that had nothing more to read may have been on its way out when it was to be killed.
        self._ended |= self.ledger.stored >= self.pace.stories and status in (0, 1)
        return {
            **{name: value for name, value in asdict(round_).items() if value is not None},
            "began": at.isoformat(),
            "seconds": round(seconds, 3),
            "found it": "filing" if started else "starting or in recovery",
            "met": self.desk.proxy.met.total() - met,
            "left": len(self.desk.left()),
            "status": status,
            "expected": expect(round_, started=started, left=left, ended=self._ended),
            "acknowledged": told,
        }

    def kill(self, round_: Round) -> int | None:
        """At an instant, wherever that finds it."""
        run = self._begin()
        early = round_.kind == "kill in recovery"
        self._let(run, round_.at * (EARLY_SECONDS if early else 2 * self._course()))
        run.send(signal.SIGKILL)
        return _end(run)

    def signal(self, round_: Round) -> int | None:
        """Asked to stop, once or twice."""
        number = SIGNALS[round_.kind]
        run = self._begin()
        self._let(run, 0.2 + round_.at * 2 * self._course())
        run.send(number)
        if round_.kind == "stop twice":
            self._let(run, 0.05)
            run.send(number)
        return _end(run)

    def outage(self, round_: Round) -> int | None:
        """The store in trouble, for a run that ends by itself."""
        assert round_.fault
        if round_.when == "start":
            self.desk.proxy.strike(round_.fault)
        run = self._begin("-a", f"limit={self.pace.share(self.ledger.stored)}")
        if round_.when != "start":
            self._let(run, round_.at * 0.5 * self._course())
            self.desk.proxy.strike(round_.fault)
        if round_.when == "middle":
            self._let(run, 0.4 * self._course())
            self.desk.proxy.strike(None)
        return _end(run)

    def fill_disk(self, round_: Round) -> int | None:
        """A spool with next to no room, for a run that ends by itself."""
        assert round_.room
        leave_room(self.desk.spool, round_.room)
        run = self._begin("-a", f"limit={self.pace.share(self.ledger.stored)}")
        status = _end(run)
        leave_room(self.desk.spool, DISK)
        return status

    def finish(self, _: Round) -> int | None:
        """All that is left and was never filed: what was recovered is due for another look, and takes as long again."""
        left = self.pace.stories - self.ledger.stored
        if not left:
            return _end(self._begin("-a", f"urls={self.desk.site}/news/{load_stories()[0].slug}"))
        return _end(self._begin("-a", "again=yes", "-a", f"limit={left}"))

    def _begin(self, *words: str) -> Run:
        self._ended = False
        return crawl(self.starter, self.desk, *words)

    def _course(self) -> float:
        return self.pace.seconds(self.ledger.stored)

    def _let(self, run: Run, seconds: float) -> None:
        """Let a run go on for a while; it may end meanwhile."""
        self._ended = run.wait(seconds) is not None


def _end(run: Run) -> int | None:
    """Its exit status, when it has ended; None for one that does not end, and is killed."""
    status = run.wait(PATIENCE)
    if status is None:
        run.send(signal.SIGKILL)
        run.wait(PATIENCE)
    return status


PLAY: dict[str, Callable[[Player, Round], int | None]] = {
    "kill": Player.kill,
    "kill in recovery": Player.kill,
    "stop": Player.signal,
    "stop twice": Player.signal,
    "interrupt": Player.signal,
    "outage": Player.outage,
    "disk full": Player.fill_disk,
    "to the end": Player.finish,
}


def expect(round_: Round, *, started: bool, left: bool, ended: bool) -> list[int]:
    """The exit statuses that are right.

    Args:
        round_: What was done.
        started: Whether the run had got so far that it would file.
        left: Whether something waits in the spool now.
        ended: Whether the run was over before anything was done to it.
    """
    if round_.kind == "to the end":
        return [0]
    own = [1 if left else 0]
    if ended and round_.kind != "outage":
        return own
    if round_.kind in ("kill", "kill in recovery"):
        return [-signal.SIGKILL]
    if number := SIGNALS.get(round_.kind):
        return [STOPPED[number]]
    if not started:  # also where it can't learn what was withdrawn, or complete what an earlier run left
        return [3]
    if round_.when == "start" and round_.fault in NO_START:
        return [3]  # it should not have got so far
    return [0] if round_.when == "middle" and not ended else own
