"""Time zones as news pages name them: offsets, letters ("EST", "MESZ"), and the zone that a page is assumed to keep."""

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

# Minutes east of Greenwich, or an IANA name where the letters follow the season ("ET"). Letters mean what they say:
# "EST" in July is five hours behind all the same. Of several owners the one most printed in news is taken
# (IST India, CST and MST North America, BST British Summer Time, AST Atlantic); see _ELSEWHERE.
_NAMED: dict[str, int | str] = {
    "z": 0, "utc": 0, "gmt": 0, "ut": 0, "wet": 0,
    "et": "America/New_York", "est": -300, "edt": -240, "eastern": "America/New_York",
    "ct": "America/Chicago", "cst": -360, "cdt": -300, "central": "America/Chicago",
    "mt": "America/Denver", "mst": -420, "mdt": -360, "mountain": "America/Denver",
    "pt": "America/Los_Angeles", "pst": -480, "pdt": -420, "pacific": "America/Los_Angeles",
    "akst": -540, "akdt": -480, "hst": -600, "ast": -240, "adt": -180, "nst": -210, "ndt": -150,
    "brt": -180, "art": -180, "clt": -240, "clst": -180, "cot": -300, "pet": -300,
    "bst": 60, "west": 60, "cet": 60, "mez": 60, "cest": 120, "mesz": 120, "eet": 120, "eest": 180, "sast": 120,
    "cat": 120, "wat": 60, "eat": 180, "msk": 180, "мск": 180, "trt": 180, "gst": 240, "pkt": 300,
    "ist": 330, "npt": 345, "ict": 420, "wib": 420, "wita": 480, "wit": 540,
    "sgt": 480, "myt": 480, "hkt": 480, "pht": 480, "awst": 480, "jst": 540, "kst": 540,
    "acst": 570, "acdt": 630, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780,
}  # fmt: skip

# The other owners of those letters, believed where the page keeps their zone.
_ELSEWHERE: dict[tuple[str, str], int] = {
    ("ist", "Europe/Dublin"): 60, ("ist", "Asia/Jerusalem"): 120, ("ist", "Asia/Tel_Aviv"): 120,
    ("cst", "Asia/Shanghai"): 480, ("cst", "Asia/Taipei"): 480, ("cst", "Asia/Hong_Kong"): 480,
    ("cst", "America/Havana"): -300, ("cdt", "America/Havana"): -240,
    ("bst", "Asia/Dhaka"): 360, ("ast", "Asia/Riyadh"): 180, ("ast", "Asia/Qatar"): 180, ("ast", "Asia/Kuwait"): 180,
    ("pst", "Asia/Manila"): 480, ("mst", "Asia/Kuala_Lumpur"): 480, ("gst", "Pacific/Guam"): 600,
    ("est", "Australia/Sydney"): 600, ("est", "Australia/Melbourne"): 600, ("est", "Australia/Brisbane"): 600,
    ("edt", "Australia/Sydney"): 660, ("edt", "Australia/Melbourne"): 660,
}  # fmt: skip

# No zone on earth is further from Greenwich than this (Pacific/Kiritimati); what claims more is no offset.
FURTHEST_HOURS = 14


@lru_cache(maxsize=64)
def page_zone(name: str | None) -> tuple[tzinfo, str]:
    """The zone to assume, and its name for ``assumed_zone``.

    Args:
        name: An IANA name ("Europe/London"). None, and a name that does not exist, give UTC, and say so.
    """
    if name is not None:
        try:
            return ZoneInfo(name), name
        except (KeyError, ValueError, OSError):  # unknown; not a name at all; the name of a folder ("America")
            pass
    return UTC, "UTC"


def named_zone(letters: str, page: str | None) -> tzinfo | None:
    """The zone that letters in lower case name, on a page that keeps the zone ``page``; None where they name none."""
    minutes = _ELSEWHERE.get((letters, page)) if page else None
    found = _NAMED.get(letters) if minutes is None else minutes
    if isinstance(found, str):
        return page_zone(found)[0]
    return None if found is None else timezone(timedelta(minutes=found))


def offset_zone(sign: str, hours: str, minutes: str | None) -> tzinfo | None:
    """The zone of a printed offset ("+", "05", "30"); None where no zone is so far from Greenwich."""
    east = int(hours) * 60 + int(minutes or 0)
    if east > FURTHEST_HOURS * 60 or int(minutes or 0) > 59:
        return None
    return timezone(timedelta(minutes=east if sign == "+" else -east))


def with_offset(at: datetime) -> datetime:
    """The same instant with its offset as a number: what RFC 3339 can write and any process can read.

    Local mean time, kept before about 1900, has seconds in its offset, which RFC 3339 has not: they are dropped.
    """
    offset = at.utcoffset() or timedelta(0)
    return at.replace(tzinfo=timezone(timedelta(minutes=round(offset.total_seconds() / 60))))
