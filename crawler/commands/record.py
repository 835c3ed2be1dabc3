"""``scrapy record SPIDER URL|FILE``: a story or listing page becomes a sample page with its test."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.spiderloader import SpiderLoader

from crawler.cleaning import Cleaner
from crawler.fetch import fetch_page
from crawler.json_lines import read_file
from crawler.page import Page
from crawler.recording.record import record
from crawler.spiders.base import AggregatorSpider
from pipelines.clock import wall
from pipelines.errors import CopydeskError, RuleError, WrongSettings

NOTE = "kept as served: this is other people's copy. Keep it out of the repository; tests refuse it."


class Command(ScrapyCommand):
    """Record one page under tests/pages."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """What follows the command's name."""
        return "SPIDER URL|FILE [options]"

    def short_desc(self) -> str:
        """One line for ``scrapy -h``."""
        return "Record a page as a sample with its test, its words replaced by invented ones"

    def long_desc(self) -> str:
        """The help text's head."""
        return (
            f"{self.short_desc()}. The page is fetched with a crawl's manners, or taken from a file. Markup, lengths, "
            "capitals, figures and dates stay. What reading it gives now becomes what the test expects: read it, and "
            "correct it where the reading is wrong."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The command's options."""
        super().add_options(parser)
        parser.add_argument("--url", metavar="U", help="the address of a saved page")
        parser.add_argument("--name", metavar="N", help="the folder's name (default: from the address)")
        parser.add_argument("--kind", choices=("story", "listing"), help="default: by the address")
        parser.add_argument("--into", metavar="FOLDER", default="tests/pages", help="default: tests/pages")
        parser.add_argument("--as-is", action="store_true", help="keep the words; for your own eyes alone")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Record what is named; exit status 1 where the page can't be had.

        Raises:
            UsageError: Wrong use or settings: exit status 2.
        """
        if len(args) != 2:
            raise UsageError("name a spider and one page (URL or FILE)", print_help=False)
        try:
            self._record(args[0], args[1], opts)
        except (WrongSettings, RuleError) as fault:
            raise UsageError(str(fault), print_help=False) from fault
        except CopydeskError as fault:
            print(f"scrapy record: {fault}", file=sys.stderr)
            self.exitcode = 1

    def _record(self, name: str, source: str, opts: argparse.Namespace) -> None:
        assert self.settings is not None
        spider = self._spider(name)
        recorded, differing = record(
            self._page(spider, source, opts.url),
            spider,
            Cleaner(self.settings),
            into=Path(opts.into),
            name=opts.name,
            kind=opts.kind,
            as_is=opts.as_is,
        )
        print(f"{recorded.folder}: a {recorded.kind}, {NOTE if opts.as_is else 'its words invented'}")
        print(*(f"  {line}" for line in differing), sep="\n", end="\n" if differing else "")
        print(f"Read {recorded.folder / 'expected.json'} and correct it; tests/test_aggregator_pages.py runs over it.")

    def _spider(self, name: str) -> type[AggregatorSpider]:
        assert self.settings is not None
        loader = SpiderLoader.from_settings(self.settings)
        if name not in loader.list():
            raise WrongSettings(f"there is no spider {name!r}; there are: {', '.join(sorted(loader.list()))}")
        return cast("type[AggregatorSpider]", loader.load(name))

    def _page(self, spider: type[AggregatorSpider], source: str, url: str | None) -> Page:
        assert self.settings is not None
        if not source.startswith(("http://", "https://")):
            return Page(read_file(Path(source)), url=url, fetched_at=wall().replace(microsecond=0))
        if spider.story_key(source) is not None:
            parts = urlsplit(source)
            site = spider.site if spider.owns(source) else f"{parts.scheme}://{parts.netloc}"
            source = spider.page_address(source, site)
        page = fetch_page(source, self.settings)
        return replace(page, fetched_at=wall().replace(microsecond=0))
