"""The TDM Reservation Protocol (W3C Community Group report of 10 May 2024): whether text and data mining is reserved.

A site says so in ``/.well-known/tdmrep.json``, a response in its header, a page in its markup. Each supersedes the one
before ("Processing priority"). What is not 0 or 1 is an error in the site's notice and counts as not said.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from crawler.rights.paths import most_specific, path_of

# Bytes; a rule takes about a hundred, and a site needs a handful.
LARGEST_FILE = 500 * 1024
# A site with more rules than this has mistaken the file for a sitemap.
MOST_RULES = 5000


@dataclass(frozen=True, slots=True)
class Reservation:
    """What was said of mining.

    Attributes:
        reserved: Whether the rights are reserved.
        policy: Address of the policy under which they may be had; None where none is named.
    """

    reserved: bool
    policy: str | None = None


@dataclass(frozen=True, slots=True)
class TdmFile:
    """A site's tdmrep.json.

    Attributes:
        rules: Path pattern and what it says, in the file's order.
    """

    rules: tuple[tuple[str, Reservation], ...] = ()

    def speaks_of(self, url: str) -> Reservation | None:
        """What the most specific rule says of an address; a reservation where equals contradict; None: nothing."""
        said = most_specific(self.rules, path_of(url)) if self.rules else []
        return max(said, key=lambda one: one.reserved, default=None)


NO_RULES = TdmFile()


def read_tdm_file(body: bytes) -> TdmFile:
    """A tdmrep.json as served: an array of ``{location, tdm-reservation, tdm-policy}``.

    Entries that can't be read are left out, and so is a file that is none: the protocol takes errors for silence.
    """
    if len(body) > LARGEST_FILE:
        return NO_RULES
    try:
        entries = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return NO_RULES
    if isinstance(entries, dict):
        entries = [entries]  # the brackets are often forgotten
    if not isinstance(entries, list):
        return NO_RULES
    return TdmFile(tuple(rule for entry in entries[:MOST_RULES] if (rule := _rule(entry)) is not None))


def read_reservation(reservation: str | None, policy: str | None) -> Reservation | None:
    """Header or meta values: "1" and maybe a policy's address; None where mining is not spoken of."""
    value = (reservation or "").strip()
    return Reservation(value == "1", _policy(policy)) if value in ("0", "1") else None


def _rule(entry: Any) -> tuple[str, Reservation] | None:
    if not isinstance(entry, Mapping):
        return None
    location, value = entry.get("location"), entry.get("tdm-reservation")
    said = read_reservation(str(value) if isinstance(value, int | str) else None, entry.get("tdm-policy"))
    if said is None or not isinstance(location, str) or not location.strip():
        return None
    return _pattern(location.strip()), said


def _pattern(location: str) -> str:
    """A location as a path pattern; some sites write the whole address, or leave the first slash out."""
    if location.startswith(("http://", "https://")):
        parts = urlsplit(location)
        location = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return location if location.startswith(("/", "*")) else f"/{location}"


def _policy(policy: Any) -> str | None:
    return policy.strip() or None if isinstance(policy, str) else None
