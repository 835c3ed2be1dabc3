"""What became of the pages of a replay: counted by reason, and what an operator reads at its end."""

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from time import monotonic

from crawler.replay.records import PassedOver
from crawler.replay.slices import Answers, Compared, Reading, Unread

logger = logging.getLogger(__name__)

PASSED: Mapping[str, str] = {
    "nobody's": "pages of no aggregator that is known",
    "other aggregator": "pages of other aggregators",
    "no story": "pages at addresses that are no story",
    "other time": "pages of another time",
    "unfiled": "pages that their run filed nothing of (--unfiled reads them)",
    "further": "later pages of stories on several, read with the first",
    "filed": "pages of stories that are filed, though not from this page",
    "revisit": "records of pages that are archived already (revisit)",
    "not 200": "answers that are no page (their status is not 200)",
    "no page": "answers that are no page (by their type)",
    "no answer": "records without an HTTP answer",
    "cut": "records that are cut",
    "too large": "records too large for a page",
    "packed": "pages that can't be unpacked",
    "unreadable": "pages that can't be read",
    "no layout": "pages that no layout fits",
    "reserved": "stories that their site reserves (RIGHTS_POLICY)",
    "withdrawn": "stories that were withdrawn",
    "same": "further readings of a story that are the same",
}
FAILED: Mapping[str, str] = {
    "damaged": "places where an archive is damaged",
    "no layout any more": "stories that are filed, and that no layout fits any more",
    "invalid": "articles that are not valid",
    "further page": "stories of which a later page is not to be had from the archive",
    "fault": "pages that copydesk failed on",
    "unit": "archive files that could not be replayed",
    "open": "archive files whose run has not ended (the next crawl on its spool ends it)",
}


@dataclass(slots=True)
class Tally:
    """A replay's figures."""

    files: int = 0
    """WARC files replayed."""
    done: int = 0
    """WARC files that were replayed before."""
    pages: int = 0
    """Pages read."""
    articles: int = 0
    """Articles filed."""
    by_why: Counter[str] = field(default_factory=Counter)
    """Records passed over, pages without an article and failures, by reason: see PASSED and FAILED."""
    started: float = field(default_factory=monotonic)

    @property
    def seconds(self) -> float:
        """Since the beginning."""
        return max(monotonic() - self.started, 0.001)

    def sift(self, passed: Iterable[PassedOver], answers: Answers) -> "Iterator[Reading | Compared]":
        """Count what gave no article, and tell what is to be told of it; the rest is handed on."""
        for one in passed:
            self.count(one.why, one.words)
        self.pages += len(answers)
        for answer in answers:
            if isinstance(answer, Unread):
                self.count(answer.why, answer.words)
            else:
                yield answer

    def count(self, why: str, words: str | None = None) -> None:
        """Count a page that gave no article."""
        self.by_why[why] += 1
        if words:
            logger.log(logging.ERROR if why in FAILED else logging.INFO, "%s", words)

    @property
    def failures(self) -> dict[str, int]:
        """What failed, by the words of the summary."""
        return {words: self.by_why[why] for why, words in FAILED.items() if self.by_why[why]}

    def progress(self) -> str:
        """How far it has got, in a line."""
        return f"{self.files} files · {self.pages} pages · {self.articles} articles · {self.pages / self.seconds:.0f}/s"

    def summary(self) -> list[str]:
        """The replay in a few lines."""
        rate = f"{self.seconds:.1f} s, {self.pages / self.seconds:,.0f} pages a second"
        lines = [f"{self.pages:,} pages read, {self.articles:,} articles filed, from {self.files:,} files ({rate})"]
        if self.done:
            lines.append(f"files replayed before, by the same rules (--again replays them anew): {self.done}")
        lines += [f"{words}: {self.by_why[why]}" for why, words in PASSED.items() if self.by_why[why]]
        lines += [f"FAILED: {words}: {times}" for words, times in self.failures.items()]
        return lines
