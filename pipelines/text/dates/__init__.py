"""Dates as printed, resolved to the time they mean: ``resolve_date``.

``machine`` reads ISO 8601, RFC 2822 and epochs; ``tokens``, ``printed`` and ``relative`` what people are shown;
``other`` hands the rest to dateparser, in the page's languages; ``zones`` knows the letters of time zones.
"""

from pipelines.text.dates.resolve import LEAD, resolve_date

__all__ = ["LEAD", "resolve_date"]
