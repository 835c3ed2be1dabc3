"""The project's settings with a filing that keeps nothing safe: see ``undurable.py``."""

from crawler.settings import *  # noqa: F403
from crawler.settings import ITEM_PIPELINES as OURS

ARCHIVE = "off"
ITEM_PIPELINES = {
    "tests.benchmarks.undurable.UndurableStore" if name.endswith(".Store") else name: place
    for name, place in OURS.items()
}
