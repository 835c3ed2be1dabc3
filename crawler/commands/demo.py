"""``scrapy demo``: the main job on loopback with real parts, then a look at what was filed."""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import msgspec
from rich.console import Console
from rich.rule import Rule
from scrapy.commands import ScrapyCommand

from crawler.demo import DemoAggregator
from crawler.demo.bucket import read_back
from crawler.demo.object_store import ObjectStore
from crawler.explained.reasons import reasons
from crawler.explained.terminal import print_explained
from crawler.spiders.inkl import Inkl
from pipelines.errors import CopydeskError
from pipelines.items import Article
from pipelines.stages.plan import packaged_rules

BUCKET = "demo"
PREFIX = "copydesk"

# The story shown before and after: one with most kinds of trouble at once.
SHOWN_LINES = 12


class Command(ScrapyCommand):
    """Everything that ``crawl`` does, against servers started here and ended here."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """What follows the command's name."""
        return "[--crawl-delay SECONDS] [--keep FOLDER]"

    def short_desc(self) -> str:
        """One line for ``scrapy -h``."""
        return "Show the main job on loopback: a demo aggregator, a crawl, a real S3"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The command's options."""
        super().add_options(parser)
        parser.add_argument("--crawl-delay", type=float, default=0.2, help="what its robots.txt asks for; default: 0.2")
        parser.add_argument("--keep", metavar="FOLDER", help="where to leave the S3 data and the request log")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Run it; the exit status is the crawl's, or 3 when a server could not be started."""
        console = Console(width=None if sys.stdout.isatty() else 140)
        with tempfile.TemporaryDirectory(prefix="copydesk-demo-") as scratch:
            folder = Path(opts.keep or scratch).resolve()
            try:
                self.exitcode = _run(folder, opts.crawl_delay, console)
            except (CopydeskError, RuntimeError, OSError) as fault:
                console.print(f"scrapy demo: {fault}", style="red", markup=False)
                self.exitcode = 3


def _run(folder: Path, crawl_delay: float, console: Console) -> int:
    with ObjectStore(folder / "s3", bucket=BUCKET) as store, DemoAggregator(folder, crawl_delay) as demo:
        console.print(
            f"S3 (SeaweedFS) answers at {store.endpoint}, the demo aggregator at {demo.site}", highlight=False
        )
        environment = {
            **os.environ,
            **store.environment,
            "COPYDESK_FILE_TO": f"s3://{BUCKET}/{PREFIX}",
            "COPYDESK_S3_ENDPOINT": store.endpoint,
            "COPYDESK_SPOOL": str(folder / "spool"),
            "COPYDESK_LEDGER_URL": f"sqlite:///{folder / 'ledger.sqlite'}",
            "COPYDESK_CONTACT": "demo@copydesk.example",
        }
        command = [sys.executable, "-m", "scrapy", "crawl", "inkl", "-a", f"site={demo.site}", "-s", "DOWNLOAD_DELAY=0"]
        console.print(Rule(f"scrapy crawl inkl -a site={demo.site}"))
        status = subprocess.run(command, env=environment, check=False).returncode
        console.print(Rule(f"s3://{BUCKET}/{PREFIX}"))
        articles = _show_bucket(store, console)
        _show_story(articles, console)
        console.print(Rule("what the aggregator was asked for"))
        _show_requests(demo, console)
    return status


def _show_bucket(store: ObjectStore, console: Console) -> list[Article]:
    objects, articles = read_back(store, prefix=PREFIX)
    for key, size in objects:
        console.print(f"{size:>9,}  {key}", highlight=False)
    languages = sorted({article.language or "?" for article in articles})
    struck = sum(edit.action == "removed" for article in articles for edit in article.edits)
    console.print(
        f"{len(articles)} articles of {len({a.publisher.name for a in articles if a.publisher})} publishers in "
        f"{len(languages)} languages ({', '.join(languages)}); {struck} blocks struck, each with its rule",
        highlight=False,
    )
    return articles


def _show_story(articles: list[Article], console: Console) -> None:
    """The story with the most various edits: as printed, block by block, and as filed."""
    if not articles:
        return
    story = max(articles, key=lambda article: (len({edit.rule for edit in article.edits}), article.id))
    console.print(Rule("one story as it was printed, and what became of each block"))
    print_explained(story, reasons(packaged_rules(), Inkl.layouts), console)
    console.print(Rule("the same story as JSON in the bucket (copy and edits cut short here)"))
    record = msgspec.to_builtins(story)
    record["body"] = record["body"][:2]
    record["edits"] = record["edits"][:2]
    console.print_json(data=record)


def _show_requests(demo: DemoAggregator, console: Console) -> None:
    requests = demo.requests()
    paths = [request["path"] for request in requests]
    agents = {request["user_agent"] for request in requests}
    forbidden = sum(path.startswith("/private") for path in paths)
    console.print(f"{len(paths)} requests, {forbidden} of them for what robots.txt forbids, by {', '.join(agents)}")
