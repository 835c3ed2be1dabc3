"""What machines print for machines: ISO 8601, RFC 3339, seconds and milliseconds since 1970. The fast path of dates."""

import re
from datetime import UTC, datetime, timedelta, tzinfo

from pipelines.items import Precision

# "2017-01-06T05:12-500": the nought of an offset's hour left out, as some systems count it.
_SHORT_OFFSET = re.compile(r":\d\d[+-][1-9][03]0$")

Read = tuple[datetime, Precision, tzinfo | None]


def read_machine(text: str) -> Read | None:
    """Read a machine's stamp.

    Returns:
        The time without offset, its precision, and the zone of its offset or None; None for another kind of stamp.

    Raises:
        ValueError: It is such a stamp, of a time that does not exist.
    """
    if not text[:4].isdecimal() or not text.isascii():
        return None
    if text.isdecimal():
        return _figures_alone(text)
    if len(text) == 7 and text[4] == "-":
        return (datetime.fromisoformat(text + "-01"), "month", None)
    if len(text) < 10 or not (text[4] == "-" or text[8] in "Tt"):
        return None
    if text[13:14] == ".":  # Swedish for 09:34; Python takes it for an hour's fraction
        return None
    if _SHORT_OFFSET.search(text):
        text = f"{text[:-3]}0{text[-3:]}"
    try:
        at = datetime.fromisoformat(text)
    except ValueError:  # near enough to ISO to be read as people's: "2023-11-13 16:12 EST"
        return None
    return (at.replace(tzinfo=None), "day" if len(text) == 10 else "instant", at.tzinfo)


def _figures_alone(text: str) -> Read | None:
    match len(text):
        case 8:
            return (datetime.fromisoformat(text), "day", None)
        case 14:
            return (datetime.fromisoformat(f"{text[:8]}T{text[8:]}"), "instant", None)
        case 10 | 13:
            since = timedelta(seconds=int(text[:10]), milliseconds=int(text[10:] or 0))
            return (datetime(1970, 1, 1) + since, "instant", UTC)  # noqa: DTZ001 - its zone stands beside it
    return None
