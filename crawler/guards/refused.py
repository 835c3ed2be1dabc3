"""What a request becomes that a guard stops: an exception that says which guard, and why."""

import logging
from typing import Final, Literal

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

logger = logging.getLogger(__name__)

Guard = Literal[
    "private_address",
    "odd_address",
    "off_site",
    "redirect_loop",
    "cookie_wall",
    "bomb",
    "too_large",
    "endless_page",
    "spider_trap",
]

GUARDS: Final[dict[Guard, str]] = {
    "private_address": "addresses that are not the public's",
    "odd_address": "addresses that are no web page's (scheme, port, length, user)",
    "off_site": "redirects that left the site",
    "redirect_loop": "redirects in a circle or without an end",
    "cookie_wall": "redirects to a consent page or until a cookie is kept",
    "bomb": "pages packed as bombs",
    "too_large": "pages larger than DOWNLOAD_MAXSIZE",
    "endless_page": "pages that did not end",
    "spider_trap": "listing addresses that look like a trap",
}
"""What each guard stops, in the words of a run's summary. It is counted as ``guards/<guard>``."""


class Refused(IgnoreRequest):
    """A request that was not sent, or an answer that was not taken, for our own safety. Whoever asked gets a failure.

    Attributes:
        kind: Which guard it was.
    """

    def __init__(self, kind: Guard, why: str):
        self.kind: Guard = kind
        super().__init__(why)


def refuse(crawler: Crawler, kind: Guard, url: str, why: str) -> Refused:
    """The exception to raise, counted and told. Whoever asked tells of each again, with what was lost by it."""
    tell_refused(crawler, kind, url, why)
    return Refused(kind, why)


def tell_refused(crawler: Crawler, kind: Guard, url: str, why: str) -> None:
    """Count a refusal, and name it in the log: the first of a kind as a warning, the rest for who looks closely."""
    crawler.stats.inc_value(f"guards/{kind}")
    first = crawler.stats.get_value(f"guards/{kind}") == 1
    logger.log(logging.WARNING if first else logging.DEBUG, "%s: refused: %s", url, why)
