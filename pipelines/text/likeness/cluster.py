"""Which cluster a story belongs to, and which of its printings is taken for the original."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pipelines.text.likeness.index import Near

# The numbers were chosen on the labelled set (python -m tests.likeness). A wrong pair costs more than a missed one: it
# makes one of two clusters, and a miss loses an article. A cut keeps nearly all of the shorter story's shingles in the
# longer; with names and style changed two thirds stay. Columns of one series share up to .6, forms .62, two writers'
# reports of one event under .3.
_CONTAINED = 0.55
# What one publisher prints twice is cut or corrected, no more: two that share most are a column and its furniture.
_CONTAINED_AT_HOME = 0.8
# Copy and particulars together. A story of a form has the form's words and its own names and figures: .62 and .45 are
# the most that were seen. A reprint has nearly all its words with some of the names, or half its words with most names.
_TOGETHER = 1.1
# What is part of a story twice its length must be its opening: what stands amid a page of briefs is a story by itself.
# Half, because a line of furniture and another dateline may stand before it.
_LONGER, _LEAD = 2.0, 0.45
# Of a story that stands in a round-up, this much is found there at least.
_WHOLE = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """One article, for the choice of the original.

    Attributes:
        id: The article.
        at: When it was published, as well as is known.
        own: Whether it is on the publisher's own pages.
    """

    id: str
    at: datetime
    own: bool

    @property
    def rank(self) -> tuple[bool, datetime, str]:
        """Low is original: the publisher's own first, then the earliest."""
        return (not self.own, self.at, self.id)


class Clusters:
    """The cluster of each story that is known, and the original of each cluster.

    A cluster has the id of its first member and keeps it; clusters that turn out to be one story stay two.
    """

    def __init__(self) -> None:
        self._of: dict[str, str] = {}
        self._originals: dict[str, Printing] = {}

    def __contains__(self, story_id: str) -> bool:
        return story_id in self._of

    def take_up(self, printing: Printing, cluster: str, canonical_id: str) -> None:
        """A story that was placed by an earlier run. Its original may be older than all that is remembered."""
        self._of[printing.id] = cluster
        if canonical_id == printing.id:
            self._propose(cluster, printing)
        elif cluster not in self._originals:
            # All that is known of it: it was first, and it was its publisher's own if one that is did not replace it.
            self._originals[cluster] = Printing(id=canonical_id, at=printing.at, own=printing.own)

    def place(self, printing: Printing, near: Sequence[Near]) -> tuple[str, str]:
        """The cluster and the original of a story; a revision stays where the story was."""
        cluster = self._of.get(printing.id) or self._choose(near) or printing.id
        self._of[printing.id] = cluster
        self._propose(cluster, printing)
        return cluster, self._originals[cluster].id

    def _choose(self, near: Sequence[Near]) -> str | None:
        """The cluster that most of the same stories are in; of two alike, that of the story most alike."""
        round_up = len({one.cluster for one in near if is_part(one)}) > 1
        clusters = Counter(one.cluster for one in near if is_same(one) and not (round_up and is_part(one)))
        return clusters.most_common(1)[0][0] if clusters else None

    def _propose(self, cluster: str, printing: Printing) -> None:
        original = self._originals.get(cluster)
        if original is None or printing.rank < original.rank:
            self._originals[cluster] = printing


def is_same(near: Near) -> bool:
    """Whether two stories that share copy are one: enough of the shorter is in the longer, names and figures too."""
    enough = _CONTAINED_AT_HOME if near.same_publisher else _CONTAINED
    if near.contained < enough or (max(near.length, 1 / near.length) > _LONGER and near.lead < _LEAD):
        return False
    return near.particulars is None or near.contained + near.particulars >= _TOGETHER


def is_part(near: Near) -> bool:
    """Whether a story stands whole in one that is much longer. Where two do that are not one, it is a round-up."""
    return near.contained >= _WHOLE and near.length * _LONGER < 1
