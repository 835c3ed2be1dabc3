"""``scrapy replay SOURCE…``: archived pages through today's layouts and stages, and filed; nothing is fetched."""

import argparse
import logging
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import chain
from pathlib import Path
from time import monotonic
from types import FrameType
from typing import NoReturn

from rich.console import Console
from rich.live import Live
from rich.text import Text
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.utils.log import configure_logging

from crawler.explained.reasons import reasons
from crawler.monitor.logs import write_json_logs
from crawler.read_page import VERSION
from crawler.replay.cluster import cluster
from crawler.replay.comparing import Comparing
from crawler.replay.plan import ReplayPlan
from crawler.replay.refiling import Refiling
from crawler.replay.report import Report
from crawler.replay.road import Road
from crawler.replay.selection import Selection, read_moment
from crawler.replay.shown import print_report, report_page
from crawler.replay.sources import Warc, find_warcs
from crawler.replay.tally import FAILED, Tally
from crawler.replay.workers import Work, WorkerLost, workers
from pipelines.errors import BucketRefused, CopydeskError, DeliveryTrouble, RuleError, WrongSettings
from pipelines.storage.keys import new_run_id

logger = logging.getLogger(__name__)

COMPARED = {FAILED["no layout any more"]}  # what a comparison finds is no failure of it
LOG_EVERY = 60.0  # seconds, as a crawl's progress


Staff = AbstractContextManager[tuple[Work, int]]
"""Who reads, and how many slices to give out ahead."""


class Stopped(BaseException):
    """SIGTERM came."""


class Command(ScrapyCommand):
    """Read archived pages again."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """What follows the command's name."""
        return "SOURCE… [--aggregator A] [--since T] [--until T] [--jobs N] [--again | --diff]"

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
        parser.add_argument(
            "--unfiled",
            action="store_true",
            help="of our archive also pages whose stories were never filed, by any run",
        )
        parser.add_argument("--jobs", metavar="N", type=int, help="processes (default: the machine's cores)")
        parser.add_argument(
            "--scheduler", metavar="ADDRESS", help="a Dask cluster's, to read there: tcp://10.0.0.5:8786"
        )
        parser.add_argument("--diff", action="store_true", help="file nothing; tell what would change of what is filed")
        parser.add_argument("--html", metavar="FILE", type=Path, help="with --diff: the report as a page, too")
        parser.add_argument(
            "--fail-over", metavar="SHARE", help="with --diff: exit status 1 if more of the articles change, say 0.5%%"
        )
        parser.add_argument("--again", action="store_true", help="also what was replayed by the same rules already")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Replay what is named; set the exit status.

        Raises:
            UsageError: Wrong use or settings: exit status 2.
        """
        assert self.settings is not None
        jobs = opts.jobs if opts.jobs is not None else os.cpu_count() or 1
        if not args or jobs < 1 or (opts.again and opts.diff):
            raise UsageError(f"scrapy replay {self.syntax()}", print_help=False)
        if (opts.html or opts.fail_over) and not opts.diff:
            raise UsageError("--html and --fail-over go with --diff", print_help=False)
        try:
            self._most = read_share(opts.fail_over)
            plan = ReplayPlan.from_settings(self.settings, selection_of(opts), again=opts.again)
            warcs = find_warcs(args, plan.filing, plan.selection)
            first = next(warcs, None)  # what is not there is wrong use, and said before anything starts
        except (WrongSettings, RuleError) as fault:
            raise UsageError(str(fault), print_help=False) from fault
        except CopydeskError as fault:
            self._could_not_start(fault)
            return
        self._begin_logs()
        report = Report() if opts.diff else None
        staff: Staff = workers(jobs, plan.settings, plan.template)
        if opts.scheduler:
            staff = cluster(opts.scheduler, new_run_id(plan.clock()), plan.settings, plan.template)
        try:
            self._replay(plan, chain([first] if first else [], warcs), staff, report)
        except WrongSettings as fault:
            raise UsageError(str(fault), print_help=False) from fault
        if report is not None and self.exitcode in (0, 1):
            self._show(report, plan, args, opts)

    def _replay(self, plan: ReplayPlan, warcs: Iterator[Warc], staff: Staff, report: Report | None) -> None:
        tally = Tally()
        try:
            with (
                _stopped_by_sigterm(),
                staff as (work, ahead),
                watched(tally) as watch,  # behind them, since it has a thread
            ):
                purpose = Refiling(plan, tally) if report is None else Comparing(plan, tally, report)
                Road(plan, purpose, tally).run(warcs, work, ahead, watch)
            self.exitcode = 1 if tally.failures.keys() - (COMPARED if report else set()) else 0
            stopped = None
        except KeyboardInterrupt:
            self.exitcode, stopped = 130, "stopped; started again, it goes on where it was"
        except Stopped:
            self.exitcode, stopped = 143, "stopped; started again, it goes on where it was"
        except (DeliveryTrouble, WorkerLost) as fault:
            self.exitcode = 3 if isinstance(fault, BucketRefused) and not tally.pages else 1
            stopped = f"{fault} Started again, the replay goes on where it was."
        self._tell([*tally.summary(), *([f"STOPPED: {stopped}"] if stopped else [])], tally)

    def _show(self, report: Report, plan: ReplayPlan, args: list[str], opts: argparse.Namespace) -> None:
        because = reasons(plan.stages.rules, plan.aggregators.layouts)
        print_report(report, because, Console(width=None if sys.stdout.isatty() else 160, highlight=False))
        if opts.html:
            about = {
                "read": ", ".join(args),
                "against": plan.root,
                "by": f"copydesk {VERSION}",
                **asked(plan.selection),
            }
            about["rules"] = plan.stages.rules.digest[:12]
            opts.html.write_text(report_page(report, because, about=about), encoding="utf-8")
        if self._most is not None and report.share > self._most:
            print(f"scrapy replay: more than {opts.fail_over} of the articles change", file=sys.stderr)
            self.exitcode = 1

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


def asked(selection: Selection) -> dict[str, str]:
    """What was asked for, in words; nothing of what was not."""
    return {name: str(value) for name, value in selection.in_words().items() if value}


def read_share(value: str | None) -> float | None:
    """A share such as "0.5%" or "0.005", as a number from 0 to 1; None where none is given.

    Raises:
        WrongSettings: It is none.
    """
    if value is None:
        return None
    try:
        share = float(value.removesuffix("%")) / (100 if value.endswith("%") else 1)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise WrongSettings(f"--fail-over {value}: expected a share such as 0.5% or 0.005")
    return share


def selection_of(opts: argparse.Namespace) -> Selection:
    """The pages that the options ask for.

    Raises:
        WrongSettings: An option that can't be meant.
    """
    since, until = read_moment("--since", opts.since), read_moment("--until", opts.until)
    if since and until and since >= until:
        raise WrongSettings(f"--since {opts.since} is not before --until {opts.until}")
    return Selection(opts.aggregator, since, until, opts.unfiled)


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
