"""The books set right after copy was struck: the manifests of its runs, their indexes, and every folded index."""

from collections.abc import Iterator, Set
from dataclasses import replace
from hashlib import sha256

from pipelines.errors import NotHeld
from pipelines.morgue.copy import lines_of
from pipelines.morgue.places import read_places
from pipelines.morgue.rebuild import rebuild_run
from pipelines.morgue.runs import Runs
from pipelines.storage.generation import MOST_DIGITS, pack_places
from pipelines.storage.keys import cdxj_key, folded_key, manifest_key
from pipelines.storage.manifest import Manifest, ManifestPart, encode_manifest
from pipelines.storage.target import Target

FOLDED = "index/folded/"


def set_right(target: Target, run: str, changed: Set[str]) -> Iterator[str]:
    """Make a run's manifest and index say what its objects hold now.

    Args:
        target: Where they are.
        run: Whose.
        changed: The objects of the run that may be other ones than its manifest says, or gone.

    Yields:
        The keys that were written.
    """
    manifest = Runs(target).manifest(run)
    if manifest is None:
        return
    right = _counted(target, manifest, changed)
    if right != manifest:
        target.replace(manifest_key(run), encode_manifest(right))
        yield manifest_key(run)
    yield from (one.key for one in rebuild_run(target, right))


def strike_folded(target: Target, id: str) -> Iterator[str]:
    """Strike an article out of every folded index, also out of one that a fold has left half made.

    Yields:
        The keys that were written.
    """
    digest = sha256(id.encode()).hexdigest()
    for generation in folded(target):
        for digits in range(1, MOST_DIGITS + 1):
            key = folded_key(generation, digest[:digits])
            try:
                places = read_places(target, key)
            except NotHeld:
                continue
            kept = [place for place in places if place.id != id]
            if len(kept) < len(places):
                target.replace(key, pack_places(kept))
                yield key


def folded(target: Target) -> Iterator[str]:
    """The generations of which there are shards, described or not."""
    after = ""
    while (held := next(target.list(FOLDED, after=after), None)) is not None:
        generation = held.key.removeprefix(FOLDED).partition("/")[0]
        yield generation
        after = f"{FOLDED}{generation}0"  # behind all of it: "0" follows "/"


def _counted(target: Target, manifest: Manifest, changed: Set[str]) -> Manifest:
    def again(parts: tuple[ManifestPart, ...]) -> tuple[ManifestPart, ...]:
        counted = (_describe(target, part) if part.key in changed else part for part in parts)
        return tuple(part for part in counted if part is not None)

    parts = again(manifest.parts)
    return replace(
        manifest,
        articles=sum(part.count for part in parts),
        parts=parts,
        archives=again(manifest.archives),
        quarantine=again(manifest.quarantine),
    )


def _describe(target: Target, part: ManifestPart) -> ManifestPart | None:
    """An object as it is; None where it is gone."""
    try:
        data = target.get(part.key)
    except NotHeld:
        return None
    if part.key.endswith(".cdxj"):
        count = len(data.splitlines())
    elif part.key.endswith(".warc.gz"):
        count = len(target.get(cdxj_key(part.key)).splitlines())
    else:
        count = len(lines_of(part.key, data, target.where(part.key)))
    return ManifestPart(key=part.key, count=count, sha256=sha256(data).hexdigest(), bytes=len(data))
