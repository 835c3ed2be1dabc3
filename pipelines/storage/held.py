"""What a target says of an object that it holds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Held:
    """An object that a target holds."""

    key: str
    bytes: int
