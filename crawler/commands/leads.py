"""``scrapy leads``: what link-only aggregators pointed to and no spider has taken up, the newest first."""

import argparse
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

import msgspec
from rich.console import Console
from rich.table import Column, Table
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings
from scrapy.spiderloader import SpiderLoader

from crawler.frontier.arguments import read_arguments
from crawler.spiders.base import AggregatorSpider
from pipelines.errors import CopydeskError, WrongSettings
from pipelines.storage.ledger import Lead, Ledger

WIDTH = 160  # columns, where no terminal says how many it has
MOST_LEADS = 1000  # a day and a half of all three; more than anybody reads

Reader = Callable[[str], str | None]
"""The spider that can read a story, by its address; None: there is none."""


class Command(ScrapyCommand):
    """List open leads; nothing is fetched, and nothing taken."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """What follows the command's name."""
        return "[--host HOST] [--since WHEN] [--json]"

    def short_desc(self) -> str:
        """One line for ``scrapy -h``."""
        return "List the stories elsewhere that link-only aggregators point to"

    def long_desc(self) -> str:
        """The help text's head."""
        return (
            f"{self.short_desc()} and that no run has taken up. The reader is the spider whose next run will; where "
            "there is none, `scrapy crawl site -a leads=NAME` reads the story as any site's."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The command's options."""
        super().add_options(parser)
        parser.add_argument("--host", metavar="HOST", help="leads to this host and its subdomains alone")
        parser.add_argument(
            "--since", metavar="WHEN", help="found since then: 6h, 3d, or a day such as 2026-11-01 (UTC)"
        )
        parser.add_argument("--limit", metavar="N", type=int, default=MOST_LEADS, help=f"default: {MOST_LEADS}")
        parser.add_argument("--json", action="store_true", help="a JSON object a line, in place of a table")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print them.

        Raises:
            UsageError: Wrong use or settings: exit status 2.
        """
        assert self.settings is not None
        if args or opts.limit < 1:
            raise UsageError(f"scrapy leads {self.syntax()}", print_help=False)
        try:
            leads, reader = self._leads(opts), reader_of(self.settings)
        except WrongSettings as fault:
            raise UsageError(str(fault), print_help=False) from fault
        except CopydeskError as fault:
            print(f"scrapy leads: {fault}", file=sys.stderr)
            self.exitcode = 1
            return
        if opts.json:
            sys.stdout.buffer.writelines(line + b"\n" for line in as_json(leads, reader))
        else:
            print_leads(leads, reader, Console(width=None if sys.stdout.isatty() else WIDTH))

    def _leads(self, opts: argparse.Namespace) -> list[Lead]:
        """The leads asked for; none where there is no ledger yet."""
        assert self.settings is not None
        given = {"since": opts.since} if opts.since else {}
        since = read_arguments(given, now=datetime.now(UTC), spider="scrapy leads").since
        if not Ledger.is_there(self.settings["LEDGER_URL"]):
            return []
        ledger = Ledger(self.settings["LEDGER_URL"])
        try:
            return ledger.leads(hosts=[opts.host] if opts.host else None, since=since, limit=opts.limit)
        finally:
            ledger.close()


def reader_of(settings: BaseSettings) -> Reader:
    """Which spider takes up a lead."""
    loader = SpiderLoader.from_settings(settings)
    spiders = [one for one in map(loader.load, sorted(loader.list())) if issubclass(one, AggregatorSpider)]
    return lambda url: next((one.name for one in spiders if one.owns(url) and one.story_key(url) is not None), None)


def as_json(leads: Iterable[Lead], reader: Reader) -> Iterable[bytes]:
    """Each lead as a JSON object; what is absent is null."""
    return (msgspec.json.encode({**msgspec.to_builtins(lead), "reader": reader(lead.url)}) for lead in leads)


def print_leads(leads: list[Lead], reader: Reader, console: Console) -> None:
    """The leads as a table, and how many there are."""
    table = Table("found", "by", "publisher", Column("headline", overflow="fold"), "reader", box=None, pad_edge=False)
    for lead in leads:
        found = f"{lead.at:%Y-%m-%d %H:%M}"
        table.add_row(found, lead.source, lead.publisher, lead.headline, reader(lead.url) or "-")
        table.add_row("", "", "", lead.url)
    if leads:
        console.print(table, markup=False, highlight=False)
    console.print(f"{len(leads)} open lead{'s' * (len(leads) != 1)}", highlight=False)
