"""``scrapy replay`` of a WARC file into a folder: by two processes and by one, against trafilatura, and its memory.

Whole commands are timed, from their start to their end: imports, the fork server, the index and the manifest included.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import monotonic

from pipelines.storage.archive.exchange import Exchange
from pipelines.storage.archive.records import write_exchange
from tests.benchmarks.process_tree import ProcessTree
from tests.benchmarks.processes import BenchmarkFailed, clean_environment
from tests.benchmarks.rendering import Corpus, address
from tests.benchmarks.report import Row
from tests.own_venv import ROOT

OURS = (sys.executable, "-m", "scrapy", "replay")
PEER = Path(__file__).with_name("peer_warc.py")
PAGES = 2000
FASTER, THAN_PEER = 1.7, 5.0
# Growth of the memory of at most a tenth from the small file to the large one.
FEW, MANY, FLAT = 1000, 50_000, 1 / 1.1
# Of what two processes want, or one. Where they get less, other programs had the cores, and time says nothing.
BUSY = 0.85
MORNING = datetime(2026, 8, 1, 9, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Timed:
    """One command: seconds on the wall and of processor, and bytes at the peak, of all its processes and of one."""

    wall: float
    cpu: float
    most: int
    most_of_one: int

    @property
    def busy(self) -> float:
        """Cores that were at it."""
        return self.cpu / self.wall


def measure(corpus: Corpus, folder: Path, rounds: int, peer: Path | None, many: int = MANY) -> Iterator[Row]:
    """Rates first, rounds interleaved; then the memory of two runs.

    Args:
        corpus: The pages; where there are fewer than a file holds, they come again under other addresses.
        folder: Where everything is made.
        rounds: How many.
        peer: The interpreter that has trafilatura; None: it is not measured.
        many: Pages of the large file.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    pages = min(PAGES, len(corpus.slugs))
    warc = write_warc(corpus, folder / "pages.warc.gz", pages)
    one, two, theirs, version = [], [], [], ""
    for _ in range(rounds):
        two.append(_replay(warc, folder, 2, pages))
        one.append(_replay(warc, folder, 1, pages))
        if peer is not None:
            theirs.append(_timed((peer, PEER, warc, "2"), folder / "peer"))
            version = _check_peer(folder / "peer.out", pages)
    warc.unlink()
    yield _speed_up(one, two, pages)
    yield from _against_peer(two, theirs, pages, version)
    yield from _memory(corpus, folder, many)


def write_warc(corpus: Corpus, path: Path, pages: int) -> Path:
    """A WARC file of so many stories, as copydesk archives them; its name is nobody's."""
    with path.open("wb") as file:
        for number in range(pages):
            slug = corpus.slugs[number % len(corpus.slugs)]
            again = number // len(corpus.slugs)
            exchange = Exchange(
                url=address(slug) + (f"-{again}" if again else ""),
                at=MORNING + timedelta(seconds=number),
                asked=(),
                status=200,
                reason="OK",
                said=(("Content-Type", "text/html"),),
                body=corpus.page(slug).read_bytes(),
            )
            file.writelines(write_exchange(exchange))
    return path


def _replay(warc: Path, folder: Path, jobs: int, pages: int) -> Timed:
    filed = folder / "filed"
    shutil.rmtree(filed, ignore_errors=True)
    settings = {"COPYDESK_FILE_TO": str(filed), "COPYDESK_LEDGER_URL": f"sqlite:///{folder / 'no-ledger.sqlite'}"}
    timed = _timed((*OURS, warc, "--jobs", str(jobs)), folder / "replay", settings)
    (manifest,) = (json.loads(path.read_bytes()) for path in filed.glob("manifests/*.json"))
    if manifest["articles"] != pages:
        raise BenchmarkFailed(f"{manifest['articles']} articles filed of {pages} pages; see {folder / 'replay.log'}")
    shutil.rmtree(filed)
    return timed


def _timed(command: Sequence[str | Path], place: Path, settings: dict[str, str] | None = None) -> Timed:
    with place.with_suffix(".out").open("wb") as sink, place.with_suffix(".log").open("wb") as log:
        began = monotonic()
        process = subprocess.Popen(
            list(map(str, command)), stdout=sink, stderr=log, cwd=ROOT, env=clean_environment() | (settings or {})
        )
        with ProcessTree(process.pid) as tree:
            status = process.wait()
        wall = monotonic() - began
    if status:
        raise BenchmarkFailed(f"{command} ended with {status}; see {place.with_suffix('.log')}")
    return Timed(wall, tree.cpu, tree.most, tree.most_of_one)


def _check_peer(answers: Path, pages: int) -> str:
    """The peer's version; it must have answered every page."""
    lines = answers.read_text(encoding="utf-8").splitlines()
    missing = [line for line in lines if json.loads(line).get("found") is False]
    if len(lines) != pages + 1 or missing:
        raise BenchmarkFailed(f"{answers}: {len(lines) - 1} answers for {pages} pages, {len(missing)} without copy")
    version: str = json.loads(lines[0])["version"]
    return version


def _speed_up(one: list[Timed], two: list[Timed], pages: int) -> Row:
    ratios = [alone.wall / both.wall for alone, both in zip(one, two, strict=True)]
    cores = os.cpu_count() or 1
    counts = min(both.busy for both in two) >= 2 * BUSY and min(alone.busy for alone in one) >= BUSY and cores >= 2
    busy = (
        f"cores at work: {median(both.busy for both in two):.2f} of 2, {median(alone.busy for alone in one):.2f} of 1"
    )
    return Row(
        measure="replay: pages a second, two processes",
        ours=median(pages / both.wall for both in two),
        peer="one process",
        theirs=median(pages / alone.wall for alone in one),
        ratio=median(ratios),
        target=FASTER,
        counts=counts,
        note=busy if counts else f"{busy}: other programs had the cores",
        rounds={"two": [each.wall for each in two], "one": [each.wall for each in one], "ratio": ratios},
    )


def _against_peer(ours: list[Timed], theirs: list[Timed], pages: int, version: str) -> Iterator[Row]:
    for what, of in (("on the wall", lambda each: each.wall), ("of processor", lambda each: each.cpu)):
        ratios = [of(their) / of(our) for our, their in zip(ours, theirs, strict=False)]
        yield Row(
            measure=f"replay: pages a second {what}, two processes",
            ours=median(pages / of(our) for our in ours),
            peer=f"trafilatura {version}".strip(),
            theirs=median(pages / of(their) for their in theirs) if theirs else None,
            ratio=median(ratios) if ratios else None,
            target=THAN_PEER if what == "on the wall" else None,
            note="the same file, the same reader" if theirs else "the peer was not measured (--no-peers)",
            rounds={"copydesk": [of(our) for our in ours], "trafilatura": [of(their) for their in theirs]},
        )


def _memory(corpus: Corpus, folder: Path, many: int) -> Iterator[Row]:
    timed = []
    for pages in (min(FEW, many), many):
        warc = write_warc(corpus, folder / f"{pages}.warc.gz", pages)
        timed.append(_replay(warc, folder, 2, pages))
        warc.unlink()
    few, lots = timed
    for what, small, large in (
        ("of all processes together", few.most, lots.most),
        ("of the largest process", few.most_of_one, lots.most_of_one),
    ):
        yield Row(
            measure=f"replay: MB at the peak {what}, {many:,} pages",
            ours=large / 1e6,
            peer=f"the same, {min(FEW, many):,} pages",
            theirs=small / 1e6,
            ratio=small / large,
            target=FLAT,
            note=f"growth {100 * (large / small - 1):.1f} %; target: at most 10 %",
        )
