"""Articles of archived pages held against what was filed of them: nothing is filed."""

import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import msgspec

from crawler.replay.earlier import Earlier, read_part
from crawler.replay.pages import Pages, Readings
from crawler.replay.plan import ReplayPlan
from crawler.replay.records import PassedOver
from crawler.replay.report import Report
from crawler.replay.slices import Answers, Compared, Unread
from crawler.replay.sources import Warc
from crawler.replay.tally import Tally
from pipelines.errors import NotHeld
from pipelines.items import Instant
from pipelines.morgue.at_once import at_once
from pipelines.storage.keys import manifest_key
from pipelines.storage.manifest import Manifest, read_manifest
from pipelines.storage.replays import Claim
from pipelines.storage.target import Target
from pipelines.storage.withdrawn import Withdrawn, load

# As the lines wait to be compared, a fifth of their size.
LEVEL = 1


class _When(msgspec.Struct, frozen=True):
    fetched_at: Instant | None = None


class _Line(msgspec.Struct, frozen=True):
    id: str
    source: _When
    url: str | None = None


_LINE = msgspec.json.Decoder(_Line)


class Comparing:
    """Compares what archived pages come to with their latest readings.

    Raises:
        DeliveryTrouble: The target can't be read.
    """

    def __init__(self, plan: ReplayPlan, tally: Tally, report: Report):
        self._plan, self._tally, self._report = plan, tally, report
        self._withdrawn = load(plan.target)
        self._replays = _replays(plan.target)

    def begin(self, warc: Warc, sha256: str, earlier: Earlier | None) -> "tuple[Comparison, Pages]":
        """As ``Purpose.begin``."""
        filed = earlier.filed(warc.name) if earlier else None
        before = self._before(warc, sha256, earlier)
        return Comparison(warc.where, self._tally, self._report, self._withdrawn), Pages(
            warc, self._plan, filed, before
        )

    def _before(self, warc: Warc, sha256: str, earlier: Earlier | None) -> Readings:
        """The latest readings: the run's own, and over them those of each replay of the file, as these came to be."""
        readings: dict[int | tuple[str, datetime], bytes] = {}
        if earlier is not None:
            readings |= {at: zlib.compress(line, LEVEL) for at, line in earlier.lines_of(warc.name)}
        for run in sorted(self._replays.get(sha256, ())):
            manifest = _manifest(self._plan.target, run)
            if manifest is not None and earlier is not None:
                again = Earlier(self._plan.target, manifest)
                readings |= {at: zlib.compress(line, LEVEL) for at, line in again.lines_of(warc.name)}
            elif manifest is not None:
                readings |= dict(_by_moment(self._plan.target, manifest))
        return readings


@dataclass(slots=True)
class Comparison:
    """One WARC file's articles, compared.

    Attributes:
        where: The file's address.
        tally: The replay's figures.
        report: What is found.
        withdrawn: The ids of stories that are gone on purpose.
        failed: Why the file can't be finished; None while it can.
    """

    where: str
    tally: Tally
    report: Report
    withdrawn: Withdrawn
    failed: Exception | None = None

    def take(self, passed: list[PassedOver], answers: Answers) -> None:
        """What came of some of the pages."""
        for one in self.tally.sift(passed, answers):
            if one.id in self.withdrawn:
                self.tally.count("withdrawn")
            elif isinstance(one, Compared):
                self.report.add(one)
            else:
                self.report.new += 1
        for answer in answers:
            if isinstance(answer, Unread) and answer.was_filed:
                self.report.lose()

    def close(self) -> None:
        """Nothing is left to do."""


def _replays(target: Target) -> dict[str, list[str]]:
    """The runs that replayed each WARC file, by the SHA-256 of its bytes."""
    runs = defaultdict(list)
    for data in at_once(target.get, (held.key for held in target.list("replays/"))):
        claim = msgspec.json.decode(data, type=Claim)
        runs[claim.source_sha256].append(claim.run)
    return runs


def _manifest(target: Target, run: str) -> Manifest | None:
    try:
        return read_manifest(target.get(manifest_key(run)))
    except NotHeld:
        return None


def _by_moment(target: Target, manifest: Manifest) -> Iterator[tuple[tuple[str, datetime], bytes]]:
    """A replay's articles by address and moment, for pages that no archive of ours holds."""
    for part in manifest.parts:
        for line in read_part(target, part.key):
            told = _LINE.decode(line)
            if told.url is not None and told.source.fetched_at is not None:
                yield (told.url, told.source.fetched_at), zlib.compress(line, LEVEL)
