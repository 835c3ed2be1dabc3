"""``python -m crawler.demo``: serve the demo aggregator on loopback until told to stop.

Prints its address on one line when it is ready. Ends on SIGTERM, on SIGINT and when its parent is gone.
"""

import argparse
import os
import signal
import sys
import threading
import time
from datetime import date
from pathlib import Path

from crawler.demo.listings import PAGE_SIZE
from crawler.demo.newsroom import FileClock, NewsroomSite, make_newsroom
from crawler.demo.server import DemoServer, RequestLog
from crawler.demo.site import DemoSite
from crawler.demo.stories import DAY, load_stories
from crawler.demo.synthetic import synthetic_stories

# Seconds between looks at whether the parent is still there: soon enough that no port is held for long.
PARENT_INTERVAL = 0.5


def main() -> int:
    """Serve; 0 when stopped."""
    options = _options()
    site = _site(options)
    server = DemoServer(site, RequestLog(options.log), options.port)
    if options.prepare and isinstance(site, DemoSite):
        site.prepare()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda _number, _frame: _stop(server))
    threading.Thread(target=_watch_parent, args=(server, os.getppid()), daemon=True).start()
    sys.stdout.write(f"{site.site}\n")
    sys.stdout.flush()
    server.serve_forever(poll_interval=0.1)
    server.server_close()
    return 0


def _site(options: argparse.Namespace) -> DemoSite | NewsroomSite:
    """The demo as on its day, or a newsroom whose days go by."""
    if options.newsroom is not None:
        newsroom = make_newsroom(options.newsroom, options.synthetic, options.days)
        return NewsroomSite(newsroom=newsroom, clock=FileClock(options.clock), crawl_delay=options.crawl_delay)
    return DemoSite(
        stories=(*load_stories(options.day), *synthetic_stories(options.synthetic)),
        crawl_delay=options.crawl_delay,
        slow_seconds=options.slow_seconds,
        weight=options.weight,
        page_size=options.page_size,
    )


def _options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m crawler.demo", description="The demo aggregator, on loopback.")
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1; 0 takes a free one (default)")
    parser.add_argument("--log", type=Path, default=Path(os.devnull), help="file for the request log, JSON lines")
    parser.add_argument("--crawl-delay", type=float, default=0.2, help="seconds that robots.txt asks for (0.2)")
    parser.add_argument("--slow-seconds", type=float, default=2.0, help="how long the slow page takes (2)")
    parser.add_argument("--weight", type=int, default=0, help="bytes that each story's page has at least (0)")
    parser.add_argument("--synthetic", type=int, default=0, help="stories added for a benchmark (0)")
    parser.add_argument(
        "--page-size", type=int, default=PAGE_SIZE, help=f"stories on a page of a section ({PAGE_SIZE})"
    )
    parser.add_argument("--prepare", action="store_true", help="render every page before saying ready")
    parser.add_argument("--day", type=date.fromisoformat, default=DAY, help=f"the day of the news ({DAY})")
    parser.add_argument(
        "--newsroom", type=int, metavar="SEED", help="be a newsroom of --synthetic stories by this plan"
    )
    parser.add_argument("--days", type=int, default=3, help="days that the newsroom's plan covers (3)")
    parser.add_argument("--clock", type=Path, help="file that holds the newsroom's moment, RFC 3339")
    options = parser.parse_args()
    if options.newsroom is not None and options.clock is None:
        parser.error("--newsroom needs --clock")
    return options


def _stop(server: DemoServer) -> None:
    """Make serve_forever return; it must be asked from another thread than its own."""
    threading.Thread(target=server.shutdown, daemon=True).start()


def _watch_parent(server: DemoServer, parent: int) -> None:
    """Stop the server when the process that started it is gone."""
    while os.getppid() == parent:
        time.sleep(PARENT_INTERVAL)
    server.shutdown()


if __name__ == "__main__":
    sys.exit(main())
