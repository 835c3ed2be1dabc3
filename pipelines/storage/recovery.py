"""Recovery: what a new run does with what an earlier one left in the spool.

First the spool is put in order with no one else's help: torn lines and records are cut, the ledger is brought up to
what the spool holds. Then the parts go out, and each run that has nothing left waiting gets its manifest, "ended":
"recovered".
"""

import logging
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from pipelines.items import Article
from pipelines.storage.books import close_run
from pipelines.storage.delivery import Delivery
from pipelines.storage.disk import OURS_ALONE, TEMPORARY, forget, make_folder
from pipelines.storage.keys import ARTICLES, run_of, spooled_key
from pipelines.storage.ledger import Facts, Ledger, StoredStory
from pipelines.storage.mending import ArchivedPages, drop_unarchived, is_article, is_json, mend, mend_warc
from pipelines.storage.parts import WARC, key_of_line, read_lines, sealed_name, unpack
from pipelines.storage.spool import Spool
from pipelines.storage.stored_story import stored_story
from pipelines.storage.uploader import Unsent, send

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """What was done about what earlier runs left."""

    damaged: int
    """Files that held something unreadable; they are kept in ``spool.damaged``."""
    recovered: list[str]
    """The runs that are now complete, oldest first."""
    unsent: list[Unsent]


def take_up(delivery: Delivery, ledger: Ledger, *, learns: bool, at_once: int, now: datetime) -> Former:
    """All that a new run does about what earlier ones left, the spool being its own.

    Raises:
        StorageTrouble: The spool or the ledger can't be used.
        DeliveryTrouble: The target can't be reached, or (BucketRefused) will take nothing.
    """
    spool = delivery.spool
    damaged = put_in_order(spool, ledger, now, learns=learns)
    for run in unfinished_runs(spool):  # the spool is ours alone, so whoever had it is over
        ledger.release_run(run)
    delivery.target.check()
    recovered, unsent = deliver_former(delivery, ledger, at_once=at_once, now=now)
    return Former(damaged=damaged, recovered=recovered, unsent=unsent)


def put_in_order(spool: Spool, ledger: Ledger, now: datetime, *, learns: bool) -> int:
    """Make sound what an earlier run left, and mark it stored; count its stories' lines where this run ``learns``.

    Returns:
        How many files held something unreadable that was not the torn end of a file: a kill does not do that, a
        failing disk does. They are kept in ``spool.damaged``.
    """
    with spool.writing(spool.folder):
        for folder in (spool.open, spool.sealed, spool.runs):
            for leftover in folder.glob(f"*{TEMPORARY}"):
                forget(leftover)
        for part in spool.open.glob("*.jsonl"):
            if (spool.sealed / sealed_name(part.name)).exists():
                forget(part)  # it was sealed whole; the run died before it could forget the lines
        damaged = sum(not mend(path, spool.damaged, is_json) for path in spool.runs.glob("*.jsonl"))
        damaged += sum(not mend(path, spool.damaged, is_article) for path in spool.open.glob("*.jsonl"))
        damaged += sum(not mend_warc(path, spool.damaged) for path in spool.open.glob(f"*{WARC}"))
        pages = ArchivedPages(spool)
        for path in spool.open.glob(f"{ARTICLES},*.jsonl"):
            drop_unarchived(path, pages)
        for path in waiting_parts(spool, ARTICLES):
            lines = _lines_of(path, spool)
            if lines is None:
                damaged += 1
            else:
                ledger.mark_stored(list(_stories(path, lines, now, learns=learns)), recovered=True)
    return damaged


def deliver_former(
    delivery: Delivery, ledger: Ledger, *, at_once: int, now: datetime
) -> tuple[list[str], list[Unsent]]:
    """Deliver what earlier runs left, and close the books of those that have nothing left waiting.

    Returns:
        The runs that are now complete, oldest first, and the files that still could not be delivered.
    """
    spool = delivery.spool
    unsent = list(send(delivery.deliver, waiting_parts(spool), at_once))
    waiting = {run_of(path.name) for path in waiting_parts(spool)}
    complete: list[str] = []
    for run in unfinished_runs(spool):
        if run in waiting:
            continue
        if left := close_run(delivery, run, ended="recovered", now=now, at_once=at_once):
            unsent.extend(left)
            continue
        articles = delivery.totals[run].articles if run in delivery.totals else 0
        ledger.end_run(run, at=now, outcome="recovered", counts={"articles_recovered": articles})
        log.info("Recovered run %s: %d articles were still to be delivered", run, articles)
        complete.append(run)
    return complete, unsent


def waiting_parts(spool: Spool, kind: str = "*") -> list[Path]:
    """The parts in the spool, the oldest run's first; ``kind``: those of one stream alone."""
    open_parts, sealed = spool.open.glob(f"{kind},*"), spool.sealed.glob(f"{kind},aggregator=*")
    parts = [path for path in (*open_parts, *sealed) if path.suffix != TEMPORARY]
    return sorted(parts, key=lambda path: (run_of(path.name) or "", path.name))


def still_here(spool: Spool, tried: Sequence[Unsent]) -> tuple[Unsent, ...]:
    """All that waits in the spool, with the reasons that delivery gave; a part may have been sealed since."""
    reasons = {left.key: left.reason for left in tried}
    sealed = [path for path in spool.sealed.iterdir() if path.suffix != TEMPORARY]
    files = sorted({*waiting_parts(spool), *sealed}, key=lambda path: (run_of(path.name) or "", path.name))
    keys = [spooled_key(sealed_name(path.name)) for path in files]
    return tuple(
        Unsent(path=path, key=key, reason=reasons.get(key, "the run stopped before it could be sent"))
        for path, key in zip(files, keys, strict=True)
    )


def unfinished_runs(spool: Spool) -> list[str]:
    """The runs that left a journal, a part or a manifest in the spool, oldest first."""
    files = (*spool.runs.iterdir(), *spool.open.iterdir(), *spool.sealed.iterdir())
    return sorted({run for file in files if (run := run_of(file.name))})


def _lines_of(path: Path, spool: Spool) -> bytes | None:
    """The lines of a waiting part; None where a sealed one is damaged, and set aside."""
    data = path.read_bytes()
    if path.parent == spool.open:
        return data
    try:
        lines = unpack(data, path.name)
        read_lines(lines)
    except (OSError, EOFError, zlib.error, msgspec.DecodeError) as error:
        make_folder(spool.damaged, OURS_ALONE)
        path.rename(spool.damaged / path.name)
        log.error("%s is damaged (%s) and is kept in %s", path, error, spool.damaged)
        return None
    return lines


def _stories(path: Path, lines: bytes, now: datetime, *, learns: bool) -> Iterator[StoredStory]:
    """What the parts' lines are to the ledger; each is due at once, for what was planned for it is lost."""
    name = path.name.removesuffix(".gz")
    run = run_of(name) or ""
    for number, (line, raw) in enumerate(zip(read_lines(lines), lines.splitlines(), strict=True), start=1):
        part = key_of_line(name, number)
        if article := _article(raw):
            yield stored_story(article, run=run, part=part, at=now, facts=Facts(next_look=now), learns=learns)
        else:
            yield StoredStory(
                id=line.id,
                url=line.url,
                content_hash=line.content_hash,
                revision=line.revision,
                run=run,
                part=part,
                stored_at=now,
                rules=line.made_by.rules,
                next_look=now,
            )


def _article(line: bytes) -> Article | None:
    """A spooled article; None for one of another release, which says it otherwise."""
    try:
        return msgspec.json.decode(line, type=Article)
    except msgspec.ValidationError:
        return None
