"""Which lines of a page are its copy."""

from crawler.reader.copy.find import find_copy

__all__ = ["find_copy"]
