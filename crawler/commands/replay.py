"""``scrapy replay SOURCE…``: archived pages through today's layouts and stages, and filed; nothing is fetched."""

import argparse
import logging
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain
from time import monotonic
from types import FrameType
from typing import NoReturn

from rich.console import Console
from rich.live import Live
from rich.text import Text
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.utils.log import configure_logging

from crawler.monitor.logs import write_json_logs
from crawler.replay.plan import ReplayPlan
from crawler.replay.replay import Replay
from crawler.replay.selection import Selection, read_moment
from crawler.replay.sources import Warc, find_warcs
from crawler.replay.tally import Tally
from crawler.replay.workers import WorkerLost, workers
from pipelines.errors import BucketRefused, CopydeskError, DeliveryTrouble, RuleError, WrongSettings

logger = logging.getLogger(__name__)

LOG_EVERY = 60.0  # seconds, as a crawl's progress


class Stopped(BaseException):
    """SIGTERM came."""


class Command(ScrapyCommand):
    """Read archived pages again."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """What follows the command's name."""
        return "SOURCE… [--aggregator A] [--since T] [--until T] [--jobs N] [--again]"

    def short_desc(self) -> str:
        """One line for ``scrapy -h``."""
        return "Read archived pages again by today's rules, and file what comes of them"

    def long_desc(self) -> str:
        """The help text's head."""
        return (
            f"{self.short_desc()}. SOURCE is s3://bucket/prefix, a folder, or a WARC or WET file, ours or anybody's. "
            "Nothing is fetched. A replay that was stopped or killed is started again, and files nothing twice."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The command's options."""
        super().add_options(parser)
        parser.add_argument(
            "--aggregator", metavar="A", help="only its pages; flat pages of nobody's are taken for its"
        )
        parser.add_argument(
            "--since", metavar="T", help="pages from then on: a day such as 2026-11-01 (UTC), or a time"
        )
        parser.add_argument("--until", metavar="T", help="pages before then")
        parser.add_argument("--jobs", metavar="N", type=int, help="processes (default: the machine's cores)")
        parser.add_argument("--again", action="store_true", help="also what was replayed by the same rules already")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Replay what is named; set the exit status.

        Raises:
            UsageError: Wrong use or settings: exit status 2.
        """
        assert self.settings is not None
        self._begin_logs()
        jobs = opts.jobs if opts.jobs is not None else os.cpu_count() or 1
        if not args or jobs < 1:
            raise UsageError(f"scrapy replay {self.syntax()}", print_help=False)
        try:
            plan = ReplayPlan.from_settings(self.settings, selection_of(opts), again=opts.again)
            warcs = find_warcs(args, plan.filing, plan.selection)
            first = next(warcs, None)  # what is not there is wrong use, and said before anything starts
        except (WrongSettings, RuleError) as fault:
            raise UsageError(str(fault), print_help=False) from fault
        except CopydeskError as fault:
            self._could_not_start(fault)
            return
        self._replay(plan, chain([first] if first else [], warcs), jobs)

    def _replay(self, plan: ReplayPlan, warcs: Iterator[Warc], jobs: int) -> None:
        tally = Tally()
        try:
            with (
                _stopped_by_sigterm(),
                watched(tally) as watch,
                workers(jobs, plan.settings, plan.template) as (work, ahead),
            ):
                Replay(plan, tally).run(warcs, work, ahead, watch)
            self.exitcode = 1 if tally.failures else 0
            stopped = None
        except KeyboardInterrupt:
            self.exitcode, stopped = 130, "stopped; started again, it goes on where it was"
        except Stopped:
            self.exitcode, stopped = 143, "stopped; started again, it goes on where it was"
        except (DeliveryTrouble, WorkerLost, WrongSettings) as fault:
            self.exitcode = 3 if isinstance(fault, BucketRefused) and not tally.pages else 1
            stopped = f"{fault} Started again, the replay goes on where it was."
        self._tell([*tally.summary(), *([f"STOPPED: {stopped}"] if stopped else [])], tally)

    def _could_not_start(self, fault: CopydeskError) -> None:
        print(f"scrapy replay: {fault}", file=sys.stderr)
        self.exitcode = 3

    def _begin_logs(self) -> None:
        assert self.settings is not None
        if not sys.stderr.isatty():
            write_json_logs(self.settings)
        configure_logging(self.settings)
        logging.getLogger().setLevel(self.settings.get("LOG_LEVEL"))

    def _tell(self, lines: list[str], tally: Tally) -> None:
        if sys.stderr.isatty():
            print(*lines, sep="\n", file=sys.stderr)
        else:
            fields = {"summary": lines, "exit_status": self.exitcode, "failures": tally.failures}
            logger.info("replay ended", extra=fields)


def selection_of(opts: argparse.Namespace) -> Selection:
    """The pages that the options ask for.

    Raises:
        WrongSettings: An option that can't be meant.
    """
    since, until = read_moment("--since", opts.since), read_moment("--until", opts.until)
    if since and until and since >= until:
        raise WrongSettings(f"--since {opts.since} is not before --until {opts.until}")
    return Selection(opts.aggregator, since, until)


@contextmanager
def watched(tally: Tally) -> Iterator[Callable[[], None]]:
    """A line that rewrites itself on a terminal; elsewhere one in the log now and then."""
    if not sys.stderr.isatty():
        yield _Log(tally)
        return
    with Live(console=Console(stderr=True), refresh_per_second=2, transient=True) as live:
        yield lambda: live.update(Text(tally.progress()))


class _Log:
    def __init__(self, tally: Tally):
        self._tally, self._next = tally, monotonic() + LOG_EVERY

    def __call__(self) -> None:
        if monotonic() >= self._next:
            self._next = monotonic() + LOG_EVERY
            logger.info("progress: %s", self._tally.progress())


@contextmanager
def _stopped_by_sigterm() -> Iterator[None]:
    def stop(_number: int, _frame: FrameType | None) -> NoReturn:
        raise Stopped

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
