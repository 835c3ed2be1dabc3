"""The books of a run: its index and its manifest, sealed in the spool and then delivered, the manifest last."""

from datetime import datetime
from pathlib import Path

from pipelines.storage.delivery import Delivery
from pipelines.storage.disk import write_whole
from pipelines.storage.index import places_of, write_index
from pipelines.storage.journal import RunStart
from pipelines.storage.keys import ARTICLES, index_key, kind_of, manifest_key, spool_name
from pipelines.storage.manifest import write_manifest
from pipelines.storage.uploader import Unsent, send


def close_run(delivery: Delivery, run: str, *, ended: str, now: datetime, at_once: int) -> tuple[Unsent, ...]:
    """Write a run's index and manifest, all its parts being delivered.

    Books that a killed run had sealed stay as they are, since they may have been sent.

    Returns:
        What could not be delivered; where that is anything of the index, the manifest was not tried.
    """
    spool = delivery.spool
    manifest = spool.sealed / spool_name(manifest_key(run))
    with spool.writing(spool.sealed):
        if not manifest.exists():
            _seal_books(delivery, run, manifest, ended=ended, now=now)
        index = sorted(spool.sealed.glob(spool_name(index_key("*", run))))
    return send(delivery.deliver, index, at_once) or send(delivery.deliver, [manifest], 1)


def _seal_books(delivery: Delivery, run: str, manifest: Path, *, ended: str, now: datetime) -> None:
    start, delivered = delivery.journal(run).read()
    articles = [entry for entry in delivered if kind_of(entry.key) == ARTICLES]
    for key, data in write_index(run, places_of(articles)):
        write_whole(manifest.with_name(spool_name(key)), data)
    # Last: once the manifest is there, nothing of the books is written again.
    write_whole(manifest, write_manifest(start or RunStart.of(run), delivered, ended=ended, ended_at=now))
