"""Objects that nothing names: what a killed run has left, and what is none of ours."""

from collections.abc import Iterator, Set
from datetime import datetime, timedelta
from functools import lru_cache

from pipelines.morgue.runs import Runs
from pipelines.morgue.verify.fault import Fault
from pipelines.storage.about import NOTE_KEY
from pipelines.storage.keys import (
    ARCHIVE,
    ARTICLES,
    QUARANTINE,
    RESOLVED,
    cdxj_key,
    is_run_id,
    kind_of,
    run_moment,
    run_of,
)
from pipelines.storage.manifest import Manifest
from pipelines.storage.target import Target

# A run that began so long ago, and has no manifest, is not going on.
LONGEST_RUN = timedelta(days=1)
OF_PARTS = (ARTICLES, QUARANTINE, ARCHIVE)
OF_OTHERS = ("manifests", "withdrawn", "replays", kind_of(RESOLVED))
OF_FOLDS = ("index/folded/", "index/generations/")  # whose ids look like a run's
KEPT = 512  # runs


def check_leftovers(target: Target, runs: Runs, damaged: Set[str], since: str, now: datetime) -> Iterator[Fault]:
    """Every object that no manifest names, and that is no day old.

    Args:
        target: Where to look.
        runs: The runs that have a manifest.
        damaged: Those whose manifest can't be read: what they name nobody knows.
        since: A run's id or the beginning of one: what older runs left is passed over.
        now: The moment.
    """
    named = lru_cache(KEPT)(lambda run: _names(runs.manifest(run)))
    for held in target.list(""):
        kind, run = kind_of(held.key), run_of(held.key)
        if held.key == NOTE_KEY or kind in OF_OTHERS or held.key.startswith(OF_FOLDS):
            continue
        if run is None or not is_run_id(run) or kind not in (*OF_PARTS, "index"):
            yield Fault(held.key, "is no object of copydesk's")
        elif run < since or run in damaged or now - run_moment(run) <= LONGEST_RUN:
            continue
        elif runs.manifest(run) is None or (kind in OF_PARTS and held.key not in named(run)):
            yield Fault(held.key, _why(run, runs))


def _names(manifest: Manifest | None) -> Set[str]:
    """What a manifest names."""
    if manifest is None:
        return frozenset()
    archives = [part.key for part in manifest.archives]
    parts = (*manifest.parts, *manifest.quarantine)
    return frozenset([*(part.key for part in parts), *archives, *map(cdxj_key, archives)])


def _why(run: str, runs: Runs) -> str:
    if runs.manifest(run) is not None:
        return "is left over: the manifest of its run does not name it"
    return (
        f"is left over: run {run} has no manifest a day after it began. If its spool is still there, a run on that "
        "completes it, and so does `scrapy spool send`"
    )
