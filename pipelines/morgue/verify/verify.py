"""The whole of verifying: tombstones, then run by run what each manifest names, then what nothing names."""

from collections.abc import Iterator
from datetime import datetime

from pipelines.errors import DamagedObject
from pipelines.morgue.runs import Runs
from pipelines.morgue.verify.archives import Links, check_archives
from pipelines.morgue.verify.fault import Fault, Tally
from pipelines.morgue.verify.indexes import check_folded, check_index
from pipelines.morgue.verify.leftovers import check_leftovers
from pipelines.morgue.verify.parts import RunRead, check_articles, check_quarantine
from pipelines.morgue.verify.tombstones import check_tombstones
from pipelines.storage.keys import manifest_key
from pipelines.storage.manifest import Manifest
from pipelines.storage.target import Target


def verify(target: Target, now: datetime, tally: Tally, *, since: datetime | None = None) -> Iterator[Fault]:
    """Whatever is not as it should be, as it is found.

    Args:
        target: What to verify; it is only read.
        now: The moment, by which a run without a manifest is over or not.
        tally: Counted up.
        since: Only runs that began since then; None: all.

    Raises:
        DeliveryTrouble: The target can't be read.
    """
    runs, links = Runs(target), Links(target)
    first = f"{since:%Y%m%dT%H%M%SZ}" if since else ""
    purged: set[str] = set()
    damaged: set[str] = set()
    yield from check_tombstones(target, purged, tally)
    for run in runs.ids(after=first):
        tally.manifests += 1
        try:
            manifest = runs.manifest(run)
        except DamagedObject as fault:
            damaged.add(run)
            yield Fault(manifest_key(run), str(fault))
            continue
        if manifest is not None:
            yield from _check_run(target, run, manifest, purged, tally, links)
    yield from check_folded(target, now)
    yield from check_leftovers(target, runs, damaged, first, now)


def _check_run(
    target: Target, run: str, manifest: Manifest, purged: set[str], tally: Tally, links: Links
) -> Iterator[Fault]:
    if manifest.run != run:
        yield Fault(manifest_key(run), f"is the manifest of run {manifest.run}")
    read = RunRead()
    yield from check_articles(target, manifest, purged, tally, read)
    yield from check_quarantine(target, manifest, purged, tally)
    yield from check_archives(target, manifest, tally)
    yield from links.check(read.links)
    yield from check_index(target, run, read.places)
