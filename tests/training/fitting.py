"""Rows and labels in, trees out: catboost, in an environment of its own, and its model made ours."""

import json
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crawler.reader.copy.features import COLUMNS, Rows
from crawler.reader.copy.model import Trees
from tests.own_venv import own_python

VENV = ".venv-training"
LOCK = Path(__file__).with_name("requirements-training.lock")
SCRIPT = Path(__file__).with_name("fit_trees.py")

# README.md says how these were found. One thread and one seed: the same pages give the same model to the byte.
PARAMETERS: dict[str, Any] = {
    "iterations": 300,
    "depth": 4,
    "learning_rate": 0.12,
    "l2_leaf_reg": 6,
    "rsm": 0.3,  # of the columns, what each level of a tree chooses among
    "border_count": 32,
    "bootstrap_type": "Bernoulli",
    "subsample": 0.8,
    "boost_from_average": False,
    "random_seed": 1,
    "thread_count": 1,
    "allow_writing_files": False,
    "verbose": False,
}
# Decimal places that are kept of thresholds and of leaves.
THRESHOLD, LEAF = 5, 4

Fit = Callable[[Rows, NDArray[np.bool_], NDArray[np.float64]], Trees]


class FitFailed(Exception):
    """catboost gave no model; the message has the end of what it said."""


def fitter(say: Callable[[str], object], **changed: object) -> Fit:
    """What fits trees to rows, labels and weights.

    Args:
        say: Told when catboost is installed.
        changed: Parameters other than PARAMETERS.

    Raises:
        NotInstalled: catboost can't be installed here.
    """
    python = own_python(VENV, LOCK, say)

    def fit(rows: Rows, labels: NDArray[np.bool_], weights: NDArray[np.float64]) -> Trees:
        with TemporaryDirectory() as folder:
            held, model = Path(folder, "rows.npz"), Path(folder, "model.json")
            np.savez(held, rows=rows, labels=labels.astype(np.int8), weights=weights)
            command = [str(python), str(SCRIPT), str(held), json.dumps(PARAMETERS | changed), str(model)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                raise FitFailed(f"catboost ended with {done.returncode}:\n{done.stderr[-2000:]}")
            return trees_of(json.loads(model.read_text("utf-8")))

    return fit


def trees_of(model: dict[str, Any], columns: Sequence[str] = COLUMNS) -> Trees:
    """A model as catboost writes it ("oblivious trees"), as we ship it: all trees of one depth.

    Args:
        model: Its JSON.
        columns: What its features are called, by their index.

    Raises:
        FitFailed: It has no question: the rows are all alike.
    """
    trees = model["oblivious_trees"]
    used = sorted({split["float_feature_index"] for tree in trees for split in tree["splits"]})
    if not used:
        raise FitFailed("catboost found nothing that tells copy from other lines")
    numbers = {index: number for number, index in enumerate(used)}
    questions: dict[tuple[int, float], int] = {}
    levels = []
    for tree in trees:
        asked = [(numbers[split["float_feature_index"]], round(split["border"], THRESHOLD)) for split in tree["splits"]]
        levels.append([questions.setdefault(question, len(questions)) for question in asked])
    depth = max(map(len, levels))
    scale, (bias,) = model["scale_and_bias"]
    leaves = [[round(scale * value, LEAF) for value in tree["leaf_values"]] for tree in trees]
    return Trees(
        columns=[columns[index] for index in used],
        splits=list(questions),
        # Where nothing is left to ask, catboost's trees are lower: whatever else is asked of these changes nothing.
        trees=[level + [0] * (depth - len(level)) for level in levels],
        leaves=[values * (2**depth // len(values)) for values in leaves],
        bias=bias,
    )
