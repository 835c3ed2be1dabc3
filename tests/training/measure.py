"""How near a copy comes to the gold.

Bodies are measured as the article extraction benchmark does (github.com/scrapinghub/article-extraction-benchmark):
precision and recall of runs of four words, each run as often as it occurs, averaged over pages; and how many bodies are
equal word for word. Snippets are counted: those that must be in the copy, and those that must not.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from tests.training.alignment import WORD

RUN = 4
"""Words."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A body against one reading of its gold; None where there is nothing to divide by."""

    exact: bool
    f1: float
    precision: float | None
    recall: float | None


@dataclass(frozen=True, slots=True)
class BodyFigures:
    """Of some pages: mean precision and recall, 0 to 1, the harmonic mean of these two, and the share that is exact."""

    f1: float
    precision: float
    recall: float
    exact: float


@dataclass(frozen=True, slots=True)
class SnippetFigures:
    """Of some pages: wanted snippets found (``recall``), unwanted ones found (``leak``), and F1 over all, 0 to 1."""

    f1: float
    recall: float
    leak: float


def likeness(copy: str, bodies: Iterable[str]) -> Likeness:
    """A copy against its gold; with two readings of it the kinder one counts."""
    return max((_likeness(copy, body) for body in bodies), key=lambda found: (found.exact, found.f1))


def _likeness(copy: str, body: str) -> Likeness:
    ours, theirs = WORD.findall(copy), WORD.findall(body)
    has, should = _runs(ours), _runs(theirs)
    shared = (has & should).total()
    precision = shared / has.total() if has else None
    recall = shared / should.total() if should else None
    return Likeness(ours == theirs, _f1(precision or 0.0, recall or 0.0), precision, recall)


def _runs(words: Sequence[str]) -> Counter[tuple[str, ...]]:
    """Every run of four words; a shorter text is one run."""
    return Counter(tuple(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1)) if words)


def body_figures(pages: Sequence[tuple[str, Sequence[str]]]) -> BodyFigures:
    """Of some pages, each its copy and its gold; at least one."""
    found = [likeness(copy, bodies) for copy, bodies in pages]
    precision = _mean(each.precision for each in found)
    recall = _mean(each.recall for each in found)
    return BodyFigures(_f1(precision, recall), precision, recall, fmean(each.exact for each in found))


def snippet_figures(pages: Sequence[tuple[str, tuple[Sequence[str], Sequence[str]]]]) -> SnippetFigures:
    """Of some pages, each its copy and what must be in it and must not."""
    wanted, unwanted = [], []
    for copy, (within, without) in pages:
        flat = " ".join(copy.split())
        wanted += [" ".join(snippet.split()) in flat for snippet in within]
        unwanted += [" ".join(snippet.split()) in flat for snippet in without]
    hits, leaks = sum(wanted), sum(unwanted)
    recall, precision = _share(hits, len(wanted)), _share(hits, hits + leaks)
    return SnippetFigures(_f1(precision, recall), recall, _share(leaks, len(unwanted)))


def _mean(values: Iterable[float | None]) -> float:
    known = [value for value in values if value is not None]
    return fmean(known) if known else 0.0


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
