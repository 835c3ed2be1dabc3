"""What the reader would take for copy without a model: what it gains is measured against this.

These are the rules by which most readers go, with the best of what ours knows put into them: the box that holds most of
the running text near the headline, without what is mostly links in it.
"""

import numpy as np

from crawler.reader.copy.features import COLUMNS
from tests.training.reading import Reading

SURE = 100.0


def copy_by_rules(reading: Reading) -> str:
    """A page's copy: the lines of its main box that are not mostly links.

    What is done to the model's word is done to theirs: neighbours agree, and fields, teasers and linked headlines go.
    """
    column = {name: reading.rows[:, index] for index, name in enumerate(COLUMNS)}
    inside = (column["inside"] > 0) & (column["linked"] < 0.5)
    return reading.copy(np.where(inside, SURE, -SURE).tolist())
