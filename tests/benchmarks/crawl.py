"""The main job, filed to a real S3, against a plain Scrapy spider that takes titles alone: stories a second.

Whole commands are timed, from their start to their end: imports, the last part's delivery and the manifest included.
"""

import json
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from crawler.demo.bucket import read_back
from crawler.demo.object_store import ObjectStore
from pipelines.storage.manifest import Manifest, read_manifest
from pipelines.storage.s3 import S3Target, make_client
from tests.benchmarks.manners import MANNERS
from tests.benchmarks.processes import BenchmarkFailed, Used, run
from tests.benchmarks.rendering import Corpus
from tests.benchmarks.report import Row
from tests.benchmarks.web_server import WebServer

SCRAPY = (sys.executable, "-m", "scrapy", "crawl")
# As SCRAPY, with a file for what the ledger took before "crawl".
METERED = (sys.executable, "-m", "tests.benchmarks.ledger_meter")
BUCKET = "bench"
TARGET = 0.35
# Of the crawler's processor, at most so much for the ledger.
LEDGER_SHARE = 0.05
# Share of a core. Where the plain spider waits for the server or for other programs, it is no measure of a core.
BUSY = 0.9
PLAIN = "plain Scrapy, titles alone"
# Scrapy 2.19 starts a task for each of CONCURRENT_ITEMS (100) at every response, though a story is one item. A plain
# spider that knows it is faster by a third, so it is measured as well.
LEAN = "plain Scrapy, CONCURRENT_ITEMS=1"


@dataclass(frozen=True, slots=True)
class _Run:
    """One crawl: what the crawler took, of that the ledger by method in seconds, and the server that it crawled."""

    crawler: Used
    server: Used
    ledger: dict[str, float] = field(default_factory=dict)

    @property
    def busy(self) -> float:
        """Seconds of processor a second on the wall."""
        return self.crawler.cpu / self.crawler.wall


def measure(corpus: Corpus, folder: Path, rounds: int) -> Iterator[Row]:
    """Ours and theirs in turn over the same listing pages and stories; every article is then looked for in S3."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    ours, theirs, lean, manifests = [], [], [], []
    with ObjectStore(folder / "s3", bucket=BUCKET) as store:
        for number in range(rounds):
            ours.append(_crawl_ours(corpus, folder, store, f"round-{number}"))
            manifests.append(_check_filed(corpus, store, f"round-{number}"))
            theirs.append(_crawl_plain(corpus, folder))
            lean.append(_crawl_plain(corpus, folder, "-s", "CONCURRENT_ITEMS=1"))
    stories = len(corpus.slugs)
    yield _rates(ours, theirs, stories, PLAIN)
    yield _rates(ours, lean, stories, LEAN)
    yield _processor("crawler", [one.crawler for one in ours], [one.crawler for one in theirs], stories)
    yield _processor("nginx", [one.server for one in ours], [one.server for one in theirs], stories)
    yield _row(
        "crawl: the crawler's core busy, %", [100 * one.busy for one in ours], [100 * one.busy for one in theirs]
    )
    yield _ledger(ours)
    yield Row(
        measure=f"crawl: articles in the bucket, of {stories}",
        ours=float(min(manifest.articles for manifest in manifests)),
        note=f"{len(manifests[-1].parts)} parts, each named by the manifest",
    )
    sizes = [sum(part.bytes for part in manifest.parts) / manifest.articles for manifest in manifests]
    yield Row(measure="article in its part, bytes", ours=median(sizes), rounds={"copydesk": sizes})


def _crawl_ours(corpus: Corpus, folder: Path, store: ObjectStore, prefix: str) -> _Run:
    """The main job, with nothing known of earlier runs."""
    own = folder / prefix
    own.mkdir()
    environment = {
        **store.environment,
        "COPYDESK_FILE_TO": f"s3://{store.bucket}/{prefix}",
        "COPYDESK_S3_ENDPOINT": store.endpoint,
        "COPYDESK_SPOOL": str(own / "spool"),
        "COPYDESK_LEDGER_URL": f"sqlite:///{own / 'ledger.sqlite'}",
        "COPYDESK_CONTACT": "bench@copydesk.example",
    }
    manners = [word for name, value in MANNERS.items() for word in ("-s", f"{name}={value}")]
    with WebServer(corpus.folder, folder / "nginx") as server:
        command = (*METERED, own / "ledger.json", "crawl", "inkl", "-a", f"site={server.site}", *manners)
        used = run(command, log=own / "crawl.log", environment=environment)
    return _Run(used, server.used, json.loads((own / "ledger.json").read_text(encoding="utf-8")))


def _crawl_plain(corpus: Corpus, folder: Path, *more: str) -> _Run:
    """The plain spider, with its own settings and none of copydesk's; ``more``: options beside them."""
    count = folder / "titles.count"
    with WebServer(corpus.folder, folder / "nginx") as server:
        command = (*SCRAPY, "titles", "-a", f"site={server.site}", "-a", f"count_to={count}", *more)
        settings = {"SCRAPY_SETTINGS_MODULE": "tests.benchmarks.plain_settings"}
        used = run(command, log=folder / "titles.log", environment=settings)
    seen = int(count.read_text(encoding="utf-8"))
    if seen != len(corpus.slugs):
        raise BenchmarkFailed(f"the plain spider saw {seen} titles of {len(corpus.slugs)}; see {folder / 'titles.log'}")
    return _Run(used, server.used)


