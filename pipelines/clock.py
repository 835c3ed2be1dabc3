"""The time of a run. Everything of a crawl that asks for it asks here, so that days of crawling can be rehearsed."""

from collections.abc import Callable
from datetime import UTC, datetime

from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object

from pipelines.errors import WrongSettings

Clock = Callable[[], datetime]
"""Answers with the moment it is, with its zone."""


def wall() -> datetime:
    """The moment by the machine's own clock, in UTC."""
    return datetime.now(UTC)


def clock_of(settings: BaseSettings) -> Clock:
    """The clock that the setting CLOCK names: the import path of a callable, or the callable; the wall's by default.

    Raises:
        WrongSettings: CLOCK names nothing that can be imported.
    """
    named = settings.get("CLOCK") or wall
    try:
        clock: Clock = load_object(named)
    except (ImportError, NameError, ValueError, TypeError) as fault:
        raise WrongSettings(f"CLOCK is {named!r}, which can't be imported: {fault}") from fault
    return clock
