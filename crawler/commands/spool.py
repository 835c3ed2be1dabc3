"""``scrapy spool status|send|verify|quarantine``: what waits on this machine, seen and sent without a crawl."""

import argparse
import shutil
import sys
from contextlib import closing, nullcontext
from pathlib import Path

import msgspec
from rich.console import Console
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.monitor.outcome import Outcome, summary
from crawler.spool.showing import damaged_line, print_status, sent_lines
from pipelines.clock import clock_of
from pipelines.errors import CopydeskError, WrongSettings
from pipelines.morgue.places import Index
from pipelines.stages.store import filing_plan
from pipelines.storage.filing import Filing
from pipelines.storage.ledger import Facts, Ledger
from pipelines.storage.sending import send_spool
from pipelines.storage.stocktaking.damaged import DamagedFile, Whereabouts, damaged_files
from pipelines.storage.stocktaking.status import take_stock
from pipelines.storage.stocktaking.verify import Verifying
from pipelines.storage.target import open_target
from pipelines.storage.withdrawn import load

WIDTH = 160  # columns, where no terminal says how many it has


class Command(ScrapyCommand):
    """Look into the spool, and empty it."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """What follows the command's name."""
        return "status [--json] | send | verify | quarantine [--back] [--to FOLDER | --drop]"

    def short_desc(self) -> str:
        """One line for ``scrapy -h``."""
        return "Show, send and verify what waits in the spool"

    def long_desc(self) -> str:
        """The help text's head."""
        return (
            f"{self.short_desc()}. status and verify change nothing, and may be asked while a run is at work. send: "
            "recover and deliver everything, as the next run would at its start. quarantine: files that a failing disk "
            "has spoilt; --back files what of them can be read and is nowhere else, --to takes them out, --drop "
            "removes them."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The command's options."""
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="status: as one JSON object")
        parser.add_argument("--back", action="store_true", help="quarantine: file the articles that are nowhere else")
        parser.add_argument("--to", metavar="FOLDER", help="quarantine: move the files there")
        parser.add_argument("--drop", action="store_true", help="quarantine: remove those that hold nothing missing")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do what is asked.

        Raises:
            UsageError: Wrong use or settings: exit status 2.
        """
        assert self.settings is not None
        try:
            self._plan, self._clock = filing_plan(self.settings, spider="spool"), clock_of(self.settings)
            self._do(args, opts)
        except WrongSettings as fault:
            raise UsageError(str(fault), print_help=False) from fault
        except CopydeskError as fault:
            self._fail(str(fault), status=3)
        except OSError as fault:
            self._fail(f"{fault.filename or self._plan.spool} can't be used: {fault.strerror or fault}", status=3)

    def _do(self, args: list[str], opts: argparse.Namespace) -> None:
        match args:
            case ["status"]:
                self._status(opts)
            case ["send"]:
                self._send()
            case ["verify"]:
                self._verify()
            case ["quarantine"] if not (opts.to and opts.drop):
                self._quarantine(opts)
            case _:
                raise WrongSettings(f"scrapy spool {self.syntax()}")

    def _status(self, opts: argparse.Namespace) -> None:
        status = take_stock(self._plan.spool)
        if opts.json:
            sys.stdout.buffer.write(msgspec.json.encode(status) + b"\n")
        else:
            print_status(status, Console(width=None if sys.stdout.isatty() else WIDTH))

    def _send(self) -> None:
        if not self._is_there():
            return
        sent = send_spool(self._plan, self._clock)
        print(*sent_lines(sent), sep="\n")
        if not sent.ok:
            self.exitcode = 1

    def _verify(self) -> None:
        if not self._is_there():
            return
        is_there = Ledger.is_there(self._plan.ledger_url)
        with closing(Ledger(self._plan.ledger_url)) if is_there else nullcontext() as ledger:
            verifying = Verifying(self._plan.spool, ledger)
            for fault in verifying.run():
                print(f"{fault.path}: {fault.what}")
                self.exitcode = 1
        print(f"{verifying.files} files read, {verifying.articles} articles among them")

    def _quarantine(self, opts: argparse.Namespace) -> None:
        if not take_stock(self._plan.spool).damaged.files:
            print(f"nothing in {self._plan.spool} was found damaged")
            return
        if opts.back:
            self._back()
        whereabouts = self._whereabouts()
        for file in damaged_files(self._plan.spool):
            missing = len(whereabouts.missing(file))
            print(damaged_line(file, missing))
            if opts.to:
                self._take_out(file, Path(opts.to))
            elif opts.drop and missing:
                self._fail(
                    f"{file.path.name} is kept: it holds what is nowhere else. --back files that, or --to FOLDER"
                )
            elif opts.drop:
                file.path.unlink()

    def _back(self) -> None:
        """File what is nowhere else, by a run of its own; each story is due to be looked at, for its plan is lost."""
        filing = Filing(self._plan, clock=self._clock)
        filing.open()  # first: what is filed already may wait in the spool, or lack its index
        try:
            whereabouts = self._whereabouts()
            damaged = damaged_files(self._plan.spool)
            for article in [one for file in damaged for one in whereabouts.missing(file)]:
                filing.file(article, Facts(next_look=self._clock()))
        finally:
            report = filing.close()
        print(*summary(Outcome(counts={}, report=report, refused=None, signalled=None)), sep="\n")
        if not report.ok:
            self.exitcode = 1

    def _take_out(self, file: DamagedFile, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if (folder / file.path.name).exists():
            self._fail(f"{folder / file.path.name} is there already; {file.path.name} is kept")
            return
        shutil.move(file.path, folder / file.path.name)

    def _whereabouts(self) -> Whereabouts:
        target = open_target(self._plan)
        return Whereabouts(self._plan.spool, target, Index.open(target, self._clock()), load(target))

    def _is_there(self) -> bool:
        if not self._plan.spool.is_dir():
            print(f"there is no spool at {self._plan.spool}: no run has used it yet, or SPOOL names another")
            return False
        return True

    def _fail(self, words: str, status: int = 1) -> None:
        print(f"scrapy spool: {words}", file=sys.stderr)
        self.exitcode = status
