"""The streams that a spool holds: articles, archived pages, quarantine; each in parts of its own kind."""

from collections.abc import Callable
from dataclasses import dataclass

from pipelines.storage.archive.records import warcinfo
from pipelines.storage.keys import ARCHIVE, ARTICLES, QUARANTINE
from pipelines.storage.parts import EACH, PACKED, WARC
from pipelines.storage.plan import FilingPlan

# Bounds the memory that packing and sending a part of lines takes, whatever PART_ARTICLES says.
PART_BYTES = 64 * 2**20


def _with_nothing(name: str) -> bytes:
    """How most parts begin."""
    return b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """One kind of part, and when a part of it is full."""

    name: str
    """The first segment of its keys: "articles", "archive", "quarantine"."""
    ending: str
    """Of its open parts' names."""
    most_items: int | None = None
    """Lines after which a part gets no more; None: as many as come."""
    most_bytes: int
    most_seconds: float
    """How old a part may be that still gets more."""
    opening: Callable[[str], bytes] = _with_nothing
    """What a part of this name begins with."""


@dataclass(frozen=True, slots=True)
class Streams:
    """The streams of one run."""

    articles: Stream
    archive: Stream
    quarantine: Stream

    @classmethod
    def of(cls, plan: FilingPlan) -> "Streams":
        """The streams as a run's plan has them."""

        def lines(name: str, ending: str) -> Stream:
            return Stream(
                name=name,
                ending=ending,
                most_items=plan.part_articles,
                most_bytes=PART_BYTES,
                most_seconds=plan.part_seconds,
            )

        return cls(
            articles=lines(ARTICLES, EACH if plan.articles_per_object == 1 else PACKED),
            quarantine=lines(QUARANTINE, PACKED),
            archive=Stream(
                name=ARCHIVE,
                ending=WARC,
                most_bytes=plan.archive_bytes,
                most_seconds=plan.archive_seconds,
                opening=warcinfo,
            ),
        )
