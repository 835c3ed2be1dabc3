"""What verifying finds, and how much it has looked at."""

from dataclasses import dataclass
from hashlib import sha256

from pipelines.errors import NotHeld
from pipelines.storage.manifest import ManifestPart
from pipelines.storage.target import Target


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something that is not as it should be."""

    key: str
    what: str

    def __str__(self) -> str:
        return f"{self.key}: {self.what}"


@dataclass(slots=True)
class Tally:
    """How much was looked at."""

    manifests: int = 0
    parts: int = 0
    articles: int = 0
    archives: int = 0
    pages: int = 0
    quarantined: int = 0
    withdrawn: int = 0

    def __str__(self) -> str:
        return (
            f"{self.manifests} manifests, {self.articles} articles in {self.parts} parts, {self.pages} pages in "
            f"{self.archives} archive files, {self.quarantined} quarantined, {self.withdrawn} withdrawn"
        )


def read_named(target: Target, part: ManifestPart) -> tuple[bytes | None, list[Fault]]:
    """An object that a manifest names, and in what it differs from what the manifest says; None where it is gone."""
    try:
        data = target.get(part.key)
    except NotHeld:
        return None, [Fault(part.key, "is not there, though its run's manifest names it")]
    faults = []
    if len(data) != part.bytes:
        faults.append(Fault(part.key, f"has {len(data)} bytes; its manifest says {part.bytes}"))
    elif (digest := sha256(data).hexdigest()) != part.sha256:
        faults.append(Fault(part.key, f"has the SHA-256 {digest[:16]}…; its manifest says {part.sha256[:16]}…"))
    return data, faults
