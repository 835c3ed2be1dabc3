"""What durability costs: the main job with spool, ledger and archive, against the same with none of them.

Both clean the same pages and file to the same S3. What the ledger takes without durability is taken off that run's
time, since it is the frontier too and a crawl without it would find its stories otherwise.
"""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from crawler.demo.bucket import read_back
from crawler.demo.object_store import ObjectStore
from tests.benchmarks.crawl import METERED
from tests.benchmarks.manners import MANNERS
from tests.benchmarks.processes import BenchmarkFailed, Used, run
from tests.benchmarks.rendering import Corpus
from tests.benchmarks.report import Row
from tests.benchmarks.web_server import WebServer

TARGET = 0.90
WITH, WITHOUT = "crawler.settings", "tests.benchmarks.undurable_settings"
# A folder in memory, where the system has one.
MEMORY = Path("/dev/shm")
PEER = "no spool, no archive, no ledger"


def measure(corpus: Corpus, folder: Path, rounds: int) -> Iterator[Row]:
    """Both in turn."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    safe, unsafe = [], []
    with ObjectStore(folder / "s3", bucket="bench") as store:
        for number in range(rounds):
            safe.append(_crawl(corpus, folder / f"safe-{number}", store, WITH))
            unsafe.append(_crawl(corpus, folder / f"unsafe-{number}", store, WITHOUT))
    stories = len(corpus.slugs)
    yield _row("stories a second", [stories / one.wall for one in safe], [stories / one.wall for one in unsafe])
    busy = [[1000 * one.cpu / stories for one in runs] for runs in (safe, unsafe)]
    yield Row(
        measure="durability: processor of crawler, ms a story",
        ours=median(busy[0]),
        peer=PEER,
        theirs=median(busy[1]),
        ratio=median(ours / theirs for ours, theirs in zip(*busy, strict=True)),
        rounds={"copydesk": busy[0], "without": busy[1]},
    )


def _row(what: str, ours: list[float], theirs: list[float]) -> Row:
    ratios = [our / their for our, their in zip(ours, theirs, strict=True)]
    return Row(
        measure=f"durability: {what}, with spool, ledger and archive",
        ours=median(ours),
        peer=PEER,
        theirs=median(theirs),
        ratio=median(ratios),
        target=TARGET,
        rounds={"copydesk": ours, "without": theirs, "ratio": ratios},
    )


def _crawl(corpus: Corpus, own: Path, store: ObjectStore, settings: str) -> Used:
    """One crawl; of the one without durability, less what its ledger took."""
    own.mkdir()
    is_safe = settings == WITH
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as memory:
        environment = {
            **store.environment,
            "SCRAPY_SETTINGS_MODULE": settings,
            "COPYDESK_FILE_TO": f"s3://{store.bucket}/{own.name}",
            "COPYDESK_S3_ENDPOINT": store.endpoint,
            "COPYDESK_SPOOL": str(own / "spool"),
            "COPYDESK_LEDGER_URL": f"sqlite:///{own if is_safe else memory}/ledger.sqlite",
            "COPYDESK_CONTACT": "bench@copydesk.example",
        }
        manners = [word for name, value in MANNERS.items() for word in ("-s", f"{name}={value}")]
        with WebServer(corpus.folder, own / "nginx") as server:
            command = (*METERED, own / "ledger.json", "crawl", "inkl", "-a", f"site={server.site}", *manners)
            used = run(command, log=own / "crawl.log", environment=environment)
    _check_filed(corpus, own, store)
    ledger = sum(json.loads((own / "ledger.json").read_text(encoding="utf-8")).values())
    return used if is_safe else Used(used.wall - ledger, used.cpu - ledger)


def _check_filed(corpus: Corpus, own: Path, store: ObjectStore) -> None:
    """Every story of the corpus is in the bucket, once."""
    _, articles = read_back(store, prefix=own.name)
    ids = sorted(article.id for article in articles)
    if ids != sorted(f"inkl/{slug}" for slug in corpus.slugs):
        raise BenchmarkFailed(f"{own.name}: {len(ids)} articles, {len(set(ids))} different, of {len(corpus.slugs)}")
