"""What could not be filed as it was: a stage raised, or what came out satisfies no schema. Nothing of it is lost.

An entry goes, by the spool like all else, to ``quarantine/aggregator=<a>/date=<d>/<run>-<part>.jsonl.gz``. With the
archived page, or else with the article as printed, it can be tried again once the fault is mended.
"""

import traceback
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import msgspec

from pipelines.items import ArchivedAt, Article, MadeBy
from pipelines.redaction import redact

SCHEMA: Final = "copydesk.quarantine/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """One story that failed on its way through the desk."""

    id: str
    """The article's id."""
    aggregator: str
    at: datetime
    """When it failed."""
    error: str
    """What was raised: "InvalidArticle: inkl/harbour-bill: …"."""
    traceback: str
    """Where it was raised, as Python prints it; nothing of the machine's folders but the modules' own names."""
    made_by: MadeBy
    """The release, rules and layout that read it."""
    stage: str | None = None
    """The stage that failed; null where the layout did."""
    url: str | None = None
    archive: ArchivedAt | None = None
    """Where its page is kept; null where the archive is off."""
    article: dict[str, Any] | None = None
    """The article as printed, before any stage; null where the layout failed."""
    schema: str = SCHEMA


def quarantine(article: Article, fault: BaseException, *, stage: str | None, at: datetime) -> Quarantined:
    """The entry for an article as printed that a stage failed on."""
    return Quarantined(
        id=article.id,
        aggregator=article.aggregator,
        at=at,
        error=redact(f"{type(fault).__name__}: {fault}"),
        traceback=told(fault),
        made_by=article.made_by,
        stage=stage,
        url=article.url,
        archive=article.source.archive,
        article=msgspec.to_builtins(article),
    )


def told(fault: BaseException) -> str:
    """A traceback for people, without the paths of the machine that it was raised on; of what was raised first."""
    fault = fault.__cause__ or fault
    frames = traceback.extract_tb(fault.__traceback__)
    lines = [f"  {_module(frame.filename)}, line {frame.lineno}, in {frame.name}: {frame.line}" for frame in frames]
    return redact("\n".join([*lines, "".join(traceback.format_exception_only(fault)).strip()]))


def _module(path: str) -> str:
    """A source file by its last folders: "pipelines/stages/validate.py"."""
    parts = path.replace("\\", "/").split("/")
    return "/".join(parts[-3:])
