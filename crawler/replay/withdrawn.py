"""Which stories were withdrawn from a target: told by one listing of the tombstones' keys, the SHA-256 of each id."""

from hashlib import sha256

from pipelines.storage.target import Target


class Withdrawn:
    """The ids that were withdrawn."""

    def __init__(self, target: Target):
        self._keys = frozenset(held.key for held in target.list("withdrawn/"))

    def __contains__(self, id: object) -> bool:
        return f"withdrawn/{sha256(str(id).encode()).hexdigest()}.json" in self._keys
