"""What could not be filed as it was: a stage raised, or what came out satisfies no schema. Nothing of it is lost.

An entry goes, by the spool like all else, to ``quarantine/aggregator=<a>/date=<d>/<run>-<part>.jsonl.gz``. With the
archived page, or else with the article as printed, it can be tried again once the fault is mended
(``pipelines.quarantine`` reads it back).
"""

import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import msgspec

from pipelines.errors import StageFailed
from pipelines.items import ArchivedAt, Article, FurtherPage, MadeBy, Rights
from pipelines.redaction import redact

SCHEMA: Final = "copydesk.quarantine/1"
# Where the steps of an item's way live.
OURS = ("pipelines.stages.", "crawler.")


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
    """Where it was raised: modules, lines and functions, without the folders of the machine."""
    made_by: MadeBy
    """The release, rules and layout that read it."""
    stage: str | None = None
    """The stage that failed; null where the layout did."""
    url: str | None = None
    archive: ArchivedAt | None = None
    """Where its page is kept; null where the archive is off."""
    further: tuple[FurtherPage, ...] = ()
    """The later pages of a story on several; empty for a story on one page."""
    article: dict[str, Any] | None = None
    """The article as printed, before any stage; null where the layout failed."""
    rights: Rights | None = None
    """What the page reserved; null where nobody looked."""
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
        further=article.source.further,
        article=msgspec.to_builtins(article, enc_hook=repr),
        rights=article.rights,
    )


def stage_of(fault: BaseException) -> str | None:
    """The step that failed, by the name of its file; None for what none of ours raised."""
    if isinstance(fault, StageFailed):
        return fault.stage
    ours = [module for module, _ in _frames(fault) if module.startswith(OURS)]
    return ours[-1].rpartition(".")[2] if ours else None


def write_entry(entry: Quarantined) -> bytes:
    """An entry as JSON. What can't be written, which may be why it is here, is escaped, or told by its repr."""
    try:
        return msgspec.json.encode(entry)
    except (UnicodeEncodeError, TypeError):
        return msgspec.json.encode(_writable(msgspec.to_builtins(entry, enc_hook=repr)))


def _writable(value: Any) -> Any:
    match value:
        case str():
            return value.encode("utf-8", "backslashreplace").decode()
        case dict():
            return {_writable(name): _writable(one) for name, one in value.items()}
        case list() | tuple():
            return [_writable(one) for one in value]
        case _:
            return value


def told(fault: BaseException) -> str:
    """A traceback for people, without the paths of the machine that it was raised on; of what was raised first."""
    fault = fault.__cause__ or fault
    lines = [f"  {module}, line {frame.lineno}, in {frame.name}: {frame.line}" for module, frame in _frames(fault)]
    return redact("\n".join([*lines, "".join(traceback.format_exception_only(fault)).strip()]))


def _frames(fault: BaseException) -> Iterator[tuple[str, traceback.FrameSummary]]:
    """Each step of the way to where it was raised, with its module's name."""
    ways = [frame for frame, _ in traceback.walk_tb(fault.__traceback__)]
    told = traceback.extract_tb(fault.__traceback__)
    for frame, summary in zip(ways, told, strict=True):
        yield str(frame.f_globals.get("__name__", "?")), summary
