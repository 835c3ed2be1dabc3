"""``scrapy genspider NAME SITE``: a new aggregator's spider, layout and test, with what is to be filled in."""

import argparse
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.templates import KINDS, written
from pipelines.errors import WrongSettings


class Command(ScrapyCommand):
    """Write the files of a new aggregator; in place of Scrapy's own command of that name."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """What follows the command's name."""
        return "NAME SITE [-t aggregator|json|links]"

    def short_desc(self) -> str:
        """One line for ``scrapy -h``."""
        return "Begin a new aggregator: its spider, layout and test"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The command's options."""
        super().add_options(parser)
        parser.add_argument(
            "-t",
            "--template",
            choices=tuple(KINDS),
            default="aggregator",
            help="aggregator: stories on HTML pages (default); json: stories served as JSON; links: links alone",
        )
        parser.add_argument("--into", metavar="FOLDER", default=".", help="the project's folder (default: this one)")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Write the files.

        Raises:
            UsageError: Wrong use, or one of the files is there already: exit status 2, nothing written.
        """
        if len(args) != 2:
            raise UsageError("give the spider's name and the site's address", print_help=False)
        try:
            new = {Path(opts.into, path): text for path, text in written(opts.template, *args).items()}
        except WrongSettings as fault:
            raise UsageError(str(fault), print_help=False) from fault
        there = [str(path) for path in new if path.exists()]
        if there:
            raise UsageError(f"{', '.join(there)}: there already; nothing was written", print_help=False)
        for path, text in new.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            print(path)
        print(f"Fill in what each file says, then: scrapy record {args[0]} URL, for a story and for each listing.")
