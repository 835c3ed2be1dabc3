"""What a request becomes that manners forbid: an exception that says why, which a spider can tell from a failure."""

from typing import Final, Literal

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

Kind = Literal["robots", "rights", "budget", "held"]

FORBIDDEN: Final = "Forbidden by robots.txt"


class LeftAlone(IgnoreRequest):
    """A request that was not sent, out of manners. No failure of page or site.

    Attributes:
        kind: "robots": robots.txt forbids it, or could not be had. "rights": the site reserves what we would do with
            the page. "budget": the host had its requests for today. "held": the host wants to be left alone for a
            while. The last two end by themselves: the story is still to be asked for.
    """

    def __init__(self, kind: Kind, why: str):
        self.kind = kind
        super().__init__(why)


def leave_alone(crawler: Crawler, kind: Kind, why: str) -> LeftAlone:
    """The exception to raise, counted as ``politeness/left_alone/<kind>``."""
    crawler.stats.inc_value(f"politeness/left_alone/{kind}")
    return LeftAlone(kind, why)
