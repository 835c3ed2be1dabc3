"""The byline: what a page's data and its visible lines say of who wrote the story, weighed.

``told`` reads the data, ``printed`` finds the lines, ``choose`` believes one of them.
"""

from crawler.reader.byline.choose import BylineChoice, byline_of, choose_byline

__all__ = ["BylineChoice", "byline_of", "choose_byline"]
