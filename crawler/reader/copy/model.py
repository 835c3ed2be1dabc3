"""The model that weighs what is known of a line: symmetric decision trees, shipped as data, reckoned by numpy.

``model.json`` is made by ``python -m tests.training`` from pages with gold; nothing of the pages is in it but numbers.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec
import numpy as np
from numpy.typing import NDArray

from crawler.reader.copy.features import COLUMNS, Rows

Scores = NDArray[np.float64]

# Lines that are weighed at one go: 8 kB of a line's answers are no matter, 8 kB of each of a million lines are.
AT_ONCE = 4096


class Trees(msgspec.Struct):
    """The model as it is shipped.

    Attributes:
        columns: The features it asks for, by name; ``splits`` number them in this order.
        splits: Every question: column and threshold; the answer is whether the value is above it.
        trees: A tree a row: the questions of its levels.
        leaves: A tree a row: what each pattern of answers adds, the first question being the lowest bit.
        bias: What every line starts from.
    """

    columns: list[str]
    splits: list[tuple[int, float]]
    trees: list[list[int]]
    leaves: list[list[float]]
    bias: float


@dataclass(frozen=True)
class Model:
    """The trees as arrays: a split's column and threshold, the splits that each level asks, what each leaf adds."""

    columns: NDArray[np.intp]
    thresholds: Rows
    levels: tuple[NDArray[np.intp], ...]
    leaves: Scores
    offsets: NDArray[np.intp]
    bias: float

    @classmethod
    def of(cls, trees: Trees) -> "Model":
        """The model of some trees.

        Raises:
            ValueError: It asks for a feature that there is none of: it was trained for another release.
        """
        asked = np.array([COLUMNS.index(name) for name in trees.columns], dtype=np.intp)
        splits = trees.splits
        table = np.array(trees.leaves)
        return cls(
            columns=asked[[column for column, _ in splits]],
            thresholds=np.array([[threshold] for _, threshold in splits], dtype=np.float32),
            levels=tuple(np.array(level, dtype=np.intp) for level in zip(*trees.trees, strict=True)),
            leaves=table.ravel(),
            offsets=np.arange(len(table), dtype=np.intp)[:, None] * table.shape[1],
            bias=trees.bias,
        )

    def weigh(self, rows: Rows) -> Scores:
        """How much speaks for each line being copy: log odds, positive for copy."""
        return np.concatenate([self._weigh(rows[at : at + AT_ONCE]) for at in range(0, len(rows), AT_ONCE)])

    def _weigh(self, rows: Rows) -> Scores:
        """Answers stand in rows, a row a split, so that those that the trees of one level ask are copied row by row."""
        answers = (rows.T[self.columns] > self.thresholds).view(np.uint8)
        leaf = answers[self.levels[0]]
        for bit, level in enumerate(self.levels[1:], start=1):
            leaf |= answers[level] << bit
        total: Scores = self.leaves[leaf + self.offsets].sum(axis=0) + self.bias
        return total


@cache
def shipped() -> Model:
    """The model of this release, read once."""
    data = files("crawler.reader.copy").joinpath("model.json").read_bytes()
    return Model.of(msgspec.json.decode(data, type=Trees))
