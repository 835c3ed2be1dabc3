"""Precision and recall of the clusters that a half of the labelled set falls into."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import combinations

from pipelines.stages.stories_seen import StoriesSeen
from tests.likeness.labelled import START, Printed, labelled


@dataclass
class Figures:
    """Pairs of articles: of one source or not, in one cluster or not.

    Attributes:
        found: Pairs of one source in one cluster.
        missed: Pairs of one source in two.
        wrong: Pairs of two sources in one.
        missed_by: The missed ones, by the two rewrites.
        wrong_by: The wrong ones, by the kinds of the two sources.
        wrong_sources: The wrong ones, by the two sources.
    """

    found: int = 0
    missed: int = 0
    wrong: int = 0
    missed_by: Counter[str] = field(default_factory=Counter)
    missed_sources: Counter[str] = field(default_factory=Counter)
    wrong_by: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong_sources: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def precision(self) -> float:
        """Of the pairs in one cluster, those of one source."""
        return self.found / max(1, self.found + self.wrong)

    @property
    def recall(self) -> float:
        """Of the pairs of one source, those in one cluster."""
        return self.found / max(1, self.found + self.missed)


def measure(half: str, seed: int = 0) -> Figures:
    """The figures of a half whose articles come in one after the other, as in a crawl."""
    figures = Figures()
    seen = StoriesSeen(START)
    by_source: dict[str, list[tuple[str, Printed]]] = defaultdict(list)
    by_cluster: dict[str, list[Printed]] = defaultdict(list)
    for printed in labelled(half, seed):
        story = seen.find(printed.article)
        cluster = story.cluster if story else printed.article.id
        by_source[printed.source.id].append((cluster, printed))
        by_cluster[cluster].append(printed)
    for printings in by_source.values():
        for (one, first), (other, second) in combinations(printings, 2):
            if one == other:
                figures.found += 1
            else:
                figures.missed += 1
                figures.missed_by.update((first.rewrite, second.rewrite))
                figures.missed_sources[first.source.id] += 1
    for members in by_cluster.values():
        for first, second in combinations(members, 2):
            if first.source.id != second.source.id:
                figures.wrong += 1
                figures.wrong_by[tuple(sorted((first.source.kind, second.source.kind)))] += 1
                figures.wrong_sources[tuple(sorted((first.source.id, second.source.id)))] += 1
    return figures
