"""The headline: among the headings that a page prints, the one that its metadata speak of."""

from crawler.reader.headline.choose import choose_headline

__all__ = ["choose_headline"]
