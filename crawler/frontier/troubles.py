"""Why a request brought nothing, in words for an operator, and whether that is a failure at all."""

from dataclasses import dataclass

from scrapy.exceptions import IgnoreRequest
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.middlewares.left_alone import FORBIDDEN, LeftAlone
from pipelines.redaction import redact

# A host that is not to be asked any more today, or for a while: what was to be asked of it is as due as it was.
FOR_NOW = ("budget", "held")


@dataclass(frozen=True, slots=True)
class Trouble:
    """What came of a request that brought no page.

    Attributes:
        words: What happened.
        left_alone: Why we did not ask, where that was our own decision: "robots", "budget", …; None: it failed.
        is_for_now: Whether that ends by itself, and says nothing of what was to be asked for.
    """

    words: str
    left_alone: str | None = None
    is_for_now: bool = False


def trouble_of(failure: Failure) -> Trouble:
    """What a failed request comes to."""
    value = failure.value
    if isinstance(value, IgnoreRequest) and str(value) == FORBIDDEN:
        return Trouble("robots.txt forbids it", "robots")
    if isinstance(value, HttpError):
        return Trouble(f"the site answered {value.response.status}")
    kind = value.kind if isinstance(value, LeftAlone) else None
    # A robots.txt that could not be had closes the site for this run (RFC 9309), and no page of it for longer.
    return Trouble(redact(failure.getErrorMessage() or str(failure.type)), kind, kind in (*FOR_NOW, "robots"))
