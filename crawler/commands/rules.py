"""``scrapy rules suggest|list|test|why|keep``: what is struck and why, what might be, and whether the rules hold."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.aggregators import Aggregators
from crawler.rules import known, trial
from crawler.rules.suggestions import as_toml, evidence_lines, find, head, suggest
from pipelines.errors import CopydeskError, RuleError, WrongSettings
from pipelines.rules import PACKAGED, load_rules
from pipelines.storage.ledger import Ledger
from pipelines.text.boilerplate.rulebook import RuleBook


class Command(ScrapyCommand):
    """Look at the rules, and at what the ledger has learned."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """What follows the command's name."""
        return "suggest [--aggregator NAME] | list | test [PAGE …] | why ID | keep ID   [--rules FOLDER]"

    def short_desc(self) -> str:
        """One line for ``scrapy -h``."""
        return "Suggest, list, test and explain the rules that strike boilerplate"

    def long_desc(self) -> str:
        """The help text's head."""
        return (
            f"{self.short_desc()}. suggest: rules for what recurs, as TOML with its evidence. list: every rule. test: "
            "every proof, and every rule against the demo's stories or the pages given; exit status 1 where a proof "
            "fails or copy is cut. why: one rule whole. keep: never strike this learned line again."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The command's options."""
        super().add_options(parser)
        parser.add_argument("--aggregator", metavar="NAME", help="suggest: for this one alone (default: every one)")
        parser.add_argument("--rules", metavar="FOLDER", help="rule files of your own, beside the packaged ones")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do what is asked.

        Raises:
            UsageError: Wrong use or settings: exit status 2.
        """
        try:
            self._do(args, load_own_rules(opts.rules), opts.aggregator)
        except WrongSettings as fault:
            raise UsageError(str(fault), print_help=False) from fault
        except RuleError as fault:
            if args[:1] != ["test"]:
                raise UsageError(str(fault), print_help=False) from fault
            self._fail(f"FAILED PROOF or wrong rule: {fault}")
        except CopydeskError as fault:
            self._fail(str(fault))

    def _do(self, args: list[str], book: RuleBook, aggregator: str | None) -> None:
        match args:
            case ["suggest"]:
                self._suggest(book, aggregator)
            case ["list"]:
                print(*known.as_table(self._known(book).values()), sep="\n")
            case ["test", *pages]:
                self._test(book, pages)
            case ["why", id]:
                self._why(book, id)
            case ["keep", id]:
                self._keep(id)
            case _:
                raise WrongSettings(f"scrapy rules {self.syntax()}")

    def _suggest(self, book: RuleBook, aggregator: str | None) -> None:
        with self._ledger() as ledger:
            names = (aggregator,) if aggregator else ledger.template_aggregators() if ledger else ()
            found = [
                one for name in names if ledger for one in suggest(ledger.template(name), ledger.copy_lines(name), book)
            ]
        print(head(names, len(found)))
        print(*as_toml(found), sep="\n", end="")

    def _test(self, book: RuleBook, pages: list[str]) -> None:
        assert self.settings is not None
        samples = trial.given_samples(pages, Aggregators(self.settings)) if pages else trial.demo_samples()
        done = trial.try_rules(book, samples)
        print(*trial.as_text(book, done), sep="\n")
        self.exitcode = int(not done.passed)

    def _why(self, book: RuleBook, id: str) -> None:
        rules = self._known(book)
        if id in rules:
            print(*known.as_text(rules[id]), sep="\n")
            return
        with self._ledger() as ledger:
            template = ledger.template(_aggregator(id)) if ledger and _aggregator(id) else None
        tally = find(template, id) if template else None
        if tally is None or template is None:
            near = known.nearest(id, rules)
            self._fail(f"no rule is named {id!r}" + (f"; nearest: {', '.join(near)}" if near else ""))
            return
        print(f"{id}: learned; a line that recurs at {template.aggregator}")
        print(*evidence_lines(tally, template.judge(tally)), sep="\n")
        if tally.shape in template.kept:
            print("somebody has said that it is copy (scrapy rules keep)")

    def _keep(self, id: str) -> None:
        with self._ledger() as ledger:
            tally = find(ledger.template(_aggregator(id)), id) if ledger else None
            if ledger is None or tally is None:
                self._fail(f"no learned line is named {id!r}; `scrapy rules suggest` lists them")
                return
            ledger.keep_shape(_aggregator(id), tally.shape, at=datetime.now(UTC))
        print(f"{id} is kept from now on: {tally.shape}")

    def _known(self, book: RuleBook) -> dict[str, known.KnownRule]:
        assert self.settings is not None
        return known.known_rules(book, Aggregators(self.settings).layouts)

    @contextmanager
    def _ledger(self) -> Iterator[Ledger | None]:
        """The ledger; None where there is none yet."""
        assert self.settings is not None
        url = self.settings["LEDGER_URL"]
        if not Ledger.is_there(url):
            yield None
            return
        ledger = Ledger(url)
        try:
            yield ledger
        finally:
            ledger.close()

    def _fail(self, words: str) -> None:
        print(f"scrapy rules: {words}", file=sys.stderr)
        self.exitcode = 1


def load_own_rules(folder: str | None) -> RuleBook:
    """The packaged rules, and those of a folder where one is named.

    Raises:
        WrongSettings: There is no such folder.
        RuleError: A rule file is wrong.
    """
    if folder is None:
        return load_rules()
    if not Path(folder).is_dir():
        raise WrongSettings(f"--rules {folder}: there is no such folder")
    return load_rules(PACKAGED, Path(folder))


def _aggregator(id: str) -> str:
    """The aggregator in a learned line's id; "" where the id is none."""
    kind, _, name = id.partition("/")
    return name.rpartition("-")[0] if kind == "learned" else ""
