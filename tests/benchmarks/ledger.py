"""The ledger alone, grown from 10^4 rows by tens: what discovering, claiming and marking cost a story at each size."""

import random
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import rmtree
from statistics import median
from time import perf_counter, process_time

from pipelines.storage.ledger import Found, Ledger, Looked, StoredStory, Work
from tests.benchmarks.report import Row

SMALLEST = 10_000
# Wall-clock milliseconds a story, at any size.
WANTED = 1.0
NOON = datetime(2026, 8, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
RUN = "20260801T120000Z-0a1b2c3d"
# A claim is what a spider keeps ahead of itself, a batch what a tick of a busy run marks, a listing what a page links.
CLAIM, BATCH, LISTING = 32, 100, 50
STORIES = 1600
"""Stories of each round: fifty claims."""

# Rows as a ledger has them that has run for long: of a hundred stories one failed and waits, the rest is stored; two of
# those are to be looked at again now and three later. An id is no neighbour of the one before, as a story key is none.
GROW = """
INSERT INTO stories (
    id, url, state, discovered_at, aggregator, publisher, published, looks, next_look,
    content_hash, revision, run, part, stored_at, looked_at, etag, last_modified, page_hash, printed_hash, rules,
    fingerprint
)
WITH RECURSIVE numbers (n) AS (SELECT :had UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < :size),
told AS (
    SELECT n, printf('%064x', n) AS digest, n % 100 AS kind, n % 100 > 0 AS is_stored,
        strftime('%Y-%m-%d %H:%M:%S.000000', :noon, (-1 - n % 500000) || ' minutes') AS at,
        strftime('%Y-%m-%d %H:%M:%S.000000', :noon, '+2 days') AS later
    FROM numbers
)
SELECT
    'inkl/' || lower(hex(randomblob(8))) || '-' || n, 'https://news.example/some-fifty-letters-of-a-slug/' || n,
    iif(is_stored, 'stored', 'failed'), at, 'inkl', 'Echo', at,
    is_stored, CASE WHEN kind IN (1, 2) THEN at WHEN kind < 6 THEN later END,
    iif(is_stored, digest, NULL), iif(is_stored, 1, NULL), iif(is_stored, :run, NULL),
    iif(is_stored, 'articles/inkl/2026/07/31/20260731T090000Z-0a1b2c3d-' || n / 500 || '.jsonl.gz', NULL),
    iif(is_stored, at, NULL), iif(is_stored, at, NULL), iif(is_stored, '"' || n || '"', NULL),
    iif(is_stored, 'Sat, 01 Aug 2026 09:00:00 GMT', NULL), iif(is_stored, digest, NULL), iif(is_stored, digest, NULL),
    iif(is_stored, substr(digest, 1, 16), NULL), iif(is_stored, randomblob(48), NULL)
FROM told
"""
# Stories from anywhere in the ledger, overdue for longer than any other: half of a round's claims.
OVERDUE = "UPDATE stories SET next_look = '2001-01-01 00:00:00.000000' WHERE rowid = ? AND state = 'stored'"

Took = tuple[float, float]
"""Milliseconds a story by the clock on the wall, and by the processor's."""


def measure(folder: Path, rounds: int, rows: int) -> Iterator[Row]:
    """Discover, claim and mark at 10^4, 10^5, … stories, up to ``rows``."""
    rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    file = folder / "ledger.sqlite"
    Ledger(f"sqlite:///{file}").close()
    had, size = 0, SMALLEST
    while size <= rows:
        grow(file, had, size)
        took = [_round(file, size, number) for number in range(rounds)]
        for name in took[0]:
            yield _row(name, size, [one[name] for one in took])
        had, size = size, size * 10
    rmtree(folder)


def grow(file: Path, had: int, size: int) -> None:
    """Fill a ledger up, past the ledger's own methods: these would take an hour for 10^7."""
    connection = sqlite3.connect(file, isolation_level=None)
    # Nothing of it has to be safe, and the whole index in memory saves most of the time.
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-2000000"):
        connection.execute(f"PRAGMA {pragma}")
    noon = NOON.strftime("%Y-%m-%d %H:%M")
    connection.execute(GROW, {"had": had, "size": size, "noon": noon, "run": RUN})
    connection.execute("PRAGMA journal_mode=WAL")
    connection.close()


def _make_due(file: Path, size: int, number: int) -> None:
    chance = random.Random(number)
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("BEGIN")
    connection.executemany(OVERDUE, [(chance.randint(1, size),) for _ in range(STORIES)])
    connection.execute("COMMIT")
    connection.close()


def _round(file: Path, size: int, number: int) -> dict[str, Took]:
    """What each thing that a run does takes."""
    _make_due(file, size, number)
    ledger = Ledger(f"sqlite:///{file}")
    now = NOON + number * HOUR
    listed = [_found(f"inkl/{size}-{number}-{story}", now) for story in range(STORIES // 2)]
    works: list[Work] = []

    def claim() -> None:
        while len(works) < STORIES:
            works.extend(ledger.claim("inkl", run=RUN, now=now, limit=CLAIM, lease=HOUR / 60))

    took = {
        "discover": _timed(lambda: _each(listed, LISTING, ledger.discover), len(listed)),
        "discover again": _timed(lambda: _each(listed, LISTING, ledger.discover), len(listed)),
        "claim": _timed(claim, STORIES),
    }
    stored = [_stored(work, now) for work in works[::2]]
    looked = [
        Looked(id=work.id, at=now, outcome="unchanged", next_look=now + 24 * HOUR, etag='"e"') for work in works[1::2]
    ]
    took["mark stored"] = _timed(lambda: _each(stored, BATCH, ledger.mark_stored), len(stored))
    took["mark looked"] = _timed(lambda: _each(looked, BATCH, ledger.mark_looked), len(looked))
    ledger.close()
    return took


def _each(things: list, at_once: int, do: Callable[[list], object]) -> None:  # type: ignore[type-arg]
    for start in range(0, len(things), at_once):
        do(things[start : start + at_once])


def _timed(job: Callable[[], object], stories: int) -> Took:
    wall, cpu = perf_counter(), process_time()
    job()
    return 1000 * (perf_counter() - wall) / stories, 1000 * (process_time() - cpu) / stories


def _found(id: str, at: datetime) -> Found:
    return Found(
        id=id, url=f"https://news.example/{id}", at=at, on="https://news.example/latest", headline="Ferry late"
    )


def _stored(work: Work, at: datetime) -> StoredStory:
    return StoredStory(
        id=work.id,
        url=work.url,
        content_hash="0" * 64,
        revision=(work.revision or 0) + 1,
        run=RUN,
        part="articles/x",
        stored_at=at,
        etag='"e"',
        page_hash="1" * 64,
        printed_hash="2" * 64,
        fingerprint=b"3" * 48,
        rules="4" * 16,
        publisher="Echo",
        next_look=at + 24 * HOUR,
    )


def _row(name: str, size: int, took: list[Took]) -> Row:
    walls, cpus = [wall for wall, _ in took], [cpu for _, cpu in took]
    return Row(
        measure=f"ledger of {size:,} stories: {name}, ms a story",
        ours=median(walls),
        ratio=WANTED / median(walls),
        target=1.0,
        note=f"{median(cpus):.3f} ms of processor",
        rounds={"wall": walls, "processor": cpus},
    )