def _check_filed(corpus: Corpus, store: ObjectStore, prefix: str) -> Manifest:
    """The run's manifest, read back; with the articles of the parts it names, which are all that were served.

    Raises:
        BenchmarkFailed: An article is missing or there twice, or manifest and parts do not agree.
    """
    objects, articles = read_back(store, prefix=prefix)
    keys = [key.removeprefix(f"{prefix}/") for key, _ in objects]
    target = S3Target(
        make_client(endpoint=store.endpoint, region="us-east-1", keys=store.keys), bucket=store.bucket, prefix=prefix
    )
    (key,) = (key for key in keys if key.startswith("manifests/"))
    manifest = read_manifest(target.get(key))
    filed = sorted(article.id for article in articles)
    if filed != sorted(f"inkl/{slug}" for slug in corpus.slugs):
        raise BenchmarkFailed(f"{len(filed)} articles, {len(set(filed))} different, of {len(corpus.slugs)} in {prefix}")
    named = {part.key for part in manifest.parts} <= set(keys)
    if not named or not manifest.articles == sum(part.count for part in manifest.parts) == len(filed):
        raise BenchmarkFailed(f"the manifest of {prefix} says {manifest.articles} articles; {len(filed)} are there")
    return manifest


def _rates(ours: list[_Run], theirs: list[_Run], stories: int, peer: str) -> Row:
    """Stories a second. Only rounds in which the peer had a core to itself are held against each other."""
    fair = [(our, their) for our, their in zip(ours, theirs, strict=True) if their.busy >= BUSY]
    counts = 2 * len(fair) > len(ours)
    left_out = f"{len(ours) - len(fair)} of {len(ours)} rounds left out: the peer's core was less than {BUSY:.0%} busy"
    return _row(
        "crawl: stories a second, cleaned and filed to S3",
        [stories / our.crawler.wall for our, _ in fair or zip(ours, theirs, strict=True)],
        [stories / their.crawler.wall for _, their in fair or zip(ours, theirs, strict=True)],
        peer=peer,
        target=TARGET,
        counts=counts,
        note=left_out if len(fair) < len(ours) else "",
    )


def _processor(who: str, ours: list[Used], theirs: list[Used], stories: int) -> Row:
    """Milliseconds of processor that each story took of a program."""
    each = [[1000 * used.cpu / stories for used in runs] for runs in (ours, theirs)]
    return _row(f"crawl: processor of {who}, ms a story", *each)


def _ledger(ours: list[_Run]) -> Row:
    """Per cent of the crawler's processor that went into the ledger's methods."""
    shares = [sum(one.ledger.values()) / one.crawler.cpu for one in ours]
    took = max(ours[-1].ledger.items(), key=lambda method: method[1], default=("", 0.0))
    return Row(
        measure="crawl: of the crawler's processor for the ledger, %",
        ours=100 * median(shares),
        ratio=LEDGER_SHARE / median(shares),
        target=1.0,
        note=f"at most {100 * LEDGER_SHARE:g} % are wanted; {took[0]} takes most, {took[1]:.2g} s of the last round",
        rounds={"copydesk": [100 * share for share in shares]}
        | {name: [one.ledger.get(name, 0.0) for one in ours] for name in sorted(ours[-1].ledger)},
    )


def _row(
    measure: str,
    ours: list[float],
    theirs: list[float],
    *,
    peer: str = PLAIN,
    target: float | None = None,
    counts: bool = True,
    note: str = "",
) -> Row:
    ratios = [our / their for our, their in zip(ours, theirs, strict=True) if their]
    return Row(
        measure=measure,
        ours=median(ours),
        peer=peer,
        theirs=median(theirs),
        ratio=median(ratios) if ratios else None,
        target=target,
        counts=counts,
        note=note,
        rounds={"copydesk": ours, "plain": theirs, "ratio": ratios},
    )
