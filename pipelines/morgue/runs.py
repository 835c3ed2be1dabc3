"""The runs that have filed: their manifests, read when they are asked for."""

from functools import lru_cache

import msgspec

from pipelines.errors import DamagedObject, NotHeld
from pipelines.storage.keys import MANIFESTS, is_run_id, manifest_key, run_of
from pipelines.storage.manifest import Manifest, ManifestPart, read_manifest
from pipelines.storage.target import Target

# The parts of one day belong to the runs of that day and the next; a busy day has a few hundred.
KEPT = 512


class Runs:
    """The manifests of a target, the last few hundred of them kept."""

    def __init__(self, target: Target):
        self._target = target
        self.manifest = lru_cache(KEPT)(self._manifest)
        """A run's manifest; None where it has none (yet)."""
        self._named = lru_cache(KEPT)(self._parts)

    def part(self, key: str) -> ManifestPart | None:
        """A part as its run's manifest names it; None where none does."""
        return self._named(run_of(key) or "").get(key)

    def ids(self, after: str = "") -> list[str]:
        """The runs that have a manifest, oldest first; those behind an id alone, where one is given."""
        return ids_of_runs(self._target, after)

    def _manifest(self, run: str) -> Manifest | None:
        key = manifest_key(run)
        try:
            return read_manifest(self._target.get(key))
        except NotHeld:
            return None
        except msgspec.DecodeError as fault:
            raise DamagedObject(f"{self._target.where(key)} is no manifest: {fault}") from fault

    def _parts(self, run: str) -> dict[str, ManifestPart]:
        manifest = self.manifest(run) if run else None
        return {part.key: part for part in manifest.parts} if manifest else {}


def ids_of_runs(target: Target, after: str = "") -> list[str]:
    """The runs that have a manifest, oldest first; those behind an id alone, where one is given."""
    behind = f"{MANIFESTS}{after}" if after else ""
    names = (held.key.removeprefix(MANIFESTS).removesuffix(".json") for held in target.list(MANIFESTS, after=behind))
    return [name for name in names if is_run_id(name)]
