"""Articles of archived pages filed anew: each WARC file by a run of its own, its manifest last.

A replay that was killed takes that run up when it is started again: ``pipelines.storage.replays`` and
``pipelines.storage.batch`` say how that files nothing twice.
"""

import logging
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

import msgspec

from crawler.replay.earlier import Earlier
from crawler.replay.pages import Pages
from crawler.replay.plan import ReplayPlan
from crawler.replay.records import PassedOver
from crawler.replay.seen import Seen
from crawler.replay.slices import Answers, Reading
from crawler.replay.sources import Warc
from crawler.replay.tally import Tally
from pipelines.clock import Clock
from pipelines.items import Article
from pipelines.morgue.places import Index
from pipelines.storage.batch import Batch
from pipelines.storage.journal import RunStart
from pipelines.storage.keys import run_moment
from pipelines.storage.replays import Claim, Claimed, claim_unit
from pipelines.storage.withdrawn import Withdrawn, load
from pipelines.text.revision import body_changed

logger = logging.getLogger(__name__)

ENDED = "replayed"
"""What the manifest of a replay says of its end."""


class Refiling:
    """Files what archived pages come to.

    Raises:
        DeliveryTrouble: The target can't be reached, or does not let this process write.
    """

    def __init__(self, plan: ReplayPlan, tally: Tally):
        plan.target.check()
        self._plan, self._tally = plan, tally
        self._withdrawn = load(plan.target)
        self._runs: set[str] = set()  # of this replay's units

    def begin(self, warc: Warc, sha256: str, earlier: Earlier | None) -> "tuple[Refiled, Pages] | None":
        """As ``Purpose.begin``; None for a file that was replayed by the same rules."""
        claimed = self._claim(warc, sha256, earlier)
        run = claimed.claim.run
        if claimed.is_done or run in self._runs:  # the same bytes may lie there under two names
            self._tally.done += 1
            logger.info("%s: was replayed by the same rules, by run %s", warc.where, run)
            return None
        self._runs.add(run)
        filed = earlier.filed(warc.name) if earlier else None
        batch = self._batch(claimed.claim)
        index = self._index if filed is not None and self._plan.selection.unfiled else None
        unit = Refiled(warc.where, batch, self._tally, self._withdrawn, self._plan.clock, index)
        return unit, Pages(warc, self._plan, filed)

    @property
    def _index(self) -> Index:
        """Opened for each file, since a story may be filed from the one before."""
        return Index.open(self._plan.target, self._plan.clock())

    def _claim(self, warc: Warc, sha256: str, earlier: Earlier | None) -> Claimed:
        plan = self._plan
        aggregator = unquote(warc.segment) if warc.segment else plan.selection.aggregator
        found = {"filed_by": earlier.manifest.run if earlier else None, "archived_here": warc.root == plan.root}
        return claim_unit(
            plan.target,
            source=warc.where,
            source_sha256=sha256,
            made_by=plan.made_by(aggregator),
            selection={**plan.in_words(), **found},
            now=plan.clock(),
            again=plan.again,
        )

    def _batch(self, claim: Claim) -> Batch:
        filing = self._plan.filing
        return Batch(
            self._plan.target,
            RunStart(run=claim.run, started=claim.started, version=claim.made_by.version),
            part_articles=filing.part_articles,
            each=filing.articles_per_object == 1,
            at_once=filing.uploads_at_once,
        )


@dataclass(slots=True)
class Refiled:
    """One WARC file's articles on their way from the workers.

    Attributes:
        where: The file's address.
        batch: Where they go.
        tally: The replay's figures.
        withdrawn: The ids of stories that are not to be filed.
        clock: The time.
        index: What is filed already, for pages that their run filed nothing of; None for anybody else's pages.
        failed: Why the file can't be finished; None while it can.
    """

    where: str
    batch: Batch
    tally: Tally
    withdrawn: Withdrawn
    clock: Clock
    index: Index | None = None
    failed: Exception | None = None
    _seen: Seen = field(default_factory=Seen)

    def take(self, passed: list[PassedOver], answers: Answers) -> None:
        """What came of some of the pages.

        Raises:
            DeliveryTrouble: The target does not take them.
        """
        for one in self.tally.sift(passed, answers):
            if isinstance(one, Reading):
                self._file(one)

    def close(self) -> None:
        """The manifest, last.

        Raises:
            DeliveryTrouble: The target does not take it.
        """
        self._seen.close()
        self.batch.close(ended=ENDED, now=self.clock)

    def _file(self, reading: Reading) -> None:
        if reading.id in self.withdrawn:
            self.tally.count("withdrawn")
            return
        if reading.is_new and self.index is not None and self.index.find(reading.id):
            self.tally.count("filed")
            return
        line = self._numbered(reading) if reading.is_new else reading.line
        if line is None:
            self.tally.count("same")
            return
        self.batch.add(reading.aggregator, reading.day or run_moment(self.batch.run).date(), line)
        self.tally.articles += 1

    def _numbered(self, reading: Reading) -> bytes | None:
        """The line as the next revision of its story within this file; None where the copy is the same as before."""
        numbered = self._seen.number(reading.id, reading.content_hash)
        if numbered is None:
            return None
        number, before = numbered
        return reading.line if number == 1 else _as_revision(reading.line, number, before)


def _as_revision(line: bytes, revision: int, supersedes: str | None) -> bytes:
    article = msgspec.json.decode(line, type=Article)
    edits = (*article.edits, body_changed())
    return msgspec.json.encode(replace(article, revision=revision, supersedes=supersedes, edits=edits)) + b"\n"
