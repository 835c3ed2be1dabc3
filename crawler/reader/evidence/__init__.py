"""What a page says of its story to machines: one source a file, and ``Told``, which has them all."""

from crawler.reader.evidence.told import Told

__all__ = ["Told"]
