"""Keys: what each filed object is called. Pure but for new_run_id; page data can't lead a key out of its prefix.

A key is a relative path with "/" between segments, the same in a bucket and in a folder. In the spool the same key
is one flat file name with "," for "/" (``spool_name``); no segment holds a comma, so the two map one to one.
"""

import re
import secrets
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from threading import Lock
from urllib.parse import quote

from pipelines.errors import BucketRefused

# Ids of runs before 29 November 2026 tell no microseconds.
RUN = re.compile(r"\d{8}T\d{6}Z-(?:\d{6})?[0-9a-f]{8}")
DAY = re.compile(r"/date=(\d{4}-\d{2}-\d{2})/")
MANIFESTS, GENERATIONS, WITHDRAWN = "manifests/", "index/generations/", "withdrawn/"
RESOLVED = "quarantine-resolved/"
# Hive readers undo %XX in partition values, so an odd name is read back as it was. 100 bytes leave room for the rest
# of the name in the 255 that file systems allow.
LONGEST_SEGMENT = 100
ARTICLES, ARCHIVE, QUARANTINE = "articles", "archive", "quarantine"
"""What a part may hold: the first segment of its key."""


class _Stamps:
    """Moments as they are asked for, each later than the one before: a clock may tick slowly, or step back a little."""

    def __init__(self) -> None:
        self._last = datetime.min.replace(tzinfo=UTC)
        self._lock = Lock()

    def later(self, now: datetime) -> datetime:
        """The moment, or a microsecond after the last where that is no more than a second later."""
        with self._lock:
            behind = self._last - now
            self._last = self._last + TICK if timedelta(0) <= behind < timedelta(seconds=1) else now
            return self._last


TICK = timedelta(microseconds=1)
_STAMPS = _Stamps()


def new_run_id(now: datetime) -> str:
    """A run's id, "<UTC yyyymmddThhmmssZ>-<microseconds, 6 digits><8 hex>".

    Ids sort by time, and who reads relies on it: of an article's filings in one revision the latest run's holds. So
    they tell microseconds, and two that one process asks for at the same moment still rise. Two machines' of the same
    microsecond differ by chance.
    """
    stamp = _STAMPS.later(now.astimezone(UTC))
    return f"{stamp:%Y%m%dT%H%M%SZ-%f}{secrets.token_hex(4)}"


def is_run_id(run: str) -> bool:
    """Whether the string has a run id's form, a real moment included."""
    if not RUN.fullmatch(run):
        return False
    try:
        run_moment(run)
    except ValueError:
        return False
    return True


def run_moment(run: str) -> datetime:
    """When a run began, read from its id."""
    return datetime.strptime(run[:16], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def safe_segment(name: str) -> str:
    """One segment of a key from any string, different strings giving different segments.

    Args:
        name: Any non-empty string, whoever wrote it.

    Returns:
        ASCII letters, digits, "_", "-", "." and %XX alone, not beginning with a dot, at most 100 bytes. A longer
        name is cut and ends in the first 16 digits of its SHA-256.

    Raises:
        ValueError: the name is empty, or holds half a surrogate pair (UnicodeEncodeError is a ValueError).

    >>> safe_segment("../etc/passwd")
    '%2E.%2Fetc%2Fpasswd'
    """
    if not name:
        raise ValueError("a segment of a key can't be empty")
    segment = quote(name, safe="").replace("~", "%7E")
    if segment.startswith("."):
        segment = "%2E" + segment[1:]
    if len(segment) > LONGEST_SEGMENT:
        segment = f"{segment[: LONGEST_SEGMENT - 17]}~{sha256(name.encode()).hexdigest()[:16]}"
    return segment


def checked(key: str) -> str:
    """The key as it is, where it can't lead out of its place.

    Keys that we make can't; those that an index, a manifest or an article names were read from a store.

    Raises:
        BucketRefused: it is empty or absolute, or one of its segments is empty, "." or ".."; or it holds a null byte.
    """
    if "\0" in key or any(segment in ("", ".", "..") for segment in key.split("/")):
        raise BucketRefused(f"{key!r} is no key of copydesk's. Whatever names it was changed by another hand.")
    return key


def part_stem(aggregator: str, day: date, run: str, part: int, *, kind: str = ARTICLES) -> str:
    """A part's key without its ending: "articles/aggregator=inkl/date=2026-08-01/<run>-00001"."""
    return f"{kind}/aggregator={safe_segment(aggregator)}/date={day.isoformat()}/{run}-{part:05d}"


def part_key(stem: str) -> str:
    """The key of a part of many articles."""
    return f"{stem}.jsonl.gz"


def article_key(stem: str, line: int) -> str:
    """The key of one article where each is an object of its own; ``line`` counts from 1 within the part."""
    return f"{stem}-{line:05d}.json"


def kind_of(key: str) -> str:
    """What an object holds, by its key's first segment: "articles", "archive", "quarantine", "index", "manifests"."""
    return key.partition("/")[0]


def cdxj_key(warc: str) -> str:
    """The key of the index that lies beside a WARC file."""
    return warc.removesuffix(".warc.gz") + ".cdxj"


def manifest_key(run: str) -> str:
    """The key of a run's manifest, the last object a run writes."""
    return f"manifests/{run}.json"


def index_shelf(article_id: str) -> str:
    """Which shelf of the index an article's id stands on: the first hex digit of its SHA-256."""
    return sha256(article_id.encode()).hexdigest()[0]


def index_key(shelf: str, run: str) -> str:
    """The key of one run's entries on one shelf of the index."""
    return f"index/{shelf}/{run}.jsonl.gz"


def folded_key(generation: str, shard: str) -> str:
    """The key of one shard of a folded index: the entries of all ids whose SHA-256 begins with these hex digits."""
    return f"index/folded/{generation}/{shard}.jsonl.gz"


def generation_key(generation: str) -> str:
    """The key of what describes a folded index; a generation's id has the form of a run's."""
    return f"{GENERATIONS}{generation}.json.gz"


def withdrawn_key(article_id: str) -> str:
    """The key of the tombstone of an article that was withdrawn."""
    return f"{WITHDRAWN}{sha256(article_id.encode()).hexdigest()}.json"


def resolved_key(article_id: str, at: datetime) -> str:
    """The key of the note that an entry of the quarantine, told by its article's id and its moment, is resolved."""
    told = f"{article_id}\n{at.astimezone(UTC).isoformat()}"
    return f"{RESOLVED}{sha256(told.encode()).hexdigest()}.json"


def day_of(key: str) -> date | None:
    """The day in a part's key; None for a key that has none."""
    found = DAY.search(key)
    return date.fromisoformat(found[1]) if found else None


def spool_name(key: str) -> str:
    """The flat file name under which an object waits in the spool."""
    return key.replace("/", ",")


def spooled_key(name: str) -> str:
    """The key of a file of the spool: ``spool_name`` undone."""
    return name.replace(",", "/")


def run_of(name: str) -> str | None:
    """The run that a spool file or a key belongs to; None for a name that copydesk did not give."""
    found = RUN.search(name)
    return found.group() if found else None
