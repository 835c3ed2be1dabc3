"""``scrapy articles get|list|grep|export|index``: reads back what was filed, from the bucket or the folder alone."""

import argparse
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from rich.console import Console
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.articles import asking, showing, taking_back
from crawler.articles.taking_back import take_back
from pipelines.errors import CopydeskError, WrongSettings
from pipelines.exports.forms import FORMS
from pipelines.morgue.at_once import AT_ONCE
from pipelines.morgue.copy import Copy
from pipelines.morgue.day_files import DAY_FILES
from pipelines.morgue.export import export
from pipelines.morgue.fold import fold
from pipelines.morgue.reading import Morgue
from pipelines.morgue.rebuild import rebuild
from pipelines.morgue.search import FIELDS, compile_pattern, search
from pipelines.morgue.verify.fault import Tally
from pipelines.morgue.verify.verify import verify
from pipelines.stages.store import filing_plan
from pipelines.storage.kept import forget_kept
from pipelines.storage.target import open_target
from pipelines.storage.withdrawn import tombstone

WIDTH = 160  # columns, where no terminal says how many it has
MOST = 100  # articles that are listed where nobody says how many


class Command(ScrapyCommand):
    """Read back what was filed, and keep its index."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """What follows the command's name."""
        return (
            f"get ID [--revision N] [--format {'|'.join(FORMS)}] | list | grep PATTERN [-i] [--field NAME] | "
            f"export --format {'|'.join(DAY_FILES)} --to FOLDER | withdraw ID --reason WORDS [--purge] | "
            "verify [--since WHEN] | index fold | index rebuild [--thorough]"
        )

    def short_desc(self) -> str:
        """One line for ``scrapy -h``."""
        return "Get, list, search, export, verify and withdraw filed articles"

    def long_desc(self) -> str:
        """The help text's head."""
        return (
            f"{self.short_desc()}: the latest revision of each, what was withdrawn left out. list, grep and export "
            "take --aggregator, --since, --until, --publisher, --language and --all-revisions. index fold merges the "
            "runs' indexes, so that get opens three objects; index rebuild makes a lost index anew."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The command's options."""
        super().add_options(parser)
        asking.add_options(parser)
        parser.add_argument("--revision", metavar="N", type=int, help="get: this revision (default: the latest)")
        parser.add_argument("--format", metavar="FORM", help=f"get: {', '.join(FORMS)}; export: {', '.join(DAY_FILES)}")
        parser.add_argument("--limit", metavar="N", type=int, help=f"list: so many at most (default: {MOST})")
        parser.add_argument("--json", action="store_true", help="list: a JSON object a line, in place of a table")
        parser.add_argument("-i", dest="ignore_case", action="store_true", help="grep: capitals or not")
        parser.add_argument("--field", action="append", choices=FIELDS, help="grep: in this field alone; repeatable")
        parser.add_argument("--to", metavar="FOLDER", help="export: where to")
        parser.add_argument("--reason", metavar="WORDS", help="withdraw: why; whoever asks for the article is told")
        parser.add_argument(
            "--purge", action="store_true", help="withdraw: remove its copy too, from parts and archive"
        )
        parser.add_argument("--thorough", action="store_true", help="index rebuild: compare with every part")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do what is asked.

        Raises:
            UsageError: Wrong use or settings: exit status 2.
        """
        try:
            self._do(args, opts)
        except WrongSettings as fault:
            raise UsageError(str(fault), print_help=False) from fault
        except CopydeskError as fault:
            self._fail(str(fault))
        except BrokenPipeError:  # whoever read has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def _do(self, args: list[str], opts: argparse.Namespace) -> None:
        match args:
            case ["get", id]:
                self._get(id, opts)
            case ["list"]:
                self._list(opts)
            case ["grep", pattern]:
                self._grep(pattern, opts)
            case ["export"]:
                self._export(opts)
            case ["withdraw", id]:
                self._withdraw(id, opts)
            case ["verify"]:
                self._verify(opts)
            case ["index", "fold"]:
                self._fold()
            case ["index", "rebuild"]:
                self._rebuild(opts)
            case _:
                raise WrongSettings(f"scrapy articles {self.syntax()}")

    def _get(self, id: str, opts: argparse.Namespace) -> None:
        form = asking.one_of(tuple(FORMS), opts.format, "--format")
        morgue = self._morgue()
        if stone := tombstone(morgue.target, id):
            self._fail(f"{id} was withdrawn on {stone.at:%Y-%m-%d at %H:%M} UTC: {stone.reason}")
            return
        copy = morgue.find(id, opts.revision)
        if copy is None:
            which = f"revision {opts.revision} of {id}" if opts.revision else id
            self._fail(f"nothing is filed of {which}, as far as the index knows (`scrapy articles verify` checks it)")
            return
        sys.stdout.buffer.write(showing.whole(copy, form))

    def _list(self, opts: argparse.Namespace) -> None:
        limit = MOST if opts.limit is None else opts.limit
        if limit < 1:
            raise WrongSettings(f"--limit {limit}: expected 1 or more")
        morgue = self._morgue()
        copies = list(islice(self._chosen(morgue, opts, newest_first=True), limit))
        if opts.json:
            sys.stdout.buffer.writelines(showing.card_lines(copies))
        else:
            showing.print_cards(copies, Console(width=None if sys.stdout.isatty() else WIDTH))
        _say_passed_over(morgue)

    def _grep(self, pattern: str, opts: argparse.Namespace) -> None:
        sought, morgue = compile_pattern(pattern, ignore_case=opts.ignore_case), self._morgue()
        for copy in self._chosen(morgue, opts):
            sys.stdout.buffer.writelines(showing.hit_lines(search(copy.article(), sought, opts.field or FIELDS)))
        _say_passed_over(morgue)

    def _export(self, opts: argparse.Namespace) -> None:
        if not opts.to or opts.format not in DAY_FILES:
            raise WrongSettings(f"scrapy articles export --format {'|'.join(DAY_FILES)} --to FOLDER")
        morgue, window = self._morgue(), asking.read_window(opts)
        try:
            done = export(
                morgue,
                window,
                Path(opts.to),
                opts.format,
                all_revisions=opts.all_revisions,
                wanted=asking.read_choice(opts),
            )
        except OSError as fault:
            self._fail(f"{fault.filename or opts.to} can't be written: {fault.strerror or fault}")
            return
        print(f"{done.articles} articles in {len(done.files)} files under {opts.to}")
        for path in done.removed:
            print(f"removed {path}: its day has none any more")
        _say_passed_over(morgue)

    def _withdraw(self, id: str, opts: argparse.Namespace) -> None:
        if not opts.reason or "/" not in id:
            raise WrongSettings("scrapy articles withdraw ID --reason WORDS [--purge]; ID is <aggregator>/<story key>")
        assert self.settings is not None
        taken = take_back(
            self._morgue().target,
            self.settings["LEDGER_URL"],
            id,
            opts.reason,
            datetime.now(UTC),
            purges=opts.purge,
        )
        print(*taking_back.told(id, taken), sep="\n")
        if taken.purged is not None:
            for name in forget_kept(Path(self.settings["SPOOL"]), taken.purged.written):
                print(f"removed: the copy kept of {name}")
        self.exitcode = int(taken.purged is not None and not taken.purged.is_complete)

    def _verify(self, opts: argparse.Namespace) -> None:
        tally, faults, morgue = Tally(), 0, self._morgue()
        for fault in verify(morgue.target, morgue.now, tally, since=asking.read_window(opts).since):
            print(fault, flush=True)
            faults += 1
        print(f"{tally}: {faults or 'no'} fault{'s' * (faults != 1)}")
        self.exitcode = int(faults > 0)

    def _fold(self) -> None:
        target = self._morgue().target
        done = fold(target, datetime.now(UTC))
        if done is None:
            print("no run has ended since the last fold")
            return
        made = done.generation
        print(
            f"generation {made.generation}: {made.entries} articles of {len(made.runs)} runs, {done.added} of them new"
        )
        for run in done.incomplete:
            self._fail(f"the index of run {run} lacks articles; it is left out until `scrapy articles index rebuild`")

    def _rebuild(self, opts: argparse.Namespace) -> None:
        morgue = self._morgue()
        made = list(rebuild(morgue.target, morgue.runs, thorough=opts.thorough))
        for one in made:
            print(f"{one.key}: was {one.was}, made anew")
        print(f"{len(made)} objects of the index made anew")

    def _morgue(self) -> Morgue:
        assert self.settings is not None
        plan = replace(filing_plan(self.settings, spider="articles"), uploads_at_once=AT_ONCE)
        return Morgue(open_target(plan), datetime.now(UTC))

    @staticmethod
    def _chosen(morgue: Morgue, opts: argparse.Namespace, *, newest_first: bool = False) -> Iterator[Copy]:
        wanted = asking.read_choice(opts)
        copies = morgue.read(asking.read_window(opts), all_revisions=opts.all_revisions, newest_first=newest_first)
        return filter(wanted, copies)

    def _fail(self, words: str) -> None:
        print(f"scrapy articles: {words}", file=sys.stderr)
        self.exitcode = 1


def _say_passed_over(morgue: Morgue) -> None:
    if count := len(morgue.passed_over):
        print(f"{count} parts of runs that are not yet complete were not read", file=sys.stderr)
