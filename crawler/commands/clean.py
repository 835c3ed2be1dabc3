"""``scrapy clean PATH|URL|-``: one page through layout and stages; ``--jsonl``: any number, as JSON lines."""

import argparse
import gc
import os
import sys
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from rich.console import Console
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from crawler.cleaning import Cleaner
from crawler.explained.page import explained_page
from crawler.explained.terminal import print_explained
from crawler.fetch import fetch_page
from crawler.json_lines import answer_lines, read_file
from crawler.page import LARGEST_PAGE, Page
from pipelines.errors import CopydeskError, RuleError, WrongSettings
from pipelines.exports.forms import FORMS
from pipelines.items import Article

EXPLAINS_NOTHING = frozenset(FORMS) - {"json", "text", "html"}


class Command(ScrapyCommand):
    """Read one page and print its Article; nothing is filed."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """What follows the command's name."""
        return "PATH|URL|- [options]   or   --jsonl"

    def short_desc(self) -> str:
        """One line for ``scrapy -h``."""
        return "Clean one page (file, address, or - for standard input) and print the article"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The command's options."""
        super().add_options(parser)
        parser.add_argument("--aggregator", metavar="NAME", help="whose page it is (default: by address, else by form)")
        parser.add_argument("--url", metavar="U", help="the address of a saved page")
        parser.add_argument("--format", choices=tuple(FORMS), help="default: json; --explain: a terminal's, or html")
        parser.add_argument("--explain", action="store_true", help="every block of the page: kept as what, struck why")
        parser.add_argument("--jsonl", action="store_true", help="tasks as JSON lines on standard input; see README.md")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Clean what is named; exit status 1 where a page could not be read.

        Raises:
            UsageError: Wrong use or settings: exit status 2.
        """
        if opts.explain and opts.format in EXPLAINS_NOTHING:
            raise UsageError(f"--explain is for a terminal or --format html, not {opts.format}", print_help=False)
        if opts.jsonl and opts.format not in (None, "json"):
            raise UsageError(f"--jsonl answers in JSON lines, not {opts.format}", print_help=False)
        if bool(opts.jsonl) == (len(args) == 1) or len(args) > 1:
            raise UsageError("name one page (PATH, URL or -), or give --jsonl alone", print_help=False)
        _refuse_no_address(*args, opts.url)
        try:
            self._clean(args, opts)
            sys.stdout.flush()
        except (WrongSettings, RuleError) as fault:
            raise UsageError(str(fault), print_help=False) from fault
        except CopydeskError as fault:
            print(f"scrapy clean: {fault}", file=sys.stderr)
            self.exitcode = 1
        except (
            BrokenPipeError
        ):  # whoever read the answers has gone, as ``head`` does; Python would try once more at exit
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            self.exitcode = 1

    def _clean(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        cleaner = Cleaner(self.settings)
        if opts.jsonl:
            self.exitcode = int(not _stream(cleaner, sys.stdin.buffer, sys.stdout.buffer))
        else:
            article = cleaner.clean(_page(args[0], opts.url, self.settings), opts.aggregator)
            _show(article, opts, cleaner)


def _refuse_no_address(*given: str | None) -> None:
    for address in given:
        if address is None or not address.startswith(("http://", "https://")):
            continue
        try:
            urlsplit(address)
        except ValueError as fault:
            raise UsageError(f"{address!r} is no address: {fault}", print_help=False) from fault


def _page(name: str, url: str | None, settings: Settings) -> Page:
    if name.startswith(("http://", "https://")):
        return fetch_page(name, settings)
    if name == "-":
        return Page(body=sys.stdin.buffer.read(LARGEST_PAGE + 1), url=url)
    return Page(body=read_file(Path(name)), url=url)


def _stream(cleaner: Cleaner, source: BinaryIO, sink: BinaryIO) -> bool:
    """Answer every line; True when all could be done."""
    # As in crawler.commands.crawl: what is loaded stays, and pages come and go without a cycle.
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    all_done = True
    for answer, worked in answer_lines(source, cleaner):
        sink.write(answer + b"\n")
        sink.flush()
        all_done = all_done and worked
    return all_done


def _show(article: Article, opts: argparse.Namespace, cleaner: Cleaner) -> None:
    if opts.explain and opts.format == "html":
        print(explained_page(article, cleaner.because))
    elif opts.explain:
        print_explained(article, cleaner.because, Console(width=None if sys.stdout.isatty() else 160))
    else:
        print(FORMS[opts.format or "json"](article), end="")
