"""A model from pages, and how well models made so do on pages that they were not made from."""

from collections.abc import Sequence

import numpy as np

from crawler.reader.copy.model import Model, Trees
from tests.training.fitting import Fit
from tests.training.gold import draw
from tests.training.labels import Labels, believed, weight
from tests.training.reading import Reading

FOLDS = 5


class TooLittle(Exception):
    """The pages are too few to learn from; the message says what is missing."""


def train(readings: Sequence[Reading], fit: Fit) -> Trees:
    """The model of some pages.

    Trained twice: lines of which snippets say nothing are labelled by the first model where it is sure, and the second
    learns from these too.

    Raises:
        TooLittle: There is no line that is copy, or none that is not.
        FitFailed: catboost gave no model.
    """
    labels = [reading.labels for reading in readings]
    first = _fit(readings, labels, fit)
    if all(reading.page.bodies for reading in readings):
        return first
    model = Model.of(first)
    more = [
        own if reading.page.bodies else believed(own, model.weigh(reading.rows).tolist())
        for reading, own in zip(readings, labels, strict=True)
    ]
    return _fit(readings, more, fit)


def _fit(readings: Sequence[Reading], labels: Sequence[Labels], fit: Fit) -> Trees:
    rows, answers, weights = [], [], []
    for reading, own in zip(readings, labels, strict=True):
        for line, row, label in zip(reading.lines.lines, reading.rows, own, strict=True):
            if label is not None:
                rows.append(row)
                answers.append(label)
                weights.append(weight(line.text, reading.page))
    if len(set(answers)) < 2:
        raise TooLittle("to learn from, there must be lines that are copy and lines that are not")
    return fit(np.array(rows, dtype=np.float32), np.array(answers), np.array(weights))


def cross_validate(readings: Sequence[Reading], fit: Fit) -> list[str]:
    """The copy of each page by a model made from the pages of other hosts.

    Raises:
        TooLittle: One of the parts has too little to learn from.
        FitFailed: catboost gave no model.
    """
    folds = [draw(f"fold {reading.page.host}", FOLDS) for reading in readings]
    copies = [""] * len(readings)
    for fold in sorted(set(folds)):
        model = Model.of(train([each for each, own in zip(readings, folds, strict=True) if own != fold], fit))
        for index, reading in enumerate(readings):
            if folds[index] == fold:
                copies[index] = reading.copy(model.weigh(reading.rows).tolist())
    return copies
