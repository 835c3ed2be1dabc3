"""Claims: which run replays which WARC file by which rules, said once for all machines.

A unit is one WARC file under one set of rules and settings. Whoever begins it first creates ``replays/<digest>.json``
and by that decides the run's id; whoever comes later, after a kill or on another machine, takes the id that is there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

import msgspec

from pipelines.errors import KeyTaken, NotHeld
from pipelines.storage.keys import manifest_key, new_run_id
from pipelines.storage.parts import Maker
from pipelines.storage.target import Target

SCHEMA = "copydesk.replay/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A unit's first word."""

    schema: str = SCHEMA
    run: str
    """The run that files it."""
    started: datetime
    source: str
    """The WARC file's address, as the one who claimed it saw it."""
    source_sha256: str
    """SHA-256 of its bytes."""
    made_by: Maker
    """The release, and the digest of the rules and of what was learned."""
    selection: dict[str, Any]
    """What was asked for, and the settings that change what is filed."""
    time: int = 1
    """The how manieth replay of the same by the same this is."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A unit that is ours to do, or done.

    Attributes:
        claim: The claim that holds.
        is_new: Whether this very call made it.
        is_done: Whether its run has its manifest.
    """

    claim: Claim
    is_new: bool
    is_done: bool


def unit_digest(source_sha256: str, made_by: Maker, selection: Mapping[str, Any], time: int = 1) -> str:
    """What tells a unit from every other, in hexadecimal: the file's bytes, the rules, and what is asked of both."""
    told = (source_sha256, made_by.version, made_by.rules, dict(selection), time)
    return sha256(msgspec.json.encode(told, order="sorted")).hexdigest()


def claim_key(digest: str) -> str:
    """The key of a unit's claim."""
    return f"replays/{digest}.json"


def claim_unit(
    target: Target,
    *,
    source: str,
    source_sha256: str,
    made_by: Maker,
    selection: dict[str, Any],
    now: datetime,
    again: bool = False,
) -> Claimed:
    """Claim a unit, or take up the claim that is there: the last, where it was replayed several times.

    Args:
        target: Where it is filed.
        source: The WARC file's address.
        source_sha256: SHA-256 of its bytes.
        made_by: The release and the rules.
        selection: What was asked for, and the settings that change what is filed.
        now: When a run begins that this call begins.
        again: Whether to begin anew what is claimed or done.

    Raises:
        DeliveryTrouble: The target can't be asked.
    """
    former: Claim | None = None
    time = 1
    while (there := _read(target, claim_key(unit_digest(source_sha256, made_by, selection, time)))) is not None:
        former, time = there, time + 1
    if former is not None and not again:
        return Claimed(former, is_new=False, is_done=is_done(target, former.run))
    claim = Claim(
        run=new_run_id(now),
        started=now,
        source=source,
        source_sha256=source_sha256,
        made_by=made_by,
        selection=selection,
        time=time,
    )
    key = claim_key(unit_digest(source_sha256, made_by, selection, time))
    try:
        target.put(key, msgspec.json.format(msgspec.json.encode(claim), indent=1) + b"\n")
    except KeyTaken:  # another machine's, a moment ago
        claim = msgspec.json.decode(target.get(key), type=Claim)
        return Claimed(claim, is_new=False, is_done=is_done(target, claim.run))
    return Claimed(claim, is_new=True, is_done=False)


def is_done(target: Target, run: str) -> bool:
    """Whether a run has its manifest."""
    try:
        target.get_range(manifest_key(run), 0, 1)
    except NotHeld:
        return False
    return True


def _read(target: Target, key: str) -> Claim | None:
    try:
        return msgspec.json.decode(target.get(key), type=Claim)
    except NotHeld:
        return None
