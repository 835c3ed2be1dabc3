"""``scrapy site-config check FOLDER``: what of a folder of site configs is understood, refused and broken.

Scrapy calls a command as its file is called, hence the hyphen.
"""

import argparse
import sys
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.site_configs.checking import as_json, as_lines, check, summarise
from crawler.site_configs.folder import ConfigFolder
from pipelines.errors import WrongSettings


class Command(ScrapyCommand):
    """Look at a folder of site configs; nothing is fetched."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """What follows the command's name."""
        return "check FOLDER [--json]"

    def short_desc(self) -> str:
        """One line for ``scrapy -h``."""
        return "Check a folder of site configs (ftr-site-config): understood, refused, broken"

    def long_desc(self) -> str:
        """The help text's head."""
        return (
            f"{self.short_desc()}. Each file is read as it would be for a page of its site. What signs in, poses as "
            "another client or defeats a wall is refused by name, and the rest of the file is used. Exit status 1 "
            "where a line is broken."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The command's options."""
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="as one JSON object")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check the folder.

        Raises:
            UsageError: Wrong use, or a folder that can't be read: exit status 2.
        """
        if len(args) != 2 or args[0] != "check":
            raise UsageError(f"scrapy site-config {self.syntax()}", print_help=False)
        try:
            configs = check(ConfigFolder(Path(args[1])))
        except WrongSettings as fault:
            raise UsageError(str(fault), print_help=False) from fault
        if opts.json:
            sys.stdout.buffer.write(as_json(configs) + b"\n")
        else:
            print(*as_lines(configs), sep="\n")
        self.exitcode = int(summarise(configs).broken > 0)
