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

# Of a hundred stories that a ledger holds, so many are in each state; the rest is stored and done with.
NEW, FAILED, DUE, NOT_YET = 2, 1, 2, 3
COLUMNS = (
    "id url state content_hash revision run part stored_at discovered_at aggregator publisher published etag "
    "last_modified page_hash printed_hash fingerprint rules looks looked_at next_look"
).split()

Took = tuple[float, float]
"""Milliseconds a story by the clock on the wall, and by the processor's."""


def measure(folder: Path, rounds: int, rows: int) -> Iterator[Row]:
    """Discover, claim and mark at 10^4, 10^5, … stories, up to ``rows``."""
    rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    file = folder / "ledger.sqlite"
    Ledger(f"sqlite:///{file}").close()
    size, chance = SMALLEST, random.Random(20260801)
    had = 0
    while size <= rows:
        grow(file, had, size, chance)
        took = [_round(file, size, number) for number in range(rounds)]
        for name in took[0]:
            yield _row(name, size, [one[name] for one in took])
        had, size = size, size * 10
    rmtree(folder)


def grow(file: Path, had: int, size: int, chance: random.Random) -> None:
    """Fill a ledger up, past the ledger's own methods: these would take an hour for 10^7."""
    names, marks = ", ".join(COLUMNS), ", ".join("?" * len(COLUMNS))
    connection = sqlite3.connect(file, isolation_level=None)
    # Nothing of it has to be safe, and the whole index in memory saves most of the time.
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-2000000"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("BEGIN")
    stories = (_story(number, chance) for number in range(had, size))
    connection.executemany(f"INSERT INTO stories ({names}) VALUES ({marks})", stories)
    connection.execute("COMMIT")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.close()


def _story(number: int, chance: random.Random) -> tuple[object, ...]:
    """One row; its id is no neighbour of the one before, as a story key is none."""
    id = f"inkl/{chance.getrandbits(64):016x}-{number}"
    at = _moment(NOON - timedelta(minutes=1 + number % 500_000))
    kind = number % 100
    if kind < NEW:
        known = {"id": id, "url": f"https://news.example/{id}", "state": "discovered", "discovered_at": at}
        known |= {"aggregator": "inkl", "looks": 0}
        return tuple(known.get(name) for name in COLUMNS)
    state, look = "stored", None
    if kind < NEW + FAILED:
        state, look = "failed", at
    elif kind < NEW + FAILED + DUE:
        look = at
    elif kind < NEW + FAILED + DUE + NOT_YET:
        look = _moment(NOON + timedelta(minutes=1 + number % 4000))
    digest = f"{number:064x}"
    facts = (digest, 1, RUN, f"articles/inkl/2026/07/{RUN}-{number // 500}.jsonl.gz", at, at, "inkl", "Echo", at)
    seen = (f'"{number:x}"', "Sat, 01 Aug 2026 09:00:00 GMT", digest, digest, digest[:48].encode(), digest[:16], 1, at)
    return (id, f"https://news.example/{id}", state, *facts, *seen, look)


def _moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M:%S.%f")


def _round(file: Path, size: int, number: int) -> dict[str, Took]:
    """What each thing that a run does takes."""
    ledger = Ledger(f"sqlite:///{file}")
    now = NOON + number * HOUR
    listed = [_found(f"inkl/{size}-{number}-{story}", now) for story in range(STORIES)]
    works: list[Work] = []

    def claim() -> None:
        while len(works) < STORIES:
            works.extend(ledger.claim("inkl", run=RUN, now=now, limit=CLAIM, lease=HOUR / 60))

    took = {
        "discover": _timed(lambda: _each(listed, LISTING, ledger.discover)),
        "discover again": _timed(lambda: _each(listed, LISTING, ledger.discover)),
        "claim": _timed(claim),
    }
    half = len(works) // 2
    stored = [_stored(work, now) for work in works[:half]]
    looked = [
        Looked(id=work.id, at=now, outcome="unchanged", next_look=now + 24 * HOUR, etag='"e"') for work in works[half:]
    ]
    took["mark stored"] = _timed(lambda: _each(stored, BATCH, ledger.mark_stored), len(stored))
    took["mark looked"] = _timed(lambda: _each(looked, BATCH, ledger.mark_looked), len(looked))
    ledger.close()
    return took


def _each(things: list, at_once: int, do: Callable[[list], object]) -> None:  # type: ignore[type-arg]
    for start in range(0, len(things), at_once):
        do(things[start : start + at_once])


def _timed(job: Callable[[], object], stories: int = STORIES) -> Took:
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
