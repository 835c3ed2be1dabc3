"""Whether a crawl's memory stays as it is however many pages it reads: the peak at a few and at many.

The pages are light, since what is measured is what a page leaves behind and not what one takes while it is read.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

from crawler.demo.bucket import read_back
from crawler.demo.object_store import ObjectStore
from tests.benchmarks.crawl import SCRAPY
from tests.benchmarks.manners import MANNERS
from tests.benchmarks.processes import BenchmarkFailed, run
from tests.benchmarks.rendering import render_corpus
from tests.benchmarks.report import Row
from tests.benchmarks.web_server import WebServer

FEW, MANY = 1_000, 50_000
WEIGHT = 4_000  # bytes of a page at least
GROWTH = 0.10
MEGA = 1e6


def measure(folder: Path, rounds: int, many: int = MANY) -> Iterator[Row]:
    """One crawl of few pages and one of many."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    peaks = {pages: [_peak(folder / str(pages), pages) / MEGA for _ in range(rounds)] for pages in (FEW, many)}
    few, most = min(peaks[FEW]), max(peaks[many])
    yield Row(
        measure=f"memory: peak of a crawl of {many:,} pages, MB",
        ours=most,
        peer=f"of {FEW:,} pages",
        theirs=few,
        ratio=few / most,
        target=1 / (1 + GROWTH),
        note=f"at most {GROWTH:.0%} more is wanted; it is {most / few - 1:+.1%}",
        rounds={str(pages): found for pages, found in peaks.items()},
    )


def _peak(own: Path, pages: int) -> int:
    shutil.rmtree(own, ignore_errors=True)
    corpus = render_corpus(own / "site", pages, WEIGHT)
    with ObjectStore(own / "s3", bucket="bench") as store, WebServer(corpus.folder, own / "nginx") as server:
        environment = {
            **store.environment,
            "COPYDESK_FILE_TO": f"s3://{store.bucket}/memory",
            "COPYDESK_S3_ENDPOINT": store.endpoint,
            "COPYDESK_SPOOL": str(own / "spool"),
            "COPYDESK_LEDGER_URL": f"sqlite:///{own / 'ledger.sqlite'}",
            "COPYDESK_CONTACT": "bench@copydesk.example",
        }
        manners = [word for name, value in MANNERS.items() for word in ("-s", f"{name}={value}")]
        command = (*SCRAPY, "inkl", "-a", f"site={server.site}", *manners)
        used = run(command, log=own / "crawl.log", environment=environment)
        _, articles = read_back(store, prefix="memory")
    if len({article.id for article in articles}) != pages:
        raise BenchmarkFailed(f"{len(articles)} articles were filed of {pages}; see {own / 'crawl.log'}")
    shutil.rmtree(own / "site")
    return used.peak
