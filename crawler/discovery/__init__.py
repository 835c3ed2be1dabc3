"""Where stories are listed: the bytes of a listing in, links out. Nothing here asks for a page, or for the time.

``reading`` says what comes out; ``listing_page``, ``feed``, ``sitemap`` and ``json_listing`` read what sites have;
``techmeme``, ``realclear`` and ``hacker_news`` read listings whose stories stand elsewhere.
"""

from crawler.discovery.addresses import plain_address
from crawler.discovery.reading import Further, Link, Reading, Source

__all__ = ["Further", "Link", "Reading", "Source", "plain_address"]
