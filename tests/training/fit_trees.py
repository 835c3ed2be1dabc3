"""Fits symmetric trees to rows: what ``tests.training.fitting`` runs with the interpreter of .venv-training.

Arguments: a .npz of ``rows``, ``labels`` and ``weights``; the parameters in JSON; where the model goes, in JSON.
"""

import json
import sys

import numpy as np
from catboost import CatBoostClassifier

rows, parameters, model = sys.argv[1:]
with np.load(rows) as held:
    classifier = CatBoostClassifier(**json.loads(parameters))
    classifier.fit(held["rows"], held["labels"], sample_weight=held["weights"])
classifier.save_model(model, format="json")
