"""When a story was published and last changed: told by metadata, printed on the page, or left elsewhere."""

from crawler.reader.times.choose import choose_times

__all__ = ["choose_times"]
