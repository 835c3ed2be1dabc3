"""Why a request brought nothing, in words for an operator, and whether that is a failure at all."""

from dataclasses import dataclass

from scrapy.exceptions import IgnoreRequest
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.middlewares.left_alone import LeftAlone


@dataclass(frozen=True, slots=True)
class Trouble:
    """What came of a request that brought no page.

    Attributes:
        words: What happened.
        left_alone: Why we did not ask, where that was our own decision: "robots", "budget", …; None: it failed.
    """

    words: str
    left_alone: str | None = None


def trouble_of(failure: Failure) -> Trouble:
    """What a failed request comes to."""
    value = failure.value
    if isinstance(value, IgnoreRequest) and str(value) == "Forbidden by robots.txt":
        return Trouble("robots.txt forbids it", "robots")
    if isinstance(value, HttpError):
        return Trouble(f"the site answered {value.response.status}")
    kind = value.kind if isinstance(value, LeftAlone) else None
    return Trouble(failure.getErrorMessage() or str(failure.type), kind)
