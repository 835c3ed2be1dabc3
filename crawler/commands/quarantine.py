"""``scrapy quarantine list|show|retry``: stories that the desk failed on, and another try once it is mended."""

import argparse
import os
import sys
from collections.abc import Iterable
from datetime import datetime

import msgspec
from rich.console import Console
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.frontier.arguments import read_arguments
from crawler.monitor.outcome import Outcome, summary
from crawler.monitor.stopping import noting_signals
from crawler.quarantine import showing
from crawler.quarantine.again import Tried
from crawler.quarantine.retry import Retried, Retry
from pipelines.clock import clock_of
from pipelines.errors import CopydeskError, RuleError, WrongSettings
from pipelines.quarantine.entries import Entries
from pipelines.quarantine.resolved import Case, Resolved
from pipelines.stages.store import filing_plan
from pipelines.storage.filing import FilingPlan
from pipelines.storage.ledger import Ledger
from pipelines.storage.quarantine import Quarantined
from pipelines.storage.target import Target, open_target

WIDTH = 160  # columns, where no terminal says how many it has


class Command(ScrapyCommand):
    """Look at the quarantine, and try again what is in it."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """What follows the command's name."""
        return "list [--all] [--since WHEN] [--json] | show ID [--json] | retry ID … | retry --all [--since WHEN]"

    def short_desc(self) -> str:
        """One line for ``scrapy -h``."""
        return "List, show and retry stories that the desk failed on"

    def long_desc(self) -> str:
        """The help text's head."""
        return (
            f"{self.short_desc()}. list: the newest entry of each story that is not resolved. show: one whole, with "
            "traceback, archived page and the article as printed. retry: read it again by today's layouts, rules and "
            "stages, and file it; what fails again stays, and the exit status is 1."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The command's options."""
        super().add_options(parser)
        parser.add_argument("--all", action="store_true", help="list: what is resolved too; retry: all that is open")
        parser.add_argument(
            "--since", metavar="WHEN", help="failed since then: 6h, 3d, or a day such as 2026-11-01 (UTC)"
        )
        parser.add_argument("--json", action="store_true", help="list: a JSON object a line; show: the entry as JSON")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do what is asked.

        Raises:
            UsageError: Wrong use or settings: exit status 2.
        """
        try:
            self._do(args, opts)
        except (WrongSettings, RuleError) as fault:
            raise UsageError(str(fault), print_help=False) from fault
        except CopydeskError as fault:
            self._fail(str(fault))
        except BrokenPipeError:  # whoever read has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def _do(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        self._clock = clock_of(self.settings)
        self._plan = filing_plan(self.settings, spider="quarantine")
        self._target = open_target(self._plan)
        match args:
            case ["list"]:
                self._list(opts)
            case ["show", id]:
                self._show(id, opts)
            case ["retry", *ids] if bool(ids) != opts.all:
                self._retry(ids, opts)
            case _:
                raise WrongSettings(f"scrapy quarantine {self.syntax()}")

    def _list(self, opts: argparse.Namespace) -> None:
        cases = [case for case in self._cases(self._since(opts)) if opts.all or case.state == "open"]
        if opts.json:
            sys.stdout.buffer.writelines(showing.as_json(cases))
        else:
            console = Console(width=None if sys.stdout.isatty() else WIDTH)
            showing.print_cases(cases, console, self._target.where)

    def _show(self, id: str, opts: argparse.Namespace) -> None:
        case = next((case for case in self._cases(None) if case.entry.id == id), None)
        if case is None:
            self._fail(f"nothing of {id} is in quarantine")
        elif opts.json:
            entry = msgspec.to_builtins(case.entry)
            sys.stdout.buffer.write(msgspec.json.encode({**entry, "state": case.state}) + b"\n")
        else:
            print(showing.whole(case, self._target.where))

    def _retry(self, ids: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        found = {case.entry.id: case for case in self._cases(self._since(opts))}
        for id in ids:
            if id not in found or found[id].state != "open":
                self._fail(f"{id}: {found[id].state if id in found else 'nothing of it is in quarantine'}")
        wanted = [case.entry for case in found.values() if case.state == "open" and (opts.all or case.entry.id in ids)]
        if not wanted:
            print("nothing to retry")
            return
        retry = Retry(self.settings, self._plan, self._clock)
        try:
            retry.open()
        except WrongSettings:
            raise
        except CopydeskError as fault:
            self._fail(str(fault), status=3)
            return
        with noting_signals() as signalled:
            done = retry.run(wanted, tell=_tell, is_stopped=lambda: bool(signalled))
            self._tell_end(done)
            if not done.ok:
                self.exitcode = 1
            elif signalled:
                self.exitcode = signalled.status

    def _tell_end(self, done: Retried) -> None:
        print(*summary(Outcome(counts={}, report=done.report, refused=None, signalled=None)), sep="\n")
        for words in done.unnoted:
            self._fail(words)

    def _cases(self, since: datetime | None) -> list[Case]:
        """The newest entry of each story, with what became of it."""
        entries = Entries(self._target, self._plan.spool)
        newest = entries.newest(since)
        for words in entries.unreadable:
            self._fail(f"can't be read: {words}")
        resolved = _resolved(self._plan, self._target, newest)
        return [Case(entry, resolved.state(entry)) for entry in newest]

    def _since(self, opts: argparse.Namespace) -> datetime | None:
        given = {"since": opts.since} if opts.since else {}
        return read_arguments(given, now=self._clock(), spider="scrapy quarantine").since

    def _fail(self, words: str, status: int = 1) -> None:
        print(f"scrapy quarantine: {words}", file=sys.stderr)
        self.exitcode = status


def _resolved(plan: FilingPlan, target: Target, entries: Iterable[Quarantined]) -> Resolved:
    """What is known of the entries; of what the ledger has stored nothing, where there is no ledger."""
    ids = [entry.id for entry in entries]
    if not Ledger.is_there(plan.ledger_url):
        return Resolved.load(target, None, ids)
    ledger = Ledger(plan.ledger_url)
    try:
        return Resolved.load(target, ledger, ids)
    finally:
        ledger.close()


def _tell(tried: Tried) -> None:
    print(showing.printable(f"{tried.entry.id}: {tried.outcome}{f' again: {tried.why}' if tried.why else ''}"))
