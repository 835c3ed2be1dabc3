"""A bucket of many articles, laid out as runs lay it out, and what finding one of them asks of the store.

    python -m tests.morgue_bucket                       # 1,000,000 articles of 1,000 runs, in a folder
    python -m tests.morgue_bucket --s3 --articles 20000 --runs 200

Writing goes past spool and ledger, whose ways others test; keys, parts, manifests and indexes are those of filing.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic

import msgspec

from crawler.demo.object_store import ObjectStore
from pipelines.items import Article, Block, MadeBy, Source
from pipelines.morgue.fold import fold
from pipelines.morgue.reading import Morgue
from pipelines.storage.folder import FolderTarget
from pipelines.storage.index import places_of, write_index
from pipelines.storage.journal import RunStart
from pipelines.storage.keys import part_stem, spool_name
from pipelines.storage.manifest import write_manifest
from pipelines.storage.parts import objects_of, pack
from pipelines.storage.s3 import S3Target
from pipelines.storage.target import Target
from pipelines.storage.withdrawn import Tombstone, tombstone, write_tombstone
from tests.buckets import make_bucket
from tests.morgue_samples import Counted

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
PART = 500
# One article in twenty comes back changed in a later run.
REVISED = 20
# Small runs that end after the fold: each may have to be asked too.
SINCE = 5

encode = msgspec.json.Encoder().encode


def article(number: int, moment: datetime, revision: int = 1) -> Article:
    """A small article, whole by the schema."""
    return Article(
        id=f"inkl/story-{number}",
        revision=revision,
        supersedes=f"{number:016x}" if revision > 1 else None,
        url=f"https://news.example/story-{number}",
        aggregator="inkl",
        headline=f"Ferry {number} late again",
        body=(Block(kind="paragraph", text=f"The ferry was late for the {number}th time."),),
        word_count=8,
        content_hash=f"{number:012x}{revision:04x}",
        source=Source(sha256=f"{number:064x}", fetched_at=moment),
        made_by=MadeBy(version="0.1.0", layout="inkl/html", rules="0a1b2c"),
    )


def run_id(number: int) -> str:
    return f"{BEGIN + number * HOUR:%Y%m%dT%H%M%SZ}-{number:08x}"


def stories_of(run: int, each: int) -> Iterator[tuple[int, int]]:
    """The stories that a run files, as number and revision: its own, and every twentieth of the run before."""
    if run:
        yield from ((number, 2) for number in range((run - 1) * each, run * each, REVISED))
    yield from ((number, 1) for number in range(run * each, (run + 1) * each))


def file_run(target: Target, run: int, each: int) -> int:
    """File one run past the spool; how many articles."""
    moment, id = BEGIN + run * HOUR, run_id(run)
    stories = list(stories_of(run, each))
    delivered = []
    for part, first in enumerate(range(0, len(stories), PART), start=1):
        name = spool_name(part_stem("inkl", moment.date(), id, part)) + ".jsonl.gz"
        lines = b"".join(
            encode(article(number, moment, revision)) + b"\n" for number, revision in stories[first : first + PART]
        )
        for entry, data in objects_of(name, pack(lines, name), lines):
            target.put(entry.key, data)
            delivered.append(entry)
    for key, data in write_index(id, places_of(delivered)):
        target.put(key, data)
    start = RunStart(run=id, started=moment, version="0.1.0")
    target.put(f"manifests/{id}.json", write_manifest(start, delivered, ended="finished", ended_at=moment + HOUR))
    return len(stories)


def fill(target: Target, articles: int, runs: int) -> int:
    """File so many stories in so many runs; how many articles that is with their revisions."""
    return sum(file_run(target, run, articles // runs) for run in range(runs))


def look_up(target: Target, now: datetime, id: str, revision: int | None = None) -> tuple[Counted, str]:
    """What one ``articles get`` asks of the target, and what it comes to."""
    counted = Counted(target)
    if stone := tombstone(counted, id):  # type: ignore[arg-type]
        return counted, f"withdrawn: {stone.reason}"
    copy = Morgue(counted, now).find(id, revision)  # type: ignore[arg-type]
    return counted, f"revision {copy.card.revision}" if copy else "none"


def questions(target: Target, articles: int, runs: int) -> Iterator[tuple[str, str, int | None]]:
    """What is looked up: a label, the id and the revision."""
    middle = articles // runs * (runs // 2)
    target.put(*write_tombstone(Tombstone(id="inkl/story-7", reason="a court's order", at=BEGIN)))
    yield "the latest of one revision", f"inkl/story-{middle + 1}", None
    yield "the latest of two", f"inkl/story-{middle}", None
    yield "an old revision", f"inkl/story-{middle}", 1
    yield "no such article", "inkl/no-such-story", None
    yield "a withdrawn article", "inkl/story-7", None


def measure(target: Target, articles: int, runs: int) -> int:
    """Fill, fold and look up; prints a table. The most objects that a look-up opened."""
    began = monotonic()
    filed = fill(target, articles, runs)
    print(f"filed {filed:,} articles ({articles:,} stories) in {runs:,} runs: {monotonic() - began:.0f} s")
    now = BEGIN + runs * HOUR
    began = monotonic()
    folded = fold(target, now)
    assert folded
    print(f"folded {folded.generation.entries:,} entries into {16**folded.generation.digits:,} shards: ", end="")
    print(f"{monotonic() - began:.0f} s")
    print(f"\n{'looked up':<28} {'found':<28} {'objects':>7} {'requests':>8}   of which")
    most = max(row(target, now, *question) for question in questions(target, articles, runs))
    for run in range(runs, runs + SINCE):
        file_run(target, run, 40)
    row(target, now, f"the same, {SINCE} runs since", f"inkl/story-{articles // runs * (runs // 2) + 1}", None)
    return most


def row(target: Target, now: datetime, label: str, id: str, revision: int | None) -> int:
    """Print what one look-up asks; how many objects it opened."""
    counted, came_to = look_up(target, now, id, revision)
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(counted.by_kind().items()))
    print(f"{label:<28} {came_to:<28} {len(counted.objects()):>7} {len(counted.requests):>8}   {kinds}", flush=True)
    return len(counted.objects())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=1_000)
    parser.add_argument("--s3", action="store_true", help="a real S3 on loopback in place of a folder")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        if args.s3:
            with ObjectStore(Path(home)) as store:
                bucket = make_bucket(store)
                most = measure(S3Target(bucket.client, bucket=bucket.name), args.articles, args.runs)
        else:
            most = measure(FolderTarget(Path(home)), args.articles, args.runs)
    sys.exit(most > 3)


if __name__ == "__main__":
    main()
