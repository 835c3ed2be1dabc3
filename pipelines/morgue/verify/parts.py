"""Parts of articles and of quarantine: their checksums and counts, and every line against its schema."""

from collections.abc import Callable, Generator, Iterator, Set
from dataclasses import dataclass, field
from typing import Any

import msgspec

from pipelines.errors import DamagedObject
from pipelines.items import ArchivedAt, Article
from pipelines.morgue.copy import lines_of
from pipelines.morgue.verify.fault import Fault, Tally, read_named
from pipelines.storage.index import Place
from pipelines.storage.keys import safe_segment
from pipelines.storage.manifest import Manifest, ManifestPart
from pipelines.storage.quarantine import Quarantined
from pipelines.storage.target import Target

_ARTICLE = msgspec.json.Decoder(Article)
_QUARANTINED = msgspec.json.Decoder(Quarantined)

Link = tuple[str, str, ArchivedAt]
"""From an article to its page: the article's place in words, its page's SHA-256, and where the page is kept."""


@dataclass(slots=True)
class RunRead:
    """What the parts of one run hold."""

    places: set[Place] = field(default_factory=set)
    links: list[Link] = field(default_factory=list)


def check_articles(
    target: Target, manifest: Manifest, purged: Set[str], tally: Tally, read: RunRead
) -> Iterator[Fault]:
    """The articles' parts of a run.

    Args:
        target: Where they are.
        manifest: The run's.
        purged: The ids of articles whose copy must not be there.
        tally: Counted up.
        read: Filled with what they hold.
    """
    if (counted := sum(part.count for part in manifest.parts)) != manifest.articles:
        yield Fault(f"manifests/{manifest.run}.json", f"says {manifest.articles} articles; its parts have {counted}")
    for part in manifest.parts:
        tally.parts += 1
        for number, article in (yield from _read(target, part, _ARTICLE.decode)):
            tally.articles += 1
            read.places.add(Place(article.id, part.key, number, article.revision))
            yield from _check_article(part.key, number, article, purged)
            for page in (article.source, *article.source.further):
                if page.archive:
                    read.links.append((f"{part.key}, line {number}", page.sha256, page.archive))


def check_quarantine(target: Target, manifest: Manifest, purged: Set[str], tally: Tally) -> Iterator[Fault]:
    """What a run put into quarantine."""
    for part in manifest.quarantine:
        for number, entry in (yield from _read(target, part, _QUARANTINED.decode)):
            tally.quarantined += 1
            if entry.id in purged:
                yield Fault(part.key, f"line {number} holds {entry.id}, which was withdrawn and purged; purge it again")


def _read(
    target: Target, part: ManifestPart, decode: Callable[[bytes], Any]
) -> Generator[Fault, None, list[tuple[int, Any]]]:
    """The lines of a part that fit, with their numbers; all else is yielded."""
    data, faults = read_named(target, part)
    yield from faults
    found: list[tuple[int, Any]] = []
    if data is None:
        return found
    try:
        lines = lines_of(part.key, data, part.key)
    except DamagedObject as fault:
        yield Fault(part.key, str(fault).removeprefix(f"{part.key} "))
        return found
    if len(lines) != part.count:
        yield Fault(part.key, f"has {len(lines)} lines; its manifest says {part.count}")
    for number, line in enumerate(lines, start=1):
        try:
            found.append((number, decode(line)))
        except (msgspec.DecodeError, UnicodeDecodeError) as fault:
            yield Fault(part.key, f"line {number} does not fit the schema: {fault}")
    return found


def _check_article(key: str, number: int, article: Article, purged: Set[str]) -> Iterator[Fault]:
    if article.id in purged:
        yield Fault(key, f"line {number} holds {article.id}, which was withdrawn and purged; purge it again")
    if f"/aggregator={safe_segment(article.aggregator)}/" not in key:
        yield Fault(key, f"line {number} holds {article.id}, an article of {article.aggregator}")
