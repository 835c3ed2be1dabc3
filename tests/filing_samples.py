"""Articles, plans and a reader for the tests of filing."""

import gzip
import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from pipelines.items import Article, Block, MadeBy, Source
from pipelines.storage.filing import Filing, FilingPlan, FilingReport
from pipelines.storage.keys import new_run_id
from pipelines.storage.manifest import read_manifest
from tests.buckets import Bucket

MORNING = datetime(2026, 8, 1, 9, 0, tzinfo=UTC)


def make_article(
    number: int, *, aggregator: str = "inkl", text: str = "The ferry was late again.", **changes
) -> Article:
    facts = {
        "id": f"{aggregator}/story-{number}",
        "aggregator": aggregator,
        "url": f"https://news.example/{aggregator}/story-{number}",
        "source": Source(
            sha256=sha256(str(number).encode()).hexdigest(), fetched_at=MORNING + timedelta(hours=number % 3)
        ),
        "made_by": MadeBy(version="0.1.0", layout="inkl/html", rules="0a1b2c"),
        "body": (Block(kind="paragraph", text=text),),
        "content_hash": f"hash-{number}",
    }
    return Article(**(facts | changes))


def make_plan(home: Path, **changes) -> FilingPlan:
    facts = {
        "file_to": str(home / "filed"),
        "spool": home / "spool",
        "ledger_url": f"sqlite:///{home / 'ledger.sqlite'}",
        "run_id": new_run_id(MORNING),
        "part_articles": 4,
    }
    return FilingPlan(**(facts | changes))


def bucket_plan(home: Path, bucket: Bucket, **changes) -> FilingPlan:
    """A plan that files to a bucket of the tests' store."""
    return make_plan(home, file_to=f"s3://{bucket.name}", s3_endpoint=bucket.store.endpoint, **changes)


def file_all(plan: FilingPlan, articles: Iterable[Article], **close) -> FilingReport:
    filing = Filing(plan)
    filing.open()
    for article in articles:
        filing.file(article)
    filing.tick()
    return filing.close(**close)


def folder_reader(root: Path) -> tuple[list[str], Callable[[str], bytes]]:
    """The keys of a folder target, and how to read one."""
    keys = sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())
    return keys, lambda key: (root / key).read_bytes()


def read_articles(keys: Iterable[str], get: Callable[[str], bytes]) -> list[dict]:
    """All filed articles, in order of key and line."""
    articles: list[dict] = []
    for key in sorted(keys):
        if "articles/" in key:
            data = get(key)
            lines = gzip.decompress(data) if key.endswith(".gz") else data
            articles += map(json.loads, lines.splitlines())
    return articles


def check_books(keys: Iterable[str], get: Callable[[str], bytes]) -> None:
    """The manifests name exactly the objects that are there, each with its count, size and digest."""
    named = {}
    for key in keys:
        if key.startswith("manifests/"):
            named |= {part.key: part for part in read_manifest(get(key)).parts}
    assert sorted(named) == sorted(key for key in keys if key.startswith("articles/"))
    for key, part in named.items():
        data = get(key)
        assert (part.sha256, part.bytes) == (sha256(data).hexdigest(), len(data))
        assert part.count == len(read_articles([key], get))


def left_in(spool: Path) -> list[str]:
    """The files that still wait in a spool."""
    return sorted(path.name for path in spool.rglob("*") if path.is_file() and path.name not in ("lock", "holder.json"))


def ids(keys, get) -> list[str]:
    return sorted(article["id"] for article in read_articles(keys, get))


def stories(*numbers: int) -> list[str]:
    return sorted(f"inkl/story-{number}" for number in numbers)
