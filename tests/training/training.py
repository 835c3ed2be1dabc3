"""A model from pages, and how well models made so do on pages that they were not made from."""

from collections.abc import Sequence

import numpy as np

from crawler.reader.copy.model import Model, Trees
from tests.training.fitting import Fit
from tests.training.gold import draw
from tests.training.labels import weight
from tests.training.reading import Reading

FOLDS, DRAWS = 3, 3
"""Parts, and how often pages are dealt into them: on sets of 30 pages one deal moves a figure by a hundredth."""


class TooLittle(Exception):
    """The pages are too few to learn from; the message says what is missing."""


def train(readings: Sequence[Reading], fit: Fit) -> Trees:
    """The model of some pages, from all their lines that have a label.

    Raises:
        TooLittle: There is no line that is copy, or none that is not.
        FitFailed: catboost gave no model.
    """
    rows, labels, weights = [], [], []
    for reading in readings:
        for line, row, label in zip(reading.lines.lines, reading.rows, reading.labels, strict=True):
            if label is not None:
                rows.append(row)
                labels.append(label)
                weights.append(weight(line.text, reading.page))
    if len(set(labels)) < 2:
        raise TooLittle("to learn from, there must be lines that are copy and lines that are not")
    return fit(np.array(rows, dtype=np.float32), np.array(labels), np.array(weights))


def cross_validate(readings: Sequence[Reading], fit: Fit, deal: int = 0) -> list[str]:
    """The copy of each page by a model made from the pages of other hosts.

    Args:
        readings: The pages.
        fit: What fits trees.
        deal: Which of the ways to deal the hosts into parts is taken.

    Raises:
        TooLittle: One of the parts has too little to learn from.
        FitFailed: catboost gave no model.
    """
    folds = [draw(f"deal {deal} {reading.page.host}", FOLDS) for reading in readings]
    copies = [""] * len(readings)
    for fold in sorted(set(folds)):
        model = Model.of(train([each for each, own in zip(readings, folds, strict=True) if own != fold], fit))
        for index, reading in enumerate(readings):
            if folds[index] == fold:
                copies[index] = reading.copy_by(model)
    return copies
