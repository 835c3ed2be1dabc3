"""What the run that archived a page filed from it: read from its manifest and its parts, and carried over to a replay.

A replay reads old copy by new rules. What only the crawl could know stays as it was: the id and the address that the
story goes by, its revision and what changed in it, what was found of it elsewhere, what its site reserved.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import msgspec

from crawler.replay.sources import Warc
from pipelines.errors import DamagedObject, NotHeld
from pipelines.items import ArchivedAt, Article, Edit, FurtherPage, Instant, Rights, Story
from pipelines.morgue.copy import lines_of
from pipelines.storage.keys import manifest_key
from pipelines.storage.manifest import Manifest, read_manifest
from pipelines.storage.parts import Origin
from pipelines.storage.target import Target
from pipelines.text.revision import STAGE


class FiledSource(msgspec.Struct, frozen=True):
    """``Article.source``, as far as it is asked here."""

    sha256: str
    fetched_at: Instant | None = None
    archive: ArchivedAt | None = None
    via: str | None = None
    further: tuple[FurtherPage, ...] = ()


class Filed(msgspec.Struct, frozen=True):
    """What is carried over of an article that was filed."""

    id: str
    aggregator: str
    source: FiledSource
    url: str | None = None
    revision: int = 1
    supersedes: str | None = None
    story: Story | None = None
    rights: Rights | None = None
    edits: tuple[Edit, ...] = ()

    @property
    def changes(self) -> tuple[Edit, ...]:
        """What changed since the revision before."""
        return tuple(edit for edit in self.edits if edit.stage == STAGE)


_FILED = msgspec.json.Decoder(Filed)


class Lines(msgspec.Struct, frozen=True):
    """The least of a line that tells which archived pages it was read from."""

    source: Origin


_LINES = msgspec.json.Decoder(Lines)


@dataclass(slots=True)
class Earlier:
    """The articles of one run, by where their pages lie in the archive. Holds those of one WARC file at a time.

    Args:
        target: Where the run filed.
        manifest: Its manifest.
    """

    target: Target
    manifest: Manifest
    _told: dict[str, frozenset[str]] = field(default_factory=dict)  # part -> names of the WARC files of its articles

    @classmethod
    def of(cls, warc: Warc, targets: "list[Target]") -> "Earlier | None":
        """The run that wrote a WARC file; None where it is nobody's that can be found, or has not ended.

        Args:
            warc: The file.
            targets: Where to look, the likeliest first.
        """
        if warc.run is None:
            return None
        for target in targets:
            try:
                return cls(target, read_manifest(target.get(manifest_key(warc.run))))
            except NotHeld:
                continue
        return None

    def lines_of(self, name: str) -> Iterator[tuple[int, bytes]]:
        """The articles read from pages of a WARC file: where the page begins, and the article's line.

        Args:
            name: The last segment of the file's key, which is its own within a run, wherever the file lies now.

        Raises:
            DamagedObject: A part can't be read as what it is.
            DeliveryTrouble: A part can't be read.
        """
        for part in self.manifest.parts:
            if name not in self._told.get(part.key, (name,)):
                continue
            told: set[str] = set()
            for line in read_part(self.target, part.key):
                source = _source_of(line, part.key)
                told |= {place.warc.rpartition("/")[2] for place in source.places}
                if source.archive is not None and source.archive.warc.endswith(f"/{name}"):
                    yield source.archive.offset, line
            self._told[part.key] = frozenset(told)

    def filed(self, name: str) -> dict[int, Filed]:
        """What is carried over, by where the page begins."""
        return {offset: _lean(_FILED.decode(line)) for offset, line in self.lines_of(name)}


def _source_of(line: bytes, key: str) -> Origin:
    try:
        return _LINES.decode(line).source
    except (msgspec.DecodeError, UnicodeDecodeError) as fault:
        raise DamagedObject(f"a line of {key} is no article: {fault}; scrapy articles verify finds all such") from fault


def read_part(target: Target, key: str) -> list[bytes]:
    """The lines of a part.

    Raises:
        DamagedObject: It can't be unpacked.
        DeliveryTrouble: It can't be read.
    """
    return lines_of(key, target.get(key), target.where(key))


def _lean(filed: Filed) -> Filed:
    """Without the edits that the desk will make again."""
    return msgspec.structs.replace(filed, edits=filed.changes)


def carry_over(article: Article, filed: Filed) -> Article:
    """An article read again, with what its first reading knew of its story."""
    return replace(
        article,
        revision=filed.revision,
        supersedes=filed.supersedes,
        story=filed.story,
        edits=(*article.edits, *filed.changes),
    )
