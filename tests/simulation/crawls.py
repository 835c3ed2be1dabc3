"""The spider's runs, one after another in one process: a start costs a second and a half, and there are hundreds.

``python -m tests.simulation.crawls FILE``: FILE is JSON with ``clock``, ``site``, ``runs`` (moments) and ``settings``.
Prints a line of JSON a run: the moment, its seconds of real time and of processor time, exit status and failures.
"""

import json
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Any

from scrapy.crawler import AsyncCrawlerRunner
from scrapy.utils.defer import deferred_from_coro
from scrapy.utils.log import configure_logging
from scrapy.utils.misc import build_from_crawler, load_object
from scrapy.utils.project import get_project_settings
from scrapy.utils.reactor import install_reactor

from crawler.demo.newsroom.clock import FileClock, set_clock
from crawler.monitor.outcome import RecordOutcome


async def crawl(plan: dict[str, Any]) -> None:
    """Every run of the plan."""
    settings = get_project_settings()
    clock = Path(plan["clock"])
    settings.setdict({"CLOCK": FileClock(clock), **plan["settings"]}, priority="cmdline")
    configure_logging(settings)
    runner = AsyncCrawlerRunner(settings)
    _guard_names(runner)
    for moment in map(datetime.fromisoformat, plan["runs"]):
        set_clock(clock, moment)
        began, spent = time.monotonic(), time.process_time()
        crawler = runner.create_crawler("inkl")
        await runner.crawl(crawler, site=plan["site"])
        extension = crawler.get_extension(RecordOutcome)
        outcome = extension.outcome() if extension else None
        told = {
            "now": moment.isoformat(),
            "seconds": round(time.monotonic() - began, 3),
            "processor": round(time.process_time() - spent, 3),
            "exit_status": outcome.exit_status if outcome else 3,
            "failures": outcome.failures if outcome else {},
        }
        print(json.dumps(told), flush=True)


def _guard_names(runner: AsyncCrawlerRunner) -> None:
    """Install the settings' resolver, as a Scrapy that runs a single crawl does by itself."""
    from twisted.internet import reactor

    resolver = load_object(runner.settings["TWISTED_DNS_RESOLVER"])
    build_from_crawler(resolver, runner, reactor=reactor).install_on_reactor()  # type: ignore[arg-type]


def main() -> None:
    """Run them all."""
    plan = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
    from twisted.internet.task import react

    react(lambda _reactor: deferred_from_coro(crawl(plan)))


if __name__ == "__main__":
    main()
