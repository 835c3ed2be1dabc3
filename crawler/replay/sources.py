"""Which WARC files a SOURCE names: a filed root, a folder, a bucket's prefix, or one file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from crawler.replay.selection import Selection
from pipelines.errors import WrongSettings
from pipelines.storage.folder import FolderTarget
from pipelines.storage.keys import run_of, safe_segment
from pipelines.storage.plan import FilingPlan
from pipelines.storage.target import Target, open_target

ENDINGS = tuple(f".{kind}{packed}" for kind in ("warc", "wet") for packed in ("", ".gz", ".zst", ".lz4"))
# An archive's file as we name it, and what stands before it: the root that it was filed under.
OURS = re.compile(r"(?:(?P<root>.*)/)?(?P<key>archive/aggregator=(?P<segment>[^/]+)/date=(?P<day>[\d-]+)/[^/]+)")


@dataclass(frozen=True)
class Warc:
    """One WARC file.

    Attributes:
        target: Where it lies.
        key: Its key there.
        size: Bytes.
        root: The address of the root that it was filed under, for a file of ours; None for anybody else's.
        own_key: Its key under that root; None for anybody else's.
        segment: The aggregator's segment of that key.
    """

    target: Target
    key: str
    size: int
    root: str | None = None
    own_key: str | None = None
    segment: str | None = None

    @property
    def where(self) -> str:
        """Its full address."""
        return self.target.where(self.key)

    @property
    def name(self) -> str:
        """The last segment of its key."""
        return self.key.rpartition("/")[2]

    @property
    def run(self) -> str | None:
        """The run that archived it, by its name; None for anybody else's file."""
        return run_of(self.name)

    @property
    def path(self) -> Path | None:
        """Its path, where it is a local file."""
        return self.target.root / self.key if isinstance(self.target, FolderTarget) else None


def find_warcs(sources: list[str], plan: FilingPlan, selection: Selection) -> Iterator[Warc]:
    """The WARC files that the sources name, each once, in the sources' order and by key within one.

    Args:
        sources: As the operator gave them.
        plan: How a bucket is reached.
        selection: Files of ours that hold nothing of it are left out.

    Raises:
        WrongSettings: A source that is not there, or holds no WARC file.
        DeliveryTrouble: A bucket that can't be listed.
    """
    seen: set[str] = set()
    for source in sources:
        empty = True
        for warc in _in_source(source, plan):
            empty = False
            if warc.where not in seen and _may_hold(warc, selection):
                seen.add(warc.where)
                yield warc
        if empty:
            raise WrongSettings(f"{source}: there is no WARC file here ({', '.join(ENDINGS)})")


def _in_source(source: str, plan: FilingPlan) -> Iterator[Warc]:
    if "://" not in source:
        path = Path(source)
        if path.is_file():
            yield _warc(FolderTarget(path.resolve().parent), path.name, path.stat().st_size)
            return
        if not path.is_dir():
            raise WrongSettings(f"{source}: there is no such file or folder")
        yield from _listed(FolderTarget(path.resolve()), "")
        return
    scheme, _, rest = source.partition("://")
    bucket, _, prefix = rest.partition("/")
    yield from _listed(open_target(replace(plan, file_to=f"{scheme}://{bucket}")), prefix)


def _listed(target: Target, prefix: str) -> Iterator[Warc]:
    """The WARC files under a prefix; of a filed root those of its archive, without a look through the articles."""
    base = f"{prefix.rstrip('/')}/" if prefix else ""
    archive = f"{base}archive/aggregator="
    is_root = next(iter(target.list(archive)), None) is not None
    for held in target.list(archive if is_root else prefix):
        if held.key.endswith(ENDINGS):
            yield _warc(target, held.key, held.bytes)


def _warc(target: Target, key: str, size: int) -> Warc:
    # The whole address, since a folder's root may lie above the folder that was named.
    ours = OURS.fullmatch(target.where(key)) if run_of(key) else None
    if ours is None:
        return Warc(target, key, size)
    return Warc(target, key, size, root=ours["root"], own_key=ours["key"], segment=ours["segment"])


def _may_hold(warc: Warc, selection: Selection) -> bool:
    """Whether a file may hold a page that is wanted; of a file of ours its key tells the aggregator and the day."""
    if warc.own_key is None:
        return True
    if selection.aggregator and warc.segment != safe_segment(selection.aggregator):
        return False
    return _day_fits(warc.own_key, selection)


def _day_fits(key: str, selection: Selection) -> bool:
    found = OURS.fullmatch(key)
    try:
        day = date.fromisoformat(found["day"] if found else "")
    except ValueError:
        return True
    too_early = selection.since is not None and day + timedelta(days=1) < selection.since.date()
    return not too_early and not (selection.until is not None and day > selection.until.date())
